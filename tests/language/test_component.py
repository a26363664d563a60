import pickle
import random

import pytest
from spacy.tokens import Doc

import kg.errors
import kg.language

pytestmark = pytest.mark.model

TEXTS = [
    "A state-backed fund proposed on Monday to acquire JSR Corp. for $6.3bn.\n\nShares of the Tokyo-based company rose.",
    "EU Commissioner Thierry Breton said the EU plans to partner with Japan.",
    "Angela Merkel was replaced by Olaf Scholz. He lives in Berlin.",
    "Hi",
    "",
    " \n\n ",
    "Nvidia " * 300,
    "😀 👍🏽 Yes!",
    "x" * 10_000,
]


@pytest.fixture(scope="module")
def nlp():
    return kg.language.load(threads=2)


def written(doc):
    return [
        (
            t.text,
            t.tag_,
            t.pos_,
            str(t.morph),
            t.lemma_,
            t.head.i,
            t.dep_,
            t.is_sent_start,
            t.ent_iob_,
            t.ent_type_,
        )
        for t in doc
    ]


def test_a_document_is_read_the_same_alone_and_among_others(nlp):
    alone = [written(nlp(text)) for text in TEXTS]
    order = list(range(len(TEXTS))) * 2
    random.Random(4).shuffle(order)
    for i, doc in zip(order, nlp.pipe((TEXTS[i] for i in order), batch_size=7), strict=True):
        assert written(doc) == alone[i]


def test_threads_change_nothing(nlp):
    single = kg.language.load(threads=1)
    for one, two in zip(single.pipe(TEXTS), nlp.pipe(TEXTS), strict=True):
        assert written(one) == written(two)


@pytest.mark.parametrize("text", TEXTS)
def test_every_sentence_has_one_root_and_every_word_leads_to_it(nlp, text):
    doc = nlp(text)
    assert doc.text == text
    for sentence in doc.sents:
        roots = [t for t in sentence if t.head == t]
        assert len(roots) == 1
        assert roots[0].dep_ == "ROOT"
        assert all(roots[0] in (t, *t.ancestors) for t in sentence)


def test_a_parse(nlp):
    doc = nlp("The European Union plans to buy chips from Japan.")
    found = {t.text: (t.pos_, t.lemma_, t.dep_, t.head.text) for t in doc}
    assert found["Union"] == ("PROPN", "Union", "nsubj", "plans")
    assert found["plans"] == ("VERB", "plan", "ROOT", "plans")
    assert found["buy"] == ("VERB", "buy", "xcomp", "plans")
    assert found["chips"] == ("NOUN", "chip", "obj", "buy")
    assert found["Japan"] == ("PROPN", "Japan", "obl", "buy")
    assert [e.text for e in doc.ents] == ["European Union", "Japan"]
    assert doc.ents[1].label_ == "GPE"


def test_a_passive_with_its_agent(nlp):
    doc = nlp("Activision was acquired by Microsoft in 2023.")
    assert {t.text: t.dep_ for t in doc} | {
        "Activision": "nsubj:pass",
        "was": "aux:pass",
        "Microsoft": "obl:agent",
    } == {t.text: t.dep_ for t in doc}
    assert doc[2].morph.get("VerbForm") == ["Part"]


def test_a_paragraph_break_starts_a_sentence(nlp):
    doc = nlp("Chip makers unite\n\nThe deal was signed in Tokyo")
    assert [s.text.strip() for s in doc.sents] == ["Chip makers unite", "The deal was signed in Tokyo"]


@pytest.mark.parametrize("spaces", [None, [False, False, True, False]])
def test_given_words(nlp, spaces):
    doc = nlp(Doc(nlp.vocab, words=["Obama", "met", "Merkel", "."], spaces=spaces))
    assert [t.dep_ for t in doc] == ["nsubj", "ROOT", "obj", "punct"]
    assert [e.label_ for e in doc.ents] == ["PERSON", "PERSON"]


def test_white_space_hangs_on_the_word_before(nlp):
    doc = nlp(Doc(nlp.vocab, words=["\n", "Rain", "fell", "\n\n", "Stop"]))
    assert [t.head.i for t in doc if t.is_space] == [1, 2]
    assert {t.pos_ for t in doc if t.is_space} == {"SPACE"}


def test_the_encoder_goes_through_pickle(nlp):
    encoder = nlp.get_pipe("kg_encoder").encoder
    again = pickle.loads(pickle.dumps(encoder))
    words = ["Rain", "fell"]
    assert (again.scores(words).arcs == encoder.scores(words).arcs).all()


def test_an_unknown_model_is_reported():
    with pytest.raises(kg.errors.KgError, match="no language model"):
        kg.language.load("no_such_model")
