"""Readers of the corpora that mark names only: columns (Wikigold, WNUT 2017, BTC) and Re-DocRED."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

from training.marks import ANY, BIT, MISC, OUTSIDE, begins, either, inside
from training.places import is_people, is_surely_people, place_types
from training.sentences import Document, Sentence, parted

_TYPES: dict[str, frozenset[str]] = {
    "PER": frozenset({"PERSON"}),
    "ORG": frozenset({"ORG"}),
    "person": frozenset({"PERSON"}),
    "corporation": frozenset({"ORG"}),
    "group": frozenset({"ORG", "NORP"}),
    "product": frozenset({"PRODUCT"}),
    "creative-work": frozenset({"WORK_OF_ART"}),
    "MISC": MISC,
}


def types_of(kind: str, words: list[str]) -> frozenset[str]:
    """The name types that a corpus's own type stands for; empty for what is no name here (numbers, times)."""
    if kind in ("LOC", "location"):
        return frozenset({"NORP"}) if len(words) == 1 and is_surely_people(words[0]) else place_types(words)
    if kind == "MISC" and len(words) == 1 and is_people(words[0]):
        return frozenset({"NORP"}) if is_surely_people(words[0]) else frozenset({"NORP", "LANGUAGE"})
    return _TYPES.get(kind, frozenset())


def mark(masks: list[int], words: list[str], start: int, end: int, kind: str) -> None:
    """Mark one name of a corpus in place; a leading "the" is left out of it."""
    if words[start].lower() == "the" and end > start + 1:
        masks[start] = OUTSIDE
        start += 1
    types = types_of(kind, words[start:end])
    if not any(c.isupper() or c.isdigit() for w in words[start:end] for c in w) and kind not in (
        "PER",
        "person",
    ):
        masks[start:end] = [ANY] * (end - start)
        return
    for i in range(start, end):
        masks[i] = (begins(types) if i == start else inside(types)) if types else OUTSIDE


def mark_peoples(masks: list[int], words: list[str]) -> None:
    """Mark nationalities and religions that the corpus left outside, in place."""
    for i, word in enumerate(words):
        if masks[i] & OUTSIDE and masks[i] != ANY:
            if is_surely_people(word):
                masks[i] = BIT["B-NORP"]
            elif is_people(word):
                masks[i] = OUTSIDE | begins({"NORP", "LANGUAGE"})


def column_sentences(path: Path, separator: str | None) -> Iterator[tuple[list[str], list[str]]]:
    """Words and tags of each sentence of a file with one word a line; `-DOCSTART-` gives an empty sentence."""
    words: list[str] = []
    tags: list[str] = []
    for line in [*path.read_text(encoding="utf-8").split("\n"), ""]:
        cells = line.split(separator)
        if len(cells) >= 2 and cells[0].strip():
            if cells[0] == "-DOCSTART-":
                yield [], []
                continue
            words.append(re.sub(r"\s", "", cells[0]))
            tags.append(cells[1].strip())
        elif words and not line.strip():
            yield words, tags
            words, tags = [], []


def column_documents(
    path: Path, *, separator: str | None, outside: int, weight: float = 1.0, tweets: bool = False
) -> Iterator[Document]:
    """The documents of a column file; each tweet is one, as neighbours in the file have nothing to do with each other.

    `outside` is the mask of a word that the corpus tags `O`.
    """
    document: Document = []
    for words, tags in column_sentences(path, separator):
        if (not words or tweets) and document:
            yield document
            document = []
        if words:
            masks = _column_masks(words, tags, outside)
            words, masks = parted(words, masks)
            document.append(Sentence(words, masks, weight=weight))
    if document:
        yield document


def _column_masks(words: list[str], tags: list[str], outside: int) -> list[int]:
    masks = [outside] * len(words)
    i = 0
    while i < len(words):
        kind, j = tags[i][2:], i + 1
        while kind and j < len(words) and tags[j] == f"I-{kind}":
            j += 1
        if kind:
            if words[i].startswith(("@", "#", "http")) or (i and words[i - 1] == "@"):
                masks[i:j] = [ANY] * (j - i)
            else:
                mark(masks, words, i, j, kind)
        i = j
    mark_peoples(masks, words)
    return masks


def redocred_documents(path: Path) -> Iterator[Document]:
    """The Wikipedia paragraphs of Re-DocRED."""
    for entry in json.loads(path.read_text(encoding="utf-8")):
        tagged = [[OUTSIDE] * len(s) for s in entry["sents"]]
        mentions = [m for entity in entry["vertexSet"] for m in entity]
        for mention in sorted(mentions, key=lambda m: m["pos"][1] - m["pos"][0]):
            start, end = mention["pos"]
            words = entry["sents"][mention["sent_id"]]
            if 0 <= start < end <= len(words):
                mark(tagged[mention["sent_id"]], words, start, end, mention["type"])
        document: Document = []
        for words, masks in zip(entry["sents"], tagged, strict=True):
            clean = [re.sub(r"\s", "", w) for w in words]
            keep = [i for i, w in enumerate(clean) if w]
            masks = [masks[i] for i in keep]
            clean = [clean[i] for i in keep]
            mark_peoples(masks, clean)
            for i, word in enumerate(clean):
                if masks[i] == OUTSIDE and i and word[:1].isupper():
                    masks[i] = OUTSIDE | either(MISC - {"NORP"})
            document.append(Sentence(*parted(clean, masks)))
        yield document
