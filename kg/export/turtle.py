"""Turtle: subjects, properties and values sorted, so that one graph has one text."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from pyoxigraph import Literal, NamedNode, Quad

from kg.export.data import GraphData
from kg.names import PREFIXES
from kg.rdf.terms import RDF_TYPE, Term
from kg.rdf.values import compact

#: Numbers that Turtle (section 2.5.2) lets stand without quotes and type.
_BARE = {
    PREFIXES["xsd"] + "integer": re.compile(r"[+-]?[0-9]+"),
    PREFIXES["xsd"] + "decimal": re.compile(r"[+-]?[0-9]*\.[0-9]+"),
}


def lines(data: GraphData) -> Iterator[str]:
    """Yield the graph, without named graphs, one subject at a time."""
    yield header()
    yield from blocks(data.flat_quads())


def header() -> str:
    """Return the declarations of the prefixes."""
    return "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in sorted(PREFIXES.items()))


def blocks(quads: Iterable[Quad], indent: str = "") -> Iterator[str]:
    """Yield the triples of the quads grouped by subject, each group after a blank line, the type first."""
    subjects: defaultdict[str, defaultdict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for quad in quads:
        property = " a" if quad.predicate == RDF_TYPE else _term(quad.predicate)
        subjects[_term(quad.subject)][property].add(_term(quad.object))
    for subject, properties in sorted(subjects.items()):
        said = (
            f"{property.strip()} {', '.join(sorted(values))}"
            for property, values in sorted(properties.items())
        )
        joined = f" ;\n{indent}    ".join(said)
        yield f"\n{indent}{subject} {joined} .\n"


def _term(term: Term) -> str:
    if isinstance(term, NamedNode):
        return compact(term.value) or str(term)
    if not isinstance(term, Literal) or term.language:
        return str(term)
    datatype = term.datatype.value
    if datatype in _BARE and _BARE[datatype].fullmatch(term.value):
        return term.value
    short = compact(datatype)
    if short is None or datatype == PREFIXES["xsd"] + "string":
        return str(term)
    return f"{Literal(term.value)}^^{short}"
