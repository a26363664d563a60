"""Relations that the build of a noun phrase says: kind, nationality, place, employer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kg.countries import country_named
from kg.extraction.affiliations import Found, affiliations, memberships
from kg.extraction.claims import Argument
from kg.extraction.context import Context
from kg.extraction.denoted import denoted, denoted_or_itself
from kg.extraction.mentions import DROPPED, argument, classed_name, named, nominal_type
from kg.extraction.nations import national_name, nationalities
from kg.extraction.possessions import possessions
from kg.extraction.tree import child, children, coordinated, members, preposition
from kg.language.tokens import Token
from kg.model import PLACES, EntityType, Span

_SITUATED = frozenset(
    {EntityType.ORGANIZATION, EntityType.FACILITY, EntityType.LOCATION, EntityType.GPE, EntityType.EVENT}
)

_BUILT = frozenset({EntityType.ORGANIZATION, EntityType.FACILITY, EntityType.EVENT})
_WHERE = frozenset({"in", "near", "at", "across", "outside", "off"})
_PEOPLE = frozenset({EntityType.PERSON, EntityType.GROUP})


def kind_relations(noun: Token, context: Context) -> Iterator[Found]:
    """Yield (predicate, subject, object, rule) for a noun or name."""
    if noun.pos_ == "NOUN":
        yield from _instance(noun, context)
        yield from _examples(noun, context)
        yield from memberships(noun, context)
        yield from _placed_before(noun, context)
        for bearer in denoted_or_itself(noun, context):
            yield from _placed(bearer, noun, context)
    yield from nationalities(noun, context)
    yield from possessions(noun, context)
    name = context.name(noun)
    if name is not None and name.root == noun:
        own = named(name, context)
        yield from national_name(own, noun, context)
        yield from _beside(own, noun, context)
        yield from affiliations(own, noun, context)
        yield from _placed(own, noun, context)


def _instance(noun: Token, context: Context) -> Iterator[Found]:
    """Yield instanceOf where a description says what kind of thing its bearer is, and both are of one type."""
    kind = nominal_type(noun, context)
    if (
        noun.lemma_.lower() in context.nouns.untelling
        or noun.i in context.quantities
        or noun.i in context.names
    ):
        return
    lemma = noun.lemma_.lower()
    posted = ("role", lemma) in context.ontology.by_head
    if posted and child(noun, "nmod") is not None:
        return
    classed = classed_name(noun, context)
    if classed is not None and lemma in context.nouns.classes:
        yield "instanceOf", named(classed, context), argument_of_kind(noun, context), "kind:instanceOf/class"
        return
    for bearer in denoted(noun, context):
        person = bearer.type is EntityType.PERSON
        if posted and person and child(noun, "nmod:poss") is not None:
            continue
        if bearer.kind == "nominal" or (person and not _is_occupation(noun, context)):
            continue
        if bearer.type is kind or (person and kind is EntityType.GROUP):
            kind_of = argument_of_kind(noun, context)
            if kind_of.text.casefold() not in context.nouns.generic and kind_of.span != bearer.span:
                yield "instanceOf", bearer, kind_of, "kind:instanceOf"


def _is_occupation(noun: Token, context: Context) -> bool:
    """Return whether a noun says what a person is ("an engineer"), rather than which post he holds ("the minister")."""
    lemma = noun.lemma_.lower()
    posts = (f.relation for f in context.ontology.by_head.get(("role", lemma), ()))
    plain = "holdsPosition" not in posts or lemma in context.nouns.occupations
    return context.nouns.types.get(lemma) is EntityType.PERSON and plain


def _compound(noun: Token) -> list[Token]:
    """Return a noun with the nouns that make one term with it: "science fiction" of "science fiction writer"."""
    words = [noun]
    for c in sorted(noun.lefts, key=lambda t: -t.i):
        if c.dep_ != "compound" or c.i != words[0].i - 1 or not c.is_alpha:
            break
        words[:0] = _compound(c)
    return words


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
        words[:0] = _compound(c)
    while len(words) > 1 and _is_loose(words[0]):
        words.pop(0)
    while len(words) > 2 and words[0].pos_ == "ADJ":
        words.pop(0)
    plain = [w for w in words if w.pos_ != "ADJ"]
    start, end = words[0].idx, noun.idx + len(noun.text)
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


def _is_loose(word: Token) -> bool:
    """Return whether a word before a noun counts it, or is cut off from the rest of its own ("state-backed")."""
    hyphenated = word.i > 0 and word.nbor(-1).text in {"-", "–"}
    return hyphenated or word.lower_ in DROPPED or "Ord" in word.morph.get("NumType", [])


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
            if part.type is not EntityType.PERSON and whole.type not in _PEOPLE:
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


def _beside(bearer: Argument, name: Token, context: Context) -> Iterator[Found]:
    """Yield locatedIn for "Livorno, Tuscany"."""
    if bearer.type is not EntityType.GPE:
        return
    for c in children(name, "appos", "nmod:unmarked", "list", "flat", "nmod"):
        other = argument(c, context) if c.i > name.i and c.i in context.names and not preposition(c) else None
        if other is not None and _is_list(bearer, other, c):
            continue
        if other is not None and other.span != bearer.span and other.type is EntityType.GPE:
            yield "locatedIn", bearer, other, "kind:locatedIn/comma"


def _is_list(first: Argument, second: Argument, token: Token) -> bool:
    """Return whether two places only stand in a list: "Qatar, Bahrain and Oman"."""
    countries = country_named(first.text) is not None and country_named(second.text) is not None
    return countries or child(token, "conj") is not None


def _placed_before(noun: Token, context: Context) -> Iterator[Found]:
    """Yield locatedIn for what is called after the place before it: "Adana airport", "a Lagos warehouse"."""
    kind = context.nouns.types.get(noun.lemma_.lower())
    if noun.i in context.names or kind not in _BUILT:
        return
    for c in children(noun, "compound", "nmod:desc", "nmod:unmarked", "amod"):
        name = context.name(c)
        place = named(name, context) if name is not None and name.root == c and c.i < noun.i else None
        if place is None or place.type is not EntityType.GPE or c.pos_ == "ADJ":
            continue
        for bearer in denoted_or_itself(noun, context):
            if bearer.span != place.span and bearer.type in _SITUATED:
                seated = bearer.type is EntityType.ORGANIZATION and bearer.kind == "name"
                predicate = "headquarteredIn" if seated else "locatedIn"
                yield predicate, bearer, place, f"kind:{predicate}/before"


def _adjacent(head: Token, bearer: Argument) -> Iterator[Token]:
    """Yield the place right behind a building that the tree hangs on the verb: "opened a plant in Kenya"."""
    if bearer.type is not EntityType.FACILITY or head.dep_ not in {"obj", "obl", "nsubj:pass"}:
        return
    end = head.right_edge.i
    yield from (c for c in children(head.head, "obl") if c.left_edge.i == end + 1)


def _placed(bearer: Argument, head: Token, context: Context) -> Iterator[Found]:
    """Yield where something is by what follows it: "a school in Milan", "the summit in Tokyo"; people live there."""
    people = bearer.kind == "nominal" and head.lemma_.lower() in context.nouns.dwellers
    seat = head.lemma_.lower() in {"headquarters", "headquarter"}
    if not (people or bearer.type in _SITUATED) or bearer.kind == "pronoun" or seat:
        return
    predicate = "livesIn" if people else "locatedIn"
    for c in (*children(head, "nmod"), *_adjacent(head, bearer)):
        if c.i > head.i and preposition(c) in _WHERE:
            for place in (argument(m, context) for m in members(c)):
                named = place is not None and place.type in PLACES and place.kind == "name"
                if place is not None and named and place.span != bearer.span:
                    yield predicate, bearer, place, f"kind:{predicate}/in"
