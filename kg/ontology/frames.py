"""Frames: the patterns of words that say a relation, and how a written pattern is read.

A frame is written as one readable pattern, in Turtle, on the relation that it says:

- ``lex:verb "X acquire|buy Y"``: a clause. ``X`` is the relation's subject, ``Y`` its object, the other words are
  lemmas. A particle (``X take over Y``), a fixed noun (``X impose sanction on|against Y``) or a fixed noun with its
  preposition (``X come into conflict with Y``, ``X take Y to court``) may stand with the verb. A word that could be
  both is a preposition if written ``-over`` and a particle if written ``+on``. ``X be based in Y`` is a copular
  frame; its heads match a word's form or its lemma. ``X be in Y`` is one too, its head the verb itself.
- ``lex:noun "X acquisition of Y"``: a noun that names the event.
- ``lex:role "X subsidiary of Y"``: a noun that denotes the first placeholder.

``Z`` is a third argument that is kept (see ``Frame.keeps``), ``_`` one that is passed over; they must be there where
they are objects and may be there where they have a preposition. A placeholder may limit its types, ``Y:Event|Work``, or its
words, ``Y=medal|prize``; ``that Y`` is the subject of a finite clause (``X allege that Y``), and ``to`` at the end asks for an infinitive (``X tell Y to``). A frame may end in a
status, ``@proposed``, or in ``@active`` if the passive means something else ("was joined by").
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from kg.model import EntityType, Status
from kg.names import KG

Kind = Literal["verb", "noun", "role"]
Position = Literal["subject", "object", "oblique", "self", "possessor", "complement", "clause"]
Types = frozenset[EntityType]

THING: Types = frozenset(EntityType)
_PREPOSITIONS = """about above across after against along alongside among amongst around as at before behind below
    beneath beside between beyond by concerning despite during for from in inside into near of off on onto outside over
    past regarding since through throughout to toward towards under underneath until upon via with within without"""
PREPOSITIONS = frozenset(_PREPOSITIONS.split())
PARTICLES = frozenset(
    {"ahead", "apart", "aside", "away", "back", "down", "forward", "off", "out", "over", "together", "up"}
)


_PLACEHOLDER = re.compile(r"(X|Y|Z|_)(?::(\w+(?:\|\w+)*))?(?:=([^\W\d_][\w-]*(?:\|[^\W\d_][\w-]*)*))?")
_NO_WORDS: frozenset[str] = frozenset()
_WORD = re.compile(r"[+-]?[^\W\d_][\w.&'-]*(?:\|[^\W\d_][\w.&'-]*)*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """Where a frame finds one argument, the prepositions that may mark it, the types and head lemmas that it accepts.

    No ``words`` means any.
    """

    position: Position
    prepositions: tuple[str, ...] = ()
    types: Types = THING
    words: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """One pattern of words that says a relation; the module's docstring explains how it is written.

    ``heads`` are alternative lemmas in lower case. ``fixed`` are alternative nouns that belong to the verb, as its
    object or, if ``fixed_preposition`` is set, after that preposition. ``keeps`` names the qualifier that ``z``
    fills ("about", "role"), or is "" if ``z`` is only passed over. ``infinitive`` asks for one, ``active`` for no passive. ``status`` is what the words themselves imply.
    """

    relation: str
    kind: Kind
    heads: tuple[str, ...]
    x: Slot
    y: Slot
    z: Slot | None = None
    keeps: str = ""
    particle: str = ""
    copular: bool = False
    fixed: tuple[str, ...] = ()
    fixed_preposition: str = ""
    infinitive: bool = False
    active: bool = False
    status: Status | None = None
    pattern: str

    @property
    def rule(self) -> str:
        """Return a short readable name: ``verb:acquires/take-over``."""
        return self.rule_for(self.heads[0])

    def rule_for(self, head: str) -> str:
        """Return the name of the rule with that one of its heads which a text has."""
        words = [head, self.particle, self.fixed_preposition, *self.fixed[:1]]
        if self.copular:
            words = ["be", self.fixed_preposition, *(h for h in (head,) if h != "be")]
        words += [*self.y.prepositions[:1], *self.x.prepositions[:1]]
        return f"{self.kind}:{self.relation}/" + "-".join(word for word in words if word)

    @property
    def specificity(self) -> int:
        """Return how much a frame asks for: of two that match, the more specific one is meant."""
        words = bool(self.particle) + 2 * bool(self.fixed) + bool(self.fixed_preposition)
        marked = bool(self.x.prepositions) + bool(self.y.prepositions) + (self.z is not None)
        listed = bool(self.x.words) + bool(self.y.words) + bool(self.z is not None and self.z.words)
        return (
            4 * words
            + 2 * marked
            + 2 * (listed + self.infinitive)
            + (self.x.types != THING)
            + (self.y.types != THING)
        )


def parse_frame(
    kind: Kind,
    pattern: str,
    *,
    relation: str,
    domain: Types = THING,
    range: Types = THING,
    classes: Callable[[str], Types],
    third: str = "about",
) -> Frame:
    """Return the frame that a pattern describes; raise ValueError, saying what is wrong, if it describes none.

    ``classes`` gives the entity types of a class IRI; ``third`` is the qualifier that Z fills.
    """
    if third not in ("about", "role", "place"):
        raise ValueError(f"lex:third must be kg:about, kg:role or kg:place, not {third!r}")
    words = pattern.split()
    status = None
    active = words[-1:] == ["@active"]
    if active:
        words.pop()
    if words and words[-1].startswith("@"):
        if words[-1][1:] not in [str(s) for s in Status]:
            raise ValueError(f"{words[-1]} is no status; use one of {', '.join(Status)}")
        status = Status(words.pop()[1:])
    if len(words) < 3 or not _placeholder(words[0]):
        raise ValueError("it must begin with X, Y or _ and have a word and another placeholder after it")
    infinitive = kind == "verb" and len(words) > 3 and words[-1] == "to"
    if infinitive:
        words.pop()
    scan = _Scan(kind)
    first: dict[Kind, Position] = {"verb": "subject", "noun": "possessor", "role": "self"}
    scan.place(words[0], first[kind])
    rest = words[1:]
    copular = kind == "verb" and rest[0] == "be"
    if copular:
        bare = len(rest) == 3 and _is_preposition(rest[1]) and _placeholder(rest[2])
        rest = rest if bare else rest[1:]
        if not bare and _is_preposition(rest[0]):
            scan.fixed_preposition, rest = rest[0].lstrip("-"), rest[1:]
    if not rest or _placeholder(rest[0]) or not _WORD.fullmatch(rest[0]) or rest[0][0] in "+-":
        raise ValueError("a verb, noun or adjective must come after the first placeholder")
    for index, word in enumerate(rest[1:]):
        scan.read(word, after_head=index == 0 and not copular)
    slots = scan.finish()
    limits = {"X": domain, "Y": range, "Z": THING, "_": THING}
    typed = {name: _typed(name, *slots[name], limits[name], classes) for name in slots}
    return Frame(
        relation=relation,
        kind=kind,
        heads=tuple(rest[0].lower().split("|")),
        x=typed["X"],
        y=typed["Y"],
        z=typed.get("Z") or typed.get("_"),
        keeps=third if "Z" in slots else "",
        particle=scan.particle,
        copular=copular,
        fixed=scan.fixed,
        fixed_preposition=scan.fixed_preposition,
        infinitive=infinitive,
        active=active,
        status=status,
        pattern=pattern,
    )


def _typed(
    name: str,
    slot: Slot,
    limit: str,
    allowed: Types,
    classes: Callable[[str], Types],
) -> Slot:
    """Return the slot with the types that both the relation and the placeholder's limit allow."""
    if not limit:
        return slot if allowed is THING else _slot(slot.position, slot.prepositions, allowed, slot.words)
    types = _limited(limit, allowed, classes)
    if types is None:
        raise ValueError(f"{limit} in {name}:{limit} is no class of entities; use those of kg.ttl")
    if not types:
        raise ValueError(f"{name}:{limit} is not among the types that the relation accepts there")
    return _slot(slot.position, slot.prepositions, types, slot.words)


