"""Who fills which place of a predicate, on trees built by hand."""

from __future__ import annotations

import pytest

from kg.extraction.cues import load_cues
from kg.extraction.predications import predications, surface_subject

from .trees import doc_of

ACTIVE = """
The the DET 2 det
bank bank NOUN 3 nsubj
bought buy VERB 0 root
Acme Acme PROPN 3 obj
in in ADP 6 case
May May PROPN 3 obl
"""
PASSIVE = """
Acme Acme PROPN 3 nsubj:pass
was be AUX 3 aux:pass
bought buy VERB 0 root Tense=Past|VerbForm=Part
by by ADP 6 case
the the DET 6 det
bank bank NOUN 3 obl:agent
"""
CONTROL = """
Japan Japan PROPN 2 nsubj
plans plan VERB 0 root
to to PART 4 mark
buy buy VERB 2 xcomp VerbForm=Inf
Acme Acme PROPN 4 obj
"""
OBJECT_CONTROL = """
Washington Washington PROPN 2 nsubj
urged urge VERB 0 root
Japan Japan PROPN 2 obj
to to PART 5 mark
join join VERB 2 xcomp VerbForm=Inf
NATO NATO PROPN 5 obj
"""
RELATIVE = """
Acme Acme PROPN 6 nsubj
, , PUNCT 4 punct
which which PRON 4 nsubj PronType=Rel
sued sue VERB 1 acl:relcl
Bell Bell PROPN 4 obj
won win VERB 0 root
"""
REDUCED = """
a a DET 2 det
council council NOUN 0 root
formed form VERB 2 acl Tense=Past|VerbForm=Part|Voice=Pass
by by ADP 5 case
Japan Japan PROPN 3 obl
"""
COORDINATION = """
Japan Japan PROPN 2 nsubj
condemned condemn VERB 0 root
Acme Acme PROPN 2 obj
and and CCONJ 5 cc
sued sue VERB 2 conj
Bell Bell PROPN 5 obj
"""
PLAN = """
Japan Japan PROPN 4 nmod:poss
's 's PART 1 case
new new ADJ 4 amod
plan plan NOUN 0 root
to to PART 6 mark
buy buy VERB 4 acl VerbForm=Inf
Acme Acme PROPN 6 obj
"""
GAP = """
the the DET 2 det
video video NOUN 0 root
Acme Acme PROPN 4 nsubj
hosts host VERB 2 acl:relcl
"""


@pytest.mark.parametrize(
    ("rows", "lemma", "subject", "object"),
    [
        (ACTIVE, "buy", "bank", "Acme"),
        (PASSIVE, "buy", "bank", "Acme"),
        (CONTROL, "buy", "Japan", "Acme"),
        (OBJECT_CONTROL, "join", "Japan", "NATO"),
        (RELATIVE, "sue", "Acme", "Bell"),
        (REDUCED, "form", "Japan", "council"),
        (COORDINATION, "sue", "Japan", "Bell"),
        (PLAN, "buy", "Japan", "Acme"),
        (GAP, "host", "Acme", "video"),
    ],
)
def test_deep_arguments(rows: str, lemma: str, subject: str, object: str) -> None:
    doc = doc_of(rows)
    found = next(p for p in predications(iter(doc), load_cues()) if p.lemma == lemma and p.kind == "verb")
    assert [doc[i].text for i in found.at("subject")] == [subject]
    assert [doc[i].text for i in found.at("object")] == [object]


def test_obliques_keep_their_preposition() -> None:
    doc = doc_of(ACTIVE)
    found = next(p for p in predications(iter(doc), load_cues()) if p.lemma == "buy")
    assert [doc[i].text for i in found.at("oblique", ("in",))] == ["May"]
    assert found.at("oblique", ("on",)) == []


def test_a_circle_of_missing_subjects_ends() -> None:
    doc = doc_of("Go go VERB 0 root\nand and CCONJ 3 cc\nsee see VERB 1 conj")
    assert surface_subject(doc[2], load_cues()) is None


