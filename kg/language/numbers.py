"""Numbers as newspapers write them, in figures and words: their regular expressions and their exact values.

All patterns expect case to be ignored. ``FIGURES`` and ``NUMBER`` match a number whose parts stand apart by one
space or none, so they fit both running text (``6.3bn``) and tokens joined by spaces (``6.3 bn``).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from decimal import Context, Decimal, DecimalException

ONES = {
    word: value
    for value, word in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
        ]
    )
}
TENS = {
    word: 10 * value
    for value, word in enumerate(
        ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], 2
    )
}
#: Words that multiply what stands before them.
SCALES = {
    "dozen": 12,
    "hundred": 100,
    "thousand": 10**3,
    "lakh": 10**5,
    "lakhs": 10**5,
    "million": 10**6,
    "crore": 10**7,
    "crores": 10**7,
    "billion": 10**9,
    "trillion": 10**12,
    "quadrillion": 10**15,
}
#: Short forms of scales that mean nothing else beside a number, and those that need a currency to be sure.
SHORT_SCALES = {
    "mn": 10**6,
    "mln": 10**6,
    "mio": 10**6,
    "bn": 10**9,
    "bln": 10**9,
    "trn": 10**12,
    "tn": 10**12,
}
LETTER_SCALES = {"k": 10**3, "m": 10**6, "b": 10**9, "t": 10**12}
_ALL_SCALES = {**SCALES, **SHORT_SCALES, **LETTER_SCALES, "mil": 10**6}

_SPACES = "\u00a0\u2009\u202f"
_MAX_DIGITS = 60
#: Wide enough for any product of a number of ``_MAX_DIGITS`` digits and the scales that a match may hold.
_EXACT = Context(prec=200)


def alternatives(words: Iterable[str]) -> str:
    """Return a regular expression for any of ``words``, longer ones first."""
    ordered = sorted(set(words), key=lambda w: (-len(w), w))
    return "(?:" + "|".join(re.escape(w).replace(r"\ ", " ") for w in ordered) + ")"


_ONES, _TENS, _SCALES = alternatives(list(ONES)[1:]), alternatives(TENS), alternatives(SCALES)
_SMALL = rf"(?:{_TENS}(?:(?: ?- ?| ){_ONES})?|{_ONES}|zero)"
_SHORT = rf"(?:{alternatives(SHORT_SCALES)}\b\.?)"
FIGURES = (
    rf"(?:\d{{1,3}}(?:[,{_SPACES}]\d{{3}})+(?:\.\d+)?|\d{{1,3}}(?:,\d{{2}})+,\d{{3}}(?:\.\d+)?"
    r"|\d{1,3}(?:\.\d{3}){2,}(?:,\d+)?|\d+(?:[.,·]\d+)?|\.\d+)"
)
_SMALL_RUN = rf"(?:{_SMALL}(?:(?: | ?- ?){_SCALES}\b(?:(?:,? and|,)? {_SMALL}\b)?){{0,5}})"
#: A spelt-out number: "twenty-five", "two hundred and fifty thousand", "half a million", "two and a half million".
SPELT = (
    rf"(?:half an? {_SCALES}\b(?: {_SCALES}\b){{0,2}}"
    rf"|{_SMALL} and a half (?:{_SCALES})\b"
    rf"|an? {_SCALES}\b(?: {_SCALES}\b){{0,2}}(?: and a half\b)?|{_SMALL_RUN})"
)
#: Figures with scales: "6.3 billion", "6.3bn", "300k".
SCALED = rf"(?:{FIGURES}(?:(?: ?- ?| ?){_SCALES}\b| ?{_SHORT}|[kmb]\b){{0,3}})"
NUMBER = rf"(?:{SCALED}|{SPELT})"
#: The same where a currency stands beside it, so that a lone letter is a scale: "$ 5 m".
MONEY_NUMBER = rf"(?:{FIGURES}(?:(?: ?- ?| ?){_SCALES}\b| ?{_SHORT}| ?(?:mil|[kmbt])\b\.?){{0,3}}|{SPELT})"

_TOKEN = re.compile(rf"{FIGURES}|[a-z]+")
_FIGURES = re.compile(FIGURES)
_NUMBER = re.compile(rf"[+-]?{MONEY_NUMBER}")


def plain(text: str) -> str:
    """Return ``text`` with full-width and other compatibility forms replaced and dashes and quotes made plain."""
    if not text.isascii():
        text = text.translate(_KEEP)
        if any(unicodedata.category(c) == "No" for c in text):  # "10²" must not become 102
            text = "".join(
                c if unicodedata.category(c) == "No" else unicodedata.normalize("NFKC", c) for c in text
            )
        else:
            text = unicodedata.normalize("NFKC", text)
        text = text.translate(_DASHES)
    return text


_KEEP = {ord(c): " " for c in _SPACES} | {0xB7: "."}
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—−"), "-") | {0x2019: "'", 0x2018: "'"}


def figures_value(text: str) -> Decimal | None:
    """Return the value of a number in figures, None where it isn't one or is longer than 60 digits.

    A comma or point before three digits groups thousands (``1,200``; ``1.200.000``), a single comma before any
    other count of digits is a decimal comma (``6,3``); Indian grouping (``1,20,000``) is read too.
    """
    text = re.sub(rf"[\s{_SPACES}]", "", plain(text))
    if not _FIGURES.fullmatch(text) or len(text) > _MAX_DIGITS:
        return None
    if re.fullmatch(r"\d{1,3}(?:\.\d{3}){2,}(?:,\d+)?", text):
        text = text.replace(".", "").replace(",", ".")
    elif re.fullmatch(r"\d+,(?:\d{1,2}|\d{4,})", text) or re.fullmatch(r"\d{4,},\d{3}", text):
        text = text.replace(",", ".")
    try:
        return Decimal(text.replace(",", ""))
    except DecimalException:  # digits that str.isdigit knows and Decimal doesn't
        return None


def _tidy(value: Decimal) -> Decimal:
    """Return the same value without zeros after the point, so that equal numbers are written alike."""
    whole = value.to_integral_value(context=_EXACT)
    return whole if whole == value else value.normalize(_EXACT)


def number_value(text: str) -> Decimal | None:
    """Return the exact value of a number in figures, words or both, None where the text is not just a number.

    ``6.3 billion``, ``6.3bn``, ``two hundred and fifty``, ``half a million``, ``two dozen``, ``a million and a half``.
    Vague numbers ("dozens", "thousands") and ranges have no value.
    """
    text = re.sub(r"\s+", " ", plain(text).lower()).strip()
    if not _NUMBER.fullmatch(text):
        return None
    total, part, scale = Decimal(0), Decimal(0), 1
    for word in _TOKEN.findall(text):
        if word in ("and", "an", "a"):
            continue
        if word == "hundred":
            part = (part or Decimal(1)) * 100
        elif word in _ALL_SCALES:
            scale = _ALL_SCALES[word]
            if part or not total:
                total, part = _EXACT.fma(part or Decimal(1), scale, total), Decimal(0)
            else:
                total = _EXACT.multiply(total, scale)
        elif word == "half":
            after_scale = total and not part
            total, part = (
                (total + Decimal(scale) / 2, part) if after_scale else (total, part + Decimal("0.5"))
            )
        else:
            value = _word_or_figures(word)
            if value is None:
                return None
            part = _EXACT.add(part, value)
    value = _tidy(_EXACT.add(total, part))
    return -value if text.startswith("-") else value


def _word_or_figures(word: str) -> Decimal | None:
    if word in ONES or word in TENS:
        return Decimal(ONES.get(word, TENS.get(word, 0)))
    return figures_value(word)
