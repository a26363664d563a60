"""When, how much, where, about what: on sentences by the shipped model, published on Wednesday 5 July 2023."""

from __future__ import annotations

import functools

import pytest

from kg.extraction import Claim, find_claims
from kg.model import Article
from kg.ontology import load_ontology

#: Sentences with the predicate of a claim that must be found, and all of its qualifiers.
SENTENCES = [
    (
        "Microsoft bought Nintendo for $6.3 billion on Monday.",
        "acquires",
        {"when": "2023-07-03", "amount": "6300000000 USD"},
    ),
    ("Microsoft bought Nintendo for $6.3bn.", "acquires", {"amount": "6300000000 USD"}),
    (
        "Microsoft agreed to buy Nintendo in a deal worth $6.3 billion.",
        "acquires",
        {"amount": "6300000000 USD"},
    ),
    ("Microsoft agreed a $6.3 billion takeover of Nintendo.", "acquires", {"amount": "6300000000 USD"}),
    ("Microsoft bought Nintendo at a price of $6.3 billion.", "acquires", {"amount": "6300000000 USD"}),
    ("Microsoft bought Nintendo in a $6.3 billion deal.", "acquires", {"amount": "6300000000 USD"}),
    ("Microsoft bought a 30% stake in Nintendo.", "acquires", {"amount": "30 percent"}),
    ("Microsoft, whose shares rose 5 percent, bought Nintendo.", "acquires", {}),
    ("Microsoft bought Nintendo, which had sales of $4 billion.", "acquires", {}),
    ("Microsoft bought Nintendo, and Sony paid $4 billion to investors.", "acquires", {}),
    ("Microsoft, which sued Sony in 2019, bought Nintendo in 2021.", "acquires", {"when": "2021"}),
    ("Microsoft bought Nintendo in 2021, and Sony bought Sega in 2022.", "acquires", {"when": "2021"}),
    ("Microsoft said on Monday that it bought Nintendo in 2022.", "acquires", {"when": "2022"}),
    ("On Monday, Microsoft bought Nintendo.", "acquires", {"when": "2023-07-03"}),
    ("Microsoft bought Nintendo on Monday, Sony said on Tuesday.", "acquires", {"when": "2023-07-03"}),
    ("Microsoft plans to buy Nintendo in 2024.", "acquires", {"when": "2024"}),
    ("Microsoft will buy Nintendo next week.", "acquires", {"when": "2023-07-10/2023-07-16"}),
    ("Microsoft will buy Nintendo on Monday.", "acquires", {"when": "2023-07-10"}),
    ("Microsoft bought Nintendo last month.", "acquires", {"when": "2023-06"}),
    ("Microsoft bought Nintendo yesterday.", "acquires", {"when": "2023-07-04"}),
    ("Nintendo was bought by Microsoft in March 2020.", "acquires", {"when": "2020-03"}),
    ("Microsoft's acquisition of Nintendo in March 2020 surprised Sony.", "acquires", {"when": "2020-03"}),
    ("In March 2020, Microsoft completed its acquisition of Nintendo.", "acquires", {"when": "2020-03"}),
    (
        "Emmanuel Macron met Fumio Kishida in Tokyo on Monday.",
        "meetsWith",
        {"when": "2023-07-03", "place": "Tokyo"},
    ),
    ("At a summit in Tokyo, Emmanuel Macron met Fumio Kishida.", "meetsWith", {"place": "Tokyo"}),
    (
        "Emmanuel Macron's meeting with Fumio Kishida in Tokyo on Monday lasted an hour.",
        "meetsWith",
        {"when": "2023-07-03", "place": "Tokyo"},
    ),
    ("China accused Japan of espionage.", "accuses", {"about": "espionage"}),
    ("China blamed Japan for the theft.", "accuses", {"about": "theft"}),
    ("Intel invested $2 billion in Rapidus.", "investsIn", {"amount": "2000000000 USD"}),
    ("Intel invested \u20ac2 billion in Rapidus.", "investsIn", {"amount": "2000000000 EUR"}),
    ("The bombing killed 12 people in Kabul.", "kills", {"amount": "12 people", "place": "Kabul"}),
    (
        "An attack by the Taliban killed at least 12 people on Monday.",
        "kills",
        {"amount": "12 people", "when": "2023-07-03"},
    ),
    ("Police arrested John Smith in London on Sunday.", "detains", {"when": "2023-07-02", "place": "London"}),
    ("Sony sued Sega for $5 million.", "sues", {"amount": "5000000 USD"}),
    ("Google was founded in 1998 by Larry Page.", "foundedBy", {"when": "1998"}),
    ("Google, founded by Larry Page in 1998, is in California.", "foundedBy", {"when": "1998"}),
    ("Google, founded in 1998, is based in California.", "headquarteredIn", {}),
    ("Larry Page, who bought Sega in 2019, is the chief executive of Google.", "holdsPosition", {}),
    ("Larry Page was born in Michigan on March 26, 1973.", "bornIn", {"when": "1973-03-26"}),
    ("Larry Page died in Paris in 2019.", "diedIn", {"when": "2019"}),
    ("Russia invaded Ukraine in February 2022.", "attacks", {"when": "2022-02"}),
    ("Emmanuel Macron visited Japan this week.", "visits", {"when": "2023-07-03/2023-07-09"}),
    ("Emmanuel Macron will visit Japan on Thursday.", "visits", {"when": "2023-07-06"}),
    ("Emmanuel Macron visited Japan for three days.", "visits", {}),
    ("Britain left the European Union on 31 January 2020.", "withdrawsFrom", {"when": "2020-01-31"}),
    ("Spain beat England 3-1 on Saturday.", "defeats", {"when": "2023-07-01"}),
    ("Boeing sold 50 jets to Ryanair.", "suppliesTo", {"amount": "50 jets", "about": "jets"}),
    ("Ryanair bought 50 jets from Boeing.", "acquires", {"amount": "50 jets"}),
    ("Police investigated Sega over a $5 million theft.", "investigates", {}),
    (
        "Monday's meeting between Emmanuel Macron and Fumio Kishida ended early.",
        "meetsWith",
        {"when": "2023-07-03"},
    ),
    ("The 2019 acquisition of Nintendo by Microsoft surprised Sony.", "acquires", {"when": "2019"}),
    ("On Monday, Microsoft bought Nintendo and sold Sega.", "acquires", {"when": "2023-07-03"}),
    ("Emmanuel Macron will not visit Japan on Thursday.", "visits", {"when": "2023-07-06"}),
    ("Emmanuel Macron may have visited Japan on Thursday.", "visits", {"when": "2023-06-29"}),
    (
        "Microsoft managed on Monday to buy Nintendo for $6 billion.",
        "acquires",
        {"when": "2023-07-03", "amount": "6000000000 USD"},
    ),
    ("The $4 billion company Microsoft bought Nintendo.", "acquires", {}),
    ("An explosion in Kabul killed 12 people.", "kills", {"place": "Kabul", "amount": "12 people"}),
    (
        "12 people were killed by the Taliban in Kabul on Monday.",
        "kills",
        {"place": "Kabul", "amount": "12 people", "when": "2023-07-03"},
    ),
    ("Emmanuel Macron held talks with Fumio Kishida in Tokyo.", "meetsWith", {"place": "Tokyo"}),
    (
        "Microsoft's $6 billion acquisition of Nintendo was approved.",
        "acquires",
        {"amount": "6000000000 USD"},
    ),
    (
        "Microsoft completed its acquisition of Nintendo for $6 billion.",
        "acquires",
        {"amount": "6000000000 USD"},
    ),
    ("Intel will make a $2 billion investment in Rapidus.", "investsIn", {"amount": "2000000000 USD"}),
    ("Canada donated $5 million to Ukraine.", "funds", {"amount": "5000000 USD"}),
    ("Microsoft bought Nintendo as shares fell 5 percent.", "acquires", {}),
    ("Microsoft bought Nintendo after a 5 percent fall in sales.", "acquires", {}),
    ("Next year's summit will take place in Tokyo.", "locatedIn", {"when": "2024"}),
]


@functools.cache
def claims() -> dict[str, tuple[Claim, ...]]:
    """Return the claims of each sentence; all are read at once."""
    import kg.language

    texts = [text for text, _, _ in SENTENCES]
    docs = kg.language.load().pipe(texts)
    return {
        text: find_claims(doc, Article(id="test", text=text, published="2023-07-05"), load_ontology())
        for text, doc in zip(texts, docs, strict=True)
    }


def qualifiers(claim: Claim) -> dict[str, str]:
    """Return the qualifiers of a claim that are not empty."""
    found = {
        "when": claim.when,
        "amount": f"{claim.amount.value} {claim.amount.unit}" if claim.amount else "",
        "place": claim.place.text if claim.place else "",
        "about": claim.about.text if claim.about else "",
    }
    return {name: value for name, value in found.items() if value}


@pytest.mark.model
@pytest.mark.parametrize(("text", "predicate", "expected"), SENTENCES)
def test_sentences(text: str, predicate: str, expected: dict[str, str]) -> None:
    assert expected in [qualifiers(c) for c in claims()[text] if c.predicate == predicate]
