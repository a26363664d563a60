"""The predications of a sentence: verbs, predicate adjectives and event nouns with what fills their places."""

from __future__ import annotations

from collections.abc import Container, Iterator

from kg.extraction.claims import Filler, Predication
from kg.extraction.cues import Cues
from kg.extraction.event_nouns import nominal
from kg.extraction.subjects import surface_subject
from kg.extraction.tree import (
    NOMINAL,
    RELATIVE,
    antecedent,
    child,
    children,
    content,
    copula,
    is_passive,
    particle,
    preposition,
)
from kg.language.tokens import Token
from kg.ontology.frames import PARTICLES, Kind

__all__ = ["predications", "surface_subject"]


_STRANDED = frozenset({"for", "after", "to", "at", "upon"})


def predications(
    sentence: Iterator[Token], cues: Cues, heads: Container[tuple[Kind, str]] | None = None
) -> Iterator[Predication]:
    """Yield the predications of a sentence in the order of the text.

    ``heads`` are the lemmas that frames have: where they are given, nouns and adjectives without one are passed over.
    """
    for token in sentence:
        if token.pos_ in {"VERB", "AUX"}:
            if token.dep_ not in {"aux", "aux:pass", "cop"}:
                yield verbal(token, cues)
        elif token.pos_ == "ADJ":
            said = copula(token) is not None or token.dep_ in {"xcomp", "acl", "amod", "conj"}
            if said and (heads is None or _is_head("verb", token, heads)):
                yield adjectival(token, cues)
        elif token.pos_ in {"NOUN", "PROPN", "NUM"}:
            if copula(token) is not None:
                yield from copular(token, cues)
            if token.pos_ != "NUM" and (heads is None or _is_head("noun", token, heads)):
                yield nominal(token, cues)


def _is_head(kind: Kind, token: Token, heads: Container[tuple[Kind, str]]) -> bool:
    return (kind, token.lemma_.lower()) in heads or (kind, token.lower_) in heads


def verbal(verb: Token, cues: Cues) -> Predication:
    """Return the predication of a verb; the agent of a passive is its subject."""
    passive = is_passive(verb)
    fillers = []
    subject = surface_subject(verb, cues)
    stranded = _stranded(verb) if passive else ""
    if subject is not None:
        place = ("oblique" if stranded else "object") if passive else "subject"
        fillers.append(Filler(place, content(subject).i, stranded))
    for c in verb.children:
        fillers.extend(_complement(c, passive))
    fillers.extend((*_shared_obliques(verb), *_stray_oblique(verb)))
    places = {f.place for f in fillers}
    objects = [f for f in fillers if f.place == "object"]
    if len(objects) > 1 and not passive:  # "left her a note", both of them called objects
        fillers[fillers.index(objects[0])] = Filler("indirect", objects[0].token)
    agents = [f for f in fillers if f.place == "subject"]
    if passive and len(agents) > 1:  # "was beaten by two votes by Ann Bell"
        counted = [f for f in agents if child(verb.doc[f.token], "nummod") is not None]
        fillers = [f for f in fillers if f not in counted or len(counted) == len(agents)]
    if passive and not agents:
        fillers.extend(Filler("subject", t.i) for t in _stray_agents(verb))
    if "object" not in places:
        shared = _shared_object(verb) or _gap(verb, subject)
        if shared is not None:
            fillers.append(Filler("object", content(shared).i))
    added = "" if stranded else particle(verb) or _adverb(verb) or _of_pair(fillers)
    return Predication(verb.i, "verb", verb.lemma_.lower(), added, tuple(_split(fillers, added)))


def _complement(c: Token, passive: bool) -> Iterator[Filler]:
    target = content(antecedent(c) or c)
    marker = preposition(c)
    if c.dep_ == "obj":
        yield Filler("object", target.i)
    elif c.dep_ == "iobj":
        yield Filler("indirect", target.i)
    elif (
        (passive and _is_joined(c))
        or (c.dep_ == "obl:agent" and marker in {"by", ""})
        or (c.dep_ == "obl" and passive and marker == "by")
    ):
        yield Filler("subject", target.i)
    elif c.dep_ in {"obl", "obl:agent", "nmod"} and (c.pos_ in NOMINAL or target.i != c.i or marker == "as"):
        yield Filler("oblique", target.i, marker)
    elif (
        c.dep_ in {"xcomp", "advcl"}
        and copula(c) is None
        and (c.pos_ in NOMINAL or (c.pos_ == "ADJ" and (marker == "as" or c.dep_ == "xcomp")))
    ):
        yield Filler("oblique", target.i, marker or "=")
    elif c.dep_ == "ccomp":
        topic = child(c, "nsubj", "nsubj:pass", "nsubj:outer")
        if topic is not None:
            yield Filler("clause", content(antecedent(topic) or topic).i)


