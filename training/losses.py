"""The loss of all tasks over one batch, and the counts that the development scores need."""

import torch
import torch.nn.functional as F  # noqa: N812
from torch import Tensor

from kg.language.labels import NAME_TAGS
from training.network import LABEL, Network
from training.tables import LAYERS

FAR = -1e4
_BITS = torch.tensor([1 << i for i in range(len(NAME_TAGS))])
TASKS = {
    "upos": 1.0,
    "xpos": 0.5,
    "feats": 0.5,
    "lemma": 0.7,
    "starts": 0.3,
    "arcs": 1.2,
    "labels": 1.0,
    "names": 1.5,
}
"""What one word of each task counts for."""


def arc_mask(batch: dict[str, Tensor]) -> Tensor:
    """What is added to the arc scores: `FAR` for heads outside the word's sentence."""
    group = batch["group"]
    same = (group[:, :, None] == group[:, None, :]) & (group[:, :, None] > 0)
    allowed = torch.cat([torch.ones_like(same[:, :, :1]), same], 2)
    diagonal = torch.arange(group.shape[1])
    allowed[:, diagonal, diagonal + 1] = False
    return (~allowed).float() * FAR


def name_loss(logits: Tensor, masks: Tensor, weights: Tensor) -> Tensor:
    """The summed marginal loss: minus the log of the probability of all tags that each word's mask allows."""
    allowed = (masks[:, None] & _BITS) > 0
    inside = torch.logsumexp(logits.masked_fill(~allowed, FAR), -1)
    return ((torch.logsumexp(logits, -1) - inside) * weights).sum()


def losses(net: Network, words: Tensor, batch: dict[str, Tensor]) -> dict[str, Tensor]:
    """The summed loss of each task."""
    out: dict[str, Tensor] = {}
    tree = batch["heads"] >= 0
    if tree.any():
        of_tree = words[tree]
        parts = net.tags(of_tree).float().split(net.sizes, -1)
        for name, part in zip((*LAYERS, "starts"), parts, strict=True):
            gold = batch[name][tree]
            out[name] = F.cross_entropy(part, gold, ignore_index=-1, reduction="sum")
        rows = tree.any(1)
        scores = net.arcs(words[rows]).float() + arc_mask({"group": batch["group"][rows]})
        kept = tree[rows]
        heads = batch["heads"][rows]
        out["arcs"] = F.cross_entropy(scores[kept], heads[kept], reduction="sum")
        out["labels"] = _label_loss(net, words[rows], heads, batch["deprel"][rows], kept)
    named = (batch["weights"] > 0) & (batch["names"] != (1 << len(NAME_TAGS)) - 1)
    if named.any():
        out["names"] = name_loss(
            net.name_logits(words[named]).float(), batch["names"][named], batch["weights"][named]
        )
    return out


def _label_loss(net: Network, words: Tensor, heads: Tensor, gold: Tensor, kept: Tensor) -> Tensor:
    dep, head = net.label_parts(words)
    chosen = head_vectors(net, head, heads)
    return F.cross_entropy(
        net.label_logits(dep[kept], chosen[kept]).float(), gold[kept], ignore_index=-1, reduction="sum"
    )


def head_vectors(net: Network, head: Tensor, heads: Tensor) -> Tensor:
    """The head vector that belongs to each word, given each word's head (0 is the root)."""
    root = net.label_root.to(head.dtype).expand(head.shape[0], 1, LABEL)
    every = torch.cat([root, head], 1)
    return every.gather(1, heads.clamp(min=0)[:, :, None].expand(-1, -1, LABEL))


def total(parts: dict[str, Tensor], words: int) -> Tensor:
    """One number to minimise: the weighted losses of all tasks for each word of the batch."""
    value = torch.zeros(())
    for task, loss in parts.items():
        value = value + TASKS[task] * loss
    return value / words


@torch.no_grad()
def tree_counts(net: Network, words: Tensor, batch: dict[str, Tensor]) -> dict[str, int]:
    """How many words have the right head, label, tag and lemma rule, with the sentences given."""
    tree = batch["heads"] >= 0
    heads = (net.arcs(words).float() + arc_mask(batch)).argmax(-1)
    dep, head = net.label_parts(words)
    labels = net.label_logits(dep[tree], head_vectors(net, head, heads)[tree]).argmax(-1)
    parts = dict(zip((*LAYERS, "starts"), net.tags(words[tree]).split(net.sizes, -1), strict=True))
    right = heads[tree] == batch["heads"][tree]
    found = {layer: (parts[layer].argmax(-1) == batch[layer][tree]).sum() for layer in (*LAYERS, "starts")}
    found |= {
        "uas": right.sum(),
        "las": (right & (labels == batch["deprel"][tree])).sum(),
        "words": tree.sum(),
    }
    return {k: int(v) for k, v in found.items()}
