"""Scores to structures: the best tree over a sentence, and the best legal sequence of name tags."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float32]

FAR = np.float32(-1e6)


def best_tree(scores: Scores) -> list[int]:
    """The head of each word of a sentence: 0 for the root, else the head's number counted from 1.

    `scores` has a row for each word and a column for each head, the root first. Each word's best head is taken where
    these make a tree with one root; else the maximum spanning tree is found (Chu and Liu 1965, Edmonds 1967).
    """
    n = scores.shape[0]
    scores = scores.astype(np.float32, copy=True)
    scores[np.arange(n), np.arange(1, n + 1)] = FAR * 2
    heads: list[int] = scores.argmax(1).tolist()
    if heads.count(0) == 1 and not find_cycle([0, *heads]):
        return heads
    full = np.full((n + 1, n + 1), FAR * 4, dtype=np.float64)
    full[1:] = scores
    full[1:, 0] += FAR  # dear enough that a second root never pays
    return _spanning_tree(full)[1:]


def find_cycle(heads: Sequence[int]) -> list[int]:
    """The words of one cycle among `heads` (entry 0 is the root, which has none), or an empty list."""
    state = [0] * len(heads)
    state[0] = 2
    for start in range(1, len(heads)):
        path, at = [], start
        while state[at] == 0:
            state[at] = 1
            path.append(at)
            at = heads[at]
        if state[at] == 1:
            return path[path.index(at) :]
        for node in path:
            state[node] = 2
    return []


def _spanning_tree(scores: NDArray[np.float64]) -> list[int]:
    """The heads of the best tree; row and column 0 are the root, whose own entry means nothing."""
    n = scores.shape[0]
    heads = [0, *(int(h) for h in scores[1:].argmax(1))]
    cycle = find_cycle(heads)
    if not cycle:
        return heads
    inside = np.zeros(n, dtype=bool)
    inside[cycle] = True
    outside = [i for i in range(n) if not inside[i]]
    ring = np.array(cycle)
    kept = scores[ring, [heads[c] for c in cycle]]
    # The ring becomes one node, the last. Entering it at a word means giving up that word's arc inside it.
    m = len(outside)
    small = np.full((m + 1, m + 1), FAR * 4, dtype=np.float64)
    small[:m, :m] = scores[np.ix_(outside, outside)]
    enter = scores[np.ix_(cycle, outside)] - kept[:, None]
    enter_at = enter.argmax(0)
    small[m, :m] = enter.max(0)
    leave = scores[np.ix_(outside, cycle)]
    leave_from = leave.argmax(1)
    small[:m, m] = leave.max(1)
    small[0, :] = FAR * 4
    np.fill_diagonal(small, FAR * 8)
    solved = _spanning_tree(small)
    for i in range(1, m):
        heads[outside[i]] = cycle[int(leave_from[i])] if solved[i] == m else outside[solved[i]]
    heads[cycle[int(enter_at[solved[m]])]] = outside[solved[m]]
    return heads


class NameTags:
    """The legal sequences of `B-`, `I-` and `O` tags."""

    def __init__(self, tags: Sequence[str]) -> None:
        self.tags = tuple(tags)
        kinds = [t[2:] for t in tags]
        self.follows = np.array(
            [
                [t[0] != "I" or (p[0] != "O" and k == kinds[j]) for j, p in enumerate(tags)]
                for t, k in zip(tags, kinds, strict=True)
            ]
        )
        """Whether the tag of the row may follow the tag of the column."""
        self.inner = np.array([t[0] == "I" for t in tags])

    def best(self, scores: Scores, starts: NDArray[np.bool_]) -> list[int]:
        """The best legal sequence of tags (Viterbi), one for each row; no name goes on over a sentence start."""
        scores = np.where(starts[:, None] & self.inner, FAR, scores)
        simple = scores.argmax(1)
        if self.follows[simple[1:], simple[:-1]].all() and not (len(simple) and self.inner[simple[0]]):
            return [int(t) for t in simple]
        barred = np.where(self.follows, np.float32(0), FAR)
        total = np.where(self.inner, FAR, scores[0])
        back = []
        for row in scores[1:]:
            through = total[None, :] + barred
            best = through.argmax(1)
            back.append(best)
            total = through[np.arange(len(best)), best] + row
        sequence = [int(total.argmax())]
        for best in reversed(back):
            sequence.append(int(best[sequence[-1]]))
        return sequence[::-1]

    def spans(self, sequence: Sequence[int]) -> list[tuple[int, int, str]]:
        """The names that a legal sequence spells: first word, end, type."""
        found: list[tuple[int, int, str]] = []
        start = -1
        for i, tag in enumerate([*sequence, -1]):
            mark = self.tags[tag][0] if tag >= 0 else "O"
            if start >= 0 and mark != "I":
                found.append((start, i, self.tags[sequence[start]][2:]))
                start = -1
            if mark == "B":
                start = i
        return found
