"""Texts whose coreference is annotated, with what the ranker sees of their mentions."""

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from spacy.language import Language
from spacy.tokens import Doc

from kg.language.coreference.mentions import KINDS, Mentions, find_mentions
from kg.language.coreference.network import mention_vectors
from kg.language.coreference.pairs import find_pairs, pair_features

Stretch = tuple[int, int]
_MARK = re.compile(r"\[\d+:|\]")
_CONLL = re.compile(r"\(\d+\)|\(\d+|\d+\)")


@dataclass(frozen=True, slots=True)
class Annotated:
    """A text, as characters or as words, with its clusters as stretches of characters or words.

    Where the annotation is `partial`, nothing is known of the mentions that are in no cluster.
    """

    name: str
    text: str
    words: tuple[str, ...]
    clusters: tuple[tuple[Stretch, ...], ...]
    partial: bool = False


@dataclass(frozen=True, slots=True)
class Example:
    """The mentions of a text as arrays: their vectors, the pairs, what is seen of those, and which are right.

    `used` says of which mentions the annotation tells what they take up.
    """

    name: str
    mentions: Mentions
    vectors: NDArray[np.float16]
    later: NDArray[np.int64]
    earlier: NDArray[np.int64]
    features: NDArray[np.uint8]
    right: NDArray[np.bool_]
    used: NDArray[np.bool_]
    clusters: tuple[frozenset[Stretch], ...]


def ontogum(folder: Path) -> Iterator[Annotated]:
    """The documents of OntoGUM, one a file."""
    return map(read_conll, sorted(folder.glob("*.conll")))


def read_conll(path: Path) -> Annotated:
    """A document in the CoNLL form: a word a line, the marks of its mentions in the third column."""
    words: list[str] = []
    found: defaultdict[str, list[Stretch]] = defaultdict(list)
    begun: defaultdict[str, list[int]] = defaultdict(list)
    for line in path.read_text(encoding="utf-8").splitlines():
        columns = line.split("\t")
        if len(columns) < 3 or not columns[0].isdigit():
            continue
        for mark in _CONLL.findall(columns[2]):
            name = mark.strip("()")
            if mark[0] == "(":
                begun[name].append(len(words))
            if mark[-1] == ")" and begun[name]:
                found[name].append((begun[name].pop(), len(words) + 1))
        words.append(columns[1].replace(" ", "") or "_")
    clusters = tuple(tuple(sorted(set(c))) for c in found.values() if len(set(c)) > 1)
    return Annotated(path.stem, "", tuple(words), clusters)


def bracketed(path: Path) -> Iterator[Annotated]:
    """The articles of a file of `data/coreference`, where mentions stand in brackets with a number: [1:its plant]."""
    for number, article in enumerate(path.read_text(encoding="utf-8").split("\n\n")):
        text = ""
        found: defaultdict[str, list[Stretch]] = defaultdict(list)
        begun: list[tuple[str, int]] = []
        for line in article.splitlines():
            if not line.strip() or line.startswith("# "):
                continue
            text += " " if text else ""
            end = 0
            for mark in _MARK.finditer(line):
                text += line[end : mark.start()]
                end = mark.end()
                if mark[0] != "]":
                    begun.append((mark[0], len(text)))
                elif begun:
                    name, start = begun.pop()
                    found[name].append((start, len(text)))
            text += line[end:]
        if text:
            yield Annotated(f"{path.stem}-{number}", text, (), tuple(map(tuple, found.values())))


def knowledgenet(path: Path) -> Iterator[Annotated]:
    """The documents of a fold of KnowledgeNet, in which the mentions of one identifier are of one thing."""
    for line in path.read_text(encoding="utf-8").splitlines():
        document = json.loads(line)
        text, end = "", -1
        found: defaultdict[str, set[Stretch]] = defaultdict(set)
        for passage in sorted(document["passages"], key=lambda p: p["passageStart"]):
            if passage["passageStart"] < end:
                continue
            text += " " if text else ""
            end, move = passage["passageEnd"], len(text) - passage["passageStart"]
            text += passage["passageText"]
            for fact in passage["facts"]:
                for side in ("subject", "object"):
                    if fact[f"{side}Uri"]:
                        stretch = fact[f"{side}Start"] + move, fact[f"{side}End"] + move
                        found[fact[f"{side}Uri"]].add(stretch)
        clusters = tuple(tuple(sorted(c)) for c in found.values() if len(c) > 1)
        if clusters:
            yield Annotated(document["documentId"], text, (), clusters, partial=True)


def examples(texts: Iterable[Annotated], nlp: Language) -> Iterator[Example]:
    """What the ranker sees of each text."""
    for text in texts:
        doc = nlp(Doc(nlp.vocab, words=text.words) if text.words else text.text)
        yield _example(text, doc)


def _example(text: Annotated, doc: Doc) -> Example:
    mentions = find_mentions(doc)
    clusters = [[s if text.words else _tokens(doc, s) for s in cluster] for cluster in text.clusters]
    number = _numbered(mentions, clusters, exact=not text.partial)
    later, earlier = find_pairs(mentions)
    right = (number[later] == number[earlier]) & (number[later] >= 0)
    used = np.ones(len(mentions), dtype=bool)
    if text.partial:
        used[:] = False
        used[later[right]] = True
        keep = used[later] & _telling(mentions, number)[earlier]
        later, earlier, right = later[keep], earlier[keep], right[keep]
    return Example(
        text.name,
        mentions,
        mention_vectors(doc.tensor.astype(np.float32), mentions).astype(np.float16),
        later,
        earlier,
        pair_features(mentions, later, earlier).astype(np.uint8),
        right,
        used,
        tuple(frozenset(c) for c in clusters if len(set(c)) > 1),
    )


def _tokens(doc: Doc, stretch: Stretch) -> Stretch:
    span = doc.char_span(*stretch, alignment_mode="expand")
    return span.start, span.end


def _numbered(mentions: Mentions, clusters: list[list[Stretch]], *, exact: bool) -> NDArray[np.int64]:
    """The number of each mention's cluster, -1 for none; unless `exact`, the mention nearest to a stretch is meant."""
    number = np.full(len(mentions), -1)
    places = {
        stretch: k
        for k, stretch in enumerate(zip(mentions.start.tolist(), mentions.end.tolist(), strict=True))
    }
    for n, cluster in enumerate(clusters):
        for start, end in cluster:
            if exact:
                k = places.get((start, end))
            else:
                within = np.flatnonzero((mentions.head >= start) & (mentions.head < end))
                away = abs(mentions.start[within] - start) + abs(mentions.end[within] - end)
                k = int(within[away.argmin()]) if len(within) else None
            if k is not None:
                number[k] = n
    return number


def _telling(mentions: Mentions, number: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Of which mentions it is known whether they are of the annotated things: not of pronouns and of the same words."""
    known = number >= 0
    pronoun = mentions.kind >= KINDS.index("i")
    return known | ~(pronoun | np.isin(mentions.form, mentions.form[known]))
