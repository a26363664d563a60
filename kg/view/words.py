"""Words for people: amounts, names of relations, quotes cut into marked stretches, links that are safe."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from itertools import pairwise
from urllib.parse import urlsplit

from kg.model import Amount, Evidence

_SURROGATES = re.compile("[\ud800-\udfff]")
_SCALES = ((Decimal(10) ** 12, "trillion"), (Decimal(10) ** 9, "billion"), (Decimal(10) ** 6, "million"))


def clean(text: str) -> str:
    """Return ``text`` as it can be written in UTF-8: lone surrogates become U+FFFD."""
    return _SURROGATES.sub("\ufffd", text)


def plain(text: str) -> str:
    """Return ``text`` on one line, without control characters or marks that turn the direction of writing."""
    kept = (" " if unicodedata.category(c) in ("Cc", "Zl", "Zp") else c for c in clean(text))
    return " ".join("".join(c for c in kept if unicodedata.category(c) != "Cf" or c == "\u200d").split())


def amount_words(amount: Amount | None) -> str:
    """Return an amount in words (``6.3 billion USD``, ``25%``), exact; empty for none."""
    if amount is None:
        return ""
    if amount.unit == "percent":
        return f"{amount.value:f}%"
    if amount.value.is_finite():
        for size, word in _SCALES:
            scaled = amount.value / size
            if abs(scaled) >= 1 and scaled * size == amount.value:
                return clean(f"{scaled.normalize():f} {word} {amount.unit}")
    return clean(f"{amount.value:,f} {amount.unit}")


def relation_words(name: str) -> str:
    """Return a property's local name in words: ``plansToAcquire`` gives ``plans to acquire``."""
    spaced = re.sub(r"(?<=[a-z0-9])(?=[A-Z])|_", " ", name)
    return " ".join(w if w.isupper() and len(w) > 1 else w.lower() for w in spaced.split()) or "is related to"


def safe_link(address: str) -> str:
    """Return ``address`` if it is a web address that may become a link, else nothing."""
    if re.search(r"[\x00-\x20\x7f\ud800-\udfff\\]", address):
        return ""
    try:
        parts = urlsplit(address)
        host = parts.hostname
    except ValueError:
        return ""
    if parts.username is not None:  # https://well-known.example@evil.example
        return ""
    return address if parts.scheme.lower() in ("http", "https") and host else ""


def marked_quote(evidence: Evidence) -> list[list[str]]:
    """Return the quote in stretches ``[text, mark]``; the mark is ``s``, ``o``, ``so`` or empty.

    Cut here because the page counts UTF-16 units and Python counts characters. A span that lies outside of the
    sentence (a pronoun's antecedent) marks nothing.
    """
    offset, length = evidence.span.start, len(evidence.quote)
    spans = [("s", evidence.subject_span), ("o", evidence.object_span)]
    inside = [(mark, max(span.start - offset, 0), min(span.end - offset, length)) for mark, span in spans]
    cuts = sorted({0, length, *(cut for _, start, end in inside if start < end for cut in (start, end))})
    stretches = []
    for start, end in pairwise(cuts):
        mark = "".join(m for m, first, last in inside if first <= start and end <= last)
        stretches.append([clean(evidence.quote[start:end]), mark])
    return stretches


def label_lines(name: str, *, width: int = 18, lines: int = 3) -> list[str]:
    """Return a name as the lines of a label in the picture, cut with an ellipsis where it is too long."""
    words = plain(name).split() or ["(no name)"]
    rows = [""]
    for word in words:
        row = f"{rows[-1]} {word}".strip()
        if rows[-1] and len(row) > width:
            rows.append(word)
        else:
            rows[-1] = row
    kept = [row if len(row) <= width + 6 else row[: width + 5] + "…" for row in rows[:lines]]
    if len(rows) > lines:
        kept[-1] = kept[-1].rstrip("…") + "…"
    return kept


def text_width(text: str, size: float) -> float:
    """Return about how wide ``text`` is drawn at a font size, both in pixels."""
    wide = sum(unicodedata.east_asian_width(c) in "WF" for c in text)
    return size * (0.6 * (len(text) - wide) + 1.02 * wide)
