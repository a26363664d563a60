"""Lemma rules: how to turn a form into its lemma by cutting an ending and adding another."""

from collections.abc import Callable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

_OPEN = frozenset({"NOUN", "VERB", "ADJ", "ADV", "AUX"})
_MOST_KNOWN = 200_000
_MOST_RULES = 6
_MARGIN = 3.0


def _cased(form: str, case: str) -> str:
    if case == "l":
        return form.lower()
    if case == "u":
        return form.upper()
    if case == "t":
        return form[:1].upper() + form[1:].lower()
    return form


def lemma_rule(form: str, lemma: str) -> str:
    """The rule that turns `form` into `lemma`, such as `l|3|y` (lower-case, cut three letters, add "y").

    The case comes first: `l` lower, `k` as the form is, `t` title, `u` upper. The first of these that keeps the most
    of the form wins, so that one rule stands for many words.
    """
    best = ""
    kept = -1
    for case in "lktu":
        base = _cased(form, case)
        n = 0
        while n < min(len(base), len(lemma)) and base[n] == lemma[n]:
            n += 1
        if n > kept:
            best, kept = f"{case}|{len(base) - n}|{lemma[n:]}", n
    return best


def apply_rule(form: str, rule: str) -> str:
    """The lemma of `form` under `rule`; the form itself where the rule cuts more than there is."""
    if not rule:
        return form
    case, cut, ending = rule.split("|", 2)
    base = _cased(form, case)
    if int(cut) > len(base):
        return base
    return (base[: len(base) - int(cut)] + ending) or form


class Lemmatizer:
    """Lemmas out of a table of known forms, and out of rules for the others."""

    def __init__(
        self, rules: Sequence[str], table: Mapping[str, Mapping[str, str]], is_word: Callable[[str], bool]
    ) -> None:
        self._rules = rules
        self._table = table
        self._lemmas = {upos: frozenset(forms.values()) for upos, forms in table.items() if upos in _OPEN}
        self._is_word = is_word
        self._known: dict[tuple[str, str, tuple[int, ...]], str] = {}

    def __call__(self, form: str, upos: str, rules: tuple[int, ...]) -> str:
        """The lemma of a word. `rules` are the numbers of its likely rules, the best first.

        A form that the table lacks takes the first rule that makes a lemma known for its tag, else the first that makes
        an English word, else the best rule.
        """
        key = (form, upos, rules)
        found = self._known.get(key)
        if found is None:
            if len(self._known) > _MOST_KNOWN:
                self._known.clear()
            found = self._known[key] = self._find(form, upos, rules)
        return found

    def _find(self, form: str, upos: str, rules: tuple[int, ...]) -> str:
        found = self._table.get(upos, {}).get(form.lower())
        if found is not None:
            return found
        lemmas = [apply_rule(form, self._rules[r]) for r in rules]
        if upos in self._lemmas:
            known = self._lemmas[upos]
            for test in (known.__contains__, self._is_word):
                for lemma in lemmas:
                    if test(lemma):
                        return lemma
        return lemmas[0]


def likely_rules(scores: NDArray[np.float32]) -> list[tuple[int, ...]]:
    """The numbers of each word's likely rules, the best first; `scores` has a row for each word."""
    top = np.argpartition(-scores, _MOST_RULES, axis=1)[:, :_MOST_RULES]
    values = np.take_along_axis(scores, top, axis=1)
    order = np.argsort(-values, axis=1, kind="stable")
    top, values = np.take_along_axis(top, order, axis=1), np.take_along_axis(values, order, axis=1)
    counts = (values >= values[:, :1] - _MARGIN).sum(axis=1).tolist()
    return [tuple(row[:n]) for row, n in zip(top.tolist(), counts, strict=True)]
