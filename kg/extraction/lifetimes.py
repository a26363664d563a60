"""When a person was born and died, when an organization began: statements whose object is a date.

"Ann Bell (10 April 1944 - 24 May 2017)", "born in Vienna in 1952", "until his death in 1980", "Founded in 1998 by ...".
"""

from __future__ import annotations

import functools
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from kg.extraction.bearers import bearer
from kg.extraction.claims import Argument
from kg.extraction.context import Context
from kg.extraction.mentions import argument, named
from kg.extraction.subjects import surface_subject
from kg.extraction.tree import (
    antecedent,
    child,
    children,
    clause_tokens,
    is_passive,
    members,
    particle,
    preposition,
)
from kg.language.dates import interval_of
from kg.language.tokens import Span as TokenSpan
from kg.language.tokens import Token
from kg.model import EntityType, Span

Found = tuple[str, Argument, Argument, str]

_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?"
    r"|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
_DAY = rf"(?:\d{{1,2}}(?:st|nd|rd|th)?\ (?:of\ )?{_MONTH},?\ |{_MONTH}\ (?:\d{{1,2}}(?:st|nd|rd|th)?,?\ )?)"
_DATE = re.compile(rf"(?<![\w-])(?:{_DAY})?[12]\d{{3}}(?!\w|[-–]\d\d-)")
_BRACKET = re.compile(r"[\s,]*(?:[\"“][^\"”\n]{1,40}[\"”][\s,]*)?\(([^()\n]{4,220})\)")
_DASH = re.compile(r"[-‐‑–—―]|\bto\b|\bdied\b|\bd\.")
_POINT = re.compile(r"\d{4}(?:-\d\d){0,2}")
#: Two bare years this far apart are a life, not a term of office.
_LIFE, _LONGEST = 20, 120
_AT = frozenset({"", "on", "in"})


@dataclass(frozen=True, slots=True, kw_only=True)
class _Words:
    """What says one property: see ``lifetimes.toml``."""

    type: EntityType
    passive: frozenset[str]
    active: frozenset[str]
    noun: frozenset[str]
    mark: frozenset[str]


@functools.cache
def _load() -> dict[str, _Words]:
    data = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
    return {
        name: _Words(
            type=EntityType(row["type"]),
            **{key: frozenset(row[key]) for key in ("passive", "active", "noun", "mark")},
        )
        for name, row in data.items()
    }


@functools.lru_cache(maxsize=1 << 14)
def _properties(verb: bool, lemma: str) -> tuple[tuple[str, _Words], ...]:
    """Return the properties that a verb, or else a noun, may date, with their words."""
    return tuple(
        (property, words)
        for property, words in _load().items()
        if lemma in (words.passive | words.active if verb else words.noun)
    )


def lifetimes(token: Token, context: Context) -> Iterator[Found]:
    """Yield (property, subject, date, rule) for what a verb, an event noun or the bracket after a name dates."""
    name = context.name(token)
    if name is not None:
        if name.root == token:
            yield from _bracketed(name, context)
        return
    verb = token.pos_ in {"VERB", "AUX"}
    if not verb and token.pos_ not in {"NOUN", "PROPN"}:
        return
    lemma = f"{token.lemma_.lower()} {particle(token)}".strip()
    for property, words in _properties(verb, lemma):
        bearers = _of_verb(token, lemma, words, context) if verb else _of_noun(token)
        date = _date_of(token, context)
        if date is None or (property == "bornOn" and not re.search(r"\d{4}", date.text)):
            continue
        for owner in bearers:
            for member in members(antecedent(owner) or owner):
                mention = argument(member, context)
                if mention is not None:
                    mention = bearer(mention, token, frozenset({words.type}), context)
                if mention is not None and mention.kind != "nominal" and mention.type is words.type:
                    yield property, mention, date, f"date:{property}/{lemma.replace(' ', '-')}"


def _of_verb(verb: Token, lemma: str, words: _Words, context: Context) -> list[Token]:
    """Return whom or what a verb happens to."""
    passive = is_passive(verb) or (verb.tag_ == "VBN" and verb.dep_ in {"advcl", "acl", "amod", "parataxis"})
    objects, owner = children(verb, "obj"), child(verb, "nmod:poss")
    if owner is not None and not objects:  # "its founding in 1975"
        return [owner]
    if lemma in words.passive and not passive and words.type is EntityType.ORGANIZATION and objects:
        return objects
    if not (lemma in words.passive if passive else lemma in words.active and not objects):
        return []
    subject = surface_subject(verb, context.cues)
    return [subject] if subject is not None else []


