"""Where the frames of the lexicon fit the predications of a sentence."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from textwrap import shorten
from typing import Literal

from spacy.tokens import Doc, Token

from kg.extraction.claims import Argument, Predication
from kg.extraction.context import Context
from kg.extraction.inflection import base_forms
from kg.extraction.mentions import argument
from kg.extraction.noun_frames import Triple, noun_pairs
from kg.extraction.tree import child, children, coordinated, is_passive, members, preposition
from kg.model import EntityType, Span
from kg.ontology import Frame, Slot
from kg.ontology.frames import THING

_SHOWN = 60
#: Verbs that say no more than that what their object names is done.
_CARRYING = frozenset(
    {"make", "launch", "issue", "give", "do", "have", "sign", "mount", "file", "lodge", "put", "offer"}
)
_REFLEXIVE = ("self", "selves")
_HUMAN = frozenset({EntityType.PERSON, EntityType.GROUP})
_DOUBTED = frozenset({"ORG", "PERSON", "GPE", "LOC", "EVENT", "WORK_OF_ART"})
#: What the names of things that one founds, owns or runs are misread as, by the relation that asks for them.
_MISREAD = {
    "foundedBy": frozenset({EntityType.PERSON, EntityType.GPE, EntityType.LOCATION}),
    "subsidiaryOf": frozenset({EntityType.PERSON, EntityType.GPE, EntityType.EVENT, EntityType.WORK}),
    "operates": frozenset({EntityType.GPE, EntityType.EVENT}),
    "acquires": frozenset({EntityType.GPE, EntityType.EVENT, EntityType.WORK}),
    "headquarteredIn": frozenset({EntityType.PERSON, EntityType.EVENT}),
}
_OWNED = frozenset({EntityType.ORGANIZATION, EntityType.FACILITY, EntityType.PRODUCT})


@dataclass(frozen=True, slots=True)
class Match:
    """A frame with the mentions that fill it."""

    frame: Frame
    x: Argument
    y: Argument
    z: Argument | None = None


def matches(predication: Predication, context: Context) -> Iterator[Match]:
    """Yield, for each pair of mentions, the match of the most specific frame that accepts their types."""
    kind: Literal["noun", "verb"] = "noun" if predication.kind == "noun" else "verb"
    if kind == "noun" and predication.head in context.names:
        return
    taken: set[tuple[int, int]] = set()
    carriers: set[int] = set()
    fits = noun_pairs if kind == "noun" else _verb_pairs
    found: list[tuple[Frame, Token, Token, Token | None]] = []
    for frame in _candidates(kind, predication, context):
        fitting = list(fits(frame, predication, context))
        found.extend((frame, *triple) for triple in fitting)
        if context.notes is not None and not fitting:
            reason = f"words or arguments of “{shorten(frame.pattern, _SHOWN)}” are missing"
            _note(frame, predication, context, reason)
    # a frame whose third argument is missing comes after those that ask for none
    ordered = sorted(found, key=lambda t: t[0].z is not None and t[3] is None)
    doubted = [one for one in ordered if _is_doubtful(one[1], context) or _is_doubtful(one[2], context)]
    tries = [(True, *one) for one in ordered] + [(False, *one) for one in doubted]
    for trust, frame, x, y, z in tries:
        pair = (min(x.i, y.i), max(x.i, y.i))
        free = pair not in taken and not carriers & set(pair)
        match = _typed(frame, x, y, z, context, trust=trust) if free else "a more specific pattern says it"
        if isinstance(match, str):
            if not trust:
                continue
            _note(frame, predication, context, match, x.text, y.text)
        else:
            taken.add(pair)
            carrier = _fixed_word(frame, predication, context.doc) if frame.fixed else None
            if carrier is not None:
                carriers.add(carrier.i)  # who wins control of a firm does not win a thing called control
            yield match


def _note(
    frame: Frame, predication: Predication, context: Context, reason: str, x: str = "", y: str = ""
) -> None:
    if context.notes is not None:
        head = context.doc[predication.head]
        span = Span(head.idx, head.idx + len(head))
        context.notes.drop(span, frame.rule_for(head.lemma_.lower()), reason, x, y)


def _candidates(kind: Literal["noun", "verb"], predication: Predication, context: Context) -> list[Frame]:
    """Return the frames of a predication's lemma, or, for copular frames, of its form; the most specific first."""
    by_head = context.ontology.by_head
    form = context.doc[predication.head].lower_
    forms = [predication.lemma]
    if predication.lemma != "be" and kind == "verb":
        forms.append(form)
        if predication.kind == "verb" and (kind, predication.lemma) not in by_head:
            forms += base_forms(form)
    frames = {f.pattern + f.relation: f for lemma in forms for f in by_head.get((kind, lemma), ())}
    return sorted(frames.values(), key=lambda f: -f.specificity)


