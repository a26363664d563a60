"""The concepts of the graph: articles, entities, evidence, statements.

Offsets are half-open ``[start, end)`` indices into ``Article.text``, counted in Python ``str`` characters.
Nothing here knows spaCy, RDF or files.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field, replace
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache
from typing import Any, Self


class EntityType(StrEnum):
    """The eleven kinds of entity; the values are the local names of the ontology's classes."""

    PERSON = "Person"
    ORGANIZATION = "Organization"
    GPE = "GeopoliticalEntity"
    LOCATION = "Location"
    FACILITY = "Facility"
    GROUP = "Group"
    PRODUCT = "Product"
    WORK = "Work"
    EVENT = "Event"
    LAW = "Law"
    CONCEPT = "Concept"


AGENTS = frozenset({EntityType.PERSON, EntityType.ORGANIZATION, EntityType.GPE, EntityType.GROUP})
PLACES = frozenset({EntityType.GPE, EntityType.LOCATION, EntityType.FACILITY})


class Status(StrEnum):
    """What an article presents a relation as."""

    ASSERTED = "asserted"
    PLANNED = "planned"
    PROPOSED = "proposed"
    POSSIBLE = "possible"
    DENIED = "denied"
    ENDED = "ended"


#: Statuses whose plain triple stands in the graph of prospects, and in that of refuted facts.
PROSPECTIVE = frozenset({Status.PLANNED, Status.PROPOSED, Status.POSSIBLE})
REFUTED = frozenset({Status.DENIED, Status.ENDED})


def digest(*parts: str, length: int = 16) -> str:
    """Return the first ``length`` hexadecimal digits of the SHA-256 of the parts."""
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:length]


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One article as a reader produced it; its text is never edited afterwards.

    ``published`` is an ISO 8601 date as precise as known (``2023``, ``2023-07``, ``2023-07-03``) or empty.
    """

    id: str
    text: str
    title: str = ""
    published: str = ""
    publisher: str = ""
    authors: tuple[str, ...] = ()
    url: str = ""
    language: str = "en"

    @property
    def content_hash(self) -> str:
        """Return the hash of everything that a build takes from this article."""
        return digest(
            self.id, self.text, self.title, self.published, self.publisher, *self.authors, self.url, length=64
        )


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open stretch of an article's text."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"not a span: {self.start}..{self.end}")

    def of(self, text: str) -> str:
        """Return the stretch of ``text`` that this span covers."""
        return text[self.start : self.end]


@dataclass(frozen=True, slots=True, order=True)
class Amount:
    """A number with its unit: an ISO 4217 code, ``percent``, or the plain noun counted."""

    value: Decimal
    unit: str

    def __str__(self) -> str:
        return f"{self.value:f} {self.unit}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """One thing in the world. ``id`` is the local name of its IRI; aliases are sorted surface forms."""

    id: str
    name: str
    type: EntityType
    aliases: tuple[str, ...] = ()
    same_as: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Mention:
    """A stretch of an article that refers to an entity."""

    article: str
    span: Span
    entity: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """One place where one article states one relation; ``quote == article.text[span.start:span.end]``.

    ``subject``, ``object``, ``speaker``, ``place`` and ``about`` are entity ids ("" for none); ``predicate`` is a
    local name of the ontology, or "" for an open relation, whose words are then in ``relation``. ``when`` is an ISO
    8601 date of reduced precision or an interval ``start/end``. ``cue`` is the word that decided the status.
    Where the object is a literal, ``object`` is "" and ``value`` its normal form: an ISO 8601 date as precise as the
    text (``1944-04-10``, ``1998``); ``object_span`` covers the words for it.
    """

    article: str
    span: Span
    quote: str
    subject: str
    predicate: str
    object: str
    subject_span: Span
    object_span: Span
    value: str = ""
    relation: str = ""
    role: str = ""
    status: Status = Status.ASSERTED
    cue: str = ""
    speaker: str = ""
    when: str = ""
    amount: Amount | None = None
    place: str = ""
    about: str = ""
    rule: str = ""
    confidence: float = 0.5
    _id: str = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        _check_object(self.object, self.value)
        object.__setattr__(self, "_id", "")

    @property
    def statement(self) -> str:
        """Return the id of the statement that this is evidence of."""
        object = self.object or self.value
        return statement_id(self.subject, self.predicate or self.relation, object, self.role)

    @property
    def id(self) -> str:
        """Return the content-derived id of this piece of evidence, worked out once."""
        if not self._id:
            spans = (f"Span(start={s.start}, end={s.end})" for s in (self.subject_span, self.object_span))
            place = f"Span(start={self.span.start}, end={self.span.end})"
            id = "ev-" + digest(self.article, place, self.statement, *spans, self.status)
            object.__setattr__(self, "_id", id)
        return self._id

    def called(self, **ends: Any) -> Self:
        """Return this evidence with its entities called otherwise; it keeps its id, as it is the same evidence."""
        renamed = replace(self, **ends)
        object.__setattr__(renamed, "_id", self.id)
        return renamed


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """A subject, a predicate and an object, with all the evidence for it and what that adds up to.

    The object is an entity's id or, where ``object`` is "", the literal in ``value``, as in `Evidence`.
    The status, date and amount are those of ``assembly.summary``: the newest evidence decides the status.
    """

    id: str
    subject: str
    predicate: str
    object: str
    value: str = ""
    relation: str = ""
    role: str = ""
    status: Status = Status.ASSERTED
    when: str = ""
    amount: Amount | None = None
    place: str = ""
    about: str = ""
    confidence: float = 0.5
    evidence: tuple[Evidence, ...] = ()

    def __post_init__(self) -> None:
        _check_object(self.object, self.value)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What one article says: its entities, where they are mentioned, and the evidence found in it."""

    article: Article
    entities: tuple[Entity, ...] = ()
    mentions: tuple[Mention, ...] = ()
    evidence: tuple[Evidence, ...] = ()


def _check_object(object: str, value: str) -> None:
    if object and value:
        raise ValueError(f"an object is an entity or a literal, not both: {object!r} and {value!r}")


@lru_cache(maxsize=1 << 14)
def statement_id(subject: str, predicate: str, object: str, role: str = "") -> str:
    """Return the id of the statement with this content; symmetric relations are ordered before."""
    return "stmt-" + digest(subject, predicate, object, role)
