"""Which names of one article mean the same: full and short names, surnames, acronyms, legal forms, countries."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kg.countries import country_named, country_of_adjective
from kg.model import EntityType
from kg.names import normal_name

_TITLES = frozenset(
    "mr mrs ms miss dr prof professor sir dame lord lady president minister commissioner senator sen rep gov "
    "governor general gen col capt lt judge justice king queen prince princess pope chancellor secretary".split()
)
_LEGAL = frozenset(
    "inc corp corporation co company companies ltd limited plc llc ag sa se nv bv gmbh oy ab asa spa kk lp llp group "
    "holdings holding international".split()
)
#: What follows a company's name in the names of its parts and relatives, which are other bodies.
_OFFSHOOTS = frozenset(
    "capital ventures foundation research news cloud school partners europe asia africa america americas arizona "
    "financial securities studios labs museum institute union".split()
)
_SMALL = frozenset({"of", "the", "and", "for", "on", "in", "de", "la", "du", "&", "to"})
_PLACE_OR_ORG = frozenset({EntityType.ORGANIZATION, EntityType.GPE})


@dataclass(frozen=True, slots=True)
class Name:
    """A surface form with the type that the article gives it most often."""

    text: str
    type: EntityType


def bare(text: str) -> str:
    """Return a name without leading article, possessive and outer punctuation, in comparable form."""
    normal = re.sub(r"(['’]s|['’])$", "", normal_name(text).strip(" .,;:()\"'“”‘’"))
    return normal.removeprefix("the ").strip(" \"'“”‘’")


def words(text: str) -> list[str]:
    """Return the comparable words of a name, titles dropped from its front."""
    found = [w.strip(".,") for w in bare(text).split()]
    while len(found) > 1 and found[0] in _TITLES:
        found.pop(0)
    return [w for w in found if w]


def acronym_of(text: str) -> set[str]:
    """Return the acronyms that a name may have, in lower case: with and without its small words."""
    parts = [w for w in re.split(r"[\s\-–]+", text.removeprefix("the ").removeprefix("The ")) if w]
    big = [w for w in parts if w.casefold() not in _SMALL]
    initials = {"".join(w[0] for w in chosen).casefold() for chosen in (parts, big) if len(chosen) > 1}
    core = [w for w in big if w.casefold().strip(".,") not in _LEGAL]
    if len(core) > 1:
        initials.add("".join(w[0] for w in core).casefold())
    return initials


def vote_types(mentions: Iterable[tuple[str, EntityType]]) -> dict[str, EntityType]:
    """Return the commonest type of each surface form; ties go to the type named first in ``EntityType``."""
    votes: dict[str, Counter[EntityType]] = defaultdict(Counter)
    for text, type in mentions:
        votes[bare(text)][type] += 1
    order = list(EntityType)
    return {form: max(c, key=lambda t: (c[t], -order.index(t))) for form, c in votes.items()}


def cluster_names(names: Mapping[str, Name]) -> dict[str, str]:
    """Return, for each bare form, the bare form of the fullest name that it stands for.

    A short form is only joined to a longer one if exactly one longer name of a fitting type matches it.
    """
    forms = sorted(names, key=lambda f: (-len(f.split()), -len(f), f))
    target: dict[str, str] = {}
    for form in forms:
        longer = [f for f in target if target[f] == f and f != form and not _apart(names[form], names[f])]
        sure = [f for f in longer if _same_name(names[form], names[f])]
        found = sure or [f for f in longer if _shortened(names[form], names[f])]
        target[form] = found[0] if len(found) == 1 else form
    return target


def _apart(short: Name, long: Name) -> bool:
    """Return whether two names can't mean the same: a country and anything else, different types."""
    if is_country(short) or is_country(long):
        return True
    mixed = {short.type, long.type} <= _PLACE_OR_ORG and _is_acronym(short.text)
    return short.type is not long.type and not mixed


def _same_name(short: Name, long: Name) -> bool:
    """Return whether two names are one but for titles, legal forms, initials or being an acronym."""
    if _is_acronym(short.text) and bare(short.text).replace(".", "") in acronym_of(long.text):
        return True
    a, b = words(short.text), words(long.text)
    if short.type is EntityType.PERSON:
        return a == b or _initialled(a, b)
    return bool(a) and (
        a == b or (short.type is EntityType.ORGANIZATION and _without_legal(a) == _without_legal(b))
    )


def _shortened(short: Name, long: Name) -> bool:
    """Return whether ``short`` is a surname or first name, or the first words of an organisation's name."""
    a, b = words(short.text), words(long.text)
    if not a or len(a) >= len(b) or short.type is not long.type:
        return False
    if short.type is EntityType.PERSON:
        return a == b[-len(a) :] or a == b[:1]
    if short.type is not EntityType.ORGANIZATION or a != b[: len(a)]:
        return False
    rest = b[len(a) :]
    return not any(w in _OFFSHOOTS or country_named(w) or country_of_adjective(w) for w in rest)


def _without_legal(parts: list[str]) -> list[str]:
    return [p for p in parts if p not in _LEGAL] or parts


def _initialled(a: list[str], b: list[str]) -> bool:
    """Return whether two person names agree in surname and in what their first names begin with."""
    return (
        len(a) > 1
        and len(b) > 1
        and a[-1] == b[-1]
        and a[0][:1] == b[0][:1]
        and (len(a[0]) == 1 or len(a) < len(b))
    )


def _is_acronym(text: str) -> bool:
    letters = text.replace(".", "").strip()
    return 2 <= len(letters) <= 8 and letters.isupper() and letters.isalpha()


def is_country(name: Name) -> bool:
    """Return whether a name is that of a country or bloc."""
    return country_named(name.text) is not None or (
        name.type in {EntityType.GROUP, EntityType.GPE} and country_of_adjective(name.text) is not None
    )