def _typed(
    frame: Frame, x: Token, y: Token, z: Token | None, context: Context, *, trust: bool
) -> Match | str:
    """Return the frame with its mentions, or why they can't fill it.

    Without ``trust`` in what the language model called a name, see ``_may_be_misread``.
    """
    subject, object = argument(x, context), argument(y, context)
    if subject is None or object is None:
        return f"“{(x if subject is None else y).text}” names and describes nothing"
    if subject.span == object.span or subject.text == object.text:
        return "both ends are the same words"
    if y.lower_.endswith(_REFLEXIVE):
        return "its object is the subject itself"
    if not _listed(frame.x, x) or not _listed(frame.y, y):
        return "an argument is none of the words that the pattern lists"
    third = argument(z, context) if z is not None else None
    if frame.z is not None and z is not None and not _fits_third(frame.z, z, third):
        return "the third argument is not of the words or types that the pattern asks for"
    relation = context.ontology.relations[frame.relation]
    if not _accepts(relation.domain & frame.x.types, subject, trust, frame):
        return f"its subject can't be of type {subject.type}"
    if not _accepts(relation.range & frame.y.types, object, trust, frame):
        return f"its object can't be of type {object.type}"
    return Match(frame, subject, object, third)


def _fits_third(slot: Slot, token: Token, mention: Argument | None) -> bool:
    """Return whether a third argument is of the types and words that its placeholder asks for."""
    typed = slot.types == THING or (mention is not None and mention.type in slot.types)
    return typed and _listed(slot, token)


def _listed(slot: Slot, token: Token) -> bool:
    return not slot.words or token.lemma_.lower() in slot.words or token.lower_ in slot.words


def _accepts(types: frozenset[EntityType], mention: Argument, trust: bool, frame: Frame) -> bool:
    return mention.type in types or (not trust and _may_be_misread(types, mention, frame.relation))


def _is_doubtful(token: Token, context: Context) -> bool:
    name = context.names.get(token.i)
    return name is not None and name.label_ in _DOUBTED


def _may_be_misread(types: frozenset[EntityType], mention: Argument, relation: str) -> bool:
    """Return whether a name that was read as one thing may be what the words ask for instead.

    Names of products and of persons that are rare look like those of firms: who "developed Spikevax" developed a thing,
    who "was arrested with Ales Bialiatski" is with a person. What somebody founded, owns or runs is no person, whatever
    its name looks like.
    """
    if mention.kind != "name" or mention.type in types:
        return False
    if mention.type in _MISREAD.get(relation, frozenset()):
        return bool(types & _OWNED)
    if mention.type is not EntityType.ORGANIZATION:
        return False
    if EntityType.PRODUCT in types and EntityType.EVENT not in types:
        return True
    words = mention.text.split()
    return types <= _HUMAN and len(words) in {2, 3} and all(w.istitle() and w.isalpha() for w in words)


def _verb_pairs(frame: Frame, predication: Predication, context: Context) -> Iterator[Triple]:
    doc = context.doc
    if not _head_fits(frame, predication, doc[predication.head]):
        return
    if (
        frame.z is None
        and frame.y.position == "object"
        and predication.at("indirect")
        and predication.at("object")
    ):
        return  # "left her a note" leaves nobody and nothing
    if frame.active and is_passive(doc[predication.head]):
        return
    if frame.infinitive and not _has_infinitive(doc[predication.head]):
        return
    carrier = None
    if frame.fixed:
        carrier = _fixed_word(frame, predication, doc)
        if carrier is None:
            return
    xs = _fillers(frame.x, frame, predication, carrier, doc)
    if "with" in frame.y.prepositions and context.ontology.relations[frame.relation].symmetric:
        yield from ((a, b, None) for n, a in enumerate(xs) for b in xs[n + 1 :])
    ys = _fillers(frame.y, frame, predication, carrier, doc)
    zs = _fillers(frame.z, frame, predication, carrier, doc) if frame.z is not None else []
    if (
        frame.z is not None
        and not zs
        and (frame.z.position in {"object", "complement"} or "as" in frame.z.prepositions)
    ):
        return
    for x in xs:
        for y in ys:
            if x.i != y.i and not (_is_carried(x, frame.x, context) or _is_carried(y, frame.y, context)):
                yield x, y, zs[0] if zs else None


