"""What is known of the entities of articles from outside: ISO codes, GeoNames, and the user's alias tables."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from kg.linking.choosing import Words, choose_entry
from kg.linking.cities import City, find_cities, geonames_of_country
from kg.linking.codes import (
    country_code,
    country_identifiers,
    country_of,
    currency_identifiers,
    language_identifiers,
)
from kg.linking.entries import AliasTable
from kg.linking.places import PLACE_TYPES, decide_places, is_proper, place_names
from kg.model import Entity, EntityType, Reading, digest
from kg.resolution.across import Identified, Local, Resolution

#: Before the key of an entry of an alias table, in an identifier that joins entities and is then dropped.
TABLE = "alias-table:"


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Undecided:
    """A name in an article that several known things have, and nothing in the article tells which."""

    article: str
    entity: str
    name: str
    options: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """What is known, by entity of an article, and the names that were left without identifier."""

    known: Mapping[Local, Identified] = field(default_factory=dict)
    undecided: tuple[Undecided, ...] = ()

    def identify(self, candidates: Sequence[object]) -> Mapping[Local, Identified]:
        """Return what is known of all entities; see `kg.resolution.across.Known`."""
        return self.known


def look_up(readings: Iterable[Reading], table: AliasTable) -> Answers:
    """Return what codes, GeoNames and an alias table know of the entities of these readings.

    Cities are looked up once for all readings. What an article's entity is depends on that article alone.
    """
    ordered = sorted(readings, key=lambda reading: reading.article.id)
    cities = find_cities({name for reading in ordered for name in place_names(reading.entities)})
    known: dict[Local, Identified] = {}
    undecided: list[Undecided] = []
    for reading in ordered:
        _look_up(reading, table, cities, known, undecided)
    return Answers(known=known, undecided=tuple(undecided))


def _look_up(
    reading: Reading,
    table: AliasTable,
    cities: Mapping[str, tuple[City, ...]],
    known: dict[Local, Identified],
    undecided: list[Undecided],
) -> None:
    article = reading.article.id
    places = decide_places(reading, cities)
    words = Words.of(f"{reading.article.title}\n{reading.article.text}") if table else Words("")
    for entity in reading.entities:
        identifiers = entity.same_as
        name, options = "", list[str]()
        if (decision := places.get(entity.id)) is not None:
            identifiers = decision.place.identifiers if decision.place else ()
            options = sorted({str(place) for place in decision.rivals})
        else:
            identifiers += _coded(entity)
        if table and is_named(entity.id, article):
            choice = choose_entry(table, entity.name, entity.aliases, entity.type, words)
            if choice.entry is not None:
                identifiers = (TABLE + choice.entry.key, *choice.entry.same_as, *identifiers)
                name, options = choice.entry.name, []
            elif choice.rivals:
                options = sorted({entry.key for entry in choice.rivals})
        if identifiers or entity.same_as:
            known[Local(article, entity.id)] = Identified(
                same_as=tuple(dict.fromkeys(identifiers)), name=name
            )
        if not identifiers and len(options) > 1:
            undecided.append(
                Undecided(article=article, entity=entity.id, name=entity.name, options=tuple(options))
            )


def options_of(undecided: Iterable[Undecided], resolution: Resolution, entity: str) -> tuple[str, ...]:
    """Return what an entity of the graph may be that was left without identifier: "Springfield (US-MO)"."""
    mine = (one.options for one in undecided if resolution.entity(one.article, one.entity) == entity)
    return tuple(sorted({option for options in mine for option in options}))


def is_named(entity: str, article: str) -> bool:
    """Return whether an entity of an article is one by name, so that it may be in others, too, and no description."""
    return not entity.endswith("-" + digest(article, length=6))


def _coded(entity: Entity) -> tuple[str, ...]:
    """Return the identifiers of a country, currency or language by its name alone."""
    if entity.type in PLACE_TYPES and is_proper(entity.name) and not country_of(entity.same_as):
        code = country_code(entity.name)
        return (*country_identifiers(code), *geonames_of_country(code)) if code else ()
    if entity.type is EntityType.CONCEPT:
        return currency_identifiers(entity.name) or (
            language_identifiers(entity.name) if entity.name[:1].isupper() else ()
        )
    return ()
