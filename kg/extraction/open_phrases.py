"""The wording of open relations: short noun phrases and verb groups, made of words as they stand in the text."""

from __future__ import annotations

import functools
import itertools
import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path

from kg.extraction.tree import child, children, coordinated, preposition
from kg.language.tokens import Token

_LEFT = frozenset(
    {"det", "det:predet", "amod", "compound", "nummod", "nmod:poss", "nmod:desc", "nmod:unmarked", "advmod"}
)
_PARTS = frozenset({"fixed", "goeswith", "nummod", "compound", "nmod:unmarked"})
_JOINS = frozenset({"/", "-", "&"})
_BREAKS = frozenset({",", ";", ":", "--", "–", "—", "("})
NEGATION = frozenset({"not", "n't", "n’t", "never"})


@functools.cache
def words(name: str) -> frozenset[str]:
    """Return one of the word lists of open relations: "partitive", "focus", "aside"."""
    lists: Mapping[str, list[str]] = open_data()["words"]
    return frozenset(lists[name])


@functools.cache
def open_data() -> Mapping[str, Mapping[str, list[str]]]:
    """Return what ``open_relations.toml`` holds: word lists and measured precisions."""
    path = Path(__file__).with_name("open_relations.toml")
    return tomllib.loads(path.read_text(encoding="utf-8"))


def text_of(tokens: Iterable[Token]) -> str:
    """Return words in the order of the text, without quotation marks, with a space where something is left out."""
    ordered = [t for t in sorted(set(tokens), key=lambda t: t.i) if t.dep_ != "punct" or not _is_quote(t)]
    while ordered and ordered[0].dep_ in {"punct", "cc"} and not ordered[0].is_currency:
        ordered = ordered[1:]
    while ordered and ordered[-1].dep_ == "punct":
        ordered = ordered[:-1]
    pieces = [
        t.text if t.i + 1 == after.i and not t.whitespace_ else f"{t.text} "
        for t, after in itertools.pairwise(ordered)
    ]
    return "".join([*pieces, *(_abbreviated(t) for t in ordered[-1:])]).strip()


def _is_quote(token: Token) -> bool:
    return token.is_quote or token.text in {"`", "``", "''"}


def _abbreviated(token: Token) -> str:
    """Return a word with the full stop that stands at it inside of a sentence ("Cos.")."""
    after = token.doc[token.i + 1 : token.i + 3]
    if len(after) < 2 or after[0].text != "." or token.whitespace_ or after[0].is_sent_end:
        return token.text
    return f"{token.text}." if after[1].is_alpha and not after[1].is_sent_start else token.text


def case_words(nominal: Token) -> list[Token]:
    """Return the words of the preposition before a nominal: "according to"."""
    return _before(nominal, "case")


def mark_words(predicate: Token) -> list[Token]:
    """Return the words that introduce a clause: "by", "in order to"."""
    return _before(predicate, "mark")


def _before(head: Token, label: str) -> list[Token]:
    found = [c for c in children(head, label) if c.i < head.i]
    return [w for c in found for w in (c, *children(c, "fixed")) if w.i < head.i]


def is_partitive(noun: Token) -> bool:
    """Return whether an "of" phrase after a word is the thing itself: "a number of", "each of", "$ 5 million of"."""
    return bool({noun.lemma_.lower(), noun.lower_} & words("partitive")) or noun.pos_ in {"NUM", "SYM"}


def is_relational(noun: Token) -> bool:
    """Return whether a bare noun is the middle of what works as one preposition: "in relation to"."""
    rest = [c for c in noun.children if c.dep_ not in {"case", "punct"}]
    if noun.pos_ != "NOUN" or len(rest) != 1 or "Plur" in noun.morph.get("Number", []):
        return False
    return (
        bool(case_words(noun)) and rest[0].dep_ == "nmod" and rest[0].i > noun.i and bool(case_words(rest[0]))
    )


