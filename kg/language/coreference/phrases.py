"""The stretches of a document that its nouns and pronouns head."""

from __future__ import annotations

from kg.language.tokens import Token

_INSIDE = frozenset(
    {"compound", "flat", "fixed", "goeswith", "det", "amod", "nummod", "case", "punct", "expl"}
)
_NOT_OF_THE_PHRASE = frozenset(
    {
        "punct", "cc", "cop", "nsubj", "nsubj:pass", "nsubj:outer", "aux", "aux:pass", "mark", "advcl", "parataxis", "cc:preconj",
        "discourse", "expl", "orphan", "dislocated", "vocative", "csubj", "ccomp", "obl", "advmod:emph", "dep",
    }
)  # fmt: skip


class Phrases:
    """The stretches of a document that its words head; ``depths`` says how many words are above each."""

    def __init__(self, words: list[Token]) -> None:
        n = len(words)
        self._words = words
        self._heads = [t.head.i for t in words]
        self._deps = [t.dep_ for t in words]
        self._below: list[list[int]] = [[] for _ in range(n)]
        for i, head in enumerate(self._heads):
            if head != i:
                self._below[head].append(i)
        order = self._downwards()
        self._edges = self._find_edges(order)
        self.depths = [0] * n
        for i in order:
            if self._heads[i] != i:
                self.depths[i] = self.depths[self._heads[i]] + 1

    def _find_edges(self, order: list[int]) -> list[tuple[int, int]]:
        edges = [(i, i) for i in range(len(self._words))]
        for i in reversed(order):
            head = self._heads[i]
            if head != i:
                (a, b), (c, d) = edges[head], edges[i]
                edges[head] = (min(a, c), max(b, d))
        return edges

    def _downwards(self) -> list[int]:
        """Return the words so that each comes behind its head."""
        order = [i for i, head in enumerate(self._heads) if head == i]
        for i in order:
            order += self._below[i]
        return order

    def spans(self, token: Token) -> list[tuple[int, int]]:
        """Return the stretch of a noun phrase and, if others are joined to it by "and", also that of it alone."""
        i = token.i
        joined = any(self._deps[c] == "conj" for c in self._below[i])
        return [self._span(i, True), self._span(i, False)] if joined else [self._span(i, True)]

    def _span(self, i: int, joined: bool) -> tuple[int, int]:
        start = end = i
        for c in self._below[i]:
            dep = self._deps[c]
            if dep in _NOT_OF_THE_PHRASE or (not joined and dep == "conj"):
                continue
            if dep == "case" and (c < i or not self._words[c].lower_.endswith(("'s", "’s", "'", "’"))):
                continue
            start, end = min(start, self._edges[c][0]), max(end, self._edges[c][1])
        while end > i and self._words[end].pos_ in {"PUNCT", "SPACE"} and self._words[end].text not in ')”"':
            end -= 1
        while (
            start < i
            and self._words[start].pos_ in {"PUNCT", "SPACE"}
            and self._words[start].text not in '(“"'
        ):
            start += 1
        return start, end + 1


def may_head(token: Token) -> bool:
    """Return whether a word may be the head of a mention."""
    if token.dep_ in _INSIDE:
        return False
    pos = token.pos_
    return pos in {"NOUN", "PROPN", "PRON", "X", "SYM"} or (
        pos in {"NUM", "ADJ", "DET"} and token.dep_ in {"nsubj", "obj", "nsubj:pass", "obl", "nmod", "conj"}
    )
