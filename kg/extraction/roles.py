"""Relations that a noun which denotes its own argument says: titles, kin, subsidiaries, members.

"EU Commissioner Thierry Breton", "Breton, a commissioner", "Breton is commissioner", "the bank's unit Acme".
"""

from __future__ import annotations

from collections.abc import Iterator

from kg.countries import country_of_adjective
from kg.extraction.claims import Argument
from kg.extraction.context import Context
from kg.extraction.denoted import denoted
from kg.extraction.matching import Match
from kg.extraction.mentions import argument
from kg.extraction.misreadings import fits_or_misread
from kg.extraction.tree import (
    antecedent,
    child,
    children,
    members,
    preposition,
)
from kg.language.tokens import Token
from kg.model import PLACES, EntityType

#: Posts of the state whose frames also fit companies; a nationality before them is their employer.
_OFFICIALS = frozenset(
    "official officer chief head director general commander commander-in-chief admiral colonel marshal lieutenant captain "
    "brigadier soldier lawmaker legislator mp parliamentarian councillor deputy mep agent policeman coach administrator "
    "inspector guard staff chair worker superintendent".split()
)
_EMPLOYERS = frozenset({EntityType.ORGANIZATION})
#: Relations whose agent a nationality is not: who made "the Iranian film" is another matter.
_OWN_MAKERS = frozenset({"produces", "suppliesTo", "competesWith"})
_BEFORE = frozenset({"amod", "compound", "nmod:desc", "nmod:unmarked"})
#: What may stand before a partner in life.
_LIFE = frozenset(
    "life long-time longtime long-term domestic civil romantic former ex current new late old".split()
)
#: What may stand for the company after the word for its role: "parent company", "subsidiary bank".
_BODIES = frozenset("company organization organisation corporation firm group bank body".split())
#: Relations that a description without a name may bear: "Thailand's foreign minister", "critics of the policy".
_OF_DESCRIPTIONS = frozenset(
    (
        "holdsPosition",
        "memberOf",
        "operates",
        "partOf",
        "produces",
        "relativeOf",
        "spouseOf",
        "opposes",
        "supports",
        "withdrawsFrom",
    )
)


def role_matches(noun: Token, context: Context) -> Iterator[Match]:
    """Yield the role frames that fit a noun, once for each thing that it denotes and each other argument."""
    if noun.i in context.names:
        return
    frames = [frame for form in _forms(noun) for frame in context.ontology.by_head.get(("role", form), ())]
    if not frames:
        return
    bearers = list(denoted(noun, context)) or [a for a in (_itself(noun, context),) if a is not None]
    taken: set[tuple[int, int, int, int]] = set()
    for frame in frames:
        if frame.relation == "spouseOf" and _is_at_work(noun):
            continue
        own, other = (frame.x, frame.y) if frame.x.position == "self" else (frame.y, frame.x)
        relation = context.ontology.relations[frame.relation]
        for bearer in bearers:
            if bearer.kind == "nominal" and frame.relation not in _OF_DESCRIPTIONS:
                continue
            for token in _others(noun, other.prepositions, context):
                national = frame.relation == "holdsPosition" and is_nationality(token, context)
                if national and not is_office(noun, context):
                    continue
                found = argument(token, context)
                if found is None or found.span == bearer.span or _is_model(token, frame.relation):
                    continue
                if frame.relation == "holdsPosition" and _is_no_employer(noun, token, found, context):
                    continue
                if frame.relation in _OWN_MAKERS and is_nationality(token, context):
                    continue
                if frame.relation == "partOf" and bearer.kind == "nominal" and token.dep_ in _BEFORE:
                    continue
                x, y = (bearer, found) if own is frame.x else (found, bearer)
                place = (x.span.start, x.span.end, y.span.start, y.span.end)
                if place in taken or place[2:] + place[:2] in taken:
                    continue
                asked = (relation.domain & frame.x.types, relation.range & frame.y.types)
                if fits_or_misread(asked[0], x) and fits_or_misread(asked[1], y):
                    taken.add(place)
                    yield Match(frame, x, y)


def _is_no_employer(noun: Token, token: Token, place: Argument, context: Context) -> bool:
    """Return whether a place only says where one works ("a lawyer in Zug") or is from ("the court's Irish president")."""
    if noun.lemma_.lower() in context.nouns.occupations and place.type in PLACES:
        return True
    body = any(context.nouns.types.get(c.lemma_.lower()) in _EMPLOYERS for c in children(noun, "compound"))
    return is_nationality(token, context) and (body or child(noun, "nmod:poss") is not None)


def _is_at_work(noun: Token) -> bool:
    """Return whether a partner is one in something else than life: "her training partner"."""
    before = [c.lower_ for c in children(noun, "compound", "amod") if c.i < noun.i]
    return noun.lemma_.lower() == "partner" and not set(before) <= _LIFE


