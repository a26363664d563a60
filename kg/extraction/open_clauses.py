"""Clauses as open relations see them: what a predicate is said of, and how that subject was found."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from kg.extraction.open_phrases import NEGATION, joined, words
from kg.extraction.tree import antecedent, child, children, copula
from kg.language.tokens import Doc, Token

_SUBJECT = ("nsubj", "nsubj:pass")
_QUESTION = frozenset({"what", "who", "whose", "which", "whatever", "whoever", "that", "whom"})
_NO_CLAUSE = frozenset(
    {"aux", "aux:pass", "cop", "amod", "compound", "case", "mark", "fixed", "cc", "flat", "det"}
)
_TITLES = frozenset({"WORK_OF_ART", "EVENT", "ORG", "PRODUCT", "LAW"})
_FARTHEST = 4
#: Where the subject of a predicate can stand.
Found = Literal[
    "own",
    "relative",  # the noun of a relative clause
    "shared",  # that of a coordinated predicate
    "object",  # that of the verb above
    "participle",  # the subject of the clause above
    "passive",  # the noun that a past participle follows
    "active",  # the noun that a present participle follows
    "there",
]


@dataclass(frozen=True, slots=True)
class Clause:
    """A predicate and one subject of it; ``found`` says where the subject stands."""

    predicate: Token
    subject: Token
    found: Found


def clauses(doc: Doc) -> Iterator[Clause]:
    """Yield the clauses of a text in its order, one for each of coordinated subjects."""
    for token in doc:
        found = _subject(token) if is_predicate(token) and not _is_unreal(token) else None
        if found is not None:
            for one in joined(found[0]):
                if one.i != token.i and one.dep_ != "nmod:poss" and not _is_question(one):
                    yield Clause(token, one, found[1])


def is_predicate(token: Token) -> bool:
    """Return whether a word is the head of a clause; a verb inside of a title is none."""
    if token.dep_ in _NO_CLAUSE:
        return False
    if copula(token) is not None:
        return True
    if token.pos_ not in {"VERB", "AUX"}:
        return child(token, "aux", "aux:pass") is not None and is_finite_apart(token)
    return token.ent_type_ not in _TITLES


def is_finite_apart(predicate: Token) -> bool:
    """Return whether a predicate has a subject beside it."""
    return child(predicate, *_SUBJECT) is not None


def _is_unreal(predicate: Token) -> bool:
    """Return whether a clause is asked, put as a condition or denied by the verb above: "don't think we can win"."""
    if any(m.lower_ in words("condition") and child(m, "fixed") is None for m in children(predicate, "mark")):
        return True
    if any(c.lower_ in {"nor", "neither"} for c in predicate.children):
        return True
    if predicate.dep_ == "ccomp" and any(c.lower_ in NEGATION for c in children(predicate.head, "advmod")):
        return True
    subject = child(predicate, *_SUBJECT)
    asks = any(t.text == "?" for t in predicate.children)
    first = child(predicate, "aux", "aux:pass", "cop")
    return asks and subject is not None and first is not None and first.i < subject.i


def _is_question(subject: Token) -> bool:
    points = subject.lower_ == "that" and "Dem" in subject.morph.get("PronType", [])
    return subject.lower_ in _QUESTION and not points


def _subject(predicate: Token, steps: int = 0) -> tuple[Token, Found] | None:
    """Return the subject of a predicate and where it was found."""
    expletive = child(predicate, "expl")
    if expletive is not None and expletive.lower_ == "there":
        return expletive, "there"
    own = child(predicate, *_SUBJECT) or child(predicate, "nsubj:outer") or expletive
    if own is not None:
        noun = antecedent(own)
        return (own, "own") if noun is None else (_described(noun), "relative")
    head = predicate.head
    if steps > _FARTHEST or head.i == predicate.i or child(predicate, "csubj") is not None:
        return None
    follows = predicate.dep_ == "parataxis" and predicate.i > head.i
    if predicate.dep_ == "conj" or (follows and "Fin" in predicate.morph.get("VerbForm", [])):
        found = _subject(head, steps + 1)
        return found if found is None or found[1] != "own" else (found[0], "shared")
    if predicate.dep_ == "xcomp":
        controller = child(head, "obj", "iobj")
        return None if controller is None else (antecedent(controller) or controller, "object")
    return _subject_of_modifier(predicate, steps)


def _subject_of_modifier(predicate: Token, steps: int) -> tuple[Token, Found] | None:
    """Return the subject of a participle that stands beside a clause or behind a noun."""
    head = predicate.head
    mark = child(predicate, "mark")
    if (
        predicate.dep_ == "acl"
        and head.dep_ == "ROOT"
        and mark is not None
        and mark.lower_ == "to"
        and copula(head) is None
    ):
        return head, "own"
    if child(predicate, "mark", "case") is not None or child(predicate, "aux") is not None:
        return None
    present = predicate.text.endswith("ing")
    if predicate.dep_ == "advcl":
        while head.dep_ in {"xcomp", "conj"} and not is_finite_apart(head):
            head = head.head
        found = _subject(head, steps + 1)
        fits = found is not None and (present or predicate.i < found[0].i)
        return (found[0], "participle") if found is not None and fits else None
    if predicate.dep_ == "acl" and head.pos_ in {"NOUN", "PROPN", "PRON", "NUM", "SYM"}:
        return _described(head), "active" if present else "passive"
    return None


def _described(noun: Token) -> Token:
    """Return what an indefinite predicate noun is said of, else the noun: "X is a writer who lives in Y"."""
    subject = child(noun, *_SUBJECT)
    article = child(noun, "det")
    if copula(noun) is None or subject is None or (article is not None and article.lower_ not in {"a", "an"}):
        return noun
    unclear = antecedent(subject) is not None or subject.lower_ in _QUESTION | {"it", "there"}
    return noun if unclear or children(noun, "nsubj:outer") else subject
