"""What a description denotes: the name beside it, its subject, the person whom a clause puts in a post.

"EU Commissioner Thierry Breton", "Breton, a commissioner", "Breton is commissioner", "As commissioner, Breton ...".
"""

from __future__ import annotations

from collections.abc import Iterator

from kg.extraction.claims import Argument
from kg.extraction.context import Context, remembered
from kg.extraction.mentions import apposed_name, argument, named, nominal_type
from kg.extraction.subjects import holder, surface_subject
from kg.extraction.tree import (
    antecedent,
    child,
    copula,
    examples,
    governor_clause,
    members,
    preposition,
)
from kg.language.tokens import Span as TokenSpan
from kg.language.tokens import Token
from kg.model import EntityType

#: Verbs whose "as" gives an opinion or a disguise rather than a post.
_JUDGING = frozenset(
    "describe see view regard treat portray depict recognise recognize know dress pose think use cite condemn denounce "
    "dismiss praise hail remember identify accept quote".split()
)
_APPOINTING = frozenset(
    {
        *("appoint", "elect", "name", "become", "serve", "work", "remain", "act", "nominate", "hire"),
        *("operate", "continue", "function"),
    }
)
#: Verbs that lead "to" a post, and nouns that one may have "as" something.
_RAISING = frozenset({"appoint", "promote", "elevate", "rise"})
_POSTS = frozenset(
    "role position post job career tenure stint work service term appointment time experience".split()
)
#: Where the tree hangs an afterthought.
_ASIDE = frozenset({"appos", "parataxis", "conj", "nmod:unmarked", "obl:unmarked", "xcomp", "advcl"})


@remembered
def denoted(noun: Token, context: Context) -> tuple[Argument, ...]:
    """Return the mentions that a description says something of: its name, its subject, what it is in apposition to."""
    return tuple(_denoted(noun, context))


@remembered
def denoted_or_itself(noun: Token, context: Context) -> tuple[Argument, ...]:
    """Return what a description says something of, or the description where that is nothing with a name."""
    own = argument(noun, context)
    return denoted(noun, context) or ((own,) if own is not None else ())


def _denoted(noun: Token, context: Context) -> Iterator[Argument]:
    if noun.dep_ in {"nmod:desc", "compound", "appos", "flat"}:
        name, own = context.name(noun.head), _own_name(noun, context)
        if own is not None:  # "Bell, her husband, Tom, and ..."
            yield named(own, context)
            return
        fits = name is not None and (name.label_ == "PERSON" or not _is_kin(noun, context))
        outside = name is not None and noun.i not in range(name.start, name.end)
        if name is not None and fits and outside and not _is_inner(noun, context):
            yield named(name, context)
            return
    name = apposed_name(noun, context)
    if name is not None:
        yield from (a for m in members(name.root) if (a := argument(m, context)) is not None)
        return
    subject = _subject(noun, context) or _presented(noun, context) or _identified(noun, context)
    subject = subject or _descended(noun, context)
    if subject is not None:
        yield from (a for m in members(subject) if (a := argument(m, context)) is not None)
        return
    if (
        noun.dep_ == "appos" and noun.head.pos_ == "NOUN" and not _is_kin(noun, context)
    ):  # "is an airline, the world's largest carrier"
        yield from denoted(noun.head, context)
        return
    yield from (a for m in examples(noun) if (a := argument(m, context)) is not None and a.kind == "name")


def _identified(noun: Token, context: Context) -> Token | None:
    """Return the name that a description is said to be: "the winners were Ann Bell and Bo Cole"."""
    said = noun.dep_ == "nsubj" and noun.head.i in context.names and copula(noun.head) is not None
    return noun.head if said else None


def _presented(noun: Token, context: Context) -> Token | None:
    """Return the name that a description before it presents: "A native of Rome, Bell ..."."""
    if noun.left_edge.i != noun.sent.start or not noun.dep_.startswith("nsubj"):
        return None
    for c in noun.head.children:
        if c.i > noun.i and c.dep_.startswith("nsubj") and c.left_edge.nbor(-1).text == ",":
            return c
    return None


def _descended(noun: Token, context: Context) -> Token | None:
    """Return who is somebody's kin in an afterthought: "He was born in Rome, the son of Ann Bell"."""
    before = noun.left_edge.i - (noun.left_edge.text != ",")
    if not _is_kin(noun, context) or noun.dep_ not in _ASIDE:
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


def _appointed(verb: Token) -> Token | None:
    """Return the person that a verb puts into a post: "hired Ann Bell as manager"."""
    object = child(verb, "obj")
    return object if object is not None and object.ent_type_ == "PERSON" else None


def _subject(noun: Token, context: Context) -> Token | None:
    if copula(noun) is not None or child(noun, "nsubj:pass") is not None:
        found = child(noun, "nsubj", "nsubj:outer", "nsubj:pass") or surface_subject(noun, context.cues)
        return (antecedent(found) or found) if found is not None else None
    if noun.dep_ in {"obl", "xcomp", "obj", "advcl"} and noun.head.pos_ == "VERB":
        lemma = noun.head.lemma_.lower()
        marked = preposition(noun) == "as" or (noun.dep_ == "xcomp" and lemma in _APPOINTING)
        first = preposition(noun) == "as" and noun.left_edge.i == noun.sent.start
        if first and nominal_type(noun, context) in {EntityType.PERSON, EntityType.ORGANIZATION}:
            # "As chief of Acme, Bell ..."
            return surface_subject(noun.head, context.cues)
        marked = marked or (preposition(noun) == "to" and lemma in _RAISING)
        if (
            preposition(noun) == "as"
            and nominal_type(noun, context) is EntityType.PERSON
            and lemma not in _JUDGING
        ):
            return (
                child(noun.head, "nsubj:pass")
                or _appointed(noun.head)
                or surface_subject(noun.head, context.cues)
            )
        if marked and lemma in _APPOINTING | _RAISING:
            passive = child(noun.head, "nsubj:pass")
            return passive or child(noun.head, "obj") or surface_subject(noun.head, context.cues)
    if noun.dep_ == "nmod" and preposition(noun) == "as" and noun.head.lemma_.lower() in _POSTS:
        owner = child(noun.head, "nmod:poss") or holder(noun.head, context.cues)
        return (antecedent(owner) or owner) if owner is not None else None
    if noun.dep_ == "conj" and noun.head.pos_ == "NOUN":
        return next((context.doc[a.head] for a in denoted(noun.head, context)), None)
    return None
