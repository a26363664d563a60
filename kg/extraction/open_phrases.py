"""The wording of open relations: short noun phrases and verb groups, made of words as they stand in the text."""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Token

from kg.extraction.tree import children, preposition

_LEFT = frozenset({"det", "det:predet", "amod", "compound", "nummod", "nmod:poss", "nmod:desc", "nmod:unmarked", "advmod"})
_GROUP = ("aux", "aux:pass", "compound:prt")
_NEGATION = frozenset({"not", "n't", "n’t", "never"})


def text_of(words: Iterable[Token]) -> str:
    """Return words in the order of the text, with a space wherever something between them is left out."""
    ordered = sorted(words, key=lambda t: t.i)
    pieces = [
        t.text if t.i + 1 == after.i and not t.whitespace_ else f"{t.text} "
        for t, after in zip(ordered, ordered[1:], strict=False)
    ]
    return "".join([*pieces, *(t.text for t in ordered[-1:])]).strip()


def marker(token: Token) -> list[Token]:
    """Return the words of the preposition before a nominal: "according to"."""
    found = [c for c in token.children if c.dep_ in {"case", "mark"} and c.i < token.i]
    return [w for c in found for w in (c, *children(c, "fixed")) if w.i < token.i]


def phrases(head: Token, complement: bool = True) -> list[str]:
    """Return the short noun phrases of a head, one for each of modifiers that are coordinated before it.

    "New economic and social structures" gives "New economic structures" and "New social structures". With
    ``complement`` the "of" phrase that completes a head is a part of it.
    """
    core = {head}
    alternatives: list[set[Token]] = []
    for c in head.children:
        if c.dep_ in {"flat", "fixed", "goeswith"} or c.dep_.startswith("flat"):
            core.update(c.subtree)
        elif c.i < head.i and c.dep_ in _LEFT:
            options = [c, *_alike(c)]
            if len(options) == 1:
                core.update(t for t in c.subtree)
            else:
                alternatives.append(set())
                core.update(_without(c, options))
                alternatives.pop()
                alternatives.extend(_without(o, options) for o in options)
        elif complement and c.i > head.i and c.dep_ == "nmod" and preposition(c) == "of":
            core.update(_complement(c))
    for entity in head.doc.ents:
        if entity.start <= head.i < entity.end and not alternatives:
            core.update(t for t in entity if t.i <= head.i or head.is_ancestor(t))
    if not alternatives:
        return [text_of(core)]
    left = core - alternatives[0]
    return [text_of(left | chosen) for chosen in alternatives]


def phrase(head: Token, complement: bool = True) -> str:
    """Return the first of the noun phrases of a head."""
    return phrases(head, complement)[0]


def _alike(modifier: Token) -> list[Token]:
    return [o for c in children(modifier, "conj") if c.i < modifier.head.i for o in (c, *_alike(c))]


def _without(option: Token, options: list[Token]) -> set[Token]:
    """Return the words of one of several coordinated modifiers."""
    others = {t for o in options if o != option and option.is_ancestor(o) for t in o.subtree}
    return {t for t in option.subtree if t not in others and t.dep_ not in {"cc", "punct"}}


def _complement(nominal: Token) -> set[Token]:
    found: set[Token] = set()
    for c in nominal.children:
        if c.dep_ in {"acl:relcl", "acl", "appos", "parataxis", "punct"} or (c.dep_ == "nmod" and preposition(c) != "of"):
            continue
        found.update(_complement(c) if c.dep_ in {"nmod", "conj"} else c.subtree)
    return found | {nominal}


def verb_group(verb: Token) -> list[Token]:
    """Return the words of a verb with its auxiliaries, negation, particle, and "to"; those it shares included."""
    words = [verb, *children(verb, *_GROUP)]
    words += [c for c in children(verb, "advmod") if c.lower_ in _NEGATION]
    words += [c for c in children(verb, "mark") if c.lower_ == "to"]
    if verb.dep_ == "conj" and verb.head.pos_ == "VERB" and not children(verb, "aux", "aux:pass", "nsubj", "nsubj:pass"):
        form = verb.morph.get("VerbForm", [])
        if form == verb.head.morph.get("VerbForm", []) and form and form != ["Fin"]:
            words += [w for w in verb_group(verb.head) if w.dep_ in {"aux", "aux:pass"} or w.lower_ in {"to", *_NEGATION}]
    return sorted(set(words), key=lambda t: t.i)
