"""Windows: the runs of words that the encoder reads at once."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

MOST_WORDS = 120
MOST_PIECES = 500
_FINAL = frozenset({".", "!", "?", "…", "...", "?!", "!?", "!!", "??", "。"})
_CLOSING = frozenset({'"', "'", "”", "’", "''", ")", "]", "»"})
_PAUSE = frozenset({";", ":", ",", "—", "–", "--"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """A run of words of one document: their token indices (white space left out), and which ones start a paragraph."""

    tokens: tuple[int, ...]
    paragraphs: frozenset[int]


@dataclass(frozen=True, slots=True)
class _Word:
    token: int
    text: str
    pieces: int
    paragraph: bool


def find_windows(texts: Sequence[str], pieces: Sequence[int]) -> Iterator[Window]:
    """The windows of a document: whole sentences, as far as punctuation shows them, of up to `MOST_WORDS` words.

    `texts` are the tokens; `pieces` says how many word pieces each has (0 for white space). A window goes on across a
    paragraph break, and only a sentence too long for one is cut, at a comma if there is one in its second half.
    """
    current: list[_Word] = []
    size = 0
    for unit in _units(texts, pieces):
        weight = sum(w.pieces for w in unit)
        if current and (len(current) + len(unit) > MOST_WORDS or size + weight > MOST_PIECES):
            yield _window(current)
            current, size = [], 0
        current += unit
        size += weight
    if current:
        yield _window(current)


def _window(words: list[_Word]) -> Window:
    return Window(
        tokens=tuple(w.token for w in words), paragraphs=frozenset(w.token for w in words if w.paragraph)
    )


def _units(texts: Sequence[str], pieces: Sequence[int]) -> Iterator[list[_Word]]:
    """Likely sentences, none longer than a window."""
    unit: list[_Word] = []
    ended = paragraph = False
    for i, text in enumerate(texts):
        if not pieces[i]:
            paragraph = paragraph or is_paragraph_break(text)
            continue
        if unit and (paragraph or (ended and text not in _CLOSING and text not in _FINAL)):
            yield from _cut(unit)
            unit, ended = [], False
        ended = text in _FINAL or (ended and text in _CLOSING)
        unit.append(_Word(i, text, pieces[i], paragraph))
        paragraph = False
    if unit:
        yield from _cut(unit)


def _cut(unit: list[_Word]) -> Iterator[list[_Word]]:
    while True:
        end = _longest(unit)
        if end == len(unit):
            yield unit
            return
        pauses = [i for i in range(end // 2, end) if unit[i].text in _PAUSE]
        end = pauses[-1] + 1 if pauses else end
        yield unit[:end]
        unit = unit[end:]


def _longest(unit: list[_Word]) -> int:
    """How many words from the start fit into one window; at least one."""
    weight = 0
    for i, word in enumerate(unit):
        weight += word.pieces
        if i and (i >= MOST_WORDS or weight > MOST_PIECES):
            return i
    return len(unit)


def is_paragraph_break(text: str) -> bool:
    """Whether a white-space token ends a paragraph: it holds two line ends or more."""
    return text.count("\n") > 1 or "\u2029" in text