def _stranded(verb: Token) -> str:
    """Return the preposition that a passive leaves behind before its agent: "was paid for by the state"."""
    if verb.i + 2 >= len(verb.doc) or verb.nbor(2).lower_ != "by":
        return ""
    after = verb.nbor(1)
    left = after.pos_ == "ADP" and after.head == verb and after.lower_ in _STRANDED
    return after.lower_ if left and child(verb, "obl:agent", "obl") is not None else ""


def _is_joined(c: Token) -> bool:
    """Return whether a hyphen joins an agent to the participle after it: "army-backed", "Iran-led"."""
    verb = c.head
    hyphen = verb.i - c.i == 2 and verb.nbor(-1).text in {"-", "–"}
    return hyphen and c.pos_ in {"NOUN", "PROPN"} and verb.dep_ == "amod" and c.lower_ != "state"


def _stray_agents(verb: Token) -> Iterator[Token]:
    """Yield the agent of a passive that the tree hangs on a neighbour: "was imposed on TikTok by Ireland"."""
    for c in children(verb, "obl", "obl:agent", "obj", "xcomp"):
        for inner in children(c, "nmod", "conj", "obl"):
            if preposition(inner) == "by" and inner.pos_ in {"NOUN", "PROPN"} and inner.i > verb.i:
                yield inner
                return


def _adverb(verb: Token) -> str:
    """Return the adverb right after a verb that makes a phrasal verb of it: "walked away from", "thrown out"."""
    after = next((c for c in children(verb, "advmod", "compound:prt") if c.i == verb.i + 1), None)
    return after.lower_ if after is not None and after.lower_ in PARTICLES else ""


def _of_pair(fillers: list[Filler]) -> str:
    """Return the particle that stands in a double preposition: "pulled its troops out of Mali"."""
    firsts = (f.preposition.split() for f in fillers if f.place == "oblique")
    return next((words[0] for words in firsts if len(words) > 1 and words[0] in PARTICLES), "")


def _split(fillers: list[Filler], added: str) -> Iterator[Filler]:
    """Yield the fillers, "out of" taken apart: a particle of the verb and a preposition."""
    for filler in fillers:
        first, _, rest = filler.preposition.partition(" ")
        if filler.place == "oblique" and rest and first == added:
            yield Filler("oblique", filler.token, rest)
        yield filler


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
    for other in (*children(verb, "conj"), *([verb.head] if verb.dep_ == "conj" else [])):
        first, last = sorted((verb.i, other.i))
        if other.pos_ == "VERB" and all(
            t.dep_ in {"cc", "aux", "advmod"} for t in verb.doc[first + 1 : last]
        ):
            for c in children(other, "obl"):
                if c.i > last and preposition(c) in {"in", "at", "on", "near"} and c.pos_ in NOMINAL:
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
        fillers.append(Filler("subject", content(subject).i))
    for c in children(adjective, "obl", "nmod"):
        fillers.append(Filler("oblique", (antecedent(c) or c).i, preposition(c)))
    fillers.extend(_gerund_objects(adjective))
    return Predication(adjective.i, "adjective", adjective.lemma_.lower(), "", tuple(fillers))


def _gerund_objects(adjective: Token) -> Iterator[Filler]:
    """Yield the object of "essential for making chips" as if it stood after the preposition."""
    for c in children(adjective, "advcl", "acl", "xcomp", "ccomp"):
        mark, object = child(c, "mark", "case"), child(c, "obj")
        if mark is not None and object is not None and "Ger" in c.morph.get("VerbForm", []):
            yield Filler("oblique", content(object).i, mark.lower_)


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
