"""What the words around a span say about it: whether "May", "2000", "one" or "second" is a quantity there."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from kg.language.numbers import SCALES, SHORT_SCALES
from kg.language.quantity_grammar import Found, load_rules

_WORDS = {name: frozenset(words.split()) for name, words in load_rules()["context"].items()}
_BEFORE_DATE, _BEFORE_COUNT = _WORDS["before_date"], _WORDS["before_count"]
_COUNTED, _NOT_ONE = _WORDS["counted"], _WORDS["not_one"]
_AMBIGUOUS_MONTHS, _WORD_CODES = _WORDS["ambiguous_months"], _WORDS["word_codes"]
_YEAR = re.compile(r"(?:1\d|20)\d\d")


def plausible(words: Sequence[str], tags: Sequence[str], found: Found) -> bool:
    """Return whether a match of the grammar is a quantity in its context.

    ``tags`` are universal parts of speech, or empty strings where the text has not been tagged.
    """
    check = _CHECKS.get(found.label)
    return check is None or check(words, tags, found)


def _near(words: Sequence[str], index: int) -> str:
    return words[index].lower() if 0 <= index < len(words) else ""


def _date(words: Sequence[str], tags: Sequence[str], found: Found) -> bool:
    word = words[found.start]
    if found.end - found.start > 1:
        return not _counts_range(words, found)
    low = word.lower().rstrip(".")
    if low in _AMBIGUOUS_MONTHS:
        return _is_month(words, tags, found.start)
    if _YEAR.fullmatch(word):
        return _is_year(words, found.start)
    return True


def _is_month(words: Sequence[str], tags: Sequence[str], index: int) -> bool:
    """Return whether "May", "March" or an abbreviation that is also a name stands for the month."""
    before, after = _near(words, index - 1), _near(words, index + 1)
    if tags[index] in ("AUX", "VERB"):
        return False
    if words[index].lower() in ("may", "march"):
        listed = before == "," and after in ("and", "or", "to", "-")
        return listed or before in _BEFORE_DATE or (words[index - 1].islower() and before.isalpha())
    return before in _BEFORE_DATE and not (after.isalpha() and words[index + 1].istitle())


def _counts_range(words: Sequence[str], found: Found) -> bool:
    """Return whether a stretch of years is one of numbers: "1200 - 1500 people"."""
    return bool(_YEAR.fullmatch(words[found.start])) and (
        _near(words, found.end) in _COUNTED or _near(words, found.start - 1) in ("than", "about", "some")
    )


def _is_year(words: Sequence[str], index: int) -> bool:
    year, before, after = int(words[index]), _near(words, index - 1), _near(words, index + 1)
    if before in _BEFORE_COUNT or after in _COUNTED:
        return False
    if not 1900 <= year < 2100:
        return before in _BEFORE_DATE and not _plural(after)
    if _plural(after) and year % 10 == 0:
        return before in _BEFORE_DATE or before == "the"
    return True


def _plural(word: str) -> bool:
    return len(word) > 3 and word.isalpha() and word.endswith("s") and not word.endswith(("ss", "was", "has"))


def _time(words: Sequence[str], tags: Sequence[str], found: Found) -> bool:
    first, last = _near(words, found.start), _near(words, found.end - 1)
    return not (first in ("a", "the") and last == "second")


def _money(words: Sequence[str], tags: Sequence[str], found: Found) -> bool:
    inside = [word.lower() for word in words[found.start : found.end]]
    sure = any(
        word in SCALES or word in SHORT_SCALES or re.search(r"\d[\d,.]{3}|\d[kmb]", word) for word in inside
    )
    if inside[-1] == "won" or words[found.end - 1] in _WORD_CODES or words[found.start] in _WORD_CODES:
        return sure and not _YEAR.fullmatch(inside[-1])
    return True


def _cardinal(words: Sequence[str], tags: Sequence[str], found: Found) -> bool:
    start, end = found.start, found.end
    before = _near(words, start - 1)
    if before == "-" and start > 1 and words[start - 2][:1].isupper():  # "COVID - 19"
        return False
    if end - start == 1 and words[start].lower() == "one":
        return before not in _NOT_ONE and tags[start] in ("", "NUM", "X")
    return True


def _ordinal(words: Sequence[str], tags: Sequence[str], found: Found) -> bool:
    if found.end - found.start == 1 and words[found.start].lower() == "second":
        return _near(words, found.start - 1) not in ("per", "split") and tags[found.start] not in (
            "VERB",
            "NOUN",
        )
    return True


_CHECKS: dict[str, Callable[[Sequence[str], Sequence[str], Found], bool]] = {
    "DATE": _date,
    "TIME": _time,
    "MONEY": _money,
    "CARDINAL": _cardinal,
    "ORDINAL": _ordinal,
}
