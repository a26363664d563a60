"""Open relations of a sentence: short arguments, the relation phrase as it stands in the text."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from kg.extraction.open_clauses import Clause, clauses
from kg.extraction.open_phrases import marker, phrase, phrases, text_of
from kg.extraction.tree import NOMINAL, antecedent, child, children, coordinated, copula, preposition

Triple = tuple[float, str, str, str, tuple[str, ...]]
Candidate = tuple[str, str, str, str]


def open_relations(doc: Doc) -> Iterator[Triple]:
    """Yield (confidence, subject, relation, object, further arguments) in the order of the text."""
    for kind, s, r, o in candidates(doc):
        yield 0.5, s, r, o, ()


def candidates(doc: Doc) -> Iterator[Candidate]:
    seen = set()
    for clause in clauses(doc):
        for kind, relation, object in _facts(clause):
            for s in phrases(clause.subject):
                found = (f"{kind}/{clause.kind}", s, " ".join(relation.split()), object)
                if found[1:] not in seen and s and relation and object:
                    seen.add(found[1:])
                    yield found


def _facts(clause: Clause) -> Iterator[tuple[str, str, str]]:
    p = clause.predicate
    if copula(p) is not None:
        yield from _copular(clause)
        return
    objects = [antecedent(o) or o for c in children(p, "obj", "iobj") for o in coordinated(c)]
    if not objects and p.dep_ == "acl:relcl" and clause.kind in {"own"} and clause.subject != p.head:
        gap = not any(t.lower_ in {"that", "which", "who", "where", "when", "whose"} for t in p.children)
        if gap:
            objects = coordinated(p.head)
    complement = child(p, "xcomp")
    words = clause.words
    if complement is not None and complement.pos_ in {"NOUN", "ADJ", "PROPN", "NUM"} and copula(complement) is None and not child(complement, "mark"):
        mark = text_of(marker(complement))
        if not objects:
            for o in coordinated(complement):
                for text in phrases(o):
                    yield "complement", f"{words} {mark}", text
            yield from _nested(complement, f"{words} {mark}", 0)
            words = f"{words} {mark} {phrase(complement)}"
        else:
            for o in objects:
                for text in phrases(complement):
                    yield "objcomplement", f"{words} {phrase(o)} {mark}", text
                yield from _nested(complement, f"{words} {phrase(o)} {mark}", 0)
    for o in objects:
        for text in phrases(o):
            yield "object", words, text
        yield from _nested(o, words, 0)
    bases = [f"{words} {phrase(o)}" for o in objects] or [words]
    if p.dep_ == "xcomp" and False:
        pass
    for base in bases:
        yield from _obliques(p, base)


def _obliques(p: Token, base: str) -> Iterator[tuple[str, str, str]]:
    for c in p.children:
        if c.dep_ in {"obl", "obl:agent", "nmod"} and c.pos_ in NOMINAL and marker(c) and c.lower_ not in {"which", "whom"}:
            mark = text_of(marker(c))
            for o in coordinated(c):
                own = text_of(marker(o)) if o != c else ""
                for text in phrases(o):
                    yield "agent" if c.dep_ == "obl:agent" else "oblique", f"{base} {own or mark}", text
                yield from _nested(o, f"{base} {own or mark}", 0)
        elif c.dep_ in {"obl:unmarked", "obl:tmod", "obl:npmod"}:
            yield "unmarked", base, phrase(c)


def _nested(noun: Token, before: str, depth: int) -> Iterator[tuple[str, str, str]]:
    """Yield what stands in a prepositional phrase of a nominal: "became a justice of" - "the Court"."""
    for c in children(noun, "nmod", "obl"):
        if marker(c) and c.i > noun.i and c.pos_ in NOMINAL:
            mark = text_of(marker(c))
            for base in phrases(noun, complement=False):
                for o in coordinated(c):
                    for text in phrases(o):
                        yield f"nested {depth}", f"{before} {base} {mark}", text
                    if depth < 2:
                        yield from _nested(o, f"{before} {base} {mark}", depth + 1)


def _copular(clause: Clause) -> Iterator[tuple[str, str, str]]:
    p = clause.predicate
    mark = text_of(marker(p))
    for o in (coordinated(p) if p.pos_ in NOMINAL else [p]):
        for text in phrases(o):
            yield f"is {o.pos_}" if not mark else "is prep", f"{clause.words} {mark}", text
        yield from _nested(o, f"{clause.words} {mark}", 0)
    if p.pos_ not in NOMINAL:
        yield from _obliques(p, f"{clause.words} {mark} {phrase(p)}")
