"""What extraction finds: claims between two stretches of one article, before anything is resolved to an entity."""

from __future__ import annotations

from dataclasses import dataclass

from kg.model import Amount, EntityType, Span, Status


@dataclass(frozen=True, slots=True, kw_only=True)
class Argument:
    """A stretch of text that takes part in a claim.

    ``span`` covers the characters of the mention; ``head`` is the token index of its head in the ``Doc`` that it
    came from. ``kind`` is ``name``, ``nominal``, ``pronoun`` or ``literal``. ``variants`` are longer forms of
    the same mention in the same place ("religious schools in Livorno"). A literal is no entity: ``value`` is its normal
    form, and its ``type`` says nothing. A pronoun whose name was not found is ``unresolved``: its claims are found, but
    nothing is made of them.
    """

    span: Span
    text: str
    head: int
    kind: str
    type: EntityType
    variants: tuple[str, ...] = ()
    value: str = ""
    unresolved: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One relation as one place of the text states it; an empty predicate marks an open relation."""

    span: Span
    subject: Argument
    predicate: str
    object: Argument
    relation: str = ""
    role: str = ""
    status: Status = Status.ASSERTED
    cue: str = ""
    speaker: Argument | None = None
    when: str = ""
    amount: Amount | None = None
    place: Argument | None = None
    about: Argument | None = None
    rule: str = ""
    confidence: float = 0.5


@dataclass(frozen=True, slots=True)
class Filler:
    """A token that fills a grammatical place of a predicate.

    ``place`` is ``subject`` or ``object`` (deep: the agent of a passive is its subject), ``indirect``, ``oblique``
    (with its preposition), ``possessor`` or ``modifier`` (a name before a noun: "EU talks").
    """

    place: str
    token: int
    preposition: str = ""


@dataclass(frozen=True, slots=True)
class Predication:
    """A word that says something of its fillers: a verb, an adjective with a copula, or an event noun."""

    head: int
    kind: str
    lemma: str
    particle: str
    fillers: tuple[Filler, ...]

    def at(self, place: str, prepositions: tuple[str, ...] = ()) -> list[int]:
        """Return the tokens at a place, for obliques those with one of the prepositions."""
        return [
            f.token
            for f in self.fillers
            if f.place == place and (not prepositions or f.preposition in prepositions)
        ]