def joined(nominal: Token) -> list[Token]:
    """Return a nominal and those coordinated to it, without what is named only to be left out: "not tea but milk"."""
    return [o for o in coordinated(nominal) if not _is_left_out(o)]


def _is_left_out(nominal: Token) -> bool:
    signs = children(nominal, "cc", "cc:preconj", "advmod", "det")
    return any(c.lower_ in words("exclusion") and c.i < nominal.i for c in signs)


def same_name(one: Token, other: Token) -> bool:
    """Return whether two words are in one name."""
    return any(e.start <= min(one.i, other.i) and max(one.i, other.i) < e.end for e in one.doc.ents)


def phrase(head: Token, keep: str = "of", until: int = 0) -> str:
    """Return the first of the noun phrases of a head."""
    return phrases(head, keep, until)[0]


def phrases(head: Token, keep: str = "of", until: int = 0, split: bool = False) -> list[str]:
    """Return the short noun phrases of a head, one for each of the modifiers that are coordinated before it.

    "New economic and social structures" gives "New economic structures" and "New social structures". ``keep`` says
    which prepositional phrases behind the head are kept: "bare" (none), "of" or "all"; only those before ``until``.
    With ``split``, "a mix of steel and glass" gives "a mix of steel" and "a mix of glass".
    """
    core = {head}
    options: list[set[Token]] = []
    for c in head.children:
        if c.i < head.i:
            alike = [c, *_alike(c)] if not options and c.dep_ in _LEFT else [c]
            if len(alike) > 1:
                options = [_member(o, alike) for o in alike]
            elif _is_modifier(c, head):
                core.update(t for t in c.subtree if t.i < head.i and t.text != ",")
        elif not until or c.i < until:
            kept = set(_behind(c, head, keep))
            parts = joined(c) if kept and split and not options and preposition(c) == "of" else []
            if len(parts) > 1 and not same_name(head, c):
                options = [_member(m, parts) | set(case_words(c)) for m in parts]
            else:
                core.update(kept)
    if head.pos_ == "PROPN" and not options:
        core.update(_name_before(head))
    if not options:
        return [text_of(core)]
    core = {t for t in core if t.lower_ not in {"both", "either"}}
    before = all(t.i < head.i for t in options[0])
    later = {t for t in core if t.lower_ not in {"a", "an"}} if before else core
    return [text_of(core | options[0]), *(text_of(later | o) for o in options[1:])]


def _alike(modifier: Token) -> list[Token]:
    """Return the modifiers that are coordinated to one, but not those joined by a sign: "take-it-or-leave-it"."""
    found = [o for c in children(modifier, "conj") if c.i < modifier.head.i for o in (c, *_alike(c))]
    joined = found and any(t.text in _JOINS for t in modifier.doc[modifier.i : found[-1].i])
    return [] if joined else found


def _member(member: Token, members: list[Token]) -> set[Token]:
    """Return the words of one of several coordinated words."""
    others = {t for m in members if m != member and member.is_ancestor(m) for t in m.subtree}
    others |= {t for c in children(member, "cc", "cc:preconj") for t in c.subtree}
    inside = (
        _inside(member) if member.dep_ in {"nmod", "conj"} and member.i > member.head.i else member.subtree
    )
    return {t for t in inside if t not in others and t.dep_ not in {"cc", "punct"}}


def _is_modifier(c: Token, head: Token) -> bool:
    between = head.doc[c.i : head.i]
    if c.dep_.startswith("flat"):
        return True
    if c.dep_ not in _LEFT or any(not head.is_ancestor(t) for t in between):
        return False
    if any(t.dep_ == "case" and t.head == head for t in between):
        return False
    if c.dep_ != "advmod":
        return True
    if (
        c.lower_ in NEGATION
        or (head.pos_ in {"ADJ", "ADV"} and c.lower_ in words("hedge"))
        or (c.lower_ in words("focus") and head.pos_ not in {"ADJ", "ADV"})
    ):
        return False
    return head.pos_ in {"ADJ", "ADV", "NUM", "SYM", "VERB"} or head.doc[c.i + 1].pos_ in {
        "NUM",
        "SYM",
        "ADJ",
    }


