"""The spaCy component that finds dates, times, money, percentages, quantities and numbers by grammar.

The grammar reads words only, so it needs no tagger, and uses the tags of ambiguous words ("may", "second") where there
are some. Spans follow OntoNotes, with these choices: hedges ("about 300"), possessive endings and words of frequency
("annual") stay outside.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from spacy.language import Language
from spacy.tokens import Doc, Span

from kg.language.amounts import amount_of
from kg.language.quantity_context import plausible
from kg.language.quantity_grammar import Found, calendar_parts, find_spans

__all__ = ["GROUP", "LABELS", "QuantityFinder", "amount_of", "find_quantities", "with_names"]

#: The span group of all quantities.
GROUP = "quantities"
LABELS = ("DATE", "TIME", "MONEY", "PERCENT", "QUANTITY", "CARDINAL", "ORDINAL")
#: Where a span of these labels holds a whole name ("Swiss" in "5 Swiss francs"), the span wins.
_STRONG = frozenset({"DATE", "TIME", "MONEY", "PERCENT", "QUANTITY"})
#: Names that a date of just the same words can't be; "1984" the book stays a book, "Tuesday" is never a person.
_MISTAKABLE = frozenset({"PERSON", "ORG", "GPE", "LOC", "FAC", "NORP", "LANGUAGE"})
_GIVEN_NAMES = frozenset({"may", "april", "june", "august", "march", "jan", "summer", "easter"})


def find_quantities(doc: Doc) -> Iterator[Found]:
    """Yield the quantities of a doc (token indices and label), left to right, without a look at its names."""
    tags = [token.pos_ for token in doc]
    return find_spans([token.text for token in doc], lambda words, found: plausible(words, tags, found))


def with_names(doc: Doc, found: Iterable[Found]) -> list[Span]:
    """Return the names that ``doc.ents`` holds and the quantities that stand beside them, in order.

    A name outranks whatever overlaps it, except that a date, time or amount which covers a whole name, and is longer
    or has words that no name of that kind has ("Tuesday"), replaces it.
    """
    names = list(doc.ents)
    owner = {i: name for name in names for i in range(name.start, name.end)}
    replaced: set[int] = set()
    spans: list[Span] = []
    for quantity in found:
        rivals = {owner[i].start: owner[i] for i in range(quantity.start, quantity.end) if i in owner}
        if all(_gives_way(name, quantity) for name in rivals.values()):
            replaced.update(rivals)
            spans.append(Span(doc, quantity.start, quantity.end, label=quantity.label))
    return sorted([n for n in names if n.start not in replaced] + spans, key=lambda span: span.start)


def _gives_way(name: Span, quantity: Found) -> bool:
    if quantity.label not in _STRONG or name.start < quantity.start or name.end > quantity.end:
        return False
    if (name.start, name.end) == (quantity.start, quantity.end):
        return name.label_ in _MISTAKABLE and name.text.lower() not in _GIVEN_NAMES
    return name.label_ not in LABELS or len(name) < quantity.end - quantity.start


class QuantityFinder:
    """The component: it adds quantities to ``doc.ents`` and keeps the names that are there.

    All that it finds is also in ``doc.spans["quantities"]``, whatever names overlap it. With ``dates="ontonotes"``
    relative dates, durations, ages and times of day become entities; with ``dates="calendar"`` only the days,
    months and years that are named outright ("June" of "the end of June") do.
    """

    def __init__(self, dates: str = "ontonotes") -> None:
        if dates not in ("ontonotes", "calendar"):
            raise ValueError(f'dates is {dates!r}; it must be "ontonotes" or "calendar"')
        self.dates = dates

    def __call__(self, doc: Doc) -> Doc:
        """Return the doc with its quantities among its entities."""
        found = list(find_quantities(doc))
        doc.spans[GROUP] = [Span(doc, *quantity) for quantity in found]
        if found:
            doc.ents = with_names(doc, self._entities(doc, found))
        return doc

    def _entities(self, doc: Doc, found: list[Found]) -> Iterator[Found]:
        texts = [token.text for token in doc] if self.dates == "calendar" else []
        for quantity in found:
            if self.dates == "calendar" and quantity.label in ("DATE", "TIME"):
                yield from calendar_parts(texts, quantity)
            else:
                yield quantity


@Language.factory("kg_quantities", assigns=["doc.ents", "doc.spans"], default_config={"dates": "ontonotes"})
def make_quantities(nlp: Language, name: str, dates: str) -> QuantityFinder:
    """Return the component for a pipeline; add it behind the component that finds names."""
    return QuantityFinder(dates)
