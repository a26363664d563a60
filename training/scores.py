"""Development scores during training: rough, fast, on gold words and gold sentences."""

import random
from collections import Counter

import torch
from torch import Tensor

from kg.language.labels import NAME_TAGS
from training.losses import tree_counts
from training.network import Network
from training.sentences import Document
from training.windows import Batcher, windows

_CORE = {"GPE": "LOC", "FAC": "LOC", "LOC": "LOC", "PERSON": "PER", "ORG": "ORG"}


def spans(tags: list[str]) -> set[tuple[int, int, str]]:
    """The names that a sequence of tags spells, types merged to PER, ORG and LOC; others are left out."""
    found, start, kind = set(), 0, ""
    for i, tag in enumerate([*tags, "O"]):
        merged = _CORE.get(tag[2:], tag[2:])
        if kind and (tag[0] != "I" or merged != kind):
            if kind in _CORE.values():
                found.add((start, i, kind))
            kind = ""
        if tag[0] != "O" and not kind:
            start, kind = i, merged
    return found


def _decoded(logits: Tensor, width: int) -> list[str]:
    return [NAME_TAGS[i] for i in logits[:width].argmax(-1).tolist()]


@torch.no_grad()
def development_scores(
    net: Network, batcher: Batcher, documents: list[Document], gold: list[set[tuple[int, int, str]]] | None
) -> str:
    """One line of scores. `gold` holds the names of each document, by words counted from the document's start."""
    net.eval()
    rng = random.Random(0)
    counts: Counter[str] = Counter()
    names: Counter[str] = Counter()
    for d, document in enumerate(documents):
        tags: list[str] = []
        for window in windows(document, rng, vary=False):
            batch = batcher.tensors([window], rng, train=False)
            words = net.words(batch)
            counts.update(tree_counts(net, words, batch))
            if gold is not None:
                logits = net.name_logits(words)
                widths = (batch["group"] > 0).sum(1).tolist()
                tags += [t for row, w in zip(logits, widths, strict=True) for t in _decoded(row, w)]
        if gold is not None:
            found = spans(tags)
            names["tp"] += len(found & gold[d])
            names["n"] += len(found) + len(gold[d])
    line = " ".join(f"{k} {v / counts['words']:.4f}" for k, v in counts.items() if k != "words")
    return line + (f" names {2 * names['tp'] / max(1, names['n']):.4f}" if gold is not None else "")
