"""One thing, one node, over many articles: what is merged, what is kept apart, and the reasons for both."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence

import pytest

from kg.model import Reading
from kg.resolution.across import (
    Candidate,
    Corrections,
    Identified,
    Local,
    Pick,
    Resolution,
    authority,
    resolution_from_json,
    resolution_to_json,
    resolve_across,
)

from .across_readings import id_of, reading

LEE_OF_ACME = ("p:Ann Lee holdsPosition o:Acme Steel | chairman", "o:Acme Steel citizenOf g:Norway")
LEE_OF_BOLT = ("p:Ann Lee holdsPosition o:Bolt Rovers | striker", "o:Bolt Rovers citizenOf g:Kenya")


def groups(readings: Sequence[Reading], resolution: Resolution) -> set[frozenset[str]]:
    """Return which ``article/entity`` are one, of those that are more than one."""
    found: dict[str, set[str]] = {}
    for one in readings:
        for entity in one.entities:
            found.setdefault(resolution.entity(one.article.id, entity.id), set()).add(
                f"{one.article.id}/{entity.id}"
            )
    return {frozenset(group) for group in found.values() if len(group) > 1}


def one(resolution: Resolution, *named: tuple[str, str]) -> bool:
    """Return whether all of these (article, entity) are one entity of the graph."""
    return len({resolution.entity(article, id_of(entity)) for article, entity in named}) == 1


MERGED = {
    "the same full name": (["p:Ann Lee", "g:Norway"], ["p:Ann Lee", "g:Norway"], "p:Ann Lee", "p:Ann Lee"),
    "a surname with the same employer": (
        LEE_OF_ACME,
        ["p:Lee holdsPosition o:Acme Steel | chairman"],
        "p:Ann Lee",
        "p:Lee",
    ),
    "initials with the same employer": (
        LEE_OF_ACME,
        ["p:A. Lee memberOf o:Acme Steel"],
        "p:Ann Lee",
        "p:A. Lee",
    ),
    "an employer under a longer name": (
        LEE_OF_ACME,
        ["p:Lee holdsPosition o:Acme Steel Corp. | chairman"],
        "p:Ann Lee",
        "p:Lee",
    ),
    "a legal form": (
        ["o:Acme Steel", "g:Norway"],
        ["o:Acme Steel Ltd.", "g:Norway"],
        "o:Acme Steel",
        "o:Acme Steel Ltd.",
    ),
    "an acronym in the same context": (
        ["p:Ann Lee holdsPosition o:Grain Growers Union | head"],
        ["p:Ann Lee holdsPosition o:GGU | head"],
        "o:Grain Growers Union",
        "o:GGU",
    ),
    "a short name with the same head": (
        ["p:Ann Lee holdsPosition o:Acme Steel | head"],
        ["p:Ann Lee holdsPosition o:Acme | head"],
        "o:Acme Steel",
        "o:Acme",
    ),
    "a person that one article takes for a body": (
        LEE_OF_ACME,
        ["o:Ann Lee acquires o:Acme Steel"],
        "p:Ann Lee",
        "o:Ann Lee",
    ),
}


@pytest.mark.parametrize("case", MERGED)
def test_merged(case: str) -> None:
    first, second, a, b = MERGED[case]
    readings = [reading("a", *first), reading("b", *second)]
    assert one(resolve_across(readings), ("a", a), ("b", b))


APART = {
    "two employers, two countries": (LEE_OF_ACME, LEE_OF_BOLT, "p:Ann Lee", "p:Ann Lee", "one is with"),
    "two dates of birth": (
        ["p:Ann Lee bornOn 1950-01-02", *LEE_OF_ACME],
        ["p:Ann Lee bornOn 1971", *LEE_OF_ACME],
        "p:Ann Lee",
        "p:Ann Lee",
        "born on",
    ),
    "two bodies of one name": (
        ["o:Atlas citizenOf g:Norway", "o:Atlas instanceOf c:bank"],
        ["o:Atlas citizenOf g:Kenya", "o:Atlas instanceOf c:airline"],
        "o:Atlas",
        "o:Atlas",
        "belongs to Norway, the other to Kenya",
    ),
    "a ministry that every country has": (
        ["o:Ministry of Trade", "g:Norway"],
        ["o:Ministry of Trade", "g:Kenya"],
        "o:Ministry of Trade",
        "o:Ministry of Trade",
        "",
    ),
    "a surname alone": (["p:Ann Lee", "o:Acme Steel"], ["p:Lee", "o:Bolt Rovers"], "p:Ann Lee", "p:Lee", ""),
    "digits": (["o:MLP-332", "g:Norway"], ["o:MLP-333", "g:Norway"], "o:MLP-332", "o:MLP-333", ""),
    "a product's digits": (["x:Falcon 737"], ["x:Falcon 747"], "x:Falcon 737", "x:Falcon 747", ""),
    "a country and a company": (["g:Norway"], ["o:Norway"], "g:Norway", "o:Norway", ""),
    "an offshoot": (
        ["o:Sansu Electronics", "p:Ann Lee"],
        ["o:Sansu Electronics America", "p:Ann Lee"],
        "o:Sansu Electronics",
        "o:Sansu Electronics America",
        "",
    ),
    "laws of two countries": (
        ["o:Atlas Ltd.", "g:Kenya", "g:Norway", "o:Bolt"],
        ["o:Atlas AG", "g:France", "g:Japan", "o:Core"],
        "o:Atlas Ltd.",
        "o:Atlas AG",
        "laws of two countries",
    ),
}


@pytest.mark.parametrize("case", APART)
def test_kept_apart(case: str) -> None:
    first, second, a, b, why = APART[case]
    readings = [reading("a", *first), reading("b", *second)]
    found = resolve_across(readings)
    assert not one(found, ("a", a), ("b", b))
    if why:
        (near,) = (
            n
            for n in found.near
            if {n.one, n.other} == {found.entity("a", id_of(a)), found.entity("b", id_of(b))}
        )
        assert any(why in reason.text and reason.weight < 0 for reason in near.reasons)


def test_a_surname_that_two_may_bear_is_joined_to_neither() -> None:
    readings = [
        reading("a", *LEE_OF_ACME),
        reading("b", "p:Amy Lee holdsPosition o:Acme Steel | director"),
        reading("c", "p:Lee holdsPosition o:Acme Steel | manager"),
    ]
    found = resolve_across(readings)
    assert found.entity("c", "lee-person") == "lee-person"
    told = [
        reason.text
        for near in found.near
        if "lee-person" in (near.one, near.other)
        for reason in near.reasons
    ]
    assert any("could as well be" in text for text in told)


def test_no_chain_joins_what_is_guarded_apart() -> None:
    readings = [
        reading("a", "p:Ann Lee memberOf o:Acme Steel"),
        reading("b", "p:A. Lee memberOf o:Acme Steel"),
        reading("c", "p:Amy Lee memberOf o:Acme Steel"),
    ]
    assert not one(resolve_across(readings), ("a", "p:Ann Lee"), ("c", "p:Amy Lee"))
    assert len(groups(readings, resolve_across(readings))) <= 2


def test_two_that_one_article_names_are_two_everywhere() -> None:
    readings = [
        reading("a", "p:Ann Lee memberOf o:Acme Steel", "p:Lee memberOf o:Acme Steel"),
        reading("b", "p:Ann Lee memberOf o:Acme Steel"),
    ]
    assert not one(resolve_across(readings), ("a", "p:Lee"), ("b", "p:Ann Lee"))


def test_one_bearer_keeps_its_id_and_later_namesakes_get_a_suffix() -> None:
    first = [reading("b", *LEE_OF_ACME, published="2023"), reading("c", *LEE_OF_ACME, published="2024")]
    assert not resolve_across(first).ids
    later = [
        *first,
        reading("a", *LEE_OF_BOLT, published="2025"),
        reading("d", *LEE_OF_BOLT, published="2026"),
    ]
    ids = resolve_across(later).ids
    assert {local.article for local in ids} == {"a", "d"}
    (suffixed,) = set(ids.values())
    assert suffixed.startswith("ann-lee-person-")
    again = [*later, reading("e", *LEE_OF_BOLT, published="2027")]
    assert resolve_across(again).entity("e", "ann-lee-person") == suffixed


def test_the_order_of_articles_leaves_no_trace() -> None:
    said = [case[:2] for case in (*MERGED.values(), *APART.values())]
    readings = [reading(f"a{n}{m}", *lines) for n, pair in enumerate(said) for m, lines in enumerate(pair)]
    wanted = resolution_to_json(resolve_across(readings))
    rng = random.Random(3)
    for _ in range(4):
        assert resolution_to_json(resolve_across(rng.sample(readings, len(readings)))) == wanted
    assert resolution_to_json(resolution_from_json(wanted)) == wanted


def test_nothing_to_do() -> None:
    assert resolve_across([]) == Resolution()
    assert resolve_across([reading("a", "p:Ann Lee memberOf o:Acme Steel")]) == Resolution()


class Table:
    """Knows identifiers by (article, name)."""

    def __init__(self, **known: str) -> None:
        self.known = known

    def identify(self, candidates: Sequence[Candidate]) -> Mapping[Local, Identified]:
        """Return an identifier for each candidate whose article is known."""
        return {
            c.local: Identified(
                same_as=(self.known[c.local.article],), name="Acme Steel Holding", aliases=("ACM",)
            )
            for c in candidates
            if c.local.article in self.known and c.name.startswith("Acme")
        }


def test_the_same_identifier_joins_what_no_name_would() -> None:
    readings = [reading("a", "o:Acme Steel"), reading("b", "o:Acme Paper"), reading("c", "o:Acme Steel")]
    q1, q2 = "http://www.wikidata.org/entity/Q1", "http://www.wikidata.org/entity/Q2"
    found = resolve_across(readings, known=Table(a=q1, b=q1))
    assert found.entity("a", "acme-steel-org") == found.entity("b", "acme-paper-org")
    heading = found.headings[found.entity("a", "acme-steel-org")]
    assert (heading.name, heading.same_as, heading.aliases) == ("Acme Steel Holding", (q1,), ("ACM",))
    apart = resolve_across(readings, known=Table(a=q1, c=q2))
    assert apart.entity("a", "acme-steel-org") != apart.entity("c", "acme-steel-org")


def test_candidates_tell_what_is_around_them() -> None:
    asked: list[Candidate] = []

    class Listener:
        def identify(self, candidates: Sequence[Candidate]) -> Mapping[Local, Identified]:
            asked.extend(candidates)
            return {}

    resolve_across([reading("a", *LEE_OF_ACME)], known=Listener())
    (lee,) = (c for c in asked if c.name == "Ann Lee")
    assert lee.countries == ("NO",)
    assert set(lee.context) >= {"Acme Steel", "Norway"}


@pytest.mark.parametrize(
    ("identifier", "who"),
    [
        ("http://www.wikidata.org/entity/Q1", "https://www.wikidata.org/entity/"),
        ("https://www.wikidata.org/entity/Q2", "https://www.wikidata.org/entity/"),
        ("urn:iso:std:iso:3166:-1:JP", "urn:iso:std:iso:3166:-1:"),
        ("https://sws.geonames.org/1850147/", "https://sws.geonames.org/"),
        ("X9", "X9"),
    ],
)
def test_authorities(identifier: str, who: str) -> None:
    assert authority(identifier) == who


def test_corrections() -> None:
    readings = [
        reading("a", *LEE_OF_ACME),
        reading("b", *LEE_OF_ACME),
        reading("c", "p:Nan Moe", "g:Norway"),
        reading("d", "o:Bolt acquires o:Core"),
    ]
    corrections = Corrections(
        merge=((Pick("ann-lee-person", ("a",)), Pick("Nan Moe")), (Pick("Nobody"), Pick("Bolt"))),
        split=((Pick("Ann Lee", ("a",)), Pick("Ann Lee", ("b",))),),
        rename=((Pick("Acme Steel"), "Acme Steelworks"),),
        identify=((Pick("Acme Steel"), "https://www.wikidata.org/entity/Q7"),),
    )
    found = resolve_across(readings, corrections=corrections)
    assert one(found, ("a", "p:Ann Lee"), ("c", "p:Nan Moe"))
    assert not one(found, ("a", "p:Ann Lee"), ("b", "p:Ann Lee"))
    steel = found.entity("a", "acme-steel-org")
    assert steel == found.entity("b", "acme-steel-org") == "acme-steelworks-org"
    assert found.headings[steel].same_as == ("https://www.wikidata.org/entity/Q7",)
    assert found.unmatched == ("merge: no entity 'Nobody'",)
    assert resolution_from_json(resolution_to_json(found)) == found
