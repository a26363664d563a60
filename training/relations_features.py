"""Annotated texts to what the scorer learns from: the vectors of each sentence's words, its candidate pairs, their labels."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, fields, replace

import numpy as np
from numpy.typing import NDArray
from spacy.language import Language

from kg.extraction.candidates import KINDS, Candidates, candidates, mentions
from kg.extraction.context import NAME_TYPES
from kg.language.tokens import Doc, Span
from training.relations_data import Annotated, Pairs, Scope, Stretch

UNKNOWN, VAGUE, UNLIKELY = -1, -2, -3
"""Labels of what a corpus did not annotate, of what may well be true or not, and of what holds seldom: any relation in
texts that were not chosen for what they relate.
"""
WHOLE = frozenset({"start", "end", "mentions"})
"""The fields of `Candidates` that are not one row a pair."""


@dataclass(slots=True)
class Example:
    """One sentence: its words' vectors, the pairs, and a label for each pair and relation (1, 0, `UNKNOWN`, `VAGUE` or `UNLIKELY`)."""

    source: str
    id: str
    states: NDArray[np.float16]
    pairs: Candidates
    labels: NDArray[np.int8]

    def kinds(self, side: str) -> NDArray[np.intp]:
        """The kind of each pair's "subjects" or "objects"."""
        return np.array([self.pairs.mentions[i].kind for i in getattr(self.pairs, side)], dtype=np.intp)

    def only(self, allowed: Collection[tuple[str, ...]]) -> "Example | None":
        """The same sentence with the pairs of these kinds of which something is known; None if none are left."""
        kinds = zip(self.kinds("subjects"), self.kinds("objects"), strict=True)
        keep = np.array([(KINDS[s], KINDS[o]) in allowed for s, o in kinds]) & (
            (self.labels >= 0).any(1) | (self.labels == UNLIKELY).any(1)
        )
        if not keep.any():
            return None
        rows = {f.name: getattr(self.pairs, f.name)[keep] for f in fields(Candidates) if f.name not in WHOLE}
        return replace(self, pairs=replace(self.pairs, **rows), labels=self.labels[keep])


def examples(texts: Iterable[Annotated], nlp: Language, relations: Sequence[str]) -> Iterator[Example]:
    """The sentences of the texts that have pairs with a known label."""
    kinds = np.ones((len(KINDS), len(KINDS)), dtype=bool)
    for annotation, annotated in nlp.pipe(((t.text, t) for t in texts), as_tuples=True):
        doc = Doc.of(annotation)
        pronouns = [t.i for t in doc if t.pos_ in ("PRON", "DET", "ADV") and not t.ent_type_]
        for sentence, found in zip(doc.sents, mentions(doc, NAME_TYPES.keys(), pronouns), strict=True):
            pairs = candidates(sentence, found, kinds)
            if pairs is None:
                continue
            labels = _labels(doc, sentence, pairs, annotated.scopes, relations)
            if (labels >= 0).any() or (labels == UNLIKELY).any():
                states = doc.tensor[sentence.start : sentence.end].astype(np.float16)
                yield Example(annotated.source, annotated.id, states, pairs, labels)


def _labels(
    doc: Doc, sentence: Span, pairs: Candidates, scopes: Sequence[Scope], relations: Sequence[str]
) -> NDArray[np.int8]:
    labels = np.full((len(pairs.subjects), len(relations)), UNKNOWN, dtype=np.int8)
    spans = [(doc[m.start].idx, doc[m.end - 1].idx + len(doc[m.end - 1].text)) for m in pairs.mentions]
    here = [s for s in scopes if s.start < sentence.end_char and sentence.start_char < s.end]
    for row, (s, o) in enumerate(zip(pairs.subjects, pairs.objects, strict=True)):
        subject, object = spans[s], spans[o]
        for scope in here:
            if not (scope.start <= subject[0] and subject[1] <= scope.end):
                continue
            if not (scope.start <= object[0] and object[1] <= scope.end):
                continue
            if scope.within is not None and not (
                _touches(subject, scope.within) and _touches(object, scope.within)
            ):
                continue
            if not scope.known:
                labels[row] = UNLIKELY
            for column, relation in enumerate(relations):
                if relation in scope.known:
                    labels[row, column] = _label(relation, subject, object, scope)
    related = {(pairs.subjects[row], pairs.objects[row]) for row in np.flatnonzero((labels == 1).any(1))}
    for row, (s, o) in enumerate(zip(pairs.subjects, pairs.objects, strict=True)):
        if (s, o) in related or (o, s) in related:
            labels[row, labels[row] == UNKNOWN] = VAGUE
    return labels


def _label(relation: str, subject: Stretch, object: Stretch, scope: Scope) -> int:
    if _holds(scope.facts, relation, subject, object):
        return 1
    return VAGUE if _holds(scope.vague, relation, subject, object) else 0


def _holds(table: Pairs, relation: str, subject: Stretch, object: Stretch) -> bool:
    return any(_touches(subject, [s]) and _touches(object, [o]) for s, o in table.get(relation, ()))


def _touches(stretch: Stretch, others: Sequence[Stretch]) -> bool:
    return any(stretch[0] < end and start < stretch[1] for start, end in others)