def _head_fits(frame: Frame, predication: Predication, head: Token) -> bool:
    if predication.kind == "copular":
        marker = predication.particle
        return frame.copular and (predication.lemma == "be" or frame.fixed_preposition == marker)
    if not frame.copular:
        return predication.kind == "verb" and frame.particle == predication.particle
    return predication.kind == "adjective" or is_passive(head)


def _is_carried(token: Token, slot: Slot, context: Context) -> bool:
    """Return whether a word is an event noun that its verb only carries: "made an offer" produces no offer."""
    if token.dep_ not in {"obj", "nsubj:pass"} or slot.words or token.i in context.names:
        return False
    mention = argument(token, context)
    if mention is not None and mention.type in {EntityType.WORK, EntityType.PRODUCT}:
        return False
    carried = ("noun", token.lemma_.lower()) in context.ontology.by_head
    return carried and token.head.lemma_.lower() in _CARRYING


def _has_infinitive(verb: Token) -> bool:
    """Return whether a verb governs an infinitive with "to"."""
    for c in children(verb, "xcomp", "ccomp", "advcl"):
        mark = child(c, "mark")
        if mark is not None and mark.lower_ == "to":
            return True
    return False


def _fixed_word(frame: Frame, predication: Predication, doc: Doc) -> Token | None:
    """Return the noun (or particle) that belongs to the frame's verb, if it is there."""
    if frame.fixed_preposition and not frame.copular:
        found = [doc[i] for i in predication.at("oblique", (frame.fixed_preposition,))]
    else:
        found = [doc[i] for i in predication.at("object")]
        found += children(doc[predication.head], "xcomp", "obl", "advmod", "compound:prt")
    for token in found:
        for member in coordinated(token):
            if member.lemma_.lower() in frame.fixed or member.lower_ in frame.fixed:
                return member
    return None


def _fillers(
    slot: Slot, frame: Frame, predication: Predication, carrier: Token | None, doc: Doc
) -> list[Token]:
    """Return the tokens that may fill a slot of a verb frame, coordination and examples spelled out."""
    if slot.position == "clause":
        found = [doc[i] for i in predication.at("clause")]
    elif slot.position == "oblique":
        found = [doc[i] for i in predication.at("oblique", slot.prepositions)]
        if frame.copular and predication.kind == "verb" and "by" in slot.prepositions:
            found += [doc[i] for i in predication.at("subject") if predication.at("object")]
        if carrier is not None:
            found += [
                c for c in children(carrier, "nmod", "obl", "acl") if preposition(c) in slot.prepositions
            ]
        if not found and frame.z is not None and frame.z.position == "object":
            objects = [doc[i] for i in predication.at("object")]
            found = [c for o in objects for c in children(o, "nmod") if preposition(c) in slot.prepositions]
    elif slot.position == "subject":
        places = ("object", "subject") if frame.copular and predication.kind == "verb" else ("subject",)
        found = [doc[i] for place in places for i in predication.at(place)][:1]
    else:
        found = _bare(predication, doc)
        if carrier is not None:
            found = [t for t in found if t.i != carrier.i]
        if "complement" in {s.position for s in (frame.x, frame.y, frame.z) if s is not None}:
            found = found[1:2] if slot.position == "complement" else found[:1]
        else:
            found = found[:1] if len(found) > 1 and not predication.at("indirect") else found[-1:]
    return [member for token in found for member in members(token)]


def _bare(predication: Predication, doc: Doc) -> list[Token]:
    """Return the arguments without a preposition in their order: "gave Y Z", "was named Z"."""
    indirect, direct = predication.at("indirect"), predication.at("object")
    return [doc[i] for i in (*indirect, *direct, *predication.at("oblique", ("=",)))]
