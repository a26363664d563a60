"""Which surface forms of an article name which of its entities: a form that could mean two of them names at most one."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from kg.resolution.names import bare


class Aliases:
    """The forms of the entities of one article, counted as they are met."""

    def __init__(self) -> None:
        self._written: defaultdict[str, Counter[str]] = defaultdict(Counter)
        self._offered: defaultdict[str, set[str]] = defaultdict(set)

    def add(self, entity: str, form: str) -> None:
        """Count a form that stands in the text for an entity."""
        self._written[entity][form] += 1

    def offer(self, entity: str, forms: Iterable[str]) -> None:
        """Note forms that a mention could have had as well: "referendums" for "two referendums"."""
        self._offered[entity].update(forms)

    def settled(self, names: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
        """Return each entity's forms, sorted; ``names`` maps the entities to their names.

        Of several entities that share a form, it names the one whose name it is; else the one that it stands for most often
        in the text, if there is one such; else none. A form that was only offered gives way to one that stands in the text.
        """
        claims: defaultdict[str, dict[str, tuple[bool, int]]] = defaultdict(dict)
        forms: defaultdict[str, set[str]] = defaultdict(set)
        for entity, name in names.items():
            own = bare(name)
            for form in {*self._written[entity], *self._offered[entity]}:
                forms[entity].add(form)
                key = bare(form)
                _, before = claims[key].get(entity, (False, 0))
                claims[key][entity] = (key == own, before + self._written[entity][form])
        bearer = {key: _bearer(by) for key, by in claims.items()}
        return {
            entity: tuple(sorted(form for form in found if bearer[bare(form)] == entity))
            for entity, found in forms.items()
        }


def _bearer(claims: Mapping[str, tuple[bool, int]]) -> str | None:
    ranked = sorted(claims, key=lambda entity: (claims[entity], entity), reverse=True)
    tied = len(ranked) > 1 and claims[ranked[0]] == claims[ranked[1]]
    return None if tied else ranked[0]
