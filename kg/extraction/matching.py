"""Where the frames of the lexicon fit the predications of a sentence."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from textwrap import shorten
from typing import Literal

from kg.extraction.claims import Argument, Predication
from kg.extraction.context import Context
from kg.extraction.inflection import base_forms
from kg.extraction.mentions import argument
from kg.extraction.misreadings import accepts, is_doubtful
from kg.extraction.noun_frames import Triple, noun_pairs
from kg.extraction.tree import antecedent, child, children, coordinated, is_passive, members, preposition
from kg.language.tokens import Doc, Token
from kg.model import EntityType, Span
from kg.ontology import Frame, Slot
from kg.ontology.frames import THING

_SHOWN = 60
#: Verbs that say no more than that what their object names is done.
_CARRYING = frozenset(
    {"make", "launch", "issue", "give", "do", "have", "sign", "mount", "file", "lodge", "put", "offer"}
)
_CURRENCIES = {"$": "dollar", "£": "pound", "€": "euro", "¥": "yen"}
#: Possessors that mostly are the subject itself: "opened its review".
_OWN = frozenset({"its", "their", "our", "my"})
_REFLEXIVE = ("self", "selves")
_HOUSED = frozenset({EntityType.ORGANIZATION, EntityType.FACILITY})


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
    frames = _candidates(kind, predication, context)
    near = _words_beside(predication, context.doc) if any(frame.fixed for frame in frames) else frozenset()
    for frame in frames:
        missing = frame.fixed and near.isdisjoint(frame.fixed)
        fitting = [] if missing else list(fits(frame, predication, context))
        found.extend((frame, *triple) for triple in fitting)
        if context.notes is not None and not fitting:
            reason = f"words or arguments of “{shorten(frame.pattern, _SHOWN)}” are missing"
            _note(frame, predication, context, reason)
    # a frame whose third argument is missing comes after those that ask for none
    ordered = sorted(found, key=lambda t: t[0].z is not None and t[3] is None)
    doubted = [one for one in ordered if is_doubtful(one[1], context) or is_doubtful(one[2], context)]
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
        span = Span(head.idx, head.idx + len(head.text))
        context.notes.drop(span, frame.rule_for(head.lemma_.lower()), reason, x, y)


def _candidates(
    kind: Literal["noun", "verb"], predication: Predication, context: Context
) -> tuple[Frame, ...]:
    """Return the frames of a predication's lemma, or, for copular frames, of its form; the most specific first."""
    form = context.doc[predication.head].lower_
    forms = [predication.lemma]
    if predication.lemma != "be" and kind == "verb":
        forms.append(form)
        if predication.kind == "verb" and (kind, predication.lemma) not in context.ontology.by_head:
            forms += base_forms(form)
    return context.ontology.frames_of(kind, forms)


def _typed(
    frame: Frame, x: Token, y: Token, z: Token | None, context: Context, *, trust: bool
) -> Match | str:
    """Return the frame with its mentions, or why they can't fill it.

    Without ``trust`` in what the language model called a name, see ``_may_be_misread``.
    """
    relation = context.ontology.relations[frame.relation]
    subject = _as_asked(argument(x, context), relation.domain & frame.x.types, context)
    object = _as_asked(argument(y, context), relation.range & frame.y.types, context)
    if subject is None or object is None:
        return f"“{(x if subject is None else y).text}” names and describes nothing"
    if subject.span == object.span or subject.text == object.text:
        return "both ends are the same words"
    if y.lower_.endswith(_REFLEXIVE):
        return "its object is the subject itself"
    for slot, token in ((frame.x, x), (frame.y, y)):
        if not _listed(slot, token):
            return f"“{token.text}” is none of the words that the pattern lists"
    third = argument(z, context) if z is not None else None
    if frame.z is not None and z is not None and not _fits_third(frame.z, z, third):
        return "the third argument is not of the words or types that the pattern asks for"
    if not accepts(relation.domain & frame.x.types, subject, trust, frame):
        return f"its subject can't be of type {subject.type}"
    if not accepts(relation.range & frame.y.types, object, trust, frame):
        return f"its object can't be of type {object.type}"
    return Match(frame, subject, object, third)


def _as_asked(mention: Argument | None, types: frozenset[EntityType], context: Context) -> Argument | None:
    """Return a mention of a house as the body in it, or the other way round, where that is what is asked for."""
    if mention is None or mention.kind != "nominal" or mention.type in types or mention.type not in _HOUSED:
        return mention
    if context.doc[mention.head].lemma_.lower() not in context.nouns.premises:
        return mention
    other = next(iter(_HOUSED - {mention.type}))
    return replace(mention, type=other) if other in types else mention


def _fits_third(slot: Slot, token: Token, mention: Argument | None) -> bool:
    """Return whether a third argument is of the types and words that its placeholder asks for."""
    typed = slot.types == THING or (mention is not None and mention.type in slot.types)
    return typed and _listed(slot, token)


def _listed(slot: Slot, token: Token) -> bool:
    return not slot.words or token.lemma_.lower() in slot.words or token.lower_ in slot.words


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
    if not xs:
        return
    if "with" in frame.y.prepositions and context.ontology.relations[frame.relation].symmetric:
        yield from ((a, b, None) for n, a in enumerate(xs) for b in xs[n + 1 :])
    ys = _fillers(frame.y, frame, predication, carrier, doc)
    zs = _fillers(frame.z, frame, predication, carrier, doc) if frame.z is not None else []
    if (
        frame.z is not None
        and not zs
        and (
            frame.z.position in {"object", "complement"}
            or "as" in frame.z.prepositions
            or ("from" in frame.z.prepositions and not _is_kept_from(doc[predication.head]))
        )
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


def _is_kept_from(verb: Token) -> bool:
    """Return whether a verb has a gerund after "from": "barred the men from entering"."""
    return any(preposition(c) == "from" for c in children(verb, "advcl", "xcomp", "ccomp", "obl", "acl"))


def _fixed_word(frame: Frame, predication: Predication, doc: Doc) -> Token | None:
    """Return the noun (or particle) that belongs to the frame's verb, if it is there."""
    if frame.fixed_preposition and not frame.copular:
        found = [doc[i] for i in predication.at("oblique", (frame.fixed_preposition,))]
    else:
        found = [doc[i] for i in predication.at("object")]
        found += children(doc[predication.head], "xcomp", "obl", "advmod", "compound:prt")
    for token in found:
        for member in coordinated(token):
            if any(word in frame.fixed for word in _spellings(member)):
                return member
    return None


def _words_beside(predication: Predication, doc: Doc) -> frozenset[str]:
    """Return the words that may be the fixed noun or particle of a frame, whatever their preposition."""
    found = [doc[f.token] for f in predication.fillers if f.place in {"object", "oblique"}]
    found += children(doc[predication.head], "xcomp", "obl", "advmod", "compound:prt")
    return frozenset(word for token in found for member in coordinated(token) for word in _spellings(member))


def _spellings(token: Token) -> tuple[str, str, str]:
    """Return by which words a frame may know its fixed noun."""
    return token.lemma_.lower(), token.lower_, _CURRENCIES.get(token.text, "")


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
            if "of" in slot.prepositions:  # "demanded Bell's resignation"
                owners = [antecedent(c) or c for c in children(carrier, "nmod:poss")]
                found += [t for t in owners if t.lower_ not in _OWN]
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
