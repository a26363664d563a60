"""JSON-LD: one object per subject, with a context of its own, so that reading it fetches nothing."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from pyoxigraph import Literal, NamedNode

from kg.export.data import GraphData
from kg.names import PREFIXES
from kg.rdf.terms import RDF_TYPE, XSD_STRING, Term
from kg.rdf.values import compact


def lines(data: GraphData) -> Iterator[str]:
    """Yield the document, one subject a line, sorted."""
    subjects: defaultdict[str, defaultdict[str, set[Term]]] = defaultdict(lambda: defaultdict(set))
    for quad in data.flat_quads():
        property = "@type" if quad.predicate == RDF_TYPE else _iri(quad.predicate)
        subjects[_iri(quad.subject)][property].add(quad.object)
    yield f'{{"@context": {json.dumps(PREFIXES, sort_keys=True)},\n"@graph": [\n'
    for i, (subject, properties) in enumerate(sorted(subjects.items())):
        node: dict[str, Any] = {"@id": subject}
        for property, terms in sorted(properties.items()):
            ordered = sorted(terms, key=str)
            node[property] = [_iri(t) if property == "@type" else _value(t) for t in ordered]
        yield ("" if i == 0 else ",\n") + json.dumps(node, ensure_ascii=False)
    yield "\n]}\n"


def _iri(term: Term) -> str:
    return (compact(term.value) or term.value) if isinstance(term, NamedNode) else str(term)


def _value(term: Term) -> object:
    if not isinstance(term, Literal):
        return {"@id": _iri(term)}
    if term.language:
        return {"@value": term.value, "@language": term.language}
    if term.datatype == XSD_STRING:
        return term.value
    return {"@value": term.value, "@type": _iri(term.datatype)}