def _of_noun(noun: Token) -> list[Token]:
    """Return whose birth, death or founding a noun names."""
    owner = child(noun, "nmod:poss")
    if owner is not None:
        return [owner]
    return [c for c in children(noun, "nmod") if preposition(c) == "of"]


def _date_of(head: Token, context: Context) -> Argument | None:
    """Return the nearest date in the clause of a verb or the phrase of a noun, if it is one day, month or year."""
    found: dict[int, TokenSpan] = {}
    for token in clause_tokens(head):
        span = context.quantities.get(token.i)
        if span is None or span.label_ != "DATE" or preposition(span.root) not in _AT:
            continue
        if _beside(head, span):
            found[span.start] = span
    for span in sorted(found.values(), key=lambda s: (abs(s.root.i - head.i), s.start)):
        if (date := _date(span.text, span.start_char, span.root.i, context)) is not None:
            return date
    return None


def _beside(head: Token, span: TokenSpan) -> bool:
    """Return whether no bracket opens or closes between a word and a date."""
    first, last = sorted((head.i, span.start))
    depths = [(t.text == "(") - (t.text == ")") for t in head.doc[first:last]]
    return sum(depths) == 0


def _date(text: str, start: int, head: int, context: Context) -> Argument | None:
    """Return a date as a literal, or None where it is no single day, month or year."""
    value = interval_of(text, context.published)
    if not _POINT.fullmatch(value):
        return None
    span = Span(start, start + len(text))
    return Argument(span=span, text=text, head=head, kind="literal", type=EntityType.CONCEPT, value=value)


def _bracketed(name: TokenSpan, context: Context) -> Iterator[Found]:
    """Yield what the brackets after a name date: "(born May 5, 1970)", "(1809-1882)", "(est. 1921)"."""
    own = named(name, context)
    properties = {p: words for p, words in _load().items() if words.type is own.type}
    if not properties or name.end >= len(name.doc) or name.doc[name.end].text not in {"(", ",", '"', "“"}:
        return
    window = name.doc[name.end : name.end + 80]
    text, start = window.text, 0
    for _ in range(2):
        bracket = _BRACKET.match(text, start)
        if bracket is None:
            return
        start = bracket.end()
        for property, date in _dated(bracket[1], properties):
            span = window.start_char + bracket.start(1) + date.start()
            literal = _date(date[0], span, name.root.i, context)
            if literal is not None:
                yield property, own, literal, f"date:{property}/brackets"


def _dated(inside: str, properties: dict[str, _Words]) -> Iterator[tuple[str, re.Match[str]]]:
    """Yield the dates in a bracket that a word before them marks, or that are both ends of a life."""
    end, dates, marks = 0, [], []
    for date in _DATE.finditer(inside):
        before = inside[end : date.start()]
        found = {
            before.lower().rfind(m): p
            for p, words in properties.items()
            for m in words.mark
            if _has(before, m)
        }
        dates.append((date, before))
        marks.append(found[max(found)] if found else "")
        end = date.end()
    if (
        "bornOn" in properties
        and len(dates) > 1
        and marks[0] in {"", "bornOn"}
        and marks[1] in {"", "diedOn"}
    ):
        marks[:2] = ("bornOn", "diedOn") if _is_life(dates[0], dates[1], marked=bool(marks[0])) else marks[:2]
    for (date, before), mark in zip(dates, marks, strict=True):
        if mark and not re.search(r"\b(?:c|ca|circa|about|before|after)\b\.?\s*$", before):
            yield mark, date


def _has(text: str, word: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text, re.IGNORECASE) is not None


def _is_life(first: tuple[re.Match[str], str], second: tuple[re.Match[str], str], *, marked: bool) -> bool:
    (born, before), (died, between) = first, second
    years = int(died[0][-4:]) - int(born[0][-4:])
    words = (
        r"[a-z]{2}" if len(born[0]) == len(died[0]) == 4 else r"\b[a-z]{2}"
    )  # a place may stand before a full date
    plain = marked or not re.search(words, re.sub(r".*[;:]|\bin\b|\bon\b", "", before))
    return plain and _DASH.search(between) is not None and _LIFE <= years <= _LONGEST
