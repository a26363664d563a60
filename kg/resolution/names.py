"""Which names of one article mean the same: full and short names, surnames, acronyms, legal forms, countries."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

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
_POSSESSIVE = re.compile(r"(['’]s|['’])$")
_PLACE_OR_ORG = frozenset({EntityType.ORGANIZATION, EntityType.GPE})


@dataclass(frozen=True, slots=True)
class Name:
    """A surface form with the type that the article gives it most often."""

    text: str
    type: EntityType


@lru_cache(maxsize=1 << 14)
def bare(text: str) -> str:
    """Return a name without leading article, possessive and outer punctuation, in comparable form."""
    normal = _POSSESSIVE.sub("", normal_name(text).strip(" .,;:()\"'“”‘’"))
    return normal.removeprefix("the ").strip(" \"'“”‘’")


def words(text: str) -> list[str]:
    """Return the comparable words of a name, titles dropped from its front."""
    found = [w.strip(".,") for w in bare(text).split()]
    while len(found) > 1 and found[0] in _TITLES:
        found.pop(0)
    return [w for w in found if w]


def acronym_of(text: str) -> set[str]:
    """Return the acronyms that a name may have, in lower case: with and without its small words and its country."""
    parts = [w for w in re.split(r"[\s\-–]+", text.removeprefix("the ").removeprefix("The ")) if w]
    big = [w for w in parts if w.casefold() not in _SMALL]
    initials = {"".join(w[0] for w in chosen).casefold() for chosen in (parts, big) if len(chosen) > 1}
    core = [w for w in big if w.casefold().strip(".,") not in _LEGAL]
    national = bool(big) and (country_named(big[0]) or country_of_adjective(big[0])) is not None
    for chosen in (core, big[1:] if national else []):
        if len(chosen) > 1:
            initials.add("".join(w[0] for w in chosen).casefold())
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

    A short form is only joined to a longer one if exactly one longer name of a fitting type matches it. Only names
    that share a word or an acronym are compared.
    """
    target: dict[str, str] = {}
    sharing: defaultdict[str | tuple[str, ...], list[_Parted]] = defaultdict(list)
    for form in sorted(names, key=lambda f: (-len(f.split()), -len(f), f)):
        name = _Parted.of(form, names[form])
        longer = {f.form: f for key in name.sought() for f in sharing.get(key, ()) if not _apart(name, f)}
        sure = [f for f in longer.values() if _same_name(name, f)]
        found = sure or [f for f in longer.values() if _shortened(name, f)]
        target[form] = found[0].form if len(found) == 1 else form
        if target[form] == form and not name.country:
            for key in name.offered():
                sharing[key].append(name)
    return target


@dataclass(frozen=True, slots=True)
class _Parted:
    """A name with all that it is compared by; ``acronym`` is its letters if it is written like one, else ""."""

    form: str
    type: EntityType
    words: tuple[str, ...]
    core: tuple[str, ...]
    acronym: str
    acronyms: frozenset[str]
    country: bool

    @classmethod
    def of(cls, form: str, name: Name) -> _Parted:
        """Return the name taken apart."""
        parts = words(name.text)
        acronym = bare(name.text).replace(".", "") if _is_acronym(name.text) else ""
        return cls(
            form,
            name.type,
            tuple(parts),
            tuple(_without_legal(parts)),
            acronym,
            frozenset(acronym_of(name.text)),
            is_country(name),
        )

    def sought(self) -> set[str | tuple[str, ...]]:
        """Return what a longer name must have one of to be the same."""
        return {self.core, *self.words[:1], *self.words[-1:], f".{self.acronym}"}

    def offered(self) -> set[str | tuple[str, ...]]:
        """Return what a shorter name may share; acronyms begin with a point, as no word does."""
        return {self.core, *self.words, *(f".{acronym}" for acronym in self.acronyms)}


def _apart(short: _Parted, long: _Parted) -> bool:
    """Return whether two names can't mean the same: a country and anything else, different types."""
    if short.country or long.country:
        return True
    mixed = bool(short.acronym) and {short.type, long.type} <= _PLACE_OR_ORG
    return short.type is not long.type and not mixed


def _same_name(short: _Parted, long: _Parted) -> bool:
    """Return whether two names are one but for titles, legal forms, initials or being an acronym."""
    if short.acronym and short.acronym in long.acronyms:
        return True
    a, b = short.words, long.words
    if short.type is EntityType.PERSON:
        return a == b or _initialled(a, b)
    return bool(a) and (a == b or (short.type is EntityType.ORGANIZATION and short.core == long.core))


def _shortened(short: _Parted, long: _Parted) -> bool:
    """Return whether ``short`` is a surname or first name, or the first words of an organisation's name."""
    a, b = short.words, long.words
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


def _initialled(a: Sequence[str], b: Sequence[str]) -> bool:
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
