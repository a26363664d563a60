"""What one article tells of each of its entities that could tell it from a namesake: facts, and who else is there."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from kg.countries import Country, country_named, country_of_adjective, country_of_metonym
from kg.model import PLACES, Entity, EntityType, Evidence, Reading, Span, Status, digest
from kg.names import entity_id
from kg.resolution.across.decisions import Local
from kg.resolution.across.forms import Form, fold, form_of
from kg.resolution.across.inputs import Candidate, Identified
from kg.resolution.across.words import load_words

#: The types whose names vary and are shared by several, so that names are compared and namesakes told apart.
ACTIVE = frozenset({EntityType.PERSON, EntityType.ORGANIZATION})
_ISO = "urn:iso:std:iso:3166"
#: How many mentions, and how many characters before and after each, are looked at for what it is about.
_MENTIONS, _BEFORE, _AFTER = 3, 80, 160
#: Capitalised words in a row, and how many the name of a country has at most.
_CAPITALISED = re.compile(r"\b[A-Z][a-z]{2,}(?: [A-Z][a-z]{2,})*\b")
_LONGEST_COUNTRY = 3
_WORD = re.compile(r"\b[a-z]{3,}\b")
_CONTAINS = frozenset({"locatedIn", "partOf", "headquarteredIn"})


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing said of an entity: its kind, a value to compare, and the words for it.

    What a learned scorer proposed is not ``sure``: it may speak for a merge, never against one.
    """

    kind: str
    value: str
    text: str
    sure: bool = True


@dataclass(frozen=True, slots=True, eq=False)
class Scene:
    """An article as the surroundings of its entities: the keys of all that have a name, and the names; countries by id."""

    article: str
    published: str
    names: Mapping[str, str]
    countries: Mapping[str, str]


@dataclass(frozen=True, slots=True, eq=False)
class Profile:
    """An entity of one article with what is said of it there; ``forms`` are its name and other names of its own.

    One that is not ``shared`` is a description ("the bid"), which means something else in every article. ``lines`` are the walks
    of life or lines of business that the sentences around it speak of; the one of its type that is named ``first`` is what the
    article is about.
    """

    local: Local
    entity: Entity
    shared: bool
    key: str
    form: Form
    forms: tuple[Form, ...]
    facts: tuple[Fact, ...]
    scene: Scene
    lines: frozenset[str] = frozenset()
    first: bool = False


def profiles_of(reading: Reading) -> Iterator[Profile]:
    """Yield the profiles of the entities of an article."""
    article = reading.article.id
    ending = "-" + digest(article, length=6)
    shared = {e.id: e for e in reading.entities if not e.id.endswith(ending)}
    keys = {id: context_key(entity) for id, entity in shared.items()}
    makers = {fold(name) for name in (reading.article.publisher, *reading.article.authors) if name}
    names = {
        keys[id]: e.name
        for id, e in shared.items()
        if e.type is not EntityType.CONCEPT and not (makers and fold(e.name) in makers)
    }
    countries = {keys[id]: entity.name for id, entity in shared.items() if is_country(entity)}
    countries |= _countries_in(reading.article.text)
    scene = Scene(article, reading.article.published, names, countries)
    places: defaultdict[str, list[Span]] = defaultdict(list)
    for mention in reading.mentions:
        places[mention.entity].append(mention.span)
    facts = _Facts(reading, shared, keys).found
    first = {
        type: min(
            ((spans, id) for id, spans in places.items() if id in shared and shared[id].type is type),
            default=None,
        )
        for type in ACTIVE
    }
    for entity in reading.entities:
        leads = first.get(entity.type)
        form = form_of(entity.name, entity.type)
        yield Profile(
            local=Local(article, entity.id),
            entity=entity,
            shared=entity.id in shared,
            key=keys.get(entity.id, entity.id),
            form=form,
            forms=_forms(entity, form),
            facts=tuple(dict.fromkeys(facts.get(entity.id, ()))),
            scene=scene,
            lines=_own_line(form) or _lines(reading.article.text, entity.type, places[entity.id]),
            first=leads is None or leads[1] == entity.id,
        )


