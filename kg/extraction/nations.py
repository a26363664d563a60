"""Which country a body or person belongs to by the build of its noun phrase: "Japanese chipmaker JSR", "the Afghan team"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kg.countries import country_named, country_of_adjective
from kg.extraction.affiliations import Found
from kg.extraction.claims import Argument
from kg.extraction.context import Context
from kg.extraction.denoted import denoted_or_itself
from kg.extraction.mentions import argument
from kg.extraction.roles import is_office
from kg.extraction.tree import children
from kg.language.tokens import Token
from kg.model import EntityType, Span

_PLACED = frozenset({EntityType.GPE, EntityType.LOCATION, EntityType.FACILITY})
_NATIONAL = frozenset({EntityType.PERSON, EntityType.ORGANIZATION, EntityType.GROUP})
#: Adjectives that more than one country has in its name.
_SHARED = frozenset({"Korean", "Congolese", "Guinean", "Dominican"})


def nationalities(noun: Token, context: Context) -> Iterator[Found]:
    """Yield citizenOf for "Japanese chipmaker JSR", "the Italian Supreme Court", "the South Korean military"."""
    for c in children(noun, "amod", "compound", "nmod:desc", "nmod:poss"):
        if c.i > noun.i or not _is_national(c, context):
            continue
        if is_office(noun, context):
            continue
        frames = context.ontology.by_head.get(("role", noun.lemma_.lower()), ())
        told = any(f.relation == "citizenOf" for f in frames)  # the lexicon sees to names
        country = argument(c, context) or _plain(c, c, c.text)
        for bearer in denoted_or_itself(noun, context):
            if _may_bear(bearer, c) and not (told and bearer.kind == "name"):
                predicate = _belonging(bearer, context)
                yield predicate, bearer, replace(country, type=EntityType.GPE), f"kind:{predicate}"


def _belonging(body: Argument, context: Context) -> str:
    """Return what a thing is to its country: in it as a place, a part as an organ of the state, of its nationality."""
    if body.type in _PLACED:
        return "locatedIn"
    last = body.text.split()[-1].casefold()
    heads = {context.doc[body.head].lemma_.lower(), last}
    organ = body.type is EntityType.ORGANIZATION and heads & context.nouns.organs
    return "subsidiaryOf" if organ else "citizenOf"


def _is_national(word: Token, context: Context) -> bool:
    """Return whether a word before a noun is a country's adjective, or its name as a possessor."""
    if word.i not in context.names:  # what the language model passed over
        return word.text[:1].isupper() and country_of_adjective(word.text) is not None
    if word.dep_ == "nmod:poss":
        return country_named(context.names[word.i].text.removesuffix("'s").removesuffix("’s")) is not None
    return country_of_adjective(context.names[word.i].text) is not None


def _may_bear(bearer: Argument, word: Token) -> bool:
    """Return whether a mention may be called after a country: "the Afghan team", but not "Chile's driver"."""
    if bearer.type in _PLACED:
        return bearer.kind == "name" and bearer.head != word.i
    possessed = word.dep_ == "nmod:poss"
    if bearer.type not in _NATIONAL or bearer.kind == "pronoun":
        return False
    return not possessed or (bearer.kind == "name" and bearer.type is EntityType.ORGANIZATION)


def _plain(first: Token, last: Token, text: str) -> Argument:
    """Return a country that stands in the text without being a name of its own."""
    span = Span(first.idx, last.idx + len(last.text))
    return Argument(span=span, text=text, head=last.i, kind="name", type=EntityType.GPE)


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
        country = _plain(part[0], part[-1], name.doc[part[0].i : part[-1].i + 1].text)
        yield "citizenOf", bearer, country, "kind:citizenOf/name"
        return
    for length in (2, 1):
        part = words[:length]
        text = " ".join(t.text for t in part)
        national = (text not in _SHARED and country_of_adjective(text)) or (
            len(words) > length and country_named(text)
        )
        if len(words) > length and national and text[:1].isupper():
            country = _plain(part[0], part[-1], text)
            predicate = _belonging(bearer, context)
            yield predicate, bearer, country, f"kind:{predicate}/name"
            return
