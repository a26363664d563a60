"""Which entry of an alias table a name means in one article."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from kg.linking.entries import AliasTable, Entry
from kg.model import EntityType
from kg.names import normal_name
from kg.resolution.names import bare

_PLACES = frozenset({EntityType.GPE, EntityType.LOCATION})
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a text in comparable form, between spaces, so that whole phrases can be looked for in them."""

    text: str

    @classmethod
    def of(cls, text: str) -> Words:
        """Return the words of a text."""
        return cls(f" {' '.join(_WORD.findall(normal_name(text)))} ")

    def have(self, phrase: str) -> bool:
        """Return whether a word, or several in this order, stand in the text."""
        wanted = " ".join(_WORD.findall(normal_name(phrase)))
        return bool(wanted) and f" {wanted} " in self.text


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """The entry that a name means, or None and the entries between which nothing decides."""

    entry: Entry | None
    rivals: tuple[Entry, ...] = ()


def choose_entry(
    table: AliasTable, name: str, aliases: Iterable[str], type: EntityType, words: Words
) -> Choice:
    """Return the entry that an entity of an article is, by its name or else by its other names.

    Entries of another type are out, and so are those whose context the article lacks. Of several that are left, the one
    is taken for which more words of the article speak than for any other.
    """
    for names in ((name,), tuple(sorted(set(aliases) - {name}))):
        entries = {entry.key: entry for form in names for entry in table.named(form) if fits(entry, type)}
        chosen = _choose(tuple(entries[key] for key in sorted(entries)), words)
        if chosen.entry is not None or chosen.rivals:
            return chosen
    return Choice(entry=None)


def fits(entry: Entry, type: EntityType) -> bool:
    """Return whether an entity of this type can be what the entry tells of."""
    return entry.type is None or entry.type is type or {entry.type, type} <= _PLACES


def _choose(entries: tuple[Entry, ...], words: Words) -> Choice:
    left = [entry for entry in entries if not entry.context or _hits(entry.context, entry, words)]
    if len(left) == 1:
        return Choice(entry=left[0])
    scores = sorted(((_hits((*e.context, *e.related), e, words), e) for e in left), key=lambda item: -item[0])
    if scores and scores[0][0] > scores[1][0]:
        return Choice(entry=scores[0][1])
    return Choice(entry=None, rivals=tuple(entry for _, entry in scores))


def _hits(phrases: Iterable[str], entry: Entry, words: Words) -> int:
    """Return how many of the phrases stand in the text, those left out that are names of the thing itself."""
    own = {bare(name) for name in (entry.name, *entry.aliases)}
    return sum(words.have(phrase) for phrase in set(phrases) if bare(phrase) not in own)
