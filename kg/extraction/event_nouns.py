"""Event nouns: who does what to whom in a noun phrase ("the EU's talks with Japan", "a lawsuit brought by Texas")."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extraction.claims import Filler, Predication
from kg.extraction.cues import Cues
from kg.extraction.subjects import holder, surface_subject
from kg.extraction.tree import antecedent, children, content, is_passive, particle, preposition
from kg.language.tokens import Token

#: Prepositions of a phrase that is lifted to the event noun from the noun it was hung on.
_LIFTED = frozenset(
    {
        "by",
        "with",
        "to",
        "against",
        "into",
        "on",
        "over",
        "between",
        "for",
        "from",
        "about",
        "towards",
        "toward",
    }
)
#: Prepositions of an event that something else is done at.
_BESIDE = frozenset({"after", "during", "at", "before", "following", "ahead of"})
_PREMODIFIERS = frozenset({"amod", "compound", "nummod"})
_POSSESSIVE = frozenset({"'s", "’s", "'", "’"})


def nominal(noun: Token, cues: Cues) -> Predication:
    """Return the predication of a noun: possessors, names before it, prepositional phrases and its holder.

    "nested" are phrases that the tree hangs on the noun's complement ("the sale of jets to Taiwan by France"), "outer"
    ones those of the verb that the noun depends on, or of its participle ("a pact signed with Chile").
    """
    fillers = []
    for c in noun.children:
        if c.dep_ == "nmod:poss":
            fillers.append(Filler("possessor", (antecedent(c) or c).i))
        elif c.dep_ in {"compound", "nmod:desc", "nmod:unmarked", "amod", "nmod"} and c.i < noun.i:
            if preposition(c):
                continue
            fillers.append(Filler("modifier", c.i))
            fillers.extend(
                Filler("modifier", t.i) for t in children(c, "compound", "conj") if t.pos_ == "PROPN"
            )
        elif c.dep_ in {"nmod", "obl"} and c.i > noun.i:
            fillers.append(Filler("oblique", content(antecedent(c) or c).i, preposition(c)))
            fillers.extend(_nested(c))
        elif c.dep_ == "acl" and c.pos_ == "VERB" and c.lemma_.lower() in cues.support and is_passive(c):
            fillers.extend(_of_participle(c))
    if not any(f.place == "possessor" for f in fillers):
        fillers.extend(Filler("possessor", t.i) for t in _stray_owner(noun))
    held_by = holder(noun, cues) if _is_supported(noun, cues) else None
    if held_by is not None and not any(f.token == held_by.i for f in fillers):
        fillers.append(Filler("holder", held_by.i))
    attendee = _attendee(noun, cues)
    if attendee is not None and held_by is None:
        fillers.append(Filler("attendee", attendee.i))
    if noun.dep_ in {"obj", "nsubj:pass"} and noun.head.pos_ == "VERB":
        for c in children(noun.head, "obl"):
            fillers.append(Filler("outer", content(antecedent(c) or c).i, preposition(c)))
    return Predication(noun.i, "noun", noun.lemma_.lower(), "", tuple(fillers))


def _attendee(noun: Token, cues: Cues) -> Token | None:
    """Return who does something at or after an event, and so most likely took part: "spoke after talks with"."""
    if noun.dep_ == "obl" and noun.head.pos_ == "VERB" and preposition(noun) in _BESIDE:
        return surface_subject(noun.head, cues)
    return None


def _nested(phrase: Token) -> Iterator[Filler]:
    own = preposition(phrase)
    for c in children(phrase, "nmod", "conj"):
        marker = preposition(c)
        if marker in _LIFTED and marker != own and c.pos_ in {"NOUN", "PROPN"} and c.i > phrase.i:
            yield Filler("nested", content(c).i, marker)
            yield from _nested(c)


def _of_participle(verb: Token) -> Iterator[Filler]:
    """Yield the phrases of "a lawsuit brought by Texas against Pfizer" as those of the lawsuit."""
    for c in children(verb, "obl", "obl:agent"):
        yield Filler("outer", content(c).i, preposition(c))
        yield from (Filler("outer", f.token, f.preposition) for f in _nested(c))


def _stray_owner(noun: Token) -> Iterator[Token]:
    """Yield the possessor before a noun that the tree hangs elsewhere: the word whose "'s" stands right before it."""
    first = min([noun, *(c for c in noun.lefts if c.dep_ in _PREMODIFIERS)], key=lambda t: t.left_edge.i)
    index = first.left_edge.i - 1
    if index < 1:
        return
    mark = noun.doc[index]
    owner = mark.head
    if mark.dep_ == "case" and mark.lower_ in _POSSESSIVE and owner.i < index and owner.dep_ != "nmod:poss":
        yield owner


def _is_supported(noun: Token, cues: Cues) -> bool:
    """Return whether an event noun depends on a verb that gives it its subject as agent ("imposed curbs")."""
    while noun.dep_ == "conj" and noun.head.pos_ in {"NOUN", "PROPN"}:
        noun = noun.head
    verb = noun.head
    keys = {
        verb.lower_,
        verb.lemma_.lower(),
        f"{verb.lemma_.lower()} {particle(verb) or preposition(noun)}".strip(),
    }
    return bool(keys & cues.support.keys() or keys & cues.catenative.keys())
