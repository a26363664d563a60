"""Pairs of mentions and their features, on trees built by hand."""

from __future__ import annotations

import numpy as np
import pytest

from kg.extraction.candidates import FARTHEST, KINDS, LABELS, NOMINALS, REGIONS, candidates, mentions
from kg.model import EntityType

from .trees import doc_of

ROWS = """
    Ann ann PROPN 3 nsubj
    Bell Bell PROPN 1 flat
    joined join VERB 0 root
    the the DET 5 det
    board board NOUN 3 obj
    of of ADP 7 case
    Acme Acme PROPN 5 nmod
    and and CCONJ 9 cc
    left leave VERB 3 conj
    it it PRON 9 obj
    . . PUNCT 3 punct
"""
ALL = np.ones((len(KINDS), len(KINDS)), dtype=bool)


def pairs_of(kinds=ALL):  # type: ignore[no-untyped-def]
    doc = doc_of(ROWS, {"Ann Bell": "PERSON", "Acme": "ORG"})
    (found,) = mentions(doc, {"PERSON", "ORG"}, [9])
    return candidates(next(iter(doc.sents)), found, kinds)


def test_names_and_pronouns_are_mentions():
    found = [(m.start, m.end, m.head, KINDS[m.kind]) for m in pairs_of().mentions]
    assert found == [(0, 2, 0, "PERSON"), (6, 7, 6, "ORG"), (9, 10, 9, "it")]


def test_every_ordered_pair_is_a_candidate():
    pairs = pairs_of()
    assert list(zip(pairs.subjects.tolist(), pairs.objects.tolist(), strict=True)) == [
        (0, 1), (0, 2), (1, 0), (1, 2), (2, 0), (2, 1),
    ]  # fmt: skip


def test_only_pairs_of_the_kinds_asked_for():
    kinds = np.zeros_like(ALL)
    kinds[KINDS.index("ORG"), KINDS.index("PERSON")] = True
    pairs = pairs_of(kinds)
    assert (pairs.subjects.tolist(), pairs.objects.tolist()) == ([1], [0])
    kinds[:] = False
    assert pairs_of(kinds) is None


def test_the_way_through_the_tree():
    pairs = pairs_of()
    assert np.flatnonzero(pairs.path[0]).tolist() == [2, 4]
    assert pairs.meet[0] == 2
    up, down = np.flatnonzero(pairs.labels[0, : len(LABELS)]), np.flatnonzero(pairs.labels[0, len(LABELS) :])
    assert [LABELS[i] for i in up] == ["nsubj"]
    assert sorted(LABELS[i] for i in down) == ["nmod", "obj"]


@pytest.mark.parametrize(("row", "swapped"), [(0, 0), (2, 5)])
def test_regions_tell_where_a_word_stands_and_which_comes_first(row: int, swapped: int):
    regions = pairs_of().regions[row]
    places = regions % (REGIONS // 2) - swapped
    assert places.tolist() == [1, 1, 2, 2, 2, 2, 3, 4, 4, 4, 4]
    assert np.flatnonzero(regions >= REGIONS // 2).tolist() == [2, 4]


def test_distances_differ_by_order():
    pairs = pairs_of()
    assert pairs.distance[0] != pairs.distance[2]
    assert pairs.distance[0] % 8 == pairs.distance[2] % 8
    assert pairs.between.tolist() == [0, 1, 0, 0, 1, 0]


def test_descriptions_are_mentions_by_their_heads():
    doc = doc_of(ROWS, {"Ann Bell": "PERSON", "Acme": "ORG"})
    (found,) = mentions(doc, {"PERSON", "ORG"}, [], {4: EntityType.ORGANIZATION})
    assert [(m.start, KINDS[m.kind]) for m in found] == [
        (0, "PERSON"),
        (4, NOMINALS[EntityType.ORGANIZATION]),
        (6, "ORG"),
    ]


def test_far_descriptions_make_no_pairs_but_far_names_do():
    words = "\n".join(f"    word{n} word{n} NOUN 3 obl" for n in range(FARTHEST + 1))
    rows = f"""
    Ann Ann PROPN 3 nsubj
    ,  , PUNCT 3 punct
    joined join VERB 0 root
{words}
    Acme Acme PROPN 3 obj
    """
    doc = doc_of(rows, {"Ann": "PERSON", "Acme": "ORG"})
    sentence, last = next(iter(doc.sents)), len(doc) - 1
    (named,) = mentions(doc, {"PERSON", "ORG"}, [])
    assert candidates(sentence, named, ALL) is not None
    (described,) = mentions(doc, {"PERSON"}, [], {last: EntityType.ORGANIZATION})
    assert candidates(sentence, described, ALL) is None
