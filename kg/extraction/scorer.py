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

MODEL = Path(__file__).parent / "model"
HEADS = 4

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Scorer:
    """The weights, and what goes with them: the relations, the least score of each, the kinds that it was trained on."""

    weights: Mapping[str, Floats]
    relations: tuple[str, ...]
    thresholds: Floats
    kinds: NDArray[np.bool_]

    @property
    def width(self) -> int:
        """How many numbers it needs of each word."""
        return self.weights["ctx.weight"].shape[1]

    @property
    def pairs(self) -> NDArray[np.bool_]:
        """Which kinds of subject and object may bear any relation."""
        found: NDArray[np.bool_] = self.kinds.any(0)
        return found

    def scores(self, tensor: Floats, sentences: Sequence[Candidates]) -> list[Floats]:
        """Return, for each sentence's pairs, the probability of each relation: (pairs, relations).

        ``tensor`` has a row for each token of the document. What needs no neighbours is computed for all sentences at once.
        """
        if not sentences:
            return []
        w = self.weights
        words = np.concatenate([tensor[c.start : c.end] for c in sentences]) @ w["ctx.weight"].T + w["ctx.bias"]
        bounds = np.cumsum([0, *(c.end - c.start for c in sentences)])
        near = [words[a:b] for a, b in zip(bounds[:-1], bounds[1:], strict=True)]
        hidden = self._pairs(tensor, sentences) + np.concatenate(
            [self._around(c, x) for c, x in zip(sentences, near, strict=True)]
        ) @ np.concatenate([w["path.weight"], w["mid.weight"], w["meet.weight"]], 1).T
        hidden += w["path.bias"] + w["mid.bias"] + w["meet.bias"]
        query = _gelu(hidden) @ w["q.weight"].T + w["q.bias"]
        keys, values = (words @ w[f"{k}.weight"].T + w[f"{k}.bias"] for k in "kv")
        rows = np.cumsum([0, *(len(c.subjects) for c in sentences)])
        read = [
            self._read(c, query[rows[n] : rows[n + 1]], keys[bounds[n] : bounds[n + 1]], values[bounds[n] : bounds[n + 1]])
            for n, c in enumerate(sentences)
        ]
        hidden += np.concatenate(read) @ w["o.weight"].T + w["o.bias"]
        hidden = (hidden - hidden.mean(1, keepdims=True)) / np.sqrt(hidden.var(1, keepdims=True) + 1e-5)
        hidden = _gelu(hidden * w["norm.weight"] + w["norm.bias"])
        logits = hidden @ w["out.weight"].T + w["out.bias"]
        found = 1.0 / (1.0 + np.exp(-logits))
        return np.split(found, rows[1:-1])

    def _pairs(self, tensor: Floats, sentences: Sequence[Candidates]) -> Floats:
        """What the two mentions of each pair say by themselves."""
        w = self.weights
        mentions = [m for c in sentences for m in c.mentions]
        firsts = np.cumsum([0, *(len(c.mentions) for c in sentences)])
        vectors = np.stack([tensor[m.start : m.end].mean(0) for m in mentions])
        kinds = np.array([m.kind for m in mentions])
        subjects, objects = (
            np.concatenate([getattr(c, side) + n for c, n in zip(sentences, firsts, strict=False)])
            for side in ("subjects", "objects")
        )
        own = {k: vectors @ w[f"{k}.weight"].T + w[f"{k}.bias"] for k in ("ws", "wo", "ps", "po")}
        own["ws"] += w["ks.weight"][kinds]
        own["wo"] += w["ko.weight"][kinds]
        both = own["ps"][subjects] * own["po"][objects]
        hidden: Floats = own["ws"][subjects] + own["wo"][objects] + both @ w["wprod.weight"].T + w["wprod.bias"]
        hidden += w["kp.weight"][kinds[subjects] * len(KINDS) + kinds[objects]]
        hidden += w["dist.weight"][np.concatenate([c.distance for c in sentences])]
        hidden += w["btw.weight"][np.concatenate([c.between for c in sentences])]
        hidden += np.concatenate([c.labels for c in sentences]) @ w["lab.weight"].T
        return hidden

    def _around(self, pairs: Candidates, words: Floats) -> Floats:
        """The means of the words on the way and of those between, and the word where the way turns."""
        middle = (pairs.regions % (REGIONS // 2) % 5 == 2).astype(np.float32)
        path = pairs.path / np.maximum(pairs.path.sum(1, keepdims=True), 1)
        middle /= np.maximum(middle.sum(1, keepdims=True), 1)
        return np.concatenate([path @ words, middle @ words, words[pairs.meet]], 1)

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


def _gelu(x: Floats) -> Floats:
    found: Floats = 0.5 * x * (1.0 + np.tanh(np.float32(0.7978845608) * (x + np.float32(0.044715) * x * x * x)))
    return found


@cache
def load_scorer(folder: Path = MODEL) -> Scorer | None:
    """Return the shipped scorer, or None where there is none or it is for other features than this code makes."""
    file = folder / "scorer.npz"
    if not file.is_file():
        return None
    about = json.loads((folder / "scorer.json").read_text(encoding="utf-8"))
    if tuple(about["kinds"]) != KINDS or tuple(about["labels"]) != LABELS or about["between"] != BETWEEN:
        return None
    with np.load(file) as arrays:
        weights = {name: arrays[name].astype(np.float32) for name in arrays.files}
    relations = tuple(about["relations"])
    kinds = np.zeros((len(relations), len(KINDS), len(KINDS)), dtype=bool)
    for n, relation in enumerate(relations):
        for subject, object in about["relations"][relation]["pairs"]:
            kinds[n, KINDS.index(subject), KINDS.index(object)] = True
    thresholds = np.array([about["relations"][r]["threshold"] for r in relations], dtype=np.float32)
    return Scorer(weights, relations, thresholds, kinds)
