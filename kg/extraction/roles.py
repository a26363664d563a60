"""Relations that a noun which denotes its own argument says: titles, kin, subsidiaries, members.

"EU Commissioner Thierry Breton", "Breton, a commissioner", "Breton is commissioner", "the bank's unit Acme".
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Span as TokenSpan
from spacy.tokens import Token

from kg.countries import country_of_adjective
from kg.extraction.claims import Argument
from kg.extraction.context import Context
from kg.extraction.matching import Match
from kg.extraction.mentions import apposed_name, argument, named, nominal_type
from kg.extraction.predications import holder, surface_subject
from kg.extraction.tree import antecedent, child, children, copula, governor_clause, members, preposition
from kg.model import EntityType

_AS = frozenset({"as", "="})
_APPOINTING = frozenset(
    {
        *("appoint", "elect", "name", "become", "serve", "work", "remain", "act", "nominate", "hire"),
        *("operate", "continue", "function"),
    }
)
#: Posts of the state whose frames also fit companies; a nationality before them is their employer.
_OFFICIALS = frozenset(
    "official officer chief head director general commander commander-in-chief admiral colonel marshal lieutenant captain "
    "brigadier soldier lawmaker legislator mp parliamentarian councillor deputy mep agent policeman coach administrator "
    "inspector guard staff chair worker superintendent".split()
)
#: Verbs that lead "to" a post, and nouns that one may have "as" something.
_RAISING = frozenset({"appoint", "promote", "elevate", "rise"})
_POSTS = frozenset(
    "role position post job career tenure stint work service term appointment time experience".split()
)
#: What may stand for the company after the word for its role: "parent company", "subsidiary bank".
_BODIES = frozenset("company organization organisation corporation firm group bank body".split())
#: Relations that a description without a name may bear: "Thailand's foreign minister", "critics of the policy".
_OF_DESCRIPTIONS = frozenset(
    (
        "holdsPosition",
        "memberOf",
        "operates",
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
        own, other = (frame.x, frame.y) if frame.x.position == "self" else (frame.y, frame.x)
        relation = context.ontology.relations[frame.relation]
        for bearer in bearers:
            if bearer.kind == "nominal" and frame.relation not in _OF_DESCRIPTIONS:
                continue
            for token in _others(noun, other.prepositions, context):
                post = frame.relation == "holdsPosition"
                if post and is_nationality(token, context) and not is_office(noun, context):
                    continue
                found = argument(token, context)
                if found is None or found.span == bearer.span:
                    continue
                x, y = (bearer, found) if own is frame.x else (found, bearer)
                place = (x.span.start, x.span.end, y.span.start, y.span.end)
                if place in taken or place[2:] + place[:2] in taken:
                    continue
                if x.type in relation.domain & frame.x.types and y.type in relation.range & frame.y.types:
                    taken.add(place)
                    yield Match(frame, x, y)


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


def denoted(noun: Token, context: Context) -> Iterator[Argument]:
    """Yield the mentions that a description says something of: its name, its subject, what it is in apposition to."""
    if noun.dep_ in {"nmod:desc", "compound", "appos", "flat"}:
        name, own = context.name(noun.head), _own_name(noun, context)
        if own is not None:  # "Bell, her husband, Tom, and ..."
            yield named(own, context)
            return
        fits = name is not None and (name.label_ == "PERSON" or not _is_kin(noun, context))
        if (
            name is not None
            and fits
            and noun.i not in range(name.start, name.end)
            and not _is_inner(noun, context)
        ):
            yield named(name, context)
            return
    name = apposed_name(noun, context)
    if name is not None:
        yield from (a for m in members(name.root) if (a := argument(m, context)) is not None)
        return
    subject = _subject(noun, context) or _presented(noun, context) or _descended(noun, context)
    if subject is not None:
        yield from (a for m in members(subject) if (a := argument(m, context)) is not None)


def _presented(noun: Token, context: Context) -> Token | None:
    """Return the name that a description before it presents: "Its chief is Ann Bell", "A native of Rome, Bell ..."."""
    head = noun.head
    if noun.dep_ == "nsubj" and copula(head) is not None and head.i > noun.i:
        name = context.name(head)
        whose = child(noun, "nmod:poss", "nmod") is not None and noun.tag_ != "NNS"
        return head if whose and name is not None and name.root == head else None
    after = noun.right_edge.i + (noun.right_edge.text != ",")
    if noun.left_edge.i != noun.sent.start or after + 1 >= len(noun.doc) or noun.doc[after].text != ",":
        return None
    name = context.names.get(after + 1)
    root = name.root if name is not None else noun.doc[after + 1]
    first = name is None or name.start == after + 1
    subject = root.dep_.startswith("nsubj") and root.head in {head, noun} | {head.head}
    return root if first and subject and noun.dep_ != "obl" else None


def _descended(noun: Token, context: Context) -> Token | None:
    """Return who is somebody's kin in an afterthought: "He was born in Rome, the son of Ann Bell"."""
    before = noun.left_edge.i - (noun.left_edge.text != ",")
    if not _is_kin(noun, context) or noun.dep_ not in {
        "appos",
        "parataxis",
        "conj",
        "nmod:unmarked",
        "obl:unmarked",
        "xcomp",
        "advcl",
    }:
        return None
    if before <= noun.sent.start or noun.doc[before].text != "," or apposed_name(noun, context) is not None:
        return None
    return surface_subject(governor_clause(noun.head), context.cues)


def _is_kin(noun: Token, context: Context) -> bool:
    frames = context.ontology.by_head.get(("role", noun.lemma_.lower()), ())
    return any(f.relation == "relativeOf" for f in frames)


def _own_name(noun: Token, context: Context) -> TokenSpan | None:
    """Return the name of somebody's kin who stands in apposition to another name: "Bell, his wife, Ann"."""
    owner = child(noun, "nmod:poss")
    return apposed_name(noun, context) if owner is not None and owner.pos_ == "PRON" else None


def _is_inner(noun: Token, context: Context) -> bool:
    """Return whether a compound stands in a longer description rather than before its own name."""
    return noun.dep_ == "compound" and context.name(noun.head) is None


def _subject(noun: Token, context: Context) -> Token | None:
    if copula(noun) is not None:
        found = child(noun, "nsubj", "nsubj:outer") or surface_subject(noun, context.cues)
        return (antecedent(found) or found) if found is not None else None
    if noun.dep_ in {"obl", "xcomp", "obj", "advcl"} and noun.head.pos_ == "VERB":
        lemma = noun.head.lemma_.lower()
        marked = preposition(noun) == "as" or (noun.dep_ == "xcomp" and lemma in _APPOINTING)
        first = preposition(noun) == "as" and noun.left_edge.i == noun.sent.start
        if first and nominal_type(noun, context) in {EntityType.PERSON, EntityType.ORGANIZATION}:
            # "As chief of Acme, Bell ..."
            return surface_subject(noun.head, context.cues)
        marked = marked or (preposition(noun) == "to" and lemma in _RAISING)
        if marked and lemma in _APPOINTING | _RAISING:
            passive = child(noun.head, "nsubj:pass")
            return passive or child(noun.head, "obj") or surface_subject(noun.head, context.cues)
    if noun.dep_ == "nmod" and preposition(noun) == "as" and noun.head.lemma_.lower() in _POSTS:
        owner = child(noun.head, "nmod:poss") or holder(noun.head, context.cues)
        return (antecedent(owner) or owner) if owner is not None else None
    if noun.dep_ == "conj" and noun.head.pos_ == "NOUN":
        return next((context.doc[a.head] for a in denoted(noun.head, context)), None)
    return None


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