def _behind(c: Token, head: Token, keep: str) -> Iterable[Token]:
    """Return the words of a dependent behind a head that belong to its short phrase."""
    if c.dep_ in {"fixed", "goeswith", "nmod:unmarked"} or c.dep_.startswith("flat"):
        return c.subtree
    if head.pos_ == "SYM" and c.dep_ in {"nummod", "compound"}:
        return c.subtree
    if c.dep_ == "appos" and _is_close(head, c) and child(c, "case", "cc") is None:
        return [c, *(t for f in children(c, "flat", "compound", "det", "amod") for t in f.subtree)]
    if keep == "bare":
        return []
    if c.dep_ in {"nmod", "obl"} and case_words(c):
        noun = head.pos_ not in {"ADJ", "ADV"}
        of = preposition(c) == "of" and ((keep == "of" and noun) or is_partitive(head))
        return _inside(c, keep) if of or (keep == "all" and _is_close(head, c)) else []
    return c.subtree if keep == "all" and c.dep_ == "acl" and preposition(c) == "of" else []


def _inside(nominal: Token, keep: str = "of") -> set[Token]:
    """Return the words of a prepositional phrase inside of a short phrase."""
    found = {nominal}
    of = preposition(nominal) == "of"
    for c in nominal.children:
        if c.i < nominal.i:
            found.update(c.subtree)
        elif c.dep_ == "nmod":
            if preposition(c) == "of" or (keep == "all" and _is_close(nominal, c)):
                found.update(_inside(c, keep))
        elif c.dep_ in _PARTS or c.dep_.startswith("flat") or (c.dep_ == "conj" and of):
            found.update(c.subtree)
    return found


def _is_close(head: Token, dependent: Token) -> bool:
    return not any(t.text in _BREAKS for t in head.doc[head.i : dependent.i])


def _name_before(head: Token) -> set[Token]:
    """Return the words before a head in the name that it is in."""
    for entity in head.doc.ents:
        if entity.start <= head.i < entity.end:
            before = list(head.doc[entity.start : head.i])
            stops = [n for n, t in enumerate(before) if t.pos_ in {"ADP", "CCONJ"} or t.text == ","]
            return set(before[max(stops) + 1 if stops else 0 :])
    return set()


def verb_words(verb: Token) -> list[Token]:
    """Return a verb with its auxiliaries, negation, particle and "to", those included that it shares with another."""
    found = [verb, *children(verb, "aux", "aux:pass", "compound:prt"), *_small_words(verb)]
    alone = child(verb, "aux", "aux:pass", "nsubj", "nsubj:pass") is None
    if verb.dep_ == "conj" and verb.head.pos_ == "VERB" and alone:
        form = verb.morph.get("VerbForm", [])
        if form == verb.head.morph.get("VerbForm", []) and form not in ([], ["Fin"]):
            small = {"to", *NEGATION}
            found += [w for w in verb_words(verb.head) if w.dep_ in {"aux", "aux:pass"} or w.lower_ in small]
    return sorted(set(found), key=lambda t: t.i)


def relation_words(predicate: Token) -> str:
    """Return the words of a verb, or of a copula without its noun or adjective."""
    be = child(predicate, "cop")
    if be is None or predicate.pos_ == "VERB":
        return text_of(verb_words(predicate))
    return text_of([be, *children(predicate, "aux"), *_small_words(predicate)])


def _small_words(predicate: Token) -> list[Token]:
    adverbs = children(predicate, "advmod")
    found = [c for c in adverbs if c.lower_ in NEGATION | words("hedge")]
    found += [t for c in adverbs if c.lower_ == "longer" for t in c.subtree]  # "no longer"
    return found + [c for c in children(predicate, "mark") if c.lower_ in {"to", "na"}]
