"""Reading <-> the quads of its article's graph, from which it can be restored exactly."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Protocol

from pyoxigraph import Literal, NamedNode, Quad

from kg.assembly import canonical
from kg.errors import KgError
from kg.model import (
    Amount,
    Article,
    Entity,
    EntityType,
    Evidence,
    Mention,
    Reading,
    Span,
    Status,
    digest,
)
from kg.names import KG
from kg.rdf import terms as t
from kg.rdf.derived import entity_quads
from kg.rdf.sources import (
    CUE,
    HEADLINE,
    IDENTIFIER,
    PUBLISHED,
    PUBLISHER,
    QUOTE,
    RULE,
    STATED_BY,
    URL,
    article_quads_of,
    citation_quads,
)

CONTENT_HASH = t.name("kg", "contentHash")
ARTICLE_BODY = t.name("schema", "articleBody")
_LANGUAGE = t.name("schema", "inLanguage")
_AUTHOR = t.name("schema", "author")
_NAME = t.name("schema", "name")
_POSITION = t.name("schema", "position")
_REFERS_TO = t.name("kg", "refersTo")
_EVIDENCE_FOR = t.name("kg", "evidenceFor")
_SUBJECT_START, _SUBJECT_END = t.name("kg", "subjectStart"), t.name("kg", "subjectEnd")
_OBJECT_START, _OBJECT_END = t.name("kg", "objectStart"), t.name("kg", "objectEnd")
#: Where a node keeps an rdf:object that is a literal, apart from those that are entities.
_OBJECT_VALUE = NamedNode(t.RDF_OBJECT.value + "/value")
_TYPES = {KG + type.value: type for type in EntityType}


class QuadSource(Protocol):
    """What quads can be looked up in: a pyoxigraph store."""

    def quads_for_pattern(
        self,
        subject: NamedNode | None,
        predicate: NamedNode | None,
        object: NamedNode | None,
        graph_name: NamedNode | None = None,
        /,
    ) -> Iterator[Quad]:
        """Yield the quads that match; None matches anything."""


def article_quads(reading: Reading) -> Iterator[Quad]:
    """Yield the quads of the article's graph: metadata, names, mentions and evidence.

    Raise KgError if the text can't be kept in RDF (half of a surrogate pair) or if a mention or a piece of
    evidence belongs to another article.
    """
    article = reading.article.id
    origins = {mention.article for mention in reading.mentions} | {
        piece.article for piece in reading.evidence
    }
    if origins - {article}:
        raise KgError(f"article {article!a}: its reading holds a mention or evidence of another article")
    reading = canonical(reading)
    try:
        graph = t.article_iri(article)
        yield from metadata_quads(reading.article, graph)
        for entity in reading.entities:
            yield from entity_quads(entity, graph)
        for mention in reading.mentions:
            yield from mention_quads(mention, graph)
        for piece in reading.evidence:
            yield from evidence_quads(piece, graph)
    except ValueError as error:
        raise KgError(
            f"article {article!a}: its text can't be stored ({error}); repair its encoding"
        ) from error


def as_kept(reading: Reading) -> Reading:
    """Return the reading as `reading_from` gives it back once it is stored."""
    reading = canonical(reading)
    evidence = tuple(
        replace(piece, amount=Amount(Decimal(t.decimal(piece.amount.value).value), piece.amount.unit))
        if piece.amount is not None
        else piece
        for piece in reading.evidence
    )
    return replace(reading, evidence=evidence)


def metadata_quads(article: Article, graph: NamedNode) -> Iterator[Quad]:
    """Yield what is known of the article itself, its text included."""
    yield from article_quads_of(article, graph)
    yield Quad(graph, ARTICLE_BODY, Literal(article.text), graph)
    yield Quad(graph, CONTENT_HASH, Literal(article.content_hash), graph)
    if article.language:
        yield Quad(graph, _LANGUAGE, Literal(article.language), graph)
    for position, author in enumerate(article.authors, 1):
        node = NamedNode(f"{graph.value}#author-{position}")
        yield Quad(graph, _AUTHOR, node, graph)
        yield Quad(node, _NAME, Literal(author), graph)
        yield Quad(node, _POSITION, Literal(position), graph)


def mention_quads(mention: Mention, graph: NamedNode) -> Iterator[Quad]:
    """Yield a mention: a text position selector that refers to an entity."""
    span = mention.span
    node = t.resource("mention-" + digest(mention.article, str(span.start), str(span.end), mention.entity))
    yield Quad(node, t.RDF_TYPE, t.KG_MENTION, graph)
    yield Quad(node, t.RDF_TYPE, t.SELECTOR, graph)
    yield Quad(node, t.OA_START, Literal(span.start), graph)
    yield Quad(node, t.OA_END, Literal(span.end), graph)
    yield Quad(node, _REFERS_TO, t.resource(mention.entity), graph)


def evidence_quads(piece: Evidence, graph: NamedNode) -> Iterator[Quad]:
    """Yield a piece of evidence with all of its fields."""
    yield from citation_quads(piece, graph)
    node = t.resource(piece.id)
    predicate = t.property_iri(piece.predicate) if piece.predicate else t.KG_OPEN
    yield Quad(node, _EVIDENCE_FOR, t.resource(piece.statement), graph)
    yield Quad(node, t.RDF_PREDICATE, predicate, graph)
    numbers = (
        (_SUBJECT_START, piece.subject_span.start),
        (_SUBJECT_END, piece.subject_span.end),
        (_OBJECT_START, piece.object_span.start),
        (_OBJECT_END, piece.object_span.end),
    )
    for property, number in numbers:
        yield Quad(node, property, Literal(number), graph)
    for property, text in ((t.KG_PHRASE, piece.relation), (t.KG_ROLE, piece.role)):
        if text:
            yield Quad(node, property, Literal(text), graph)
    if piece.object or piece.value:
        yield Quad(node, t.RDF_OBJECT, t.object_term(piece.object, piece.value), graph)
    entities = (
        (t.RDF_SUBJECT, piece.subject),
        (t.KG_PLACE, piece.place),
        (t.KG_ABOUT, piece.about),
    )
    for property, entity in entities:
        if entity:
            yield Quad(node, property, t.resource(entity), graph)


_TEXT_FIELDS = (
    (t.KG_PHRASE, "relation"),
    (t.KG_ROLE, "role"),
    (CUE, "cue"),
    (t.KG_WHEN, "when"),
    (RULE, "rule"),
    (_OBJECT_VALUE, "value"),
)
_ENTITY_FIELDS = (
    (t.RDF_SUBJECT, "subject"),
    (t.RDF_OBJECT, "object"),
    (STATED_BY, "speaker"),
    (t.KG_PLACE, "place"),
    (t.KG_ABOUT, "about"),
)


def reading_from(store: QuadSource, article: str) -> Reading:
    """Return the reading of the article with this id, as `assembly.canonical` gives it.

    Raise KgError if the store holds no such article.
    """
    graph = t.article_iri(article)
    nodes = _nodes(store.quads_for_pattern(None, None, None, graph))
    if graph.value not in nodes or not nodes[graph.value].text(CONTENT_HASH):
        raise KgError(f"no article {article!a} in the graph")
    reading = Reading(
        article=_article(nodes, nodes[graph.value]),
        entities=tuple(
            _entity(iri, node, type)
            for iri, node in nodes.items()
            if (type := _TYPES.get(node.text(t.RDF_TYPE))) is not None
        ),
        mentions=tuple(
            Mention(article=article, span=node.span(t.OA_START, t.OA_END), entity=node.id(_REFERS_TO))
            for node in nodes.values()
            if _REFERS_TO.value in node.values
        ),
        evidence=tuple(
            _evidence(article, nodes, node) for node in nodes.values() if QUOTE.value in node.values
        ),
    )
    return canonical(reading)


@dataclass(slots=True)
class _Node:
    """The values of one subject by property, as strings."""

    values: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    def all(self, property: NamedNode) -> list[str]:
        """Return every value of a property."""
        return self.values.get(property.value, [])

    def text(self, property: NamedNode) -> str:
        """Return the value of a property, "" if it has none."""
        found = self.values.get(property.value)
        return found[0] if found else ""

    def id(self, property: NamedNode) -> str:
        """Return the id of the resource that is the value, "" if there is none."""
        return t.local_name(self.text(property))

    def span(self, start: NamedNode, end: NamedNode) -> Span:
        """Return the span between the values of two properties."""
        return Span(int(self.text(start)), int(self.text(end)))


def _nodes(quads: Iterable[Quad]) -> dict[str, _Node]:
    nodes: defaultdict[str, _Node] = defaultdict(_Node)
    for quad in quads:
        subject, object = quad.subject, quad.object
        if isinstance(subject, NamedNode) and isinstance(object, NamedNode | Literal):
            literal = quad.predicate == t.RDF_OBJECT and isinstance(object, Literal)
            property = _OBJECT_VALUE if literal else quad.predicate
            nodes[subject.value].values[property.value].append(object.value)
    return nodes


def _article(nodes: dict[str, _Node], node: _Node) -> Article:
    authors = sorted((nodes[iri] for iri in node.all(_AUTHOR)), key=lambda a: int(a.text(_POSITION)))
    return Article(
        id=node.text(IDENTIFIER),
        text=node.text(ARTICLE_BODY),
        title=node.text(HEADLINE),
        published=node.text(PUBLISHED),
        publisher=node.text(PUBLISHER),
        authors=tuple(author.text(_NAME) for author in authors),
        url=node.text(URL),
        language=node.text(_LANGUAGE),
    )


def _entity(iri: str, node: _Node, type: EntityType) -> Entity:
    return Entity(
        id=t.local_name(iri),
        name=node.text(t.PREF_LABEL),
        type=type,
        aliases=tuple(node.all(t.ALT_LABEL)),
        same_as=(*node.all(t.SAME_AS), *node.all(t.KG_IDENTIFIER)),
    )


def _evidence(article: str, nodes: dict[str, _Node], node: _Node) -> Evidence:
    predicate, amount = node.text(t.RDF_PREDICATE), node.text(t.KG_AMOUNT)
    texts = {field_name: node.text(property) for property, field_name in _TEXT_FIELDS}
    entities = {field_name: node.id(property) for property, field_name in _ENTITY_FIELDS}
    return Evidence(
        article=article,
        span=nodes[node.text(t.HAS_SELECTOR)].span(t.OA_START, t.OA_END),
        quote=node.text(QUOTE),
        predicate="" if predicate == t.KG_OPEN.value else t.predicate_of(predicate),
        subject_span=node.span(_SUBJECT_START, _SUBJECT_END),
        object_span=node.span(_OBJECT_START, _OBJECT_END),
        status=Status(t.local_name(node.text(t.KG_STATUS), KG)),
        amount=_amount(nodes[amount]) if amount else None,
        confidence=float(node.text(t.KG_CONFIDENCE)),
        **texts,
        **entities,
    )


def _amount(node: _Node) -> Amount:
    unit = node.text(t.SCHEMA_CURRENCY) or node.text(t.KG_UNIT)
    return Amount(Decimal(node.text(t.KG_VALUE)), unit)
