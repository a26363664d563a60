"""What the words around a predicate make of the event: on trees built by hand."""

from __future__ import annotations

import pytest
from statuses import PL, PO, PR, A, D, E

from kg.extraction.cues import load_cues
from kg.extraction.status import compose, status_of
from kg.model import Status

from .trees import doc_of


@pytest.mark.parametrize(
    ("inner", "outer", "result"),
    [(A, A, A), (A, PL, PL), (PR, PL, PR), (PL, PO, PO), (PL, D, D), (PO, PL, PO), (D, PO, D), (E, A, E)],
)
def test_compose(inner: Status, outer: Status, result: Status) -> None:
    assert compose((inner, "a"), (outer, "b"))[0] is result


def verb(before: str, form: str = "buy") -> str:
    """Return rows for "Japan <before> buy Acme", with the auxiliaries attached to the verb."""
    words = before.split()
    position = len(words) + 2
    rows = [f"Japan Japan PROPN {position} nsubj"]
    for word in words:
        lemma = {"n't": "not", "wo": "will", "did": "do"}.get(word, word)
        label = "advmod" if word in {"not", "never", "n't", "reportedly"} else "aux"
        rows.append(f"{word} {lemma} {'ADV' if label == 'advmod' else 'AUX'} {position} {label}")
    return "\n".join([*rows, f"{form} buy VERB 0 root", f"Acme Acme PROPN {position} obj"])


@pytest.mark.parametrize(
    ("before", "status"),
    [
        ("", A),
        ("has", A),
        ("will", PL),
        ("may", PO),
        ("could", PO),
        ("should", PR),
        ("did not", D),
        ("will not", D),
        ("never", D),
        ("reportedly", PO),
    ],
)
def test_modals_negation_adverbs(before: str, status: Status) -> None:
    doc = doc_of(verb(before))
    head = next(t for t in doc if t.lemma_ == "buy")
    assert status_of(head, load_cues())[0] is status


@pytest.mark.parametrize(
    ("lemma", "status"),
    [
        ("plan", PL),
        ("seek", PL),
        ("offer", PR),
        ("refuse", D),
        ("fail", D),
        ("consider", PO),
        ("manage", A),
        ("stop", E),
    ],
)
def test_catenatives(lemma: str, status: Status) -> None:
    doc = doc_of(
        f"Japan Japan PROPN 2 nsubj\n{lemma}s {lemma} VERB 0 root\nto to PART 4 mark\n"
        "buy buy VERB 2 xcomp VerbForm=Inf\nAcme Acme PROPN 4 obj"
    )
    assert status_of(doc[3], load_cues()) == (status, "" if status is A else f"{lemma}s")


@pytest.mark.parametrize(("lemma", "status"), [("say", A), ("deny", D), ("expect", PO), ("pledge", PL)])
def test_finite_complements(lemma: str, status: Status) -> None:
    doc = doc_of(
        f"Japan Japan PROPN 2 nsubj\n{lemma} {lemma} VERB 0 root\nthat that SCONJ 5 mark\n"
        "Bell Bell PROPN 5 nsubj\nbought buy VERB 2 ccomp\nAcme Acme PROPN 5 obj"
    )
    assert status_of(doc[4], load_cues())[0] is status


@pytest.mark.parametrize(
    ("lemma", "status"),
    [("propose", PR), ("complete", A), ("block", D), ("launch", A), ("scrap", D), ("plan", PL)],
)
def test_event_nouns_under_a_verb(lemma: str, status: Status) -> None:
    doc = doc_of(
        f"Japan Japan PROPN 2 nsubj\n{lemma} {lemma} VERB 0 root\na a DET 4 det\ntakeover takeover NOUN 2 obj"
    )
    assert status_of(doc[3], load_cues())[0] is status


def test_the_cue_is_the_word_that_decided() -> None:
    doc = doc_of(verb("may"))
    assert status_of(doc[2], load_cues()) == (PO, "may")


def test_speech_does_not_scope_over_what_is_said() -> None:
    doc = doc_of(
        "He he PRON 3 nsubj\nmight might AUX 3 aux\nsay say VERB 0 root\nthat that SCONJ 6 mark\n"
        "Bell Bell PROPN 6 nsubj\nbought buy VERB 3 ccomp\nAcme Acme PROPN 6 obj"
    )
    assert status_of(doc[5], load_cues())[0] is A