@functools.cache
def _limited(limit: str, allowed: Types, classes: Callable[[str], Types]) -> Types | None:
    """Return the allowed types that are of one of the classes ``A|B``; None if one of these is no class."""
    named = [classes(KG + part) for part in limit.split("|")]
    return allowed & frozenset().union(*named) if all(named) else None


@functools.cache
def _slot(position: Position, prepositions: tuple[str, ...], types: Types, words: frozenset[str]) -> Slot:
    """Return the slot; equal ones are one object, since many frames share them."""
    return Slot(position=position, prepositions=prepositions, types=types, words=words)


@functools.cache
def _placeholder(word: str) -> tuple[str, str, frozenset[str]] | None:
    """Return the name, type limit and listed words of a placeholder; None if the word is none."""
    match = _PLACEHOLDER.fullmatch(word)
    if match is None:
        return None
    return match[1], match[2] or "", frozenset(match[3].lower().split("|")) if match[3] else _NO_WORDS


@functools.cache
def _are_particles(word: str) -> bool:
    return set(word.split("|")) <= PARTICLES


@functools.cache
def _is_preposition(word: str) -> bool:
    return word[0] == "-" or all(part in PREPOSITIONS for part in word.split("|"))


class _Scan:
    """The reading of the words after a frame's head, left to right."""

    def __init__(self, kind: Kind) -> None:
        self.kind = kind
        self.slots: dict[str, tuple[Slot, str]] = {}
        self.particle = ""
        self.fixed: tuple[str, ...] = ()
        self.fixed_preposition = ""
        self._pending: tuple[str, ...] = ()

    def read(self, word: str, *, after_head: bool) -> None:
        """Take in one word or placeholder; ``after_head`` if it stands directly after the verb."""
        if _placeholder(word):
            self.place(word, self._position())
        elif word == "that" and self.kind == "verb" and not self._pending:
            self._pending = ("that",)
        elif not _WORD.fullmatch(word):
            raise ValueError(f"{word!r} is neither a placeholder (X, Y, Z, _) nor words joined by |")
        elif after_head and self.kind == "verb" and (word[0] == "+" or _are_particles(word)):
            self.particle = word.lstrip("+")
            if "|" in word:
                raise ValueError("a frame has one particle; write a frame for each")
        elif _is_preposition(word):
            if self._pending:
                raise ValueError(
                    f"a placeholder or noun must stand between {self._pending[0]!r} and {word!r}"
                )
            self._pending = tuple(word.lstrip("-").split("|"))
        elif self.kind != "verb" or self.fixed or len(self._pending) > 1 or word[0] == "+":
            raise ValueError(
                f"{word!r} has no place here: a verb may have one fixed noun, a noun only prepositions"
            )
        else:
            self.fixed, self.fixed_preposition = tuple(word.lower().split("|")), "".join(self._pending)
            self._pending = ()

    def _position(self) -> Position:
        """Return the position of the placeholder that comes next."""
        if self._pending:
            return "clause" if self._pending == ("that",) else "oblique"
        return "complement" if any(slot.position == "object" for slot, _ in self.slots.values()) else "object"

    def place(self, word: str, position: Position) -> None:
        """Put a placeholder into its slot."""
        found = _placeholder(word)
        if found is None:
            raise ValueError(f"{word!r} is no placeholder")
        name, limit, words = found
        if name in self.slots or (name in "Z_" and ("Z" in self.slots or "_" in self.slots)):
            raise ValueError(f"{name} is one placeholder too many: X and Y once each, and one Z or _")
        if self.kind != "verb" and position not in ("possessor", "self", "oblique"):
            raise ValueError(f"{name} needs a preposition before it")
        self.slots[name] = (_slot(position, self._pending, THING, words), limit)
        self._pending = ()

    def finish(self) -> dict[str, tuple[Slot, str]]:
        """Return the slots, each with its type limit; raise ValueError if X or Y has none."""
        if self._pending:
            raise ValueError(f"nothing follows {self._pending[0]!r}")
        if not {"X", "Y"} <= set(self.slots):
            raise ValueError("both X and Y must be in it")
        return self.slots
