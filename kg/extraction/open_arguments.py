"""Which words of a tree are the arguments of a predicate, as far as the tree hides it."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extraction.open_clauses import is_finite_apart
from kg.extraction.open_phrases import case_words, joined, phrase, text_of, verb_words, words
from kg.extraction.tree import NOMINAL, antecedent, child, children, copula
from kg.language.tokens import Token

TIMES = frozenset({"DATE", "TIME"})
_OPEN_GAP = frozenset({"that", "which", "who", "whom", "where", "when", "whose", "why", "what"})


def objects_of(p: Token) -> list[Token]:
    """Return the objects of a verb: its own, the noun of a relative clause without pronoun, one shared with a verb."""
    found = [antecedent(o) or o for o in children(p, "obj", "iobj")]
    found = [o for o in found if o.i > p.i or o.lower_ not in {"what", "how", "who", "which", "that", "much"}]
    own = child(p, "nsubj")
    if not found and p.dep_ == "acl:relcl" and own is not None and antecedent(own) is None:
        closed = p.head.lemma_.lower() in words("circumstance") or p.head.lower_ in _OPEN_GAP
        found = [] if closed or any(t.lower_ in _OPEN_GAP for t in p.children) else [p.head]
    if not found:
        for other in children(p, "conj"):
            between = {t.dep_ for t in p.doc[p.i + 1 : other.i]}
            adjacent = between in ({"cc"}, {"punct"})
            if other.pos_ == "VERB" and adjacent and not is_finite_apart(other):
                found = children(other, "obj")
    return found


def completed(complement: Token) -> str:
    """Return a complement, an adjective with the verb that it takes: "unable to negotiate"."""
    if complement.pos_ in {"ADJ", "ADV"} and child(complement, "xcomp") is not None:
        return text_of(complement.subtree)
    return phrase(complement)


def verbs_below(p: Token) -> list[Token]:
    """Return the verbs that a verb or adjective takes, coordinated ones too: "able to reinforce and defeat"."""
    top = child(p, "xcomp")
    if top is None or not (top.pos_ in {"VERB", "AUX"} or copula(top) is not None):
        return []
    return [top, *(c for c in children(top, "conj") if c.pos_ == "VERB" and not is_finite_apart(c))]


def examples_of(noun: Token) -> list[Token]:
    """Return the examples given of a noun: "venues such as the Usher Hall", "such venues as the Usher Hall"."""
    such = any(c.lower_ == "such" for c in noun.children if c.i < noun.i)
    found = []
    for c in children(noun, "nmod", "obl"):
        case = text_of(case_words(c)).lower()
        if c.i > noun.i and (case in {"such as", "including"} or (such and case == "as")):
            found.extend(joined(c))
    return found


def is_oblique(c: Token) -> bool:
    """Return whether a dependent is a prepositional phrase that says something of the predicate."""
    if c.dep_ not in {"obl", "obl:agent", "nmod"} or c.pos_ not in NOMINAL or not case_words(c):
        return False
    if c.lower_ in {"which", "whom"} or text_of(case_words(c)).lower() in words("source"):
        return False
    return text_of(c.subtree).lower() not in words("aside")


def completing(p: Token, found: list[Token]) -> Token | None:
    """Return the phrase right behind a verb that completes it, which a date does not."""
    behind = [c for c in found if c.i > p.i]
    if not behind or behind[0].ent_type_ in TIMES:
        return None
    last = max(t.i for t in verb_words(p))
    between = p.doc[last + 1 : behind[0].left_edge.i]
    return behind[0] if all(t.dep_ in {"advmod", "compound:prt"} for t in between) else None


def is_fronted(c: Token) -> bool:
    """Return whether a phrase stands before the subject of its clause."""
    subject = child(c.head, "nsubj", "nsubj:pass")
    return subject is not None and c.i < subject.i


def contents(c: Token) -> Iterator[str]:
    """Yield the words of a clause that is said, and of each clause that is coordinated to it."""
    own = child(c, "nsubj", "nsubj:pass", "expl")
    if own is None:
        return
    others = [o for o in children(c, "conj") if o.pos_ in {"VERB", "AUX", "ADJ"} or copula(o) is not None]
    apart = [*others, *children(c, "parataxis"), *(t for o in others for t in children(o, "cc"))]
    outside = {t for o in apart for t in o.subtree}
    yield text_of(t for t in c.subtree if t not in outside)
    for o in others:
        inside = [t for t in o.subtree if t.dep_ != "cc" or t.head != o]
        if child(o, "nsubj", "nsubj:pass", "expl") is not None:
            yield text_of(inside)
        else:
            inside = [t for t in inside if t.dep_ != "punct" or t.head != o or t.i > o.i]
            shared = verb_words(o) if o.pos_ == "VERB" else []
            yield f"{phrase(own)} {text_of([*shared, *inside])}"
