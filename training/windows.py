"""Documents to windows and windows to batches of tensors."""

import random
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from kg.language.lemmas import lemma_rule
from kg.language.pieces import WordPieces
from kg.language.shapes import shape
from training.marks import ANY
from training.sentences import Document, Sentence
from training.tables import Tables

LONGEST = 120
MOST_PIECES = 510
"""What the encoder's positions allow for; windows of more pieces (lists of addresses) are left out."""
CLS, SEP, MASK = 101, 102, 103

Window = list[Sentence]
Batch = dict[str, Tensor]


def windows(document: Document, rng: random.Random, *, vary: bool) -> Iterator[Window]:
    """Runs of adjacent sentences of up to `LONGEST` words; where `vary`, some runs are cut short to learn titles too."""
    window: Window = []
    size, cap = 0, _cap(rng, vary)
    for sentence in document:
        for part in _cut(sentence):
            if window and size + len(part.words) > cap:
                yield window
                window, size, cap = [], 0, _cap(rng, vary)
            window.append(part)
            size += len(part.words)
    if window:
        yield window


def _cap(rng: random.Random, vary: bool) -> int:
    return rng.randint(8, LONGEST) if vary and rng.random() < 0.2 else LONGEST


def _cut(sentence: Sentence) -> list[Sentence]:
    """The sentence itself, or pieces of an overlong one that has no tree."""
    n = len(sentence.words)
    if n <= LONGEST or sentence.heads is not None:
        return [sentence]
    return [
        Sentence(sentence.words[i : i + LONGEST], sentence.masks[i : i + LONGEST], weight=sentence.weight)
        for i in range(0, n, LONGEST)
    ]


@dataclass(slots=True)
class Batcher:
    """Turns windows into tensors."""

    pieces: WordPieces
    tables: Tables
    index: dict[str, dict[str, int]]

    @classmethod
    def from_tables(cls, pieces: WordPieces, tables: Tables) -> "Batcher":
        """A batcher for these label tables."""
        return cls(pieces, tables, {k: {x: i for i, x in enumerate(v)} for k, v in tables.as_dict().items()})

    def batches(
        self, documents: list[Document], rng: random.Random, *, pieces: int, train: bool
    ) -> Iterator[Batch]:
        """Batches of up to `pieces` word pieces, windows of like length together, in random order where training."""
        documents = list(documents)
        if train:
            rng.shuffle(documents)
        every = [w for d in documents for w in windows(d, rng, vary=train)]
        if train:
            every = self._joined(every, rng)
        every = [w for w in every if sum(len(p) for s in w for p in self.pieces(s.words)) <= MOST_PIECES]
        sizes = [sum(len(p) for s in w for p in self.pieces(s.words)) + 2 for w in every]
        order = sorted(range(len(every)), key=lambda i: (sizes[i], rng.random()))
        groups: list[list[Window]] = [[]]
        for i in order:
            if groups[-1] and (len(groups[-1]) + 1) * sizes[i] > pieces:
                groups.append([])
            groups[-1].append(every[i])
        if train:
            rng.shuffle(groups)
        for group in groups:
            yield self.tensors(group, rng, train=train)

    @staticmethod
    def _joined(every: list[Window], rng: random.Random) -> list[Window]:
        """The windows with most of the short ones (tweets, single sentences) joined up, which wastes less on padding."""
        out: list[Window] = []
        tail: Window = []
        for window in every:
            size = sum(len(s.words) for s in window)
            if size > 70 or rng.random() < 0.15:
                out.append(window)
                continue
            tail_size = sum(len(s.words) for s in tail)
            if tail and (tail_size + size > LONGEST or rng.random() < 0.1):
                out.append(tail)
                tail = []
            tail = tail + window
        return [*out, tail] if tail else out

    def tensors(self, group: list[Window], rng: random.Random, *, train: bool) -> Batch:
        """The tensors of one batch; -1 stands for a label that the corpus lacks."""
        width = max(sum(len(s.words) for s in w) for w in group)
        rows = len(group)
        flat = {
            k: np.full((rows, width), -1, dtype=np.int64)
            for k in ("upos", "xpos", "feats", "lemma", "deprel", "heads", "starts")
        }
        flat |= {k: np.zeros((rows, width), dtype=np.int64) for k in ("first", "last", "shape", "group")}
        flat["names"] = np.full((rows, width), ANY, dtype=np.int64)
        weights = np.zeros((rows, width), dtype=np.float32)
        ids: list[list[int]] = []
        shapes: list[list[int]] = []
        for r, window in enumerate(group):
            words, cased = self._spelled([w for s in window for w in s.words], rng, train=train)
            row, row_shapes, position = [CLS], [0], 0
            found = self.pieces(words)
            for i, (word, piece) in enumerate(zip(words, found, strict=True)):
                masked = train and rng.random() < 0.03
                flat["first"][r, i], flat["last"][r, i] = len(row), len(row) + len(piece) - 1
                flat["shape"][r, i] = shape(word)
                row += [MASK] * len(piece) if masked else piece
                row_shapes += [flat["shape"][r, i]] * len(piece)
            ids.append([*row, SEP])
            shapes.append([*row_shapes, 0])
            for g, sentence in enumerate(window):
                self._labels(flat, weights, r, position, g + 1, sentence, cased=cased)
                position += len(sentence.words)
        length = max(map(len, ids))
        return {
            **{k: torch.from_numpy(v) for k, v in flat.items()},
            "weights": torch.from_numpy(weights),
            "ids": torch.tensor([x + [0] * (length - len(x)) for x in ids]),
            "piece_shape": torch.tensor([x + [0] * (length - len(x)) for x in shapes]),
            "mask": torch.tensor([[1] * len(x) + [0] * (length - len(x)) for x in ids]),
        }

    @staticmethod
    def _spelled(words: list[str], rng: random.Random, *, train: bool) -> tuple[list[str], bool]:
        """The words, a few windows of them in title case, lower case or capitals, and whether that was done."""
        draw = rng.random() if train else 1.0
        if draw < 0.03:
            return [w[:1].upper() + w[1:] if len(w) > 3 or i == 0 else w for i, w in enumerate(words)], True
        if draw < 0.045:
            return [w.lower() for w in words], True
        if draw < 0.065:
            return [w.upper() for w in words], True
        return words, False

    def _labels(
        self,
        flat: dict[str, np.ndarray],
        weights: np.ndarray,
        r: int,
        at: int,
        group: int,
        s: Sentence,
        *,
        cased: bool,
    ) -> None:
        n = len(s.words)
        span = slice(at, at + n)
        flat["group"][r, span] = group
        flat["names"][r, span] = s.masks
        weights[r, span] = s.weight
        if s.heads is None or s.labels is None:
            return
        flat["starts"][r, span] = 0
        flat["starts"][r, at] = 1
        flat["heads"][r, span] = [0 if h == 0 else at + h for h in s.heads]
        for layer, values in (("deprel", s.labels), ("upos", s.upos), ("xpos", s.xpos), ("feats", s.feats)):
            table = self.index[layer]
            flat[layer][r, span] = [table.get(v, -1) for v in values or []]
        if not cased:
            rules = self.index["lemma"]
            flat["lemma"][r, span] = [
                rules.get(lemma_rule(w, m), -1) if m else -1
                for w, m in zip(s.words, s.lemmas or [], strict=True)
            ]
