import numpy as np
import pytest

from kg.language.lemmas import Lemmatizer, apply_rule, lemma_rule, likely_rules


@pytest.mark.parametrize(
    ("form", "lemma", "rule"),
    [
        ("walks", "walk", "l|1|"),
        ("Walks", "walk", "l|1|"),
        ("parties", "party", "l|3|y"),
        ("Japan", "Japan", "k|0|"),
        ("Nations", "Nation", "k|1|"),
        ("went", "go", "l|4|go"),
        ("n't", "not", "l|2|ot"),
        ("TOKYO", "Tokyo", "t|0|"),
        ("usa", "USA", "u|0|"),
        ("a", "a", "l|0|"),
    ],
)
def test_rules_lead_from_form_to_lemma(form, lemma, rule):
    assert lemma_rule(form, lemma) == rule
    assert apply_rule(form, rule) == lemma


@pytest.mark.parametrize(
    ("form", "rule", "lemma"), [("is", "l|4|be", "is"), ("s", "l|1|", "s"), ("x", "", "x")]
)
def test_a_rule_that_does_not_fit_leaves_the_form(form, rule, lemma):
    assert apply_rule(form, rule) == lemma


def test_the_table_goes_first_then_known_lemmas_then_words():
    table = {"VERB": {"went": "go", "voted": "vote"}}
    find = Lemmatizer(["l|2|", "l|1|", "k|0|"], table, {"waive"}.__contains__)
    assert find("Went", "VERB", (0, 1)) == "go"
    assert find("devoted", "VERB", (0, 1)) == "devot"
    assert find("waived", "VERB", (0, 1)) == "waive"
    assert find("voteed", "VERB", (1, 0)) == "vote"
    assert find("Went", "PROPN", (2,)) == "Went"


def test_likely_rules_are_the_best_ones_in_order():
    scores = np.full((1, 9), -9, dtype=np.float32)
    scores[0, [4, 2, 7]] = [5, 4, 1]
    assert likely_rules(scores) == [(4, 2)]
