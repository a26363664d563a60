"""What the page knows: entities, statements with their evidence, and articles, as lists that point into each other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from kg.assembly.summary import history, in_order
from kg.model import Amount, Article, Entity, Evidence, Mention, Span, Statement
from kg.view.texts import Text, texts_of
from kg.view.words import amount_words, clean, marked_quote, relation_words, safe_link

Record = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """How relations are called: labels by local name of the property, and those that have no direction."""

    labels: Mapping[str, str] = field(default_factory=dict)
    symmetric: Collection[str] = frozenset()

    def label(self, statement: Statement) -> str:
        """Return what the relation of a statement is called."""
        if statement.predicate in self.labels:
            return self.labels[statement.predicate]
        return statement.relation or relation_words(statement.predicate)


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """The records of the page, each kind in its final order, and which entities a statement ties together.

    ``links[i]`` holds the indices of the two entities of statement ``i``; -1 where an end is no known entity.
    """

    entities: list[Record]
    statements: list[Record]
    articles: list[Record]
    links: list[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class _Shelf:
    """Where records point to: entities and articles by id, and the articles' texts as the page has them."""

    entities: Mapping[str, int]
    articles: Mapping[str, int]
    texts: Mapping[str, Text]

    def entity(self, id: str) -> int | str:
        """Return the index of an entity, or the text itself where no entity has this id (a literal)."""
        return self.entities.get(id, clean(id))


def page_facts(
    entities: Sequence[Entity],
    statements: Sequence[Statement],
    articles: Mapping[str, Article],
    names: Names,
    mentions: Iterable[Mention] = (),
) -> Facts:
    """Return the records of the page, ordered by content, so that the order of the input does not matter."""
    known = {entity.id: entity for entity in sorted(entities, key=lambda e: e.id)}
    told = sorted(
        {statement.id: statement for statement in statements}.values(),
        key=lambda s: (-len(s.evidence), names.label(s), s.subject, s.object, s.value, s.id),
    )
    spans: dict[str, list[Span]] = defaultdict(list)
    for statement in told:
        for piece in statement.evidence:
            spans[piece.article].append(piece.span)
    used = sorted(spans.keys() & articles.keys())
    number = {id: i for i, id in enumerate(known)}
    shelf = _Shelf(
        number,
        {id: i for i, id in enumerate(used)},
        texts_of([articles[id] for id in used], spans, len(told)),
    )
    dates = {id: articles[id].published for id in used}
    named: dict[str, set[Mention]] = defaultdict(set)
    for mention in mentions:
        if mention.entity in number and mention.article in shelf.articles:
            named[mention.article].add(mention)
    return Facts(
        entities=[_entity(e) for e in known.values()],
        statements=[_statement(s, dates, names, shelf) for s in told],
        articles=[_article(articles[id], sorted(named[id]), shelf) for id in used],
        links=[(number.get(s.subject, -1), number.get(s.object, -1)) for s in told],
    )


def _entity(entity: Entity) -> Record:
    """Return one entity."""
    return _full(
        id=clean(entity.id),
        name=clean(entity.name),
        type=entity.type.value,
        aliases=[clean(alias) for alias in entity.aliases if alias != entity.name],
        ids=[_link(address) for address in entity.same_as],
    )


def _statement(statement: Statement, dates: Mapping[str, str], names: Names, shelf: _Shelf) -> Record:
    """Return one statement with its evidence, the oldest article first."""
    changes = history(statement, dates) if statement.evidence else ()
    return _full(
        id=clean(statement.id),
        s=shelf.entity(statement.subject),
        o=-1 if statement.value else shelf.entity(statement.object),
        value=clean(statement.value),
        predicate=clean(statement.predicate),
        relation=clean(statement.relation) if statement.relation else "",
        label=clean(names.label(statement)),
        symmetric=statement.predicate in names.symmetric,
        status=statement.status.value,
        history=[[clean(day), status.value] for day, status in changes] if len(changes) > 1 else [],
        when=clean(statement.when),
        amount=_amount(statement.amount),
        role=clean(statement.role),
        place=_ref(statement.place, shelf),
        about=_ref(statement.about, shelf),
        confidence=round(statement.confidence, 4),
        evidence=[_evidence(piece, shelf) for piece in in_order(statement.evidence, dates)],
    )


def _evidence(piece: Evidence, shelf: _Shelf) -> Record:
    """Return one piece of evidence; its article is an index, or its id where the article is not at hand.

    The sentence is a place (``at``, with those of subject and object) in the article's text; where that does not
    hold it, the quote itself is given, cut into marked stretches.
    """
    text = shelf.texts.get(piece.article)
    held = text is not None and piece.quote and piece.span.of(text.whole) == piece.quote
    return _full(
        id=clean(piece.id),
        article=shelf.articles.get(piece.article, clean(piece.article)),
        at=text.place(piece.span) if text and held else [],
        s=text.place(piece.subject_span) if text and held else [],
        o=text.place(piece.object_span) if text and held else [],
        quote=[] if held else marked_quote(piece),
        status=piece.status.value,
        cue=clean(piece.cue),
        speaker=_ref(piece.speaker, shelf),
        when=clean(piece.when),
        amount=_amount(piece.amount),
        rule=clean(piece.rule),
        confidence=round(piece.confidence, 4),
    )


def _article(article: Article, mentions: Sequence[Mention], shelf: _Shelf) -> Record:
    """Return what identifies one article to a reader, its text, and the entities named in it.

    ``parts`` are the stretches of the text that the page has, each with its place; ``mentions`` holds start, end
    and entity of one mention after the other.
    """
    text = shelf.texts[article.id]
    places = [[*place, shelf.entities[m.entity]] for m in mentions if (place := text.place(m.span))]
    return _full(
        id=clean(article.id),
        title=clean(article.title) or clean(article.id),
        publisher=clean(article.publisher),
        date=clean(article.published),
        authors=clean(", ".join(article.authors)),
        link=safe_link(article.url),
        parts=text.parts,
        mentions=[number for place in places for number in place],
    )


def _amount(amount: Amount | None) -> list[str]:
    """Return an amount in words, as an exact number, and its unit."""
    return [amount_words(amount), clean(f"{amount.value:f}"), clean(amount.unit)] if amount else []


def _link(address: str) -> Record:
    """Return an address as text, and as a link where it may be one."""
    return _full(text=clean(address), link=safe_link(address))


def _ref(id: str, shelf: _Shelf) -> int | str | None:
    """Return what `_Shelf.entity` returns, and None for no id."""
    return shelf.entity(id) if id else None


def _full(**fields: Any) -> Record:
    """Return the fields that say something, and the names of things: the page reads a missing one as empty."""
    named = ("name", "label", "title", "text")
    return {k: v for k, v in fields.items() if k in named or (v is not False and v not in ("", [], None))}
