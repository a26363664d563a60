"""The status of a predicate: what the words above and around it make of the event.

From the predicate the tree is climbed as long as the words above take it as their complement ("plans to acquire",
"denied that it bought", "a proposed takeover"); each step composes its effect with what was found so far. What a negation
makes of the step depends on the kind of its word (Karttunen 1971 and 2012 on implicative and factive verbs, Nairn et
al. 2006 on chains of them): "did not plan to" denies, "did not fail to" asserts, "did not rule out" leaves it open, and
"did not know that" leaves it as it is.
"""

from __future__ import annotations

from kg.extraction.cues import Cues
from kg.extraction.governors import Scope, Step, upwards
from kg.extraction.modifiers import EARLIER, FACT, Found, compose, forms, lookup, modified, negation
from kg.extraction.tree import children, copula, preposition
from kg.language.tokens import Token
from kg.model import Status

__all__ = ["Found", "compose", "is_predicate", "phrase_status", "status_of"]

_NOUNS = frozenset({"NOUN", "PROPN"})
_PROSPECTS = frozenset({Status.PLANNED, Status.PROPOSED, Status.POSSIBLE})
_ONCE = frozenset({"once", "previously", "formerly"})
#: How far up a chain of words is followed.
_STEPS = 12


def status_of(token: Token, cues: Cues, depth: int = 0) -> Found:
    """Return the status of the event that ``token`` is the head of, and the word that decided it ("" for none)."""
    found = modified(token, cues)
    if found[0] is not Status.POSSIBLE or found[1] not in cues.marker:  # "if it does not buy" denies nothing
        found = compose(found, _denial(token))
    for n in range(_STEPS):
        step = upwards(token, cues, itself=n == 0)
        if step is None or depth > 3:
            break
        if step.scope == "time":
            outer = status_of(step.governor, cues, depth + 1)
            return compose(found, outer) if outer[0] in _PROSPECTS else found
        found = _taken(found, step, token, cues)
        token = step.governor
    return found


def phrase_status(noun: Token, cues: Cues) -> Found:
    """Return the status of what a noun phrase says by its build: only its own modifiers count ("former CEO Ann").

    With a copula, or as the predicate of another verb ("may become CEO", "was named CEO", "served as CEO"), it is a
    clause like any other.
    """
    if copula(noun) is not None:
        return status_of(noun, cues)
    found = FACT
    modifiers = children(noun, "amod", "advmod", "compound", "mark", "nmod:poss")
    if (
        noun.dep_ == "compound"
    ):  # "former Acme chief Ann": of the whole phrase to the tree, of the title to a reader
        modifiers += [c for c in children(noun.head, "amod") if c.i < noun.i]
    for c in modifiers:
        if c.lower_ in _ONCE or c.lower_.startswith("ex-"):
            found = compose(found, (Status.ENDED, c.lower_))
        elif c.dep_ not in {"mark", "nmod:poss"} and not (
            c.lower_ in EARLIER and noun.lemma_.lower() in cues.process
        ):
            found = compose(found, lookup(cues.adjective, c))
    return compose(found, status_of(noun.head, cues)) if is_predicate(noun) else found


def is_predicate(noun: Token) -> bool:
    """Return whether a noun is said of the subject or object of a verb: "became CEO", "named him CEO", "works as CEO"."""
    if noun.head == noun or noun.head.pos_ not in {"VERB", "AUX"}:
        return False
    return noun.dep_ == "xcomp" or (noun.dep_ in {"obl", "advcl"} and preposition(noun) == "as")


def _denial(token: Token) -> Found:
    """Return what the negation of a predicate makes of it: no more so, with "anymore"; else not so."""
    word = negation(token)
    if not word:
        return FACT
    for c in children(token, "advmod"):
        if c.lower_ in {"anymore", "longer"}:
            return (Status.ENDED, f"{word} {c.lower_}")
    return (Status.DENIED, word)


def _taken(found: Found, step: Step, token: Token, cues: Cues) -> Found:
    """Return what a status becomes by one step up."""
    governor, effect, scope = step
    if scope == "above":
        return compose(found, effect)
    if set(forms(governor)) & cues.confirming and token.lemma_.lower() in cues.reporting_noun:
        found = FACT if found[1] == token.lower_ else found  # "confirmed reports that it bought"
    word = "" if scope == "shared" else negation(governor, leaving_out=token)
    if word:
        effect = _under_negation(governor, effect, word, scope, cues)
    if effect[0] is Status.DENIED and found[0] is Status.DENIED and token.pos_ not in _NOUNS:
        found = (Status.POSSIBLE, effect[1])  # "refused to rule out buying"
    else:
        found = compose(found, effect)
    return found if scope == "clause" else compose(found, modified(governor, cues))


def _under_negation(governor: Token, effect: Found, word: str, scope: Scope, cues: Cues) -> Found:
    """Return the effect of a governor that is negated itself."""
    keys = set(forms(governor))
    if keys & cues.factive or (governor.pos_ in _NOUNS and keys & cues.doubting):
        return FACT if keys & cues.doubting else effect
    if effect[0] is Status.ENDED or (effect[0] is Status.DENIED and keys & cues.implicative):
        return FACT
    if effect[0] is Status.DENIED or keys & cues.open_if_negated:
        return (Status.POSSIBLE, word)
    if scope == "clause" and effect is FACT and governor.pos_ == "VERB":
        return (Status.POSSIBLE, word) if keys & cues.reporting else FACT
    return (Status.DENIED, word)
