"""What pronouns and descriptions lead to: names, else the first description, never a group of which they are one."""

from __future__ import annotations

import pytest

from kg.extraction.references import References, find_references
from kg.language.tokens import Doc
from tests.extraction.trees import doc_of

FIRM = """
Acme Acme PROPN 2 nsubj
grew grow VERB 0 root
. . PUNCT 2 punct
The the DET 5 det
firm firm NOUN 6 nsubj
said say VERB 0 root
it it PRON 8 nsubj
hired hire VERB 6 ccomp
Bolt Bolt PROPN 8 obj
"""
FUND = """
A a DET 2 det
fund fund NOUN 3 nsubj
bid bid VERB 0 root
. . PUNCT 3 punct
The the DET 6 det
fund fund NOUN 7 nsubj
raised raise VERB 0 root
its its PRON 9 nmod:poss
bid bid NOUN 7 obj
"""
REVIEWER = """
Reviewer reviewer NOUN 4 nsubj
Ann Ann PROPN 1 flat
Bell Bell PROPN 2 flat
said say VERB 0 root
she she PRON 6 nsubj
slept sleep VERB 4 ccomp
"""
PAIR = """
Ann Ann PROPN 4 nsubj
and and CCONJ 3 cc
Bo Bo PROPN 1 conj
met meet VERB 0 root
. . PUNCT 4 punct
They they PRON 7 nsubj
left leave VERB 0 root
"""


def references(rows: str, names: dict[str, str], clusters: list[list[tuple[int, int]]]) -> References:
    doc = doc_of(rows, names)
    for number, spans in enumerate(clusters, 1):
        doc.spans[f"coref_clusters_{number}"] = [doc[a:b] for a, b in spans]
    copy = Doc.of(doc)
    return find_references(copy, {token.i: name for name in copy.ents for token in name})


@pytest.mark.parametrize(
    ("rows", "names", "clusters", "expected"),
    [
        (FIRM, {"Acme": "ORG", "Bolt": "ORG"}, [[(0, 1), (3, 5), (6, 7)]], References({6: 0}, {4: 0}, {})),
        (FIRM, {"Acme": "ORG", "Bolt": "ORG"}, [[(3, 5), (6, 7)]], References({}, {}, {})),
        (FUND, {}, [[(0, 2), (4, 6), (7, 8)]], References({}, {}, {5: 1})),
        (REVIEWER, {"Ann Bell": "PERSON"}, [[(0, 3), (4, 5)]], References({4: 1}, {0: 1}, {})),
        (PAIR, {"Ann": "PERSON", "Bo": "PERSON"}, [[(0, 3), (5, 6)]], References({}, {}, {})),
    ],
)
def test_clusters_lead_to_what_says_most(
    rows: str, names: dict[str, str], clusters: list[list[tuple[int, int]]], expected: References
) -> None:
    assert references(rows, names, clusters) == expected


def test_a_pronoun_leads_to_the_name_last_used_for_its_thing() -> None:
    rows = """
    Acme Acme PROPN 2 nsubj
    grew grow VERB 0 root
    Acme Acme PROPN 4 nsubj
    Corp Corp PROPN 2 obj
    sold sell VERB 2 conj
    it it PRON 5 obj
    """
    doc = doc_of(rows)
    doc.ents = tuple(doc.char_span(a, b, label="ORG") for a, b in ((0, 4), (10, 19)))
    doc.spans["coref_clusters_1"] = [doc[0:1], doc[2:4], doc[5:6]]
    copy = Doc.of(doc)
    names = {token.i: name for name in copy.ents for token in name}
    assert find_references(copy, names).pronouns == {5: 3}


def test_without_clusters_pronouns_follow_the_subject_before() -> None:
    found = references(FIRM, {"Acme": "ORG", "Bolt": "ORG"}, [])
    assert found == References({6: 0})
