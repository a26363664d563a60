"""Readings made by hand for resolution across articles: who is named in an article, and what is said of whom."""

from __future__ import annotations

from kg.model import Article, Entity, EntityType, Evidence, Mention, Reading, Span
from kg.names import entity_id

PERSON, ORG, GPE = EntityType.PERSON, EntityType.ORGANIZATION, EntityType.GPE
_MARKS = {"p": PERSON, "o": ORG, "g": GPE, "x": EntityType.PRODUCT, "c": EntityType.CONCEPT}
_ISO = {"Norway": "NO", "Canada": "CA", "Japan": "JP", "Kenya": "KE", "France": "FR"}


def id_of(named: str) -> str:
    """Return the id of an entity that is written as ``p:Ann Lee``."""
    mark, _, name = named.partition(":")
    return entity_id(name, _MARKS[mark])


def reading(
    article: str, *said: str, published: str = "", text: str = "", aliases: dict[str, str] | None = None
) -> Reading:
    """Return a reading of what is said: ``p:Ann Lee`` names somebody, ``p:Ann Lee holdsPosition o:Acme | chairman``
    relates two, and an object that is a number or date is a literal.
    """
    entities: dict[str, Entity] = {}
    evidence = []

    def add(named: str) -> str:
        mark, _, name = named.partition(":")
        id = id_of(named)
        same_as = (f"urn:iso:std:iso:3166:-1:{_ISO[name]}",) if mark == "g" and name in _ISO else ()
        others = tuple(sorted({name, *filter(None, (aliases or {}).get(name, "").split("; "))}))
        entities[id] = Entity(id=id, name=name, type=_MARKS[mark], aliases=others, same_as=same_as)
        return id

    for line in said:
        fact, _, role = line.partition(" | ")
        parts = _parts(fact)
        if len(parts) == 1:
            add(parts[0])
            continue
        subject, predicate, object = parts
        literal = object[0].isdigit()
        evidence.append(
            Evidence(
                article=article,
                span=Span(0, 4),
                quote="Text",
                subject=add(subject),
                predicate=predicate,
                object="" if literal else add(object),
                value=object if literal else "",
                subject_span=Span(0, 1),
                object_span=Span(2, 3),
                role=role,
                rule="verb:test",
                confidence=0.8,
            )
        )
    mentions = tuple(
        Mention(article=article, span=Span(n, n + 1), entity=id) for n, id in enumerate(entities)
    )
    return Reading(
        article=Article(id=article, text=text or "Text of this article.", published=published),
        entities=tuple(entities.values()),
        mentions=mentions,
        evidence=tuple(evidence),
    )


def _parts(fact: str) -> list[str]:
    words = fact.split(" ")
    for index, word in enumerate(words[1:], 1):
        if word[:1].islower() and word[:1].isalpha() and any(c.isupper() for c in word) and ":" not in word:
            return [" ".join(words[:index]), word, " ".join(words[index + 1 :])]
        if word in ("acquires", "produces"):
            return [" ".join(words[:index]), word, " ".join(words[index + 1 :])]
    return [fact]
