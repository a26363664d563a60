"""The label tables, counted on the treebanks."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, dataclass

from kg.language.lemmas import lemma_rule
from training.sentences import Document

LAYERS = ("upos", "xpos", "feats", "lemma")
"""The layers that one linear head each learns, in the order of the encoder's tag output; then sentence starts (2)."""

_FEWEST = {"upos": 1, "xpos": 2, "feats": 3, "lemma": 3, "deprel": 4}


@dataclass(frozen=True, slots=True)
class Tables:
    """The labels of every layer in a fixed order."""

    upos: list[str]
    xpos: list[str]
    feats: list[str]
    lemma: list[str]
    deprel: list[str]

    def as_dict(self) -> dict[str, list[str]]:
        """The tables by layer."""
        return asdict(self)


def count_tables(documents: Iterable[Document]) -> Tables:
    """The tables of all labels that the documents use often enough."""
    counts: dict[str, Counter[str]] = {layer: Counter() for layer in _FEWEST}
    for document in documents:
        for s in document:
            if s.labels is None:
                continue
            counts["upos"].update(s.upos or [])
            counts["xpos"].update(s.xpos or [])
            counts["feats"].update(s.feats or [])
            counts["deprel"].update(s.labels)
            counts["lemma"].update(
                lemma_rule(w, m) for w, m in zip(s.words, s.lemmas or [], strict=True) if m
            )
    return Tables(
        **{
            layer: [
                label for label, n in sorted(c.items(), key=lambda x: (-x[1], x[0])) if n >= _FEWEST[layer]
            ]
            for layer, c in counts.items()
        }
    )
