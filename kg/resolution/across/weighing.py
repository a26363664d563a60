"""What speaks for and against two groups of entities being one thing, in words and in numbers."""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.model import EntityType
from kg.resolution.across.clusters import Cluster, Rarity
from kg.resolution.across.decisions import Reason
from kg.resolution.across.matching import Match, match_names, names_apart
from kg.resolution.across.profiles import Fact
from kg.resolution.across.surroundings import shared_surroundings, strange_surroundings

#: How much neighbours in common tell at most.
_MOST_NEIGHBOURS = 1.4
_SHOWN = 3
#: What is left of a difference that a learned scorer tells of.
_UNSURE = 0.5
_TWO_LAWS = -0.9
#: What is left of a shared fact where only the names are alike, and how long the shorter must be (with its mark).
_ALIKE_NAMES, _LEAST_STEM = 0.5, 6


@dataclass(frozen=True, slots=True)
class Weighed:
    """How two clusters compare: the match of their names (None if none fits) and all reasons, the name first.

    ``score`` is the sum of all that speaks for and against, ``support`` of all that speaks for it beside the name;
    ``forbidden`` is whether a guard forbids the merge, ``contradicted`` whether anything speaks against it.
    """

    match: Match | None
    reasons: tuple[Reason, ...]
    score: float
    support: float
    forbidden: bool
    contradicted: bool
    identified: bool

    @classmethod
    def of(cls, match: Match | None, reasons: Iterable[Reason]) -> Weighed:
        """Return what these reasons add up to."""
        reasons = tuple(reasons)
        return cls(
            match,
            reasons,
            score=round(sum(r.weight for r in reasons), 4),
            support=sum(r.weight for r in reasons if r.weight > 0 and r.kind != "name"),
            forbidden=any(r.guard for r in reasons),
            contradicted=any(r.weight < 0 for r in reasons),
            identified=any(r.kind == "identifier" and r.weight > 0 for r in reasons),
        )

    @property
    def sure(self) -> bool:
        """Return whether the names are the same but for their form, or an identifier is."""
        return self.identified or (self.match is not None and self.match.sure)

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
    identifiers = tuple(_identifiers(one, other))
    if match is None and not identifiers:
        return Weighed.of(None, ())
    reasons = [] if match is None else [Reason(kind="name", text=match.text, weight=match.weight)]
    identified = any(reason.weight > 0 for reason in identifiers)
    guards = tuple(_guards(one, other, match, identified))
    reasons += [*identifiers, *_legal_forms(one, other), *_facts(one, other, rarity)]
    if not any(reason.guard for reason in (*reasons, *guards)):  # else the rest changes nothing
        reasons += shared_surroundings(one, other, rarity)
        reasons += strange_surroundings(one, other, {reason.kind for reason in reasons})
    return Weighed.of(match, (*reasons, *guards))


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


def _legal_forms(one: Cluster, other: Cluster) -> Iterator[Reason]:
    """Yield that two bodies are of legal forms of two countries."""
    forms = [[f for f in cluster.compared_forms() if f.legal] for cluster in (one, other)]
    if forms[0] and forms[1] and not any(a.legal & b.legal for a in forms[0] for b in forms[1]):
        text = f"“{forms[0][0].text}” and “{forms[1][0].text}” are of the laws of two countries"
        yield Reason(kind="legal form", text=text, weight=_TWO_LAWS)


def _facts(one: Cluster, other: Cluster, rarity: Rarity) -> Iterator[Reason]:
    """Yield what shared facts say for, and different ones against; contradictions of telling ones are a guard."""
    if one.type is not other.type:
        yield from _across_types(one, other, rarity)
        return
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
        alike = _alike(kind, a, b)
        if alike is not None:
            in_common = in_common or weights["shared"] >= 1.0
            text = weights["both"].format(one=f"{alike[0]} or {alike[1]}")
            yield Reason(kind=f"{kind} alike", text=text, weight=round(weights["shared"] * _ALIKE_NAMES, 3))
            continue
        if not weights.get("differ"):
            continue
        if kind != "field" and kind != "sector" and (other.beside(a) or one.beside(b)):
            found = list(_named_there(one, other, kind, weights))
            in_common = in_common or bool(found)
            yield from found
            continue
        said = [min(facts.values(), key=lambda f: (not f.sure, f.text, f.value)) for facts in (a, b)]
        sure = said[0].sure and said[1].sure
        text = weights["words"].format(one=said[0].text, other=said[1].text)
        yield Reason(kind=kind, text=text, weight=weights["differ"] * (1.0 if sure else _UNSURE))
        if weights.get("telling") and sure:
            conflicts.append(text)
    if len(conflicts) > 1 and not in_common:
        yield Reason(kind="conflict", text="; ".join(conflicts), weight=-1.0, guard=True)


def _alike(kind: str, a: dict[str, Fact], b: dict[str, Fact]) -> tuple[str, str] | None:
    """Return two values whose names may be of one thing: a body with a longer name, a person of the same surname."""
    for x in sorted(a):
        for y in sorted(b):
            short, long = sorted((x, y), key=len)
            if kind in ("leader", "relative"):
                alike = " " in short and x.split()[-1] == y.split()[-1]
            else:
                alike = x[:2] == "n:" and len(short) >= _LEAST_STEM and long.startswith(f"{short} ")
            if alike:
                return a[x].text, b[y].text
    return None


def _across_types(one: Cluster, other: Cluster, rarity: Rarity) -> Iterator[Reason]:
    """Yield what is told of both, of which one article may have mistaken the type."""
    told = [{v: f for facts in c.facts.values() for v, f in facts.items() if ":" in v} for c in (one, other)]
    shared = sorted(told[0].keys() & told[1].keys())
    if shared:
        weights = load_weights()[EntityType.PERSON.value]["neighbour"]
        yield _shared("neighbour", weights, [told[0][value] for value in shared], rarity)
        return
    for holder, reader in ((told[0], other), (told[1], one)):
        found = sorted(holder[value].text for value in reader.beside(holder))
        if found:
            text = f"{found[0]}, which one has to do with, is named where the other is"
            yield Reason(kind="neighbour named", text=text, weight=0.6)
            return


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


def _related(one: Cluster, other: Cluster) -> bool:
    """Return whether a relation between the two is told, as between a founder and the company that bears the name."""
    keys = [{profile.key for profile in cluster.members} for cluster in (one, other)]
    return any(v in keys[1] for facts in one.facts.values() for v in facts) or any(
        v in keys[0] for facts in other.facts.values() for v in facts
    )


def _guards(one: Cluster, other: Cluster, match: Match | None, identified: bool) -> Iterator[Reason]:
    """Yield what forbids a merge: corrections, names that can't be one, an article that has both, types."""
    if one.kept_from(other):
        yield Reason(kind="correction", text="a correction keeps them apart", weight=-9.0, guard=True)
    if one.type is not other.type and not (identified and {one.type, other.type} <= _ALIKE):
        text = f"one is of type {one.type.value}, the other {other.type.value}"
        misread = match is not None and not (one.told and other.told) and not _related(one, other)
        yield Reason(kind="type", text=text, weight=-0.4 if misread else -3.0, guard=not misread)
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
        misread = one.type is not other.type and not _related(one, other)
        text = f"the article {min(common)} names both"
        yield Reason(
            kind="article", text=text, weight=-0.2 if misread else -0.8, guard=not match.sure and not misread
        )


_ALIKE = frozenset(
    {EntityType.ORGANIZATION, EntityType.FACILITY, EntityType.GPE, EntityType.LOCATION, EntityType.GROUP}
)
