"""Readings, entities and statements <-> quads."""

from kg.rdf.article import article_quads, as_kept, reading_from
from kg.rdf.derived import derived_quads
from kg.rdf.terms import (
    DERIVED,
    ENTITIES,
    FACTS,
    INFERRED,
    PROSPECTS,
    REFUTED,
    STATEMENTS,
    article_iri,
    local_name,
    resource,
)

__all__ = [
    "DERIVED",
    "ENTITIES",
    "FACTS",
    "INFERRED",
    "PROSPECTS",
    "REFUTED",
    "STATEMENTS",
    "article_iri",
    "article_quads",
    "as_kept",
    "derived_quads",
    "local_name",
    "reading_from",
    "resource",
]
