"""What speaks for and against two groups of entities being one thing, in words and in numbers."""

from __future__ import annotations

import functools
import math
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.model import EntityType
from kg.resolution.across.clusters import Cluster, Rarity
from kg.resolution.across.decisions import Reason
from kg.resolution.across.matching import Match, match_names, names_apart
from kg.resolution.across.profiles import Fact

#: How much names tell that are in articles about both, at most, and how it falls with the number of articles.
_BESIDE, _MOST_BESIDE, _MOST_NEIGHBOURS = 0.45, 1.0, 1.4
_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Weighed:
    """How two clusters compare: the match of their names (None if none fits) and all reasons, the name first."""

    match: Match | None
    reasons: tuple[Reason, ...]

    @property
    def score(self) -> float:
        """Return the sum of all that speaks for and against."""
        return round(sum(reason.weight for reason in self.reasons), 4)

    @property
    def forbidden(self) -> bool:
        """Return whether a guard forbids the merge."""
        return any(reason.guard for reason in self.reasons)

    @property
    def support(self) -> float:
        """Return how much speaks for it beside the name."""
        return sum(r.weight for r in self.reasons if r.weight > 0 and r.kind != "name")

    @property
    def sure(self) -> bool:
        """Return whether the names are the same but for their form, or an identifier is."""
        return self.identified or (self.match is not None and self.match.sure)

    @property
    def identified(self) -> bool:
        """Return whether both have the same identifier."""
        return any(r.kind == "identifier" and r.weight > 0 for r in self.reasons)

    def fits(self) -> bool:
        """Return whether this is enough for a merge, other candidates aside."""
        if self.forbidden or self.score < scale()["least"]:
            return False
        return self.identified or (self.match is not None and self.support >= self.match.support)

    def nearly(self) -> bool:
        """Return whether somebody may want to know that these were kept apart."""
        return self.match is not None and (self.match.sure or self.support >= scale()["near"])


@functools.cache
def load_weights() -> dict[str, dict[str, Any]]:
    """Return ``weights.toml``."""
    return tomllib.loads(Path(__file__).with_name("weights.toml").read_text(encoding="utf-8"))


def scale() -> dict[str, float]:
    """Return how much a merge needs, and how far apart two rivals must be."""
    return load_weights()["score"]


def weigh(one: Cluster, other: Cluster, rarity: Rarity) -> Weighed:
    """Return what speaks for and against two clusters being one; which comes first makes no difference."""
    if other.first.local < one.first.local:
        one, other = other, one
    match = _best_match(one, other)
    reasons: list[Reason] = []
    if match is not None:
        reasons.append(Reason(kind="name", text=match.text, weight=match.weight))
    reasons += _identifiers(one, other)
    identified = any(reason.weight > 0 for reason in reasons[match is not None :])
    reasons += _facts(one, other, rarity)
    reasons += _beside(one, other, rarity)
    reasons += _guards(one, other, match, identified)
    return Weighed(match, tuple(reasons))


def _best_match(one: Cluster, other: Cluster) -> Match | None:
    matches = (match_names(a, b) for a in one.compared_forms() for b in other.compared_forms())
    found = [match for match in matches if match is not None]
    if not found:
        return None
    return min(found, key=lambda m: (m.support, -m.weight, m.kind, m.text))


def _identifiers(one: Cluster, other: Cluster) -> Iterator[Reason]:
    for who in sorted(one.identifiers.keys() & other.identifiers.keys()):
        a, b = one.identifiers[who], other.identifiers[who]
        if a & b:
            text = f"both have the identifier {min(a & b)}"
            yield Reason(kind="identifier", text=text, weight=load_weights()["identifier"]["shared"])
        else:
            text = f"one has the identifier {min(a)}, the other {min(b)}"
            yield Reason(kind="identifier", text=text, weight=-4.0, guard=True)


def _facts(one: Cluster, other: Cluster, rarity: Rarity) -> Iterator[Reason]:
    """Yield what shared facts say for, and different ones against; contradictions of telling ones are a guard."""
    conflicts: list[str] = []
    in_common = False
    for kind, weights in load_weights().get(one.type.value, {}).items():
        a, b = one.facts.get(kind, {}), other.facts.get(kind, {})
        if not a or not b:
            yield from _named_there(one, other, kind, weights)
            continue
        if weights.get("dates") or kind == "foundedOn":
            yield from _dates(kind, weights, sorted(a), sorted(b))
            continue
        shared = sorted(a.keys() & b.keys())
        if shared:
            in_common = in_common or weights["shared"] >= 0.5
            yield _shared(kind, weights, [a[value] for value in shared], rarity)
            continue
        sure = [min((f for f in facts.values() if f.sure), key=_by_text, default=None) for facts in (a, b)]
        if not weights.get("differ") or sure[0] is None or sure[1] is None:
            continue
        if kind != "field" and kind != "sector" and (other.beside(a) or one.beside(b)):
            found = list(_named_there(one, other, kind, weights))
            in_common = in_common or bool(found)
            yield from found
            continue
        text = weights["words"].format(one=sure[0].text, other=sure[1].text)
        yield Reason(kind=kind, text=text, weight=weights["differ"])
        if weights.get("telling"):
            conflicts.append(text)
    if len(conflicts) > 1 and not in_common:
        yield Reason(kind="conflict", text="; ".join(conflicts), weight=-1.0, guard=True)


