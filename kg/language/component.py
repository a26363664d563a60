"""The spaCy component that sets everything the encoder knows: tags, morphology, lemmas, trees, sentences and names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import islice, pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.vocab import Vocab

from kg.language.decoding import NameTags, best_tree
from kg.language.encoder import ENCODER, MODEL, Encoder, WindowScores
from kg.language.lemmas import Lemmatizer, likely_rules
from kg.language.naming import Name, read_names, settle_names
from kg.language.windows import Window, find_windows

START_MARGIN = -0.75
"""What the score of a sentence start must have over that of none: below nothing, as the model finds too few starts."""

_ATTRIBUTES = ("TAG", "POS", "MORPH", "LEMMA", "HEAD", "DEP")


@dataclass(frozen=True, slots=True)
class Annotation:
    """What the encoder says of one document: one entry a token, and names as token spans.

    `states` has the tokens of each window with their vectors, one row a token.
    """

    tags: list[str]
    pos: list[str]
    morphs: list[str]
    lemmas: list[str]
    heads: list[int]
    deps: list[str]
    names: list[Name]
    states: list[tuple[tuple[int, ...], NDArray[np.float32]]]


class EncoderAnnotator:
    """The component. A document's annotation depends on that document alone, whatever is read beside it.

    Sentences start where the model says so and at every paragraph break. White space hangs on the word before it.
    """

    def __init__(self, vocab: Vocab, *, folder: Path = MODEL, threads: int = 1) -> None:
        self.vocab = vocab
        self.threads = threads
        self.encoder = Encoder(folder)
        self._names = NameTags(self.encoder.labels["names"])
        self._lemmatizer = Lemmatizer(
            self.encoder.labels["lemma"], self.encoder.lemmas, self.encoder.pieces.is_word
        )
        labels = self.encoder.labels["deprel"]
        self._root = labels.index("root")

    def __call__(self, doc: Doc) -> Doc:
        """The document, annotated in place."""
        return next(self.pipe([doc]))

    def pipe(self, stream: Iterable[Doc], batch_size: int = 32) -> Iterator[Doc]:
        """The documents in their order, annotated in place."""
        documents = iter(stream)
        while batch := list(islice(documents, batch_size)):
            for doc, annotation in zip(batch, self.predict(batch), strict=True):
                self.set_annotations(doc, annotation)
                yield doc

    def predict(self, docs: Sequence[Doc]) -> list[Annotation]:
        """The annotation of each document; the documents stay as they are."""
        texts = [[token.text for token in doc] for doc in docs]
        windows = [list(find_windows(words, self._piece_counts(words))) for words in texts]
        jobs = [
            [words[i] for i in w.tokens] for words, found in zip(texts, windows, strict=True) for w in found
        ]
        if self.threads > 1 and len(jobs) > 1:
            with ThreadPoolExecutor(self.threads) as pool:
                scores = iter(list(pool.map(self.encoder.scores, jobs)))
        else:
            scores = map(self.encoder.scores, jobs)
        return [
            self._annotation(words, [(w, next(scores)) for w in found])
            for words, found in zip(texts, windows, strict=True)
        ]

    def _piece_counts(self, words: Sequence[str]) -> list[int]:
        return [
            0 if not word or word.isspace() else len(p)
            for word, p in zip(words, self.encoder.pieces(words), strict=True)
        ]

    def _annotation(self, words: Sequence[str], scored: Iterable[tuple[Window, WindowScores]]) -> Annotation:
        n = len(words)
        found = Annotation(
            ["_SP"] * n, ["SPACE"] * n, ["_"] * n, list(words), list(range(n)), ["dep"] * n, [], []
        )
        for window, scores in scored:
            self._read_window(window, scores, words, found)
        _hang_spaces(found)
        found.names[:] = settle_names(words, found.names)
        return found

    def _read_window(
        self, window: Window, scores: WindowScores, words: Sequence[str], out: Annotation
    ) -> None:
        at = window.tokens
        starts = scores.layers["starts"]
        is_start = starts[:, 1] > starts[:, 0] + START_MARGIN
        is_start[0] = True
        is_start |= np.array([i in window.paragraphs for i in at])
        self._read_tags(window, scores, words, out)
        bounds = [*np.flatnonzero(is_start).tolist(), len(at)]
        heads: list[int] = []
        for start, end in pairwise(bounds):
            columns = [0, *range(start + 1, end + 1)]
            tree = best_tree(scores.arcs[start:end][:, columns])
            heads += [h + start if h else 0 for h in tree]
        labels = self.encoder.label_scores(scores, heads)
        rows = np.asarray(heads) == 0
        labels[:, self._root] = np.where(rows, np.inf, -np.inf)
        names = self.encoder.labels["deprel"]
        for i, (head, label) in enumerate(zip(heads, labels.argmax(1).tolist(), strict=True)):
            out.heads[at[i]] = at[head - 1] if head else at[i]
            out.deps[at[i]] = names[label] if head else "ROOT"
        out.names.extend(read_names(self._names, scores.names, is_start, at, words))
        if scores.states is not None:
            out.states.append((at, scores.states))

    def _read_tags(self, window: Window, scores: WindowScores, words: Sequence[str], out: Annotation) -> None:
        best = {
            layer: [self.encoder.labels[layer][k] for k in scores.layers[layer].argmax(1).tolist()]
            for layer in ("upos", "xpos", "feats")
        }
        rules = likely_rules(scores.layers["lemma"])
        for k, i in enumerate(window.tokens):
            out.pos[i], out.tags[i] = best["upos"][k], best["xpos"][k]
            out.morphs[i] = best["feats"][k]
            out.lemmas[i] = self._lemmatizer(words[i], best["upos"][k], rules[k])

    def set_annotations(self, doc: Doc, annotation: Annotation) -> None:
        """Write an annotation into its document."""
        if not len(doc):
            return
        add = self.vocab.strings.add
        morph = self.vocab.morphology.add
        heads = np.array(annotation.heads, dtype=np.int64) - np.arange(len(doc))
        columns = [
            [add(t) for t in annotation.tags],
            [add(t) for t in annotation.pos],
            [morph("" if m == "_" else m) for m in annotation.morphs],
            [add(t) for t in annotation.lemmas],
            heads.astype(np.uint64).tolist(),
            [add(t) for t in annotation.deps],
        ]
        doc.from_array(list(_ATTRIBUTES), np.array(columns, dtype=np.uint64).T)  # type: ignore[arg-type]
        doc.set_ents([Span(doc, n.start, n.end, label=n.label) for n in annotation.names])
        doc.tensor = _tensor(len(doc), annotation)  # type: ignore[assignment]
        doc.user_data[ENCODER] = str(self.encoder.folder)


def _tensor(size: int, annotation: Annotation) -> NDArray[np.float32]:
    """The vectors of all tokens, nothing for white space; without rows where the model gives none."""
    if not annotation.states:
        return np.zeros((0,), dtype=np.float32)
    tensor = np.zeros((size, annotation.states[0][1].shape[1]), dtype=np.float32)
    for tokens, states in annotation.states:
        tensor[list(tokens)] = states
    return tensor


def _hang_spaces(out: Annotation) -> None:
    """Hang each white-space token on the word before it, or on the first word where there is none before."""
    words = [i for i, p in enumerate(out.pos) if p != "SPACE"]
    if not words:
        out.heads[:] = [0] * len(out.heads)
        out.deps[:1] = ["ROOT"][: len(out.deps)]
        return
    last = words[0]
    for i, p in enumerate(out.pos):
        if p == "SPACE":
            out.heads[i] = last
        else:
            last = i


@Language.factory(
    "kg_encoder",
    assigns=[
        "token.tag", "token.pos", "token.morph", "token.lemma", "token.head", "token.dep", "token.is_sent_start",
        "doc.sents", "doc.ents", "doc.tensor",
    ],
    default_config={"folder": None, "threads": 1},
)  # fmt: skip
def make_encoder(nlp: Language, name: str, folder: str | None, threads: int) -> EncoderAnnotator:
    """The component for a pipeline; `folder` holds another model than the shipped one."""
    return EncoderAnnotator(nlp.vocab, folder=Path(folder) if folder else MODEL, threads=threads)
