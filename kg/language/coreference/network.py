"""The network that scores pairs of mentions: a mention ranker over the encoder's vectors (Clark and Manning 2016; Lee et al. 2017).

A pair's score says how likely the later mention takes up the earlier one; nothing is taken up at a score of 0. It is made of
what the encoder knows of both mentions (the head word and the mean of the words), their products, and what the pair
shows by form, place and grammar. Only numpy is needed to run it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from kg.language.coreference.mentions import ENTITIES, FLAGS, KINDS, ROLES, Ints, Mentions
from kg.language.coreference.pairs import FEATURES, compared_kinds, find_pairs, pair_features
from kg.language.weights import Floats, gelu, read_weights

_CHUNK = 2048
"""How many pairs are scored at once: what that takes fits into a processor's cache."""
_IDLE = -3.0
"""What a mention's own share of the scores must be for it to be compared: below, one in a thousand takes up anything."""


@dataclass(frozen=True, slots=True)
class Ranker:
    """The weights, one array for each name; ``heads`` is into how many parts the product of two mentions is cut."""

    weights: Mapping[str, Floats]
    heads: int

    def rank(self, tensor: Floats, mentions: Mentions) -> tuple[Ints, Ints, Floats]:
        """Return the pairs (later, earlier) of mentions that may be of one thing, with the score of each.

        ``tensor`` has a row for each token of the document. A mention that seems to take up nothing, whatever there
        is before it, is in no pair as the later one.
        """
        vectors = self._mentions(tensor, mentions)
        single = self._layer("single.2", gelu(self._layer("single.0", vectors)))[:, 0]
        later, earlier = find_pairs(mentions, single >= _IDLE)
        w = self.weights
        first, second = self._layer("a", vectors), self._layer("b", vectors)
        size = vectors.shape[1] // self.heads
        query, key = (self._layer(name, vectors).reshape(-1, self.heads, size) for name in ("q", "k"))
        found = np.empty(len(later), dtype=np.float32)
        for start in range(0, len(later), _CHUNK):
            i, j = later[start : start + _CHUNK], earlier[start : start + _CHUNK]
            products = np.einsum("phd,phd->ph", query[i], key[j]) / np.float32(size**0.5)
            hidden = first[i] + second[j] + self._layer("mix", products)
            hidden += self._layer("f", pair_features(mentions, i, j))
            hidden += w["kk.weight"][compared_kinds(mentions, i, j)]
            found[start : start + _CHUNK] = self._layer("out", gelu(hidden))[:, 0] + single[i]
        return later, earlier, found

    def _mentions(self, tensor: Floats, m: Mentions) -> Floats:
        """What is known of each mention: (mentions, width)."""
        w = self.weights
        x = self._layer("proj", mention_vectors(tensor, m))
        for name, values in (("kind", m.kind), ("ent", m.entity), ("role", m.role), ("num", m.plural)):
            x += w[f"{name}.weight"][values]
        flags = ((m.flags[:, None] >> np.arange(len(FLAGS))) & 1).astype(np.float32)
        x += self._layer("flag", flags)
        x = (x - x.mean(1, keepdims=True)) / np.sqrt(x.var(1, keepdims=True) + 1e-5)
        return gelu(x * w["norm.weight"] + w["norm.bias"])

    def _layer(self, name: str, x: Floats) -> Floats:
        return np.asarray(x @ self.weights[f"{name}.weight"].T + self.weights[f"{name}.bias"])


def mention_vectors(tensor: Floats, m: Mentions) -> Floats:
    """Return the vector of each mention's head and the mean of those of its words: (mentions, twice the width).

    ``tensor`` has a row for each token of the document.
    """
    means = tensor[m.start]
    long = np.flatnonzero(m.end - m.start > 1)
    sizes = (m.end - m.start)[long]
    firsts = np.cumsum(sizes) - sizes
    tokens = np.repeat(m.start[long] - firsts, sizes) + np.arange(sizes.sum())
    if len(long):
        means[long] = np.add.reduceat(tensor[tokens], firsts, axis=0) / sizes[:, None].astype(np.float32)
    return np.concatenate([tensor[m.head], means], axis=1)


def description() -> dict[str, Any]:
    """Return what weights must have been trained on to be of use: the names of all that goes in."""
    return {
        "kinds": list(KINDS),
        "entities": list(ENTITIES),
        "roles": list(ROLES),
        "flags": list(FLAGS),
        "features": list(FEATURES),
    }


@cache
def load_ranker(folder: Path) -> Ranker | None:
    """Return the ranker beside a language model; None where there is none, or one for other features than these."""
    file = folder / "coreference.npz"
    if not file.is_file():
        return None
    about = json.loads((folder / "coreference.json").read_text(encoding="utf-8"))
    if {name: about.get(name) for name in description()} != description():
        return None
    return Ranker(read_weights(file), about["heads"])
