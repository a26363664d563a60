"""What a noun phrase says is whose: "the Church's cruise ship Freewinds", "the project's panel", "a paper by AS Heagle"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kg.extraction.affiliations import Found
from kg.extraction.claims import Argument
from kg.extraction.context import Context
from kg.extraction.denoted import denoted
from kg.extraction.mentions import argument, named
from kg.extraction.tree import children, preposition
from kg.language.tokens import Token
from kg.model import AGENTS, EntityType

_OWNERS = frozenset({EntityType.PERSON, EntityType.ORGANIZATION})
_WORKS = frozenset({EntityType.PRODUCT, EntityType.WORK})
_ESTATE = frozenset({EntityType.FACILITY, EntityType.PRODUCT})


def possessions(noun: Token, context: Context) -> Iterator[Found]:
    """Yield operates, produces or subsidiaryOf for a noun and its owner, or a name and its owner."""
    name = context.name(noun)
    if name is not None:
        own = named(name, context)
        if name.root == noun and own.type in _WORKS:
            for owner in _owners(noun, context):
                if owner.type in _OWNERS and owner.span != own.span:
                    yield "produces", owner, own, "kind:produces/possessive"
        return
    bearers = [a for a in denoted(noun, context) if a.kind == "name"]
    for owner in _owners(noun, context):
        for bearer in bearers:
            if bearer.type in _ESTATE and bearer.span != owner.span and owner.type in AGENTS:
                yield "operates", owner, bearer, "kind:operates/possessive"
    lemma = noun.lemma_.lower()
    if context.nouns.types.get(lemma) is EntityType.WORK and ("noun", lemma) not in context.ontology.by_head:
        yield from _authored(noun, bearers, context)
    if lemma in context.nouns.units:
        yield from _units(noun, bearers, context)


def _owners(noun: Token, context: Context) -> Iterator[Argument]:
    for c in children(noun, "nmod:poss"):
        owner = argument(c, context)
        if owner is not None and owner.kind != "nominal":
            yield owner


def _authored(noun: Token, bearers: list[Argument], context: Context) -> Iterator[Found]:
    """Yield produces for a work and who it is by: "a paper by AS Heagle"."""
    work = argument(noun, context)
    for c in children(noun, "nmod"):
        if preposition(c) == "by" and c.i > noun.i:
            author = argument(c, context)
            if author is not None and work is not None and author.kind != "nominal" and author.type in AGENTS:
                for bearer in bearers or [work]:
                    yield "produces", author, bearer, "kind:produces/by"


def _units(noun: Token, bearers: list[Argument], context: Context) -> Iterator[Found]:
    """Yield subsidiaryOf for a part of a body that has no name: "the Canadian garrison of the Legion"."""
    unit = argument(noun, context)
    if unit is None or bearers or unit.kind != "nominal":
        return
    for c in children(noun, "nmod", "nmod:poss"):
        whole = argument(c, context)
        marked = c.dep_ == "nmod:poss" or preposition(c) in {"of", "within"}
        if (
            whole is not None
            and marked
            and whole.kind == "name"
            and whole.type in AGENTS - {EntityType.PERSON}
        ):
            part = replace(unit, type=EntityType.ORGANIZATION)
            yield "subsidiaryOf", part, whole, "kind:subsidiaryOf/unit"
