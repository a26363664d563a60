"""Any SKOS or RDF file as an alias table: labels become names, classes types, IRIs identifiers.

Remote JSON-LD contexts are not fetched.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from kg.errors import KgError
from kg.linking.entries import Entry, entity_type
from kg.names import PREFIXES

_RDFS, _SKOS, _OWL, _RDF = (PREFIXES[prefix] for prefix in ("rdfs", "skos", "owl", "rdf"))
_SCHEMA = ("https://schema.org/", "http://schema.org/")
_FOAF = "http://xmlns.com/foaf/0.1/"

#: The properties of names, the preferred ones first.
_LABELS = (_SKOS + "prefLabel", *(s + "name" for s in _SCHEMA), _FOAF + "name", _RDFS + "label")
_OTHERS = (
    _SKOS + "altLabel",
    _SKOS + "hiddenLabel",
    *(s + local for s in _SCHEMA for local in ("alternateName", "legalName")),
    _FOAF + "nick",
)
_SAME = frozenset({_OWL + "sameAs", _SKOS + "exactMatch", *(s + "sameAs" for s in _SCHEMA)})
#: Classes that say nothing of the kind of a thing.
_ANYTHING = frozenset(
    {_SKOS + "Concept", _OWL + "Thing", _OWL + "NamedIndividual", *(s + "Thing" for s in _SCHEMA)}
)
#: File name endings that pyoxigraph does not know.
_FORMATS = {"rdf": "rdf", "xml": "rdf", "owl": "rdf", "json": "jsonld", "n3": "n3"}
_LANGUAGES = ("en", "")


@dataclass(slots=True)
class _Node:
    names: dict[str, list[tuple[str, str]]] = field(default_factory=lambda: defaultdict(list))
    classes: set[str] = field(default_factory=set)
    same: set[str] = field(default_factory=set)
    linked: set[str] = field(default_factory=set)


def read_rdf_table(path: Path) -> Iterator[Entry]:
    """Yield the things in an RDF file that have a name; raises KgError where it can't be read.

    Turtle, N-Triples, N-Quads, TriG, RDF/XML, JSON-LD and N3 are known by the ending of the file's name. Labels in
    English or without a language count, those of other languages only where there are no others.
    """
    nodes = _nodes(path)
    names = {key: given for key, node in nodes.items() if (given := _names(node))}
    linked: defaultdict[str, set[str]] = defaultdict(set)
    for key, node in nodes.items():
        for other in node.linked & names.keys():
            linked[key].add(names[other][0])
            if key in names:
                linked[other].add(names[key][0])
    for key, node in nodes.items():
        if key not in names:
            continue
        name, *others = names[key]
        kinds = sorted({type for iri in node.classes - _ANYTHING if (type := entity_type(iri)) is not None})
        yield Entry(
            name=name,
            aliases=tuple(sorted({*others} - {name})),
            type=kinds[0] if len(kinds) == 1 else None,
            same_as=tuple(dict.fromkeys(([] if key.startswith("_:") else [key]) + sorted(node.same))),
            related=tuple(sorted(linked[key])),
        )


def _nodes(path: Path) -> dict[str, _Node]:
    from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, parse

    ending = path.suffix.casefold().removeprefix(".")
    form = RdfFormat.from_extension(_FORMATS.get(ending, ending))
    if form is None:
        raise KgError(
            f"{path}: an alias table is a CSV file (.csv, .tsv) or an RDF file (.ttl, .nt, .nq, .trig, .rdf, .jsonld), "
            f"not {path.suffix or 'a file without an ending'!r}"
        )
    nodes: defaultdict[str, _Node] = defaultdict(_Node)
    try:
        for quad in parse(path=str(path), format=form, base_iri=path.resolve().as_uri()):
            if not isinstance(quad.subject, NamedNode | BlankNode):
                continue
            key = quad.subject.value if isinstance(quad.subject, NamedNode) else str(quad.subject)
            node, property, object = nodes[key], quad.predicate.value, quad.object
            if isinstance(object, Literal):
                if property in _LABELS or property in _OTHERS:
                    node.names[property].append((object.language or "", " ".join(object.value.split())))
            elif isinstance(object, NamedNode):
                if property == _RDF + "type":
                    node.classes.add(object.value)
                else:
                    (node.same if property in _SAME else node.linked).add(object.value)
    except (OSError, SyntaxError, ValueError) as error:
        raise KgError(f"{path}: can't be read as an alias table: {error}") from error
    return dict(nodes)


def _names(node: _Node) -> list[str]:
    """Return the names of a thing, the preferred one first, the same in every run."""
    given = [
        (rank, language.partition("-")[0].casefold(), text)
        for rank, property in enumerate((*_LABELS, *_OTHERS))
        for language, text in node.names.get(property, ())
        if text
    ]
    chosen = [item for item in given if item[1] in _LANGUAGES] or given
    return list(dict.fromkeys(text for _, _, text in sorted(chosen)))
