"""What whole sentences say, by the shipped language model: tables of (sentence, facts that must be found)."""

from __future__ import annotations

import functools
from decimal import Decimal

import pytest
from statuses import PL, PO, PR, A, D

from kg.extraction import Claim, find_claims
from kg.model import Amount, Article, Reading, Status
from kg.ontology import load_ontology
from kg.resolution import resolve

pytestmark = pytest.mark.model


@functools.cache
def nlp():  # type: ignore[no-untyped-def]
    import kg.language

    return kg.language.load()


@functools.cache
def reading(text: str) -> Reading:
    """Return what a text published on Monday 3 July 2023 says."""
    article = Article(id="test", text=text, published="2023-07-03")
    doc = nlp()(text)
    return resolve(article, doc, claims(text), load_ontology())


@functools.cache
def claims(text: str) -> tuple[Claim, ...]:
    return find_claims(nlp()(text), Article(id="test", text=text, published="2023-07-03"), load_ontology())


def facts(text: str) -> set[tuple[str, str, str, Status]]:
    """Return (subject, predicate, object, status) of all evidence; symmetric relations in both orders."""
    said = reading(text)
    names = {e.id: e.name for e in said.entities}
    found = set()
    for e in said.evidence:
        found.add((names[e.subject], e.predicate, names[e.object], e.status))
        if load_ontology().relations[e.predicate].symmetric:
            found.add((names[e.object], e.predicate, names[e.subject], e.status))
    return found


SENTENCES = [
    ("Microsoft bought Activision Blizzard in October.", "Microsoft", "acquires", "Activision Blizzard", A),
    ("Activision Blizzard was bought by Microsoft.", "Microsoft", "acquires", "Activision Blizzard", A),
    ("Microsoft plans to acquire Activision Blizzard.", "Microsoft", "acquires", "Activision Blizzard", PL),
    ("Microsoft has agreed to buy Activision Blizzard.", "Microsoft", "acquires", "Activision Blizzard", PL),
    ("Microsoft offered to buy Activision Blizzard.", "Microsoft", "acquires", "Activision Blizzard", PR),
    ("Microsoft may buy Activision Blizzard.", "Microsoft", "acquires", "Activision Blizzard", PO),
    (
        "Microsoft is considering buying Activision Blizzard.",
        "Microsoft",
        "acquires",
        "Activision Blizzard",
        PO,
    ),
    ("Microsoft did not buy Activision Blizzard.", "Microsoft", "acquires", "Activision Blizzard", D),
    (
        "Microsoft denied that it bought Activision Blizzard.",
        "Microsoft",
        "acquires",
        "Activision Blizzard",
        D,
    ),
    ("Microsoft refused to buy Activision Blizzard.", "Microsoft", "acquires", "Activision Blizzard", D),
    (
        "Microsoft completed its acquisition of Activision Blizzard.",
        "Microsoft",
        "acquires",
        "Activision Blizzard",
        A,
    ),
    (
        "Microsoft proposed an acquisition of Activision Blizzard.",
        "Microsoft",
        "acquires",
        "Activision Blizzard",
        PR,
    ),
    (
        "The European Union is seeking to forge an alliance with Japan.",
        "European Union",
        "partnersWith",
        "Japan",
        PL,
    ),
    ("Japan and South Korea will cooperate with Germany.", "South Korea", "partnersWith", "Germany", PL),
    (
        "The United States imposed sanctions on Russia and Belarus.",
        "United States",
        "sanctions",
        "Belarus",
        A,
    ),
    ("Russia was hit by sanctions, but China, which sued Canada, was not.", "China", "sues", "Canada", A),
    (
        "Britain prevented Microsoft from buying Activision Blizzard.",
        "Microsoft",
        "acquires",
        "Activision Blizzard",
        D,
    ),
    ("Washington urged Japan to join the talks.", "United States", "urges", "Japan", A),
    ("French President Emmanuel Macron visited Beijing.", "Emmanuel Macron", "visits", "Beijing", A),
    ("French President Emmanuel Macron visited Beijing.", "Emmanuel Macron", "holdsPosition", "France", A),
    ("Tim Cook, the chief executive of Apple, spoke on Monday.", "Tim Cook", "holdsPosition", "Apple", A),
    ("Lyon is a city in France.", "Lyon", "locatedIn", "France", A),
    ("Spain beat England in Sydney.", "Spain", "defeats", "England", A),
    ("Toyota, based in Nagoya, makes cars.", "Toyota", "headquarteredIn", "Nagoya", A),
    ("Police arrested John Smith in London.", "Police", "detains", "John Smith", A),
    ("Japanese chipmaker Rapidus was founded by Sony.", "Rapidus", "foundedBy", "Sony", A),
    ("Japanese chipmaker Rapidus was founded by Sony.", "Rapidus", "citizenOf", "Japan", A),
]


@pytest.mark.parametrize(("text", "subject", "predicate", "object", "status"), SENTENCES)
def test_sentences(text: str, subject: str, predicate: str, object: str, status: Status) -> None:
    assert (subject, predicate, object, status) in facts(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n\n ",
        "…",
        "🙂 🙂",
        "No entities are named here at all.",
        "a" * 5000,
        "and and and , , , ( ( )",
        "SHOUTING HEADLINE WITH NOTHING IN IT!!!",
    ],
)
def test_odd_text_says_nothing_and_does_not_fail(text: str) -> None:
    assert facts(text) == set()


def test_amount_date_and_speaker() -> None:
    text = "Last week, Microsoft proposed a $6.3 billion acquisition of Nintendo, Sony said."
    found = next(c for c in claims(text) if c.predicate == "acquires")
    assert found.amount == Amount(Decimal("6300000000"), "USD")
    assert found.when == "2023-06-26/2023-07-02"
    assert found.speaker is not None
    assert found.speaker.text == "Sony"
    assert (found.status, found.cue) == (PR, "proposed")


def test_quotes_are_slices_of_the_text() -> None:
    text = "Intro.\n\n“Microsoft bought Nintendo,” Ann Lee said.  \n\nSony sued Microsoft in\nTokyo.\n"
    said = reading(text)
    assert said.evidence
    for e in said.evidence:
        assert text[e.span.start : e.span.end] == e.quote
        assert e.quote == e.quote.strip()


def test_names_of_one_article_are_one_entity() -> None:
    text = (
        "Thierry Breton met Japan Investment Corporation (JIC) on Monday. Breton praised JIC. "
        "Mr Breton said JIC had bought Acme Holdings plc. Acme is based in Leeds."
    )
    names = sorted(e.name for e in reading(text).entities)
    assert names.count("Thierry Breton") == 1
    assert "Breton" not in names
    assert "JIC" not in names


def test_an_entity_never_relates_to_itself() -> None:
    for e in reading("Japan and Japanese officials met Japan. The United States sued the U.S.").evidence:
        assert e.subject != e.object
