"""Which place a name means in one article: Cambridge in England, in Massachusetts or in Ontario.

Each place of that name gets points for its size, for what the article names (its country, its state), and most for what stands
beside it ("Cambridge, Mass.") or is stated of it (`locatedIn`). The best one is taken if it leads by `LEAD`; a
place too small for the tables may have the name, too, and competes. Otherwise the name is left without identifier.
"""

from __future__ import annotations

import functools
import math
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from kg.countries import countries, country_named
from kg.linking.cities import City, geonames_of_country, geonames_of_subdivision, have_cities, neighbours
from kg.linking.codes import country_identifiers, country_of, subdivision_identifier
from kg.linking.subdivisions import (
    Subdivision,
    subdivision_after_comma,
    subdivisions_named,
)
from kg.model import Entity, EntityType, Reading

PLACE_TYPES = frozenset({EntityType.GPE, EntityType.LOCATION})

#: The points by which the best place has to lead: ten times the inhabitants, or something said in the article.
LEAD = 1.0
#: The points of a place that no table has, of a state or province, and of one whose name is rather a city's.
_UNKNOWN, _REGION, _REGION_LIKE_CITY, _CONTESTED_COUNTRY = math.log10(15_000), 6.5, 4.0, 6.5
_COUNTRY_NAMED, _REGION_NAMED, _SAID, _CAPITAL, _OTHER_NAME = 1.5, 2.0, 5.0, 1.0, -1.5
_AFTER_COMMA = re.compile(r"\s*,\s+((?:[A-Z][\w.'’-]*)(?: (?:of |and )?[A-Z][\w.'’-]*){0,3})")


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One place that a name may mean, with its identifiers; ``region`` is its subdivision as GeoNames has it."""

    name: str
    country: str
    region: str = ""
    identifiers: tuple[str, ...]
    points: float
    is_region: bool = False

    def __str__(self) -> str:
        where = "-".join(part for part in (self.country, self.region) if part)
        return f"{self.name} ({where})"


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What a name of a place means in an article: the place, or None and the places between which nothing decides."""

    name: str
    place: Place | None
    rivals: tuple[Place, ...] = ()


@dataclass(slots=True)
class Scene:
    """The countries and subdivisions that an article names, and where it says that its places lie.

    ``said`` holds by entity the (country, subdivision) that stands after its name or is stated of it, the
    subdivision "" where only the country is said; ``heads`` are subdivisions that stand after a place.
    """

    countries: set[str] = field(default_factory=set)
    regions: set[tuple[str, str]] = field(default_factory=set)
    said: dict[str, set[tuple[str, str]]] = field(default_factory=dict)
    heads: set[str] = field(default_factory=set)


def place_names(entities: Iterable[Entity]) -> set[str]:
    """Return the names of entities that cities may have; countries are known already."""
    return {
        e.name for e in entities if e.type in PLACE_TYPES and not country_of(e.same_as) and is_proper(e.name)
    }


def is_proper(name: str) -> bool:
    """Return whether a text is written as a name: "West Bengal", but neither "Japanese capital" nor "UN"."""
    words = [word for word in re.split(r"[\s-]+", name) if len(word) > 3]
    short = len(name) < 4 and name.isupper()
    return name[:1].isupper() and not short and all(word[:1].isupper() for word in words)


def decide_places(reading: Reading, cities: Mapping[str, tuple[City, ...]]) -> dict[str, Decision]:
    """Return by entity what the names of places in this article mean, of those that anything is known about."""
    scene = _scene(reading, cities)
    found: dict[str, Decision] = {}
    for entity in reading.entities:
        if entity.type not in PLACE_TYPES:
            continue
        country = country_of(entity.same_as)
        rivals = list(_regions(entity.name))
        if country and not rivals:
            found[entity.id] = Decision(name=entity.name, place=_country(entity, country, scene))
            continue
        if country:
            rivals.append(_country(entity, country, scene))
        elif is_proper(entity.name):
            rivals += map(_city, cities.get(entity.name, ()))
        if rivals:
            found[entity.id] = _decide(entity, rivals, scene)
    return found


def _decide(entity: Entity, rivals: list[Place], scene: Scene) -> Decision:
    """Return the place that leads, if one leads clearly."""
    scores = [(place.points + _support(entity, place, scene), place) for place in rivals]
    scores.sort(key=lambda item: (-item[0], item[1].identifiers))
    best, place = scores[0]
    missing = place.is_region and not have_cities() and subdivisions_named(entity.name)[0].city
    second = max((scores[1][0] if len(scores) > 1 else 0.0), _REGION if missing else _UNKNOWN)
    if best - second >= LEAD:
        return Decision(name=entity.name, place=place)
    return Decision(
        name=entity.name, place=None, rivals=tuple(place for score, place in scores if best - score < LEAD)
    )


