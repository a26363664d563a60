"""What resolution across articles decides: which entities became one, which nearly did, and the reasons in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from kg.model import EntityType


class Local(NamedTuple):
    """An entity as one article has it: the article's id, and the entity's id in that article's reading."""

    article: str
    entity: str


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Reason:
    """One thing that speaks for (weight above 0) or against (below 0) two entities being one, in words.

    A ``guard`` forbids the merge whatever speaks for it. ``kind`` is a short name of the piece of evidence
    (``name``, ``employer``, ``country``, ...), the same in every run.
    """

    kind: str
    text: str
    weight: float
    guard: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Join:
    """Two groups of local entities that became one: an entity of each, the sum of the reasons, and the reasons."""

    one: Local
    other: Local
    score: float
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Merge:
    """An entity of the graph that was made of several groups of local entities, sorted, and what joined them."""

    entity: str
    members: tuple[Local, ...]
    joins: tuple[Join, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Near:
    """Two entities of the graph that were nearly merged, what spoke for it, and what kept them apart."""

    one: str
    other: str
    score: float
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """What an entity of the graph is called, where this was decided and not only counted."""

    name: str
    type: EntityType
    aliases: tuple[str, ...] = ()
    same_as: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Rejected:
    """Evidence to leave out: by its statement's id, or by its ends as the graph calls them; "" fits anything."""

    statement: str = ""
    subject: str = ""
    predicate: str = ""
    object: str = ""
    article: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolution:
    """The way from the entities of single articles to those of the graph.

    ``ids`` holds only local entities that the graph calls otherwise than their article; ``headings`` the entities of
    the graph whose name, type or identifiers are not just what their articles say most. ``unmatched`` are corrections
    that fit nothing any more, in words; ``rejected`` are statements that a correction takes out.
    """

    ids: Mapping[Local, str] = field(default_factory=dict)
    headings: Mapping[str, Heading] = field(default_factory=dict)
    merges: tuple[Merge, ...] = ()
    near: tuple[Near, ...] = ()
    rejected: tuple[Rejected, ...] = ()
    unmatched: tuple[str, ...] = ()

    def entity(self, article: str, local: str) -> str:
        """Return the id that the graph gives the entity ``local`` of an article."""
        return self.ids.get(Local(article, local), local)
