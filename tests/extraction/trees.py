"""Docs built by hand: one word a line, ``word lemma POS head label [morph]``, heads counted from 1, 0 for the root."""

from __future__ import annotations

import spacy
from spacy.tokens import Doc, Span

_VOCAB = spacy.blank("en").vocab


def doc_of(rows: str, names: dict[str, str] | None = None) -> Doc:
    """Return a Doc with the tree of the rows; ``names`` maps the text of a name to its label."""
    words, lemmas, tags, heads, labels, morphs = [], [], [], [], [], []
    lines = [line.split() for line in rows.strip().splitlines()]
    for number, cells in enumerate(lines):
        word, lemma, pos, head, label, *morph = cells
        words.append(word)
        lemmas.append(lemma)
        tags.append(pos)
        heads.append(number if head == "0" else int(head) - 1)
        labels.append("ROOT" if head == "0" else label)
        morphs.append(morph[0] if morph else "")
    doc = Doc(_VOCAB, words=words, lemmas=lemmas, pos=tags, heads=heads, deps=labels, morphs=morphs)
    spans = []
    for text, label in (names or {}).items():
        start = doc.text.index(text)
        span = doc.char_span(start, start + len(text), label=label)
        assert isinstance(span, Span), text
        spans.append(span)
    doc.ents = tuple(spans)
    return doc
