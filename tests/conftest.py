"""What many tests share: a reader of sentences that stands in for the language model where it does not matter."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest

from kg.config import Settings
from kg.model import Article, Entity, EntityType, Evidence, Mention, Reading, Span, Status
from kg.names import entity_id
from kg.readers import Failure

_SENTENCE = re.compile(
    r"(?P<subject>[A-Z]\w+) (?P<verb>bought|may buy|denied buying|outran) (?P<object>[A-Z]\w+)\."
)
_STATUS = {"may buy": Status.POSSIBLE, "denied buying": Status.DENIED}


def read_plainly(article: Article) -> Reading:
    """Return a reading of the sentences "A bought B.", "A may buy B.", "A denied buying B." and "A outran B."."""
    entities: dict[str, Entity] = {}
    mentions, evidence = [], []
    for match in _SENTENCE.finditer(article.text):
        ids, spans = [], []
        for end in ("subject", "object"):
            name = match[end]
            id = entity_id(name, EntityType.ORGANIZATION)
            entities[id] = Entity(id=id, name=name, type=EntityType.ORGANIZATION, aliases=(name,))
            spans.append(Span(*match.span(end)))
            mentions.append(Mention(article=article.id, span=spans[-1], entity=id))
            ids.append(id)
        open_words = match["verb"] if match["verb"] == "outran" else ""
        evidence.append(
            Evidence(
                article=article.id,
                span=Span(*match.span()),
                quote=match[0],
                subject=ids[0],
                predicate="" if open_words else "acquires",
                relation=open_words,
                object=ids[1],
                subject_span=spans[0],
                object_span=spans[1],
                status=_STATUS.get(match["verb"], Status.ASSERTED),
                rule="test",
                confidence=0.75,
            )
        )
    return Reading(
        article=article,
        entities=tuple(sorted(entities.values(), key=lambda entity: entity.id)),
        mentions=tuple(mentions),
        evidence=tuple(evidence),
    )


@pytest.fixture
def plain_reading(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Let builds read with ``read_plainly``; return the list that gathers the ids of the articles read.

    An article that says BREAK fails, one that says INTERRUPT is interrupted.
    """
    read: list[str] = []

    def find_readings(articles: Iterable[Article], settings: Settings) -> Iterator[Reading | Failure]:
        for article in articles:
            if "INTERRUPT" in article.text:
                raise KeyboardInterrupt
            if "BREAK" in article.text:
                yield Failure(source=article.id, message="could not be read (ValueError: broken)")
                continue
            read.append(article.id)
            yield read_plainly(article)

    monkeypatch.setattr("kg.graph.find_readings", find_readings)
    return read


@pytest.fixture
def write_articles(tmp_path: Path) -> Callable[..., Path]:
    """Return a function that writes articles, given by stem and text, into a folder and returns it."""

    def write(**texts: str) -> Path:
        folder = tmp_path / "articles"
        folder.mkdir(exist_ok=True)
        for stem, text in texts.items():
            (folder / f"{stem}.txt").write_text(text, encoding="utf-8")
        return folder

    return write
