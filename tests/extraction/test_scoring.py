"""The learned scorer: what it adds to the rules' claims, and that it stays silent where it knows nothing."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from kg.extraction import Claim, find_claims
from kg.extraction.context import Context
from kg.extraction.scorer import load_scorer
from kg.extraction.scoring import _meanings, with_scored
from kg.language.encoder import ENCODER, MODEL
from kg.model import Article
from kg.ontology import load_ontology

from .trees import doc_of

ROWS = """
    Ann ann PROPN 2 nsubj
    saw see VERB 0 root
    Acme Acme PROPN 2 obj
    . . PUNCT 2 punct
"""


def keep(claim: Claim, _: object) -> Claim:
    return claim


def context_of(doc):  # type: ignore[no-untyped-def]
    return Context.of(doc, "", load_ontology())


def test_no_vectors_no_claims():
    doc = doc_of(ROWS, {"Ann": "PERSON", "Acme": "ORG"})
    assert list(with_scored([], context_of(doc), keep)) == []


@pytest.mark.model
def test_vectors_of_another_width_or_without_their_model_are_left_alone():
    doc = doc_of(ROWS, {"Ann": "PERSON", "Acme": "ORG"})
    doc.tensor = np.ones((len(doc), 96), dtype=np.float32)
    assert list(with_scored([], context_of(doc), keep)) == []
    doc.user_data[ENCODER] = str(MODEL)
    assert list(with_scored([], context_of(doc), keep)) == []


@pytest.fixture(scope="module")
def nlp():  # type: ignore[no-untyped-def]
    import kg.language

    return kg.language.load(threads=1)


SENTENCES = [
    (
        "Maria Lopez spent her school years at Lincoln High School.",
        "Maria Lopez",
        "educatedAt",
        "Lincoln High School",
    ),
    ("Nordbryg runs its business out of offices in Aarhus.", "Nordbryg", "headquarteredIn", "Aarhus"),
    ("Tom Hall won the seat on the Labour Party ticket.", "Tom Hall", "memberOf", "Labour Party"),
]


@pytest.mark.model
@pytest.mark.parametrize(("text", "subject", "predicate", "object"), SENTENCES)
def test_what_no_frame_says_is_found(nlp, text: str, subject: str, predicate: str, object: str):  # type: ignore[no-untyped-def]
    claims = find_claims(nlp(text), Article(id="a", text=text), load_ontology())
    scored = {(c.subject.text, c.predicate, c.object.text) for c in claims if c.rule.startswith("score:")}
    assert (subject, predicate, object) in scored


@pytest.mark.model
@pytest.mark.parametrize(
    "text",
    [
        "Tom Hall criticised Siemens in Berlin.",
        "Maria Lopez told Reuters that Google was wrong.",
        "Ann Bell visited Paris and met Tom Hall.",
    ],
)
def test_mere_neighbours_are_not_related(nlp, text: str):  # type: ignore[no-untyped-def]
    claims = find_claims(nlp(text), Article(id="a", text=text), load_ontology())
    assert [c for c in claims if c.rule.startswith("score:")] == []


@pytest.mark.model
def test_clauses_about_a_description_are_about_what_it_describes(nlp):  # type: ignore[no-untyped-def]
    text = "Acme Bank is a lender founded in 1972 by Ann Bell. Nordbryg is not a lender founded by Tom Hall."
    claims = find_claims(nlp(text), Article(id="a", text=text), load_ontology())
    founded = {(c.subject.text, c.object.text) for c in claims if c.predicate == "foundedBy"}
    assert ("Acme Bank", "Ann Bell") in founded
    assert ("Nordbryg", "Tom Hall") not in founded


@pytest.mark.model
def test_kin_keep_their_direction_when_the_graph_orders_them(nlp):  # type: ignore[no-untyped-def]
    from kg.resolution import resolve

    for child, parent in (("Carla Ruiz", "Ana Ruiz"), ("Ana Ruiz", "Carla Ruiz")):
        text = f"{child} is the daughter of {parent}."
        article = Article(id="a", text=text)
        reading = resolve(
            article, doc := nlp(text), find_claims(doc, article, load_ontology()), load_ontology()
        )
        (kin,) = (e for e in reading.evidence if e.predicate == "relativeOf")
        written = kin.subject_span.of(text)
        assert kin.role == ("daughter" if written == child else "parent")


@pytest.mark.model
def test_scores_do_not_depend_on_the_sentences_beside(nlp):  # type: ignore[no-untyped-def]
    from kg.extraction.scoring import _candidates

    scorer = load_scorer(MODEL)
    assert scorer is not None
    context = context_of(
        nlp("Maria Lopez, who was born in Denver, runs Acme Bank. Tom Hall joined the Labour Party.")
    )
    pairs = list(_candidates(context, scorer))
    together = scorer.scores(context.doc.tensor, pairs)
    alone = [scorer.scores(context.doc.tensor, [p])[0] for p in pairs]
    assert len(pairs) == 2
    for a, b in zip(together, alone, strict=True):
        np.testing.assert_allclose(a, b, atol=1e-5)


@pytest.mark.model
def test_a_role_that_a_rule_could_not_tell_is_taken_over(nlp):  # type: ignore[no-untyped-def]
    text = "Carla Ruiz is the daughter of Ana Ruiz."
    context = context_of(nlp(text))
    scored = [c for c in with_scored([], context, keep) if c.predicate == "relativeOf"]
    assert [(c.subject.text, c.role, c.object.text) for c in scored] == [("Carla Ruiz", "child", "Ana Ruiz")]
    rule = replace(
        scored[0], subject=scored[0].object, object=scored[0].subject, role="", rule="role:daughter"
    )
    (found,) = (c for c in with_scored([rule], context, keep) if c.predicate == "relativeOf")
    assert (found.rule, found.role, found.subject.text) == ("role:daughter", "child", "Carla Ruiz")


@pytest.mark.model
def test_what_a_rule_said_is_not_said_again(nlp):  # type: ignore[no-untyped-def]
    text = "Maria Lopez was born in Denver."
    claims = find_claims(nlp(text), Article(id="a", text=text), load_ontology())
    assert [c.predicate for c in claims].count("bornIn") == 1


def test_a_role_is_empty_where_the_text_has_no_words_for_it():
    assert _meanings()["leads"].role == ""
