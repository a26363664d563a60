"""The grammar of quantities, read from ``quantities.toml`` and applied to the words of a text.

Words are joined by single spaces and each rule is a regular expression over that. A rule is tried only at words of
the classes that it may begin with, which most words don't have.
"""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from kg.language import numbers
from kg.language.amounts import (
    currency_before,
    currency_behind,
    currency_marks,
    currency_names,
    currency_signs,
    sign_pattern,
)

#: Longer tokens hold no quantity; matching them would only cost time.
_LONGEST_WORD = 100


class Found(NamedTuple):
    """A quantity: half-open token indices and an OntoNotes label."""

    start: int
    end: int
    label: str


class _Rule(NamedTuple):
    order: int
    label: str
    pattern: re.Pattern[str]


class _Grammar(NamedTuple):
    """Words with their classes, patterns of whole words with theirs, and the rules that may begin with a class."""

    classes: Mapping[str, frozenset[str]]
    shapes: tuple[tuple[str, re.Pattern[str]], ...]
    rules: Mapping[str, tuple[_Rule, ...]]


def _expand(pattern: str, fragments: Mapping[str, str]) -> str:
    """Return a pattern with every ``<name>`` replaced by its fragment, as often as fragments hold others."""
    while (wider := re.sub(r"(?<!\?P)<([a-z_]+)>", lambda m: f"(?:{fragments[m[1]]})", pattern)) != pattern:
        pattern = wider
    return pattern


def _number_fragments() -> dict[str, str]:
    def groupless(pattern: str) -> str:
        return re.sub(r"\?P<\w+>", "?:", pattern)

    return {
        "number": rf"(?:{numbers.SCALED}|{numbers.SPELT}(?!\w))",
        "spelt": numbers.SPELT + r"(?!\w)",
        "money_number": numbers.MONEY_NUMBER,
        "currency_before": groupless(currency_before()),
        "currency_behind": groupless(currency_behind()),
        "currency_name": numbers.alternatives(currency_names()),
        "sign": sign_pattern(),
    }


@cache
def load_rules() -> dict[str, Any]:
    """Return the content of ``quantities.toml``."""
    return tomllib.loads(Path(__file__).with_name("quantities.toml").read_text(encoding="utf-8"))


@cache
def _grammar() -> _Grammar:
    data = load_rules()
    fragments = {**data["fragments"], **_number_fragments()}
    classes: dict[str, frozenset[str]] = {}
    number_words = {"spelt": [*numbers.ONES, *numbers.TENS, *numbers.SCALES], "ordinal": [*numbers.TENS]}
    for name, members in [*((k, v.split("|")) for k, v in data["classes"].items()), *number_words.items()]:
        for word in members:
            classes[word] = classes.get(word, frozenset()) | {name}
    rules: dict[str, list[_Rule]] = {}
    for order, rule in enumerate(data["rule"]):
        pattern = re.compile(_expand(rule["pattern"], fragments) + r"(?![^ ])", re.IGNORECASE)
        for name in rule["first"]:
            rules.setdefault(name, []).append(_Rule(order, rule["label"], pattern))
    signs = "".join(re.escape(sign[-1]) for sign in currency_signs())
    letters = numbers.alternatives(sign[:-1].upper() for sign in currency_signs() if len(sign) > 1)
    marks = numbers.alternatives(currency_marks())
    shapes = {**data["shapes"], "sign": rf"(?-i:{letters}$)|.*[{signs}]", "mark": rf"(?-i:{marks}(?:\d|$))"}
    compiled = ((k, re.compile(_expand(v, fragments), re.IGNORECASE)) for k, v in shapes.items())
    return _Grammar(classes, tuple(compiled), {k: tuple(v) for k, v in rules.items()})


@lru_cache(maxsize=1 << 16)
def _classes_of(word: str) -> tuple[str, ...]:
    """Return the classes of a word; those of the part before its first hyphen count too ("four-year-old")."""
    grammar = _grammar()
    low = word.lower()
    names = grammar.classes.get(low, frozenset()) | grammar.classes.get(low.split("-", 1)[0], frozenset())
    return tuple(sorted(names.union(name for name, shape in grammar.shapes if shape.match(word))))


def _word(text: str) -> str:
    """Return a token's text as the grammar reads it: plain characters, no spaces inside, never empty or huge."""
    if len(text) > _LONGEST_WORD:
        return "_"
    return (
        text if text.isascii() and " " not in text and text else numbers.plain(text).replace(" ", "_") or "_"
    )


@cache
def _calendar() -> re.Pattern[str]:
    data = load_rules()
    return re.compile(rf"(?<![^ ])(?:{_expand(data['calendar'], data['fragments'])})(?![^ ])", re.IGNORECASE)


def calendar_parts(texts: Sequence[str], found: Found) -> Iterator[Found]:
    """Yield the stretches of a date or time that name days, months or years of the calendar.

    "the end of June" has "June", "between 2005 and 2020" has "2005" and "2020", "last week" has none.
    """
    words, start = [_word(text) for text in texts[found.start : found.end]], found.start
    for match in _calendar().finditer(text := " ".join(words)):
        first = text.count(" ", 0, match.start())
        yield Found(start + first, start + text.count(" ", 0, match.end()) + 1, "DATE")


def find_spans(texts: Sequence[str], accept: Callable[[Sequence[str], Found], bool]) -> Iterator[Found]:
    """Yield the quantities among the words of a text, from left to right, without overlaps.

    At every place the longest match that ``accept(words, found)`` agrees to is taken; of equal ones the rule that
    stands first in the grammar. ``words`` are the texts with plain figures, quotes and dashes.
    """
    words = [_word(text) for text in texts]
    text = " ".join(words)
    starts, ends, offset = [], [], 0
    for word in words:
        starts.append(offset)
        offset += len(word)
        ends.append(offset)
        offset += 1
    i = 0
    while i < len(words):
        classes = _classes_of(words[i])
        following = i + 1
        for end, label in _matches(text, starts[i], classes) if classes else ():
            found = Found(i, bisect_left(ends, end) + 1, label)
            if accept(words, found):
                yield found
                following = found.end
                break
        i = following


def _matches(text: str, start: int, classes: tuple[str, ...]) -> list[tuple[int, str]]:
    """Return (end, label) of all rules that match at ``start``, best first."""
    rules = _grammar().rules
    hits = {
        (-match.end(), rule.order, rule.label)
        for name in classes
        for rule in rules.get(name, ())
        if (match := rule.pattern.match(text, start))
    }
    return [(-end, label) for end, _, label in sorted(hits)]
