"""One thing, one node, inside an article: pronouns, descriptions, surnames that are capitals, kinds."""

from __future__ import annotations

import pytest

import kg
from kg.model import Article

pytestmark = pytest.mark.model


def triples(*texts: str) -> set[tuple[str, str, str]]:
    articles = [Article(id=f"a{n}", text=text) for n, text in enumerate(texts)]
    with kg.build(articles) as graph:
        names = {entity.id: entity.name for entity in graph.entities()}
        return {(names[s.subject], s.predicate, names.get(s.object, s.value)) for s in graph.statements()}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "Peter Horvath left the carmaker in 2022. He now leads Kestrel Mobility.",
            ("Peter Horvath", "holdsPosition", "Kestrel Mobility"),
        ),
        (
            "Vela Motors, a van maker, grew last year. The company bought Kestrel Mobility in May.",
            ("Vela Motors", "acquires", "Kestrel Mobility"),
        ),
        (
            "Ann Paris was jailed in Oslo. Paris sued the Church of Light.",
            ("Ann Paris", "sues", "Church of Light"),
        ),
        (
            "The US Federal Trade Commission opened a case. The FTC sued Vela Motors on Monday.",
            ("US Federal Trade Commission", "sues", "Vela Motors"),
        ),
    ],
)
def test_what_is_said_of_a_thing_is_said_of_its_node(text: str, said: tuple[str, str, str]) -> None:
    assert said in triples(text)


def test_a_kind_is_the_same_in_every_article() -> None:
    texts = ("Vela Motors, a van maker, grew.", "Kestrel Mobility, a van maker, shrank.")
    articles = [Article(id=f"a{n}", text=text) for n, text in enumerate(texts)]
    with kg.build(articles) as graph:
        kinds = {s.object for s in graph.statements(predicate="instanceOf")}
        assert len(kinds) == 1


def test_nobody_is_a_kind_of_himself() -> None:
    found = triples("The Bolt Cup is a sailing race. The race was won by Ann Bell.")
    assert not [t for t in found if t[0] == t[2]]


def test_two_descriptions_of_one_noun_are_two_things() -> None:
    found = triples("The Syrian team beat the Polish team in Rome. The Polish team sued the referee.")
    subjects = {s for s, p, _ in found if p in {"defeats", "sues"}}
    assert subjects <= {"Syrian team", "Polish team"}
