"""Readers of corpora that mark some names only: re3d, CORE and KnowledgeNet. Capitalised words beside them count for nothing."""

import json
from collections.abc import Iterator
from pathlib import Path

from training.marks import ANY, BIT, OUTSIDE, mark_span
from training.places import is_polity, is_surely_people, place_types
from training.sentences import Document, Sentence, parted, tokens

_WEIGHT = 0.5
_SUBJECT_ORG = frozenset({"HEADQUARTERS", "DATE_FOUNDED", "FOUNDED_BY", "CEO", "SUBSIDIARY_OF"})
_OBJECTS: dict[str, frozenset[str]] = {
    "EMPLOYEE_OR_MEMBER_OF": frozenset({"ORG"}),
    "EDUCATED_AT": frozenset({"ORG"}),
    "SUBSIDIARY_OF": frozenset({"ORG"}),
    "POLITICAL_AFFILIATION": frozenset({"ORG", "NORP"}),
    "PLACE_OF_RESIDENCE": frozenset({"GPE", "LOC"}),
    "PLACE_OF_BIRTH": frozenset({"GPE", "LOC"}),
    "HEADQUARTERS": frozenset({"GPE", "LOC"}),
    "NATIONALITY": frozenset({"GPE", "NORP"}),
    "SPOUSE": frozenset({"PERSON"}),
    "CHILD_OF": frozenset({"PERSON"}),
    "CEO": frozenset({"PERSON"}),
    "FOUNDED_BY": frozenset({"PERSON", "ORG"}),
}
_RE3D: dict[str, frozenset[str]] = {
    "Person": frozenset({"PERSON"}),
    "Organisation": frozenset({"ORG"}),
    "Nationality": frozenset({"NORP"}),
    "Location": frozenset({"LOC"}),
}

_PRONOUNS = frozenset("I He She They We You It His Her Their Our My Its Who This That".split())


def _is_name(words: list[str]) -> bool:
    """Whether every word but short links is capitalised, as in a name; descriptions are not."""
    long = [
        w
        for w in words
        if w.lower() not in {"of", "the", "and", "&", "for", "-", ",", ".", "'s", "de", "in", "on"}
    ]
    return bool(long) and all(w[:1].isupper() or w[:1].isdigit() for w in long)


def _background(words: list[str]) -> list[int]:
    """Masks of words outside the marked names: only words that cannot be names count."""
    return [
        BIT["B-NORP"]
        if is_surely_people(w)
        else ANY
        if any(c.isupper() for c in w) and w not in _PRONOUNS
        else OUTSIDE
        for w in words
    ]


def _mark(masks: list[int], words: list[str], start: int, end: int, types: frozenset[str]) -> None:
    if words[start].lower() == "the":
        start += 1
    if start >= end or words[start] in _PRONOUNS or not _is_name(words[start:end]):
        return
    name = words[start:end]
    if ("GPE" in types and "NORP" not in types) or types == {"LOC"}:
        types = place_types(name)
    elif is_polity(name):
        types = frozenset({"GPE"})
    if len(name) == 1 and is_surely_people(name[0]):
        types = frozenset({"NORP"})
    mark_span(masks, start, end, types)


def _sentence_of(text: str, marked: list[tuple[int, int, frozenset[str]]]) -> Sentence | None:
    """One text as one sentence; each marked name is given by its characters."""
    spans = tokens(text)
    if not spans:
        return None
    words = [text[a:b] for a, b in spans]
    masks = _background(words)
    for begin, finish, types in sorted(marked, key=lambda m: m[1] - m[0]):
        inside = [i for i, (a, b) in enumerate(spans) if a >= begin and b <= finish]
        if inside:
            _mark(masks, words, inside[0], inside[-1] + 1, types)
    return Sentence(words, masks, weight=_WEIGHT)


def re3d_documents(folder: Path) -> Iterator[Document]:
    """The press releases and reports of re3d, one paragraph a sentence."""
    for part in sorted(p for p in folder.iterdir() if p.is_dir()):
        entities: dict[str, list[tuple[int, int, frozenset[str]]]] = {}
        for line in (part / "entities.json").read_text(encoding="utf-8").splitlines():
            e = json.loads(line)
            if e["type"] in _RE3D:
                entities.setdefault(e["documentId"], []).append((e["begin"], e["end"], _RE3D[e["type"]]))
        for line in (part / "documents.json").read_text(encoding="utf-8").splitlines():
            entry = json.loads(line)
            document, offset = [], 0
            for text in entry["text"].split("\n"):
                end = offset + len(text)
                inner = [
                    (b - offset, f - offset, t)
                    for b, f, t in entities.get(entry["_id"], [])
                    if offset <= b < f <= end
                ]
                sentence = _sentence_of(text, inner)
                if sentence:
                    document.append(sentence)
                offset = end + 1
            yield document


def knowledgenet_documents(path: Path) -> Iterator[Document]:
    """The passages of a KnowledgeNet fold that state at least one fact."""
    for line in path.read_text(encoding="utf-8").splitlines():
        document: Document = []
        for passage in json.loads(line)["passages"]:
            base = passage["passageStart"]
            marked = []
            for fact in passage["facts"]:
                kind = fact["propertyName"]
                types = frozenset({"ORG"}) if kind in _SUBJECT_ORG else frozenset({"PERSON"})
                marked.append((fact["subjectStart"] - base, fact["subjectEnd"] - base, types))
                if kind in _OBJECTS:
                    marked.append((fact["objectStart"] - base, fact["objectEnd"] - base, _OBJECTS[kind]))
            sentence = _sentence_of(passage["passageText"], marked) if marked else None
            if sentence:
                document.append(sentence)
        if document:
            yield document


def core_documents(path: Path) -> Iterator[Document]:
    """The sentences of CORE: companies, their brands and products."""
    merged: dict[tuple[str, ...], list[tuple[int, int, frozenset[str]]]] = {}
    for entry in json.loads(path.read_text(encoding="utf-8")):
        ranges = merged.setdefault(tuple(entry["context"]), [])
        for end in ("e1", "e2"):
            org = frozenset({"ORG"})
            if entry["relation"] == "undefined" or (
                end == "e1" and entry["relation"] in ("product_or_service_of", "brand_of")
            ):
                org = frozenset({"ORG", "PRODUCT"})
            ranges.append((entry[f"{end}_start"], entry[f"{end}_end"] + 1, org))
    for context, ranges in merged.items():
        words = ["".join(w.split()) or "_" for w in context]
        masks = _background(words)
        for start, end, types in sorted(ranges, key=lambda r: (r[1] - r[0], len(r[2]))):
            _mark(masks, words, start, end, types)
        yield [Sentence(*parted(words, masks), weight=_WEIGHT)]
