"""Open relations: which constructions give which triples, in which words, and how sure."""

from __future__ import annotations

import re
from typing import get_args

import pytest
import spacy

import kg.language
from kg.extraction import open_relations
from kg.extraction.open_clauses import Found
from kg.extraction.open_facts import Kind
from kg.extraction.open_phrases import open_data, phrases, text_of
from kg.extraction.open_relations import OpenRelation, confidence

from .trees import doc_of

#: A sentence and all of its triples, in any order.
SENTENCES = [
    (
        "The mayor opened two bridges and a new railway station.",
        ["The mayor|opened|two bridges", "The mayor|opened|a new railway station"],
    ),
    (
        "The bank bought Acme in May for $3 million.",
        ["The bank|bought|Acme", "The bank|bought Acme in|May", "The bank|bought Acme for|$3 million"],
    ),
    (
        "Acme was founded by two sisters in 1987.",
        ["Acme|was founded by|two sisters", "Acme|was founded by two sisters in|1987"],
    ),
    ("Old and new members met in Vienna.", ["Old members|met in|Vienna", "new members|met in|Vienna"]),
    (
        "The bus headed for Madrid in 1980.",
        ["The bus|headed for|Madrid", "The bus|headed for Madrid in|1980"],
    ),
    (
        "Officials agreed to sell the airport to Acme.",
        ["Officials|agreed to sell|the airport", "Officials|agreed to sell the airport to|Acme"],
    ),
    (
        "Engineers were able to repair the bridge and reopen the road.",
        ["Engineers|were able to repair|the bridge", "Engineers|were able to reopen|the road"],
    ),
    (
        "The court ordered the firm to pay damages.",
        [
            "The court|ordered|the firm",
            "The court|ordered the firm to pay|damages",
            "the firm|to pay|damages",
        ],
    ),
    ("She is a writer based in Oslo.", ["She|is|a writer", "She|based in|Oslo"]),
    ("The firm, which makes watches, bought Acme.", ["The firm|makes|watches", "The firm|bought|Acme"]),
    (
        "The firm sells a range of watches in Japan.",
        ["The firm|sells|a range of watches", "The firm|sells a range of watches in|Japan"],
    ),
    (
        "Anna said she had seen the film and that Tom would leave.",
        ["Anna|said|she had seen the film", "Anna|said|that Tom would leave", "she|had seen|the film"],
    ),
    ("There are three ways to Rome.", ["There|are|three ways", "There|are three ways to|Rome"]),
    ("The museum was closed and sold to Acme.", ["The museum|was sold to|Acme"]),
    (
        "They bought fruit such as apples and pears.",
        ["They|bought|fruit", "They|bought|apples", "They|bought|pears"],
    ),
    ("He gave his sister a book.", ["He|gave|his sister", "He|gave his sister|a book"]),
    (
        "The singer, wearing a red coat, left the stage.",
        ["The singer|wearing|a red coat", "The singer|left|the stage"],
    ),
    ("In 1990 the bank moved to Geneva.", ["the bank|moved to|Geneva", "the bank|moved to Geneva In|1990"]),
    ("The minister did not sign the treaty.", ["The minister|did not sign|the treaty"]),
    (
        "Tea, rather than coffee, is the drink of Wales.",
        ["Tea|is|the drink of Wales", "Tea|is the drink of|Wales"],
    ),
    ("She no longer works for Acme.", ["She|no longer works for|Acme"]),
    ("The figures are typical of the region.", ["The figures|are typical of|the region"]),
    ("The plant makes steel, not glass.", ["The plant|makes|steel"]),
    (
        "It completed its sale of Smith Cos. for $2 million.",
        [
            "It|completed|its sale of Smith Cos.",
            "It|completed its sale of|Smith Cos.",
            "It|completed its sale of Smith Cos. for|$2 million",
        ],
    ),
    ("Boeing to lay off workers in Ohio", ["Boeing|to lay off|workers", "Boeing|to lay off workers in|Ohio"]),
    (
        "He reportedly paid $5 million to Acme.",
        ["He|reportedly paid|$5 million", "He|reportedly paid $5 million to|Acme"],
    ),
]
#: Sentences, and triples that they don't say.
UNSAID = [
    ("Neither France nor Spain signed the treaty.", "signed"),
    ("If Acme buys Bolt, it will close the plant.", "buys"),
    ("Did Acme buy Bolt?", "buy"),
    ("Nor did the mayor speak of taxes.", ".*speak of"),
    ("I don't think Acme bought Bolt.", "bought"),
    ("According to the report, sales fell in Spain.", "fell.* According to"),
]
ADJECTIVES = """
the the DET 5 det
social social ADJ 5 amod
and and CCONJ 4 cc
economic economic ADJ 2 conj
structures structure NOUN 0 root
of of ADP 8 case
modern modern ADJ 8 amod
France France PROPN 5 nmod
that that PRON 10 nsubj PronType=Rel
failed fail VERB 5 acl:relcl
"""
MIX = """
a a DET 2 det
mix mix NOUN 0 root
of of ADP 4 case
steel steel NOUN 2 nmod
and and CCONJ 6 cc
glass glass NOUN 4 conj
"""


