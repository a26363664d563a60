"""Evidence -> statements, and the entities of many articles -> one entity each."""

from kg.assembly.entities import canonical, merge_entities
from kg.assembly.statements import assemble, publication_dates, statements_of
from kg.assembly.summary import Summary, history, summarise

__all__ = [
    "Summary",
    "assemble",
    "canonical",
    "history",
    "merge_entities",
    "publication_dates",
    "statements_of",
    "summarise",
]
