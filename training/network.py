"""The network: a small BERT encoder that also reads the shapes of words, and one head for each task."""

import math
from collections.abc import Callable
from pathlib import Path

import torch
import torch.nn.functional as F  # noqa: N812
from safetensors.torch import load_file
from torch import Tensor, nn

from kg.language.labels import NAME_TAGS
from kg.language.shapes import SHAPES
from training.tables import LAYERS, Tables

WIDTH, DEPTH, HEADS, INNER = 384, 6, 12, 1536
SHAPE_WIDTH, ARC, LABEL, NAME_HIDDEN = 32, 256, 96, 256


class Dropout:
    """Dropout out of a pool of random masks, which is several times faster on a CPU than drawing each one."""

    def __init__(self, share: float, size: int = 1 << 24) -> None:
        kept = (torch.rand(size) >= share).to(torch.bfloat16)
        self.pool = kept / (1.0 - share)

    def __call__(self, x: Tensor) -> Tensor:
        """The values with a random share of them set to nothing."""
        start = int(torch.randint(0, self.pool.numel() - x.numel(), ()))
        return x * self.pool[start : start + x.numel()].view(x.shape).to(x.dtype)


def keep(x: Tensor) -> Tensor:
    """The values as they are: what stands for dropout outside training."""
    return x


Drop = Callable[[Tensor], Tensor]


