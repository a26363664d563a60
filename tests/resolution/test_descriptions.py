"""Which name "the company" takes up."""

from __future__ import annotations

from kg.extraction.claims import Argument, Claim
from kg.model import EntityType, Span
from kg.resolution.descriptions import Descriptions

ORG = EntityType.ORGANIZATION


def mention(text: str, start: int, kind: str = "name") -> Argument:
    return Argument(span=Span(start, start + len(text)), text=text, head=0, kind=kind, type=ORG)


def kind_claim(name: str, start: int, noun: str) -> Claim:
    return Claim(
        span=Span(0, 1),
        subject=mention(name, start),
        predicate="instanceOf",
        object=mention(noun, start + len(name) + 4, "nominal"),
        rule="kind:instanceOf",
    )


def test_the_last_noun_of_a_name_takes_it_up() -> None:
    names = [("Digital Council", ORG, Span(0, 15)), ("Acme", ORG, Span(20, 24))]
    assert Descriptions(names, []).meant_by(mention("council", 40, "nominal")) == ("Digital Council", ORG)
    assert Descriptions(names, []).meant_by(mention("council", 10, "nominal")) is None


def test_a_kind_takes_up_the_name_if_no_other_came_between() -> None:
    claims = [kind_claim("ASML", 0, "chip company")]
    names = [("ASML", ORG, Span(0, 4))]
    company = mention("company", 60, "nominal")
    assert Descriptions(names, claims).meant_by(company) == ("ASML", ORG)
    assert Descriptions([*names, ("Micron", ORG, Span(40, 46))], claims).meant_by(company) is None


def test_an_unknown_noun_takes_up_nothing() -> None:
    names = [("ASML", ORG, Span(0, 4))]
    assert Descriptions(names, []).meant_by(mention("company", 60, "nominal")) is None
