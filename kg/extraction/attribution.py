"""Who says it: the nearest speaker over a predicate."""

from __future__ import annotations

from spacy.tokens import Token

from kg.extraction.cues import Cues
from kg.extraction.predications import surface_subject
from kg.extraction.tree import child, children, governor_clause, preposition

_ACCORDING = frozenset({"according to", "per"})
#: Verbs that are put into or after what is said ("..., the company said").
_INSERTED = frozenset(
    "say add tell report state write announce claim note explain argue warn insist reply acknowledge admit declare "
    "believe think confirm recall".split()
)
_OPENING = frozenset('"“„«‘')
_CLOSING = frozenset('"”»“')


def speaker_of(token: Token, cues: Cues) -> Token | None:
    """Return the word for who states what ``token`` is the predicate of, or None where the article itself does."""
    before = token
    for up in [token, *token.ancestors]:
        for phrase in children(up, "obl", "nmod", "advcl", "parataxis"):
            if preposition(phrase) in _ACCORDING and phrase != before and _is_speaker(phrase):
                return phrase
        if (
            up != token
            and up.lemma_.lower() in cues.reporting
            and (
                before.dep_ == "ccomp"
                or (before.dep_ in {"parataxis", "dep"} and up.lemma_.lower() in _INSERTED)
            )
        ):
            found = surface_subject(up, cues)
            if found is not None and _is_speaker(found):
                return found
        for inserted in children(up, "parataxis"):
            if inserted != before and inserted.lemma_.lower() in _INSERTED:
                found = child(inserted, "nsubj")
                if found is not None and _is_speaker(found) and token not in inserted.subtree:
                    return found
        if (
            up.pos_ == "NOUN"
            and before.dep_ == "acl"
            and up.lemma_.lower() in {"claim", "allegation", "statement"}
        ):
            owner = child(up, "nmod:poss")
            if owner is not None:
                return owner
        before = up
    return None


def _is_speaker(token: Token) -> bool:
    return token.pos_ in {"NOUN", "PROPN", "PRON"} and token.lower_ not in {
        "it",
        "that",
        "this",
        "which",
        "there",
    }


def quotation_speaker(token: Token, cues: Cues) -> Token | None:
    """Return the subject of a reporting verb outside the quotation marks that ``token`` stands in."""
    sentence = token.sent
    opened = None
    for t in sentence:
        if opened is None and t.text in _OPENING:
            opened = t.i
        elif opened is not None and t.text in _CLOSING:
            if opened < token.i < t.i:
                return _reporter(sentence.root, opened, t.i, cues)
            opened = None
    return None


def _reporter(root: Token, start: int, end: int, cues: Cues) -> Token | None:
    for verb in sorted([root, *root.subtree], key=lambda t: t.i):
        if not start <= verb.i <= end and verb.lemma_.lower() in cues.reporting and verb.pos_ == "VERB":
            found = child(verb, "nsubj")
            if found is not None and _is_speaker(found):
                return found
    return None


def clause_speaker(token: Token, cues: Cues) -> Token | None:
    """Return the speaker of the clause around a word, from grammar first and quotation marks second."""
    return speaker_of(governor_clause(token), cues) or quotation_speaker(token, cues)
