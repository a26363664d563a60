"""The copy of a document that rules read answers as spaCy does."""

from __future__ import annotations

import pytest
from spacy.tokens import Doc as SpacyDoc
from spacy.tokens import Span as SpacySpan

from kg.language.tokens import Doc
from tests.extraction.trees import doc_of

PLAIN = """
    Since since ADP 3 case
    its its PRON 3 nmod:poss Case=Gen|PronType=Prs
    sale sale NOUN 6 obl Number=Sing
    , , PUNCT 6 punct
    Acme Acme PROPN 6 nsubj Number=Sing
    said say VERB 0 root Mood=Ind|Tense=Past|VerbForm=Fin
    little little ADJ 6 obj Degree=Pos
    . . PUNCT 6 punct
"""
#: Two branches cross: "more" belongs to "sold", what it is compared with follows the verb behind it.
CROSSING = """
    Acme Acme PROPN 2 nsubj
    sold sell VERB 0 root
    more more ADJ 4 amod
    cars car NOUN 2 obj
    today today NOUN 2 obl
    than than ADP 7 case
    Bolt Bolt PROPN 3 obl
    . . PUNCT 2 punct
"""
SINGLE = """
    Quiet quiet ADJ 0 root
"""
FIELDS = "i idx text lower_ lemma_ pos_ tag_ dep_ ent_type_ whitespace_ is_punct is_space is_alpha is_quote is_currency".split()
STEPS = ("head", "left_edge", "right_edge")
WALKS = ("children", "lefts", "rights", "ancestors", "subtree")


def docs() -> list[SpacyDoc]:
    return [doc_of(PLAIN, {"Acme": "ORG"}), doc_of(CROSSING, {"Acme": "ORG", "Bolt": "ORG"}), doc_of(SINGLE)]


def stretch(span: SpacySpan) -> tuple[object, ...]:
    """What a span says of itself, whichever make it is of."""
    return (
        span.start,
        span.end,
        span.start_char,
        span.end_char,
        span.label_,
        span.text,
        span.root.i,
        len(span),
    )


@pytest.mark.parametrize("doc", docs(), ids=lambda doc: doc.text)
def test_words_answer_as_those_of_spacy(doc: SpacyDoc) -> None:
    copy = Doc.of(doc)
    assert (copy.text, len(copy)) == (doc.text, len(doc))
    for token, word in zip(doc, copy, strict=True):
        assert [getattr(word, name) for name in FIELDS] == [getattr(token, name) for name in FIELDS]
        assert [getattr(word, name).i for name in STEPS] == [getattr(token, name).i for name in STEPS]
        for name in WALKS:
            assert [t.i for t in getattr(word, name)] == [t.i for t in getattr(token, name)], name
        assert [word.is_ancestor(t) for t in copy] == [token.is_ancestor(t) for t in doc]
        assert (word.is_sent_start, word.is_sent_end) == (token.is_sent_start, token.is_sent_end)
        for feature in ("Number", "Tense", "PronType", "Mood"):
            assert word.morph.get(feature, []) == token.morph.get(feature, [])


@pytest.mark.parametrize("doc", docs(), ids=lambda doc: doc.text)
def test_spans_answer_as_those_of_spacy(doc: SpacyDoc) -> None:
    copy = Doc.of(doc)
    n = len(doc)
    cuts = [(start, end) for start in range(n) for end in range(start + 1, n + 1)]
    assert [stretch(copy[a:b]) for a, b in cuts] == [stretch(doc[a:b]) for a, b in cuts]  # type: ignore[arg-type]
    assert [stretch(e) for e in copy.ents] == [stretch(e) for e in doc.ents]  # type: ignore[arg-type]
    assert [stretch(s) for s in copy.sents] == [stretch(s) for s in doc.sents]  # type: ignore[arg-type]
    for start in range(len(doc.text) + 1):
        for end in range(start, len(doc.text) + 1):
            found, expected = copy.char_span(start, end), doc.char_span(start, end)
            assert (found and (found.start, found.end)) == (expected and (expected.start, expected.end))


def test_groups_of_spans_are_copied() -> None:
    doc = doc_of(PLAIN)
    doc.spans["coref_clusters_1"] = [doc[1:2], doc[4:5]]
    assert {name: [s.text for s in spans] for name, spans in Doc.of(doc).spans.items()} == {
        "coref_clusters_1": ["its", "Acme"]
    }


def test_neighbours_end_with_the_text() -> None:
    copy = Doc.of(doc_of(SINGLE))
    for distance in (-1, 1):
        with pytest.raises(IndexError):
            copy[0].nbor(distance)


def test_a_copy_is_its_own_and_lets_go() -> None:
    copy = Doc.of(doc_of(PLAIN))
    assert Doc.of(copy) is copy
    word = copy[2]
    copy.close()
    assert (word.text, word.head.text) == ("sale", "said")
    with pytest.raises(AttributeError):
        _ = copy.source
