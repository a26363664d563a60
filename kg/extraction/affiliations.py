"""Who belongs to what, by the build of a noun phrase: "Bell of the Civic Party", "Acme's Ann Bell", "team member Bell"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kg.countries import country_named, country_of_metonym
from kg.extraction.claims import Argument
from kg.extraction.context import Context
from kg.extraction.denoted import denoted, denoted_or_itself
from kg.extraction.mentions import argument, named
from kg.extraction.tree import children, members, preposition
from kg.language.tokens import Token
from kg.model import EntityType, Span

Found = tuple[str, Argument, Argument, str]

_FROM = frozenset({"of", "from", "at", "with"})


def affiliations(bearer: Argument, name: Token, context: Context) -> Iterator[Found]:
    """Yield memberOf, holdsPosition, livesIn or citizenOf for a named bearer and what stands beside its name."""
    if bearer.type is EntityType.PERSON:
        yield from _of_person(bearer, name, context)
    elif bearer.type is EntityType.ORGANIZATION:
        for other, marker in _complements(name, context):
            if marker in {"of", "from"} and country_named(other.text) is not None:
                yield "citizenOf", bearer, other, f"kind:citizenOf/{marker}"


def _of_person(bearer: Argument, name: Token, context: Context) -> Iterator[Found]:
    for other, marker in (*_complements(name, context), *_bracketed(name, context)):
        if other.span == bearer.span:
            continue
        joined = is_joined_body(other, context)
        house = marker == "at" and country_of_metonym(other.text) is not None
        if other.type is EntityType.ORGANIZATION and other.kind == "name" and not house:
            predicate = "memberOf" if joined else "holdsPosition"
            yield predicate, bearer, other, f"kind:{predicate}/{marker}"
        elif other.kind == "nominal" and joined:
            yield "memberOf", bearer, replace(other, type=EntityType.ORGANIZATION), f"kind:memberOf/{marker}"
        elif other.type is EntityType.GPE and country_named(other.text) is not None:
            if marker in {"of", "from", "'s"}:
                yield "citizenOf", bearer, other, f"kind:citizenOf/{marker}"
        elif other.type is EntityType.GPE and marker in {"of", "from"}:
            yield "livesIn", bearer, other, "kind:livesIn/of"


def _complements(name: Token, context: Context) -> Iterator[tuple[Argument, str]]:
    """Yield what a name is "of", "from", "at" or "with", and whose it is, with the marker."""
    for c in name.children:
        marker = preposition(c) if c.i > name.i else ""
        own = c.dep_ == "nmod:poss" and c.i < name.i and c.pos_ != "PRON"
        if own or (c.dep_ == "nmod" and marker in _FROM):
            found = argument(c, context)
            if found is not None and found.kind != "pronoun":
                yield found, "'s" if own else marker


def _bracketed(name: Token, context: Context) -> Iterator[tuple[Argument, str]]:
    """Yield the party in brackets behind a name: "Ann Bell (Greens)"."""
    end = context.names[name.i].end
    if end + 1 < len(name.doc) and name.doc[end].text == "(":
        inside = context.names.get(end + 1)
        if inside is not None and inside.end < len(name.doc) and name.doc[inside.end].text in {")", ",", "-"}:
            body = named(inside, context)
            if body.type in {EntityType.ORGANIZATION, EntityType.GROUP} and is_joined_body(body, context):
                yield replace(body, type=EntityType.ORGANIZATION), "bracket"


def memberships(noun: Token, context: Context) -> Iterator[Found]:
    """Yield memberOf for a description that names the body in front of it: "camp councillors Bell and Cole"."""
    if noun.i in context.names:
        return
    yield from _staff(noun, context)
    if context.nouns.types.get(noun.lemma_.lower()) is not EntityType.PERSON:
        return
    for c in children(noun, "compound", "nmod:poss", "nmod:desc"):
        if c.i > noun.i or c.i in context.names or c.lemma_.lower() not in context.nouns.joined:
            continue
        body = _body(c, context)
        if body is None:
            continue
        for bearer in denoted(noun, context):
            if bearer.kind == "name" and bearer.type is EntityType.PERSON:
                predicate = "holdsPosition" if noun.lemma_.lower() in context.nouns.leaders else "memberOf"
                yield predicate, bearer, body, f"kind:{predicate}/body"


def _staff(noun: Token, context: Context) -> Iterator[Found]:
    """Yield memberOf or holdsPosition for people and teams without a name: "commanders of the army", "a team from MIT"."""
    lemma = noun.lemma_.lower()
    plural = "Plur" in noun.morph.get("Number", [])
    posts = {f.relation for f in context.ontology.by_head.get(("role", lemma), ())}
    if lemma in context.nouns.joined:
        markers, predicate = {"from"}, "memberOf"
    elif context.nouns.types.get(lemma) is not EntityType.PERSON:
        return
    elif plural and "holdsPosition" in posts:
        markers, predicate = {"of"}, "memberOf"
    elif not plural and not posts:
        markers, predicate = {"for", "at", "with"}, "holdsPosition"
    else:
        return
    bearers = denoted_or_itself(noun, context)
    for c in children(noun, "nmod"):
        if c.i > noun.i and preposition(c) in markers:
            for member in members(c):
                body = argument(member, context)
                if body is not None and body.kind == "name" and body.type is EntityType.ORGANIZATION:
                    yield from ((predicate, one, body, f"kind:{predicate}/staff") for one in bearers)


def _body(head: Token, context: Context) -> Argument | None:
    """Return the body that a compound names, with the words before it that the tree hangs on the noun after it."""
    body = argument(head, context)
    if body is None or body.kind == "pronoun":
        return None
    first = min((t.i for t in head.subtree), default=head.i)
    siblings = {c.i for c in children(head.head, "compound", "amod") if c.dep_ == "compound" or "-" in c.text}
    while body.kind == "nominal" and first - 1 in siblings and first - 1 not in context.names:
        first -= 1
    words = context.doc[first : head.i + 1]
    if body.kind == "name" or len(words) == 1:
        return replace(body, type=EntityType.ORGANIZATION)
    span = Span(words.start_char, words.end_char)
    return replace(body, span=span, text=words.text, type=EntityType.ORGANIZATION)


def is_joined_body(body: Argument, context: Context) -> bool:
    """Return whether one is a member of a body rather than employed by it.

    A party or a club says so in its name; any other name is taken for one where the article speaks of parties.
    """
    named = body.kind == "name" or context.doc[body.head].pos_ == "PROPN"
    return _is_joined(body, context) or (named and context.partisan and not _is_employer(body, context))


def _is_joined(body: Argument, context: Context) -> bool:
    return context.doc[body.head].lemma_.lower() in context.nouns.joined or (
        body.text.split()[-1].casefold() in context.nouns.joined
    )


def _is_employer(body: Argument, context: Context) -> bool:
    """Return whether the words of a name are those of a company, an office or a school."""
    return any(word in context.nouns.types for word in body.text.casefold().split())
