"""Open relations of a sentence: short arguments, the relation phrase as it stands in the text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Doc, Token

from kg.extraction.open_clauses import Clause, clauses, group, is_predicate
from kg.extraction.open_phrases import is_partitive, is_relational, marker, same_name, verb_group, phrase, phrases, text_of
from kg.extraction.tree import NOMINAL, antecedent, child, children, coordinated, copula, preposition

Triple = tuple[float, str, str, str, tuple[str, ...]]
Fact = tuple[str, str, str]
Candidate = tuple[str, str, str, str]
_ASIDE = frozenset({"for example", "for instance", "in particular", "as a result", "in fact", "in general", "in addition", "of course", "at all", "in turn", "by contrast", "in contrast", "on the other hand", "at least", "at first", "for sure", "in short", "in principle"})
SUBJ = "all"


def open_relations(doc: Doc) -> Iterator[Triple]:
    """Yield (confidence, subject, relation, object, further arguments) in the order of the text."""
    for kind, s, r, o in candidates(doc):
        yield 0.5, s, r, o, ()


def candidates(doc: Doc) -> Iterator[Candidate]:
    seen = set()
    for clause in clauses(doc):
        for kind, relation, object in _facts(clause):
            for s in phrases(clause.subject, keep="of" if clause.kind.startswith("acl") else SUBJ):
                if re.match(r".*(via relcl|via part|is ADJ \+|clause |fronted shared)|advcl.*/(via|advcl)|advcl (to|mark|ed)/|[a-z]*/advcl ing", f"{clause.kind}/{kind}"):
                    continue
                found = (f"{clause.kind}/{kind}", s, " ".join(relation.split()), object)
                if found[1:] not in seen and s and relation and object:
                    seen.add(found[1:])
                    yield found


def _facts(clause: Clause) -> Iterator[Fact]:
    p = clause.predicate
    if clause.kind == "there":
        for c in children(p, "nsubj"):
            yield from _slot("there", c, clause.words, 0)
        return
    yield from _arguments(p, clause.words, 0)


def _slot(kind: str, noun: Token, before: str, depth: int) -> Iterator[Fact]:
    """Yield a nominal as object, and what stands in the phrases that hang on it."""
    for o in coordinated(noun):
        own = text_of(marker(o, "case")) if o != noun else ""
        mark = own or text_of(marker(noun, "case")) if kind != "object" else ""
        start = f"{before} {mark}"
        if not is_relational(o):
            for text in phrases(o, split=True):
                yield kind, start, text
            for place in children(o, "nmod:unmarked"):
                if place.i > o.i and place.ent_type_ in {"GPE", "LOC"}:
                    yield "place", start, phrase(place)
            for example in _examples(o):
                yield "example", start, phrase(example)
                yield "including", "", phrase(example)
        yield from _nested(o, start, depth)


def _examples(noun: Token) -> list[Token]:
    """Return the examples that are given of a noun: "venues such as the Usher Hall", "such venues as ..."."""
    such = any(c.lower_ == "such" for c in noun.children if c.i < noun.i)
    found = []
    for c in noun.children:
        if c.dep_ in {"nmod", "obl"} and c.i > noun.i:
            mark = text_of(marker(c, "case")).lower()
            if mark in {"such as", "including"} or (such and mark == "as"):
                found.extend(coordinated(c))
    return found


def _nested(noun: Token, before: str, depth: int) -> Iterator[Fact]:
    if depth > 3:
        return
    for c in noun.children:
        if c.i < noun.i:
            continue
        if c.dep_ in {"nmod", "obl"} and marker(c, "case") and c.pos_ in NOMINAL:
            of = preposition(c) == "of"
            if same_name(noun, c) or c in _examples(noun):
                continue
            base = phrase(noun, keep="bare" if of else "of", until=c.left_edge.i)
            for kind, relation, object in _slot("nested", c, f"{before} {base}", depth + 1):
                if kind == "nested" and of and is_partitive(noun):
                    continue
                yield kind + (f" {depth}" if kind == "nested" and depth else ""), relation, object
        elif c.dep_ in {"acl", "acl:relcl"}:
            base = phrase(noun, until=c.left_edge.i)
            own = child(c, "nsubj", "nsubj:pass")
            if own is not None and antecedent(own) is None:
                continue
            mark = text_of([*marker(c, "mark"), *([own] if own is not None else [])])
            mark = "" if mark == "to" else mark
            form = "relcl" if own is not None else ("to" if child(c, "mark") is not None and child(c, "mark").lower_ == "to" else "mark" if marker(c, "mark") else "part")
            if copula(c) is None:
                for kind, relation, object in _arguments(c, f"{before} {base} {mark} {group(c)}", depth + 2):
                    yield f"via {form}" , relation, object


def _objects(p: Token) -> list[Token]:
    found = [antecedent(o) or o for o in children(p, "obj", "iobj")]
    found = [o for o in found if not (o.i < p.i and o.lower_ in {"what", "how", "who", "which", "that", "much"})]
    if not found and p.dep_ == "acl:relcl":
        own = child(p, "nsubj")
        if own is not None and antecedent(own) is None and not any(t.lower_ in {"that", "which", "who", "where", "when", "whose"} for t in p.children):
            found = [p.head]
    if not found:
        for other in children(p, "conj"):
            if other.pos_ == "VERB" and not children(other, "nsubj", "nsubj:pass") and all(t.dep_ in {"cc", "punct"} for t in p.doc[p.i + 1 : other.i]):
                found = children(other, "obj")
    return found


def _arguments(p: Token, words: str, depth: int) -> Iterator[Fact]:
    if copula(p) is not None and p.pos_ != "VERB":
        yield from _copular(p, words, depth)
        return
    objects = _objects(p)
    bases = [f"{words} {text}" for o in objects for m in coordinated(o) for text in phrases(m)] or [words]
    for o in objects:
        yield from _slot("object", o, words, depth)
    complement = child(p, "xcomp")
    if complement is not None and complement.pos_ in {"NOUN", "ADJ", "PROPN", "NUM", "ADV"} and copula(complement) is None:
        mark = text_of(marker(complement, "case"))
        for base in bases:
            yield "objcomplement" if objects else "complement", f"{base} {mark}", _clausal(complement)
            yield from _nested(complement, f"{base} {mark}", depth)
        bases = [f"{base} {mark} {phrase(complement)}" for base in bases]
    chained = _verbs_below(complement if complement is not None and complement.pos_ == "ADJ" else p)
    for v in chained:
        for base in bases:
            for kind, relation, object in _arguments(v, f"{base} {group(v)}", depth):
                yield (kind if " chain" in kind else f"{kind} chain"), relation, object
    if chained:
        bases = [longer for base in bases for longer in _longer(chained[0], f"{base} {group(chained[0])}")]
    alone = not objects and complement is None and not children(p, "ccomp", "advcl")
    for base in bases:
        yield from _obliques(p, base, depth, bool(chained), not objects, alone)
        if depth < 2 and not chained:
            yield from _adverbial(p, base, depth)


def _longer(v: Token, base: str) -> list[str]:
    """Return the words up to and with the objects of a verb or the first phrase that completes it."""
    found = [f"{base} {phrase(m)}" for o in _objects(v) for m in coordinated(o)]
    if found:
        return found
    if copula(v) is not None:
        return [f"{base} {text_of(marker(v, 'case'))} {phrase(v)}"]
    complement = child(v, "xcomp")
    if complement is not None and complement.pos_ != "VERB":
        return [f"{base} {phrase(complement)}"]
    return [base]


def _clausal(t: Token) -> str:
    if t.pos_ in {"ADJ", "ADV"} and child(t, "xcomp") is not None:
        return text_of([x for x in t.subtree])
    return phrase(t)


def _verbs_below(p: Token) -> list[Token]:
    """Return the verbs that a verb or adjective takes, coordinated ones too: "able to reinforce and defeat"."""
    top = child(p, "xcomp")
    if top is None or not (top.pos_ in {"VERB", "AUX"} or copula(top) is not None):
        return []
    return [top, *(c for c in children(top, "conj") if c.pos_ == "VERB" and not children(c, "nsubj", "nsubj:pass"))]


def _is_oblique(c: Token) -> bool:
    return c.dep_ in {"obl", "obl:agent", "nmod"} and c.pos_ in NOMINAL and bool(marker(c, "case")) and c.lower_ not in {"which", "whom"} and text_of(c.subtree).lower().strip(" ,") not in _ASIDE


def _is_temporal(c: Token) -> bool:
    return c.ent_type_ in {"DATE", "TIME"}


def _obliques(p: Token, base: str, depth: int, chained: bool, bare: bool, alone: bool) -> Iterator[Fact]:
    shared = [] if p.dep_ != "conj" else [c for c in children(p.head, "obl") if p.head.dep_ != "conj" and _fronted(c)]
    found = [c for c in [*shared, *p.children] if _is_oblique(c)]
    core = _core(p, found) if bare else None
    wide = base
    if core is not None:
        wide = f"{base} {text_of(marker(core, 'case'))} {phrase(core)}"
    for c in [*shared, *p.children]:
        if c in found:
            kind = "agent" if c.dep_ == "obl:agent" else "fronted" if _fronted(c) else "oblique"
            if c in shared:
                kind = "fronted shared"
            if chained and c.i > p.i and c.i < child(p, "xcomp").i:
                continue
            comma = c.i > p.i and p.doc[marker(c, "case")[0].i - 1].text == ","
            if core is not None and c != core and not comma:
                kind += " wide"
            yield from _slot(kind, c, base if c == core or comma else wide, depth)
        elif c.dep_ in {"obl:unmarked", "obl:tmod", "obl:npmod"}:
            yield "unmarked", wide, phrase(c)
        elif c.dep_ == "advmod" and c.pos_ == "ADV" and c.lower_ not in {"not", "n't", "never"}:
            if child(c, "obl:unmarked", "nmod:unmarked", "obl:npmod"):
                yield "unmarked", wide, text_of(c.subtree)
            elif c.i > p.i and not found and alone and not chained:
                yield "adverb", base, text_of(c.subtree)


def _core(p: Token, found: list[Token]) -> Token | None:
    """Return the phrase right behind a verb that completes it: "headed for Wall Street in 1980"."""
    for c in found:
        if c.i > p.i:
            last = max(t.i for t in verb_group(p))
            close = all(t.dep_ in {"advmod", "compound:prt"} for t in p.doc[last + 1 : c.left_edge.i])
            return c if close and not _is_temporal(c) else None
    return None


def _fronted(c: Token) -> bool:
    s = child(c.head, "nsubj", "nsubj:pass")
    return s is not None and c.i < s.i


def _adverbial(p: Token, base: str, depth: int) -> Iterator[Fact]:
    gerunds = [c for c in children(p, "ccomp") if "Ger" in c.morph.get("VerbForm", []) and marker(c, "mark")]
    for c in [*children(p, "advcl"), *gerunds]:
        if children(c, "nsubj", "nsubj:pass"):
            mark = child(c, "mark", "advmod")
            if mark is not None:
                yield "clause " + mark.lower_, f"{base} {text_of(marker(c,'mark')) or mark.text}", text_of(t for t in c.subtree if t not in marker(c, "mark"))
            continue
        mark = text_of(m for m in marker(c, "mark", "case") if m.lower_ != "to")
        form = "to" if child(c, "mark") is not None and child(c, "mark").lower_ == "to" else "mark" if mark else "ing" 
        if copula(c) is None and c.pos_ == "VERB":
            for kind, relation, object in _arguments(c, f"{base} {mark} {group(c)}", depth + 1):
                yield f"advcl {form}", relation, object
    for c in children(p, "ccomp"):
        for text in _contents(c):
            yield "ccomp", base, text


def _contents(c: Token) -> Iterator[str]:
    """Yield what is said: a clause, and each clause that is coordinated to it."""
    own = child(c, "nsubj", "nsubj:pass", "expl")
    if own is None:
        return
    others = [o for o in children(c, "conj") if o.pos_ in {"VERB", "AUX", "ADJ"} or copula(o) is not None]
    outside = {t for o in others for t in o.subtree} | {t for o in others for t in children(o, "cc")}
    outside |= {t for x in children(c, "parataxis") for t in x.subtree}
    yield text_of(t for t in c.subtree if t not in outside)
    for o in others:
        rest = [t for t in o.subtree if t.dep_ != "cc" or t.head != o]
        yield text_of(rest) if child(o, "nsubj", "nsubj:pass", "expl") is not None else f"{phrase(own)} {text_of(rest)}"


def _copular(p: Token, words: str, depth: int) -> Iterator[Fact]:
    mark = text_of(marker(p, "case"))
    deeper = child(p, "xcomp", "ccomp", "advcl") is not None or any(marker(c) and c.i > p.i for c in children(p, "obl", "nmod"))
    for o in (coordinated(p) if p.pos_ in NOMINAL else [p]):
        if o != p and copula(o) is not None:
            continue
        for text in phrases(o):
            yield f"is {o.pos_}" + (" +" if deeper and o.pos_ not in NOMINAL else "") + (" prep" if mark else ""), f"{words} {mark}", text
        if o.pos_ in NOMINAL:
            yield from _nested(o, f"{words} {mark}", depth)
    base = f"{words} {mark} {phrase(p)}"
    chained = _verbs_below(p)
    for v in chained:
        for kind, relation, object in _arguments(v, f"{base} {group(v)}", depth):
            yield (kind if " chain" in kind else f"{kind} chain"), relation, object
    if p.pos_ not in NOMINAL:
        for longer in (_longer(chained[0], f"{base} {group(chained[0])}") if chained else [base]):
            yield from _obliques(p, longer, depth, bool(chained), not chained, False)
    else:
        for c in [c for c in children(p, "nmod", "obl") if c.i < p.i and marker(c)]:
            yield from _slot("fronted", c, base, depth)
