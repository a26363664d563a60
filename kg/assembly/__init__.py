"""Evidence -> statements, and the entities of many articles -> one entity each."""

from kg.assembly.deriving import Derived, derive
from kg.assembly.entities import canonical, merge_entities
from kg.assembly.resolved import is_rejected, resolved_entities, resolved_readings
from kg.assembly.statements import assemble, publication_dates, statements_of
from kg.assembly.summary import Summary, history, summarise

__all__ = [
    "Derived",
    "Summary",
    "assemble",
    "canonical",
    "derive",
    "history",
    "is_rejected",
    "merge_entities",
    "publication_dates",
    "resolved_entities",
    "resolved_readings",
    "statements_of",
    "summarise",
]
