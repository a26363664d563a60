"""Which mentions are of one thing: candidate mentions, what pairs show, what can't be one, and the clusters of real sentences."""

from __future__ import annotations

import json
import shutil
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
import spacy
from spacy.tokens import Doc

import kg.language
from kg.language.coreference.clusters import find_clusters
from kg.language.coreference.genders import FEMALE, MALE, UNKNOWN, load_genders
from kg.language.coreference.mentions import CONTENT, FLAGS, KINDS, find_mentions
from kg.language.coreference.network import description, load_ranker
from kg.language.coreference.pairs import FAR, FEATURES, NEAR, find_pairs, pair_features
from kg.language.encoder import MODEL
from tests.extraction.trees import doc_of

TEAMS = """
The the DET 3 det
Syrian Syrian ADJ 3 amod
team team NOUN 4 nsubj
beat beat VERB 0 root
the the DET 7 det
Polish Polish ADJ 7 amod
team team NOUN 4 obj
and and CCONJ 9 cc
thanked thank VERB 4 conj
its its PRON 11 nmod:poss
coach coach NOUN 9 obj
. . PUNCT 4 punct
"""
MOTHER = """
Ann Ann PROPN 2 nmod:poss
mother mother NOUN 3 nsubj
met meet VERB 0 root
Tom Tom PROPN 3 obj
Bell Bell PROPN 4 flat
, , PUNCT 9 punct
who who PRON 9 nsubj
had have AUX 9 aux
left leave VERB 4 acl:relcl
. . PUNCT 3 punct
"""


def texts_of(doc: Doc) -> list[str]:
    found = find_mentions(doc)
    return [doc[a:b].text for a, b in zip(found.start, found.end, strict=True)]


def clusters_of(doc: Doc, score: float = 5.0) -> list[list[str]]:
    """The clusters where every pair is as likely as any other."""
    found = find_mentions(doc)
    later, earlier = find_pairs(found)
    scores = np.full(len(later), score, dtype=np.float32)
    clusters = find_clusters(found, later, earlier, scores)
    return [[doc[int(found.start[k]) : int(found.end[k])].text for k in cluster] for cluster in clusters]


def test_mentions_are_whole_phrases_pronouns_and_names() -> None:
    assert texts_of(doc_of(TEAMS)) == ["The Syrian team", "the Polish team", "its", "its coach"]
    names = {"Ann": "PERSON", "Tom Bell": "PERSON"}
    assert texts_of(doc_of(MOTHER, names)) == [
        "Ann",
        "Ann mother",
        "Tom Bell",
        "Tom Bell , who had left",
        "who",
    ]


def test_a_pair_joined_by_and_is_a_mention_beside_its_first_part() -> None:
    rows = "Ann Ann PROPN 4 nsubj\nand and CCONJ 3 cc\nBo Bo PROPN 1 conj\nmet meet VERB 0 root"
    assert texts_of(doc_of(rows)) == ["Ann", "Ann and Bo", "Bo"]


def test_each_pair_shows_as_many_things_as_have_a_name() -> None:
    doc = doc_of(TEAMS)
    found = find_mentions(doc)
    later, earlier = find_pairs(found)
    assert (later > earlier).all()
    table = pair_features(found, later, earlier)
    assert table.shape == (6, len(FEATURES))
    assert set(np.unique(table)) <= {0.0, 1.0}
    teams = dict(zip(FEATURES, table[0], strict=True))
    assert teams["same head"]
    assert teams["same head, words that differ"]
    assert not teams["same words"]
    owner = dict(zip(FEATURES, table[-1], strict=True))
    assert owner["j inside i"]
    assert owner["j hangs on i"]
    assert len(set(FEATURES)) == len(FEATURES)


