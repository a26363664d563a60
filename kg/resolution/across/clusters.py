"""Groups of local entities that are taken for one thing, with all that their articles say of them."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from kg.model import EntityType
from kg.resolution.across.decisions import Join, Local, Reason
from kg.resolution.across.forms import Form
from kg.resolution.across.inputs import authority
from kg.resolution.across.profiles import Fact, Profile

#: How many articles of a group are looked at for who else is named in them, and how many names of it are compared.
_MOST_SCENES, _MOST_FORMS = 24, 12
#: Articles that are thought to be there beside those of the graph, without any of its names, so that few are no proof of much.
_UNSEEN = 20


#: The kinds of facts that only somebody tells who writes about a thing, not in passing.
_DESCRIBING = frozenset({"sector", "leader", "country", "kind", "place"})
#: The kinds of facts that are only told of people, or only of bodies.
_OWN = {
    EntityType.PERSON: frozenset({"employer", "role", "field", "relative", "school", "bornOn", "diedOn"}),
    EntityType.ORGANIZATION: frozenset({"sector", "product", "parent", "foundedOn"}),
}


@dataclass(slots=True, eq=False)
class Cluster:
    """Profiles that are one thing; ``facts`` by kind and value, ``identifiers`` by who gave them.

    ``apart`` are marks of entities that a correction keeps apart: no two clusters may merge of which one has (n, a) and
    the other (n, b).
    """

    type: EntityType
    members: list[Profile]
    forms: dict[tuple[str, ...], Form] = field(default_factory=dict)
    counts: Counter[tuple[str, ...]] = field(default_factory=Counter)
    facts: dict[str, dict[str, Fact]] = field(default_factory=dict)
    identifiers: dict[str, set[str]] = field(default_factory=dict)
    articles: set[str] = field(default_factory=set)
    apart: set[tuple[int, int]] = field(default_factory=set)
    joins: list[Join] = field(default_factory=list)
    lines: set[str] = field(default_factory=set)
    leads: bool = False
    countries: dict[str, str] = field(default_factory=dict)
    _around: dict[str, str] | None = None
    _scenes: list[Profile] | None = None
    _first: Profile | None = None

    @classmethod
    def of(cls, members: Sequence[Profile]) -> Cluster:
        """Return the cluster of profiles that are one thing; there must be one at least."""
        made = cls(type=members[0].entity.type, members=list(members))
        for profile in members:
            made.articles.add(profile.local.article)
            made.counts[profile.form.words] += 1
            for form in profile.forms:
                made.forms.setdefault(form.words, form)
            made.lines |= profile.lines
            made.leads = (
                made.leads or profile.first or any(f.sure and f.kind in _DESCRIBING for f in profile.facts)
            )
            made.countries |= profile.scene.countries
            made._learn(profile.facts)
            made.identify(profile.entity.same_as)
        return made

    def identify(self, identifiers: Iterable[str]) -> None:
        """Note identifiers of this thing."""
        for identifier in identifiers:
            self.identifiers.setdefault(authority(identifier), set()).add(identifier)

    def take(self, other: Cluster, join: Join | None) -> None:
        """Take in another cluster, which is not to be used after that."""
        self.members += other.members
        self.counts += other.counts
        self.articles |= other.articles
        self.apart |= other.apart
        if other.type is not self.type and other.told > self.told:
            self.type = other.type
        self.lines |= other.lines
        self.leads = self.leads or other.leads
        self.countries |= other.countries
        self._around = self._scenes = self._first = None
        for words, form in other.forms.items():
            self.forms.setdefault(words, form)
        for facts in other.facts.values():
            self._learn(facts.values())
        for who, identifiers in other.identifiers.items():
            self.identifiers.setdefault(who, set()).update(identifiers)
        self.joins += other.joins
        if join is not None:
            self.joins.append(join)

    @property
    def told(self) -> int:
        """Return how much is said of this thing that is only said of its type."""
        kinds = _OWN.get(self.type, frozenset())
        return sum(fact.sure for kind in kinds for fact in self.facts.get(kind, {}).values())

    def kept_from(self, other: Cluster) -> bool:
        """Return whether a correction keeps these two apart."""
        return any(n == m and k != j for n, k in self.apart for m, j in other.apart)

    def _learn(self, facts: Iterable[Fact]) -> None:
        for fact in facts:
            values = self.facts.setdefault(fact.kind, {})
            known = values.get(fact.value)
            if known is None or (fact.sure, known.text) > (known.sure, fact.text):
                values[fact.value] = fact

    @property
    def first(self) -> Profile:
        """Return the member that was published first; without a date counts as first, then the article's id decides."""
        if self._first is None:
            self._first = min(self.members, key=lambda p: (p.scene.published, p.local))
        return self._first

    @property
    def label(self) -> str:
        """Return what the cluster is called in reasons: its fullest name."""
        return self.main_form.text

    @property
    def main_form(self) -> Form:
        """Return the fullest of the commonest names, of two the one without legal form."""
        return min(
            self.forms.values(),
            key=lambda f: (
                not f.full,
                bool(f.acronym),
                -self.counts[f.words],
                f.words != f.core and f.type is not EntityType.PERSON,
                -len(f.text),
                f.text,
            ),
        )

    def compared_forms(self) -> list[Form]:
        """Return the names that are compared with those of others: the commonest ones."""
        forms = list(self.forms.values())
        if len(forms) <= _MOST_FORMS:
            return forms
        return sorted(forms, key=lambda f: (-self.counts[f.words], f.words))[:_MOST_FORMS]

    def scenes(self) -> list[Profile]:
        """Return members of some of its articles, in an order that does not depend on that of the articles."""
        if self._scenes is None:
            self._scenes = sorted(self.members, key=lambda p: p.local)[:_MOST_SCENES]
        return self._scenes

    def surroundings(self) -> dict[str, str]:
        """Return all that is named in some of its articles by key, without itself."""
        if self._around is None:
            own = {profile.key for profile in self.members}
            found: dict[str, str] = {}
            for profile in self.scenes():
                found |= profile.scene.names
            self._around = {key: name for key, name in found.items() if key not in own}
        return self._around

    def beside(self, keys: Iterable[str]) -> set[str]:
        """Return which of these are named in its articles beside it."""
        around = self.surroundings()
        return {key for key in keys if key in around}


class Rarity:
    """How much it tells that a name is in two articles: 1 for a name in one or two, 0 for one that is in all."""

    def __init__(self, scenes: Iterable[Iterable[str]]) -> None:
        self._counts: Counter[str] = Counter()
        self._articles = 0
        for names in scenes:
            self._counts.update(iter(names))
            self._articles += 1
        self._articles += _UNSEEN
        self._most = math.log(self._articles)

    def __call__(self, key: str) -> float:
        """Return the rarity of a name, by its key."""
        return math.log(self._articles / max(1, self._counts[key])) / self._most


def join_of(one: Cluster, other: Cluster, score: float, reasons: tuple[Reason, ...]) -> Join:
    """Return the record of a merge: an entity of each, the one of the earlier article first."""
    first, second = sorted((one.first.local, other.first.local), key=_by_article)
    return Join(one=first, other=second, score=score, reasons=reasons)


def _by_article(local: Local) -> tuple[str, str]:
    return local.article, local.entity
