"""What a build has to do and what it has done: sources to articles, counts, the report."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import ReadError
from kg.model import Article, Status
from kg.readers import Failure, Source, list_sources, read_source

if TYPE_CHECKING:
    from kg.export import GraphData

#: What can be read: a path, ``-`` for standard input, an Article, or any number of them.
Sources = str | os.PathLike[str] | Article | Iterable[str | os.PathLike[str] | Article]
#: Called with the number of articles done, the number of all, and the id of the last one.
OnProgress = Callable[[int, int, str], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildReport:
    """What one call of ``build`` or ``add`` did, and what the graph holds after it.

    ``words`` and ``seconds`` are those of the articles read now; ``skipped`` counts files of other kinds in folders;
    ``statements`` counts typed ones, by status in ``statuses``. ``problems`` are, in words, corrections that fit
    nothing any more and what a service failed at.
    """

    new: int = 0
    updated: int = 0
    unchanged: int = 0
    failed: tuple[Failure, ...] = ()
    skipped: int = 0
    words: int = 0
    seconds: float = 0.0
    articles: int = 0
    entities: int = 0
    statements: int = 0
    open_relations: int = 0
    statuses: dict[str, int]
    problems: tuple[str, ...] = ()


class Plan:
    """The articles of given sources, read one after the other; failures are gathered.

    Making one reads up to the first article; it raises ReadError if there is none.
    """

    def __init__(self, given: Sources) -> None:
        items = [given] if isinstance(given, str | os.PathLike | Article) else list(given)
        listing = list_sources(Path(item) for item in items if not isinstance(item, Article))
        self.failures = list(listing.failures)
        self.skipped = listing.skipped
        articles = [item for item in items if isinstance(item, Article)]
        self.total = len(listing.sources) + len(articles)
        self._articles = chain(self._read(listing.sources), articles)
        self._first = next(self._articles, None)
        if self._first is None:
            shown = "; ".join(str(failure) for failure in self.failures[:3])
            more = f"; and {len(self.failures) - 3} more" if len(self.failures) > 3 else ""
            raise ReadError(shown + more if shown else "nothing to read: give files, folders or articles")

    def _read(self, sources: tuple[Source, ...]) -> Iterator[Article]:
        for source in sources:
            try:
                yield read_source(source)
            except ReadError as error:
                self.failures.append(Failure(source=source.name, message=str(error)))

    def __iter__(self) -> Iterator[Article]:
        if self._first is not None:
            yield self._first
            self._first = None
        yield from self._articles


class Tally:
    """The counts of a build while it runs."""

    def __init__(self, plan: Plan, on_progress: OnProgress | None) -> None:
        self.plan = plan
        self.on_progress = on_progress
        self.new = self.updated = self.unchanged = self.words = self.read = 0

    def progress(self, article_id: str) -> None:
        """Tell that one more article is done."""
        if self.on_progress:
            done = self.read + self.unchanged + len(self.plan.failures)
            self.on_progress(min(done, self.plan.total), self.plan.total, article_id)

    def report(self, data: GraphData, seconds: float, problems: tuple[str, ...]) -> BuildReport:
        """Return what was done, and what the graph holds now."""
        typed = [statement.status for statement in data.statements if statement.predicate]
        return BuildReport(
            new=self.new,
            updated=self.updated,
            unchanged=self.unchanged,
            failed=tuple(self.plan.failures),
            skipped=self.plan.skipped,
            words=self.words,
            seconds=seconds,
            articles=len(data.readings),
            entities=len(data.entities),
            statements=len(typed),
            open_relations=len(data.statements) - len(typed),
            statuses={status.value: typed.count(status) for status in Status},
            problems=problems,
        )
