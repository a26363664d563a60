"""A reading made of a text and the entities named in it, for tests of what is known from outside."""

from __future__ import annotations

import re

from kg.countries import country_named
from kg.model import Article, Entity, EntityType, Evidence, Mention, Reading, Span
from kg.names import entity_id


def read_named(
    text: str,
    *names: str,
    type: EntityType = EntityType.GPE,
    located: tuple[tuple[str, str], ...] = (),
    article: str = "a",
) -> Reading:
    """Return a reading of ``text`` with these names in it, and what is said to lie where."""
    entities, mentions = [], []
    for name in names:
        country = country_named(name) if type is EntityType.GPE else None
        id = entity_id(country.name if country else name, type)
        same_as = (f"urn:iso:std:iso:3166:-1:{country.code}",) if country and country.code != "EU" else ()
        shown = country.name if country else name
        entities.append(Entity(id=id, name=shown, type=type, aliases=(name,), same_as=same_as))
        for found in re.finditer(rf"\b{re.escape(name)}\b", text):
            mentions.append(Mention(article=article, span=Span(*found.span()), entity=id))
    evidence = tuple(
        Evidence(
            article=article,
            span=Span(0, len(text)),
            quote=text,
            subject=entity_id(one, type),
            predicate="locatedIn",
            object=entity_id(other, type),
            subject_span=Span(0, 1),
            object_span=Span(0, 1),
        )
        for one, other in located
    )
    return Reading(
        article=Article(id=article, text=text),
        entities=tuple(entities),
        mentions=tuple(sorted(mentions)),
        evidence=evidence,
    )
