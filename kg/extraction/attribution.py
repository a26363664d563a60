"""Who says it: the nearest speaker over a predicate.

``speaker_of`` follows the tree: clauses under verbs of saying, "according to", "in Ann's view", "Ann's claim that".
``kg.extraction.quotations`` finds who speaks what stands between quotation marks, over several sentences.
"""

from __future__ import annotations

from collections.abc import Mapping

from kg.extraction.cues import Cues
from kg.extraction.subjects import holder, surface_subject
from kg.extraction.tree import antecedent, child, children, governor_clause, is_passive, preposition
from kg.language.tokens import Token

_ACCORDING = frozenset({"according to", "per"})
_OPINIONS = frozenset(
    {"word", "view", "opinion", "account", "eye", "telling", "reckoning", "estimate", "mind"}
)
_ACCUSING = frozenset({"accuse", "suspect"})
_ACCUSED_OF = frozenset({"of", "for", "with"})
_SELF = frozenset({"i", "we", "me", "us"})
_NO_SPEAKERS = frozenset({"that", "this", "which", "there", "what", "it"})


def clause_speaker(token: Token, cues: Cues, quoted: Mapping[int, int] | None = None) -> Token | None:
    """Return the word for who states the clause around a word, from grammar first and quotation marks second.

    ``quoted`` gives the speaker of each quoted token by its index; who says "I" is the one who is quoted.
    """
    said = quoted or {}
    found = speaker_of(governor_clause(token), cues)
    if found is not None and (found.lower_ not in _SELF or found.i not in said):
        return found
    speaker = said.get(token.i)
    return token.doc[speaker] if speaker is not None else found


def speaker_of(token: Token, cues: Cues) -> Token | None:
    """Return the word for who states what ``token`` is the predicate of, or None where the article itself does."""
    before = token
    for up in [token, *token.ancestors]:
        if up != token:
            found = _over(up, before, cues)
            if found is not None:
                return found
        found = _beside(up, before, token, cues)
        if found is not None:
            return found
        before = up
    return None


def is_reporting(verb: Token, cues: Cues) -> bool:
    """Return whether a word is a verb of saying or denying."""
    return verb.pos_ == "VERB" and (
        verb.lemma_.lower() in cues.reporting or verb.lemma_.lower() in cues.denying
    )


def _over(up: Token, before: Token, cues: Cues) -> Token | None:
    """Return the speaker that a governor brings for the clause below it."""
    label, lemma = before.dep_, up.lemma_.lower()
    if lemma in cues.reporting or lemma in cues.denying:
        if label in {"ccomp", "csubj", "csubj:pass"} or (
            label in {"parataxis", "dep"} and lemma in cues.inserted
        ):
            return reporter(up, cues)
        if lemma in _ACCUSING and label == "advcl" and preposition(before) in _ACCUSED_OF:
            return reporter(up, cues)
    if up.pos_ == "NOUN" and label in {"acl", "acl:relcl"} and lemma in cues.reporting_noun:
        mark = child(before, "mark")
        content = (
            mark.lower_ == "that"
            if mark is not None
            else label == "acl" and child(before, "nsubj") is not None
        )
        return owner(up, cues) if content else None
    if label == "acl:relcl" and up.dep_ == "obl:agent" and is_reporting(up.head, cues):
        return up if child(before, "mark") is not None else None  # "it was announced by the ministry that"
    return None


def _beside(up: Token, before: Token, token: Token, cues: Cues) -> Token | None:
    """Return the speaker that stands beside a clause: "according to Ann", "in Ann's words", "as Ann said"."""
    for c in up.children:
        if c == before and up != token:
            continue
        if c.dep_ in {"obl", "nmod", "advcl", "parataxis"}:
            marker = preposition(c)
            if marker in _ACCORDING:
                found = _person(c, cues)
                if found is not None:
                    return found
            if marker == "in" and c.lemma_.lower() in _OPINIONS and c.dep_ == "obl":
                found = owner(c, cues)
                if found is not None:
                    return found
        if c.dep_ == "advcl" and preposition(c) == "as" and is_reporting(c, cues):
            return reporter(c, cues)
        if c.dep_ == "parataxis" and c.lemma_.lower() in cues.inserted and child(c, "ccomp") is None:
            found = reporter(c, cues)
            if found is not None and not c.is_ancestor(token):
                return found
    return None


def reporter(verb: Token, cues: Cues) -> Token | None:
    """Return who speaks by a verb of saying: its subject or the agent of a passive; who wrote it, for a document."""
    if is_passive(verb):
        agent = child(verb, "obl:agent") or next(
            (c for c in children(verb, "obl") if preposition(c) == "by"), None
        )
        return _person(agent, cues) if agent is not None else None
    own = min(
        children(verb, "nsubj"), key=lambda t: abs(t.i - verb.i), default=None
    )  # datelines look like subjects
    if own is not None and own.lower_ == "it":
        return own
    found = (antecedent(own) or own) if own is not None else surface_subject(verb, cues)
    return _person(found, cues) if found is not None else None


def owner(noun: Token, cues: Cues) -> Token | None:
    """Return whose words a noun names: "Ann's claim", "a report by Reuters", "the view of Ann", "Ann issued a statement"."""
    found = child(noun, "nmod:poss")
    if found is not None:
        return antecedent(found) or found
    for c in children(noun, "nmod"):
        if c.i > noun.i and preposition(c) in ({"by", "from", "of"} if c.pos_ == "PROPN" else {"by", "from"}):
            return c
    for c in children(noun, "compound"):
        if c.pos_ == "PROPN":
            return c
    if noun.dep_ in {"obj", "obl"} and noun.head.pos_ == "VERB":
        held_by = holder(noun, cues)
        return held_by if held_by is not None and held_by.lemma_.lower() not in cues.reporting_noun else None
    return None


def _person(token: Token, cues: Cues) -> Token | None:
    """Return a word for a speaker as it is, the writer of a document, or None for what doesn't speak."""
    if token.pos_ not in {"NOUN", "PROPN", "PRON"} or token.lower_ in _NO_SPEAKERS:
        return None
    if token.pos_ == "NOUN" and token.lemma_.lower() in cues.reporting_noun:
        return owner(token, cues)
    return token
