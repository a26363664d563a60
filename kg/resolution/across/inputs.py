"""What resolution takes from outside the articles: identifiers that somebody knows, and the user's corrections.

Both are small values, so that alias tables, reconciliation services and correction files can be read elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from kg.model import EntityType
from kg.resolution.across.decisions import Local


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """An entity of one article that may have an identifier, and what the article says around it.

    ``countries`` are the ISO 3166-1 alpha-2 codes of countries that it is said to belong to, ``context`` the names of the other
    entities of the article, those first that it is related to.
    """

    local: Local
    name: str
    type: EntityType
    aliases: tuple[str, ...] = ()
    same_as: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    context: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Identified:
    """What is known of an entity from outside: identifiers (IRIs), and a name and aliases where they are known.

    The identifiers take the place of those that the article's reading gave.

    ``name``, if given, becomes the entity's name in the graph, unless a correction names it.
    """

    same_as: tuple[str, ...]
    name: str = ""
    aliases: tuple[str, ...] = ()


class Known(Protocol):
    """Somebody who knows identifiers: tables of countries and cities, the user's alias tables, a service.

    It is asked once, before anything is clustered, with all entities that could have one, in the order of article and id, and
    answers for those that it is sure of. The same identifier of one authority (see `authority`) speaks strongly for a
    merge, two different ones of one authority forbid it. The answer must not depend on anything but the candidates.
    """

    def identify(self, candidates: Sequence[Candidate]) -> Mapping[Local, Identified]:
        """Return what is known, by local entity; those of whom nothing is known are left out."""


@dataclass(frozen=True, slots=True, order=True)
class Pick:
    """Which entities a correction means: a name, an alias or an id, in certain articles or in all (none given).

    An id is one of an article's reading or of the graph as it is without corrections, so that what `kg entities` prints can
    be written into a file of corrections and goes on to mean the same when that file is applied.
    """

    entity: str
    articles: tuple[str, ...] = ()

    def __str__(self) -> str:
        return f"{self.entity!r}" + (f" in {', '.join(self.articles)}" if self.articles else "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rejection:
    """A statement to leave out: by its id, or by what it says; None and "" fit anything."""

    statement: str = ""
    subject: Pick | None = None
    predicate: str = ""
    object: Pick | None = None
    article: str = ""

    def __str__(self) -> str:
        said = (self.statement, self.subject, self.predicate, self.object, self.article)
        return " ".join(str(part) for part in said if part)


@dataclass(frozen=True, slots=True, kw_only=True)
class Corrections:
    """What a user put right; applied again on every build, after what is known and before what is only likely.

    - ``merge``: all entities of the picks of one tuple become one, whatever speaks against it;
    - ``split``: an entity of one pick of a tuple is never merged with one of another pick of it, not even where the name and
      type are the same; with articles in the picks this takes two namesakes apart;
    - ``rename``, ``retype``: the name or type of the entities in the graph that hold what is picked. The old name stays an
      alias; the id follows the new name and type;
    - ``identify``: identifiers (IRIs) that the entity has, in place of others of the same authority;
    - ``reject``: statements to leave out, with all their evidence that fits.

    A pick of ``split`` is stronger than ``merge`` where they disagree. What fits nothing is told in
    ``Resolution.unmatched`` and otherwise passed over.
    """

    merge: tuple[tuple[Pick, ...], ...] = ()
    split: tuple[tuple[Pick, ...], ...] = ()
    rename: tuple[tuple[Pick, str], ...] = ()
    retype: tuple[tuple[Pick, EntityType], ...] = ()
    identify: tuple[tuple[Pick, str], ...] = ()
    reject: tuple[Rejection, ...] = field(default=())

    def __bool__(self) -> bool:
        return any((self.merge, self.split, self.rename, self.retype, self.identify, self.reject))


_LAST_PART = re.compile(r"^(?P<authority>.*[/#:=])[^/#:=]+/?$", re.DOTALL)


def authority(identifier: str) -> str:
    """Return who gave an identifier, which is all of it but the last part: ``http://www.wikidata.org/entity/``.

    Two identifiers of one authority that differ mean two things.
    """
    found = _LAST_PART.match(identifier)
    return found["authority"].replace("http://", "https://", 1) if found else identifier
