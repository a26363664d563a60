"""When, how much, where: the qualifiers of a predicate, from the words of its own clause."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from kg.extraction.claims import Argument
from kg.extraction.context import Context
from kg.extraction.mentions import argument
from kg.extraction.modifiers import is_infinitive
from kg.extraction.subjects import surface_subject
from kg.extraction.tree import child, children, clause_tokens, governor_clause, has_subject, preposition
from kg.language.dates import interval_of
from kg.language.quantities import amount_of
from kg.language.tokens import Span as TokenSpan
from kg.language.tokens import Token
from kg.model import PLACES, Amount, EntityType, Status

_IN_A_NAME = frozenset({"compound", "nmod:poss", "nummod", "amod", "nmod:unmarked"})
_NO_TIME = frozenset({"of", "for", "than", "with", "over", "per", "like", "as"})
_PROSPECTS = frozenset({Status.PLANNED, Status.PROPOSED, Status.POSSIBLE})
_MODALS = frozenset(
    {"will", "would", "shall", "may", "might", "could", "can", "should", "must", "'ll", "wo", "ca"}
)
_SAME_EVENT = frozenset({Status.ASSERTED, Status.DENIED})
#: What an amount stands in if it is the price or size of an event, and not of something that is mentioned beside it.
_PRICED = frozenset(
    "acquisition agreement bid buyout contract cost deal donation exchange fee fine fund funding grant investment loan "
    "merger offer order package payment penalty price purchase ransom round sale sum takeover tender total "
    "transaction settlement valuation bond aid stake share interest holding".split()
)
_PRICING = frozenset({"for", "at", "of", "worth", "", "to", "by", "with", "in", "from"})
_OF_OTHERS = frozenset(
    {"appos", "acl", "acl:relcl", "nsubj", "nsubj:pass", "parataxis", "nmod:poss", "advcl"}
)
_THERE = frozenset({"in", "at", "near", "outside"})
_MEETING = frozenset({"at", "during", "in", "after", "for", "on"})


def when_of(head: Token, status: Status, context: Context) -> str:
    """Return the normal form of the date nearest to a predicate in its clause, or ""."""
    for place in _clauses(head, status):
        dates = [s for s in _quantities(place, context, "DATE") if _is_time_of(s.root, head, place)]
        if place != head and head.dep_ == "conj":
            dates = [s for s in dates if s.root.i < place.i]  # "On Monday, Bell bought Acme and sold Dell"
        for span in sorted(dates, key=lambda s: (abs(s.root.i - head.i), s.start)):
            found = interval_of(span.text, context.published, future=_is_future(span.root, status))
            if found:
                return found
    return _of_the_subject(head, status, context)


def _of_the_subject(head: Token, status: Status, context: Context) -> str:
    """Return the date in the name of an event that is the subject of a clause: "next year's contest will be in Rome"."""
    subject = surface_subject(head, context.cues) if head.pos_ != "NOUN" or child(head, "cop") else None
    if subject is None or context.nouns.types.get(subject.lemma_.lower()) is not EntityType.EVENT:
        return ""
    for c in children(subject, *_IN_A_NAME):
        span = context.quantities.get(c.i)
        if span is not None and span.label_ == "DATE":
            return interval_of(span.text, context.published, future=_is_future(head, status))
    return ""


def _clauses(head: Token, status: Status) -> Iterator[Token]:
    """Yield the predicate, the clause it stands in, and the clauses above that speak of the same event."""
    yield head
    clause = governor_clause(head)
    if clause != head:
        yield clause
    same = clause.dep_ == "xcomp" or (
        clause.dep_ == "advcl" and (is_infinitive(clause) or preposition(clause) == "by")
    )
    if (status in _SAME_EVENT and same) or (clause.dep_ == "conj" and not has_subject(clause)):
        yield clause.head


def _is_time_of(date: Token, head: Token, place: Token) -> bool:
    """Return whether a date in the clause of ``place`` tells when an event was, not what or whom it is about."""
    if date.dep_ in _IN_A_NAME and date.head.pos_ in {"NOUN", "PROPN"}:
        return date.head == head
    token = date
    while token not in (head, place, token.head):
        beside_a_day = token.dep_ == "appos" and token.head.dep_ == "obl" and preposition(token.head) == "on"
        if token.dep_ in {"appos", "nsubj", "nsubj:pass", "nmod:poss"} and not beside_a_day:
            return False
        token = token.head
    return preposition(date) not in _NO_TIME


def _is_future(date: Token, status: Status) -> bool:
    """Return whether a date is yet to come: by the tense of its verb, else by the status of its event."""
    verb = governor_clause(date)
    if verb.pos_ not in {"VERB", "AUX"}:
        return status in _PROSPECTS
    auxiliaries = {a.lower_ for a in children(verb, "aux")}
    if auxiliaries & {"have", "has", "had", "having"}:
        return False
    if auxiliaries & _MODALS or is_infinitive(verb):
        return status is not Status.ASSERTED
    past = any("Past" in t.morph.get("Tense", []) for t in (verb, *children(verb, "aux", "aux:pass", "cop")))
    return status in _PROSPECTS and not past


def _quantities(head: Token, context: Context, *labels: str) -> list[TokenSpan]:
    spans = {}
    for token in (head, *clause_tokens(head)):
        span = context.quantities.get(token.i)
        if span is not None and span.label_ in labels:
            spans[span.start] = span
    return [spans[start] for start in sorted(spans)]


def amount_near(head: Token, counted: Token | None, context: Context) -> Amount | None:
    """Return the money or share in a predicate's clause, else the number by which its object is counted."""
    scope = governor_clause(head) if head.pos_ not in {"VERB", "AUX", "ADJ"} else head
    for place in dict.fromkeys((head, scope)):
        for span in _quantities(place, context, "MONEY", "PERCENT"):
            if not _is_amount_of(span.root, place):
                continue
            found = amount_of(span.text)
            if found is not None:
                return found
    if counted is not None and counted.i not in context.names:
        for number in children(counted, "nummod"):
            found = amount_of(f"{_number_text(number, context)} {counted.text}")
            if found is not None and found.value >= Decimal(2):
                return found
    return None


