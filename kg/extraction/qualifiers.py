"""When, how much, where: the qualifiers of a predicate, from the words of its own clause."""

from __future__ import annotations

from decimal import Decimal

from spacy.tokens import Span as TokenSpan
from spacy.tokens import Token

from kg.extraction.claims import Argument
from kg.extraction.context import Context
from kg.extraction.mentions import argument
from kg.extraction.tree import children, clause_tokens, governor_clause, preposition
from kg.language.dates import interval_of
from kg.language.quantities import amount_of
from kg.model import PLACES, Amount, Status

_NO_TIME = frozenset({"of", "for", "than", "with"})


def when_of(head: Token, status: Status, context: Context) -> str:
    """Return the normal form of the date nearest to a predicate in its clause, or ""."""
    clause = governor_clause(head)
    dates = [s for s in _quantities(head, context, "DATE")] or [
        s for s in _quantities(clause, context, "DATE")
    ]
    dates = [
        s
        for s in dates
        if preposition(s.root) not in _NO_TIME and s.root.dep_ not in {"compound", "nmod:poss"}
    ]
    future = status in {Status.PLANNED, Status.POSSIBLE}
    for span in sorted(dates, key=lambda s: (abs(s.root.i - head.i), s.start)):
        found = interval_of(span.text, context.published, future=future)
        if found:
            return found
    return ""


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
            found = amount_of(span.text)
            if found is not None:
                return found
    if counted is not None and counted.i not in context.names:
        for number in children(counted, "nummod"):
            found = amount_of(f"{_number_text(number, context)} {counted.text}")
            if found is not None and found.value >= Decimal(2):
                return found
    return None


def _number_text(number: Token, context: Context) -> str:
    span = context.quantities.get(number.i)
    return span.text if span is not None else number.text


def place_of(head: Token, used: set[int], context: Context) -> Argument | None:
    """Return the named place of a predicate ("in Tokyo"), unless it is one of its arguments."""
    for token in children(head, "obl", "nmod"):
        if preposition(token) in {"in", "at", "near"} and token.i not in used and token.i in context.names:
            found = argument(token, context)
            if found is not None and found.type in PLACES:
                return found
    return None
