"""Allowed name tags as bit masks, because the corpora annotate different sets of names."""

from collections.abc import Iterable

from kg.language.labels import NAME_TAGS, NAME_TYPES

BIT = {tag: 1 << i for i, tag in enumerate(NAME_TAGS)}
OUTSIDE = BIT["O"]
ANY = (1 << len(NAME_TAGS)) - 1
"""Every tag is allowed: the word is out of the loss."""

PLACES = frozenset({"GPE", "LOC", "FAC"})
MISC = frozenset({"NORP", "PRODUCT", "EVENT", "WORK_OF_ART", "LAW", "LANGUAGE"})


def begins(types: Iterable[str]) -> int:
    """The mask of the first word of a name of one of these types."""
    return sum(BIT[f"B-{t}"] for t in types)


def inside(types: Iterable[str]) -> int:
    """The mask of a later word of a name of one of these types."""
    return sum(BIT[f"I-{t}"] for t in types)


def either(types: Iterable[str]) -> int:
    """The mask of any word of a name of one of these types."""
    return begins(types) | inside(types)


OUTSIDE_CORE = OUTSIDE | either(MISC)
"""What `O` means in a corpus that marks persons, organisations and places only."""

assert set(NAME_TYPES) > PLACES | MISC


def mark_span(masks: list[int], start: int, end: int, types: Iterable[str]) -> None:
    """Set the masks of the words of one name in place."""
    types = list(types)
    for i in range(start, end):
        masks[i] = begins(types) if i == start else inside(types)
