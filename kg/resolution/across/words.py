"""The tables of ``words.toml``: legal forms, titles, common names, walks of life, lines of business."""

from __future__ import annotations

import functools
import tomllib
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The word lists; ``fields`` and ``sectors`` give for a noun the walks of life or lines of business it tells,
    ``legal_families`` for a legal form the laws that know it.
    """

    legal_forms: frozenset[str]
    loose_forms: frozenset[str]
    offshoots: frozenset[str]
    trades: frozenset[str]
    particles: frozenset[str]
    given_particles: frozenset[str]
    generations: frozenset[str]
    titles: frozenset[str]
    generic: frozenset[str]
    common_given: frozenset[str]
    common_surnames: frozenset[str]
    legal_families: Mapping[str, frozenset[str]]
    nicknames: Mapping[str, frozenset[str]]
    fields: Mapping[str, frozenset[str]]
    sectors: Mapping[str, frozenset[str]]


@functools.cache
def load_words() -> Words:
    """Return the word lists of ``words.toml``."""
    data = tomllib.loads(Path(__file__).with_name("words.toml").read_text(encoding="utf-8"))
    nicknames: defaultdict[str, set[str]] = defaultdict(set)
    for row in data.pop("nicknames"):
        long, *short = row.split()
        for name in (long, *short):
            nicknames[name].add(long)
    families = {str(number): text for number, text in enumerate(data.pop("legal_families"))}
    fields, sectors = _inverted(data.pop("fields")), _inverted(data.pop("sectors"))
    lists = {name: frozenset(text.split()) for name, text in data.items()}
    return Words(
        **lists,
        legal_families=_inverted(families),
        nicknames={name: frozenset(longs) for name, longs in nicknames.items()},
        fields=fields,
        sectors=sectors,
    )


def _inverted(table: Mapping[str, str]) -> dict[str, frozenset[str]]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for label, nouns in table.items():
        for noun in nouns.split():
            found[noun].add(label)
    return {noun: frozenset(labels) for noun, labels in found.items()}