def test_far_mentions_are_compared_where_they_share_a_word() -> None:
    words = ["Acme", "slept", ".", *["Dogs", "slept", "."] * (NEAR + 10), "Acme", "woke", "."]
    heads = [i for n in range(0, len(words), 3) for i in (n + 1, n + 1, n + 1)]
    deps = ["nsubj", "ROOT", "punct"] * (len(words) // 3)
    pos = ["NOUN", "VERB", "PUNCT"] * (len(words) // 3)
    doc = Doc(spacy.blank("en").vocab, words=words, heads=heads, deps=deps, pos=pos, lemmas=words)
    later, earlier = find_pairs(find_mentions(doc))
    last = set(earlier[later == later.max()].tolist())
    assert 0 in last
    assert len(last) == NEAR + 1
    assert all((later == k).sum() <= NEAR + FAR for k in range(later.max() + 1))


@pytest.mark.parametrize(
    ("rows", "names", "apart"),
    [
        (TEAMS, {}, ("The Syrian team", "the Polish team")),
        (TEAMS, {}, ("its", "its coach")),
        (MOTHER, {"Ann": "PERSON", "Tom Bell": "PERSON"}, ("Ann", "Ann mother")),
        (MOTHER, {"Ann": "PERSON", "Tom Bell": "PERSON"}, ("Ann", "Tom Bell")),
        (MOTHER, {"Ann": "PERSON", "Tom Bell": "ORG"}, ("Ann", "Tom Bell")),
        ("He he PRON 2 nsubj\nhit hit VERB 0 root\nher she PRON 2 obj", {}, ("He", "her")),
        ("It it PRON 2 nsubj\nhit hit VERB 0 root\nAnn Ann PROPN 2 obj", {"Ann": "PERSON"}, ("It", "Ann")),
    ],
)
def test_what_grammar_forbids_is_never_one(rows: str, names: dict[str, str], apart: tuple[str, str]) -> None:
    doc = doc_of(rows, names)
    assert set(apart) <= set(texts_of(doc))
    assert not [cluster for cluster in clusters_of(doc) if set(apart) <= set(cluster)]


def test_an_acronym_may_be_one_with_the_name_it_is_short_for() -> None:
    rows = """
    Japan Japan PROPN 3 compound
    Investment investment PROPN 3 compound
    Corporation corporation PROPN 4 nsubj
    left leave VERB 0 root
    JIC JIC PROPN 4 obj
    """
    doc = doc_of(rows, {"Japan Investment Corporation": "ORG", "JIC": "ORG"})
    assert clusters_of(doc) == [["Japan Investment Corporation", "JIC"]]
    other = doc_of(rows.replace("JIC JIC", "JSR JSR"), {"Japan Investment Corporation": "ORG", "JSR": "ORG"})
    assert clusters_of(other) == []


def test_unlikely_pairs_make_no_cluster() -> None:
    assert clusters_of(doc_of(TEAMS), score=-9.0) == []


@pytest.mark.parametrize(
    ("words", "name", "gender"),
    [
        ("Angela Merkel left", "Angela Merkel", FEMALE),
        ("Mr Merkel left", "Merkel", MALE),
        ("Sir Angela left", "Angela", MALE),
        ("Quorl Merkel left", "Quorl Merkel", UNKNOWN),
    ],
)
def test_first_names_and_titles_tell_the_gender(words: str, name: str, gender: int) -> None:
    rows = "\n".join(f"{w} {w} PROPN 0 root" for w in words.split())
    doc = doc_of(rows, {name: "PERSON"})
    assert set(load_genders().of_names(doc).values()) == {gender}


def test_a_surname_has_the_gender_of_the_whole_name() -> None:
    rows = "\n".join(f"{w} {w} PROPN 0 root" for w in "Angela Merkel met Bell . Merkel left".split())
    doc = doc_of(rows)
    doc.ents = tuple(doc.char_span(a, b, label="PERSON") for a, b in ((0, 13), (18, 22), (25, 31)))
    assert load_genders().of_names(doc) == {0: FEMALE, 1: FEMALE, 3: UNKNOWN, 5: FEMALE}


def test_no_name_is_of_both_genders() -> None:
    genders = load_genders()
    assert {MALE, FEMALE} == set(genders.names.values())
    assert all(name.isalpha() and name == name.lower() for name in genders.names)


def test_weights_for_other_features_are_not_used(tmp_path: Path) -> None:
    assert load_ranker(tmp_path) is None
    about = {**description(), "heads": 16, "flags": [*FLAGS, "new"]}
    (tmp_path / "coreference.json").write_text(json.dumps(about), encoding="utf-8")
    shutil.copy(MODEL / "coreference.npz", tmp_path)
    load_ranker.cache_clear()
    assert load_ranker(tmp_path) is None


def test_an_empty_document_has_no_mentions() -> None:
    found = find_mentions(Doc(spacy.blank("en").vocab))
    assert len(found) == 0
    assert found.content.shape == (0, CONTENT)
    assert len(find_pairs(found)[0]) == 0


# -------- With the shipped model


@pytest.fixture(scope="module")
def nlp() -> spacy.Language:
    return kg.language.load(threads=1)


def found_in(doc: Doc) -> list[list[str]]:
    keys = [key for key in doc.spans if key.startswith("coref_clusters_")]
    assert keys == [f"coref_clusters_{n}" for n in range(1, len(keys) + 1)]
    return [[span.text for span in doc.spans[key]] for key in keys]


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "together"),
    [
        ("Angela Merkel visited Paris on Monday. She met the president there.", ("Angela Merkel", "She")),
        ("The council rejected the plan. Its members said it would cost too much.", ("the plan", "it")),
        ("Acme Corp. bought a plant. The plant employs 300 people.", ("a plant", "The plant")),
        ("Ann Bell, who leads the bank, resigned. Bell gave no reason.", ("Ann Bell, who leads the bank", "Bell")),
        ("The European Union (EU) agreed. The EU will pay.", ("The European Union (EU)", "The EU")),
        ("“I will stay,” said Maria Lopez. “My work is not done.”", ("I", "My")),
        ("Tom Ford sold his house. He moved to Rome.", ("Tom Ford", "his", "He")),
        ("The Dutch government banned the exports. It said the ban was needed.", ("The Dutch government", "It")),
    ],
)  # fmt: skip
def test_mentions_of_one_thing_are_together(
    nlp: spacy.Language, text: str, together: tuple[str, ...]
) -> None:
    clusters = found_in(nlp(text))
    assert any(set(together) <= set(cluster) for cluster in clusters), clusters


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "apart"),
    [
        ("Tom Ford met Anna Bell. She thanked him.", ("Tom Ford", "She")),
        ("Tom Ford met Anna Bell. She thanked him.", ("Anna Bell", "him")),
        ("It is raining in Rome. The council said it would meet.", ("It", "The council")),
        (
            "The first plant is in Ohio. The second plant is in Texas.",
            ("The first plant", "The second plant"),
        ),
        ("Acme sued Bolt. Bolt denied everything.", ("Acme", "Bolt")),
    ],
)
def test_mentions_of_two_things_are_apart(nlp: spacy.Language, text: str, apart: tuple[str, str]) -> None:
    clusters = found_in(nlp(text))
    assert not [cluster for cluster in clusters if set(apart) <= set(cluster)], clusters


