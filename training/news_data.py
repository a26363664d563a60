"""The annotated news of `data/news` to what the scorer of news learns from."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from spacy.language import Language
from spacy.tokens import Doc

from kg.extraction.candidates import KINDS, Candidates, Mention
from kg.extraction.context import Context
from kg.extraction.finding import known_claims
from kg.extraction.news_scoring import pairs_of
from kg.ontology import Ontology
from training.relations_data import Stretch
from training.relations_features import VAGUE, Example

Fact = tuple[Stretch, str, Stretch]
_END = re.compile(r"(.*?)(?:#(\d))?")


@dataclass(slots=True)
class News:
    """One article with the places of its facts."""

    id: str
    published: str
    text: str
    facts: list[Fact]


def read_news(path: Path) -> Iterator[News]:
    """The articles of one file."""
    for number, block in enumerate(path.read_text(encoding="utf-8").split("\n\n")):
        article = News(f"{path.stem}/{number}", "", "", [])
        at = 0
        for line in block.strip().splitlines():
            if line.startswith("@"):
                article.facts += _facts(line[1:], article.text, at)
                continue
            if line.startswith("# "):
                line, article.published, *_ = (part.strip() for part in line[2:].split("|"))
            elif article.text:
                article.text += " " if at else "\n\n"
            at = len(article.text)
            article.text += line
        if article.text:
            yield article


def _facts(line: str, text: str, at: int) -> list[Fact]:
    subject, relation, object, *_ = (part.strip() for part in line.split("|"))
    ends = [_place(words, text[at:], at) for words in (subject, object)]
    return [(ends[0], relation, ends[1])] if ends[0] is not None and ends[1] is not None else []


def _place(words: str, sentence: str, at: int) -> Stretch | None:
    found = _END.fullmatch(words)
    assert found is not None
    word, number = re.escape(found[1]), int(found[2] or 1)
    hits = [m.start() for m in re.finditer(rf"(?<!\w){word}(?!\w)", sentence)]
    hits = hits or [m.start() for m in re.finditer(word, sentence)]
    return (at + hits[number - 1], at + hits[number - 1] + len(found[1])) if len(hits) >= number else None


def news_examples(
    articles: Sequence[News], nlp: Language, ontology: Ontology, relations: Sequence[str]
) -> Iterator[Example]:
    """The sentences with pairs, each pair labelled: what isn't annotated does not hold."""
    kinds = np.ones((len(KINDS), len(KINDS)), dtype=bool)
    for doc, article in nlp.pipe(((a.text, a) for a in articles), as_tuples=True):
        context = Context.of(doc, article.published, ontology)
        for pairs in pairs_of(context, kinds, known_claims(context), relations):
            labels = _labels(doc, pairs, article.facts, relations, context)
            states = doc.tensor[pairs.start : pairs.end].astype(np.float16)
            yield Example("news", article.id, states, pairs, labels)


def _labels(
    doc: Doc, pairs: Candidates, facts: Sequence[Fact], relations: Sequence[str], context: Context
) -> NDArray[np.int8]:
    labels = np.zeros((len(pairs.subjects), len(relations)), dtype=np.int8)
    columns = {name: i for i, name in enumerate(relations)}
    rows = {(int(s), int(o)): n for n, (s, o) in enumerate(zip(pairs.subjects, pairs.objects, strict=True))}
    meant = [_meant(m, doc, context) for m in pairs.mentions]
    for a, relation, b in facts:
        if relation not in columns:
            continue
        (first, near), (second, close) = _matching(a, doc, pairs.mentions), _matching(b, doc, pairs.mentions)
        near |= {n for n, name in enumerate(meant) if name in {meant[m] for m in first}}
        close |= {n for n, name in enumerate(meant) if name in {meant[m] for m in second}}
        both = [(first, near, second, close)]
        if context.ontology.relations[relation].symmetric:
            both.append((second, close, first, near))
        for x, about_x, y, about_y in both:
            for s in about_x:
                for o in about_y:
                    row, column = rows.get((s, o)), columns[relation]
                    if row is not None and labels[row, column] != 1:
                        labels[row, column] = 1 if s in x and o in y else VAGUE
    return labels


def _meant(mention: Mention, doc: Doc, context: Context) -> str:
    index = context.references.pronouns.get(mention.head, mention.head)
    name = context.names.get(index)
    return name.text.casefold() if name is not None else f"{doc[mention.head].lemma_} {mention.head}"


def _matching(stretch: Stretch, doc: Doc, mentions: Sequence[Mention]) -> tuple[set[int], set[int]]:
    """The mentions with the head of what was annotated, and all that touch it."""
    span = doc.char_span(*stretch, alignment_mode="expand")
    if span is None:
        return set(), set()
    touching = {n for n, m in enumerate(mentions) if m.start < span.end and span.start < m.end}
    heads = {n for n in touching if mentions[n].start <= span.root.i < mentions[n].end}
    return heads or (touching if len(touching) == 1 else set()), touching