@pytest.fixture(scope="module")
def nlp() -> spacy.Language:
    return kg.language.load()


@pytest.mark.model
@pytest.mark.parametrize(("text", "expected"), SENTENCES)
def test_a_sentence_gives_its_triples_and_no_others(
    nlp: spacy.Language, text: str, expected: list[str]
) -> None:
    found = ["|".join(triple[1:4]) for triple in open_relations(nlp(text))]
    assert sorted(found) == sorted(expected)


@pytest.mark.model
@pytest.mark.parametrize(("text", "relation"), UNSAID)
def test_what_is_asked_denied_or_supposed_is_no_triple(nlp: spacy.Language, text: str, relation: str) -> None:
    assert not [r for _, _, r, _, _ in open_relations(nlp(text)) if re.fullmatch(relation, r)]


@pytest.mark.model
def test_an_object_brings_the_other_phrases_of_its_verb(nlp: spacy.Language) -> None:
    first = next(iter(open_relations(nlp("The bank bought Acme in May for $3 million."))))
    assert first[1:] == ("The bank", "bought", "Acme", ("in May", "for $3 million"))


@pytest.mark.model
def test_a_long_list_is_not_multiplied_without_end(nlp: spacy.Language) -> None:
    names = " , ".join(f"Firm{n}" for n in range(40))
    triples = list(open_relations(nlp(f"Acme bought {names} and Bolt in Paris , Rome and Oslo .")))
    assert len(triples) < 200


def test_coordinated_modifiers_give_a_phrase_each() -> None:
    structures = doc_of(ADJECTIVES)[4]
    assert phrases(structures) == [
        "the social structures of modern France",
        "the economic structures of modern France",
    ]
    assert phrases(structures, keep="bare") == ["the social structures", "the economic structures"]


def test_what_a_mix_is_of_is_split_only_on_request() -> None:
    mix = doc_of(MIX)[1]
    assert phrases(mix) == ["a mix of steel and glass"]
    assert phrases(mix, split=True) == ["a mix of steel", "a mix of glass"]


def test_words_are_joined_as_in_the_text_without_quotation_marks() -> None:
    doc = doc_of(
        'He he PRON 2 nsubj\nread read VERB 0 root\n" " PUNCT 4 punct\nIt it PRON 2 obj\n" " PUNCT 4 punct'
    )
    assert text_of(doc) == "He read It"
    assert text_of([doc[3], doc[0]]) == "He It"


def test_every_kind_in_the_code_has_a_measured_precision() -> None:
    data = open_data()
    assert set(get_args(Kind)) == set(data["argument"])
    assert set(get_args(Found)) == set(data["subject"])
    assert all(
        0 < float(str(share)) < 1 for table in ("argument", "subject") for share in data[table].values()
    )


def test_confidence_falls_with_the_length_of_the_sentence_and_the_kind_of_place() -> None:
    def sure(kind: Kind, length: int) -> float:
        relation = OpenRelation(
            found="own",
            kind=kind,
            subject="Acme",
            relation="bought",
            object="the bank",
            further=(),
            words=length,
            before=0,
        )
        return confidence(relation)

    assert 1 > sure("object", 5) > sure("object", 50) > 0
    assert sure("agent", 10) > sure("object", 10) > sure("nested deeper", 10)
