"""Clauses as open relations see them: who stands before the relation, and the words of the relation itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from kg.extraction.cues import load_cues
from kg.extraction.open_phrases import phrase, text_of, verb_group
from kg.extraction.predications import surface_subject
from kg.extraction.tree import RELATIVE, antecedent, child, children, coordinated, copula

_ARGUMENT = frozenset({"what", "whatever", "whose", "who", "whom", "which", "that"})


@dataclass(frozen=True, slots=True)
class Clause:
    """A predicate with one subject and the words between that subject and the predicate's arguments.

    ``kind`` says how the subject was found.
    """

    kind: str
    subject: Token
    words: str
    predicate: Token


def clauses(doc: Doc) -> Iterator[Clause]:
    """Yield the clauses of a text in its order, one for each of coordinated subjects."""
    for token in doc:
        is_verb = token.pos_ in {"VERB", "AUX"} and token.dep_ not in {"aux", "aux:pass", "cop", "amod", "compound", "case", "mark", "fixed"}
        if is_verb or copula(token) is not None:
            for kind, subject, words in _heads(token):
                for one in coordinated(subject):
                    if one.i != token.i and one.lower_ not in {"what", "who", "whose"}:
                        yield Clause(kind, one, words, token)


def _heads(predicate: Token, depth: int = 0) -> Iterator[tuple[str, Token, str]]:
    """Yield how the subject was found, the subject and the words of the relation."""
    words = _group(predicate)
    own = child(predicate, "nsubj", "nsubj:pass", "nsubj:outer", "expl")
    if own is not None:
        yield "own", antecedent(own) or own, words
        return
    if depth > 4:
        return
    head = predicate.head
    if predicate.dep_ == "xcomp" and (head.pos_ in {"VERB", "ADJ", "AUX", "NOUN"}):
        controller = child(head, "obj", "iobj")
        if controller is None:
            for kind, subject, before in _heads(head, depth + 1):
                yield kind, subject, f"{before} {words}"
        else:
            controller = antecedent(controller) or controller
            yield "controlled", controller, words
            for kind, subject, before in _heads(head, depth + 1):
                for c in coordinated(controller):
                    yield "through object", subject, f"{before} {phrase(c)} {words}"
    elif predicate.dep_ == "conj":
        for kind, subject, before in _heads(head, depth + 1):
            yield "shared" if kind == "own" else kind, subject, words
            break
    elif predicate.dep_ == "advcl" or predicate.dep_ == "acl":
        subject = surface_subject(predicate, load_cues())
        if subject is not None:
            yield predicate.dep_, subject, words
    elif predicate.dep_ == "acl:relcl":
        subject = surface_subject(predicate, load_cues())
        if subject is not None:
            yield "relative", subject, words


def _group(predicate: Token) -> str:
    be = copula(predicate)
    if be is None:
        return text_of(verb_group(predicate))
    words = [be, *children(predicate, "aux")]
    words += [c for c in children(predicate, "advmod") if c.lower_ in {"not", "n't", "never"}]
    words += [c for c in children(predicate, "mark") if c.lower_ == "to"]
    return text_of(words)