def _by_text(fact: Fact) -> tuple[str, str]:
    return fact.text, fact.value


def _shared(kind: str, weights: dict[str, Any], facts: list[Fact], rarity: Rarity) -> Reason:
    names = ", ".join(sorted({fact.text for fact in facts})[:_SHOWN])
    weight = weights["shared"]
    if kind == "neighbour":
        weight = min(_MOST_NEIGHBOURS, weight * sum(rarity(fact.value) for fact in facts))
    elif len(facts) > 1:
        weight *= 1.3
    return Reason(kind=kind, text=weights["both"].format(one=names), weight=round(weight, 3))


def _named_there(one: Cluster, other: Cluster, kind: str, weights: dict[str, Any]) -> Iterator[Reason]:
    """Yield that what is told of one (its employer, its head) is at least named in articles about the other."""
    if not weights.get("telling") or weights["shared"] < 1.0:
        return
    for holder, reader in ((one, other), (other, one)):
        values = holder.facts.get(kind, {})
        found = sorted(values[value].text for value in reader.beside(values))
        if found:
            text = f"{found[0]}, which one has to do with, is named where the other is"
            yield Reason(kind=f"{kind} named", text=text, weight=round(weights["shared"] * 0.5, 3))
            return


def _dates(kind: str, weights: dict[str, Any], a: list[str], b: list[str]) -> Iterator[Reason]:
    pairs = [(x, y) for x in a for y in b if x.startswith(y) or y.startswith(x)]
    if pairs:
        text = weights["both"].format(one=max(pairs[0], key=len))
        yield Reason(kind=kind, text=text, weight=weights["shared"])
    else:
        text = weights["words"].format(one=a[0], other=b[0])
        against = weights.get("differ", -weights["shared"])
        yield Reason(kind=kind, text=text, weight=against, guard=bool(weights.get("dates")))


def _beside(one: Cluster, other: Cluster, rarity: Rarity) -> Iterator[Reason]:
    """Yield what it says that the same rare names are in the articles about both."""
    told = {value for facts in (*one.facts.values(), *other.facts.values()) for value in facts}
    names = one.surroundings()
    shared = (names.keys() & other.surroundings().keys()) - told
    if not shared or one.articles & other.articles:
        return
    ranked = sorted(((rarity(key), key) for key in shared), key=lambda pair: (-pair[0], pair[1]))
    spread = 1.0 + math.log2(len(one.scenes()) * len(other.scenes()))
    weight = min(_MOST_BESIDE, _BESIDE * sum(rare for rare, _ in ranked if rare > 0.3) / spread)
    if weight < 0.05:
        return
    shown = ", ".join(names[key] for _, key in ranked[:_SHOWN])
    yield Reason(kind="surroundings", text=f"articles about both name {shown}", weight=round(weight, 3))


def _guards(one: Cluster, other: Cluster, match: Match | None, identified: bool) -> Iterator[Reason]:
    """Yield what forbids a merge: corrections, names that can't be one, an article that has both, types."""
    if one.kept_from(other):
        yield Reason(kind="correction", text="a correction keeps them apart", weight=-9.0, guard=True)
    if one.type is not other.type and not (identified and {one.type, other.type} <= _ALIKE):
        text = f"one is a {one.type.value}, the other a {other.type.value}"
        yield Reason(kind="type", text=text, weight=-3.0, guard=True)
    if identified:
        return
    for a in one.compared_forms():
        for b in other.compared_forms():
            apart = names_apart(a, b)
            if apart:
                yield Reason(kind="names", text=apart, weight=-2.0, guard=True)
                return
    common = one.articles & other.articles
    if common and match is not None:
        text = f"the article {min(common)} names both"
        yield Reason(kind="article", text=text, weight=-0.8, guard=not match.sure)


_ALIKE = frozenset(
    {EntityType.ORGANIZATION, EntityType.FACILITY, EntityType.GPE, EntityType.LOCATION, EntityType.GROUP}
)