@pytest.mark.model
def test_clusters_are_in_order_and_share_no_mention(nlp: spacy.Language) -> None:
    text = "Ann Bell met Tom Ford. She liked him. Bell hired Ford, and he thanked her for his job. " * 30
    doc = nlp(text)
    spans = [[(s.start, s.end) for s in v] for k, v in doc.spans.items() if k.startswith("coref_clusters_")]
    assert all(a < b for cluster in spans for a, b in pairwise(cluster))
    every = [span for cluster in spans for span in cluster]
    assert len(set(every)) == len(every)
    assert [cluster[0] for cluster in spans] == sorted(cluster[0] for cluster in spans)
    assert found_in(nlp(text)) == found_in(doc)


@pytest.mark.model
def test_given_words_and_no_words_work_too(nlp: spacy.Language) -> None:
    words = "Angela Merkel left . She was tired .".split()
    assert found_in(nlp(Doc(nlp.vocab, words=words))) == [["Angela Merkel", "She"]]
    assert found_in(nlp("")) == found_in(nlp("\n \n")) == []
    assert KINDS[0] == "name"


@pytest.mark.model
def test_coreference_can_be_left_out() -> None:
    plain = kg.language.load(coreference=False)
    assert "kg_coreference" not in plain.pipe_names
    assert not found_in(plain("Angela Merkel left. She was tired."))