def _is_model(token: Token, relation: str) -> bool:
    """Return whether a name before a thing made is the thing's own: "the NXT:2100i system", "the ICI system"."""
    return relation == "produces" and token.dep_ == "compound"


def is_nationality(token: Token, context: Context) -> bool:
    """Return whether a word before a noun is an adjective of a country: "the American lawyer"."""
    adjective = token.dep_ in {"amod", "compound", "nmod:desc"} and token.pos_ != "PROPN"
    name = context.name(token)
    return adjective and name is not None and len(name) == 1 and country_of_adjective(token.text) is not None


def is_office(noun: Token, context: Context) -> bool:
    """Return whether a role is a post of the state, so that "the Japanese minister" serves Japan."""
    frames = context.ontology.by_head.get(("role", noun.lemma_.lower()), ())
    posts = [f for f in frames if f.relation == "holdsPosition"]
    types = [context.ontology.relations["holdsPosition"].range & f.y.types for f in posts]
    return noun.lemma_.lower() in _OFFICIALS or any(EntityType.EVENT in t for t in types)


def _forms(noun: Token) -> list[str]:
    """Return the words by which the lexicon may know a role: its lemma, its form, "parent" of "parent company"."""
    forms = [noun.lemma_.lower(), noun.lower_]
    before = noun.nbor(-1) if noun.i else noun
    if noun.lemma_.lower() in _BODIES and before.head == noun and before.dep_ in {"compound", "amod"}:
        forms.append(before.lemma_.lower())
    return list(dict.fromkeys(forms))


def _itself(noun: Token, context: Context) -> Argument | None:
    """Return the description as its own bearer where nobody is named: "Thailand's foreign minister"."""
    if noun.dep_ in {"compound", "nmod:desc", "appos"}:
        return None
    own = argument(noun, context)
    return own if own is not None and own.kind == "nominal" else None


def _others(noun: Token, prepositions: tuple[str, ...], context: Context) -> Iterator[Token]:
    """Yield the words that a role may be held towards: "of Y", "Y's", a name or nationality before the noun."""
    for c in noun.children:
        if c.dep_ == "nmod:poss":
            yield antecedent(c) or c
        elif c.dep_ in {"nmod", "obl"} and c.i > noun.i and preposition(c) in prepositions:
            yield from members(c)
        elif (
            c.dep_ in {"compound", "amod", "nmod:desc", "nmod:unmarked", "nmod"}
            and c.i < noun.i
            and c.i in context.names
        ):
            yield c
    after = noun.nbor(1) if noun.i + 1 < len(noun.doc) else noun
    if after.dep_ == "case" and after.lower_ in prepositions and after.lower_ != "to":
        if (
            after.head.i > noun.i and after.head.head != noun
        ):  # what follows "of" is meant, whatever the tree says
            yield from members(after.head)
    elif noun.dep_ == "conj" or child(noun, "conj") is not None:
        yield from _shared(noun, prepositions)


def _shared(noun: Token, prepositions: tuple[str, ...]) -> Iterator[Token]:
    """Yield what coordinated roles are held towards together: "founder and chief executive of Acme"."""
    if any(preposition(c) and c.i > noun.i for c in children(noun, "nmod")):
        return
    group = [c for c in noun.children if c.dep_ == "conj"]
    if noun.dep_ == "conj":
        group += [noun.head, *(c for c in noun.head.children if c.dep_ == "conj" and c.i != noun.i)]
    for other in sorted(group, key=lambda t: t.i):
        if other.pos_ != "NOUN":
            continue
        for c in children(other, "nmod"):
            if c.i > other.i and c.i > noun.i and preposition(c) in prepositions:
                yield from members(c)


def role_words(noun: Token, context: Context) -> str:
    """Return the title that a noun gives, without the organisation: "Prime Minister", "secretary general"."""
    words = [noun]
    for c in sorted(noun.lefts, key=lambda t: -t.i):
        if c.dep_ in {"compound", "amod", "nmod:desc"} and c.i == words[0].i - 1 and c.i not in context.names:
            if c.lower_ in context.cues.adjective:
                break
            words.insert(0, c)
    for c in children(noun, "amod", "flat"):
        if c.i == words[-1].i + 1 and c.i not in context.names:
            words.append(c)
    for c in children(noun, "nmod"):
        if preposition(c) in {"of", "for"} and c.i == words[-1].i + 2 and not _is_agent(c, context):
            words += list(noun.doc[words[-1].i + 1 : c.i + 1])
    return noun.doc[words[0].i : words[-1].i + 1].text


def _is_agent(token: Token, context: Context) -> bool:
    found = argument(token, context)
    return found is not None and found.type in {EntityType.ORGANIZATION, EntityType.GPE, EntityType.PERSON}
