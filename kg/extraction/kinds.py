"""Relations that the build of a noun phrase says: kind, nationality, place, employer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Token

from kg.countries import country_named, country_of_adjective
from kg.extraction.claims import Argument
from kg.extraction.context import Context
from kg.extraction.mentions import argument, named, nominal_type
from kg.extraction.roles import denoted
from kg.extraction.tree import child, children, coordinated, members, preposition
from kg.model import PLACES, EntityType, Span

_NATIONAL = frozenset({EntityType.PERSON, EntityType.ORGANIZATION})
_SITUATED = frozenset(
    {EntityType.ORGANIZATION, EntityType.FACILITY, EntityType.LOCATION, EntityType.GPE, EntityType.EVENT}
)

#: Nouns for persons that say nothing of what they do.
_UNTELLING = frozenset(
    "man woman boy girl person people child kid baby teenager adult guy lady gentleman individual male female "
    "winner loser volunteer member victim mother father parent friend neighbour neighbor colleague one".split()
)

#: Kinds that say nothing without a further word: "company", but not "chip company".
_GENERIC = frozenset(
    "company companies firm firms group groups organisation organization site sites team teams country countries city "
    "town place body nation state giant maker agency".split()
)
#: Last words of the names of bodies that one is a member of rather than employed by.
_MEMBERSHIP = frozenset(
    "party democrats republicans conservatives liberals greens movement league front alliance coalition club fc united "
    "team band".split()
)
#: Adjectives that more than one country has in its name.
_SHARED = frozenset({"Korean", "Congolese", "Guinean", "Dominican"})

Found = tuple[str, Argument, Argument, str]


def kind_relations(noun: Token, context: Context) -> Iterator[Found]:
    """Yield (predicate, subject, object, rule) for a noun or name."""
    if noun.pos_ == "NOUN":
        yield from _instance(noun, context)
        yield from _examples(noun, context)
        for bearer in denoted(noun, context):
            yield from _placed(bearer, noun, context)
    yield from _nationality(noun, context)
    name = context.name(noun)
    if name is not None and name.root == noun:
        own = named(name, context)
        yield from _national_name(own, noun, context)
        yield from _beside(own, noun, context)
        yield from _own_product(own, noun, context)
        yield from _placed(own, noun, context)


def _instance(noun: Token, context: Context) -> Iterator[Found]:
    """Yield instanceOf where a description says what kind of thing its bearer is, and both are of one type."""
    kind = nominal_type(noun, context)
    if noun.lemma_.lower() in _UNTELLING or noun.i in context.quantities or noun.i in context.names:
        return
    if ("role", noun.lemma_.lower()) in context.ontology.by_head and child(
        noun, "nmod:poss", "nmod"
    ) is not None:
        return
    for bearer in denoted(noun, context):
        person = bearer.type is EntityType.PERSON
        if bearer.kind == "nominal" or (person and not _is_occupation(noun, context)):
            continue
        if bearer.type is kind or (person and kind is EntityType.GROUP):
            kind_of = argument_of_kind(noun, context)
            if kind_of.text.casefold() not in _GENERIC and kind_of.span != bearer.span:
                yield "instanceOf", bearer, kind_of, "kind:instanceOf"


def _is_occupation(noun: Token, context: Context) -> bool:
    """Return whether a noun says what a person is, rather than which post he holds."""
    posts = (f.relation for f in context.ontology.by_head.get(("role", noun.lemma_.lower()), ()))
    return context.nouns.types.get(noun.lemma_.lower()) is EntityType.PERSON and "holdsPosition" not in posts


def argument_of_kind(noun: Token, context: Context) -> Argument:
    """Return the description itself as a concept: "chipmaking firm" of "domestic chipmaking firm JSR"."""
    words = [noun]
    for c in sorted(noun.lefts, key=lambda t: -t.i):
        if (
            c.i != words[0].i - 1
            or c.dep_ not in {"compound", "amod"}
            or c.i in context.names
            or not c.is_alpha
        ):
            break
        words.insert(0, c)
    while len(words) > 2 and words[0].pos_ == "ADJ":
        words.pop(0)
    plain = [w for w in words if w.pos_ != "ADJ"]
    start, end = words[0].idx, noun.idx + len(noun)
    return Argument(
        span=Span(start, end),
        text=noun.doc[words[0].i : noun.i + 1].text,
        head=noun.i,
        kind="nominal",
        type=EntityType.CONCEPT,
        variants=tuple(
            dict.fromkeys((noun.doc[plain[0].i : noun.i + 1].text, noun.text) if len(words) > 1 else ())
        ),
    )


def _nationality(noun: Token, context: Context) -> Iterator[Found]:
    """Yield citizenOf for "Japanese chipmaker JSR", "the Italian Supreme Court", "Italian associations"."""
    for c in children(noun, "amod", "compound", "nmod:desc"):
        if c.i > noun.i or country_of_adjective(c.text) is None or c.i not in context.names:
            continue
        if len(context.names[c.i]) > 1:
            continue
        frames = context.ontology.by_head.get(("role", noun.lemma_.lower()), ())
        if any(f.relation in {"holdsPosition", "citizenOf"} for f in frames):
            continue
        bearers = list(denoted(noun, context)) or [a for a in (argument(noun, context),) if a is not None]
        country = argument(c, context)
        if country is None:
            continue
        for bearer in bearers:
            if bearer.kind == "name" and bearer.type in _NATIONAL:
                yield "citizenOf", bearer, replace(country, type=EntityType.GPE), "kind:citizenOf"


def _examples(noun: Token, context: Context) -> Iterator[Found]:
    """Yield instanceOf for "crops such as wheat and maize", partOf for "technologies, including chips"."""
    for c in children(noun, "nmod", "acl", "obl"):
        marker = preposition(c)
        if marker not in {"such as", "including"} or c.i < noun.i:
            continue
        whole = argument(noun, context)
        for member in coordinated(c):
            part = argument(member, context)
            if whole is None or part is None or whole.span == part.span:
                continue
            if part.type is not EntityType.PERSON:
                predicate = "instanceOf" if marker == "such as" else "partOf"
                if predicate == "partOf" or whole.kind != "name":
                    yield (
                        predicate,
                        part,
                        _as_concept(whole) if predicate == "instanceOf" else whole,
                        f"kind:{predicate}/{marker.replace(' ', '-')}",
                    )


def _as_concept(mention: Argument) -> Argument:
    return replace(mention, type=EntityType.CONCEPT)


def _national_name(bearer: Argument, name: Token, context: Context) -> Iterator[Found]:
    """Yield citizenOf for a body whose name begins with its country: "the U.S. Department of Agriculture"."""
    span = context.names[name.i]
    words = [t for t in span if t.pos_ != "DET"]
    if bearer.type is not EntityType.ORGANIZATION or len(words) < 2:
        return
    for length in (2, 1):
        part = words[:length]
        text = " ".join(t.text for t in part)
        national = (text not in _SHARED and country_of_adjective(text)) or (
            len(words) > length + 1 and country_named(text)
        )
        if len(words) > length and national and text[:1].isupper():
            start, end = part[0].idx, part[-1].idx + len(part[-1])
            country = Argument(
                span=Span(start, end), text=text, head=part[-1].i, kind="name", type=EntityType.GPE
            )
            yield "citizenOf", bearer, country, "kind:citizenOf/name"
            return


def _own_product(bearer: Argument, name: Token, context: Context) -> Iterator[Found]:
    """Yield produces for a named product or work with its maker before it: "Microsoft's Internet Explorer"."""
    if bearer.type not in {EntityType.PRODUCT, EntityType.WORK}:
        return
    for c in children(name, "nmod:poss"):
        owner = argument(c, context)
        if (
            owner is not None
            and owner.kind != "nominal"
            and owner.type in _NATIONAL
            and owner.span != bearer.span
        ):
            yield "produces", owner, bearer, "kind:produces/possessive"


def _beside(bearer: Argument, name: Token, context: Context) -> Iterator[Found]:
    """Yield locatedIn for "Livorno, Tuscany", holdsPosition and livesIn for "Ingram of The Globe", "Chan of Hong Kong"."""
    for c in name.children:
        other = argument(c, context) if c.i > name.i and c.i in context.names else None
        if other is None or other.span == bearer.span:
            continue
        marker = preposition(c)
        if c.dep_ in {"appos", "nmod:unmarked", "list", "flat", "nmod"} and not marker:
            if bearer.type is EntityType.GPE and other.type is EntityType.GPE:
                yield "locatedIn", bearer, other, "kind:locatedIn/comma"
        elif c.dep_ == "nmod" and bearer.type is EntityType.ORGANIZATION and marker in {"of", "from"}:
            if country_named(other.text) is not None:
                yield "citizenOf", bearer, other, "kind:citizenOf/of"
        elif c.dep_ == "nmod" and bearer.type is EntityType.PERSON and marker in {"of", "from", "at", "with"}:
            if other.type is EntityType.ORGANIZATION:
                predicate = "memberOf" if is_membership(other) else "holdsPosition"
                yield predicate, bearer, other, f"kind:{predicate}/of"
            elif other.type is EntityType.GPE and marker in {"of", "from"}:
                yield "livesIn", bearer, other, "kind:livesIn/of"


def is_membership(body: Argument) -> bool:
    """Return whether one belongs to a body, by the last word of its name, rather than works for it."""
    return body.text.split()[-1].casefold() in _MEMBERSHIP


def _placed(bearer: Argument, head: Token, context: Context) -> Iterator[Found]:
    """Yield locatedIn for what stands "in" a place right after it: "a school in Milan", "the summit in Tokyo"."""
    if bearer.type not in _SITUATED or bearer.kind == "pronoun":
        return
    for c in children(head, "nmod"):
        if c.i > head.i and preposition(c) in {"in", "near"}:
            for member in members(c):
                place = argument(member, context)
                if (
                    place is not None
                    and place.type in PLACES
                    and place.kind == "name"
                    and place.span != bearer.span
                ):
                    yield "locatedIn", bearer, place, "kind:locatedIn/in"
