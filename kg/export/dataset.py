"""The whole graph as an rdflib Dataset."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode

from kg.names import PREFIXES
from kg.rdf.terms import Term

if TYPE_CHECKING:
    import rdflib
    from rdflib.term import Node

    from kg.store import GraphStore


def to_rdflib(store: GraphStore) -> rdflib.Dataset:
    """Return a copy of the store, its named graphs kept, with the project's prefixes bound."""
    import rdflib

    dataset = rdflib.Dataset()
    for prefix, iri in PREFIXES.items():
        dataset.bind(prefix, iri, replace=True)
    dataset.addN(
        (
            to_rdflib_term(quad.subject),
            to_rdflib_term(quad.predicate),
            to_rdflib_term(quad.object),
            dataset.graph(rdflib.URIRef(str(quad.graph_name)[1:-1])),
        )
        for quad in store.quads()
    )
    return dataset


def to_rdflib_term(term: Term) -> Node:
    """Return the term as rdflib's, literals letter for letter."""
    import rdflib

    if isinstance(term, NamedNode):
        return rdflib.URIRef(term.value)
    if not isinstance(term, Literal):
        return rdflib.BNode(str(term).removeprefix("_:"))
    if term.language:
        return rdflib.Literal(term.value, lang=term.language)
    datatype = term.datatype.value
    if datatype == PREFIXES["xsd"] + "string":
        return rdflib.Literal(term.value)
    return rdflib.Literal(term.value, datatype=rdflib.URIRef(datatype), normalize=False)
