import itertools

import numpy as np
import pytest

from kg.language.decoding import NameTags, best_tree, find_cycle
from kg.language.labels import NAME_TAGS


def is_tree(heads):
    return heads.count(0) == 1 and not find_cycle([0, *heads])


def score(scores, heads):
    return sum(scores[i, h] for i, h in enumerate(heads))


def best_by_trying(scores):
    n = len(scores)
    trees = (
        list(h) for h in itertools.product(range(n + 1), repeat=n) if all(x != i + 1 for i, x in enumerate(h))
    )
    return max(score(scores, h) for h in trees if is_tree(h))


@pytest.mark.parametrize(
    ("heads", "cycle"),
    [
        ([0, 0], []),
        ([0, 2, 0], []),
        ([0, 2, 1], [1, 2]),
        ([0, 0, 3, 4, 2], [2, 3, 4]),
        ([0, 1], [1]),
    ],
)
def test_cycles_are_found(heads, cycle):
    assert sorted(find_cycle(heads)) == cycle


@pytest.mark.parametrize("seed", range(60))
def test_the_tree_is_the_best_one(seed):
    rng = np.random.default_rng(seed)
    n = 1 + seed % 5
    scores = rng.normal(size=(n, n + 1)).astype(np.float32) * 5
    heads = best_tree(scores)
    assert is_tree(heads)
    assert score(scores, heads) == pytest.approx(best_by_trying(scores), abs=1e-3)


@pytest.mark.parametrize("seed", range(20))
def test_long_sentences_get_a_tree_too(seed):
    rng = np.random.default_rng(seed)
    n = int(rng.integers(20, 90))
    assert is_tree(best_tree(rng.normal(size=(n, n + 1)).astype(np.float32)))


def test_a_circle_is_broken():
    scores = np.zeros((3, 4), dtype=np.float32)
    scores[0, 2] = scores[1, 3] = scores[2, 1] = 9
    assert is_tree(best_tree(scores))


def test_only_the_best_of_many_roots_stays():
    scores = np.zeros((3, 4), dtype=np.float32)
    scores[:, 0] = [7, 9, 8]
    assert best_tree(scores)[1] == 0
    assert is_tree(best_tree(scores))


def test_one_word_is_the_root():
    assert best_tree(np.array([[-3.0, 5.0]], dtype=np.float32)) == [0]


def tag_scores(*rows):
    table = np.full((len(rows), len(NAME_TAGS)), -5.0, dtype=np.float32)
    for i, row in enumerate(rows):
        for tag, value in row.items():
            table[i, NAME_TAGS.index(tag)] = value
    return table


@pytest.mark.parametrize(
    ("rows", "starts", "expected"),
    [
        ([{"B-ORG": 3}, {"I-ORG": 3}, {"O": 3}], {0}, [(0, 2, "ORG")]),
        ([{"B-ORG": 3}, {"I-GPE": 3, "I-ORG": 2}], {0}, [(0, 2, "ORG")]),
        ([{"B-ORG": 3, "B-GPE": 2.5}, {"I-GPE": 3, "I-ORG": 2}], {0}, [(0, 2, "GPE")]),
        ([{"I-ORG": 3, "B-ORG": 2}, {"O": 1}], {0}, [(0, 1, "ORG")]),
        ([{"O": 3}, {"I-ORG": 3, "O": 2}], {0}, []),
        ([{"B-ORG": 3}, {"I-ORG": 3, "B-ORG": 1}], {0, 1}, [(0, 1, "ORG"), (1, 2, "ORG")]),
        ([{"B-ORG": 3}, {"B-ORG": 3}], {0}, [(0, 1, "ORG"), (1, 2, "ORG")]),
    ],
)
def test_names_are_legal(rows, starts, expected):
    names = NameTags(NAME_TAGS)
    marks = np.array([i in starts for i in range(len(rows))])
    assert names.spans(names.best(tag_scores(*rows), marks)) == expected


@pytest.mark.parametrize("seed", range(30))
def test_no_inner_tag_without_its_beginning(seed):
    rng = np.random.default_rng(seed)
    names = NameTags(NAME_TAGS)
    starts = rng.random(12) < 0.2
    tags = [
        NAME_TAGS[t] for t in names.best(rng.normal(size=(12, len(NAME_TAGS))).astype(np.float32), starts)
    ]
    for i, tag in enumerate(tags):
        if tag[0] == "I":
            assert i
            assert not starts[i]
            assert tags[i - 1][2:] == tag[2:]