CALL_ON = """
NATO NATO PROPN 2 nsubj
called call VERB 0 root
on on ADP 4 case
Japan Japan PROPN 2 obl
to to PART 6 mark
join join VERB 2 advcl VerbForm=Inf
Acme Acme PROPN 6 obj
"""
ONE_OF = """
Estonia Estonia PROPN 3 nsubj
is be AUX 3 cop
one one NUM 0 root
of of ADP 5 case
countries country NOUN 3 nmod
joining join VERB 5 acl Tense=Pres|VerbForm=Part
NATO NATO PROPN 6 obj
"""
TWO_OBJECTS = """
Ann Ann PROPN 2 nsubj
left leave VERB 0 root
Bell Bell PROPN 2 obj
money money NOUN 2 obj
"""
COUNTED = """
thousands thousand NOUN 4 nsubj
of of ADP 3 case
farmers farmer NOUN 1 nmod
blocked block VERB 0 root
roads road NOUN 4 obj
"""
STRAY_AGENT = """
curbs curb NOUN 3 nsubj:pass
were be AUX 3 aux:pass
imposed impose VERB 0 root Tense=Past|VerbForm=Part
on on ADP 5 case
Acme Acme PROPN 3 obl
by by ADP 7 case
Japan Japan PROPN 5 nmod
"""


@pytest.mark.parametrize(
    ("rows", "lemma", "subject", "object"),
    [
        (CALL_ON, "join", "Japan", "Acme"),
        (ONE_OF, "join", "Estonia", "NATO"),
        (TWO_OBJECTS, "leave", "Ann", "money"),
        (COUNTED, "block", "farmers", "roads"),
        (STRAY_AGENT, "impose", "Japan", "curbs"),
    ],
)
def test_arguments_that_the_tree_hides(rows: str, lemma: str, subject: str, object: str) -> None:
    doc = doc_of(rows)
    found = next(p for p in predications(iter(doc), load_cues()) if p.lemma == lemma and p.kind == "verb")
    assert [doc[i].text for i in found.at("subject")] == [subject]
    assert [doc[i].text for i in found.at("object")] == [object]


SALE = """
the the DET 2 det
sale sale NOUN 0 root
of of ADP 4 case
jets jet NOUN 2 nmod
to to ADP 6 case
Chile Chile PROPN 4 nmod
by by ADP 8 case
Japan Japan PROPN 6 nmod
"""
BROUGHT = """
a a DET 2 det
lawsuit lawsuit NOUN 0 root
brought bring VERB 2 acl Tense=Past|VerbForm=Part
by by ADP 5 case
Texas Texas PROPN 3 obl:agent
against against ADP 7 case
Acme Acme PROPN 3 obl
"""
AFTER_TALKS = """
Ann Ann PROPN 2 nsubj
spoke speak VERB 0 root
after after ADP 4 case
talks talk NOUN 2 obl
with with ADP 6 case
Bell Bell PROPN 4 nmod
"""


@pytest.mark.parametrize(
    ("rows", "lemma", "place", "preposition", "words"),
    [
        (SALE, "sale", "nested", "to", ["Chile"]),
        (SALE, "sale", "nested", "by", ["Japan"]),
        (BROUGHT, "lawsuit", "outer", "against", ["Acme"]),
        (AFTER_TALKS, "talk", "attendee", "", ["Ann"]),
    ],
)
def test_event_nouns(rows: str, lemma: str, place: str, preposition: str, words: list[str]) -> None:
    doc = doc_of(rows)
    found = next(p for p in predications(iter(doc), load_cues()) if p.lemma == lemma)
    markers = (preposition,) if preposition else ()
    assert [doc[i].text for i in found.at(place, markers)] == words


def test_out_of_is_a_particle_and_a_preposition() -> None:
    doc = doc_of(
        "Japan Japan PROPN 2 nsubj\npulled pull VERB 0 root\ntroops troops NOUN 2 obj\nout out ADP 6 case\n"
        "of of ADP 6 case\nMali Mali PROPN 2 obl"
    )
    found = next(p for p in predications(iter(doc), load_cues()) if p.lemma == "pull")
    assert found.particle == "out"
    assert [doc[i].text for i in found.at("oblique", ("of",))] == ["Mali"]
