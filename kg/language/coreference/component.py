"""The spaCy component that sets ``doc.spans["coref_clusters_1"]`` and so on: the mentions of each thing mentioned twice."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc, Span

from kg.language.coreference.clusters import find_clusters
from kg.language.coreference.mentions import Mentions, find_mentions
from kg.language.coreference.network import Ranker, load_ranker
from kg.language.encoder import MODEL
from kg.language.threads import one_thread

PREFIX = "coref_clusters_"
"""What the keys of ``doc.spans`` begin with that hold a cluster each, numbered from 1 in the order of their first mentions."""


class CoreferenceAnnotator:
    """The component. It reads trees, names and ``doc.tensor`` of the shipped encoder, and sets nothing without them."""

    def __init__(self, ranker: Ranker | None) -> None:
        self.ranker = ranker

    def __call__(self, doc: Doc) -> Doc:
        """The document, with its clusters in place."""
        if self.ranker is not None and doc.tensor.ndim == 2 and len(doc):
            for number, spans in enumerate(clusters(doc, self.ranker), 1):
                doc.spans[f"{PREFIX}{number}"] = spans
        return doc


def clusters(doc: Doc, ranker: Ranker) -> list[list[Span]]:
    """Return the spans of each thing that is mentioned more than once, in the order of the text."""
    mentions = find_mentions(doc)
    with one_thread():
        later, earlier, scores = ranker.rank(np.asarray(doc.tensor, dtype=np.float32), mentions)
    return [_spans(doc, mentions, found) for found in find_clusters(mentions, later, earlier, scores)]


def _spans(doc: Doc, mentions: Mentions, found: list[int]) -> list[Span]:
    return [doc[int(mentions.start[k]) : int(mentions.end[k])] for k in found]


@Language.factory(
    "kg_coreference",
    requires=["token.head", "token.dep", "doc.ents", "doc.tensor"],
    assigns=["doc.spans"],
    default_config={"folder": None},
)
def make_coreference(nlp: Language, name: str, folder: str | None) -> CoreferenceAnnotator:
    """The component for a pipeline; `folder` holds another model than the shipped one."""
    return CoreferenceAnnotator(load_ranker(Path(folder) if folder else MODEL))
