"""Which name a definite description takes up: "the council" after "the Digital Council", "the firm" after "ASML, a firm"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kg.extraction.claims import Argument, Claim
from kg.model import EntityType, Span
from kg.resolution.names import bare

_ALIKE = (
    frozenset({EntityType.ORGANIZATION, EntityType.GROUP}),
    frozenset({EntityType.GPE, EntityType.LOCATION, EntityType.FACILITY}),
    frozenset({EntityType.PRODUCT, EntityType.WORK, EntityType.EVENT, EntityType.LAW, EntityType.CONCEPT}),
)


def agree(description: EntityType, name: EntityType) -> bool:
    """Return whether a description of one type may be of a name of another."""
    return description is name or any({description, name} <= alike for alike in _ALIKE)


@dataclass(frozen=True, slots=True, order=True)
class Described:
    """A name and a noun that the article calls it by, from ``offset`` on; ``own`` if the noun is part of the name."""

    offset: int
    noun: str
    name: str
    type: EntityType
    own: bool


class Descriptions:
    """The nouns that an article calls its names by, in the order in which it does."""

    def __init__(self, names: Sequence[tuple[str, EntityType, Span]], claims: Sequence[Claim]) -> None:
        self._names = sorted((span.end, text, type) for text, type, span in names)
        found = [
            Described(span.end, bare(text).split()[-1], text, type, True)
            for text, type, span in names
            if " " in text.strip() and bare(text)
        ]
        for claim in claims:
            words = claim.object.text if claim.rule == "kind:instanceOf" else claim.role
            subject = claim.subject
            if words and bare(words) and subject.kind == "name":
                end = max(subject.span.end, claim.object.span.end)
                found.append(Described(end, bare(words).split()[-1], subject.text, subject.type, False))
        self._described = sorted(found)
        self._longer = sorted(
            (end.span.end, bare(end.text).split()[-1], end.text, end.type)
            for claim in claims
            for end in (claim.subject, claim.object)
            if end.kind == "nominal" and any(word[:1].isupper() for word in end.text.split()[:-1])
        )

    def meant_by(self, argument: Argument) -> tuple[str, EntityType] | None:
        """Return (name, type) of what a description of one noun takes up, or None.

        A noun that is no part of the name ("the company") only takes up the name of its type that came last before it.
        """
        start = argument.span.start
        noun = argument.text.casefold()
        for d in reversed(self._described):
            if d.offset <= start and d.noun == noun and d.type is argument.type:
                return (d.name, d.type) if d.own or self._is_last(d, start) else None
        return None

    def repeated_by(self, argument: Argument) -> tuple[str, EntityType] | None:
        """Return (text, type) of the description with a name in it that one noun repeats: "the Kowloon West district"."""
        noun = argument.text.casefold()
        for end, last, text, type in reversed(self._longer):
            if end <= argument.span.start and last == noun and type is argument.type:
                return text, type
        return None

    def _is_last(self, described: Described, start: int) -> bool:
        before = [text for end, text, type in self._names if end <= start and type is described.type]
        return bool(before) and bare(before[-1]) == bare(described.name)
