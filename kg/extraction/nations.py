"""Which country a body or person belongs to by the build of its noun phrase: "Japanese chipmaker JSR", "the Afghan team"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Token

from kg.countries import country_named, country_of_adjective
from kg.extraction.affiliations import Found
from kg.extraction.claims import Argument
from kg.extraction.context import Context
from kg.extraction.denoted import denoted
from kg.extraction.mentions import argument
from kg.extraction.roles import is_office
from kg.extraction.tree import children
from kg.model import EntityType, Span

_PLACED = frozenset({EntityType.GPE, EntityType.LOCATION, EntityType.FACILITY})
_NATIONAL = frozenset({EntityType.PERSON, EntityType.ORGANIZATION})
#: Adjectives that more than one country has in its name.
_SHARED = frozenset({"Korean", "Congolese", "Guinean", "Dominican"})


def nationalities(noun: Token, context: Context) -> Iterator[Found]:
    """Yield citizenOf for "Japanese chipmaker JSR", "the Italian Supreme Court", "the South Korean military"."""
    for c in children(noun, "amod", "compound", "nmod:desc", "nmod:poss"):
        if c.i > noun.i or c.i not in context.names or not _is_national(c, context):
            continue
        frames = context.ontology.by_head.get(("role", noun.lemma_.lower()), ())
        if is_office(noun, context):
            continue
        told = any(f.relation == "citizenOf" for f in frames)  # the lexicon sees to names
        country = argument(c, context)
        bearers = list(denoted(noun, context)) or [a for a in (argument(noun, context),) if a is not None]
        for bearer in bearers:
            if country is not None and _may_bear(bearer, c, context) and not (told and bearer.kind == "name"):
                predicate = _belonging(bearer, context)
                yield predicate, bearer, replace(country, type=EntityType.GPE), f"kind:{predicate}"


def _belonging(body: Argument, context: Context) -> str:
    """Return what a thing is to its country: in it as a place, a part as an organ of the state, of its nationality."""
    if body.type in _PLACED:
        return "locatedIn"
    last = body.text.split()[-1].casefold()
    heads = {context.doc[body.head].lemma_.lower(), last}
    return (
        "subsidiaryOf"
        if body.type is EntityType.ORGANIZATION and heads & context.nouns.organs
        else "citizenOf"
    )


def _is_national(word: Token, context: Context) -> bool:
    """Return whether a word before a noun is a country's adjective, or its name as a possessor."""
    if word.dep_ == "nmod:poss":
        return country_named(context.names[word.i].text.removesuffix("'s").removesuffix("’s")) is not None
    return country_of_adjective(context.names[word.i].text) is not None


def _may_bear(bearer: Argument, word: Token, context: Context) -> bool:
    """Return whether a mention may be called after a country: a name, or one body ("the Afghan team")."""
    if bearer.type in _PLACED:
        return bearer.kind == "name" and bearer.head != word.i
    if bearer.type not in _NATIONAL:
        return False
    if bearer.kind == "name":
        return word.dep_ != "nmod:poss" or bearer.type is EntityType.ORGANIZATION
    head = context.doc[bearer.head]
    singular = "Plur" not in head.morph.get("Number", [])
    return bearer.kind == "nominal" and singular and head.lemma_.lower() in context.nouns.national


def national_name(bearer: Argument, name: Token, context: Context) -> Iterator[Found]:
    """Yield citizenOf for a body whose name begins with its country: "the U.S. Department of Agriculture"."""
    span = context.names[name.i]
    words = [t for t in span if t.pos_ != "DET" and t.lower_ != "the"]
    if bearer.type is not EntityType.ORGANIZATION or len(words) < 2:
        return
    tail = next((words[n + 1 :] for n in range(len(words) - 1, 0, -1) if words[n].lower_ == "of"), [])
    school = any(t.lower_ in {"university", "college", "school"} for t in words)
    if tail and not school and country_named(" ".join(t.text for t in tail if t.lower_ != "the")):
        part = [t for t in tail if t.lower_ != "the"]
        start, end = part[0].idx, part[-1].idx + len(part[-1])
        text = name.doc[part[0].i : part[-1].i + 1].text
        country = Argument(
            span=Span(start, end), text=text, head=part[-1].i, kind="name", type=EntityType.GPE
        )
        yield "citizenOf", bearer, country, "kind:citizenOf/name"
        return
    for length in (2, 1):
        part = words[:length]
        text = " ".join(t.text for t in part)
        national = (text not in _SHARED and country_of_adjective(text)) or (
            len(words) > length and country_named(text)
        )
        if len(words) > length and national and text[:1].isupper():
            start, end = part[0].idx, part[-1].idx + len(part[-1])
            country = Argument(
                span=Span(start, end), text=text, head=part[-1].i, kind="name", type=EntityType.GPE
            )
            predicate = _belonging(bearer, context)
            yield predicate, bearer, country, f"kind:{predicate}/name"
            return
