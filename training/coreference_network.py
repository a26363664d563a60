"""The network of the coreference ranker, which `kg.language.coreference.network` runs with numpy, and its loss."""

import numpy as np
import torch
import torch.nn.functional as F  # noqa: N812
from torch import Tensor, nn

from kg.language.coreference.mentions import ENTITIES, FLAGS, KINDS, ROLES
from kg.language.coreference.pairs import FEATURES
from training.coreference_data import Example

WIDTH, HIDDEN, HEADS = 192, 96, 16
PERSONAL = 3.0
"""How much a "he" or "she" counts beside other mentions: they are few, and who did what hangs on them."""
_PERSONAL = [KINDS.index(kind) for kind in ("he", "she")]


class RankingNetwork(nn.Module):
    """The scores of pairs of mentions. The names of the layers are those of the shipped arrays."""

    def __init__(self, vectors: int, *, drop: float = 0.3) -> None:
        super().__init__()
        self.word_drop, self.drop = nn.Dropout(0.2), nn.Dropout(drop)
        self.proj = nn.Linear(vectors, WIDTH)
        self.kind, self.ent = nn.Embedding(len(KINDS), WIDTH), nn.Embedding(len(ENTITIES), WIDTH)
        self.role, self.num = nn.Embedding(len(ROLES), WIDTH), nn.Embedding(3, WIDTH)
        self.flag = nn.Linear(len(FLAGS), WIDTH)
        for table in (self.kind, self.ent, self.role, self.num):
            nn.init.normal_(table.weight, std=0.1)
        self.norm = nn.LayerNorm(WIDTH)
        self.a, self.b = nn.Linear(WIDTH, HIDDEN), nn.Linear(WIDTH, HIDDEN)
        self.q, self.k = nn.Linear(WIDTH, WIDTH), nn.Linear(WIDTH, WIDTH)
        self.mix = nn.Linear(HEADS, HIDDEN)
        self.f = nn.Linear(len(FEATURES), HIDDEN)
        self.kk = nn.Embedding(len(KINDS) ** 2, HIDDEN)
        nn.init.normal_(self.kk.weight, std=0.02)
        self.out = nn.Linear(HIDDEN, 1)
        self.single = nn.Sequential(nn.Linear(WIDTH, HIDDEN), nn.GELU(), nn.Linear(HIDDEN, 1))

    def forward(self, e: Example) -> Tensor:
        """The score of each pair of a text."""
        m = e.mentions
        i, j = torch.from_numpy(e.later), torch.from_numpy(e.earlier)
        kind = torch.from_numpy(m.kind)
        x = self.proj(self.word_drop(torch.from_numpy(e.vectors).float())) + self.kind(kind)
        for table, values in ((self.ent, m.entity), (self.role, m.role), (self.num, m.plural)):
            x = x + table(torch.from_numpy(values))
        flags = (m.flags[:, None] >> np.arange(len(FLAGS))) & 1
        x = self.drop(F.gelu(self.norm(x + self.flag(torch.from_numpy(flags).float()))))
        query, key = (layer(x).view(len(x), HEADS, -1) for layer in (self.q, self.k))
        products = torch.einsum("phd,phd->ph", query[i], key[j]) / (WIDTH / HEADS) ** 0.5
        hidden = self.a(x)[i] + self.b(x)[j] + self.mix(products)
        hidden = (
            hidden + self.f(torch.from_numpy(e.features).float()) + self.kk(kind[i] * len(KINDS) + kind[j])
        )
        scores: Tensor = self.out(self.drop(F.gelu(hidden)))[:, 0] + self.single(x)[i, 0]
        return scores


def ranking_loss(scores: Tensor, e: Example) -> Tensor:
    """Minus the log of the probability that each mention takes up a right one, or none where there is none (Lee et al. 2017)."""
    n, i, right = len(e.mentions), torch.from_numpy(e.later), torch.from_numpy(e.right)
    most = torch.zeros(n).scatter_reduce(0, i, scores.detach(), "amax", include_self=True)
    powers = torch.exp(scores - most[i])
    everything = torch.zeros(n).index_add(0, i, powers) + torch.exp(-most)
    taken = torch.zeros(n).index_add(0, i[right], powers[right])
    wanted = torch.where(taken > 0, taken, torch.exp(-most))
    found = torch.log(everything) - torch.log(wanted + 1e-20)
    weight = torch.from_numpy(np.where(np.isin(e.mentions.kind, _PERSONAL), PERSONAL, 1.0) * e.used).float()
    return (found * weight).sum()
