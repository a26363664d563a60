"""What biographies and company profiles say of whom: sentences and the relations that they state."""

from __future__ import annotations

import functools

import pytest

from kg.extraction import find_claims
from kg.extraction.claims import Claim
from kg.language import load as load_language
from kg.model import Article
from kg.ontology import load_ontology
from kg.resolution import resolve

pytestmark = pytest.mark.model
load = functools.cache(load_language)

CASES = [
    # What a clause says of a description goes to the name.
    ("Kijenge is a milling company based in Arusha.", "Kijenge headquarteredIn Arusha"),
    ("Acme Bank, a lender founded by Ann Bell, is growing.", "Acme Bank foundedBy Ann Bell"),
    # Places and posts that several words share.
    ("Carl Stone was born and raised in Ohio.", "Carl Stone bornIn Ohio, Carl Stone livesIn Ohio"),
    ("Eric Lund is founder and chief executive of Microsoft.", "Microsoft foundedBy Eric Lund"),
    (
        "Eric Lund is founder and chief executive of Microsoft.",
        "Eric Lund holdsPosition/chief executive Microsoft",
    ),
    ("Ann Bell is president and CEO of Microsoft.", "Ann Bell holdsPosition/president Microsoft"),
    ("Ann Bell is president and CEO of Microsoft.", "Ann Bell holdsPosition/CEO Microsoft"),
    # Names that a description presents.
    ("A native of Brooklyn, Carl Stone graduated from Yale University.", "Carl Stone bornIn Brooklyn"),
    ("Microsoft's chief executive is Ann Bell.", "Ann Bell holdsPosition/chief executive Microsoft"),
    ("As chairman of Microsoft, Ann Bell travelled a lot.", "Ann Bell holdsPosition/chairman Microsoft"),
    # Bodies.
    ("Microsoft is the parent company of GitHub.", "GitHub subsidiaryOf Microsoft"),
    ("GitHub operates as a subsidiary of Microsoft.", "GitHub subsidiaryOf Microsoft"),
    # A nationality is the employer of officials only.
    ("Ann Bell is an American lawyer.", "Ann Bell citizenOf American"),
    ("Ann Bell is a Swiss psychiatrist.", "Ann Bell citizenOf Swiss"),
    ("Ann Bell is a lawyer from Boston.", "Ann Bell livesIn Boston"),
    ("Ann Bell is a lawyer from France.", "Ann Bell citizenOf France"),
    ("Ann Bell is chief executive of Acme Corp, based in Dubai.", "Acme Corp headquarteredIn Dubai"),
    (
        "Acme Corp is an airline, the world's largest carrier, based in Dallas.",
        "Acme Corp headquarteredIn Dallas",
    ),
    # Kin: the role is what the subject is to the object.
    ("Carl Stone is the son of Ann Bell.", "Carl Stone relativeOf/son Ann Bell"),
    (
        "Carl Stone took over the shop from his father Lucien Stone.",
        "Lucien Stone relativeOf/father Carl Stone",
    ),
    ("Carl Stone was born in Rome, the son of Ann Bell.", "Carl Stone relativeOf/son Ann Bell"),
    ("Ann Bell and Carl Stone have two children, Olivia and Jack.", "Olivia relativeOf/child Ann Bell"),
    ("Ann Bell and Carl Stone have two children, Olivia and Jack.", "Jack relativeOf/child Carl Stone"),
    ("Ann Bell married Carl Stone and they have a son, Jack Stone.", "Jack Stone relativeOf/son Ann Bell"),
    (
        "Carl Stone and his wife Ann live in Rome with their daughter Olivia.",
        "Olivia relativeOf/daughter Carl Stone",
    ),
    ("In 1963, Carl Stone, his wife, Ann Bell, and their dog moved to Rome.", "Ann Bell spouseOf Carl Stone"),
    # Education.
    (
        "Carl Stone graduated with a degree in law from Yale University.",
        "Carl Stone educatedAt Yale University",
    ),
    ("Ann Bell received her M.A. from Yale University.", "Ann Bell educatedAt Yale University"),
]
ABSENT = [
    ("Ann Bell is an American lawyer.", "holdsPosition"),
    ("Ann Bell is a lawyer from Boston.", "citizenOf"),
    ("Carl Stone met the children of Ann Bell.", "relativeOf"),
    ("Ann Bell and Carl Stone have two dogs, Rex and Max.", "relativeOf"),
    ("The winners elected were Ann Bell and Carl Stone.", "holdsPosition"),
]


def claims_of(sentence: str) -> tuple[Claim, ...]:
    return find_claims(load()(sentence), Article(id="a", text=sentence), load_ontology())


@pytest.mark.parametrize(("sentence", "expected"), CASES)
def test_stated(sentence: str, expected: str) -> None:
    found = set()
    for c in claims_of(sentence):
        role = f"/{c.role}" if c.role else ""
        found.add(f"{c.subject.text} {c.predicate}{role} {c.object.text}")
    assert set(expected.split(", ")) <= found


@pytest.mark.parametrize(("sentence", "relation"), ABSENT)
def test_not_stated(sentence: str, relation: str) -> None:
    by_rules = {c.predicate for c in claims_of(sentence) if not c.rule.startswith("score:")}
    assert relation not in by_rules


def test_claims_about_unknown_persons_are_found_but_not_resolved() -> None:
    text = "She was born in Rome on 3 May 1950. Her father, Carl Stone, worked for Microsoft."
    article, doc = Article(id="a", text=text), load()(text)
    claims = find_claims(doc, article, load_ontology())
    assert {c.predicate for c in claims if c.subject.unresolved or c.object.unresolved} >= {
        "bornIn",
        "bornOn",
    }
    reading = resolve(article, doc, claims, load_ontology())
    assert {(e.subject, e.predicate) for e in reading.evidence} == {("carl-stone-person", "holdsPosition")}
    assert {entity.name for entity in reading.entities} >= {"Carl Stone", "Microsoft", "Rome"}
    assert not {entity.name.casefold() for entity in reading.entities} & {"she", "her"}


def test_the_direction_of_kin_is_kept() -> None:
    for text, subject in (
        ("Ann Bell is the daughter of Carl Stone.", "ann-bell-person"),
        ("Carl Stone is the father of Ann Bell.", "carl-stone-person"),
    ):
        article, doc = Article(id="a", text=text), load()(text)
        reading = resolve(article, doc, find_claims(doc, article, load_ontology()), load_ontology())
        kin = [e for e in reading.evidence if e.predicate == "relativeOf"]
        assert [e.subject for e in kin] == [subject]
