"""Which part of a graph a page shows: statements around an entity, of some time or status, or of a query's answer."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from kg.errors import KgError
from kg.model import Article, Entity, Statement, Status

_DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a query's answer names: statements, pairs of entities in one row, and entities that stand alone in theirs."""

    statements: Collection[str] = frozenset()
    pairs: Collection[tuple[str, str]] = frozenset()
    entities: Collection[str] = frozenset()

    @classmethod
    def of(
        cls, rows: Iterable[Collection[str]], statements: Collection[str], entities: Collection[str]
    ) -> Answer:
        """Return what these rows of ids name, of the statements and entities that there are."""
        told: set[str] = set()
        pairs: set[tuple[str, str]] = set()
        alone: set[str] = set()
        for row in rows:
            told.update(id for id in row if id in statements)
            named = [id for id in dict.fromkeys(row) if id in entities]
            pairs.update((a, b) for a in named for b in named if a != b)
            if len(named) == 1 and not any(id in statements for id in row):
                alone.update(named)
        return cls(statements=frozenset(told), pairs=frozenset(pairs), entities=frozenset(alone))

    def has(self, statement: Statement) -> bool:
        """Return whether a statement is named, ties a pair together, or is about an entity that stands alone."""
        ends = (statement.subject, statement.object)
        return statement.id in self.statements or ends in self.pairs or any(e in self.entities for e in ends)


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What a page is to show; what is empty is not asked for.

    ``focus`` are ids of entities, of which everything up to ``depth`` statements away is shown. ``since`` and
    ``until`` are dates of publication as precise as you like (``2023``, ``2023-07``, ``2023-07-03``), both included.
    Raises KgError for a date or a depth that is none.
    """

    focus: Collection[str] = ()
    depth: int = 1
    since: str = ""
    until: str = ""
    statuses: Collection[Status] = ()
    answer: Answer | None = None
    _asked: bool = field(init=False, repr=False)

    def __post_init__(self) -> None:
        for name, value in (("since", self.since), ("until", self.until)):
            if value and not _DATE.fullmatch(value):
                raise KgError(f"{name} is {value!r}, not a date like 2023, 2023-07 or 2023-07-03")
        if self.depth < 1:
            raise KgError(f"a depth of {self.depth} shows nothing; it is 1 or more")
        asked = bool(self.focus or self.since or self.until or self.statuses or self.answer is not None)
        object.__setattr__(self, "_asked", asked)

    def part(
        self, entities: Sequence[Entity], statements: Sequence[Statement], articles: Mapping[str, Article]
    ) -> tuple[list[Entity], list[Statement]]:
        """Return the entities and the statements that are asked for, in the order given."""
        if not self._asked:
            return list(entities), list(statements)
        told = [s for s in statements if self._fits(s, articles)]
        if self.focus:
            near = _around(self.focus, told, self.depth)
            told = [s for s in told if s.subject in near and (not s.object or s.object in near)]
        used = {id for s in told for id in (s.subject, s.object, s.place, s.about)} | set(self.focus)
        used |= {piece_end for s in told for e in s.evidence for piece_end in (e.speaker, e.place, e.about)}
        return [entity for entity in entities if entity.id in used], told

    def _fits(self, statement: Statement, articles: Mapping[str, Article]) -> bool:
        if self.statuses and statement.status not in self.statuses:
            return False
        if self.answer is not None and not self.answer.has(statement):
            return False
        if not (self.since or self.until):
            return True
        dates = (articles[e.article].published for e in statement.evidence if e.article in articles)
        return any(self._in_time(date[:10]) for date in dates if date)

    def _in_time(self, date: str) -> bool:
        """Return whether a date, or a part of the month or year that it is, lies within the time asked for."""
        after = not self.since or date >= self.since[: len(date)]
        return after and (not self.until or date[: len(self.until)] <= self.until[: len(date)])


def _around(focus: Collection[str], statements: Iterable[Statement], depth: int) -> set[str]:
    """Return the entities that are at most ``depth`` statements away from one of ``focus``."""
    beside: dict[str, set[str]] = defaultdict(set)
    for statement in statements:
        if statement.object:
            beside[statement.subject].add(statement.object)
            beside[statement.object].add(statement.subject)
    near = edge = set(focus)
    for _ in range(depth):
        edge = {other for node in edge for other in beside[node]} - near
        if not edge:
            break
        near = near | edge
    return near
