"""One bad article is reported and skipped; the rest of its batch is read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

import pytest

import kg
from kg.config import Settings
from kg.model import Article, Reading
from kg.reading import _batches, _useful_workers, documents, find_readings


class Parser:
    """A language model that breaks on some texts."""

    max_length = 40

    def __call__(self, text: str) -> str:
        if "BREAK" in text:
            raise ValueError("broken")
        return text.upper()

    def pipe(self, texts: Iterable[str]) -> Iterator[str]:
        for text in texts:
            if len(text) > self.max_length:
                raise ValueError("too long")
            yield self(text)


class Copy(str):
    """What rules read of a parsed text."""

    def close(self) -> None: ...


def articles(*texts: str) -> list[Article]:
    return [Article(id=str(number), text=text) for number, text in enumerate(texts)]


def test_batch_with_a_bad_article_is_parsed_one_by_one() -> None:
    found = documents(Parser(), articles("a", "BREAK", "b" * 41, "c"))  # type: ignore[arg-type]
    assert [str(item) for item in found] == [
        "A",
        "1: could not be read (ValueError: broken)",
        "2: longer than 40 characters: split it",
        "C",
    ]


@pytest.mark.parametrize("batch_size", [1, 2, 5])
def test_readings_come_in_order(monkeypatch: pytest.MonkeyPatch, batch_size: int) -> None:
    def find_claims(doc: str, article: Article, ontology: object) -> tuple[()]:
        if "WRONG" in doc:
            raise KeyError("verb")
        return ()

    loaded = []
    monkeypatch.setattr(
        "kg.language.load", lambda name, **rest: loaded.append(name) or Parser(), raising=False
    )
    monkeypatch.setattr("kg.ontology.load_ontology", lambda *extra: None)
    monkeypatch.setattr("kg.language.tokens.Doc.of", Copy)
    monkeypatch.setattr("kg.extraction.find_claims", find_claims)
    monkeypatch.setattr("kg.resolution.resolve", lambda article, *rest: Reading(article=article))
    settings = Settings(batch_size=batch_size, language_model="other")
    found = list(find_readings(articles("a", "wrong", "BREAK", "d", "e"), settings))
    assert [item.article.id if isinstance(item, Reading) else str(item) for item in found] == [
        "0",
        "1: could not be read (KeyError: 'verb')",
        "2: could not be read (ValueError: broken)",
        "3",
        "4",
    ]
    assert loaded == ["other"]


@pytest.mark.parametrize(
    ("lengths", "workers"),
    [([], 1), ([900], 1), ([5000], 1), ([1500, 1500], 2), ([100] * 25, 2), ([100] * 90, 4)],
)
def test_workers_are_as_many_as_the_words_repay(
    monkeypatch: pytest.MonkeyPatch, lengths: list[int], workers: int
) -> None:
    monkeypatch.setattr("kg.reading.cores", lambda: 4)
    given = articles(*("word " * length for length in lengths))
    count, waiting = _useful_workers(iter(given), Settings(), 1000)
    assert count == workers
    assert list(waiting) == given
    assert _useful_workers(given, Settings(workers=2), 1000)[0] == 2


def test_batches_are_cut_at_many_words() -> None:
    given = articles("a", "b", "c", "d", "word " * 700, "e")
    assert [[a.id for a in batch] for batch in _batches(given, 3)] == [["0", "1", "2"], ["3", "4"], ["5"]]


def test_no_articles_load_no_model(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.language.load", None, raising=False)
    assert list(find_readings([], Settings())) == []


@pytest.mark.model
def test_shipped_model_reads_the_same_in_any_order_and_batch_and_number_of_workers() -> None:
    given = [
        Article(
            id="chips", published="2023-07-03", text="Intel acquired Tower Semiconductor for $5.4 billion."
        ),
        Article(
            id="aid", text="France plans to sign a pact with Japan.\n\nToyota denied that it bought Subaru."
        ),
        Article(id="empty", text="Nothing here."),
    ]
    given += [
        replace(given[1], id=f"aid-{number}", text=f"{given[1].text} {number} times.") for number in range(9)
    ]
    graphs = [
        kg.build(given, workers=1),
        kg.build(given[::-1], batch_size=1),
        kg.build(given, batch_size=2, workers=2),
        kg.build(given, workers=3),
    ]
    assert len({graph.export("trig") for graph in graphs}) == 1
    (statement,) = graphs[0].statements("Intel", "acquires")
    for piece in graphs[0].evidence():
        article = graphs[0].article(piece.article)
        assert article is not None
        assert piece.span.of(article.text) == piece.quote
    assert statement.status.value == "asserted"