def called_anew(profile: Profile, keys: Mapping[str, str]) -> Profile:
    """Return a profile whose facts and surroundings have other keys, where ``keys`` has another for one of them."""
    if not keys:
        return profile
    facts = tuple(
        replace(fact, value=keys[fact.value]) if fact.value in keys else fact for fact in profile.facts
    )
    names = {keys.get(key, key): name for key, name in profile.scene.names.items()}
    return replace(profile, facts=facts, scene=replace(profile.scene, names=names))


def identified_as(profile: Profile, known: Identified) -> Profile:
    """Return a profile with the identifiers that are known of its entity, in place of those that its article gave."""
    return replace(profile, entity=replace(profile.entity, same_as=tuple(sorted(set(known.same_as)))))


def candidate(profile: Profile) -> Candidate:
    """Return what somebody who knows identifiers is told of an entity."""
    named = (country_named(fact.text) for fact in profile.facts if fact.kind == "country")
    others = [name for key, name in sorted(profile.scene.names.items()) if key != profile.key]
    return Candidate(
        local=profile.local,
        name=profile.entity.name,
        type=profile.entity.type,
        aliases=profile.entity.aliases,
        same_as=profile.entity.same_as,
        countries=tuple(sorted({country.code for country in named if country is not None})),
        context=tuple(dict.fromkeys([*(fact.text for fact in profile.facts), *others])),
    )


def context_key(entity: Entity) -> str:
    """Return what an entity is looked up by in other articles: its name but for legal form, accents and titles.

    It is the same for a person and a body of one name, as an article may mistake one for the other.
    """
    if entity.type is EntityType.PERSON:
        return "n:" + " ".join(form_of(entity.name, entity.type).words)
    if entity.type is EntityType.ORGANIZATION:
        return "n:" + " ".join(form_of(entity.name, entity.type).core)
    return entity.id


def is_country(entity: Entity) -> bool:
    """Return whether an entity is a country or a bloc of them."""
    return entity.type is EntityType.GPE and (
        any(iri.startswith(_ISO) for iri in entity.same_as) or country_named(entity.name) is not None
    )


def _lines(text: str, type: EntityType, spans: Iterable[Span]) -> frozenset[str]:
    """Return the walks of life, or of bodies the lines of business, that are spoken of around the first mentions."""
    if type not in ACTIVE:
        return frozenset()
    table = load_words().fields if type is EntityType.PERSON else load_words().sectors
    found: set[str] = set()
    for span in sorted(spans)[:_MENTIONS]:
        around = text[max(0, span.start - _BEFORE) : span.start] + " " + text[span.end : span.end + _AFTER]
        for word in _WORD.findall(around):
            # "an investor" may be he, "investors" are others
            labels = table.get(word if type is EntityType.PERSON else _singular(word), ())
            if len(labels) == 1:
                found.update(labels)
    return frozenset(found)


def _countries_in(text: str) -> dict[str, str]:
    """Return the countries that a text names, or whose adjectives are in it, by id; the longer names go first."""
    found: dict[str, str] = {}
    for match in _CAPITALISED.finditer(text):
        words = match[0].split()
        while words:
            count = min(len(words), _LONGEST_COUNTRY)
            while count and (country := _country_of(" ".join(words[:count]))) is None:
                count -= 1
            if count and country is not None:
                found[entity_id(country.name, EntityType.GPE)] = country.name
            del words[: max(1, count)]
    return found


@lru_cache(maxsize=1 << 14)
def _country_of(name: str) -> Country | None:
    return country_named(name) or country_of_adjective(name)


def _own_line(form: Form) -> frozenset[str]:
    """Return the lines of business that a body's own name tells: "airways"."""
    return frozenset().union(*(load_words().sectors.get(word, ()) for word in form.core))


