"""Who is quoted: the speaker of each word between quotation marks, over several sentences and paragraphs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from kg.extraction.attribution import is_reporting, reporter
from kg.extraction.cues import Cues
from kg.extraction.tree import child
from kg.language.tokens import Doc, Token

_OPENING = frozenset("“„«")
_CLOSING = frozenset("”»")
_STRAIGHT = frozenset({'"', "``", "''"})
#: What a quotation ends with that goes on outside ("..., he said").
_GOING_ON = frozenset({",", "?", "!", "—", "–", "-", "…", "..."})
_ENDS = frozenset('.!?”"»:')
#: How far from a quotation its verb of saying may stand, in words.
_REACH = 25
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})


class _Quote(NamedTuple):
    """The marks of a quotation, by index, and whether the next paragraph goes on with it."""

    start: int
    end: int
    goes_on: bool


def quotation_speakers(doc: Doc, cues: Cues) -> dict[int, int]:
    """Return, for each word that is quoted, the index of the word for its speaker.

    A quotation without a verb of saying belongs to the speaker of the one before it if nothing but that verb's sentence
    stands between them. A sentence before a bare "he said" is his too, without quotation marks.
    """
    said: dict[int, int] = {}
    quotes = list(_quotations(doc))
    inside = {i for q in quotes for i in range(q.start, q.end + 1)}
    before: tuple[_Quote, Token | None, Token] | None = None
    for quote in quotes:
        verb, speaker = _reporter(quote, doc, inside, cues)
        if speaker is None and before is not None and _continues(before[0], before[1], quote, doc):
            verb, speaker = before[1], before[2]
        if speaker is None:
            before = None
            continue
        said.update((i, speaker.i) for i in range(quote.start + 1, quote.end))
        before = (quote, verb, speaker)
    for sentence in doc.sents:
        root = sentence.root
        first = _first(sentence.start, sentence.end, doc)
        if (
            first is not None
            and len(sentence) < _REACH
            and first.i > 0
            and doc[first.i - 1].text == ","
            and is_reporting(root, cues)
            and child(root, "ccomp", "obj", "xcomp") is None
            and (speaker := reporter(root, cues)) is not None
        ):
            for token in doc[first.i - 1].sent:
                said.setdefault(token.i, speaker.i)
    return said


def _quotations(doc: Doc) -> Iterator[_Quote]:
    """Yield the quotations of a text in its order; one that is not closed counts if the next paragraph opens one."""
    opened: int | None = None
    for token in doc:
        if opened is not None and _ends_paragraph(token):
            after = _first(token.i + 1, len(doc), doc)
            if after is not None and _opens(after):
                yield _Quote(opened, token.i, True)
            opened = None
        elif opened is not None and _closes(token, doc[opened]):
            yield _Quote(opened, token.i, False)
            opened = None
        elif opened is None and _opens(token):
            opened = token.i


def _opens(token: Token) -> bool:
    if token.text in _OPENING:
        return True
    if token.text not in _STRAIGHT:
        return False
    return not token.whitespace_ or token.text == "``" or (token.i > 0 and bool(token.nbor(-1).whitespace_))


def _closes(token: Token, opening: Token) -> bool:
    if opening.text in _OPENING:
        return token.text in _CLOSING or (opening.text == "„" and token.text == "“")
    return token.text in _STRAIGHT


def _ends_paragraph(token: Token) -> bool:
    breaks = token.text.count("\n")
    return breaks > 1 or (breaks == 1 and token.i > 0 and token.nbor(-1).text[-1:] in _ENDS)


def _first(start: int, end: int, doc: Doc) -> Token | None:
    """Return the first word from an index on that is no white space."""
    return next((doc[i] for i in range(start, end) if not doc[i].is_space), None)


def _reporter(quote: _Quote, doc: Doc, inside: set[int], cues: Cues) -> tuple[Token | None, Token | None]:
    """Return the verb of saying at a quotation and its subject: after it, else before it."""
    after = _first(quote.end + 1, len(doc), doc)
    if after is not None and not quote.goes_on:
        goes_on = doc[quote.end - 1].text in _GOING_ON or after.text == ","
        for token in _outside(range(after.i, min(after.i + _REACH, len(doc))), after, doc, inside):
            if goes_on and is_reporting(token, cues):
                return token, reporter(token, cues) or _named_between(after.i, token.i, doc)
    if quote.start > 0:
        last = next((doc[i] for i in range(quote.start - 1, -1, -1) if not doc[i].is_space), None)
        if last is not None and (last.text not in {".", "!", "?"}):
            for token in _outside(range(last.i, max(last.i - _REACH, -1), -1), last, doc, inside):
                if is_reporting(token, cues):
                    return token, reporter(token, cues)
    return None, None


def _outside(indexes: range, first: Token, doc: Doc, inside: set[int]) -> Iterator[Token]:
    """Yield the words of one sentence outside all quotations, until the next quotation."""
    sentence = first.sent
    for i in indexes:
        if i in inside or not sentence.start <= i < sentence.end:
            return
        yield doc[i]


def _named_between(start: int, end: int, doc: Doc) -> Token | None:
    """Return the first subject between a quotation and its verb, where the tree has it elsewhere."""
    return next((t for t in doc[start:end] if t.dep_ == "nsubj" and t.pos_ in _NOMINAL), None)


def _continues(before: _Quote, verb: Token | None, quote: _Quote, doc: Doc) -> bool:
    """Return whether a quotation goes on with the one before it."""
    between = [doc[i] for i in range(before.end + 1, quote.start) if not doc[i].is_space]
    if before.goes_on:
        return not between
    if any(_ends_paragraph(doc[i]) for i in range(before.end + 1, quote.start)):
        return False
    return not between or (verb is not None and all(t.sent.start == verb.sent.start for t in between))
