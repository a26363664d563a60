"""The encoder: one ONNX session, run window by window, and the scores that its heads give."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from kg.language.decoding import Scores
from kg.language.pieces import WordPieces
from kg.language.shapes import shape

MODEL = Path(__file__).parent / "model"
ENCODER = "kg_encoder"
"""Where `Doc.user_data` says which folder the encoder came from that `Doc.tensor` is of."""
_CLS, _SEP = 101, 102


@dataclass(frozen=True, slots=True)
class WindowScores:
    """The scores of one window of n words.

    `layers` maps each tag layer to (n, labels); `names` is (n, tags); `arcs` is (n, n + 1), the root first;
    `dep` and `head` are the vectors that `Encoder.label_scores` compares; `states` are what the encoder knows of each
    word, (n, width), for tasks that look at more than one word; None where the model has no such output.
    """

    layers: dict[str, Scores]
    names: Scores
    arcs: Scores
    dep: Scores
    head: Scores
    states: Scores | None = None


class Encoder:
    """The shipped model. Windows are run one at a time: 8-bit scales are taken over a whole input, so that running two
    together would let one article change the annotation of another.
    """

    def __init__(self, folder: Path = MODEL) -> None:
        from tokenizers import Tokenizer

        self.folder = folder
        self.labels: dict[str, list[str]] = json.loads((folder / "labels.json").read_text(encoding="utf-8"))
        self.pieces = WordPieces(Tokenizer.from_file(str(folder / "tokenizer.json")))
        self.lemmas: dict[str, dict[str, str]] = json.loads(
            (folder / "lemmas.json").read_text(encoding="utf-8")
        )
        self._shapes: dict[str, int] = {}
        sizes = [len(self.labels[layer]) for layer in self.labels["layers"]]
        self._cuts = [int(c) for c in np.cumsum(sizes)]
        self._session = _session(folder / "encoder.onnx")
        self._labeller = _session(folder / "labeller.onnx")

    def __reduce__(self) -> tuple[type["Encoder"], tuple[Path]]:
        """How to make this encoder again in another process."""
        return (Encoder, (self.folder,))

    def scores(self, words: Sequence[str]) -> WindowScores:
        """The scores of one window of words (at least one word, none of them white space)."""
        pieces = self.pieces(words)
        kinds = [self._shape(w) for w in words]
        ids, shapes, first, last = [_CLS], [0], [], []
        for piece, kind in zip(pieces, kinds, strict=True):
            first.append(len(ids))
            ids += piece
            shapes += [kind] * len(piece)
            last.append(len(ids) - 1)
        ids.append(_SEP)
        shapes.append(0)
        inputs = {"ids": ids, "piece_shape": shapes, "first": first, "last": last, "shape": kinds}
        tags, names, arcs, dep, head, *states = self._session.run(
            None, {k: np.array(v, dtype=np.int64) for k, v in inputs.items()}
        )
        parts = np.split(tags, self._cuts, axis=1)
        layers = dict(zip((*self.labels["layers"], "starts"), parts, strict=True))
        return WindowScores(layers, names, arcs, dep, head, states[0] if states else None)

    def label_scores(self, scores: WindowScores, heads: Sequence[int]) -> Scores:
        """The score of each dependency label for each word under its head (0: the root, 1: the window's first word)."""
        inputs = {"dep": scores.dep, "head": scores.head, "heads": np.array(heads, dtype=np.int64)}
        found: Scores = self._labeller.run(None, inputs)[0]
        return found

    def _shape(self, word: str) -> int:
        found = self._shapes.get(word)
        if found is None:
            if len(self._shapes) > 200_000:
                self._shapes.clear()
            found = self._shapes[word] = shape(word)
        return found


def _session(path: Path) -> Any:
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
