"""A reading goes into quads and comes back the same."""

from __future__ import annotations

from dataclasses import replace

import news
import pytest
from pyoxigraph import NamedNode, Store

from kg.assembly import canonical
from kg.errors import KgError
from kg.model import Article, Entity, EntityType, Reading
from kg.names import KGR, entity_id
from kg.rdf import article_iri, article_quads, local_name, reading_from, resource
from kg.rdf.terms import date_literal, encode


def back(reading: Reading) -> Reading:
    store = Store()
    store.extend(article_quads(reading))
    return reading_from(store, reading.article.id)


@pytest.mark.parametrize("reading", [*news.week(), *news.hostile()], ids=lambda r: ascii(r.article.id)[:12])
def test_round_trip(reading: Reading) -> None:
    assert back(reading) == canonical(reading)


def test_a_canonical_reading_comes_back_unchanged() -> None:
    reading = canonical(news.week()[2])
    assert back(reading) == reading


@pytest.mark.parametrize("seed", range(150))
def test_round_trip_of_random_readings(seed: int) -> None:
    reading = news.random_reading(seed)
    assert back(reading) == canonical(reading)


def test_quads_depend_on_content_alone_and_hold_no_blank_nodes() -> None:
    for reading in (*news.week(), *news.hostile()):
        quads = list(article_quads(reading))
        shuffled = replace(
            reading,
            entities=reading.entities[::-1],
            mentions=reading.mentions[::-1],
            evidence=reading.evidence[::-1],
        )
        assert list(article_quads(shuffled)) == quads
        assert len(set(quads)) == len(quads)
        assert "_:" not in {str(term)[:2] for quad in quads for term in (quad.subject, quad.object)}
        assert {quad.graph_name for quad in quads} == {article_iri(reading.article.id)}


@pytest.mark.parametrize("text", ["half \ud800", "\udc00 half"])
def test_half_a_surrogate_pair_is_an_error_that_names_the_article(text: str) -> None:
    for broken in (
        Article(id="a1", text=text),
        Article(id="a1", text="", authors=(text,)),
        Article(id="a1", text="", url=text),
    ):
        with pytest.raises(KgError, match="a1"):
            list(article_quads(Reading(article=broken)))
    named = Entity(id=text, name="x", type=EntityType.LAW)
    with pytest.raises(KgError, match="a1"):
        list(article_quads(Reading(article=Article(id="a1", text=""), entities=(named,))))
    with pytest.raises(KgError, match=r"udc00|ud800"):
        list(article_quads(Reading(article=Article(id=text, text=""))))


def test_evidence_of_another_article_is_an_error() -> None:
    with pytest.raises(KgError, match="another article"):
        list(article_quads(news.reading("a", "", news.piece("b"))))


def test_an_article_that_is_not_there_is_an_error() -> None:
    with pytest.raises(KgError, match="nowhere"):
        reading_from(Store(), "nowhere")


@pytest.mark.parametrize(
    "id", [*news.HOSTILE, "", ".", "..", "a.b", "a/b", "日本-gpe", "%41", "é-org", "\u0301"]
)
def test_ids_become_iris_and_come_back(id: str) -> None:
    iri = resource(id).value
    assert local_name(iri) == id
    assert "/" not in iri.removeprefix(KGR)
    assert iri.removeprefix(KGR) not in (".", "..")
    assert local_name(article_iri(id).value, KGR + "article/") == id


def test_every_character_makes_a_valid_iri() -> None:
    for start in (*range(0, 0x30000, 64), *range(0xE0000, 0xE1000, 64), 0x10FFC0):
        text = "".join(chr(c) for c in range(start, start + 64) if not 0xD800 <= c < 0xE000)
        assert local_name(NamedNode(KGR + encode(text)).value) == text


def test_readable_ids_stay_readable() -> None:
    assert resource(entity_id("日本", EntityType.GPE)).value == KGR + "日本-gpe"
    assert resource("jsr-org").value == KGR + "jsr-org"


@pytest.mark.parametrize(
    ("text", "type"),
    [
        ("2023-07-03", "date"),
        ("2023-07", "gYearMonth"),
        ("2023", "gYear"),
        ("2023-02-30", "string"),
        ("2023-13", "string"),
        ("0000", "string"),
        ("20230703", "string"),
        ("yesterday", "string"),
    ],
)
def test_dates_get_the_type_of_their_precision(text: str, type: str) -> None:
    literal = date_literal(text)
    assert (literal.value, literal.datatype.value.partition("#")[2]) == (text, type)
