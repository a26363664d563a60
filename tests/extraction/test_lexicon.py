"""The words of the lexicon in whole sentences, by the shipped language model.

``lexicon_sentences.tsv`` (one construction each) and ``lexicon_news.tsv`` (as a newspaper would put it) give a relation,
its subject, its object and a sentence that says it; ``lexicon_false.tsv`` gives relations that a sentence does not say.
Frames were written while reading the sentences, except for every fourth: there only the number found was looked at.
"""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.extraction import Claim, find_claims
from kg.extraction.claims import Argument
from kg.extraction.inflection import base_forms
from kg.model import Article
from kg.ontology import load_ontology

pytestmark = pytest.mark.model
HERE = Path(__file__).parent


def rows(name: str) -> list[list[str]]:
    return [line.split("\t") for line in (HERE / name).read_text(encoding="utf-8").splitlines()]


@functools.cache
def nlp():  # type: ignore[no-untyped-def]
    import kg.language

    return kg.language.load()


@functools.cache
def claims(text: str) -> tuple[Claim, ...]:
    return find_claims(nlp()(text), Article(id="test", text=text, published="2026-01-05"), load_ontology())


def plain(name: str) -> list[str]:
    """Return the words of a mention without article, quantity and possessive."""
    bare = re.sub(r"^(the|a|an|its|thousands of|many|several) ", "", name.lower())
    return re.sub(r"['’]s\b", "", bare).split()


def is_meant(expected: str, mention: Argument) -> bool:
    """Return whether a mention is what a row names, or a shorter or longer form with the same head."""
    wanted = plain(expected)
    forms = [plain(form) for form in (mention.text, *mention.variants)]
    return any(
        form
        and (set(form) <= set(wanted) or set(wanted) <= set(form))
        and {form[-1], wanted[-1]} & {*form, *wanted}
        for form in forms
    )


def is_found(relation: str, subject: str, object: str, sentence: str) -> bool:
    symmetric = load_ontology().relations[relation].symmetric
    return any(
        (is_meant(subject, c.subject) and is_meant(object, c.object))
        or (symmetric and is_meant(subject, c.object) and is_meant(object, c.subject))
        for c in claims(sentence)
        if c.predicate == relation
    )


def misfires() -> Iterator[str]:
    for relations, sentence in rows("lexicon_false.tsv"):
        yield from (f"{c.rule}: {sentence}" for c in claims(sentence) if c.predicate in relations.split(","))


@pytest.mark.parametrize(("table", "share"), [("lexicon_sentences.tsv", 0.83), ("lexicon_news.tsv", 0.72)])
def test_most_sentences_are_understood(table: str, share: float) -> None:
    missed = [row for row in rows(table) if not is_found(*row)]
    assert 1 - len(missed) / len(rows(table)) >= share, missed


@pytest.mark.parametrize("table", ["lexicon_sentences.tsv", "lexicon_news.tsv"])
def test_sentences_that_nobody_looked_at_are_understood_as_well(table: str) -> None:
    unseen = rows(table)[3::4]
    assert sum(is_found(*row) for row in unseen) / len(unseen) >= 0.74


def test_every_relation_is_found_in_its_sentences() -> None:
    found = Counter(row[0] for row in rows("lexicon_sentences.tsv") if is_found(*row))
    assert [name for name in load_ontology().relations if not found[name]] == []


def test_words_in_another_sense_say_nothing() -> None:
    found = list(misfires())
    assert len(found) <= 5, found


@pytest.mark.parametrize(
    ("form", "base"),
    [("snapped", "snap"), ("fined", "fine"), ("fled", "flee"), ("denied", "deny"), ("sparking", "spark")],
)
def test_base_forms(form: str, base: str) -> None:
    assert base in set(base_forms(form))
