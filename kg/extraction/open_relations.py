"""Open relations of a sentence: short arguments, the relation phrase as it stands in the text."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from kg.extraction.cues import load_cues
from kg.extraction.subjects import surface_subject
from kg.extraction.tree import NOMINAL, antecedent, child, children, coordinated, copula, preposition

Triple = tuple[float, str, str, str, tuple[str, ...]]
_LEFT = frozenset({"det", "amod", "compound", "nummod", "nmod:poss", "nmod:desc", "nmod:unmarked", "advmod"})
_AUXILIARY = frozenset({"aux", "aux:pass", "cop", "compound:prt"})


def open_relations(doc: Doc) -> Iterator[Triple]:
    """Yield (confidence, subject, relation, object, further arguments) in the order of the text."""
    cues = load_cues()
    for token in doc:
        is_clause = token.pos_ == "VERB" and token.dep_ not in {"aux", "aux:pass", "cop", "amod"}
        if is_clause or copula(token) is not None:
            subject = surface_subject(token, cues)
            if subject is not None:
                yield from _clause(token, subject)
        for apposed in children(token, "appos"):
            if token.pos_ == "PROPN" and apposed.pos_ in {"NOUN", "PROPN"}:
                yield 0.5, phrase(token), "is", phrase(apposed), ()


def _clause(predicate: Token, subject: Token) -> Iterator[Triple]:
    subjects = coordinated(antecedent(subject) or subject)
    if copula(predicate) is not None:
        yield from _copular(predicate, subjects)
        return
    words = _relation(predicate)
    objects = [antecedent(o) or o for c in children(predicate, "obj", "iobj") for o in coordinated(c)]
    obliques = [c for c in children(predicate, "obl", "obl:agent") if preposition(c) and c.pos_ in NOMINAL]
    for s in subjects:
        if s.i == predicate.i:
            continue
        for o in objects:
            extras = tuple(f"{preposition(c)} {phrase(c)}" for c in obliques)
            yield 0.8, phrase(s), words, phrase(o), extras
            for c in obliques:
                yield 0.6, phrase(s), f"{words} {phrase(o)} {preposition(c)}", phrase(c), ()
        if not objects:
            for c in obliques:
                for member in coordinated(c):
                    yield 0.75, phrase(s), f"{words} {preposition(c)}", phrase(member), ()
        complement = child(predicate, "xcomp")
        if complement is not None and complement.pos_ in {"NOUN", "ADJ", "PROPN"} and not objects:
            yield 0.6, phrase(s), words, phrase(complement), ()


def _copular(predicate: Token, subjects: list[Token]) -> Iterator[Triple]:
    words = " ".join(
        t.text for t in sorted([*children(predicate, "aux", "cop"), *_negation(predicate)], key=lambda t: t.i)
    )
    marker = preposition(predicate)
    for s in subjects:
        yield 0.7, phrase(s), f"{words} {marker}".strip(), phrase(predicate), ()
        for c in children(predicate, "obl", "nmod"):
            if preposition(c) and c.i > predicate.i:
                yield 0.6, phrase(s), f"{words} {phrase(predicate)} {preposition(c)}", phrase(c), ()


def _negation(token: Token) -> list[Token]:
    return [c for c in children(token, "advmod") if c.lower_ in {"not", "n't", "never"}]


def _relation(verb: Token) -> str:
    """Return the words of a verb group, raising and control verbs before it included: "plans to acquire"."""
    words = [verb, *(c for c in verb.children if c.dep_ in _AUXILIARY), *_negation(verb)]
    words += [c for c in children(verb, "mark") if c.lower_ == "to"]
    text = " ".join(t.text for t in sorted(words, key=lambda t: t.i))
    if verb.dep_ == "xcomp" and verb.head.pos_ == "VERB" and child(verb.head, "obj") is None:
        return f"{_relation(verb.head)} {text}"
    return text


def phrase(token: Token) -> str:
    """Return the minimal noun phrase of a head: its words to the left and the "of" phrase that completes it."""
    inside = {token.i}
    for entity in token.doc.ents:
        if entity.start <= token.i < entity.end:
            inside.update(range(entity.start, entity.end))
    for c in token.children:
        before = c.i < token.i and c.dep_ in _LEFT
        complement = c.i > token.i and c.dep_ == "nmod" and preposition(c) == "of"
        if before or complement or c.dep_ in {"flat", "fixed"}:
            inside.update(t.i for t in c.subtree)
    first, last = min(inside), max(inside)
    return token.doc[first : last + 1].text.strip()
