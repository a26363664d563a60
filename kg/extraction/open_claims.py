"""Clauses that relate two named things in words that the lexicon does not have: open relations."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extraction.claims import Argument, Claim, Predication
from kg.extraction.context import Context
from kg.extraction.mentions import argument
from kg.extraction.tree import members
from kg.model import Span


def open_claims(predication: Predication, quote: Span, context: Context) -> Iterator[Claim]:
    """Yield a claim without predicate for the subject and each named object or oblique of a verb.

    ``quote`` covers the sentence. The relation is written with lemmas, so that one relation has one name: "hand over to".
    """
    words = " ".join(filter(None, (predication.lemma, predication.particle)))
    for x in _named(predication.at("subject"), context):
        for y in _named(predication.at("object"), context):
            yield _open(quote, x, words, y)
        for filler in predication.fillers:
            if filler.place == "oblique" and filler.preposition not in {"", "=", "according to"}:
                for y in _named([filler.token], context):
                    yield _open(quote, x, f"{words} {filler.preposition}", y)


def _named(tokens: list[int], context: Context) -> list[Argument]:
    found = (argument(member, context) for i in tokens for member in members(context.doc[i]))
    return [a for a in found if a is not None and a.kind != "nominal"]


def _open(quote: Span, subject: Argument, relation: str, object: Argument) -> Claim:
    return Claim(
        span=quote,
        subject=subject,
        predicate="",
        relation=relation,
        object=object,
        rule=f"open:{relation}",
    )
