"""Dates of birth, death and founding: sentences and the dates that they state."""

from __future__ import annotations

import functools

import pytest

from kg.extraction import find_claims
from kg.language import load as load_language
from kg.model import Article
from kg.ontology import load_ontology

pytestmark = pytest.mark.model
load = functools.cache(load_language)

CASES = [
    ("Ann Bell (10 April 1944 – 24 May 2017) was a chemist.", "bornOn 1944-04-10, diedOn 2017-05-24"),
    ("Carl Stone (Moscow, May 1926 — April 29, 2001) was a physicist.", "bornOn 1926-05, diedOn 2001-04-29"),
    ("Ann Bell (born May 5, 1970) is a singer.", "bornOn 1970-05-05"),
    ("Carl Stone (1809–1882) wrote to Ann Bell (b. 1860).", "bornOn 1809, diedOn 1882, bornOn 1860"),
    ("Ann Bell (born 1906 in Kerala – died 2 January 2003) was a writer.", "bornOn 1906, diedOn 2003-01-02"),
    ("Carl Stone was born on March 21, 1917 in Boston.", "bornOn 1917-03-21"),
    ("Born in Vienna in 1952, Ann Bell moved to Berlin in 1970.", "bornOn 1952"),
    ("Ann Bell, who died in Paris on 3 May 1999, was a painter.", "diedOn 1999-05-03"),
    ("Ann Bell was killed on Monday.", "diedOn 2023-07-03"),
    ("Until his death in 1980, Carl Stone taught at Yale University.", "diedOn 1980"),
    ("Founded in 1998 by Ann Bell and Carl Stone, Microsoft is a company.", "foundedOn 1998"),
    ("Ann Bell founded Microsoft in May 1998.", "foundedOn 1998-05"),
    ("Microsoft was established in 1921.", "foundedOn 1921"),
    ("Since its founding in 1975, Microsoft has grown.", "foundedOn 1975"),
    ("The 1947 creation of the Central Intelligence Agency changed much.", "foundedOn 1947"),
    (
        "Ann Bell (10 April 1944 - 24 May 2017) founded Microsoft in 1998.",
        "bornOn 1944-04-10, diedOn 2017-05-24, foundedOn 1998",
    ),
    # What is no lifetime, or no one date.
    ("Carl Stone (1982–1998) was chancellor.", ""),
    ("Carl Stone (c. 1370) was a painter.", ""),
    ("Carl Stone was born in the 1930s and died a few years ago.", ""),
    ("Microsoft founded a school in the 1990s.", ""),
    ("Ann Bell was born into a family of painters and moved to Paris in 1970.", ""),
]


@pytest.mark.parametrize(("sentence", "expected"), CASES)
def test_dates(sentence: str, expected: str) -> None:
    doc = load()(sentence)
    claims = find_claims(doc, Article(id="a", text=sentence, published="2023-07-05"), load_ontology())
    dates = [c for c in claims if c.object.value]
    assert (
        ", ".join(f"{c.predicate} {c.object.value}" for c in sorted(dates, key=lambda c: c.object.span))
        == expected
    )
    for claim in dates:
        assert claim.object.span.of(sentence) == claim.object.text
        assert claim.rule.startswith("date:")
