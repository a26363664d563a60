"""The status of a predicate: what the words above and around it make of the event.

From the predicate the tree is climbed as long as the words above take it as their complement ("plans to acquire",
"denied that it bought", "a proposed takeover"); each step composes its effect with what was found so far.
"""

from __future__ import annotations

from collections.abc import Mapping

from spacy.tokens import Token

from kg.extraction.cues import Cues
from kg.extraction.tree import child, children, copula, particle, preposition
from kg.model import Status

_NEGATION = frozenset({"not", "never", "n't", "n’t", "neither", "nor", "hardly"})
#: Predicates whose complement the annotation of UD English often attaches as an adverbial clause.
_ADVERBIAL = frozenset({"set", "due", "bound", "try", "agree"})

Found = tuple[Status, str]
_FACT: Found = (Status.ASSERTED, "")


def compose(inner: Found, outer: Found) -> Found:
    """Return what an event's status becomes under a further operator.

    Denial wins over all; doubt wins over plans and proposals; otherwise the operator nearest to the event counts:
    who "plans to propose" a deal has it planned to be proposed, thus proposed.
    """
    if outer[0] is Status.ASSERTED:
        return inner
    if inner[0] is Status.ASSERTED or outer[0] is Status.DENIED:
        return outer
    if outer[0] is Status.POSSIBLE and inner[0] in {Status.PLANNED, Status.PROPOSED}:
        return outer
    return inner


def status_of(token: Token, cues: Cues) -> Found:
    """Return the status of the event that ``token`` is the head of, and the word that decided it ("" for none)."""
    found = _local(token, cues)
    for _ in range(12):
        step = _upwards(token, cues)
        if step is None:
            break
        token, effect = step
        found = compose(compose(found, effect), _local(token, cues))
    return found


def phrase_status(noun: Token, cues: Cues) -> Found:
    """Return the status of what a noun phrase says by its build: only its own modifiers count ("former CEO Ann").

    With a copula it is a clause like any other.
    """
    if copula(noun) is not None:
        return status_of(noun, cues)
    found = _FACT
    for c in children(noun, "amod", "advmod", "compound"):
        found = compose(found, _lookup(cues.adjective, c))
    return found


def _upwards(token: Token, cues: Cues) -> tuple[Token, Found] | None:
    """Return the governor that takes ``token`` as its complement, with its effect; None where the climb ends."""
    head, label = token.head, token.dep_
    lemma = head.lemma_.lower()
    if head == token:
        return None
    if label in {"ccomp", "csubj", "csubj:outer"}:
        found = _lookup(cues.clausal if head.pos_ != "NOUN" else cues.noun, head)
        return None if found is _FACT and lemma in cues.reporting else (head, found)
    if label == "xcomp" or (label == "advcl" and (lemma in _ADVERBIAL or _is_from(token))):
        return head, _lookup(cues.catenative if head.pos_ != "NOUN" else cues.noun, head)
    if label == "acl" and head.pos_ in {"NOUN", "PROPN"} and child(token, "mark") is not None:
        return head, _lookup(cues.noun, head)
    if label in {"obj", "nsubj:pass"} and token.pos_ in {"NOUN", "PROPN"} and head.pos_ == "VERB":
        for table in (cues.support, cues.stance, cues.catenative):
            if any(key in table for key in _keys(head)):
                return head, _lookup(table, head)
        return None
    if label == "nmod" and token.pos_ == "NOUN" and head.pos_ == "NOUN" and head.lemma_.lower() in cues.noun:
        return head, _lookup(cues.noun, head)
    if label == "obl" and token.pos_ == "NOUN" and head.pos_ == "VERB":
        governed = f"{lemma} {preposition(token)}"
        if governed in cues.catenative:
            return head, (cues.catenative[governed], head.lower_)
        return None
    if label == "conj" and child(token, "nsubj", "nsubj:pass", "aux") is None:
        return head, _FACT
    return None


def _is_from(token: Token) -> bool:
    """Return whether a gerund is the complement of a verb of prevention ("barred them from buying")."""
    mark = child(token, "mark")
    return mark is not None and mark.lower_ == "from"


def _keys(token: Token) -> tuple[str, ...]:
    """Return the forms by which a word is looked up: with its particle first, then its lemma and its form."""
    lemma, added = token.lemma_.lower(), particle(token)
    return (f"{lemma} {added}",) if added else (lemma, token.lower_)


def _lookup(table: Mapping[str, Status], token: Token) -> Found:
    status = next((table[key] for key in _keys(token) if key in table), None)
    return (status, token.lower_) if status is not None else _FACT


def _local(token: Token, cues: Cues) -> Found:
    """Return the effect of a word's own modifiers: modals, negation, adverbs, adjectives, "if"."""
    found = _FACT
    for c in token.children:
        lemma = c.lemma_.lower()
        if c.dep_ in {"aux", "aux:pass"} and (lemma in cues.modal or c.lower_ in cues.modal):
            found = compose(found, _lookup(cues.modal, c))
        elif c.dep_ == "advmod" and lemma not in _NEGATION:
            found = compose(found, _lookup(cues.adverb, c))
        elif c.dep_ == "amod" and token.pos_ in {"NOUN", "PROPN"}:
            found = compose(found, _lookup(cues.adjective, c))
        elif c.dep_ in {"mark", "case"} and token.dep_ in {"advcl", "ccomp", "obl", "acl"}:
            found = compose(found, _lookup(cues.marker, c))
    if token.dep_ == "advcl" and _is_purpose(token):
        found = compose(found, (Status.PLANNED, "to"))
    negation = _negation(token)
    return compose(found, (Status.DENIED, negation)) if negation else found


def _is_purpose(token: Token) -> bool:
    mark = child(token, "mark")
    return mark is not None and mark.lower_ == "to" and "Inf" in token.morph.get("VerbForm", [])


def _negation(token: Token) -> str:
    """Return the word that negates a predicate, or ""."""
    for c in token.children:
        if c.lemma_.lower() in _NEGATION and c.dep_ in {"advmod", "det", "cc:preconj"}:
            only = token.doc[c.i + 1].lower_ if c.i + 1 < len(token.doc) else ""
            if only not in {"only", "just", "merely", "simply"}:
                return c.lower_
        if c.lower_ == "no" and c.dep_ in {"det", "advmod"} and token.pos_ == "NOUN":
            return c.lower_
        if c.dep_ in {"obj", "nsubj", "nsubj:pass"} and copula(token) is None:
            none = next((d for d in children(c, "det") if d.lower_ in {"no", "neither"}), None)
            if none is not None:
                return none.lower_
            if c.lower_ in {"nobody", "none", "nothing"}:
                return c.lower_
    return ""
