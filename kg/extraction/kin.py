"""Whose children are meant: "they have two sons, Jim and Steve", "Quinn and his wife Sandy ... their daughter Ann".

And who are brothers or sisters: "the brothers Tom and Ray Hill".
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from kg.extraction.claims import Argument
from kg.extraction.context import Context
from kg.extraction.mentions import apposed_name, argument
from kg.extraction.subjects import surface_subject
from kg.extraction.tree import child, children, coordinated, copula
from kg.language.tokens import Token
from kg.model import EntityType

_CHILDREN = frozenset({"child", "son", "daughter", "kid", "boy", "girl", "twin", "triplet", "baby"})
_SIBLINGS = frozenset({"brother", "sister", "sibling", "twin", "cousin"})
_HAVING = frozenset({"have", "raise", "adopt", "welcome", "bear"})
_THEM = frozenset({"they", "their", "them"})
_COUPLE = frozenset({"couple", "pair"})

Kin = tuple[Argument, Argument, str]


def kin(noun: Token, context: Context) -> Iterator[Kin]:
    """Yield (child, parent, word) for the named children that a noun introduces, and named siblings in pairs."""
    lemma = noun.lemma_.lower()
    if lemma in _SIBLINGS and "Plur" in noun.morph.get("Number", []):
        group = _persons(_names(noun, context), context)
        yield from ((a, b, lemma) for a, b in combinations(group, 2) if a.text != b.text)
    if lemma not in _CHILDREN:
        return
    parents = list(_parents(noun, context))
    for name in _names(noun, context):
        found = argument(name, context)
        for parent in parents if found is not None and found.type is EntityType.PERSON else ():
            if found is not None and parent.span != found.span and parent.text != found.text:
                yield found, parent, lemma


def _names(noun: Token, context: Context) -> list[Token]:
    """Return the names of the children: after the noun, or its subject ("their children were Laura and Ruth")."""
    subject = child(noun, "nsubj") if copula(noun) is not None else None
    if noun.dep_ == "nsubj" and copula(noun.head) is not None:
        return [t for t in coordinated(noun.head) if t.i in context.names]
    if subject is not None:
        return coordinated(subject)
    name = apposed_name(noun, context)
    if name is None:
        found = [c for c in children(noun, "appos", "conj") if c.i > noun.i and c.i in context.names]
        return coordinated(found[0]) if found and found[0].dep_ == "appos" else []
    return coordinated(name.root)


def _parents(noun: Token, context: Context) -> Iterator[Argument]:
    """Yield who has the children: the subject of "have two sons", the pair that "their" or "they" stands for."""
    owner = child(noun, "nmod:poss")
    if owner is not None:
        if owner.lower_ in _THEM:
            yield from _pair(owner, context)
        return
    if noun.dep_ != "obj" or noun.head.lemma_.lower() not in _HAVING:
        return
    subject = surface_subject(noun.head, context.cues)
    if subject is None:
        return
    if subject.lower_ in _THEM or subject.lemma_.lower() in _COUPLE:
        yield from _pair(subject, context)
        return
    yield from _persons(coordinated(subject), context)


def _pair(pronoun: Token, context: Context) -> list[Argument]:
    """Return the two persons that a plural means: the last coordinated or married pair before it, at most a sentence off."""
    start = pronoun.sent.start
    first = start if start == 0 else context.doc[start - 1].sent.start
    for token in reversed(list(context.doc[first : pronoun.i])):
        if token.lemma_.lower() in {"marry", "wed"} and token.pos_ == "VERB":
            subject, spouse = surface_subject(token, context.cues), child(token, "obj", "obl")
            group = [t for t in (subject, spouse) if t is not None]
        elif token.lemma_.lower() in {"wife", "husband", "spouse", "partner"} and token.dep_ in {
            "conj",
            "appos",
        }:
            group = [token.head, token]
        else:
            group = coordinated(token) if child(token, "conj") is not None else []
        found = _persons(group, context)
        if len(found) == 2:
            return found
    return []


def _persons(tokens: list[Token], context: Context) -> list[Argument]:
    found = [argument(t, context) for t in tokens]
    return [a for a in found if a is not None and a.kind != "nominal" and a.type is EntityType.PERSON]
