"""Amounts: the value and unit of an expression such as "$6.3 billion", "5 %" or "1,200 people"."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from pathlib import Path

from babel import Locale
from babel.numbers import get_currency_name

from kg.language.numbers import MONEY_NUMBER, NUMBER, ONES, alternatives, number_value, plain
from kg.model import Amount

PERCENT = r"(?:%|per ?cent\b|pct\b\.?)"
#: Exact shares; a third has no decimal value and is left out.
_SHARES = {
    "half": 50,
    "a quarter": 25,
    "one quarter": 25,
    "one-quarter": 25,
    "three quarters": 75,
    "three-quarters": 75,
    "a fifth": 20,
    "one fifth": 20,
    "one-fifth": 20,
    "two fifths": 40,
    "two-fifths": 40,
    "a tenth": 10,
    "one tenth": 10,
    "one-tenth": 10,
}
#: Words before an amount that don't change its value.
_HEDGES = re.compile(
    r"(?:(?:about|around|approximately|roughly|some|nearly|almost|over|under|only|just|exactly|up to|more than|"
    r"less than|fewer than|at least|at most|as much as|as many as|an estimated|estimated|a record|the|another|"
    r"an additional|a total of|a further|well over|worth|of|by|for|to|a|an|its|their|his|her) |[~(])+"
)


@cache
def _table() -> Mapping[str, Mapping[str, str]]:
    return tomllib.loads(Path(__file__).with_name("currencies.toml").read_text(encoding="utf-8"))


@cache
def currency_codes() -> frozenset[str]:
    """Return the ISO 4217 codes of currencies, as CLDR lists them."""
    return frozenset(code for code in map(str, Locale("en").currencies) if re.fullmatch("[A-Z]{3}", code))


@cache
def currency_names() -> Mapping[str, str]:
    """Return lower-case names of money, singular and plural, each with its ISO 4217 code (``/100`` for hundredths)."""
    names: dict[str, str] = {}
    for code in sorted(currency_codes()):
        forms = {str(Locale("en").currencies[code]), *(str(get_currency_name(code, n, "en")) for n in (1, 2))}
        for name in sorted(forms):
            if re.fullmatch(r"[A-Za-zÀ-ÿ' -]{3,40}", name):  # historical ones have years in parentheses
                names.setdefault(name.lower(), code)
    return {**names, **_table()["names"]}


@cache
def currency_signs() -> Mapping[str, str]:
    """Return signs such as ``$``, ``nt$`` and ``€`` (lower case) with their ISO 4217 codes."""
    return _table()["signs"]


@cache
def currency_marks() -> Mapping[str, str]:
    """Return letters written before an amount, such as ``Rs`` (case matters), with their ISO 4217 codes."""
    return {**_table()["marks"], **{code: code for code in currency_codes()}}


def sign_pattern() -> str:
    """Return a regular expression for signs; letters and sign may stand apart by a space."""
    signs = sorted(currency_signs(), key=lambda s: (-len(s), s))
    return (
        "(?:" + "|".join(" ?".join(filter(None, (re.escape(s[:-1]), re.escape(s[-1])))) for s in signs) + ")"
    )


def currency_before() -> str:
    """Return a regular expression for what stands before an amount of money; case counts in letters."""
    return rf"(?:(?P<sign>{sign_pattern()})|(?-i:(?P<mark>{alternatives(currency_marks())}))(?![a-z]))"


def currency_behind() -> str:
    """Return a regular expression for what stands behind an amount of money."""
    marks = alternatives(currency_marks())
    names = alternatives(currency_names())
    return rf"(?: ?- ?| )?(?:(?P<name>(?:of )?{names})\b|(?P<after>{sign_pattern()}|(?-i:{marks})\b))"


@cache
def _money() -> re.Pattern[str]:
    return re.compile(
        rf"{currency_before()}? ?(?P<number>{MONEY_NUMBER})(?:{currency_behind()})?(?P<rest>.*)",
        re.IGNORECASE,
    )


_PERCENT = re.compile(
    rf"(?P<number>[+-]?(?:{MONEY_NUMBER}))(?: ?- ?| )?{PERCENT}(?P<point>age points?)?", re.IGNORECASE
)
_POINTS = re.compile(rf"(?P<number>{MONEY_NUMBER}) (?P<unit>percentage points?|basis points?)", re.IGNORECASE)
_RANGE = re.compile(
    rf"^ ?(?:-|to\b|and\b|or\b)? ?(?:[^\w\s]|[a-z]{{1,3}}\$)? ?(?:\d|{alternatives(ONES)}\b)", re.IGNORECASE
)
_COUNT = re.compile(rf"(?P<number>{NUMBER})(?P<rest>.*)", re.IGNORECASE)
_FOLD = re.compile(rf"(?P<number>{MONEY_NUMBER})(?: ?- ?| )?fold", re.IGNORECASE)


def amount_of(text: str) -> Amount | None:
    """Return the amount that a mention names, None where it is vague ("dozens"), a range, or holds no number.

    The unit is an ISO 4217 code, ``percent``, or the words counted, as they stand after the number
    (``1,200 people`` -> ``people``; nothing for a bare number). ``$`` is the US dollar and ``¥`` the yen unless
    letters say otherwise; a dollar sign with letters, a name or an ISO code decide for themselves. Hedges
    ("about", "more than") are passed over. Exact shares are percentages: "a quarter of citizens" is 25 percent.
    """
    text = re.sub(r"\s+", " ", plain(text)).strip(" .,;:()\"'")
    if len(text) > 500:
        return None
    share = _share(text.lower())
    if share:
        return share
    hedge = _HEDGES.match(text.lower())
    if hedge and not _starts_number(text):
        text = text[hedge.end() :]
    for pattern, unit in ((_PERCENT, "percent"), (_POINTS, ""), (_FOLD, "fold")):
        if found := pattern.match(text):
            groups = found.groupdict()
            if groups.get("point"):
                unit = "percentage points"
            value = number_value(groups["number"])
            return None if value is None else Amount(value, unit or groups["unit"].lower())
    return _money_or_count(text)


def _starts_number(text: str) -> bool:
    """Return whether a number that begins with its article stands first: "a million", not "a 5"."""
    return bool(
        re.match(r"an? (?:dozen|hundred|thousand|million|billion|trillion|lakh|crore)\b", text.lower())
    )


def _share(text: str) -> Amount | None:
    text = _HEDGES.sub("", text, count=1) if not text.startswith(("a ", "half")) else text
    for words, value in _SHARES.items():
        if text == words or text.startswith((words + " of ", words + " the ")):
            return Amount(Decimal(value), "percent")
    return None


def _money_or_count(text: str) -> Amount | None:
    found = _money().match(text)
    if not (found and any(found.group("sign", "mark", "name", "after"))):
        found = _COUNT.match(text)
    if not found or _RANGE.match(found["rest"]):
        return None
    value = number_value(found["number"])
    if value is None:
        return None
    if found.re is not _COUNT:
        code = _currency(found)
        return Amount(value / 100 if code.endswith("/100") else value, code.removesuffix("/100"))
    unit = re.sub(r"^(?: ?- ?| )?(?:of )?(?:(?:more|additional|other|further) )?", "", found["rest"])
    return Amount(value, unit.strip(" .,;"))


def _currency(found: re.Match[str]) -> str:
    """Return the code of an amount of money; a sign with letters outranks "dollars" behind it."""
    sign = (found["sign"] or "").lower().replace(" ", "")
    if name := found["name"]:
        code = currency_names()[name.lower().removeprefix("of ")]
        return currency_signs()[sign] if sign and code.startswith("USD") else code
    if mark := found["mark"]:
        return currency_marks()[mark]
    if after := found["after"]:
        return currency_marks().get(after) or currency_signs()[after.lower().replace(" ", "")]
    return currency_signs()[sign]
