"""What is said of a subject: each argument of a predicate with the words that lead to it.

"She led a team of doctors in Kenya" gives "led" - "a team of doctors", "led a team of" - "doctors" and
"led a team of doctors in" - "Kenya". Which constructions are worth following was decided by precision on sentences
with gold facts: relative clauses and finite adverbial clauses, for example, give facts of their own, but none of
the noun or verb that they hang on.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from kg.extraction.open_arguments import (
    TIMES,
    completed,
    completing,
    contents,
    examples_of,
    is_fronted,
    is_oblique,
    objects_of,
    verbs_below,
)
from kg.extraction.open_clauses import Clause, is_finite_apart
from kg.extraction.open_phrases import (
    NEGATION,
    case_words,
    is_partitive,
    is_relational,
    joined,
    mark_words,
    phrase,
    phrases,
    relation_words,
    same_name,
    text_of,
    words,
)
from kg.extraction.tree import NOMINAL, child, children, copula, preposition
from kg.language.tokens import Token

#: The places that an argument can have.
Kind = Literal[
    "object",
    "complement",  # of "become", "name", "call"
    "agent",
    "oblique",
    "fronted",  # a prepositional phrase before the subject
    "time",  # without preposition
    "adverb",
    "identity",  # is a noun
    "quality",  # is an adjective
    "existence",  # there is
    "content",  # said or thought
    "nested",  # in a phrase that hangs on an argument
    "nested deeper",
    "example",
    "wider place",  # the Utah of "Salt Lake City, Utah"
    "infinitive",  # below a noun, as is "gerund"
    "gerund",
    "purpose",  # below a verb: "to do", as is "manner": "by doing"
    "manner",
]
_DEEPEST = 3
#: So many members of an enumeration are combined with the phrases behind it, lest long lists multiply.
_MOST = 12
_COMPLEMENTS = frozenset({"NOUN", "ADJ", "PROPN", "NUM", "ADV"})
_UNMARKED = ("obl:unmarked", "obl:tmod", "obl:npmod")
_THROUGH_ACTS = frozenset({"purpose", "manner", "infinitive", "gerund"})


@dataclass(frozen=True, slots=True)
class Fact:
    """The relation words, one argument, the other phrases of the verb, and the kind of place the argument has."""

    kind: Kind
    relation: str
    object: str
    further: tuple[str, ...] = ()


def facts(clause: Clause) -> Iterator[Fact]:
    """Yield what a clause says of its subject, in the order of the text as far as possible."""
    relation = relation_words(clause.predicate)
    if clause.found == "there":
        for c in children(clause.predicate, "nsubj"):
            yield from _slot("existence", c, relation, 0)
        return
    for fact in _arguments(clause.predicate, relation, 0):
        if clause.found != "participle" or fact.kind not in _THROUGH_ACTS:
            yield fact


def _arguments(p: Token, before: str, depth: int) -> Iterator[Fact]:
    """Yield the arguments of a predicate; ``before`` are the words from the subject up to and with the predicate."""
    if copula(p) is not None and p.pos_ != "VERB":
        yield from _predicative(p, before, depth)
        return
    objects = objects_of(p)
    bases = _with_objects(before, objects) or [before]
    further = tuple(f"{text_of(case_words(c))} {phrase(c)}" for c in p.children if is_oblique(c))
    for n, o in enumerate(objects):
        start = before if n == 0 else f"{before} {phrase(objects[0])}"
        for fact in _slot("object", o, start, depth):
            yield replace(fact, further=further) if fact.kind == "object" else fact
    complement = child(p, "xcomp")
    if complement is not None and complement.pos_ in _COMPLEMENTS and copula(complement) is None:
        case = text_of(case_words(complement))
        for base in bases:
            yield Fact("complement", f"{base} {case}", completed(complement))
            yield from _nested(complement, f"{base} {case}", depth)
        bases = [f"{base} {case} {phrase(complement)}" for base in bases]
    verbs = verbs_below(complement if complement is not None and complement.pos_ == "ADJ" else p)
    for v in verbs:
        for base in bases:
            yield from _arguments(v, f"{base} {relation_words(v)}", depth)
    if verbs:
        bases = [b for base in bases for b in _completions(verbs[0], f"{base} {relation_words(verbs[0])}")]
    for base in bases:
        yield from _obliques(p, base, depth, bool(objects))
        if depth < 2 and not verbs:
            yield from _clauses_below(p, base, depth)


def _with_objects(before: str, objects: list[Token]) -> list[str]:
    """Return the words up to and with the objects, one for each member of the last: "gave her brother a book"."""
    receivers = " ".join([before, *(phrase(o) for o in objects[:-1])])
    members = [f"{receivers} {text}" for o in objects[-1:] for m in joined(o) for text in phrases(m)]
    return members[:_MOST]


def _completions(v: Token, before: str) -> list[str]:
    """Return the words up to and with what completes a verb, for phrases that come after it."""
    with_objects = _with_objects(before, objects_of(v))
    if with_objects:
        return with_objects
    if copula(v) is not None:
        return [f"{before} {text_of(case_words(v))} {phrase(v)}"]
    complement = child(v, "xcomp")
    return [before if complement is None or complement.pos_ == "VERB" else f"{before} {phrase(complement)}"]


def _slot(kind: Kind, noun: Token, before: str, depth: int) -> Iterator[Fact]:
    """Yield a nominal, each of those coordinated to it, and what hangs on them."""
    shared = "" if kind == "object" else text_of(case_words(noun))
    for o in joined(noun):
        case = (text_of(case_words(o)) if o != noun else "") or shared
        relation = f"{before} {case}"
        if not is_relational(o):
            for text in phrases(o, split=True):
                yield Fact(kind, relation, text)
            for place in children(o, "nmod:unmarked"):
                if place.i > o.i and place.ent_type_ in {"GPE", "LOC"}:
                    yield Fact("wider place", relation, phrase(place))
            for example in examples_of(o):
                yield Fact("example", relation, phrase(example))
        yield from _nested(o, relation, depth)


def _nested(noun: Token, before: str, depth: int) -> Iterator[Fact]:
    """Yield what prepositional phrases, infinitives and gerunds behind a nominal add to it."""
    if depth > _DEEPEST:
        return
    examples = examples_of(noun)
    for c in noun.children:
        if c.i < noun.i or c in examples:
            continue
        if c.dep_ in {"nmod", "obl"} and c.pos_ in NOMINAL and case_words(c) and not same_name(noun, c):
            yield from _hanging(noun, c, before, depth)
        elif c.dep_ in {"acl", "acl:relcl"} and _is_bare(c):
            kind: Kind = "infinitive" if mark_words(c)[0].lower_ == "to" else "gerund"
            base = f"{before} {phrase(noun, until=c.left_edge.i)}"
            for fact in _arguments(c, _joined(base, c), depth + 2):
                yield Fact(kind, fact.relation, fact.object)


def _hanging(noun: Token, c: Token, before: str, depth: int) -> Iterator[Fact]:
    """Yield a prepositional phrase of a nominal; what a quantity is of says nothing of its own."""
    of = preposition(c) == "of"
    base = phrase(noun, "bare" if of else "of", until=c.left_edge.i)
    kind: Kind = "nested" if depth == 0 else "nested deeper"
    counted = of and is_partitive(noun)
    for fact in _slot(kind, c, f"{before} {base}", depth if counted else depth + 1):
        if not (counted and fact.kind.startswith("nested") and fact.relation.endswith(" of")):
            yield fact


def _is_bare(verb: Token) -> bool:
    """Return whether a clause is an infinitive or a gerund behind a preposition, without subject."""
    return bool(mark_words(verb)) and not is_finite_apart(verb) and copula(verb) is None


def _joined(before: str, verb: Token) -> str:
    """Return the words before a verb with what introduces it and its own group."""
    mark = text_of(m for m in mark_words(verb) if m.lower_ != "to")
    return f"{before} {mark} {relation_words(verb)}"


def _obliques(p: Token, base: str, depth: int, has_object: bool) -> Iterator[Fact]:
    """Yield the prepositional phrases, times and lone adverbs of a predicate.

    What comes after the phrase that completes the verb keeps it: "headed for Wall Street in" - "1980".
    """
    below = child(p, "xcomp") if verbs_below(p) else None
    behind = p.head.children if p.dep_ == "conj" and not is_finite_apart(p) else ()
    dependents = [*p.children, *(c for c in behind if c.i > p.i and is_oblique(c))]
    found = [c for c in dependents if is_oblique(c) and not (below is not None and p.i < c.i < below.i)]
    core = None if has_object or below is not None else completing(p, found)
    wide = base if core is None else f"{base} {text_of(case_words(core))} {phrase(core)}"
    alone = not found and not has_object and child(p, "xcomp", "ccomp", "advcl") is None
    for c in dependents:
        if c in found:
            kind: Kind = "agent" if c.dep_ == "obl:agent" else "fronted" if is_fronted(c) else "oblique"
            apart = c.i > p.i and p.doc[case_words(c)[0].i - 1].text == ","
            yield from _slot(kind, c, base if c == core or apart else wide, depth)
        elif c.dep_ in _UNMARKED or (c.dep_ == "obl" and c.ent_type_ in TIMES and not case_words(c)):
            yield Fact("time", wide, phrase(c))
        elif c.dep_ == "advmod" and c.pos_ == "ADV" and c.lower_ not in NEGATION | words("hedge"):
            if child(c, *_UNMARKED, "nmod:unmarked") is not None:
                yield Fact("time", wide, text_of(c.subtree))
            elif c.i > p.i and alone:
                yield Fact("adverb", base, text_of(c.subtree))


def _clauses_below(p: Token, base: str, depth: int) -> Iterator[Fact]:
    """Yield what is said or thought, and the arguments of infinitives and gerunds that a verb goes with."""
    for c in children(p, "advcl", "ccomp"):
        if c.pos_ == "VERB" and _is_bare(c) and (c.dep_ == "advcl" or "Ger" in c.morph.get("VerbForm", [])):
            kind: Kind = "purpose" if mark_words(c)[0].lower_ == "to" else "manner"
            for fact in _arguments(c, _joined(base, c), depth + 1):
                yield Fact(kind, fact.relation, fact.object)
        elif c.dep_ == "ccomp":
            for text in contents(c):
                yield Fact("content", base, text)


def _predicative(p: Token, before: str, depth: int) -> Iterator[Fact]:
    """Yield what a copula says: a noun, an adjective without complement, and what hangs on them."""
    case = text_of(case_words(p))
    relation = f"{before} {case}"
    base = f"{relation} {phrase(p)}"
    verbs = verbs_below(p)
    if p.pos_ in NOMINAL:
        for o in joined(p):
            if o != p and copula(o) is not None:
                continue
            for text in phrases(o, keep="all"):
                yield Fact("identity", relation, text)
            yield from _nested(o, relation, depth)
    elif child(p, "xcomp", "ccomp") is None and not any(is_oblique(c) and c.i > p.i for c in p.children):
        yield Fact("quality", relation, phrase(p))
    for v in verbs:
        yield from _arguments(v, f"{base} {relation_words(v)}", depth)
    if p.pos_ in NOMINAL:
        for c in p.children:
            if c.i < p.i and is_oblique(c):
                yield from _slot("fronted", c, base, depth)
    else:
        bases = _completions(verbs[0], f"{base} {relation_words(verbs[0])}") if verbs else [base]
        for longer in bases:
            yield from _obliques(p, longer, depth, False)
