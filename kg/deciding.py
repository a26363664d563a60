"""Which entities of all the articles are one, and what they are called: by what is known, what is likely, and corrections."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from kg.assembly import is_rejected, resolved_entities, resolved_readings
from kg.config import Settings
from kg.corrections import NAME as CORRECTIONS
from kg.corrections import Correction, read_corrections, to_corrections
from kg.linking.entries import AliasTable, read_alias_tables
from kg.linking.keeping import Kept, keep_answers, kept_answers
from kg.linking.linker import TABLE, is_named, look_up
from kg.linking.reconciling import Cache, reconcile
from kg.model import Entity, Reading
from kg.resolution.across import Near, Reason, Resolution, resolve_across
from kg.resolution.across.decisions import Heading

#: A copy of the file that `Settings.corrections` names, as it was when the graph was last built.
GIVEN = "corrections.given.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Inputs:
    """What a user gives beside articles, read and checked; a service is only asked if ``ask``."""

    table: AliasTable
    corrections: tuple[Correction, ...]
    service: str = ""
    ask: bool = True

    @classmethod
    def of(cls, settings: Settings, folder: Path | None) -> Inputs:
        """Return the alias tables and corrections of a build; raises KgError for a mistake in one of them."""
        files = [settings.corrections] if settings.corrections else []
        own = folder / CORRECTIONS if folder else None
        if own is not None and own.is_file() and own.resolve() not in [file.resolve() for file in files]:
            files.append(own)
        if settings.reconcile:
            _check_address(settings.reconcile)
        return cls(
            table=read_alias_tables(settings.aliases),
            corrections=tuple(one for file in files for one in read_corrections(file)),
            service=settings.reconcile,
        )

    @classmethod
    def kept(cls, folder: Path) -> Inputs:
        """Return the corrections of a graph as it was built, and those made since."""
        files = (folder / name for name in (GIVEN, CORRECTIONS))
        read = (one for file in files if file.is_file() for one in read_corrections(file))
        return cls(table=AliasTable(), corrections=tuple(read))


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """Which entities of the articles are one, and what went wrong or is not in force any more, in words."""

    resolution: Resolution
    problems: tuple[str, ...] = ()


class Decider:
    """What decides about the entities of one graph: its folder, or what it keeps in memory, and its settings."""

    def __init__(self, folder: Path | None, settings: Settings) -> None:
        self.folder = folder
        self.settings = settings
        #: The corrections of a graph in memory; those of a graph in a folder are in its file.
        self.in_memory: list[Correction] = []
        self._kept: Kept | None = None
        self._cache = Cache()

    def decide(self, readings: tuple[Reading, ...], inputs: Inputs | None = None) -> Decided:
        """Return what is decided about the entities of these readings.

        In a build, which has ``inputs``, everything is looked up anew and kept; else what was looked up then counts, and
        no service is asked.
        """
        kept = None if inputs else self.kept()
        inputs = inputs or self._inputs_now()
        fresh = kept is None
        if kept is None:
            kept = Kept(answers=look_up(readings, inputs.table), service=inputs.service)
            self._keep(kept)
        corrections = to_corrections((*inputs.corrections, *self.in_memory))
        resolution = resolve_across(readings, known=kept.answers, corrections=corrections)
        unmatched = (*resolution.unmatched, *_without_evidence(readings, resolution))
        problems = tuple(f"a correction fits nothing any more: {text}" for text in unmatched)
        if kept.service:
            cache = Cache.open(self.folder) if self.folder else self._cache
            resolution, failures = _reconciled(
                readings, resolution, kept.service, cache, ask=fresh and inputs.ask
            )
            problems += failures
        return Decided(resolution=_without_table_keys(resolution), problems=problems)

    def kept(self) -> Kept | None:
        """Return what was looked up when the graph was built, None if that is not known."""
        return kept_answers(self.folder) if self.folder else self._kept

    def _keep(self, kept: Kept) -> None:
        self._kept = kept
        if self.folder is not None:
            keep_answers(self.folder, kept)
            _keep_given(self.settings, self.folder)

    def _inputs_now(self) -> Inputs:
        return Inputs.kept(self.folder) if self.folder else Inputs.of(self.settings, None)


def _keep_given(settings: Settings, folder: Path) -> None:
    """Copy the corrections that a build was given from elsewhere into the folder, so that later changes keep them."""
    if settings.corrections is None or settings.corrections.resolve() == (folder / CORRECTIONS).resolve():
        (folder / GIVEN).unlink(missing_ok=True)
    else:
        (folder / GIVEN).write_bytes(settings.corrections.read_bytes())


def _check_address(url: str) -> None:
    from kg.linking.service import Service

    Service(url)


def _reconciled(
    readings: tuple[Reading, ...], resolution: Resolution, url: str, cache: Cache, *, ask: bool
) -> tuple[Resolution, tuple[str, ...]]:
    """Return the resolution with the identifiers that a service gives, and what went wrong.

    They come last: a service sees names and not what articles say, so that it joins nothing. Entities to which it gives
    one identifier are told to be nearly one.
    """
    from kg.linking.service import Service

    named = {
        resolution.entity(reading.article.id, one.id)
        for reading in readings
        for one in reading.entities
        if is_named(one.id, reading.article.id)
    }
    entities = [
        one
        for one in resolved_entities(resolved_readings(readings, resolution), resolution)
        if one.id in named
    ]
    found = reconcile(entities, url, cache, Service(url) if ask else None)
    headings = dict(resolution.headings)
    sharing: defaultdict[str, list[str]] = defaultdict(list)
    for entity in entities:
        iri = found.iris.get(entity.id)
        if iri is not None:
            sharing[iri].append(entity.id)
            headings[entity.id] = _headed(entity, headings, iri)
    near = [
        Near(one=ids[0], other=other, score=1.0, reasons=(_same_answer(iri),))
        for iri, ids in sorted(sharing.items())
        for other in ids[1:]
    ]
    return replace(resolution, headings=headings, near=(*resolution.near, *near)), found.problems


def _headed(entity: Entity, headings: Mapping[str, Heading], iri: str) -> Heading:
    heading = headings.get(entity.id) or Heading(name=entity.name, type=entity.type)
    return replace(heading, same_as=tuple(sorted({*entity.same_as, iri})))


def _same_answer(iri: str) -> Reason:
    return Reason(kind="identifier", text=f"the reconciliation service calls both {iri}", weight=1.0)


def _without_evidence(readings: tuple[Reading, ...], resolution: Resolution) -> Iterator[str]:
    """Yield, in words, the statements that are to be left out and that no article makes any more."""
    if not resolution.rejected:
        return
    resolved = resolved_readings(readings, replace(resolution, rejected=()))
    made = [piece for reading in resolved for piece in reading.evidence]
    for one in resolution.rejected:
        if not any(is_rejected(piece, one) for piece in made):
            said = (one.statement, one.subject, one.predicate, one.object, one.article)
            yield f"reject: no statement {' '.join(filter(None, said))!r}"


def _without_table_keys(resolution: Resolution) -> Resolution:
    """Return the resolution without the marks by which entries of alias tables joined entities."""
    headings = {
        id: replace(h, same_as=tuple(iri for iri in h.same_as if not iri.startswith(TABLE)))
        if any(iri.startswith(TABLE) for iri in h.same_as)
        else h
        for id, h in resolution.headings.items()
    }
    return replace(resolution, headings=headings)
