"""What it says of two things who and what else is named in the articles about them."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator

from kg.model import EntityType
from kg.resolution.across.clusters import Cluster, Rarity
from kg.resolution.across.decisions import Reason
from kg.resolution.across.matching import own_words

#: How much a rare name tells that is in articles about both, and all of them at most; the least that is worth telling.
_BESIDE, _MOST_BESIDE, _LEAST_BESIDE = 0.45, 1.0, 0.05
#: How rare a name must be to count, and how many names are shown.
_RARE, _SHOWN = 0.3, 3
#: What it takes from a score that the articles about two things share no name, no country, no line of business.
_NO_NAME, _NO_COUNTRY, _NO_LINE = -0.6, -0.5, -0.5
#: What is left of that for a body that one of the articles only names in passing, unless all three hold and its name has
#: but one word of its own.
_IN_PASSING = 0.5


def shared_surroundings(one: Cluster, other: Cluster, rarity: Rarity) -> Iterator[Reason]:
    """Yield what it says that the same rare names are in the articles about both; it grows less with their number."""
    told = {value for facts in (*one.facts.values(), *other.facts.values()) for value in facts}
    names = one.surroundings()
    shared = (names.keys() & other.surroundings().keys()) - told
    if not shared or one.articles & other.articles:
        return
    ranked = sorted(((rarity(key), key) for key in shared), key=lambda pair: (-pair[0], pair[1]))
    spread = 1.0 + math.log2(len(one.scenes()) * len(other.scenes()))
    weight = min(_MOST_BESIDE, _BESIDE * sum(rare for rare, _ in ranked if rare > _RARE) / spread)
    if weight >= _LEAST_BESIDE:
        shown = ", ".join(names[key] for _, key in ranked[:_SHOWN])
        yield Reason(kind="surroundings", text=f"articles about both name {shown}", weight=round(weight, 3))


def strange_surroundings(one: Cluster, other: Cluster, told: set[str]) -> tuple[Reason, ...]:
    """Return that the articles about two share no name, no country, no line of business.

    ``told`` are the kinds of facts that are known of both: what is known for sure counts instead.
    """
    found = [*_names(one, other), *_countries(one, other, told), *_lines(one, other, told)]
    passing = one.type is not EntityType.PERSON and not (one.leads and other.leads)
    distinct = any(own_words(form) > 1 for form in (one.main_form, other.main_form))
    part = _IN_PASSING if passing and (distinct or len(found) < 3) else 1.0
    return tuple(Reason(kind=kind, text=text, weight=weight * part) for kind, text, weight in found)


def _names(one: Cluster, other: Cluster) -> Iterator[tuple[str, str, float]]:
    a, b = one.surroundings().keys(), other.surroundings().keys()
    few = min(len(a), len(b))
    if few and a.isdisjoint(b):
        text = "the articles about one and the other name nothing in common"
        yield "nothing in common", text, _NO_NAME if few > 1 else _NO_NAME / 2


def _countries(one: Cluster, other: Cluster, told: set[str]) -> Iterator[tuple[str, str, float]]:
    here = one.countries.keys() | one.facts.get("country", {}).keys()
    there = other.countries.keys() | other.facts.get("country", {}).keys()
    if "country" not in told and here and there and here.isdisjoint(there):
        named = (min(_called(one, here)), min(_called(other, there)))
        yield "countries", "one is written about with {}, the other with {}".format(*named), _NO_COUNTRY


def _called(cluster: Cluster, countries: Iterable[str]) -> list[str]:
    facts = cluster.facts.get("country", {})
    return [facts[c].text if c in facts else cluster.countries[c] for c in countries]


def _lines(one: Cluster, other: Cluster, told: set[str]) -> Iterator[tuple[str, str, float]]:
    kind = "field" if one.type is EntityType.PERSON else "sector"
    here = one.lines | one.facts.get(kind, {}).keys()
    there = other.lines | other.facts.get(kind, {}).keys()
    comparable = one.type is other.type and kind not in told
    if comparable and here and there and here.isdisjoint(there):
        yield "lines", f"one is written about with {min(here)}, the other with {min(there)}", _NO_LINE
