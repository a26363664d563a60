"""Clauses that relate two things, one of them named, in words that the lexicon does not have: open relations."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extraction.claims import Argument, Claim, Predication
from kg.extraction.context import Context
from kg.extraction.mentions import argument
from kg.extraction.tree import members
from kg.model import EntityType, Span

_UNRELATING = frozenset({"", "=", "according to", "unlike", "like"})


def open_claims(predication: Predication, quote: Span, context: Context) -> Iterator[Claim]:
    """Yield a claim without predicate for the subject of a verb and its object, or each named oblique.

    ``quote`` covers the sentence. The relation is written with lemmas, so that one relation has one name: "hand over to".
    """
    words = " ".join(filter(None, (predication.lemma, predication.particle)))
    for x in _mentions(predication.at("subject"), context):
        for y in _mentions(predication.at("object"), context):
            if {x.kind, y.kind} != {"nominal"} and _is_thing(x, context) and _is_thing(y, context):
                yield _open(quote, x, words, y)
        for filler in predication.fillers:
            if x.kind != "nominal" and filler.place == "oblique" and filler.preposition not in _UNRELATING:
                for y in _mentions([filler.token], context):
                    if y.kind != "nominal":
                        yield _open(quote, x, f"{words} {filler.preposition}", y)


def _mentions(tokens: list[int], context: Context) -> list[Argument]:
    found = (argument(member, context) for i in tokens for member in members(context.doc[i]))
    return [a for a in found if a is not None]


def _is_thing(mention: Argument, context: Context) -> bool:
    """Return whether a mention is more than a common noun of no certain kind or one that frames say relations of."""
    if mention.kind != "nominal":
        return True
    event = ("noun", context.doc[mention.head].lemma_.lower()) in context.ontology.by_head
    return mention.type is not EntityType.CONCEPT and not event


def _open(quote: Span, subject: Argument, relation: str, object: Argument) -> Claim:
    return Claim(
        span=quote,
        subject=subject,
        predicate="",
        relation=relation,
        object=object,
        rule=f"open:{relation}",
    )
