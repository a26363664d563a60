"""How two names of one type may be names of one thing, or can't be."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz.distance import OSA

from kg.countries import country_named, country_of_adjective
from kg.model import EntityType
from kg.resolution.across.forms import Form, form_of, plain_spelling, sound
from kg.resolution.across.words import load_words


@dataclass(frozen=True, slots=True)
class Match:
    """How two names fit: ``weight`` is what this alone is worth.

    ``support`` is how much else must speak for a merge: 0 for names that are the same but for their form. Where it is
    more, there must also be no other entity that the shorter name could mean.
    """

    kind: str
    text: str
    weight: float
    support: float = 0.0

    @property
    def sure(self) -> bool:
        """Return whether the names alone suffice where nothing speaks against it."""
        return self.support == 0.0


_MISTAKEN = {EntityType.PERSON, EntityType.ORGANIZATION}
#: The least length of a word in which one letter may be wrong, and of one in which two may.
_ONE_WRONG, _TWO_WRONG = 5, 9


def match_names(one: Form, other: Form) -> Match | None:
    """Return how two names fit, None if they don't; which comes first does not matter."""
    if not one.words or not other.words:
        return None
    if one.type is not other.type:
        return _match_types(one, other)
    if (len(one.words), one.text) > (len(other.words), other.text):
        one, other = other, one
    return _match_people(one, other) if one.type is EntityType.PERSON else _match_bodies(one, other)


def _match_types(one: Form, other: Form) -> Match | None:
    """Return that a person and a body have one name of several words, so that one article may have the type wrong."""
    if {one.type, other.type} != _MISTAKEN or min(len(one.words), len(other.words)) < 2:
        return None
    match = match_names(_as_person(one), _as_person(other))
    return Match("name", match.text, 1.6, 0.4) if match is not None and match.sure else None


def _as_person(form: Form) -> Form:
    return form if form.type is EntityType.PERSON else form_of(form.text, EntityType.PERSON)


def names_apart(one: Form, other: Form) -> str:
    """Return why two names can't be of one thing, in words; "" if they may.

    Only names that say enough are told apart: a surname or an acronym may stand for many.
    """
    if one.digits != other.digits and one.type is not EntityType.PERSON:
        return f"the numbers in “{one.text}” and “{other.text}” differ"
    if one.generation and other.generation and one.generation != other.generation:
        return f"“{one.text}” and “{other.text}” are of two generations"
    if one.full and other.full and match_names(one, other) is None:
        offshoot = _offshoot(one, other)
        if offshoot:
            return f"“{offshoot}” makes it the name of a part or a relative"
        return f"“{one.text}” and “{other.text}” are different full names"
    return ""


def _match_people(one: Form, other: Form) -> Match | None:
    if one.words == other.words:
        if one.generation and other.generation and one.generation != other.generation:
            return None
        if one.generation != other.generation:
            return Match(
                "name", f"both are called “{one.text}”, but only one is {_said(one, other)}", 1.0, 0.6
            )
        if one.single:
            return Match("surname", f"both are called “{one.text}”, without a given name", 0.5, 0.5)
        if all(len(given) == 1 for given in one.given):
            return Match("initials", f"both are called “{one.text}”, with initials only", 0.9, 0.5)
        return Match("name", f"both are called “{one.text}”", 2.0 if not is_common(one) else 1.4)
    if one.single != other.single:
        short, long = (one, other) if one.single else (other, one)
        if short.surname in (long.surname, *long.words[-1:]):
            return Match("surname", f"“{short.text}” is the surname of “{long.text}”", 0.5, 0.7)
        if plain_spelling(short.surname) == plain_spelling(long.surname):
            return Match(
                "surname", f"“{short.text}” is another spelling of a surname of “{long.text}”", 0.4, 0.8
            )
        if short.surname == long.given[0] and len(short.surname) > 1:
            return Match("given name", f"“{short.text}” is the given name of “{long.text}”", 0.2, 1.2)
        return None
    if one.single:
        return _misspelt(one.surname, other.surname, one, other, weight=0.4, support=0.9)
    return _match_full_names(one, other)


def _match_full_names(one: Form, other: Form) -> Match | None:
    shown = f"“{one.text}” and “{other.text}”"
    if sorted(one.words) == sorted(other.words) and len(one.words) == 2:
        return Match("inverted", f"{shown} are the same words the other way round", 1.2, 0.4)
    if len(one.words) > 1 and one.words == other.words[: len(one.words)]:
        return Match("longer name", f"“{other.text}” begins with “{one.text}”", 1.0, 0.5)
    same_surname = plain_spelling(one.surname) == plain_spelling(other.surname)
    given = _match_given(one.given, other.given)
    if given is None:
        return None
    if same_surname:
        return (
            given
            if given.text
            else Match(given.kind, f"{shown} {_HOW[given.kind]}", given.weight, given.support)
        )
    if given.kind in ("initials", "short given name"):
        return None
    return _misspelt(one.surname, other.surname, one, other, weight=1.0, support=0.5)


_HOW = {
    "middle name": "differ only in a middle name",
    "initials": "have the same surname and initials",
    "short given name": "have the same surname and forms of one given name",
    "spelling": "are spellings of one name",
    "name": "are spellings of one name",
}


