"""What leads from a statement to its sentence: evidence and the articles it stands in, as quads."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode, Quad

from kg.model import Article, Evidence
from kg.rdf import terms as t

IDENTIFIER = t.name("schema", "identifier")
HEADLINE = t.name("schema", "headline")
PUBLISHED = t.name("schema", "datePublished")
PUBLISHER = t.name("schema", "publisher")
URL = t.name("schema", "url")
QUOTE = t.name("kg", "quote")
STATED_BY = t.name("kg", "statedBy")
RULE = t.name("kg", "rule")
CUE = t.name("kg", "cue")
_NEWS = t.name("schema", "NewsArticle")


def article_quads_of(article: Article, graph: NamedNode) -> Iterator[Quad]:
    """Yield what identifies an article: id, headline, date, publisher, address; not its text."""
    node = t.article_iri(article.id)
    yield Quad(node, t.RDF_TYPE, _NEWS, graph)
    yield Quad(node, IDENTIFIER, Literal(article.id), graph)
    if article.published:
        yield Quad(node, PUBLISHED, t.date_literal(article.published), graph)
    if article.url:
        yield Quad(node, URL, Literal(article.url, datatype=t.XSD_URI), graph)
    for property, text in ((HEADLINE, article.title), (PUBLISHER, article.publisher)):
        if text:
            yield Quad(node, property, Literal(text), graph)


def citation_quads(piece: Evidence, graph: NamedNode) -> Iterator[Quad]:
    """Yield what a reader asks of evidence: the sentence and where it stands, status, speaker, date, amount, rule."""
    node, selector = t.resource(piece.id), t.resource(f"{piece.id}-sel")
    yield Quad(node, t.RDF_TYPE, t.KG_EVIDENCE, graph)
    yield Quad(node, t.QUOTED_FROM, t.article_iri(piece.article), graph)
    yield Quad(node, t.HAS_SELECTOR, selector, graph)
    yield Quad(selector, t.RDF_TYPE, t.SELECTOR, graph)
    yield Quad(selector, t.OA_START, Literal(piece.span.start), graph)
    yield Quad(selector, t.OA_END, Literal(piece.span.end), graph)
    yield Quad(node, t.KG_STATUS, t.name("kg", piece.status.value), graph)
    yield Quad(node, t.KG_CONFIDENCE, t.decimal(piece.confidence), graph)
    yield Quad(node, QUOTE, Literal(piece.quote), graph)
    for property, text in ((RULE, piece.rule), (CUE, piece.cue), (t.KG_WHEN, piece.when)):
        if text:
            yield Quad(node, property, Literal(text), graph)
    if piece.speaker:
        yield Quad(node, STATED_BY, t.resource(piece.speaker), graph)
    if piece.amount is not None:
        yield from t.amount_quads(piece.id, piece.amount, graph)