def _forms(entity: Entity, form: Form) -> tuple[Form, ...]:
    """Return the names of an entity that are its own wherever they stand: of bodies also acronyms and longer names."""
    if entity.type is not EntityType.ORGANIZATION:
        return (form,)
    found = {form.words: form}
    for alias in entity.aliases:
        if not alias[:1].isupper() or alias == entity.name:
            continue
        other = form_of(alias, entity.type)
        own = other.acronym in form.acronyms or form.acronym in other.acronyms or other.core == form.core
        if other.words and (own if other.acronym or form.acronym else other.core == form.core):
            found.setdefault(other.words, other)
    return tuple(found.values())


class _Facts:
    """The facts of one reading, by entity."""

    def __init__(self, reading: Reading, shared: dict[str, Entity], keys: dict[str, str]) -> None:
        self.found: defaultdict[str, list[Fact]] = defaultdict(list)
        self._shared, self._keys = shared, keys
        self._all = {entity.id: entity for entity in reading.entities}
        pieces = [p for p in reading.evidence if p.predicate and p.status is not Status.DENIED]
        self._inside: dict[str, str] = {}
        self._homes: defaultdict[str, set[str]] = defaultdict(set)
        for piece in pieces:
            if piece.predicate in _CONTAINS and piece.object in shared:
                self._inside.setdefault(piece.subject, piece.object)
            if piece.predicate in ("citizenOf", "headquarteredIn") and not piece.rule.startswith("score:"):
                self._homes[piece.subject].add(piece.object)
        for piece in pieces:
            self._read(piece)

    def _read(self, piece: Evidence) -> None:
        subject, object = self._all.get(piece.subject), self._all.get(piece.object)
        sure = not piece.rule.startswith("score:")
        if subject is not None and subject.id in self._shared and subject.type in ACTIVE:
            read = _OF_PERSON if subject.type is EntityType.PERSON else _OF_BODY
            read.get(piece.predicate, _Facts._neighbour)(self, subject.id, object, piece, sure)
        if object is not None and object.id in self._shared and object.type in ACTIVE and subject is not None:
            read = _TO_PERSON if object.type is EntityType.PERSON else _TO_BODY
            read.get(piece.predicate, _Facts._neighbour)(self, object.id, subject, piece, sure)

    def _add(self, id: str, kind: str, other: Entity | None, sure: bool) -> None:
        if other is not None and other.id in self._shared:
            self.found[id].append(Fact(kind, self._keys[other.id], other.name, sure))

    def _neighbour(self, id: str, other: Entity | None, piece: Evidence, sure: bool) -> None:
        if other is not None and not is_country(other):
            self._add(id, "neighbour", other, sure)

    def _position(self, id: str, other: Entity | None, piece: Evidence, sure: bool) -> None:
        self._role(id, piece.role, sure)
        self._employer(id, other, piece, sure)

    def _employer(self, id: str, other: Entity | None, piece: Evidence, sure: bool) -> None:
        if other is None:
            return
        if other.type in PLACES:
            self._home(id, other, piece, sure)
            if piece.predicate == "holdsPosition" and not is_country(other):
                self._add(id, "employer", other, sure)  # the mayor of a city
        elif other.type is EntityType.ORGANIZATION:
            self._add(id, "employer", other, sure)
            for home in sorted(self._homes.get(other.id, ())):
                self._country(id, self._all.get(home), sure)

    def _home(self, id: str, other: Entity | None, piece: Evidence, sure: bool) -> None:
        if other is None:
            return
        self._country(id, other, sure)
        if other.type in PLACES and not is_country(other):
            self._add(id, "place", other, sure)

    def _seat(self, id: str, other: Entity | None, piece: Evidence, sure: bool) -> None:
        self._home(id, other, piece, sure and piece.predicate != "locatedIn")

    def _country(self, id: str, place: Entity | None, sure: bool) -> None:
        for _ in range(4):
            if place is None:
                return
            if is_country(place):
                self.found[id].append(Fact("country", place.id, place.name, sure))
                return
            capital = country_of_metonym(place.name) if place.type is EntityType.GPE else None
            if capital is not None:
                country = entity_id(capital.name, EntityType.GPE)
                self.found[id].append(Fact("country", country, capital.name, sure))
                return
            place = self._all.get(self._inside.get(place.id, ""))

    def _role(self, id: str, role: str, sure: bool) -> None:
        if role:
            self.found[id].append(Fact("role", fold(role), role, sure))
            self._nouns(id, role, "field", sure)

    def _kind(self, id: str, other: Entity | None, piece: Evidence, sure: bool) -> None:
        if other is not None:
            self.found[id].append(Fact("kind", _head(other.name), other.name, sure))
            person = self._all[id].type is EntityType.PERSON
            self._nouns(id, other.name, "field" if person else "sector", sure)

    def _nouns(self, id: str, text: str, kind: str, sure: bool) -> None:
        """Note the walk of life that the last noun of a role tells, or the line of business that any noun does."""
        if kind == "field":
            labels = load_words().fields.get(_head(text), frozenset())
        else:
            labels = frozenset().union(*(load_words().sectors.get(w, ()) for w in _singulars(text)))
        if len(labels) == 1:
            label = next(iter(labels))
            self.found[id].append(Fact(kind, label, label, sure))

    def _relative(self, id: str, other: Entity | None, piece: Evidence, sure: bool) -> None:
        self._add(id, "relative", other, sure)

    def _school(self, id: str, other: Entity | None, piece: Evidence, sure: bool) -> None:
        self._add(id, "school", other, sure)

    def _leader(self, id: str, other: Entity | None, piece: Evidence, sure: bool) -> None:
        if other is not None and other.type is EntityType.PERSON:
            self._add(id, "leader", other, sure)

    def _parent(self, id: str, other: Entity | None, piece: Evidence, sure: bool) -> None:
        self._add(id, "parent", other, sure)

    def _product(self, id: str, other: Entity | None, piece: Evidence, sure: bool) -> None:
        self._add(id, "product", other, sure)

    def _date(self, id: str, other: Entity | None, piece: Evidence, sure: bool) -> None:
        if piece.value:
            self.found[id].append(Fact(piece.predicate, piece.value, piece.value, sure))


