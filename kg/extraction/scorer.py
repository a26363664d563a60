"""The learned scorer: how likely each relation is to hold between two mentions, out of what the encoder knows of the words.

A small network over frozen vectors (Soares and others 2019 compare such readings of a pair): the two mentions, their
product, their kinds, the words between them in the text and in the tree, and four attention heads over the sentence.
Only numpy is needed to run it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from kg.extraction.candidates import BETWEEN, KINDS, LABELS, REGIONS, Candidates
from kg.language.threads import one_thread
from kg.language.weights import Floats, gelu, read_weights

HEADS = 4


@dataclass(frozen=True, slots=True)
class Scorer:
    """The weights, and what goes with them: the relations, the least score of each, the kinds that it was trained on."""

    weights: Mapping[str, Floats]
    relations: tuple[str, ...]
    thresholds: Floats
    kinds: NDArray[np.bool_]
    doubt: float = 0.0
    """A claim of a rule whose score is below this is given up."""

    @property
    def width(self) -> int:
        """How many numbers it needs of each word."""
        return int(self.weights["ctx.weight"].shape[1])

    @property
    def pairs(self) -> NDArray[np.bool_]:
        """Which kinds of subject and object may bear any relation that it ever finds likely enough."""
        return np.asarray(self.kinds[self.thresholds <= 1].any(0))

    def scores(self, tensor: Floats, sentences: Sequence[Candidates]) -> list[Floats]:
        """Return, for each sentence's pairs, the probability of each relation: (pairs, relations).

        ``tensor`` has a row for each token of the document. What needs no neighbours is computed for all sentences at once.
        """
        if not sentences:
            return []
        with one_thread():
            return self._scores(tensor, sentences)

    def _scores(self, tensor: Floats, sentences: Sequence[Candidates]) -> list[Floats]:
        words = self._layer("ctx", np.concatenate([tensor[c.start : c.end] for c in sentences]))
        cuts = np.cumsum([c.end - c.start for c in sentences])[:-1]
        near = np.split(words, cuts)
        hidden = self._pairs(tensor, sentences)
        around = [self._around(c, x) for c, x in zip(sentences, near, strict=True)]
        for name, vectors in zip(("path", "mid", "meet"), zip(*around, strict=True), strict=True):
            hidden += self._layer(name, np.concatenate(vectors))
        rows = np.cumsum([len(c.subjects) for c in sentences])[:-1]
        query, keys, values = (
            np.split(self._layer(name, x), at)
            for name, x, at in (("q", gelu(hidden), rows), ("k", words, cuts), ("v", words, cuts))
        )
        read = [self._read(*parts) for parts in zip(sentences, query, keys, values, strict=True)]
        hidden += self._layer("o", np.concatenate(read))
        hidden = (hidden - hidden.mean(1, keepdims=True)) / np.sqrt(hidden.var(1, keepdims=True) + 1e-5)
        logits = self._layer("out", gelu(hidden * self.weights["norm.weight"] + self.weights["norm.bias"]))
        if "gain" in self.weights:
            claimed = np.concatenate([c.claimed for c in sentences])
            logits += self.weights["gain"] * claimed[:, : logits.shape[1]]
        return np.split(1.0 / (1.0 + np.exp(-logits)), rows)

    def _layer(self, name: str, x: Floats) -> Floats:
        found: Floats = x @ self.weights[f"{name}.weight"].T
        found += self.weights[f"{name}.bias"]
        return found

    def _pairs(self, tensor: Floats, sentences: Sequence[Candidates]) -> Floats:
        """What the two mentions of each pair say by themselves."""
        w = self.weights
        mentions = [m for c in sentences for m in c.mentions]
        firsts = np.cumsum([0, *(len(c.mentions) for c in sentences)])
        vectors = tensor[[m.start for m in mentions]]
        for n, m in enumerate(mentions):
            if m.end - m.start > 1:
                vectors[n] = tensor[m.start : m.end].mean(0)
        kinds = np.array([m.kind for m in mentions])
        subjects, objects = (
            np.concatenate([getattr(c, side) + n for c, n in zip(sentences, firsts, strict=False)])
            for side in ("subjects", "objects")
        )
        subject, subject_product = self._side("s", vectors, kinds, subjects)
        object, object_product = self._side("o", vectors, kinds, objects)
        hidden: Floats = subject
        hidden += object
        hidden += self._layer("wprod", subject_product * object_product)
        hidden += w["kp.weight"][kinds[subjects] * len(w["ks.weight"]) + kinds[objects]]
        hidden += w["dist.weight"][np.concatenate([c.distance for c in sentences])]
        hidden += w["btw.weight"][np.concatenate([c.between for c in sentences])]
        hidden += np.concatenate([c.labels for c in sentences]) @ w["lab.weight"].T
        if "rules.weight" in w:
            hidden += np.concatenate([c.claimed for c in sentences]) @ w["rules.weight"].T
        return hidden

    def _side(
        self, side: str, vectors: Floats, kinds: NDArray[np.intp], mentions: NDArray[np.intp]
    ) -> tuple[Floats, Floats]:
        """What the mentions on one side of the pairs say by themselves, and what of it their product is made of."""
        used, rows = np.unique(mentions, return_inverse=True)
        own = self._layer(f"w{side}", vectors[used])
        own += self.weights[f"k{side}.weight"][kinds[used]]
        return own[rows], self._layer(f"p{side}", vectors[used])[rows]

    def _around(self, pairs: Candidates, words: Floats) -> tuple[Floats, Floats, Floats]:
        """The means of the words on the way and of those between, and the word where the way turns."""
        middle = (pairs.regions % (REGIONS // 2) % 5 == 2).astype(np.float32)
        path = pairs.path / np.maximum(pairs.path.sum(1, keepdims=True), 1)
        middle /= np.maximum(middle.sum(1, keepdims=True), 1)
        return path @ words, middle @ words, words[pairs.meet]

    def _read(self, pairs: Candidates, query: Floats, keys: Floats, values: Floats) -> Floats:
        """What each pair's attention takes from the words of its sentence."""
        size = query.shape[1] // HEADS
        q, k, v = (x.reshape(len(x), HEADS, size).transpose(1, 0, 2) for x in (query, keys, values))
        scores = q @ k.transpose(0, 2, 1) / np.float32(size**0.5)
        scores += self.weights["rb.weight"][pairs.regions].transpose(2, 0, 1)
        scores = np.exp(scores - scores.max(2, keepdims=True))
        scores /= scores.sum(2, keepdims=True)
        mixed: Floats = (scores @ v).transpose(1, 0, 2).reshape(len(query), -1)
        return mixed


@cache
def load_scorer(folder: Path, name: str = "scorer") -> Scorer | None:
    """Return a scorer beside a language model, or None where there is none or it reads other features than these."""
    file = folder / f"{name}.npz"
    if not file.is_file():
        return None
    about = json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))
    if (
        tuple(about["kinds"]) != KINDS[: len(about["kinds"])]
        or tuple(about["labels"]) != LABELS
        or about["between"] != BETWEEN
    ):
        return None
    weights = read_weights(file)
    relations = tuple(about["relations"])
    kinds = np.zeros((len(relations), len(KINDS), len(KINDS)), dtype=bool)
    for n, relation in enumerate(relations):
        for subject, object in about["relations"][relation]["pairs"]:
            kinds[n, KINDS.index(subject), KINDS.index(object)] = True
    thresholds = np.array([about["relations"][r]["threshold"] for r in relations], dtype=np.float32)
    return Scorer(weights, relations, thresholds, kinds, about.get("doubt", 0.0))
