"""The predications of a sentence: verbs, predicate adjectives and event nouns with what fills their places.

Missing subjects are taken from where grammar puts them: coordination, control and raising, participles, relative
clauses (UD guidelines, "Enhanced dependencies: control, propagation of conjuncts, relative clauses").
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from kg.extraction.claims import Filler, Predication
from kg.extraction.cues import Cues
from kg.extraction.tree import (
    NOMINAL,
    RELATIVE,
    antecedent,
    child,
    children,
    copula,
    is_passive,
    particle,
    preposition,
)

_SUBJECT = ("nsubj", "nsubj:pass", "nsubj:outer")


def predications(sentence: Iterator[Token], cues: Cues) -> Iterator[Predication]:
    """Yield the predications of a sentence in the order of the text."""
    for token in sentence:
        if token.pos_ in {"VERB", "AUX"} and token.dep_ not in {"aux", "aux:pass", "cop"}:
            yield verbal(token, cues)
        elif token.pos_ == "ADJ" and (
            copula(token) is not None or token.dep_ in {"xcomp", "acl", "amod", "conj"}
        ):
            yield adjectival(token, cues)
        if token.pos_ in {"NOUN", "PROPN", "NUM"} and copula(token) is not None:
            yield from copular(token, cues)
        if token.pos_ in {"NOUN", "PROPN"}:
            yield nominal(token, cues)


def verbal(verb: Token, cues: Cues) -> Predication:
    """Return the predication of a verb; the agent of a passive is its subject."""
    passive = is_passive(verb)
    fillers = []
    subject = surface_subject(verb, cues)
    if subject is not None:
        fillers.append(Filler("object" if passive else "subject", subject.i))
    for c in verb.children:
        fillers.extend(_complement(c, passive))
    fillers.extend((*_shared_obliques(verb), *_stray_oblique(verb)))
    places = {f.place for f in fillers}
    if "object" not in places:
        shared = _shared_object(verb) or _gap(verb, subject)
        if shared is not None:
            fillers.append(Filler("object", shared.i))
    return Predication(verb.i, "verb", verb.lemma_.lower(), particle(verb), tuple(fillers))


def _complement(c: Token, passive: bool) -> Iterator[Filler]:
    target = antecedent(c) or c
    if c.dep_ == "obj":
        yield Filler("object", target.i)
    elif c.dep_ == "iobj":
        yield Filler("indirect", target.i)
    elif c.dep_ == "obl:agent" or (c.dep_ == "obl" and passive and preposition(c) == "by"):
        yield Filler("subject", target.i)
    elif c.dep_ in {"obl", "nmod"} and c.pos_ in NOMINAL:
        yield Filler("oblique", target.i, preposition(c))
    elif c.dep_ in {"xcomp", "advcl"} and c.pos_ in NOMINAL and copula(c) is None:
        yield Filler("oblique", target.i, preposition(c) or "=")
    elif c.dep_ in {"advmod", "obl"} and c.pos_ == "ADV":
        return


def surface_subject(verb: Token, cues: Cues, depth: int = 0) -> Token | None:
    """Return the word that is, or by control must be, the grammatical subject of a predicate."""
    own = child(verb, *_SUBJECT)
    if own is not None:
        return antecedent(own) or own
    if depth > 6 or child(verb, "csubj", "expl") is not None:
        return None
    head = verb.head
    if verb.dep_ == "conj" and (head.pos_ in {"VERB", "AUX", "ADJ"} or copula(head) is not None):
        return surface_subject(head, cues, depth + 1)
    if verb.dep_ == "xcomp":
        if head.lemma_.lower() in cues.object_control:
            controller = child(head, "obj", "iobj")
            if controller is not None and controller.i != verb.i:
                return antecedent(controller) or controller
        return surface_subject(head, cues, depth + 1)
    mark = child(verb, "mark")
    if verb.dep_ == "advcl" and mark is not None and mark.lower_ == "from" and child(head, "obj") is not None:
        return child(head, "obj")
    if verb.dep_ == "advcl" and _nonfinite(verb):
        clausal = head.pos_ in {"VERB", "AUX", "ADJ"} or copula(head) is not None
        return surface_subject(head, cues, depth + 1) if clausal else None
    if verb.dep_ in {"acl", "acl:relcl"}:
        return _modified_noun(verb, cues, depth)
    if verb.dep_ == "amod" and verb.pos_ == "VERB":
        return head
    if verb.dep_ == "parataxis" and verb.tag_ == "VBN" and head.pos_ == "PROPN":
        return head
    return None


def _nonfinite(verb: Token) -> bool:
    forms = verb.morph.get("VerbForm", [])
    return not child(verb, "aux", "cop") or any(f in {"Part", "Ger", "Inf"} for f in forms)


def _modified_noun(verb: Token, cues: Cues, depth: int) -> Token | None:
    """Return the subject of a clause that modifies a noun: the noun, or who holds the plan "to acquire"."""
    noun = verb.head
    infinitive = child(verb, "mark") is not None and "Inf" in verb.morph.get("VerbForm", [])
    if infinitive or (child(verb, "mark") is not None and verb.dep_ == "acl"):
        return holder(noun, cues, depth + 1)
    if verb.dep_ == "acl:relcl" and any(
        t.lower_ in RELATIVE and antecedent(t) == noun for t in verb.children
    ):
        return None
    return noun


def holder(noun: Token, cues: Cues, depth: int = 0) -> Token | None:
    """Return whose plan, attempt or talks a noun is: its possessor, or the subject of the verb it is the object of."""
    owner = child(noun, "nmod:poss")
    if owner is not None:
        return antecedent(owner) or owner
    for c in children(noun, "nmod"):
        if preposition(c) in {"by", "of"} and c.i > noun.i and preposition(c) == "by":
            return c
    if noun.dep_ in {"obj", "xcomp", "obl"} and noun.head.pos_ in {"VERB", "AUX"}:
        if noun.head.lemma_.lower() in cues.stance and noun.head.lemma_.lower() not in cues.support:
            return None
        if noun.dep_ == "obl" and preposition(noun) not in {"in", "as"}:
            return None
        found = surface_subject(noun.head, cues, depth + 1)
        if is_passive(noun.head):
            agent = child(noun.head, "obl:agent")
            return agent if noun.dep_ != "obl" else found
        return found
    if noun.dep_ == "nsubj:pass":
        return child(noun.head, "obl:agent")
    if noun.dep_ == "conj":
        return holder(noun.head, cues, depth + 1) if depth < 5 else None
    return None


def _is_supported(noun: Token, cues: Cues) -> bool:
    """Return whether an event noun depends on a verb that gives it its subject as agent ("imposed curbs")."""
    while noun.dep_ == "conj" and noun.head.pos_ in {"NOUN", "PROPN"}:
        noun = noun.head
    verb = noun.head
    keys = {verb.lemma_.lower(), f"{verb.lemma_.lower()} {particle(verb) or preposition(noun)}".strip()}
    return bool(keys & cues.support.keys() or keys & cues.catenative.keys())


def _shared_object(verb: Token) -> Token | None:
    """Return the object that two adjacent coordinated verbs share: "designed and built the bridge"."""
    for other in (*children(verb, "conj"), *([verb.head] if verb.dep_ == "conj" else [])):
        first, last = sorted((verb.i, other.i))
        if other.pos_ == "VERB" and all(t.dep_ in {"cc", "punct"} for t in verb.doc[first + 1 : last]):
            found = child(other, "obj")
            if found is not None and not is_passive(other):
                return antecedent(found) or found
    return None


def _stray_oblique(verb: Token) -> Iterator[Filler]:
    """Yield the phrase right after a participle that the tree hangs on its noun: "a league based in Newport"."""
    if verb.dep_ != "acl" or verb.i + 1 >= len(verb.doc) or child(verb, "obl", "obj") is not None:
        return
    for c in children(verb.head, "nmod"):
        if c.left_edge.i == verb.i + 1 and preposition(c):
            yield Filler("oblique", (antecedent(c) or c).i, preposition(c))


def _shared_obliques(verb: Token) -> Iterator[Filler]:
    """Yield the places that two adjacent coordinated verbs share: "was born and raised in Ohio"."""
    if child(verb, "obl", "obj", "xcomp", "ccomp", "advmod") is not None:
        return
    for other in children(verb, "conj"):
        if other.pos_ == "VERB" and all(
            t.dep_ in {"cc", "aux", "advmod"} for t in verb.doc[verb.i + 1 : other.i]
        ):
            for c in children(other, "obl"):
                if preposition(c) in {"in", "at", "on", "near"} and c.pos_ in NOMINAL:
                    yield Filler("oblique", (antecedent(c) or c).i, preposition(c))


def _gap(verb: Token, subject: Token | None) -> Token | None:
    """Return the noun whose place is empty in a relative clause without pronoun: "the video they hosted"."""
    if verb.dep_ != "acl:relcl" or subject is None or subject == verb.head or is_passive(verb):
        return None
    relatives = [t for t in verb.children if t.lower_ in {*RELATIVE, "where", "when", "whose", "why"}]
    return verb.head if not relatives and verb.head.pos_ in {"NOUN", "PROPN"} else None


def adjectival(adjective: Token, cues: Cues) -> Predication:
    """Return the predication of an adjective with its subject and prepositional complements."""
    fillers = []
    subject = adjective.head if adjective.dep_ in {"amod", "acl"} else surface_subject(adjective, cues)
    if subject is not None:
        fillers.append(Filler("subject", subject.i))
    for c in children(adjective, "obl", "nmod"):
        fillers.append(Filler("oblique", (antecedent(c) or c).i, preposition(c)))
    return Predication(adjective.i, "adjective", adjective.lemma_.lower(), "", tuple(fillers))


def copular(noun: Token, cues: Cues) -> Iterator[Predication]:
    """Yield the predications of a predicate noun: "is part of Y", and, after a preposition, "is in Y"."""
    subject = surface_subject(noun, cues)
    if subject is None:
        return
    fillers = [Filler("subject", subject.i)]
    for c in children(noun, "nmod", "obl"):
        fillers.append(Filler("oblique", (antecedent(c) or c).i, preposition(c)))
    marker = preposition(noun)
    yield Predication(noun.i, "copular", noun.lemma_.lower(), marker, tuple(fillers))
    if marker:
        yield Predication(noun.i, "copular", "be", "", (*fillers, Filler("oblique", noun.i, marker)))


def nominal(noun: Token, cues: Cues) -> Predication:
    """Return the predication of a noun: possessors, names before it, prepositional phrases and its holder."""
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
            fillers.append(Filler("oblique", (antecedent(c) or c).i, preposition(c)))
    held_by = holder(noun, cues) if _is_supported(noun, cues) else None
    if held_by is not None and not any(f.token == held_by.i for f in fillers):
        fillers.append(Filler("holder", held_by.i))
    if noun.dep_ in {"obj", "nsubj:pass"} and noun.head.pos_ == "VERB":
        for c in children(noun.head, "obl"):
            fillers.append(Filler("outer", (antecedent(c) or c).i, preposition(c)))
    return Predication(noun.i, "noun", noun.lemma_.lower(), "", tuple(fillers))
