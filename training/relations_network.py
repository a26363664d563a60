"""The network of the relation scorer, which `kg.extraction.scorer` runs with numpy, and its batches."""

import random
from collections.abc import Iterator, Sequence

import numpy as np
import torch
import torch.nn.functional as F  # noqa: N812
from torch import Tensor, nn

from kg.extraction.candidates import BETWEEN, DISTANCES, KINDS, LABELS, REGIONS
from kg.extraction.scorer import HEADS
from training.relations_features import Example

HIDDEN, CONTEXT = 256, 128
MOST_PAIRS = 400

Batch = dict[str, Tensor]


class PairNetwork(nn.Module):
    """Scores of all relations for pairs of mentions. The names of the layers are those of the shipped arrays."""

    def __init__(self, width: int, relations: int, *, claimed: bool = False) -> None:
        super().__init__()
        self.rules = nn.Linear(2 * relations, HIDDEN, bias=False) if claimed else None
        self.gain = nn.Parameter(torch.full((1,), 3.0)) if claimed else None
        self.word_drop, self.drop = nn.Dropout(0.2), nn.Dropout(0.3)
        self.ctx = nn.Linear(width, CONTEXT)
        self.ws, self.wo = nn.Linear(width, HIDDEN), nn.Linear(width, HIDDEN)
        self.ps, self.po = nn.Linear(width, CONTEXT), nn.Linear(width, CONTEXT)
        self.wprod = nn.Linear(CONTEXT, HIDDEN)
        self.kp = nn.Embedding(len(KINDS) ** 2, HIDDEN)
        nn.init.normal_(self.kp.weight, std=0.1)
        self.ks, self.ko = nn.Embedding(len(KINDS), HIDDEN), nn.Embedding(len(KINDS), HIDDEN)
        self.dist, self.btw = nn.Embedding(DISTANCES, HIDDEN), nn.Embedding(BETWEEN, HIDDEN)
        self.lab = nn.Linear(2 * len(LABELS), HIDDEN, bias=False)
        self.path, self.mid, self.meet = (nn.Linear(CONTEXT, HIDDEN) for _ in range(3))
        self.q, self.k, self.v = (
            nn.Linear(HIDDEN, CONTEXT),
            nn.Linear(CONTEXT, CONTEXT),
            nn.Linear(CONTEXT, CONTEXT),
        )
        self.rb = nn.Embedding(REGIONS, HEADS)
        self.o = nn.Linear(CONTEXT, HIDDEN)
        self.norm = nn.LayerNorm(HIDDEN)
        self.out = nn.Linear(HIDDEN, relations)
        nn.init.constant_(self.out.bias, -3.0)

    def forward(self, b: Batch) -> Tensor:
        """The logits, one row a pair."""
        x = self.word_drop(b["words"])
        words = self.ctx(x)
        mentions = torch.matmul(b["spans"], x)
        at = b["sentence"]
        s, o = mentions[at, b["subjects"]], mentions[at, b["objects"]]
        near, mask = words[at], b["mask"][at]
        middle = (b["regions"] % (REGIONS // 2) % 5 == 2) * mask
        means = [w / w.sum(1, keepdim=True).clamp(min=1) for w in (b["path"], middle)]
        path, mid = ((w[:, None] @ near)[:, 0] for w in means)
        pair = b["subject_kind"] * len(KINDS) + b["object_kind"]
        h = self.ws(s) + self.wo(o) + self.wprod(self.ps(s) * self.po(o)) + self.kp(pair)
        h = h + self.ks(b["subject_kind"]) + self.ko(b["object_kind"]) + self.dist(b["distance"])
        h = h + self.btw(b["between"]) + self.lab(b["labels"]) + self.path(path) + self.mid(mid)
        h = h + self.meet(near[torch.arange(len(at)), b["meet"]])
        if self.rules is not None:
            h = h + self.rules(b["claimed"])
        query = self.q(self.drop(gelu(h))).view(len(at), HEADS, 1, -1)
        keys, values = (f(words)[at].unflatten(2, (HEADS, -1)).transpose(1, 2) for f in (self.k, self.v))
        scores = (query @ keys.transpose(2, 3))[:, :, 0] / query.shape[-1] ** 0.5
        scores = scores + self.rb(b["regions"]).transpose(1, 2) + (mask[:, None] - 1) * 1e4
        read = (torch.softmax(scores, -1)[:, :, None] @ values)[:, :, 0].flatten(1)
        h = self.norm(h + self.o(read))
        logits: Tensor = self.out(self.drop(gelu(h)))
        if self.gain is not None:
            logits = logits + self.gain * b["claimed"][:, : logits.shape[1]]
        return logits


def gelu(x: Tensor) -> Tensor:
    """The activation, by the formula that needs no error function."""
    return F.gelu(x, approximate="tanh")


def batches(examples: Sequence[Example], chance: random.Random | None = None) -> Iterator[Batch]:
    """The pairs of sentences of like length together; in a random order if one is given, else in their order."""
    order = list(range(len(examples)))
    if chance is not None:
        chance.shuffle(order)
        chunks = (order[i : i + 600] for i in range(0, len(order), 600))
        order = [i for chunk in chunks for i in sorted(chunk, key=lambda i: len(examples[i].states))]
    groups: list[list[int]] = [[]]
    size = 0
    for i in order:
        if groups[-1] and size + len(examples[i].labels) > MOST_PAIRS:
            groups.append([])
            size = 0
        groups[-1].append(i)
        size += len(examples[i].labels)
    if chance is not None:
        chance.shuffle(groups)
    for group in groups:
        yield _batch([examples[i] for i in group])


def _batch(group: Sequence[Example]) -> Batch:
    longest, most = max(len(e.states) for e in group), max(len(e.pairs.mentions) for e in group)
    words = np.zeros((len(group), longest, group[0].states.shape[1]), np.float32)
    mask = np.zeros((len(group), longest), np.float32)
    spans = np.zeros((len(group), most, longest), np.float32)
    for n, e in enumerate(group):
        words[n, : len(e.states)] = e.states
        mask[n, : len(e.states)] = 1
        for k, m in enumerate(e.pairs.mentions):
            spans[n, k, m.start - e.pairs.start : m.end - e.pairs.start] = 1 / (m.end - m.start)
    arrays = {
        "sentence": np.repeat(np.arange(len(group)), [len(e.labels) for e in group]),
        "regions": np.concatenate([_padded(e.pairs.regions, longest) for e in group]),
        "path": np.concatenate([_padded(e.pairs.path, longest) for e in group]),
        "truth": np.concatenate([e.labels for e in group]),
    }
    for name in ("subjects", "objects", "distance", "between", "labels", "meet", "claimed"):
        arrays[name] = np.concatenate([getattr(e.pairs, name) for e in group])
    for name, side in (("subject_kind", "subjects"), ("object_kind", "objects")):
        arrays[name] = np.concatenate([e.kinds(side) for e in group])
    arrays |= {"words": words, "mask": mask, "spans": spans}
    return {name: torch.from_numpy(array) for name, array in arrays.items()}


def _padded(rows: np.ndarray, width: int) -> np.ndarray:
    return np.pad(rows, ((0, 0), (0, width - rows.shape[1])))


def packed(net: nn.Module) -> dict[str, np.ndarray]:
    """The weights as they are shipped: 8-bit numbers with a step for each row, vectors as 16-bit numbers."""
    arrays: dict[str, np.ndarray] = {}
    for name, value in net.state_dict().items():
        array = value.numpy()
        if array.ndim < 2:
            arrays[name] = array.astype(np.float16)
        else:
            step = (np.abs(array).max(1, keepdims=True) / 127 + 1e-8).astype(np.float32)
            arrays[name], arrays[f"{name}.step"] = np.round(array / step).astype(np.int8), step
    return arrays
