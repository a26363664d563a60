"""What the store answers to a query."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal as Kind
from typing import Self

from pyoxigraph import QueryBoolean, QuerySolutions, QueryTriples

from kg.rdf.terms import Term
from kg.rdf.values import Value, to_python

Row = tuple[Term | None, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class QueryResult:
    """The answer to a query: a table (SELECT), a truth value (ASK) or triples (CONSTRUCT, DESCRIBE)."""

    kind: Kind["select", "ask", "graph"]
    columns: tuple[str, ...] = ()
    terms: tuple[Row, ...] = ()
    boolean: bool | None = None

    @classmethod
    def from_answer(cls, answer: QuerySolutions | QueryBoolean | QueryTriples) -> Self:
        """Return Oxigraph's answer, read to its end; triples come sorted and without duplicates."""
        if isinstance(answer, QueryBoolean):
            return cls(kind="ask", boolean=bool(answer))
        if isinstance(answer, QuerySolutions):
            columns = tuple(variable.value for variable in answer.variables)
            return cls(kind="select", columns=columns, terms=tuple(tuple(solution) for solution in answer))
        triples: list[Row] = [(t.subject, t.predicate, t.object) for t in set(answer)]
        triples.sort(key=lambda row: tuple(str(term) for term in row))
        return cls(kind="graph", columns=("subject", "predicate", "object"), terms=tuple(triples))

    @property
    def rows(self) -> tuple[tuple[Value, ...], ...]:
        """Return the table, or the triples, as plain Python values; None where a variable is unbound."""
        return tuple(tuple(to_python(term) for term in row) for row in self.terms)

    @property
    def triples(self) -> tuple[tuple[Value, ...], ...]:
        """Return the triples of CONSTRUCT and DESCRIBE as plain Python values."""
        return self.rows if self.kind == "graph" else ()

    def __len__(self) -> int:
        return len(self.terms)

    def __bool__(self) -> bool:
        return bool(self.boolean) if self.kind == "ask" else bool(self.terms)
