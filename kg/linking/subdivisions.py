"""States, provinces and regions by name, of those countries whose parts the news names often."""

from __future__ import annotations

import functools
import tomllib
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from kg.names import normal_name


@dataclass(frozen=True, slots=True, kw_only=True)
class Subdivision:
    """One part of a country: ``code`` is the second half of its ISO 3166-2 code, ``geonames`` what GeoNames calls it.

    ``city`` tells that a city of the same name is more often meant, ``short`` what a dateline makes of the name.
    """

    country: str
    code: str
    names: tuple[str, ...]
    geonames: str
    city: bool = False
    short: str = ""


@functools.cache
def subdivisions() -> tuple[Subdivision, ...]:
    """Return all subdivisions of ``subdivisions.toml``."""
    data = tomllib.loads(Path(__file__).with_name("subdivisions.toml").read_text(encoding="utf-8"))
    return tuple(
        Subdivision(
            country=country,
            code=code,
            names=tuple(row["names"]),
            geonames=row.get("geonames", code),
            city=row.get("city", False),
            short=row.get("short", ""),
        )
        for country, rows in data.items()
        for code, row in rows.items()
    )


def subdivisions_named(name: str) -> tuple[Subdivision, ...]:
    """Return the subdivisions that are called so, in any country."""
    return _by_name().get(_plain(name), ())


def subdivision_after_comma(name: str) -> tuple[Subdivision, ...]:
    """Return the subdivisions that a word after a city and a comma may mean: "Ill.", "IL", "Illinois"."""
    return _by_name().get(_plain(name), ()) or _by_short().get(name.strip(), ())


def _plain(name: str) -> str:
    return normal_name(name).removeprefix("the ").removeprefix("state of ")


@functools.cache
def _by_name() -> Mapping[str, tuple[Subdivision, ...]]:
    found: defaultdict[str, list[Subdivision]] = defaultdict(list)
    for one in subdivisions():
        for name in dict.fromkeys(map(_plain, one.names)):
            found[name].append(one)
    return {name: tuple(same) for name, same in found.items()}


@functools.cache
def _by_short() -> Mapping[str, tuple[Subdivision, ...]]:
    """Return subdivisions by what datelines shorten them to, and those of the United States and Canada by postal code."""
    found = {one.short: (one,) for one in subdivisions() if one.short}
    for one in subdivisions():
        if one.country in {"US", "CA"}:
            found.setdefault(one.code, (one,))
    return found
