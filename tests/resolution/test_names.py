"""Which names of one article are one thing, and which must stay apart."""

from __future__ import annotations

import pytest

from kg.model import EntityType
from kg.resolution.names import Name, acronym_of, bare, cluster_names, vote_types

P, ORG, G = EntityType.PERSON, EntityType.ORGANIZATION, EntityType.GPE


@pytest.mark.parametrize(
    ("short", "long", "type"),
    [
        ("Breton", "Thierry Breton", P),
        ("Mr. Breton", "Thierry Breton", P),
        ("J. Smith", "John Smith", P),
        ("Microsoft", "Microsoft Corporation", ORG),
        ("Samsung", "Samsung Electronics", ORG),
        ("WHO", "World Health Organization", ORG),
        ("JIC", "Japan Investment Corporation", ORG),
    ],
)
def test_short_forms_join_the_full_name(short: str, long: str, type: EntityType) -> None:
    names = {bare(n): Name(n, type) for n in (short, long)}
    assert cluster_names(names)[bare(short)] == bare(long)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (Name("Smith", P), Name("Smith", ORG)),
        (Name("Japan", G), Name("Japan Airlines", ORG)),
        (Name("John Smith", P), Name("Jane Smith", P)),
        (Name("Model 332", ORG), Name("Model 333", ORG)),
        (Name("Korea", G), Name("North Korea", G)),
        (Name("Tesla Giga", ORG), Name("Tesla", P)),
    ],
)
def test_different_things_stay_apart(one: Name, other: Name) -> None:
    names = {bare(one.text): one, bare(other.text): other}
    assert cluster_names(names) == {form: form for form in names}


def test_an_acronym_joins_its_name_though_a_part_bears_it_too() -> None:
    names = {bare(n): Name(n, ORG) for n in ("Japan Investment Corporation", "JIC Capital", "JIC")}
    assert cluster_names(names)["jic"] == "japan investment corporation"
    assert cluster_names(names)["jic capital"] == "jic capital"


def test_an_ambiguous_surname_is_not_joined_to_either() -> None:
    names = {bare(n): Name(n, P) for n in ("Li Wei", "Li Na", "Li")}
    assert cluster_names(names)["li"] == "li"


def test_the_commonest_type_wins() -> None:
    assert vote_types([("ASML", ORG), ("ASML", P), ("ASML's", ORG)])["asml"] is ORG


@pytest.mark.parametrize(("text", "form"), [("The EU's", "eu"), ("“Acme”", "acme"), ("Müller", "muller")])
def test_bare_forms(text: str, form: str) -> None:
    assert bare(text) == form


def test_acronyms_with_and_without_small_words() -> None:
    assert {"ecb"} <= acronym_of("European Central Bank")
    assert {"boe", "be"} <= acronym_of("Bank of England")