def _match_given(one: Sequence[str], other: Sequence[str]) -> Match | None:
    """Return how given names fit (with no text yet), None if they are those of two people."""
    a, b = one[0], other[0]
    middles_differ = any(not _may_be(x, y) for x, y in zip(one[1:], other[1:], strict=False))
    if middles_differ:
        return None
    if plain_spelling(a) == plain_spelling(b):
        if len(a) == 1:
            return Match("initials", "", 0.9, 0.6)
        return Match("name", "", 1.9) if len(one) == len(other) else Match("middle name", "", 1.8)
    if a[0] == b[0] and 1 in (len(a), len(b)):
        return Match("initials", "", 0.9, 0.6)
    nicknames = load_words().nicknames
    if nicknames.get(a, frozenset({a})) & nicknames.get(b, frozenset({b})):
        return Match("short given name", "", 1.1, 0.5)
    if sound(a) == sound(b) and _near(a, b):
        return Match("spelling", "", 1.0, 0.6)
    return None


def _may_be(one: str, other: str) -> bool:
    return one == other or (one[0] == other[0] and 1 in (len(one), len(other))) or _near(one, other)


def _match_bodies(one: Form, other: Form) -> Match | None:
    if one.digits != other.digits:
        return None
    shown = f"“{one.text}” and “{other.text}”"
    if one.words == other.words or "".join(one.words) == "".join(other.words):
        if is_generic(one):
            return Match("name", f"both are called “{one.text}”, as many are", 1.3, 0.15)
        return Match("name", f"both are called “{one.text}”", _worth(one))
    if one.core == other.core or "".join(one.core) == "".join(other.core):
        return Match("legal form", f"{shown} differ only in the legal form or the spaces", _worth(one))
    found = _match_acronym(one, other) or _match_acronym(other, one)
    if found is not None:
        return found
    short, long = sorted((one.core, other.core), key=len)
    if not short or len(short) == len(long):
        return _misspelt_body(one, other, shown)
    if short == long[: len(short)]:
        rest = long[len(short) :]
        if all(w in load_words().loose_forms for w in rest):
            return Match("short name", f"{shown} differ only in “{' '.join(rest)}”", 1.4, 0.3)
        if _offshoot(one, other) or load_words().generic.issuperset(short):
            return None
        return Match("short name", f"“{one.text}” is how “{other.text}” begins", 0.5, 0.6)
    return None


def _worth(form: Form) -> float:
    """Return how much the same name of two bodies is worth: more if it has two words of its own."""
    return 2.5 if own_words(form) > 1 else 2.0


def own_words(form: Form) -> int:
    """Return how many words of a body's name are not just "group" or the like."""
    loose = load_words().loose_forms
    return sum(word not in loose for word in form.core)


def _match_acronym(one: Form, other: Form) -> Match | None:
    letters = one.acronym
    if len(letters) < 3 or letters not in other.acronyms or other.acronym:  # two letters may be anything
        return None
    text = f"“{one.text}” are the initials of “{other.text}”"
    return Match("acronym", text, 1.0, 0.4) if len(letters) > 3 else Match("acronym", text, 0.8, 0.8)


def _offshoot(one: Form, other: Form) -> str:
    """Return the words by which the longer of two names is that of a part or relative of the shorter, "" if none."""
    short, long = sorted((one.core, other.core), key=len)
    if not short or short != long[: len(short)] or one.type is EntityType.PERSON:
        return ""
    lists = load_words()
    offshoots = lists.offshoots | lists.trades if len(short) > 1 else lists.offshoots
    rest = long[len(short) :]
    told = [w for w in rest if w in offshoots or country_named(w) or country_of_adjective(w)]
    return " ".join(rest) if told else ""


def _misspelt_body(one: Form, other: Form, shown: str) -> Match | None:
    if one.acronym or other.acronym or len("".join(one.core)) < _TWO_WRONG:
        return None
    wrong = [(x, y) for x, y in zip(one.core, other.core, strict=True) if x != y]
    if len(wrong) == 1 and all(
        _near(x, y) and plain_spelling(x)[:1] == plain_spelling(y)[:1] for x, y in wrong
    ):
        same = plain_spelling(wrong[0][0]) == plain_spelling(wrong[0][1])
        return Match(
            "spelling", f"{shown} differ by a letter or two", 1.6 if same else 0.9, 0.2 if same else 0.7
        )
    return None


def _misspelt(a: str, b: str, one: Form, other: Form, *, weight: float, support: float) -> Match | None:
    if sound(a) != sound(b) or not _near(a, b):
        return None
    return Match("spelling", f"“{one.text}” and “{other.text}” sound alike", weight, support)


def _near(a: str, b: str) -> bool:
    """Return whether two words differ by no more letters than a misspelling of that length may."""
    shorter = min(len(a), len(b))
    if shorter < _ONE_WRONG - 1:
        return False
    most = 2 if shorter >= _TWO_WRONG else 1
    a, b = plain_spelling(a), plain_spelling(b)
    return OSA.distance(a, b, score_cutoff=most) <= most


def is_common(form: Form) -> bool:
    """Return whether given name and surname are both such as very many people bear."""
    lists = load_words()
    return form.surname in lists.common_surnames and any(g in lists.common_given for g in form.given)


def is_generic(form: Form) -> bool:
    """Return whether a body's name says only what it is, so that every country has one: "Ministry of Commerce"."""
    return (
        form.type is EntityType.ORGANIZATION
        and len(form.core) > 1
        and load_words().generic.issuperset(form.core)
    )


def _said(one: Form, other: Form) -> str:
    return one.generation or other.generation
