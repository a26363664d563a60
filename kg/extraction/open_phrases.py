"""The wording of open relations: short noun phrases and verb groups, made of words as they stand in the text."""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Token

from kg.extraction.tree import child, children, coordinated, preposition

PARTITIVE = frozenset("""amount array batch bit block body bulk bunch collection combination couple deal dozen fraction group
half handful host kind list lot majority minority mixture much number one pair part percentage piece plenty portion
proportion quantity quarter range remainder rest selection series set share slice sort total type variety wave
any all both each either few many more most neither none several some two three four five six seven eight nine ten
dozens hundreds thousands millions billions""".split())
_LEFT = frozenset({"det", "det:predet", "amod", "compound", "nummod", "nmod:poss", "nmod:desc", "nmod:unmarked", "advmod"})
_GROUP = ("aux", "aux:pass", "compound:prt")
_FOCUS = frozenset({"only", "also", "even", "just", "later", "then", "still", "now", "especially", "particularly", "mainly"})
NEGATION = frozenset({"not", "n't", "n’t", "never"})


def text_of(words: Iterable[Token]) -> str:
    """Return words in the order of the text, with a space wherever something between them is left out."""
    ordered = [t for t in sorted(set(words), key=lambda t: t.i) if not (t.is_quote or t.text in {"`", "``", "''"}) or t.dep_ != "punct"]
    while ordered and ordered[0].dep_ in {"punct", "cc"} and not ordered[0].is_currency:
        ordered = ordered[1:]
    while ordered and ordered[-1].dep_ == "punct":
        ordered = ordered[:-1]
    pieces = [
        t.text if t.i + 1 == after.i and not t.whitespace_ else f"{t.text} "
        for t, after in zip(ordered, ordered[1:], strict=False)
    ]
    last = "".join(_abbreviated(t) for t in ordered[-1:])
    return "".join([*pieces, last]).strip()


def _abbreviated(token: Token) -> str:
    """Return a word with the full stop that stands at it inside of a sentence ("Cos.")."""
    after = token.doc[token.i + 1 : token.i + 2]
    inside = after and after[0].text == "." and not token.whitespace_ and not after[0].is_sent_end and token.i + 2 < len(token.doc)
    return f"{token.text}." if inside else token.text


def marker(token: Token, *labels: str) -> list[Token]:
    """Return the words of the preposition before a nominal: "according to"."""
    found = [c for c in token.children if c.dep_ in (labels or ("case", "mark")) and c.i < token.i]
    return [w for c in found for w in (c, *children(c, "fixed")) if w.i < token.i]


def is_partitive(noun: Token) -> bool:
    """Return whether an "of" phrase after a word names the thing itself: "a number of", "each of", "$ 5 million of"."""
    return noun.lemma_.lower() in PARTITIVE or noun.lower_ in PARTITIVE or noun.pos_ in {"NUM", "SYM"}


def is_relational(noun: Token) -> bool:
    """Return whether a noun is the middle of a phrase that works as one preposition: "in relation to"."""
    rest = [c for c in noun.children if c.dep_ not in {"case", "punct"}]
    return (
        noun.pos_ == "NOUN"
        and bool(marker(noun, "case"))
        and "Plur" not in noun.morph.get("Number", [])
        and len(rest) == 1
        and rest[0].dep_ == "nmod"
        and bool(preposition(rest[0]))
        and rest[0].i > noun.i
    )


def phrases(head: Token, keep: str = "of", until: int = 0, split: bool = False) -> list[str]:
    """Return the short noun phrases of a head, one for each of modifiers that are coordinated before it.

    "New economic and social structures" gives "New economic structures" and "New social structures". ``keep`` says
    which of the prepositional phrases after the head are kept: "none", "of" or "all"; only those before ``until``.
    """
    core = {head}
    alternatives: list[set[Token]] = []
    for c in head.children:
        if c.i < head.i:
            options = [c, *_alike(c)] if not alternatives and c.dep_ in _LEFT else [c]
            if len(options) > 1:
                alternatives = [_without(o, options) for o in options]
            elif _is_modifier(c, head):
                core.update(t for t in c.subtree if t.i < head.i and t.text != ",")
        elif not until or c.i < until:
            parts = coordinated(c) if split and not alternatives and preposition(c) == "of" and c.dep_ == "nmod" and not same_name(head, c) else []
            words = set(_behind(c, head, keep))
            if len(parts) > 1 and words:
                alternatives = [_member(m, c, parts) for m in parts]
            else:
                core.update(words)
    if head.ent_type_ and not alternatives and head.pos_ == "PROPN":
        core.update(_entity(head))
    if not alternatives:
        return [text_of(core)]
    shared = {t for t in core if t.lower_ not in {"both", "either"}}
    later = {t for t in shared if t.lower_ not in {"a", "an"}}
    return [text_of(shared | alternatives[0]), *(text_of(later | chosen) for chosen in alternatives[1:])]


def _member(member: Token, first: Token, members: list[Token]) -> set[Token]:
    """Return the words of one of several nominals that an "of" phrase coordinates."""
    others = {t for m in members if m != member and member.is_ancestor(m) for t in m.subtree}
    return {*marker(first, "case"), *(t for t in _complement(member, "of") if t not in others and t.dep_ not in {"cc", "cc:preconj"})}


