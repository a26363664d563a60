"""Names taken apart and compared: what may be one thing, and what can't be."""

from __future__ import annotations

import pytest

from kg.model import EntityType
from kg.resolution.across.forms import Form, form_of, sound
from kg.resolution.across.matching import match_names, names_apart

PERSON, ORG = EntityType.PERSON, EntityType.ORGANIZATION


@pytest.mark.parametrize(
    ("text", "words", "surname"),
    [
        ("Ann Lee", ("ann", "lee"), "lee"),
        ("Dr. Ann B. Lee", ("ann", "b", "lee"), "lee"),
        ("Lee, Ann", ("ann", "lee"), "lee"),
        ("Carl Moe, Jr.", ("carl", "moe"), "moe"),
        ("Ursa von der Heide", ("ursa", "von", "der", "heide"), "heide"),
        ("von der Heide", ("heide",), "heide"),
        ("J.R. Moe", ("j", "r", "moe"), "moe"),
        ("Søren Łuć", ("soren", "luc"), "luc"),
        ("Al Moe", ("al", "moe"), "moe"),
        ("al-Hadi", ("hadi",), "hadi"),
        ("O’Shea", ("oshea",), "oshea"),
        ("", (), ""),
    ],
)
def test_people(text: str, words: tuple[str, ...], surname: str) -> None:
    form = form_of(text, PERSON)
    assert (form.words, form.surname) == (words, surname)


@pytest.mark.parametrize(
    ("text", "core", "acronyms"),
    [
        ("The Acme Steel Co., Ltd.", ("acme", "steel"), {"as", "ascl"}),
        ("Acme A/S", ("acme",), {"aa"}),
        ("Acme Bank K.K.", ("acme", "bank"), {"ab", "abk"}),
        ("Bank of the Two Rivers", ("bank", "of", "the", "two", "rivers"), {"bottr", "btr"}),
        ("US Grain Board", ("us", "grain", "board"), {"ugb", "gb"}),
        ("AG", ("ag",), set()),
    ],
)
def test_bodies(text: str, core: tuple[str, ...], acronyms: set[str]) -> None:
    form = form_of(text, ORG)
    assert (form.core, set(form.acronyms)) == (core, acronyms)


@pytest.mark.parametrize(
    ("one", "other", "type", "kind", "sure"),
    [
        ("Ann Lee", "ann lee", PERSON, "name", True),
        ("Mr Ann Lee", "Lee, Ann", PERSON, "name", True),
        ("Zoë Müller", "Zoe Mueller", PERSON, "name", True),
        ("Ann Lee", "Ann B. Lee", PERSON, "middle name", True),
        ("Ann Lee", "Lee Ann", PERSON, "inverted", False),
        ("Ann Lee", "A. Lee", PERSON, "initials", False),
        ("A. Lee", "A. Lee", PERSON, "initials", False),
        ("Bill Moe", "William Moe", PERSON, "short given name", False),
        ("Ann Lee", "Lee", PERSON, "surname", False),
        ("Lee", "Lee", PERSON, "surname", False),
        ("Ann Lee", "Ann", PERSON, "given name", False),
        ("Ivan Zelenskiy", "Ivan Zelensky", PERSON, "spelling", False),
        ("Carla Ruiz", "Carla Ruiz Soto", PERSON, "longer name", False),
        ("Acme Steel", "Acme Steel Corp.", ORG, "legal form", True),
        ("J.P. Orton", "JP Orton", ORG, "name", True),
        ("Acme", "Acme Group", ORG, "short name", False),
        ("Acme", "Acme Steel", ORG, "short name", False),
        ("Grain Growers Union", "GGU", ORG, "acronym", False),
        ("Ministry of Trade", "Ministry of Trade", ORG, "name", False),
        ("Orvella Shipping", "Orvela Shipping", ORG, "spelling", False),
    ],
)
def test_names_that_fit(one: str, other: str, type: EntityType, kind: str, sure: bool) -> None:
    match = match_names(form_of(one, type), form_of(other, type))
    assert match is not None
    assert (match.kind, match.sure) == (kind, sure)
    assert match == match_names(form_of(other, type), form_of(one, type))
    assert not names_apart(form_of(one, type), form_of(other, type))


@pytest.mark.parametrize(
    ("one", "other", "type", "apart"),
    [
        ("Ann Lee", "Amy Lee", PERSON, "different full names"),
        ("Ann Lee", "Ann Moe", PERSON, "different full names"),
        ("Ann B. Lee", "Ann C. Lee", PERSON, "different full names"),
        ("Carl Moe Jr.", "Carl Moe Sr.", PERSON, "two generations"),
        ("Lee", "Moe", PERSON, ""),
        ("MLP-332", "MLP-333", ORG, "numbers"),
        ("Falcon 737", "Falcon 747", ORG, "numbers"),
        ("Sansu Electronics", "Sansu Electronics America", ORG, "part or a relative"),
        ("Acme", "Acme Ventures", ORG, ""),
        ("Acme Steel", "Acme Paper", ORG, "different full names"),
        ("AB", "Acme Bank", ORG, ""),
    ],
)
def test_names_that_do_not_fit(one: str, other: str, type: EntityType, apart: str) -> None:
    forms: tuple[Form, Form] = (form_of(one, type), form_of(other, type))
    assert match_names(*forms) is None
    assert apart in names_apart(*forms)
    assert bool(names_apart(*forms)) == bool(apart)


@pytest.mark.parametrize(
    "names", ["zelensky zelenskyy zelenskiy", "qaddafi gaddafi kadafi", "mueller muller", "phelps felps"]
)
def test_spellings_that_sound_alike(names: str) -> None:
    assert len({sound(name) for name in names.split()}) == 1
