"""Write a checkpoint as the model that `kg.language` ships: `python -m training.export CHECKPOINT... --bert FOLDER --out FOLDER`."""

import argparse
import json
import math
import tempfile
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import onnx
import torch
import torch.nn.functional as F  # noqa: N812
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from kg.language.labels import NAME_TAGS
from training.network import ARC, HEADS, LABEL, WIDTH, Network
from training.tables import LAYERS, Tables

INPUTS = ("ids", "piece_shape", "first", "last", "shape")
OUTPUTS = ("tags", "names", "arcs", "label_dep", "label_head", "states")
STATES = (3, 5)
"""The layers, counted from 0, whose states go out for each word, the mean of its first and last piece."""


class OneWindow(nn.Module):
    """The network for a single window without padding, so that no window can change the numbers of another."""

    def __init__(self, net: Network) -> None:
        super().__init__()
        self.net = net
        table = net.pieces.weight.detach()
        scale = table.abs().amax(1, keepdim=True) / 127
        self.register_buffer("rows", (table / scale).round().to(torch.int8))
        self.register_buffer("scales", scale)

    def forward(
        self, ids: Tensor, piece_shape: Tensor, first: Tensor, last: Tensor, shape: Tensor
    ) -> tuple[Tensor, ...]:
        """The outputs of all heads; the label heads' vectors, not the labels' scores; the words' own vectors."""
        net = self.net
        pieces = self.rows[ids].float() * self.scales[ids]
        x = net.norm(pieces + net.positions.weight[: ids.shape[0]] + net.shapes(piece_shape))
        size = WIDTH // HEADS
        states = []
        for n, layer in enumerate(net.layers):
            qkv = layer.qkv(x)
            q, k, v = (part.reshape(-1, HEADS, size).transpose(0, 1) for part in qkv.split(WIDTH, -1))
            weights = torch.softmax(torch.matmul(q * size**-0.5, k.transpose(1, 2)), -1)
            mixed = torch.matmul(weights, v).transpose(0, 1).reshape(-1, WIDTH)
            x = layer.norm1(x + layer.out(mixed))
            x = layer.norm2(x + layer.down(F.gelu(layer.up(x))))
            if n in STATES:
                states.append((x[first] + x[last]) * 0.5)
        words = torch.cat([x[first], x[last], net.word_shapes(shape)], -1)
        query = torch.matmul(F.gelu(net.arc_dep(words)), net.arc_weight) + net.arc_bias
        head = torch.cat([net.arc_root[None], F.gelu(net.arc_head(words))], 0)
        arcs = torch.matmul(query, head.t()) / math.sqrt(ARC) * 4.0
        dep, label_head = net.label_parts(words)
        return net.tags(words), net.name_logits(words), arcs, dep, label_head, torch.cat(states, -1)


def load(paths: Sequence[Path]) -> tuple[Network, Tables]:
    """The network whose weights are the mean of the checkpoints' weights, and its label tables."""
    saved = [torch.load(path, weights_only=True) for path in paths]
    tables = Tables(**saved[0]["tables"])
    net = Network(tables)
    net.load_state_dict(
        {name: sum(s["weights"][name] for s in saved) / len(saved) for name in saved[0]["weights"]}
    )
    return net.eval(), tables


