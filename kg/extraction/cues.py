"""The words that decide statuses, speakers and controllers, read from ``cues.toml`` and ``nouns.toml``."""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.model import EntityType, Status

_HERE = Path(__file__).resolve().parent
_TABLES = (
    "catenative",
    "clausal",
    "modal",
    "adverb",
    "marker",
    "adjective",
    "noun",
    "support",
    "stance",
    "fate",
)
_SETS = (
    "object_control",
    "reporting",
    "inserted",
    "reporting_noun",
    "factive",
    "doubting",
    "implicative",
    "open_if_negated",
    "done_if_past",
    "confirming",
    "topical",
    "conative",
    "degree",
    "instrumental",
    "moving",
    "resulting",
    "process",
)
_LISTS = (
    "joined",
    "untelling",
    "generic",
    "units",
    "occupations",
    "classes",
    "leaders",
    "dwellers",
    "organs",
    "parties",
    "elections",
    "premises",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cues:
    """Tables from a lemma to the status that it gives to what it governs, and sets of lemmas with one effect."""

    catenative: Mapping[str, Status]
    clausal: Mapping[str, Status]
    modal: Mapping[str, Status]
    adverb: Mapping[str, Status]
    marker: Mapping[str, Status]
    adjective: Mapping[str, Status]
    noun: Mapping[str, Status]
    support: Mapping[str, Status]
    stance: Mapping[str, Status]
    fate: Mapping[str, Status]
    object_control: frozenset[str]
    reporting: frozenset[str]
    inserted: frozenset[str]
    reporting_noun: frozenset[str]
    factive: frozenset[str]
    doubting: frozenset[str]
    implicative: frozenset[str]
    open_if_negated: frozenset[str]
    done_if_past: frozenset[str]
    confirming: frozenset[str]
    topical: frozenset[str]
    conative: frozenset[str]
    degree: frozenset[str]
    instrumental: frozenset[str]
    moving: frozenset[str]
    resulting: frozenset[str]
    process: frozenset[str]
    denying: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Nouns:
    """The entity type of a description by its head noun, and the heads that make no useful entity.

    ``compounds`` types phrases that are not what their head is ("supply chain"), lemmas joined by a space. The other
    sets are the lists of ``noun_lists.toml``, which says what each is.
    """

    types: Mapping[str, EntityType]
    compounds: Mapping[str, EntityType]
    vague: frozenset[str]
    joined: frozenset[str]
    untelling: frozenset[str]
    generic: frozenset[str]
    units: frozenset[str]
    occupations: frozenset[str]
    classes: frozenset[str]
    leaders: frozenset[str]
    dwellers: frozenset[str]
    organs: frozenset[str]
    parties: frozenset[str]
    elections: frozenset[str]
    premises: frozenset[str]


@functools.cache
def load_cues() -> Cues:
    """Return the shipped cue words."""
    data = tomllib.loads((_HERE / "cues.toml").read_text(encoding="utf-8"))
    fields: dict[str, Any] = {
        name: {lemma: Status(status) for status, lemmas in data[name].items() for lemma in lemmas}
        for name in _TABLES
    }
    fields.update({name: frozenset(data[name]) for name in _SETS})
    return Cues(**fields, denying=frozenset(data["deny_reporting"]))


@functools.cache
def load_nouns() -> Nouns:
    """Return the shipped types of common nouns."""
    data = tomllib.loads((_HERE / "nouns.toml").read_text(encoding="utf-8"))
    vague = frozenset(data.pop("vague"))
    words = tomllib.loads((_HERE / "noun_lists.toml").read_text(encoding="utf-8"))
    lists = {name: frozenset(words[name]) for name in _LISTS}
    compounds = _by_lemma(data.pop("compound", {}))
    return Nouns(types=_by_lemma(data), compounds=compounds, vague=vague, **lists)


def _by_lemma(table: Mapping[str, list[str]]) -> dict[str, EntityType]:
    return {lemma: EntityType(type) for type, lemmas in table.items() for lemma in lemmas}
