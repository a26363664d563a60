"""Who does it: the grammatical subject of a predicate, or whom grammar makes its subject.

Missing subjects are taken from where grammar puts them: coordination, control and raising, participles, relative
clauses (UD guidelines, "Enhanced dependencies: control, propagation of conjuncts, relative clauses").
"""

from __future__ import annotations

from kg.extraction.cues import Cues
from kg.extraction.tree import (
    RELATIVE,
    antecedent,
    child,
    children,
    copula,
    is_denied,
    is_passive,
    preposition,
)
from kg.language.tokens import Token

SUBJECT = ("nsubj", "nsubj:pass", "nsubj:outer")


def surface_subject(verb: Token, cues: Cues, depth: int = 0) -> Token | None:
    """Return the word that is, or by control must be, the grammatical subject of a predicate."""
    own = child(verb, *SUBJECT)
    if own is not None:
        return antecedent(own) or own
    if depth > 6 or child(verb, "csubj", "expl") is not None:
        return None
    if (seated := _seated(verb)) is not None:
        return seated
    head = verb.head
    if verb.dep_ == "conj" and (head.pos_ in {"VERB", "AUX", "ADJ"} or copula(head) is not None):
        return surface_subject(head, cues, depth + 1)
    mark = child(verb, "mark")
    if verb.dep_ == "xcomp" or (verb.dep_ in {"advcl", "ccomp"} and mark is not None and mark.lower_ == "to"):
        controller = _controller(verb, cues)
        if controller is not None:
            return antecedent(controller) or controller
        if verb.dep_ != "advcl":
            return surface_subject(head, cues, depth + 1)
    if verb.dep_ == "advcl" and mark is not None and mark.lower_ == "from" and child(head, "obj") is not None:
        return child(head, "obj")
    if verb.dep_ == "advcl" and _nonfinite(verb):
        clausal = head.pos_ in {"VERB", "AUX", "ADJ"} or copula(head) is not None
        return surface_subject(head, cues, depth + 1) if clausal else None
    if verb.dep_ in {"acl", "acl:relcl"}:
        return _modified_noun(verb, cues, depth)
    if verb.dep_ == "amod" and verb.pos_ == "VERB":
        return head
    if verb.dep_ == "parataxis" and verb.tag_ == "VBN" and head.pos_ == "PROPN":
        return head
    return None


def _controller(verb: Token, cues: Cues) -> Token | None:
    """Return whom the governing verb makes do it: "urged Japan to join", "called on Japan to join"."""
    lemma = verb.head.lemma_.lower()
    if lemma in cues.object_control:
        controller = child(verb.head, "obj", "iobj")
        if controller is not None and controller.i < verb.i:
            return controller
    for c in children(verb.head, "obl"):
        if c.i < verb.i and f"{lemma} {preposition(c)}" in cues.object_control:
            return c
    return None


def _nonfinite(verb: Token) -> bool:
    forms = verb.morph.get("VerbForm", [])
    return not child(verb, "aux", "cop") or any(f in {"Part", "Ger", "Inf"} for f in forms)


def _modified_noun(verb: Token, cues: Cues, depth: int) -> Token | None:
    """Return the subject of a clause that modifies a noun: the noun, or who holds the plan "to acquire"."""
    noun = verb.head
    infinitive = child(verb, "mark") is not None and "Inf" in verb.morph.get("VerbForm", [])
    if infinitive or (child(verb, "mark") is not None and verb.dep_ == "acl"):
        return holder(noun, cues, depth + 1)
    if verb.dep_ == "acl:relcl" and any(
        t.lower_ in RELATIVE and antecedent(t) == noun for t in verb.children
    ):
        return None
    return _bearer(noun)


def _seated(verb: Token) -> Token | None:
    """Return the body whose seat is told right after its name: "chief of Acme Advisory, based in Dubai"."""
    modifies = verb.dep_ in {"acl", "advcl"} and verb.lower_ in {"based", "headquartered"}
    if not modifies or verb.i < 2 or verb.nbor(-1).text != ",":
        return None
    before = verb.nbor(-2)
    while before.ent_type_ == "ORG" and before.head.ent_type_ == "ORG" and before.head != before:
        before = before.head
    return before if before.ent_type_ == "ORG" else None


def _bearer(noun: Token) -> Token:
    """Return whom a described noun describes: Estonia in "Estonia is one of the countries taking part"."""
    of_one = noun.dep_ == "nmod" and noun.head.lower_ == "one" and preposition(noun) == "of"
    predicate = noun.head if of_one else noun
    if copula(predicate) is not None and not preposition(predicate) and not is_denied(predicate):
        subject = child(predicate, "nsubj", "nsubj:outer")
        if subject is not None and subject.pos_ in {"NOUN", "PROPN"}:
            return subject
    return noun


def holder(noun: Token, cues: Cues, depth: int = 0) -> Token | None:
    """Return whose plan, attempt or talks a noun is: its possessor, or the subject of the verb it is the object of."""
    owner = child(noun, "nmod:poss")
    if owner is not None:
        return antecedent(owner) or owner
    if copula(noun) is not None and preposition(noun):
        return surface_subject(noun, cues, depth + 1)
    for c in children(noun, "nmod"):
        if preposition(c) in {"by", "of"} and c.i > noun.i and preposition(c) == "by":
            return c
    if noun.dep_ in {"obj", "xcomp", "obl"} and noun.head.pos_ in {"VERB", "AUX"}:
        if noun.head.lemma_.lower() in cues.stance and noun.head.lemma_.lower() not in cues.support:
            return None
        if noun.dep_ == "obl" and preposition(noun) not in {"in", "as"}:
            return None
        found = surface_subject(noun.head, cues, depth + 1)
        if is_passive(noun.head):
            agent = child(noun.head, "obl:agent")
            return agent if noun.dep_ != "obl" else found
        return found
    if noun.dep_ == "nsubj:pass":
        return child(noun.head, "obl:agent")
    if noun.dep_ == "conj":
        return holder(noun.head, cues, depth + 1) if depth < 5 else None
    return None
