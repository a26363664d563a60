"""Clauses as open relations see them: who stands before the relation, and the words of the relation itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from kg.extraction.open_phrases import NEGATION, text_of, verb_group
from kg.extraction.tree import antecedent, child, children, coordinated, copula

_SUBJECT = ("nsubj", "nsubj:pass")
_QUESTION = frozenset({"what", "who", "whose", "which", "whatever", "whoever", "that", "whom"})
_NO_CLAUSE = frozenset({"aux", "aux:pass", "cop", "amod", "compound", "case", "mark", "fixed", "cc", "flat", "det"})


@dataclass(frozen=True, slots=True)
class Clause:
    """A predicate with one subject and the words of its verb; ``kind`` says how the subject was found."""

    kind: str
    subject: Token
    words: str
    predicate: Token


def clauses(doc: Doc) -> Iterator[Clause]:
    """Yield the clauses of a text in its order, one for each of coordinated subjects."""
    for token in doc:
        if is_predicate(token):
            found = subject_of(token)
            if found is not None:
                kind, subject = found
                for one in coordinated(subject):
                    if one.i != token.i and not _is_question(one) and one.dep_ != "nmod:poss":
                        yield Clause(kind, one, group(token), token)


def _is_question(subject: Token) -> bool:
    demonstrative = subject.lower_ == "that" and "Dem" in subject.morph.get("PronType", [])
    return subject.lower_ in _QUESTION and not demonstrative


def is_predicate(token: Token) -> bool:
    """Return whether a word is the head of a clause, not a verb inside of a title."""
    if token.dep_ in _NO_CLAUSE:
        return False
    if copula(token) is not None:
        return True
    return token.pos_ in {"VERB", "AUX"} and token.ent_type_ not in {"WORK_OF_ART", "EVENT", "ORG", "PRODUCT", "LAW"}


def subject_of(predicate: Token, depth: int = 0) -> tuple[str, Token] | None:
    """Return how the subject of a predicate was found, and the subject."""
    own = child(predicate, *_SUBJECT) or child(predicate, "nsubj:outer", "expl")
    there = child(predicate, "expl")
    if there is not None and there.lower_ == "there":
        return "there", there
    if own is not None:
        up = antecedent(own)
        return ("relative", _described(up)) if up is not None else ("own", own)
    head = predicate.head
    if depth > 4 or head.i == predicate.i or child(predicate, "csubj") is not None:
        return None
    if predicate.dep_ == "xcomp":
        controller = child(head, "obj", "iobj")
        return None if controller is None else ("controlled", antecedent(controller) or controller)
    if predicate.dep_ == "conj" or (predicate.dep_ == "parataxis" and predicate.i > head.i and "Fin" in predicate.morph.get("VerbForm", [])):
        found = subject_of(head, depth + 1)
        if found is None:
            return None
        return ("shared" if found[0] == "own" else found[0]), found[1]
    if predicate.dep_ == "advcl":
        found = _outermost(head, depth)
        return None if found is None or children(predicate, "aux") else (f"advcl{_form(predicate)}", found)
    if predicate.dep_ == "acl" and head.pos_ in {"NOUN", "PROPN", "PRON", "NUM", "SYM"} and not children(predicate, "mark"):
        return f"acl{_form(predicate)}", _described(head)
    return None


def _described(noun: Token) -> Token:
    """Return what an indefinite predicate noun is said of, for a clause that hangs on it: "X is a writer based in Y"."""
    subject = child(noun, *_SUBJECT)
    article = child(noun, "det")
    if copula(noun) is None or subject is None or (article is not None and article.lower_ not in {"a", "an"}):
        return noun
    return noun if antecedent(subject) is not None or subject.lower_ in _QUESTION | {"it", "there"} else subject


def _outermost(head: Token, depth: int) -> Token | None:
    while head.dep_ in {"xcomp", "conj"} and child(head, *_SUBJECT) is None:
        head = head.head
    found = subject_of(head, depth + 1)
    return None if found is None else found[1]


def _form(predicate: Token) -> str:
    mark = child(predicate, "mark", "case")
    if mark is not None:
        return " to" if mark.lower_ == "to" else " mark"
    return " ing" if predicate.text.endswith("ing") else " ed"


def group(predicate: Token) -> str:
    """Return the words of a verb, or of a copula without its noun or adjective."""
    be = copula(predicate)
    if be is None or predicate.pos_ == "VERB":
        return text_of(w for w in verb_group(predicate))
    words = [be, *children(predicate, "aux")]
    words += [c for c in children(predicate, "advmod") if c.lower_ in NEGATION]
    words += [c for c in children(predicate, "mark") if c.lower_ == "to"]
    return text_of(words)
