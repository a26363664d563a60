"""The graph as Python sees it: ``build``, ``open_graph`` and ``KnowledgeGraph``, which delegate to the other parts."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property
from itertools import chain
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self, TypeVar, Unpack

from kg.catalogue import Listed, MergeExplanation, explain_merge, ids_named, list_entities
from kg.config import Settings
from kg.correcting import GraphCorrections
from kg.deciding import Decider, Inputs
from kg.errors import KgError
from kg.export import GraphData, export, to_rdflib
from kg.kept import keep_resolution, kept_resolution
from kg.ledger import Ledger
from kg.linking.linker import Undecided
from kg.model import Article, Entity, EntityType, Evidence, Reading, Statement, Status
from kg.ontology import load_ontology
from kg.plan import BuildReport, OnProgress, Plan, Sources, Tally
from kg.rdf import as_kept
from kg.readers import Failure
from kg.reading import find_readings
from kg.resolution.across import Merge, Near, Resolution
from kg.store import GraphStore

if TYPE_CHECKING:
    import networkx
    import rdflib

    from kg.query import QueryResult
    from kg.view import Part

#: How many seconds, and how many articles at most, may pass before what was read is saved.
_SAVING = 3.0
_MOST_WAITING = 500

_Kind = TypeVar("_Kind", EntityType, Status)


def build(
    sources: Sources,
    output: str | os.PathLike[str] | None = None,
    *,
    settings: Settings | None = None,
    on_progress: OnProgress | None = None,
    **values: Any,
) -> KnowledgeGraph:
    """Return the graph of these sources, in the folder ``output`` or in memory; ``report`` says what was done.

    A graph that stands in ``output`` is added to: articles whose text, settings and version of kg have not changed
    are left alone, so that an interrupted build resumes. ``values`` are settings (see ``Settings``). Raises ReadError
    if not one article can be read and OntologyError for a mistake in an ontology, before anything is written; StoreError
    if ``output`` is something else.
    """
    settings = settings or Settings()
    settings = settings.with_values(**values) if values else settings
    plan = Plan(sources)
    load_ontology(*settings.ontology)  # a mistake in it is told before anything is written
    inputs = Inputs.of(settings, None if output is None else Path(output))
    if settings.language_model:
        from kg.language import load

        load(settings.language_model)  # as is that there is no such pipeline
    graph = KnowledgeGraph(GraphStore.create_or_open(output), settings)
    try:
        graph._add(plan, on_progress, inputs)
    except BaseException:
        graph.close()
        raise
    return graph


def open_graph(path: str | os.PathLike[str], **values: Any) -> KnowledgeGraph:
    """Return the graph in a folder; ``values`` are settings for what is added and shown.

    It is opened for reading, beside any number of other readers, and for writing when it is first changed.
    """
    settings = Settings.of(values)
    return KnowledgeGraph(GraphStore.open(path, read_only=True), settings)


class KnowledgeGraph:
    """Entities and statements of many articles, each statement with the sentences that say it."""

    def __init__(self, store: GraphStore, settings: Settings | None = None) -> None:
        self.store = store
        self.settings = settings or Settings()
        self.report = BuildReport(statuses={})
        #: What was told when the graph was last derived: corrections that fit nothing any more, a service that failed.
        self.problems: tuple[str, ...] = ()
        self._decider = Decider(store.path, self.settings)
        self.corrections = GraphCorrections(self, self._decider.in_memory)
        self._readings: dict[str, Reading] = {}
        self._resolution: Resolution | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the graph's folder; what was added is kept."""
        self.store.close()

    # Changing it

    def add(self, sources: Sources, *, on_progress: OnProgress | None = None) -> BuildReport:
        """Read sources into the graph and return what was done; an article with an id that is there is replaced."""
        return self._add(Plan(sources), on_progress, Inputs.of(self.settings, self.folder))

    def remove(self, *articles: str) -> None:
        """Take articles, by id, out of the graph with all that only they said; raises KgError if one isn't there."""
        known = set(self.store.articles())
        if missing := [article for article in articles if article not in known]:
            raise KgError(f"no article {missing[0]!r} in this graph")
        store = self._writable()
        for article in articles:
            store.remove(article)
        Ledger(store.path).keep(known - set(articles))
        self._derive()

    def apply_corrections(self) -> tuple[str, ...]:
        """Bring the graph in line with its corrections, without reading any article; return those that fit nothing."""
        self._writable()
        self._derive()
        return self.problems

    def _add(self, plan: Plan, on_progress: OnProgress | None, inputs: Inputs) -> BuildReport:
        """Read what is planned and bring what is derived up to date, also when interrupted."""
        store, start = self._writable(), time.perf_counter()
        ledger, fingerprint = Ledger(store.path), self.settings.fingerprint()
        tally = Tally(plan, on_progress)

        def changed() -> Iterator[Article]:
            for article in plan:
                stored = store.content_hash(article.id) == article.content_hash
                if stored and ledger.fresh(article.id, article.content_hash, fingerprint):
                    tally.unchanged += 1
                    tally.progress(article.id)
                else:
                    yield article

        waiting: list[Reading] = []
        saved = time.monotonic()
        try:
            for outcome in find_readings(changed(), self.settings):
                if isinstance(outcome, Failure):
                    plan.failures.append(outcome)
                    tally.progress(outcome.source)
                    continue
                waiting.append(outcome)
                tally.read += 1
                tally.progress(outcome.article.id)
                if time.monotonic() - saved > _SAVING or len(waiting) >= _MOST_WAITING:
                    self._save(waiting, tally, ledger, fingerprint)
                    saved = time.monotonic()
        except BaseException:
            inputs = replace(inputs, ask=False)  # who stops a build does not want to wait for a service
            raise
        finally:
            self._save(waiting, tally, ledger, fingerprint)
            self._derive(inputs)
            ledger.keep(article.id for article in self.articles())
        self.report = tally.report(self.data, time.perf_counter() - start, self.problems)
        return self.report

    def _save(self, waiting: list[Reading], tally: Tally, ledger: Ledger, fingerprint: str) -> None:
        """Store the readings that wait for it, and note those that could be."""
        known = {r.article.id for r in waiting if self.store.content_hash(r.article.id)}
        failed = self._put(waiting)
        tally.plan.failures += failed
        refused = {failure.source for failure in failed}
        for article in (r.article for r in waiting if r.article.id not in refused):
            tally.new += article.id not in known
            tally.updated += article.id in known
            tally.words += len(article.text.split())
            ledger.record(article.id, article.content_hash, fingerprint)
        tally.read -= len(refused)
        waiting.clear()

    def _put(self, readings: list[Reading]) -> list[Failure]:
        """Store readings and return those that can't be, with the reason."""
        refused = self.store.put_each(readings)
        self._readings |= {r.article.id: as_kept(r) for r in readings if r.article.id not in refused}
        return [Failure(source=article, message=why) for article, why in refused.items()]

    def _derive(self, inputs: Inputs | None = None) -> None:
        """Bring entities, statements and the derived graphs in line with the readings, and save all."""
        self._forget()
        readings = self._read_again()
        decided = self._decider.decide(readings, inputs)
        self._resolution, self.problems = decided.resolution, decided.problems
        articles = [reading.article for reading in readings]
        self.store.rebuild_derived(self.data.entities, self.data.statements, articles)
        keep_resolution(self.store.path, readings, self._resolution)
        self.store.flush()

    def _forget(self) -> None:
        """Drop what is kept in memory: the store has changed."""
        for name in ("data", "_articles"):
            self.__dict__.pop(name, None)

    def _writable(self) -> GraphStore:
        """Return the store, opened for writing if it was not."""
        if self.store.read_only and self.store.path:
            self.store.close()
            self.store = GraphStore.open(self.store.path)
            self._readings.clear()  # another process may have changed it since
            self._resolution = None
            self._forget()
        return self.store

    # Asking it

    @property
    def folder(self) -> Path | None:
        """Return the folder of the graph, None for one in memory."""
        return self.store.path

    @property
    def undecided(self) -> tuple[Undecided, ...]:
        """Return the names in articles that several known things have, so that they were left without identifier."""
        kept = self._decider.kept()
        return kept.answers.undecided if kept else ()

    @cached_property
    def data(self) -> GraphData:
        """Return everything the graph holds: readings, entities and statements, sorted."""
        readings = self._read_again()
        if self._resolution is None:
            self._resolution = (
                kept_resolution(self.store.path, readings) or self._decider.decide(readings).resolution
            )
        relations = load_ontology(*self.settings.ontology).relations if self._resolution.ids else {}
        symmetric = {name for name, relation in relations.items() if relation.symmetric}
        return GraphData.from_readings(readings, self._resolution, symmetric)

    def _read_again(self) -> tuple[Reading, ...]:
        """Return what the articles in the store say, by article."""
        articles = self.store.articles()
        for gone in self._readings.keys() - set(articles):
            del self._readings[gone]
        for article in articles:
            if article not in self._readings:
                self._readings[article] = self.store.reading(article)
        return tuple(self._readings[article] for article in articles)

    @cached_property
    def _articles(self) -> dict[str, Article]:
        return {reading.article.id: reading.article for reading in self.data.readings}

    def query(self, sparql: str, *, facts_only: bool = False) -> QueryResult:
        """Return the answer to a SPARQL query; its default graph is described in ``kg.query``."""
        from kg.query import run_query

        return run_query(self.store, sparql, facts_only=facts_only)

    def articles(self) -> tuple[Article, ...]:
        """Return the articles, sorted by id."""
        return tuple(self._articles.values())

    def article(self, article_id: str) -> Article | None:
        """Return the article with this id."""
        return self._articles.get(article_id)

    def entities(self, type: EntityType | str | None = None) -> tuple[Entity, ...]:
        """Return the entities, sorted by id; only those of one type (``Person``, ...) if given."""
        if type is None:
            return self.data.entities
        wanted = _member(EntityType, type)
        return tuple(entity for entity in self.data.entities if entity.type is wanted)

    def list_entities(self, type: EntityType | str | None = None, *, like: str = "") -> tuple[Listed, ...]:
        """Return the entities with their mentions and articles, most mentioned first, or by likeness to a name."""
        return list_entities(self.data, type=None if type is None else _member(EntityType, type), like=like)

    def merges(self, name_or_id: str | None = None) -> tuple[Merge, ...]:
        """Return which entities of several articles were joined, and why; only those of one entity if given."""
        wanted = None if name_or_id is None else set(self._named(name_or_id))
        return tuple(one for one in self.data.resolution.merges if wanted is None or one.entity in wanted)

    def near(self, name_or_id: str | None = None) -> tuple[Near, ...]:
        """Return the pairs of entities that were nearly merged and what kept them apart, the likeliest first."""
        wanted = None if name_or_id is None else set(self._named(name_or_id))
        return tuple(
            one for one in self.data.resolution.near if wanted is None or wanted & {one.one, one.other}
        )

    def explain_merge(self, name_or_id: str) -> tuple[MergeExplanation, ...]:
        """Return, for each entity with this id, name or alias, what it is made of, why, and what was kept apart."""
        return tuple(explain_merge(self.data, self.data.by_id[id]) for id in self._named(name_or_id))

    def entity(self, name_or_id: str) -> Entity | None:
        """Return the entity with this id, name or alias, in that order; of several, the one most is said about."""
        found = self._named(name_or_id)
        return self.data.by_id[found[0]] if found else None

    def _named(self, name_or_id: str) -> list[str]:
        """Return the ids of the entities that bear a name, the likeliest first."""
        return ids_named(self.data, name_or_id)

    def statements(
        self,
        subject: str | None = None,
        predicate: str | None = None,
        object: str | None = None,
        status: Status | str | None = None,
        *,
        include_open: bool | None = None,
        min_confidence: float | None = None,
    ) -> tuple[Statement, ...]:
        """Return the statements, sorted by id, that fit all that is given.

        ``subject`` and ``object`` are names, aliases or ids of entities, or ``object`` a date as the statement has it
        (``1944-04-10``); ``predicate`` a local name of the ontology or
        the words of an open relation; case does not matter. What is None is not asked for; ``include_open`` and
        ``min_confidence`` are then those of the settings.
        """
        subjects = None if subject is None else set(self._named(subject))
        objects = None if object is None else set(self._named(object))
        relation = None if predicate is None else predicate.removeprefix("kg:").casefold()
        wanted = None if status is None else _member(Status, status)
        with_open = self.settings.include_open if include_open is None else include_open
        floor = self.settings.min_confidence if min_confidence is None else min_confidence
        return tuple(
            one
            for one in self.data.statements
            if (one.predicate or with_open)
            and one.confidence >= floor
            and (subjects is None or one.subject in subjects)
            and (objects is None or one.object in objects or (one.value and one.value == object))
            and (relation is None or (one.predicate or one.relation).casefold() == relation)
            and (wanted is None or one.status is wanted)
        )

    def evidence(self, statement: Statement | str | None = None) -> tuple[Evidence, ...]:
        """Return the evidence for a statement or its id, in order of time; all evidence if none is given."""
        if isinstance(statement, Statement):
            return statement.evidence
        found = (one for one in self.data.statements if statement is None or one.id == statement)
        return tuple(chain.from_iterable(one.evidence for one in found))

    # Taking it elsewhere

    def to_networkx(self) -> networkx.MultiDiGraph[str]:
        """Return the graph for networkx: entities as nodes, statements as edges."""
        from kg.analysis import to_networkx

        return to_networkx(self.entities(), self.statements())

    def to_rdflib(self) -> rdflib.Dataset:
        """Return the whole graph, with its named graphs, as an rdflib Dataset."""
        return to_rdflib(self.store)

    def page(self, **part: Unpack[Part]) -> str:
        """Return the graph, or a part of it, as one HTML page that needs no network; see `kg.view.page_of`."""
        from kg.view import page_of

        return page_of(self, **part)

    def to_html(self, path: str | os.PathLike[str], **part: Unpack[Part]) -> Path:
        """Return the path of the page that was written there; ``part`` is what `page` takes."""
        from kg.view import write_html

        return write_html(path, self.page(**part))

    def _repr_html_(self) -> str:
        """Return the page for a notebook."""
        from kg.view import frame

        return frame(self.page())

    def export(self, format: str) -> str:
        """Return the graph as text in a format: jsonl, ttl, trig, nt, jsonld, graphml or csv."""
        return "".join(export(self.data, format))


def _member(kind: type[_Kind], value: str) -> _Kind:
    """Return the member of an enumeration by its value, in any case; raises KgError with those that there are."""
    for member in kind:
        if member.value.casefold() == value.casefold():
            return member
    raise KgError(f"{value!r} is not one of {', '.join(member.value for member in kind)}")