def _is_amount_of(amount: Token, place: Token) -> bool:
    """Return whether an amount belongs to the event at ``place``: as its object, its price, or in the words of a deal."""
    token = amount
    for _ in range(8):
        if token == place:
            return True
        if token.dep_ in _OF_OTHERS:
            return False
        if token.dep_ in {"obl", "nmod"}:
            own = token == amount or token.lemma_.lower() in _PRICED
            if preposition(token) not in _PRICING or not own:
                return False
        token = token.head
    return False


def _number_text(number: Token, context: Context) -> str:
    span = context.quantities.get(number.i)
    return span.text if span is not None else number.text


def place_of(head: Token, used: set[int], context: Context) -> Argument | None:
    """Return the named place of a predicate ("in Tokyo"), unless it is one of its arguments."""
    for token in _places(head, context):
        if token.i not in used and token.i in context.names:
            found = argument(token, context)
            if found is not None and found.type in PLACES:
                return found
    return None


def _places(head: Token, context: Context) -> Iterator[Token]:
    """Yield what may name where an event was: beside it, beside its object, or where an event it was part of took place."""
    around = [head]
    clause = governor_clause(head)
    if clause != head and head.dep_ in {"obj", "nsubj:pass"}:
        around.append(clause)
    for place in around:
        for c in children(place, "obl", "nmod"):
            if preposition(c) in _THERE:
                yield c
    for place in around:
        for c in children(place, "obj", "nsubj", "nsubj:pass", "obl"):
            if c.i in context.names or c.pos_ != "NOUN":
                continue
            event = context.nouns.types.get(c.lemma_.lower()) is EntityType.EVENT
            if (c.dep_ == "obl" and preposition(c) in _MEETING and event) or (
                c.dep_ != "obl" and (event or child(c, "nummod") is not None)
            ):
                yield from (d for d in children(c, "nmod") if preposition(d) in _THERE)