def _is_modifier(c: Token, head: Token) -> bool:
    if c.dep_.startswith("flat"):
        return True
    if c.dep_ not in _LEFT or any(t != head and not head.is_ancestor(t) for t in head.doc[c.i : head.i]):
        return False
    if any(t.dep_ == "case" and t.head == head for t in head.doc[c.i : head.i]):
        return False
    if c.dep_ != "advmod":
        return True
    if c.lower_ in NEGATION or c.lower_ in _FOCUS and head.pos_ not in {"ADJ", "ADV"}:
        return False
    return head.pos_ in {"ADJ", "ADV", "NUM", "SYM", "VERB"} or head.doc[c.i + 1].pos_ in {"NUM", "SYM", "ADJ"}


def _behind(c: Token, head: Token, keep: str) -> Iterable[Token]:
    """Return the words of a dependent behind a head that belong to its short phrase."""
    if c.dep_ in {"fixed", "goeswith", "nmod:unmarked"} or c.dep_.startswith("flat"):
        return c.subtree
    if c.dep_ in {"nummod", "compound"} and head.pos_ == "SYM":
        return c.subtree
    if c.dep_ == "appos" and _adjacent(head, c):
        return [c, *(t for f in c.children if f.dep_ in {"flat", "compound", "det", "amod"} for t in f.subtree)]
    if c.dep_ in {"nmod", "obl"} and marker(c) and keep != "bare":
        kept = keep == "all" and _close(head, c) or (keep == "of" or is_partitive(head)) and preposition(c) == "of"
        return _complement(c, keep) if kept else []
    if keep == "all" and c.dep_ == "acl" and preposition(c) == "of":
        return c.subtree
    return []


def _close(head: Token, c: Token) -> bool:
    return not any(t.text in {",", "--", ";", ":", "(", "–", "—"} for t in head.doc[head.i : c.i])


def _entity(head: Token) -> set[Token]:
    """Return the words before a head in the name that it is in."""
    for entity in head.doc.ents:
        if entity.start <= head.i < entity.end:
            before = list(head.doc[entity.start : head.i])
            stops = [n for n, t in enumerate(before) if t.pos_ in {"ADP", "CCONJ"} or t.text == ","]
            return set(before[max(stops) + 1 if stops else 0 :])
    return set()


def same_name(one: Token, other: Token) -> bool:
    """Return whether two words are in one name."""
    return any(e.start <= min(one.i, other.i) and max(one.i, other.i) < e.end for e in one.doc.ents)


def phrase(head: Token, keep: str = "of", until: int = 0) -> str:
    """Return the first of the noun phrases of a head."""
    return phrases(head, keep, until)[0]


def _adjacent(head: Token, apposed: Token) -> bool:
    return _close(head, apposed) and not child(apposed, "case", "cc")


def _alike(modifier: Token) -> list[Token]:
    found = [o for c in children(modifier, "conj") if c.i < modifier.head.i for o in (c, *_alike(c))]
    if found and any(t.text in {"/", "-", "&"} for t in modifier.doc[modifier.i : found[-1].i]):
        return []
    return found


def _without(option: Token, options: list[Token]) -> set[Token]:
    """Return the words of one of several coordinated modifiers."""
    others = {t for o in options if o != option and option.is_ancestor(o) for t in o.subtree}
    return {t for t in option.subtree if t not in others and t.dep_ not in {"cc", "cc:preconj", "punct"}}


def _complement(nominal: Token, keep: str) -> set[Token]:
    """Return the words of a prepositional phrase inside of a short phrase."""
    found: set[Token] = {nominal}
    of = preposition(nominal) == "of"
    for c in nominal.children:
        if c.dep_ in {"acl:relcl", "acl", "appos", "parataxis", "advcl"} or (c.dep_ == "amod" and c.i > nominal.i) or (c.dep_ == "conj" and not of):
            continue
        if c.dep_ == "nmod" and not (preposition(c) == "of" or keep == "all" and _close(nominal, c)) and c.i > nominal.i:
            continue
        if c.dep_ == "punct" and c.i > nominal.i:
            continue
        found.update(_complement(c, keep) if c.dep_ == "nmod" and c.i > nominal.i else c.subtree)
    return found


def verb_group(verb: Token) -> list[Token]:
    """Return the words of a verb with its auxiliaries, negation, particle, and "to"; those it shares included."""
    words = [verb, *children(verb, *_GROUP)]
    words += [c for c in children(verb, "advmod") if c.lower_ in NEGATION]
    words += [c for c in children(verb, "mark") if c.lower_ == "to"]
    if verb.dep_ == "conj" and verb.head.pos_ == "VERB" and not children(verb, "aux", "aux:pass", "nsubj", "nsubj:pass"):
        form = verb.morph.get("VerbForm", [])
        if form == verb.head.morph.get("VerbForm", []) and form and form != ["Fin"]:
            words += [w for w in verb_group(verb.head) if w.dep_ in {"aux", "aux:pass"} or w.lower_ in {"to", *NEGATION}]
    return sorted(set(words), key=lambda t: t.i)
