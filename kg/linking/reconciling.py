"""Entities of a graph -> their IRIs at a reconciliation service, each name asked once and remembered beside the graph."""

from __future__ import annotations

import json
import logging
import os
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kg.linking.places import is_proper
from kg.linking.service import Found, Manifest, Query, Service, ServiceError
from kg.model import Entity, EntityType
from kg.names import normal_name

logger = logging.getLogger(__name__)

#: The file beside the graph that holds what was asked and answered. Without it, all is asked again.
NAME = "reconciled.json"
#: The types of entities that are asked for; groups and concepts are seldom names.
TYPES = frozenset(EntityType) - {EntityType.GROUP, EntityType.CONCEPT}
#: How many names are asked for at once, and after how many more the answers are saved.
_BATCH, _SAVED = 10, 200
_PLACES = frozenset({EntityType.GPE, EntityType.LOCATION, EntityType.FACILITY})


@dataclass(slots=True)
class Cache:
    """The answers of services, by address and then by name and type: an IRI, or "" for no sure answer."""

    path: Path | None = None
    answers: dict[str, dict[str, str]] = field(default_factory=dict)

    @classmethod
    def open(cls, folder: Path | None) -> Cache:
        """Return the cache in a folder, an empty one if there is none or it can't be read."""
        path = folder / NAME if folder else None
        try:
            data = json.loads(path.read_text(encoding="utf-8")) if path and path.exists() else {}
        except (OSError, ValueError, RecursionError):
            data = {}
        return cls(path, _strings(data))

    def save(self) -> None:
        """Write the cache, the same bytes for the same answers; one in memory is not written."""
        if self.path is not None:
            draft = self.path.with_suffix(".new")
            text = json.dumps(self.answers, ensure_ascii=False, indent=1, sort_keys=True)
            draft.write_text(text + "\n", encoding="utf-8", errors="backslashreplace")
            os.replace(draft, self.path)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reconciled:
    """IRIs by entity id, and what went wrong, in words."""

    iris: Mapping[str, str]
    problems: tuple[str, ...] = ()


def reconcile(entities: Iterable[Entity], url: str, cache: Cache, service: Service | None) -> Reconciled:
    """Return the IRIs that a service is sure of for these entities, which are to have names.

    A name that two entities of a type have, or a person's of one word, is not asked for: it would say nothing of which one is
    meant. Without a service only what is in the cache is known. A service that fails, or that the user stops waiting for, is
    asked no more, and told in ``problems``; what it answered before counts and is kept.
    """
    known = cache.answers.setdefault(url, {}) if service is not None else cache.answers.get(url, {})
    asked = _to_ask(entities)
    problems: list[str] = []
    missing = sorted({key for key in asked.values() if key not in known})
    if missing and service is not None:
        try:
            _ask_all(service, missing, known, cache)
        except (ServiceError, KeyboardInterrupt) as error:
            left = sum(key not in known for key in missing)
            why = str(error) or f"{url}: stopped"
            problems.append(
                f"{why}; {left} of {len(missing)} names were not looked up; build again to ask again"
            )
        cache.save()
    return Reconciled(
        iris={id: known[key] for id, key in asked.items() if known.get(key)}, problems=tuple(problems)
    )


def _to_ask(entities: Iterable[Entity]) -> dict[str, str]:
    """Return for each entity that a service may know what it is asked by."""
    named = [e for e in entities if e.type in TYPES and _is_askable(e)]
    counts = Counter(_key(e) for e in named)
    return {e.id: _key(e) for e in named if counts[_key(e)] == 1}


def _is_askable(entity: Entity) -> bool:
    words = entity.name.split()
    enough = len(words) > 1 or entity.type is not EntityType.PERSON
    return enough and is_proper(entity.name) and len(entity.name) <= 200


def _key(entity: Entity) -> str:
    return f"{entity.type.value}: {' '.join(entity.name.split())}"


def _ask_all(service: Service, keys: Sequence[str], known: dict[str, str], cache: Cache) -> None:
    manifest = service.manifest()
    for start in range(0, len(keys), _BATCH):
        if start and start % _SAVED == 0:
            cache.save()
            logger.info("%s: %s of %s names looked up", service.url, start, len(keys))
        batch = keys[start : start + _BATCH]
        queries = [
            Query(name=name, type=EntityType(type))
            for type, _, name in (key.partition(": ") for key in batch)
        ]
        for key, query, found in zip(batch, queries, service.ask(manifest, queries), strict=True):
            if found is not None:
                known[key] = sure_iri(manifest, query, found)


def sure_iri(manifest: Manifest, query: Query, found: Sequence[Found]) -> str:
    """Return the IRI of the one candidate that the service calls a match and that is of a fitting type, else "".

    Of several matches the one counts that scores higher than all others and bears the very name.
    """
    matches = [one for one in found if one.match and _fits(one, query.type)]
    if len(matches) > 1:
        same = [one for one in matches if normal_name(one.name) == normal_name(query.name)]
        best = matches[0]
        matches = [best] if same == [best] and best.score > matches[1].score else []
    return manifest.iri(matches[0].id) if matches else ""


def _fits(one: Found, type: EntityType) -> bool:
    return not one.types or type in one.types or (type in _PLACES and bool(one.types & _PLACES))


def _strings(data: Any) -> dict[str, dict[str, str]]:
    """Return what in the file of a cache has the form of one."""
    if not isinstance(data, dict):
        return {}
    return {
        url: {key: iri for key, iri in answers.items() if isinstance(iri, str) and key.partition(": ")[1]}
        for url, answers in data.items()
        if isinstance(answers, dict)
    }