def write_onnx(net: Network, path: Path) -> None:
    """Write the encoder and heads as an 8-bit ONNX file."""
    words = 7
    pieces = torch.arange(1000, 1000 + words + 2)
    at = torch.arange(1, words + 1)
    example = (pieces, torch.zeros_like(pieces), at, at, torch.zeros_like(at))
    with tempfile.TemporaryDirectory() as folder:
        full = Path(folder) / "full.onnx"
        torch.onnx.export(
            OneWindow(net), example, str(full), dynamo=False, opset_version=17,
            input_names=list(INPUTS), output_names=list(OUTPUTS),
            dynamic_axes={
                "ids": {0: "pieces"}, "piece_shape": {0: "pieces"},
                **{k: {0: "words"} for k in (*INPUTS[2:], *(o for o in OUTPUTS if o != "arcs"))},
                "arcs": {0: "words", 1: "heads"},
            },
        )  # fmt: skip
        small = Path(folder) / "small.onnx"
        # Seven bits a weight: processors without VNNI would overflow on eight and give other numbers.
        quantize_dynamic(
            full, small, weight_type=QuantType.QInt8, per_channel=True, reduce_range=True,
            op_types_to_quantize=["MatMul", "Gemm"],
        )  # fmt: skip
        onnx.checker.check_model(str(small))
        replace(path, small.read_bytes())


def replace(path: Path, data: bytes) -> None:
    """Write a file so that a reader sees the old one or the new one, never a part."""
    part = path.with_name(path.name + ".part")
    part.write_bytes(data)
    part.rename(path)


class LabelScores(nn.Module):
    """The label scores of words under heads: vectors of both sides in, scores out. The head 0 is the root."""

    def __init__(self, net: Network) -> None:
        super().__init__()
        self.net = net

    def forward(self, dep: Tensor, head: Tensor, heads: Tensor) -> Tensor:
        """The score of each label for each word, given each word's head."""
        every = torch.cat([self.net.label_root[None], head], 0)
        one = torch.ones_like(dep[:, :1])
        left = torch.matmul(torch.cat([dep, one], 1), self.net.label_weight.reshape(LABEL + 1, -1))
        right = torch.cat([every[heads], one], 1)
        return (left.reshape(-1, self.net.label_weight.shape[1], LABEL + 1) * right[:, None, :]).sum(-1)


def write_labeller(net: Network, path: Path) -> None:
    """Write the small network that scores the labels once the heads are chosen."""
    vectors = torch.randn(7, LABEL)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "labeller.onnx"
        torch.onnx.export(
            LabelScores(net), (vectors, vectors, torch.arange(7)), str(file), dynamo=False, opset_version=17,
            input_names=["dep", "head", "heads"], output_names=["scores"],
            dynamic_axes={k: {0: "words"} for k in ("dep", "head", "heads", "scores")},
        )  # fmt: skip
        replace(path, halved(onnx.load(str(file))).SerializeToString())


def halved(model: onnx.ModelProto) -> onnx.ModelProto:
    """The model with its largest table as 16-bit numbers, which the runtime widens once when it loads it."""
    graph = model.graph
    table = max(graph.initializer, key=lambda i: i.ByteSize())
    half = onnx.numpy_helper.from_array(
        onnx.numpy_helper.to_array(table).astype(np.float16), f"{table.name}_half"
    )
    graph.node.insert(0, onnx.helper.make_node("Cast", [half.name], [table.name], to=onnx.TensorProto.FLOAT))
    graph.initializer.remove(table)
    graph.initializer.append(half)
    onnx.checker.check_model(model)
    return model


def main() -> None:
    """Write all files of the model."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("checkpoints", type=Path, nargs="+", help="one or more; their weights are averaged")
    parser.add_argument(
        "--bert", type=Path, required=True, help="folder of all-MiniLM-L6-v2, for its tokenizer"
    )
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    net, tables = load(args.checkpoints)
    args.out.mkdir(parents=True, exist_ok=True)
    labels = {"layers": list(LAYERS), "names": list(NAME_TAGS), **tables.as_dict()}
    replace(args.out / "labels.json", json.dumps(labels, ensure_ascii=False, indent=0).encode())
    replace(args.out / "tokenizer.json", (args.bert / "tokenizer.json").read_bytes())
    write_labeller(net, args.out / "labeller.onnx")
    write_onnx(net, args.out / "encoder.onnx")
    print({p.name: p.stat().st_size for p in sorted(args.out.iterdir())})


if __name__ == "__main__":
    main()
