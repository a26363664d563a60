import math

import pytest

from kg.language.labels import NAME_TYPES
from kg.language.naming import Name, settle_names


def name(start, end, label, *, confidence=0.95, share=0.9):
    rest = (1 - share) / (len(NAME_TYPES) - 1)
    types = tuple(math.log(share if t == label else rest) for t in NAME_TYPES)
    return Name(start=start, end=end, label=label, confidence=confidence, types=types)


def settled(text, *names):
    words = text.split()
    return [(" ".join(words[n.start : n.end]), n.label) for n in settle_names(words, names)]


@pytest.mark.parametrize(
    ("text", "label", "expected"),
    [
        ("President Joe Biden", "PERSON", ["Joe Biden"]),
        ("Deputy Prime Minister Chrystia Freeland", "PERSON", ["Chrystia Freeland"]),
        ("Foreign Minister Wang Yi", "PERSON", ["Wang Yi"]),
        ("Chief Executive Officer Tim Cook", "PERSON", ["Tim Cook"]),
        ("Gen . Mark Milley", "PERSON", ["Mark Milley"]),
        ("Prime Minister", "PERSON", []),
        ("King", "PERSON", ["King"]),
        ("State Street", "ORG", ["State Street"]),
        ("Foreign Office", "ORG", ["Foreign Office"]),
        ("Justice Department", "ORG", ["Justice Department"]),
        ("the European Commission", "ORG", ["European Commission"]),
        ("Samsung 's", "ORG", ["Samsung"]),
        ('" Dune "', "WORK_OF_ART", ["Dune"]),
    ],
)
def test_edges(text, label, expected):
    assert [t for t, _ in settled(text, name(0, len(text.split()), label))] == expected


def test_mentions_vote_on_the_type():
    sure = name(0, 1, "ORG", share=0.99)
    unsure = name(2, 3, "PERSON", share=0.4)
    assert settled("Wagner and Wagner", sure, unsure) == [("Wagner", "ORG"), ("Wagner", "ORG")]


def test_a_surname_is_a_person():
    assert settled("Jake Paris met Paris", name(0, 2, "PERSON"), name(3, 4, "GPE", share=0.6))[1] == (
        "Paris",
        "PERSON",
    )


def test_a_short_form_of_an_organisation_is_one():
    found = settled("Alameda Research or Alameda", name(0, 2, "ORG"), name(3, 4, "GPE", share=0.35))
    assert found[1] == ("Alameda", "ORG")


def test_the_adjective_of_a_country_is_a_people():
    assert settled("South Korean Korea", name(0, 2, "GPE"), name(2, 3, "GPE")) == [
        ("South Korean", "NORP"),
        ("Korea", "GPE"),
    ]
    assert settled("Japanese", name(0, 1, "LANGUAGE")) == [("Japanese", "LANGUAGE")]


def test_a_place_that_is_surely_one_stays_a_place():
    assert settled("Jake Paris met Paris", name(0, 2, "PERSON"), name(3, 4, "GPE", share=0.9999))[1] == (
        "Paris",
        "GPE",
    )


def test_unsure_names_are_left_out_organisations_first():
    assert settled("A B", name(0, 1, "GPE", confidence=0.7), name(1, 2, "ORG", confidence=0.7)) == [
        ("A", "GPE")
    ]


def test_a_sure_mention_lends_to_an_unsure_one():
    found = settled("Arm and Arm", name(0, 1, "ORG", confidence=0.99), name(2, 3, "ORG", confidence=0.65))
    assert len(found) == 2
