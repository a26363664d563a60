"""What the page knows: entities, statements with their evidence, and articles, as lists that point into each other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from kg.model import Article, Entity, Evidence, Statement
from kg.view.words import amount_words, clean, date_words, marked_quote, relation_words, safe_link

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


def page_facts(
    entities: Sequence[Entity], statements: Sequence[Statement], articles: Mapping[str, Article], names: Names
) -> Facts:
    """Return the records of the page, ordered by content, so that the order of the input does not matter."""
    known = {entity.id: entity for entity in sorted(entities, key=lambda e: e.id)}
    number = {id: i for i, id in enumerate(known)}
    told = sorted(
        {statement.id: statement for statement in statements}.values(),
        key=lambda s: (-len(s.evidence), names.label(s), s.subject, s.object, s.value, s.id),
    )
    used = sorted({e.article for s in told for e in s.evidence} & set(articles))
    shelf = {id: i for i, id in enumerate(used)}
    links = [(number.get(s.subject, -1), number.get(s.object, -1)) for s in told]
    mentioned = defaultdict(list)
    for i, ends in enumerate(links):
        for end in sorted(set(ends) - {-1}):
            mentioned[end].append(i)
    return Facts(
        entities=[_entity(e, mentioned[i]) for i, e in enumerate(known.values())],
        statements=[_statement(s, by_date(s, articles), names, number, shelf) for s in told],
        articles=[_article(articles[id]) for id in used],
        links=links,
    )


def _entity(entity: Entity, statements: list[int]) -> Record:
    """Return one entity with the indices of the statements that it stands in."""
    return _full(
        name=clean(entity.name),
        type=entity.type.value,
        aliases=[clean(alias) for alias in entity.aliases if alias != entity.name],
        ids=[_link(address) for address in entity.same_as],
        statements=statements,
    )


def _statement(
    statement: Statement,
    evidence: Sequence[Evidence],
    names: Names,
    number: Mapping[str, int],
    shelf: Mapping[str, int],
) -> Record:
    """Return one statement with its evidence in the order given."""
    return _full(
        s=_ref(statement.subject, number),
        o=date_words(statement.value) if statement.value else _ref(statement.object, number),
        label=clean(names.label(statement)),
        open=not statement.predicate,
        symmetric=statement.predicate in names.symmetric,
        status=statement.status.value,
        when=date_words(statement.when),
        amount=amount_words(statement.amount),
        role=clean(statement.role),
        place=_ref(statement.place, number),
        about=_ref(statement.about, number),
        confidence=round(statement.confidence, 2),
        evidence=[_evidence(piece, number, shelf) for piece in evidence],
    )


def _evidence(piece: Evidence, number: Mapping[str, int], shelf: Mapping[str, int]) -> Record:
    """Return one piece of evidence; its article is an index, or its id where the article is not at hand."""
    return _full(
        article=shelf.get(piece.article, clean(piece.article)),
        quote=marked_quote(piece),
        status=piece.status.value,
        cue=clean(piece.cue),
        speaker=_ref(piece.speaker, number),
        when=date_words(piece.when),
        amount=amount_words(piece.amount),
        rule=clean(piece.rule),
        confidence=round(piece.confidence, 2),
    )


def _article(article: Article) -> Record:
    """Return what identifies one article to a reader."""
    return _full(
        title=clean(article.title) or clean(article.id),
        publisher=clean(article.publisher),
        date=date_words(article.published),
        authors=clean(", ".join(article.authors)),
        link=safe_link(article.url),
    )


def _link(address: str) -> Record:
    """Return an address as text, and as a link where it may be one."""
    return _full(text=clean(address), link=safe_link(address))


def _ref(id: str, number: Mapping[str, int]) -> int | str:
    """Return the index of an entity, or the text itself where no entity has this id (a literal)."""
    return number.get(id, clean(id))


def _full(**fields: Any) -> Record:
    """Return the fields that say something, and the names of things: the page reads a missing one as empty."""
    named = ("name", "label", "title", "text")
    return {k: v for k, v in fields.items() if k in named or (v is not False and v not in ("", [], None))}


def by_date(statement: Statement, articles: Mapping[str, Article]) -> list[Evidence]:
    """Return the evidence of a statement, the oldest article first, the undated last."""

    def key(piece: Evidence) -> tuple[bool, str, str, int, str]:
        published = articles[piece.article].published if piece.article in articles else ""
        return (not published, published, piece.article, piece.span.start, piece.id)

    return sorted(statement.evidence, key=key)