def _support(entity: Entity, place: Place, scene: Scene) -> float:
    """Return the points that the article gives a place."""
    points = 0.0
    said = scene.said.get(entity.id, set())
    if said:
        fits = any(place.country == country and region in ("", place.region) for country, region in said)
        if not place.is_region and (fits or any(region for _, region in said)):
            points += _SAID if fits else -_SAID
    if place.country in scene.countries:
        points += _COUNTRY_NAMED
    if place.is_region:
        points += _SAID if entity.id in scene.heads else 0.0
    elif (place.country, place.region) in scene.regions:
        points += _REGION_NAMED
    return points


def _city(city: City) -> Place:
    points = math.log10(max(city.population, 1)) + (_CAPITAL if city.capital else 0.0)
    return Place(
        name=city.name,
        country=city.country,
        region=city.region,
        identifiers=(city.iri,),
        points=points + (_OTHER_NAME if city.other_name else 0.0),
    )


def _regions(name: str) -> Iterator[Place]:
    for one in subdivisions_named(name):
        iri = geonames_of_subdivision(one.country, one.code)
        yield Place(
            name=one.names[0],
            country=one.country,
            region=one.geonames,
            identifiers=(subdivision_identifier(one.country, one.code), *iri),
            points=_REGION_LIKE_CITY if one.city and name.casefold() == one.names[0].casefold() else _REGION,
            is_region=True,
        )


def _country(entity: Entity, code: str, scene: Scene) -> Place:
    """Return a country as one of the places that its name may mean: Georgia, with points for its neighbourhood."""
    near = bool(neighbours(code) & scene.countries) + bool(_adjectives(code) & set(entity.aliases))
    return Place(
        name=entity.name,
        country=code,
        identifiers=_country_identifiers(code),
        points=_CONTESTED_COUNTRY - _COUNTRY_NAMED + 2.0 * near,
    )


@functools.cache
def _adjectives(code: str) -> frozenset[str]:
    return frozenset(word for country in countries() if country.code == code for word in country.adjectives)


@functools.cache
def _country_identifiers(code: str) -> tuple[str, ...]:
    return (*country_identifiers(code), *geonames_of_country(code))


def _scene(reading: Reading, cities: Mapping[str, tuple[City, ...]]) -> Scene:
    scene = Scene()
    places: dict[str, tuple[str, str]] = {}
    named = {entity.id: entity for entity in reading.entities if entity.type in PLACE_TYPES}
    for entity in named.values():
        code = country_of(entity.same_as)
        regions = subdivisions_named(entity.name)
        if code:
            scene.countries.add(code)
            places[entity.id] = (code, "")
        sure = [one for one in regions if not one.city]
        if len(sure) == 1 and not code:
            places[entity.id] = (sure[0].country, sure[0].geonames)
            scene.regions.add(places[entity.id])
            scene.countries.add(sure[0].country)
    for piece in reading.evidence:
        if piece.predicate == "locatedIn" and piece.object in places and piece.subject in named:
            scene.said.setdefault(piece.subject, set()).add(places[piece.object])
    _read_commas(reading, named, cities, scene)
    return scene


def _read_commas(
    reading: Reading, named: Mapping[str, Entity], cities: Mapping[str, tuple[City, ...]], scene: Scene
) -> None:
    """Note what stands after the names of places: "Cambridge, Mass.", "Paris, Texas", "Birmingham, England"."""
    text = reading.article.text
    starts = {mention.span.start: mention.entity for mention in reading.mentions if mention.entity in named}
    for mention in reading.mentions:
        after = _AFTER_COMMA.match(text, mention.span.end) if mention.entity in named else None
        if after is None or _after_comma(mention.span.of(text)) is not None:  # a list of states and countries
            continue
        words = after[1].split()
        for count in range(len(words), 0, -1):
            said = _after_comma(" ".join(words[:count]))
            if said is not None and _is_there(named[mention.entity].name, said, words[:count], cities):
                country, region = said
                scene.said.setdefault(mention.entity, set()).add(said)
                scene.countries.add(country)
                if region:
                    scene.regions.add(said)
                    if (head := starts.get(after.start(1))) is not None:
                        scene.heads.add(head)
                break


def _is_there(
    name: str, said: tuple[str, str], words: list[str], cities: Mapping[str, tuple[City, ...]]
) -> bool:
    """Return whether a subdivision that is also a city may follow a place: "Spokane, Washington", not "the strait, Washington"."""
    if not any(one.city for one in subdivisions_named(" ".join(words))):
        return True
    return any((city.country, city.region) == said for city in cities.get(name, ()))


def _after_comma(words: str) -> tuple[str, str] | None:
    regions: tuple[Subdivision, ...] = subdivision_after_comma(words)
    if regions:
        return regions[0].country, regions[0].geonames
    country = country_named(words)
    return (country.code, "") if country is not None else None
