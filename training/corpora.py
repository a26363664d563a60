"""The whole training material, out of one folder of corpora."""

import random
from collections.abc import Callable, Iterable
from pathlib import Path

from training.marks import MISC, OUTSIDE, OUTSIDE_CORE, either
from training.names_corpora import column_documents, redocred_documents
from training.partial import core_documents, knowledgenet_documents, re3d_documents
from training.sentences import Document
from training.treebanks import ewt_documents, gum_documents

OUTSIDE_WNUT = OUTSIDE | either(MISC - {"PRODUCT", "WORK_OF_ART"})

Corpus = tuple[str, float, list[Document]]


def training_corpora(folder: Path, knowledgenet: Path | None) -> list[Corpus]:
    """Every corpus with its name and the share of its documents that one epoch takes."""
    readers: list[tuple[str, float, Callable[[], Iterable[Document]]]] = [
        (
            "ewt",
            1.0,
            lambda: ewt_documents(folder / "ud_ewt/train.conllu", folder / "uner_ewt/train_draft.iob2"),
        ),
        ("gum", 1.0, lambda: gum_documents(folder / "gum/train")),
        ("redocred", 1.0, lambda: redocred_documents(folder / "redocred/dev_revised.json")),
        (
            "wikigold",
            1.0,
            lambda: column_documents(folder / "wikigold/wikigold.conll.txt", separator=None, outside=OUTSIDE),
        ),
        ("wnut17", 0.5, lambda: _tweets(folder / "wnut17", OUTSIDE_WNUT)),
        ("btc", 0.35, lambda: _tweets(folder / "btc", OUTSIDE_CORE)),
        ("re3d", 1.0, lambda: re3d_documents(folder / "re3d")),
        ("core", 0.35, lambda: core_documents(folder / "core/train.json")),
    ]
    if knowledgenet:
        for fold in (1, 2):
            path = knowledgenet / f"fold{fold}.jsonl"
            readers.append((path.stem, 0.7, lambda path=path: knowledgenet_documents(path)))  # type: ignore[misc]
    return [(name, share, list(read())) for name, share, read in readers]


def _tweets(folder: Path, outside: int) -> Iterable[Document]:
    for path in sorted(folder.glob("*.conll")):
        yield from column_documents(path, separator="\t", outside=outside, weight=0.6, tweets=True)


def epoch_documents(corpora: list[Corpus], rng: random.Random) -> list[Document]:
    """The documents of one epoch, each corpus by its share."""
    chosen: list[Document] = []
    for _, share, documents in corpora:
        chosen += documents if share >= 1 else rng.sample(documents, round(share * len(documents)))
    return chosen
