"""The articles' texts in the page: whole where there is room, else what stands around the sentences that are cited."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from kg.model import Article, Span
from kg.view.words import clean

#: How many bytes the texts may take: some for every page, and some for each statement.
BASE, EACH = 600_000, 420
#: How many characters are kept on either side of a sentence where the whole text is too long, then where that is.
AROUND = (280, 0)


@dataclass(frozen=True)
class Text:
    """An article's text and the stretches of it that the page has, in characters; the page counts UTF-16 units."""

    whole: str
    kept: Sequence[Span] = field(default_factory=tuple)

    @cached_property
    def _wide(self) -> list[int]:
        """Return where the characters stand that take two UTF-16 units."""
        return [] if self.whole.isascii() else [i for i, c in enumerate(self.whole) if c > "\uffff"]

    def unit(self, offset: int) -> int:
        """Return the UTF-16 offset of a character."""
        return offset + bisect_left(self._wide, offset)

    def place(self, span: Span) -> list[int]:
        """Return the start and end of a span as the page counts them; nothing for one that the page has not."""
        inside = any(part.start <= span.start and span.end <= part.end for part in self.kept)
        return [self.unit(span.start), self.unit(span.end)] if inside and span.start < span.end else []

    @property
    def parts(self) -> list[list[int | str]]:
        """Return the stretches that the page has, each with its UTF-16 offset."""
        return [[self.unit(part.start), clean(part.of(self.whole))] for part in self.kept]


def texts_of(
    articles: Sequence[Article], cited: Mapping[str, Sequence[Span]], statements: int
) -> dict[str, Text]:
    """Return the texts by article id, all cut alike, so that together they stay within their share of the page."""
    limit = BASE + EACH * statements
    texts = {a.id: Text(a.text, [Span(0, len(a.text))] if a.text else []) for a in articles}
    for around in AROUND:
        if sum(_size(text) for text in texts.values()) <= limit:
            break
        texts = {a.id: Text(a.text, _passages(a.text, cited.get(a.id, ()), around)) for a in articles}
    return texts


def _size(text: Text) -> int:
    return sum(len(clean(part.of(text.whole)).encode()) for part in text.kept)


def _passages(text: str, spans: Sequence[Span], around: int) -> list[Span]:
    """Return the stretches around the spans, cut at the ends of paragraphs or words, joined where they meet."""
    found: list[Span] = []
    for span in sorted(s for s in spans if s.end <= len(text)):
        start = max(span.start - around, text.rfind("\n", 0, span.start) + 1)
        line = text.find("\n", span.end)
        end = min(span.end + around, line if line >= 0 else len(text))
        if start < span.start and start and text[start - 1] != "\n":
            start = min(text.find(" ", start, span.start) + 1 or span.start, span.start)
        if end > span.end and end < len(text) and text[end] != "\n":
            end = max(text.rfind(" ", span.end, end), span.end)
        if found and start <= found[-1].end + 1:
            found[-1] = Span(found[-1].start, max(found[-1].end, end))
        else:
            found.append(Span(start, end))
    return found