class Layer(nn.Module):
    """One layer of BERT."""

    def __init__(self) -> None:
        super().__init__()
        self.qkv = nn.Linear(WIDTH, 3 * WIDTH)
        self.out = nn.Linear(WIDTH, WIDTH)
        self.norm1 = nn.LayerNorm(WIDTH, eps=1e-12)
        self.up = nn.Linear(WIDTH, INNER)
        self.down = nn.Linear(INNER, WIDTH)
        self.norm2 = nn.LayerNorm(WIDTH, eps=1e-12)

    def forward(self, x: Tensor, mask: Tensor, drop: Drop) -> Tensor:
        """The next states of the pieces; `mask` is added to the attention scores."""
        b, t, d = x.shape
        q, k, v = self.qkv(x).view(b, t, 3, HEADS, d // HEADS).permute(2, 0, 3, 1, 4)
        scores = torch.matmul(q * (d // HEADS) ** -0.5, k.transpose(-1, -2)) + mask
        weights = torch.softmax(scores, -1, dtype=v.dtype)
        mixed = torch.matmul(weights, v).transpose(1, 2).reshape(b, t, d)
        x = self.norm1(x + drop(self.out(mixed)))
        return self.norm2(x + drop(self.down(F.gelu(self.up(x)))))


class Network(nn.Module):
    """Encoder and heads. The tag head's columns are the layers of `LAYERS` side by side, then two for sentence starts."""

    def __init__(self, tables: Tables) -> None:
        super().__init__()
        self.sizes = [len(tables.as_dict()[layer]) for layer in LAYERS] + [2]
        self.pieces = nn.Embedding(30522, WIDTH)
        self.positions = nn.Embedding(512, WIDTH)
        self.shapes = nn.Embedding(SHAPES, WIDTH)
        nn.init.zeros_(self.shapes.weight)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList(Layer() for _ in range(DEPTH))
        self.word_shapes = nn.Embedding(SHAPES, SHAPE_WIDTH)
        word = 2 * WIDTH + SHAPE_WIDTH
        self.tags = nn.Linear(word, sum(self.sizes))
        self.name_hidden = nn.Linear(word, NAME_HIDDEN)
        self.names = nn.Linear(NAME_HIDDEN, len(NAME_TAGS))
        self.arc_dep = nn.Linear(word, ARC)
        self.arc_head = nn.Linear(word, ARC)
        self.arc_root = nn.Parameter(torch.randn(ARC) * 0.1)
        self.arc_weight = nn.Parameter(torch.randn(ARC, ARC) / ARC)
        self.arc_bias = nn.Parameter(torch.zeros(ARC))
        self.label_dep = nn.Linear(word, LABEL)
        self.label_head = nn.Linear(word, LABEL)
        self.label_root = nn.Parameter(torch.randn(LABEL) * 0.1)
        self.label_weight = nn.Parameter(torch.randn(LABEL + 1, len(tables.deprel), LABEL + 1) / LABEL)

    def encoder_parameters(self) -> list[nn.Parameter]:
        """The pre-trained parameters, which take the lower learning rate."""
        modules = [self.pieces, self.positions, self.norm, self.layers]
        return [p for m in modules for p in m.parameters()]

    def load_bert(self, folder: Path) -> None:
        """Take over the weights of a BERT checkpoint of the same size."""
        w = {k.removeprefix("bert."): v.float() for k, v in load_file(folder / "model.safetensors").items()}
        with torch.no_grad():
            self.pieces.weight.copy_(w["embeddings.word_embeddings.weight"])
            self.positions.weight.copy_(
                w["embeddings.position_embeddings.weight"] + w["embeddings.token_type_embeddings.weight"][0]
            )
            self.norm.weight.copy_(w["embeddings.LayerNorm.weight"])
            self.norm.bias.copy_(w["embeddings.LayerNorm.bias"])
            for i, layer in enumerate(self.layers):
                p = f"encoder.layer.{i}."
                for part in ("weight", "bias"):
                    rows = [w[f"{p}attention.self.{n}.{part}"] for n in ("query", "key", "value")]
                    getattr(layer.qkv, part).copy_(torch.cat(rows))
                    getattr(layer.out, part).copy_(w[f"{p}attention.output.dense.{part}"])
                    getattr(layer.norm1, part).copy_(w[f"{p}attention.output.LayerNorm.{part}"])
                    getattr(layer.up, part).copy_(w[f"{p}intermediate.dense.{part}"])
                    getattr(layer.down, part).copy_(w[f"{p}output.dense.{part}"])
                    getattr(layer.norm2, part).copy_(w[f"{p}output.LayerNorm.{part}"])

    def words(self, batch: dict[str, Tensor], drop: Drop = keep, hidden_drop: Drop = keep) -> Tensor:
        """The vector of each word: its first and last piece, and its shape. Shape (windows, words, width)."""
        ids = batch["ids"]
        at = torch.arange(ids.shape[1])
        x = self.norm(self.pieces(ids) + self.positions(at) + self.shapes(batch["piece_shape"]))
        x = hidden_drop(x)
        mask = (1.0 - batch["mask"][:, None, None, :].to(x.dtype)) * -30000.0
        if torch.is_autocast_enabled("cpu"):
            x, mask = x.bfloat16(), mask.bfloat16()
        for layer in self.layers:
            x = layer(x, mask, hidden_drop)
        rows = torch.arange(ids.shape[0])[:, None]
        vectors = torch.cat([x[rows, batch["first"]], x[rows, batch["last"]]], -1)
        shapes = self.word_shapes(batch["shape"]).to(vectors.dtype)
        return drop(torch.cat([vectors, shapes], -1))

    def name_logits(self, words: Tensor) -> Tensor:
        """The scores of the name tags of each word."""
        return self.names(F.gelu(self.name_hidden(words)))

    def arcs(self, words: Tensor) -> Tensor:
        """The score of each word (second) under each head (third; 0 is the root, 1 the first word)."""
        dep = F.gelu(self.arc_dep(words))
        head = F.gelu(self.arc_head(words))
        root = self.arc_root.to(head.dtype).expand(head.shape[0], 1, ARC)
        head = torch.cat([root, head], 1)
        query = torch.matmul(dep, self.arc_weight) + self.arc_bias
        return torch.matmul(query, head.transpose(1, 2)) / math.sqrt(ARC) * 4.0

    def label_parts(self, words: Tensor) -> tuple[Tensor, Tensor]:
        """The vectors of each word as a dependent and as a head, for the label scores."""
        return F.gelu(self.label_dep(words)), F.gelu(self.label_head(words))

    def label_logits(self, dep: Tensor, head: Tensor) -> Tensor:
        """The label scores of pairs of dependent and head vectors, one pair a row."""
        one = torch.ones(dep.shape[0], 1, dtype=dep.dtype)
        dep, head = torch.cat([dep, one], 1), torch.cat([head, one], 1)
        n, labels = dep.shape[0], self.label_weight.shape[1]
        left = torch.matmul(dep, self.label_weight.reshape(LABEL + 1, -1)).view(n, labels, LABEL + 1)
        return (left * head[:, None, :]).sum(-1)
