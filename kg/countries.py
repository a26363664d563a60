"""Countries as the news writes them: names, adjectives, capitals and houses that stand for a government."""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from kg.names import normal_name


@dataclass(frozen=True, slots=True, kw_only=True)
class Country:
    """One country or bloc; ``code`` is its ISO 3166-1 alpha-2 code ("EU" for the European Union)."""

    code: str
    name: str
    aliases: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    capital: str = ""
    metonyms: tuple[str, ...] = ()


@functools.cache
def countries() -> tuple[Country, ...]:
    """Return all countries of ``countries.toml``."""
    data = tomllib.loads(Path(__file__).with_name("countries.toml").read_text(encoding="utf-8"))
    return tuple(
        Country(
            code=row["code"],
            name=row["name"],
            aliases=tuple(row.get("aliases", ())),
            adjectives=tuple(row.get("adjectives", ())),
            capital=row.get("capital", ""),
            metonyms=tuple(row.get("metonyms", ())),
        )
        for row in data["country"]
    )


def _bare(name: str) -> str:
    return normal_name(name).removeprefix("the ").replace(".", "")


@functools.cache
def _index(kind: str) -> Mapping[str, Country]:
    found: dict[str, Country] = {}
    for country in countries():
        forms = {
            "name": (country.name, *country.aliases),
            "adjective": country.adjectives,
            "metonym": country.metonyms,
            "capital": (country.capital,) if country.capital else (),
        }[kind]
        for form in forms:
            found.setdefault(_bare(form), country)
    return found


@functools.lru_cache(maxsize=1 << 14)
def country_named(name: str) -> Country | None:
    """Return the country of this name ("the U.S.", "Britain"), or None."""
    return _index("name").get(_bare(name))


@functools.lru_cache(maxsize=1 << 14)
def country_of_adjective(word: str) -> Country | None:
    """Return the country that an adjective or demonym belongs to ("Japanese", "Britons"), or None."""
    return _index("adjective").get(_bare(word))


@functools.lru_cache(maxsize=1 << 14)
def country_of_metonym(name: str) -> Country | None:
    """Return the country whose government a house or capital may stand for ("the Kremlin", "Washington")."""
    return _index("metonym").get(_bare(name)) or _index("capital").get(_bare(name))