_Reader = Callable[[_Facts, str, Entity | None, Evidence, bool], None]
_OF_PERSON: dict[str, _Reader] = {
    "holdsPosition": _Facts._position,
    "memberOf": _Facts._employer,
    "citizenOf": _Facts._home,
    "bornIn": _Facts._home,
    "educatedAt": _Facts._school,
    "spouseOf": _Facts._relative,
    "relativeOf": _Facts._relative,
    "instanceOf": _Facts._kind,
    "bornOn": _Facts._date,
    "diedOn": _Facts._date,
}
_TO_PERSON: dict[str, _Reader] = {
    "foundedBy": _Facts._employer,
    "appoints": _Facts._position,
    "spouseOf": _Facts._relative,
    "relativeOf": _Facts._relative,
}
_OF_BODY: dict[str, _Reader] = {
    "citizenOf": _Facts._home,
    "headquarteredIn": _Facts._seat,
    "locatedIn": _Facts._seat,
    "instanceOf": _Facts._kind,
    "foundedBy": _Facts._leader,
    "appoints": _Facts._leader,
    "subsidiaryOf": _Facts._parent,
    "partOf": _Facts._parent,
    "memberOf": _Facts._parent,
    "produces": _Facts._product,
    "foundedOn": _Facts._date,
}
_TO_BODY: dict[str, _Reader] = {"holdsPosition": _Facts._leader, "memberOf": _Facts._leader}


@lru_cache(maxsize=1 << 14)
def _head(text: str) -> str:
    """Return the last noun of a role or kind, in the singular: "minister" of "prime ministers of Japan"."""
    words = fold(text).split(" of ")[0].split(" at ")[0].split()
    return _singular(words[-1]) if words else ""


def _singulars(text: str) -> Iterable[str]:
    return (_singular(word) for word in fold(text).replace("-", " ").split())


def _singular(word: str) -> str:
    if word.endswith("ies") and len(word) > 5:
        return word[:-3] + "y"
    return word[:-1] if word.endswith("s") and not word.endswith("ss") and len(word) > 4 else word
