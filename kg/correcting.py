"""Corrections as a user asks for them, made into what a file of corrections says, which goes on to mean the same."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Protocol

from kg.corrections import (
    NAME,
    Correction,
    add_correction,
    parse_corrections,
    read_corrections,
    remove_correction,
)
from kg.corrections.entries import Value
from kg.errors import KgError
from kg.export import GraphData
from kg.model import Entity, Statement
from kg.names import normal_name
from kg.resolution.across import Pick
from kg.resolution.names import bare


def entity_meant(data: GraphData, reference: str) -> Entity:
    """Return the entity with this id, name or alias; raises KgError if there is none or if there are several."""
    if reference in data.by_id:
        return data.by_id[reference]
    wanted = normal_name(reference)
    named = [e for e in data.entities if normal_name(e.name) == wanted]
    found = named or [e for e in data.entities if wanted in {normal_name(alias) for alias in e.aliases}]
    if not found:
        raise KgError(f"no entity called {reference!r} in this graph")
    if len(found) > 1:
        ids = ", ".join(f"{e.id} ({e.name}, {e.type})" for e in found)
        raise KgError(f"{len(found)} entities are called {reference!r}; give the id of one: {ids}")
    return found[0]


def pick(data: GraphData, entity: str, preferred: Sequence[str] = ()) -> Pick:
    """Return how a file of corrections names an entity of the graph: by an id that its articles give it.

    Articles are named only where others mean something else by that id.
    """
    mine, others = _articles_by_local(data, entity)
    local = max(
        sorted(set(preferred) & mine.keys() or mine),
        key=lambda id: (id == entity, id not in others, len(mine[id])),
    )
    return Pick(entity=local, articles=tuple(sorted(mine[local])) if local in others else ())


def _articles_by_local(data: GraphData, entity: str) -> tuple[Mapping[str, set[str]], set[str]]:
    """Return the ids that articles give an entity, with the articles; and the ids that mean something else elsewhere."""
    mine: defaultdict[str, set[str]] = defaultdict(set)
    others: set[str] = set()
    for reading in data.readings:
        for one in reading.entities:
            if data.resolution.entity(reading.article.id, one.id) == entity:
                mine[one.id].add(reading.article.id)
            else:
                others.add(one.id)
    return mine, others


def merged(data: GraphData, references: Sequence[str]) -> Correction:
    """Return the correction that makes these entities one."""
    entities = dict.fromkeys(entity_meant(data, reference).id for reference in references)
    if len(entities) < 2:
        raise KgError("merge takes two entities or more; these are one already")
    return _correction("merge", entities=tuple(pick(data, id) for id in entities))


def parted(data: GraphData, references: Sequence[str], articles: Sequence[str]) -> Correction:
    """Return the correction that takes an entity apart.

    With ``articles``, what these mean by it is another thing than what the others mean; without, ``references`` are
    two names or more that were taken for one thing.
    """
    if articles:
        if len(references) != 1:
            raise KgError("split takes one entity with --article, or two names and more without")
        return _parted_by_articles(data, entity_meant(data, references[0]), articles)
    picks = tuple(_part(data, reference) for reference in references)
    if len(set(picks)) < 2:
        raise KgError(
            "split takes two names or more of what was merged, or one entity and the articles of another"
        )
    return _correction("split", entities=picks)


def _parted_by_articles(data: GraphData, entity: Entity, articles: Sequence[str]) -> Correction:
    mine, _ = _articles_by_local(data, entity.id)
    local = max(sorted(mine), key=lambda id: (len(mine[id]), id == entity.id))
    everywhere = {article for found in mine.values() for article in found}
    if strange := sorted(set(articles) - everywhere):
        raise KgError(f"{entity.name} is not mentioned in article {strange[0]!r}")
    rest = everywhere - set(articles)
    if not rest:
        raise KgError(f"{entity.name} is mentioned in no other article; there is nothing to take apart")
    name = local if len(mine) == 1 else entity.id
    sides = (Pick(entity=name, articles=tuple(sorted(side))) for side in (set(articles), rest))
    return _correction("split", entities=tuple(sides))


def _part(data: GraphData, reference: str) -> Pick:
    """Return the pick of one part of an entity: what articles call so, or have under this id."""
    ids: Counter[str] = Counter()
    for reading in data.readings:
        for one in reading.entities:
            if reference == one.id or bare(reference) in {bare(one.name), *map(bare, one.aliases)}:
                ids[one.id] += 1 + (bare(one.name) == bare(reference)) * len(data.readings)
    if not ids:
        raise KgError(
            f"no article calls anything {reference!r}; give an id, a name or an alias that one uses"
        )
    return Pick(entity=max(sorted(ids), key=lambda id: ids[id]))


def changed(data: GraphData, kind: str, reference: str, **values: Value) -> Correction:
    """Return a correction of one entity: ``rename``, ``retype`` or ``identify``."""
    return _correction(kind, entity=pick(data, entity_meant(data, reference).id), **values)


def rejected(data: GraphData, statement: Statement, article: str = "") -> Correction:
    """Return the correction that leaves a statement out, with all its evidence or only that of one article."""
    if article and article not in {piece.article for piece in statement.evidence}:
        raise KgError(f"article {article!a} does not say that")
    said = {(piece.article, piece.id) for piece in statement.evidence}
    named = {
        (reading.article.id, end)
        for reading in data.readings
        for piece in reading.evidence
        if (reading.article.id, piece.id) in said
        for end in (piece.subject, piece.object)
    }
    values: dict[str, Value] = {
        "subject": _end_of(data, statement.subject, named),
        "predicate": statement.predicate or statement.relation,
        "object": _end_of(data, statement.object, named)
        if statement.object
        else Pick(entity=statement.value),
    }
    return _correction("reject", **values, **({"article": article} if article else {}))


def _end_of(data: GraphData, entity: str, named: set[tuple[str, str]]) -> Pick:
    """Return how a file of corrections names an end of a statement: by an id that the articles that make it give it."""
    mine = sorted({id for article, id in named if data.resolution.entity(article, id) == entity})
    return pick(data, entity, mine)


def _correction(kind: str, **values: Value) -> Correction:
    """Return a correction after the checks that it would go through in a file."""
    return parse_corrections(Correction(kind=kind, values=values).to_toml(), "this correction")[0]


class Correctable(Protocol):
    """A graph that can be corrected: what it holds, where it stands, and how it is derived again."""

    @property
    def data(self) -> GraphData:
        """Return everything the graph holds."""

    @property
    def folder(self) -> Path | None:
        """Return the folder of the graph, None for one in memory."""

    def apply_corrections(self) -> tuple[str, ...]:
        """Bring the graph in line with its corrections; return what fits nothing any more, in words."""


class GraphCorrections:
    """The corrections of a graph: read from its folder, added and taken back; each change is applied at once.

    Entities are given by an id, a name or an alias. KgError tells what is not there or not clear, and changes nothing.
    """

    def __init__(self, graph: Correctable, in_memory: list[Correction]) -> None:
        self._graph = graph
        self._in_memory = in_memory

    def __iter__(self) -> Iterator[Correction]:
        return iter(self.all())

    def all(self) -> tuple[Correction, ...]:
        """Return the graph's own corrections, in the order in which they were made."""
        path = self._path
        if path is None:
            return tuple(self._in_memory)
        return read_corrections(path) if path.exists() else ()

    def merge(self, *entities: str) -> Correction:
        """Make these entities one."""
        return self._add(merged(self._graph.data, entities))

    def split(self, *entities: str, articles: Sequence[str] = ()) -> Correction:
        """Take apart two names that were taken for one, or what certain articles mean by one entity's name."""
        return self._add(parted(self._graph.data, entities, articles))

    def rename(self, entity: str, name: str) -> Correction:
        """Give an entity another name; the old one stays as an alias."""
        return self._add(changed(self._graph.data, "rename", entity, name=name))

    def retype(self, entity: str, type: str) -> Correction:
        """Give an entity another type."""
        return self._add(changed(self._graph.data, "retype", entity, type=type))

    def identify(self, entity: str, *same_as: str) -> Correction:
        """Give an entity identifiers (IRIs), in place of others of the same authorities."""
        return self._add(changed(self._graph.data, "identify", entity, same_as=same_as))

    def reject(self, subject: str, predicate: str = "", object: str = "", *, article: str = "") -> Correction:
        """Leave a statement out: one given by its id, or by its subject, predicate and object."""
        data = self._graph.data
        found = [one for one in data.statements if one.id == subject and not predicate]
        if not found:
            ends = entity_meant(data, subject).id, _end(data, object)
            wanted = normal_name(predicate.removeprefix("kg:"))
            found = [
                one
                for one in data.statements
                if (one.subject, one.object or one.value) == ends
                and normal_name(one.predicate or one.relation) == wanted
            ]
        if not found:
            raise KgError(
                f"no statement {' '.join(filter(None, (subject, predicate, object)))!r} in this graph"
            )
        return self._add(rejected(data, found[0], article))

    def undo(self, number: int | None = None) -> Correction:
        """Take back the correction with this number (from 1), by default the last one."""
        path = self._path
        if path is not None:
            gone = remove_correction(path, -1 if number is None else number - 1)
        else:
            if not self._in_memory or not 0 < (number or 1) <= len(self._in_memory):
                raise KgError("no such correction to undo")
            gone = self._in_memory.pop(-1 if number is None else number - 1)
        self._graph.apply_corrections()
        return gone

    @property
    def _path(self) -> Path | None:
        return self._graph.folder / NAME if self._graph.folder else None

    def _add(self, correction: Correction) -> Correction:
        path = self._path
        if path is not None:
            add_correction(path, correction)
        else:
            self._in_memory.append(correction)
        self._graph.apply_corrections()
        return correction


def _end(data: GraphData, object: str) -> str:
    """Return the object that is meant: an entity's id, or a date as a statement has it."""
    dates = {one.value for one in data.statements if one.value}
    return object if object in dates else entity_meant(data, object).id
