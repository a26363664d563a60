"""What the build of a noun phrase says: membership, nationality, kind, place, owner; in sentences of our own."""

from __future__ import annotations

import pytest

from tests.extraction.test_claims import facts

SAID = [
    ("Ann Bell of the Green Party won a seat.", "Ann Bell", "memberOf", "Green Party"),
    ("The Green Party's Ann Bell won a seat.", "Ann Bell", "memberOf", "Green Party"),
    ("Rescue team member Ann Bell was hurt.", "Ann Bell", "memberOf", "Rescue team"),
    ("Commanders of the Royal Navy met on Monday.", "Commanders of the Royal Navy", "memberOf", "Royal Navy"),
    (
        "A research team from Oxford University found the wreck.",
        "research team",
        "memberOf",
        "Oxford University",
    ),
    ("Microsoft's Ann Bell spoke first.", "Ann Bell", "holdsPosition", "Microsoft"),
    ("Norway's Ann Bell spoke first.", "Ann Bell", "citizenOf", "Norway"),
    ("The Chilean navy sent two ships.", "Chilean navy", "subsidiaryOf", "Chile"),
    ("The Kenyan team flew home.", "Kenyan team", "citizenOf", "Kenya"),
    ("The ferry Astoria sank.", "Astoria", "instanceOf", "ferry"),
    ("Science fiction writer Ann Bell left.", "Ann Bell", "instanceOf", "Science fiction writer"),
    ("The Bodleian Library's branch in Leeds has closed.", "branch", "subsidiaryOf", "Bodleian Library"),
    ("A paper by Ann Bell appeared on Friday.", "Ann Bell", "produces", "paper"),
    (
        "Former members of Greenpeace, including Ann Bell and Bo Cole, sued the state.",
        "Bo Cole",
        "memberOf",
        "Greenpeace",
    ),
    ("The station in Leeds was shut.", "station", "locatedIn", "Leeds"),
]

UNSAID = [
    ("A lawyer for Acme said the charges were false.", "instanceOf"),
    ("President Joe Biden at the White House thanked the troops.", "holdsPosition"),
    ("The winners were Ann Bell and Bo Cole.", "instanceOf"),
    ("Fans of the Beatles gathered in Leeds.", "memberOf"),
    ("The NXT:2100i system is sold out.", "produces"),
]


@pytest.mark.parametrize(("text", "subject", "predicate", "object"), SAID)
def test_noun_phrases_say(text: str, subject: str, predicate: str, object: str) -> None:
    assert any(
        (s.endswith(subject) or s.startswith(subject)) and p == predicate and o == object
        for s, p, o, _ in facts(text)
    ), facts(text)


@pytest.mark.parametrize(("text", "predicate"), UNSAID)
def test_noun_phrases_do_not_say(text: str, predicate: str) -> None:
    assert predicate not in {p for _, p, _, _ in facts(text)}


def test_a_list_of_names_is_said_of_each() -> None:
    said = facts("Councillors Ann Bell of the Green Party and Bo Cole of the Labour Party were arrested.")
    assert {("Ann Bell", "memberOf", "Green Party"), ("Bo Cole", "memberOf", "Labour Party")} <= {
        (s, p, o) for s, p, o, _ in said
    }


def test_a_repeated_noun_takes_up_the_longer_description() -> None:
    said = facts(
        "Ann Bell was elected in the Leeds North district. Bo Cole was also elected in the district."
    )
    assert {o for s, p, o, _ in said if p == "wins"} == {"Leeds North district"}
