"""The data files of resolution and extraction are well formed and free of contradictions."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest
from babel import Locale

from kg.extraction.cues import Nouns
from kg.model import EntityType, Status
from kg.names import normal_name

KG = Path(__file__).parents[1] / "kg"
STATUS_TABLES = (
    "catenative",
    "clausal",
    "modal",
    "adverb",
    "marker",
    "adjective",
    "noun",
    "support",
    "stance",
    "fate",
)
WORD_LISTS = (
    "object_control",
    "reporting",
    "inserted",
    "reporting_noun",
    "deny_reporting",
    "factive",
    "doubting",
    "implicative",
    "open_if_negated",
    "done_if_past",
    "confirming",
    "topical",
    "conative",
    "degree",
    "instrumental",
    "moving",
    "resulting",
    "process",
)


def read(path: str) -> dict[str, Any]:
    return tomllib.loads((KG / path).read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def countries() -> list[dict[str, Any]]:
    tables: list[dict[str, Any]] = read("countries.toml")["country"]
    return tables


@pytest.fixture(scope="module")
def nouns() -> dict[str, Any]:
    return read("extraction/nouns.toml")


@pytest.fixture(scope="module")
def cues() -> dict[str, Any]:
    return read("extraction/cues.toml")


def repeated(lists: dict[str, list[str]]) -> dict[str, list[str]]:
    """Return the words that stand more than once in these lists, with where they stand."""
    places: dict[str, list[str]] = defaultdict(list)
    for key, words in lists.items():
        for word in words:
            places[word].append(key)
    return {word: keys for word, keys in places.items() if len(keys) > 1}


def malformed(words: list[str]) -> list[str]:
    """Return the words that are not lower case, trimmed and single-spaced."""
    return [word for word in words if not word or word != " ".join(word.lower().split())]


def test_country_tables_are_complete(countries: list[dict[str, Any]]) -> None:
    keys = {"code", "name", "aliases", "adjectives", "capital", "metonyms"}
    assert [c for c in countries if set(c) != keys] == []
    assert len(countries) >= 195
    assert [c["name"] for c in countries if not c["name"]] == []


def test_country_codes_are_unique_and_known_to_babel(countries: list[dict[str, Any]]) -> None:
    codes = [c["code"] for c in countries]
    assert codes == sorted(set(codes))
    known = Locale("en").territories
    assert [code for code in codes if code != "EU" and (code not in known or len(code) != 2)] == []


def test_no_form_belongs_to_two_countries(countries: list[dict[str, Any]]) -> None:
    owners: dict[str, set[str]] = defaultdict(set)
    for country in countries:
        capital = [country["capital"]] if country["capital"] else []
        forms = [
            country["name"],
            *country["aliases"],
            *country["adjectives"],
            *capital,
            *country["metonyms"],
        ]
        assert [form for form in forms if form != form.strip() or form.lower().startswith("the ")] in (
            [],
            ["The Hague"],
            ["The Gambia"],
        )
        for form in forms:
            owners[normal_name(form)].add(country["code"])
    assert {form: codes for form, codes in owners.items() if len(codes) > 1} == {}


def test_no_form_is_repeated_in_a_country(countries: list[dict[str, Any]]) -> None:
    for country in countries:
        lists = {key: country[key] for key in ("aliases", "adjectives", "metonyms")}
        named = lists | {"name": [country["name"]], "capital": [country["capital"]]}
        assert repeated(named) == {}, country["code"]


@pytest.mark.parametrize(
    ("key", "form", "code"),
    [
        ("aliases", "U.S.", "US"),
        ("aliases", "Britain", "GB"),
        ("aliases", "Holland", "NL"),
        ("aliases", "DPRK", "KP"),
        ("adjectives", "Dutch", "NL"),
        ("adjectives", "Congolese", "CD"),
        ("adjectives", "Dominican", "DO"),
        ("adjectives", "Korean", "KR"),
        ("metonyms", "Kremlin", "RU"),
        ("metonyms", "White House", "US"),
    ],
)
def test_form_leads_to_country(countries: list[dict[str, Any]], key: str, form: str, code: str) -> None:
    assert [c["code"] for c in countries if form in c[key]] == [code]


def test_every_entity_type_has_nouns(nouns: dict[str, Any]) -> None:
    types = {str(type) for type in EntityType}
    assert set(nouns) == types | {"vague", "compound"}
    assert set(nouns["compound"]) <= types
    assert {type: len(nouns[type]) for type in types if len(nouns[type]) < 80} == {}


def test_every_noun_stands_in_one_list(nouns: dict[str, Any]) -> None:
    heads = {key: words for key, words in nouns.items() if key != "compound"}
    words = [word for words in heads.values() for word in words]
    assert repeated(heads) == {}
    assert malformed(words) == []
    assert [word for word in words if " " in word] == []


def test_a_compound_stands_once_and_differs_from_its_head(nouns: dict[str, Any]) -> None:
    compound: dict[str, list[str]] = nouns["compound"]
    types = {word: key for key, words in nouns.items() if key != "compound" for word in words}
    assert repeated(compound) == {}
    assert malformed([phrase for phrases in compound.values() for phrase in phrases]) == []
    for type, phrases in compound.items():
        assert [phrase for phrase in phrases if " " not in phrase] == []
        plain = [phrase for phrase in phrases if not {"of", "and"} & set(phrase.split())]
        assert [phrase for phrase in plain if types.get(phrase.split()[-1]) == type] == []


@pytest.mark.parametrize(
    ("noun", "type"),
    [
        ("company", "Organization"),
        ("government", "GeopoliticalEntity"),
        ("minister", "Person"),
        ("crowd", "Group"),
        ("river", "Location"),
        ("airport", "Facility"),
        ("vaccine", "Product"),
        ("report", "Work"),
        ("earthquake", "Event"),
        ("treaty", "Law"),
        ("chain", "Organization"),
        ("thing", "vague"),
    ],
)
def test_noun_has_type(nouns: dict[str, Any], noun: str, type: str) -> None:
    assert [key for key, words in nouns.items() if noun in words] == [type]


def test_cue_tables_name_statuses(cues: dict[str, Any]) -> None:
    assert set(cues) == {*STATUS_TABLES, *WORD_LISTS}
    statuses = {str(status) for status in Status}
    assert {name: set(cues[name]) - statuses for name in STATUS_TABLES if set(cues[name]) - statuses} == {}


@pytest.mark.parametrize("name", STATUS_TABLES)
def test_a_cue_has_one_status_in_a_table(cues: dict[str, Any], name: str) -> None:
    assert repeated(cues[name]) == {}
    assert all(cues[name].values())
    assert malformed([word for words in cues[name].values() for word in words]) == []


@pytest.mark.parametrize("name", WORD_LISTS)
def test_a_word_list_has_no_repeats(cues: dict[str, Any], name: str) -> None:
    assert repeated({name: cues[name]}) == {}
    assert malformed(cues[name]) == []


def test_reporting_and_its_denial_are_apart(cues: dict[str, Any]) -> None:
    assert set(cues["reporting"]) & set(cues["deny_reporting"]) == set()


@pytest.mark.parametrize(
    ("table", "word", "status"),
    [
        ("catenative", "plan", "planned"),
        ("catenative", "urge", "proposed"),
        ("catenative", "consider", "possible"),
        ("catenative", "refuse", "denied"),
        ("catenative", "cease", "ended"),
        ("catenative", "manage", "asserted"),
        ("clausal", "believe", "possible"),
        ("modal", "may", "possible"),
        ("adverb", "reportedly", "possible"),
        ("adverb", "no longer", "ended"),
        ("adjective", "former", "ended"),
        ("noun", "refusal", "denied"),
        ("support", "launch", "asserted"),
        ("stance", "block", "denied"),
    ],
)
def test_cue_has_status(cues: dict[str, Any], table: str, word: str, status: str) -> None:
    assert [key for key, words in cues[table].items() if word in words] == [status]


def test_the_lists_of_nouns_are_the_ones_that_are_read() -> None:
    lists = tomllib.loads((KG / "extraction" / "noun_lists.toml").read_text(encoding="utf-8"))
    fields = set(Nouns.__dataclass_fields__) - {"types", "compounds", "vague"}
    assert set(lists) == fields
    assert {name: words for name, words in lists.items() if len(words) != len(set(words))} == {}
    assert malformed([word for words in lists.values() for word in words]) == []
