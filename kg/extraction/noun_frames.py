"""Who does what to whom where a frame's event noun stands: "the EU's talks with Japan", "JSR's takeover by the fund"."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from kg.extraction.claims import Predication
from kg.extraction.context import Context
from kg.extraction.mentions import argument
from kg.extraction.tree import coordinated, members
from kg.language.tokens import Doc, Token
from kg.model import PLACES
from kg.ontology import Frame, Slot

Triple = tuple[Token, Token, Token | None]

_BETWEEN = frozenset({"between", "among"})


def noun_pairs(frame: Frame, predication: Predication, context: Context) -> Iterator[Triple]:
    """Yield what fills a noun frame's X and Y in the predication of an event noun; nothing fills a Z."""
    doc = context.doc
    symmetric = context.ontology.relations[frame.relation].symmetric
    if symmetric:
        yield from _between(predication, doc)
    swapped = frame.x.position == "oblique"
    theme = frame.x if swapped else frame.y
    agents, themes = _agents_and_themes(frame, theme, symmetric, predication, context)
    for agent in agents:
        for object in themes:
            for x in members(agent):
                for y in members(object):
                    if x.i != y.i:
                        yield (y, x, None) if swapped else (x, y, None)


def _agents_and_themes(
    frame: Frame, theme: Slot, symmetric: bool, predication: Predication, context: Context
) -> tuple[list[Token], list[Token]]:
    """Return who does and to what, of an event noun: possessors, by-phrases, names before it, its holder.

    A possessor is the agent ("JSR's purchase of Acme"), unless the agent has a by-phrase ("JSR's takeover by the
    fund") or is the subject of the verb that the noun depends on ("the fund began JSR's takeover").
    """

    def at(place: str, *markers: str) -> list[Token]:
        return [context.doc[i] for i in predication.at(place, markers)]

    possessors, holders = at("possessor"), at("holder")
    owners = list(possessors)
    by = at("oblique", "by") or at("nested", "by") or at("outer", "by")
    if "of" not in (*theme.prepositions, *(frame.z.prepositions if frame.z is not None else ())):
        owners += at("oblique", "of")
    modifiers = [t for t in at("modifier") if t.i in context.names]
    with_ = ("with",) if symmetric else ()
    markers = (*theme.prepositions, *with_)
    themes = at("oblique", *markers)
    if not any(_may_be(theme, member, context) for token in themes for member in members(token)):
        themes = at("nested", *markers) or themes
    themes = themes + [t for t in at("outer", *theme.prepositions) if t not in themes]
    if themes:
        attending = symmetric or theme.types <= PLACES
        agents = owners or by or modifiers[:1] or holders or (at("attendee") if attending else [])
    elif by:
        agents, themes = by, owners or modifiers
    elif possessors and modifiers:
        agents, themes = possessors, modifiers
    elif holders and context.doc[predication.head].dep_ != "obl":
        agents, themes = holders, possessors or modifiers
    else:
        agents = []
    return agents, themes


def _may_be(slot: Slot, token: Token, context: Context) -> bool:
    mention = argument(token, context)
    return mention is not None and mention.type in slot.types


def _between(predication: Predication, doc: Doc) -> Iterator[Triple]:
    """Yield the pairs of "talks between the EU and Japan" and of "EU-Japan talks"."""
    places = ("oblique", "nested", "outer")
    for i in dict.fromkeys(i for place in places for i in predication.at(place, tuple(_BETWEEN))):
        group = coordinated(doc[i])
        yield from ((a, b, None) for n, a in enumerate(group) for b in group[n + 1 :])
    names = sorted(predication.at("modifier"))
    for first, second in pairwise(names):
        if any(t.text in {"-", "–", "—", "/"} for t in doc[first:second]) and second - first <= 4:
            yield doc[first], doc[second], None
