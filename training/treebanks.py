"""Readers of the treebanks: English EWT with its UNER names, and GUM with its entities."""

import re
from collections.abc import Iterator
from pathlib import Path

from training.gum_names import gum_masks
from training.marks import ANY, BIT, MISC, OUTSIDE, OUTSIDE_CORE, begins, either, inside
from training.places import is_people, is_surely_people, place_types, words_of
from training.sentences import Document, Sentence


def conllu_documents(path: Path) -> Iterator[Document]:
    """The documents of one CoNLL-U file: words with trees, tags, morphology and lemmas, names not yet marked."""
    document: Document = []
    rows: list[list[str]] = []
    for line in path.read_text(encoding="utf-8").split("\n"):
        if line.startswith("# newdoc") and document:
            yield document
            document = []
        if line.startswith("#"):
            continue
        if line:
            cells = line.split("\t")
            if cells[0].isdigit():
                rows.append(cells)
        elif rows:
            document.append(_sentence(rows))
            rows = []
    if document:
        yield document


def _sentence(rows: list[list[str]]) -> Sentence:
    columns = list(zip(*rows, strict=True))
    return Sentence(
        words=[w.replace(" ", "") for w in columns[1]],
        heads=[int(h) for h in columns[6]],
        labels=list(columns[7]),
        upos=list(columns[3]),
        xpos=list(columns[4]),
        feats=list(columns[5]),
        lemmas=list(columns[2]),
        misc=list(columns[9]),
    )


def gum_documents(folder: Path) -> Iterator[Document]:
    """The documents of a GUM folder, names marked from its entities."""
    for path in sorted(folder.glob("*.conllu")):
        for document in conllu_documents(path):
            opened: list[tuple[str, str, int, bool]] = []
            for sentence in document:
                sentence.masks = gum_masks(sentence, opened)
                for i, (form, lemma, tag) in enumerate(
                    zip(sentence.words, sentence.lemmas or [], sentence.upos or [], strict=True)
                ):
                    if tag == "PROPN" and form[:1].isupper() and lemma[:1].islower():
                        (sentence.lemmas or [])[i] = ""
            yield document


def uner_tags(path: Path) -> list[tuple[list[str], list[str]]]:
    """The words and tags of each sentence of a UNER file."""
    found = []
    for block in re.split(r"\n\s*\n", path.read_text(encoding="utf-8")):
        rows = [line.split("\t") for line in block.split("\n") if line and not line.startswith("#")]
        if rows:
            found.append(([r[1] for r in rows], [r[2] for r in rows]))
    return found


def uner_masks(words: list[str], tags: list[str]) -> list[int]:
    """The allowed name tags of a sentence of UNER (PER, ORG, LOC; `O` elsewhere)."""
    masks = [OUTSIDE_CORE] * len(words)
    i = 0
    while i < len(words):
        kind = tags[i][2:]
        j = i + 1
        while j < len(words) and tags[j] == f"I-{kind}":
            j += 1
        if kind in ("PER", "ORG", "LOC", "OTH"):
            _mark(masks, words, i, j, kind)
        elif is_surely_people(words[i]):
            masks[i] = BIT["B-NORP"]
        elif is_people(words[i]):
            masks[i] = begins({"NORP", "LANGUAGE"}) | OUTSIDE
        i = j
    return masks


def _mark(masks: list[int], words: list[str], i: int, j: int, kind: str) -> None:
    if kind == "OTH":
        people = j == i + 1 and is_surely_people(words[i])
        for k in range(i, j):
            masks[k] = BIT["B-NORP"] if people else OUTSIDE | either(MISC)
        return
    if words[i].lower() == "the" and j > i + 1:
        masks[i] = OUTSIDE
        i += 1
    if kind == "LOC" and j == i + 1 and is_surely_people(words[i]):
        masks[i] = BIT["B-NORP"]
        return
    types = {"PER": frozenset({"PERSON"}), "ORG": frozenset({"ORG"})}.get(kind) or place_types(words[i:j])
    for k in range(i, j):
        masks[k] = begins(types) if k == i else inside(types)


def ewt_documents(treebank: Path, names: Path | None) -> Iterator[Document]:
    """The documents of EWT, with the names of UNER where that file is given."""
    tags = {tuple(w): t for w, t in uner_tags(names)} if names else {}
    for document in conllu_documents(treebank):
        for sentence in document:
            found = tags.get(tuple(sentence.words))
            sentence.masks = uner_masks(sentence.words, found) if found else [ANY] * len(sentence.words)
        yield document


def is_title(word: str) -> bool:
    """Whether the word is a title before a person's name."""
    return word.lower() in words_of("TITLE")
