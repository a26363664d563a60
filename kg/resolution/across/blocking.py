"""Which clusters are compared: those that share a key made of their names or an identifier, in blocks of limited size.

A name seeks what it may be short for and offers what may be short for it, so that a block holds only pairs that can match. A
block that is too large is left out: a surname that many bear, or letters that are the initials of many, tells nobody apart,
so that nothing would be merged there anyway.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from kg.model import EntityType
from kg.resolution.across.clusters import Cluster
from kg.resolution.across.forms import Form, plain_spelling, sound
from kg.resolution.across.words import load_words

Key = tuple[str, ...]

#: How many may stand in a block of equals, and how many a short name may be tried against.
MOST_EQUALS, MOST_OFFERED = 24, 24


@dataclass(slots=True)
class _Block:
    """The clusters that seek a key, those that offer it, and those that hold it as equals."""

    equals: list[int] = field(default_factory=list)
    seeking: list[int] = field(default_factory=list)
    offering: list[int] = field(default_factory=list)


def candidate_pairs(clusters: Sequence[Cluster]) -> list[tuple[int, int]]:
    """Return the pairs of indices into ``clusters`` that are worth a comparison, sorted."""
    blocks: defaultdict[Key, _Block] = defaultdict(_Block)
    linked: defaultdict[str, list[int]] = defaultdict(list)
    for index, cluster in enumerate(clusters):
        for identifiers in cluster.identifiers.values():
            for identifier in identifiers:
                linked[identifier].append(index)
        for form in cluster.compared_forms():
            _enter(blocks, index, form)
    pairs: set[tuple[int, int]] = set()
    for block in blocks.values():
        pairs.update(_pairs(block))
    for indices in linked.values():
        pairs.update((indices[0], other) for other in indices[1:])
    return sorted(pair for pair in pairs if pair[0] != pair[1])


def _pairs(block: _Block) -> Iterator[tuple[int, int]]:
    equals = sorted(set(block.equals))
    if len(equals) <= MOST_EQUALS:
        yield from ((a, b) for n, a in enumerate(equals) for b in equals[n + 1 :])
    offering = set(block.offering)
    if len(offering) <= MOST_OFFERED:
        for seeker in set(block.seeking):
            yield from ((min(seeker, o), max(seeker, o)) for o in offering)


def _enter(blocks: defaultdict[Key, _Block], index: int, form: Form) -> None:
    if form.type is EntityType.PERSON:
        _enter_person(blocks, index, form)
    elif form.type is EntityType.ORGANIZATION and form.core:
        _enter_body(blocks, index, form)


def _enter_person(blocks: defaultdict[Key, _Block], index: int, form: Form) -> None:
    if not form.words:
        return
    surname = plain_spelling(form.surname)
    blocks["words", *sorted(form.words)].equals.append(index)
    if form.single:
        blocks["surname", surname].seeking.append(index)
        blocks["given", surname].seeking.append(index)
        blocks["sound", sound(surname)].equals.append(index)
        return
    blocks["surname", surname].offering.append(index)
    blocks["given", plain_spelling(form.given[0])].offering.append(index)
    if form.words[-1] != form.surname:
        blocks["surname", plain_spelling(form.words[-1])].offering.append(index)
    for given in load_words().nicknames.get(form.given[0], (form.given[0],)):
        blocks["full", sound(surname), given[0]].equals.append(index)
        blocks["full", sound(surname), sound(given)].equals.append(index)
    blocks["ends", form.words[0], form.words[-1]].equals.append(index)
    if len(form.words) > 2:
        blocks["begins", *form.words[:2]].offering.append(index)
    elif len(form.words) == 2:
        blocks["begins", *form.words].seeking.append(index)


def looks_personal(form: Form) -> bool:
    """Return whether a name that an article takes for a body's could be a person's."""
    return 1 < len(form.words) < 4 and form.words == form.core and not form.digits


def _enter_body(blocks: defaultdict[Key, _Block], index: int, form: Form) -> None:
    if looks_personal(form):
        blocks["ends", form.words[0], form.words[-1]].equals.append(index)
    joined = "".join(form.core)
    blocks["core", joined].equals.append(index)
    if len(joined) > 8:
        blocks["sound", str(len(form.core)), sound(joined)].equals.append(index)
    if form.acronym:
        blocks["acronym", form.acronym].seeking.append(index)
    else:
        for letters in form.acronyms:
            blocks["acronym", letters].offering.append(index)
    blocks["begins", *form.core].seeking.append(index)
    for count in range(1, len(form.core)):
        blocks["begins", *form.core[:count]].offering.append(index)
