"""The gender of a person as far as the words for him or her tell: first names, titles, nouns."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kg.language.tokens import AnyDoc, Doc, Span, Token

UNKNOWN, MALE, FEMALE = 0, 1, 2


@dataclass(frozen=True, slots=True)
class Genders:
    """Words in lower case, each with the gender that it tells."""

    names: Mapping[str, int]
    titles: Mapping[str, int]
    nouns: Mapping[str, int]

    def of_noun(self, token: Token) -> int:
        """Return the gender that a noun tells: "actress"."""
        return self.nouns.get(token.lemma_.lower(), UNKNOWN)

    def of_names(self, annotated: AnyDoc) -> dict[int, int]:
        """Return the gender of each person who is named, by the tokens of the name.

        A surname alone has the gender of the longer names that end in it, if these agree.
        """
        persons = [name for name in Doc.of(annotated).ents if name.label_ == "PERSON"]
        own = [self._of_name(name) for name in persons]
        families: dict[str, set[int]] = {}
        for name, gender in zip(persons, own, strict=True):
            if gender:
                families.setdefault(_last(name), set()).add(gender)
        found: dict[int, int] = {}
        for name, gender in zip(persons, own, strict=True):
            known = families.get(_last(name), set())
            gender = gender or (next(iter(known)) if len(known) == 1 and len(name) == 1 else UNKNOWN)
            found.update((token.i, gender) for token in name)
        return found

    def _of_name(self, name: Span) -> int:
        before = name.doc[name.start - 1].lower_ if name.start else ""
        titles = (before.strip("."), name[0].lower_.strip("."))
        title = next((self.titles[word] for word in titles if word in self.titles), UNKNOWN)
        first = next((token.lower_ for token in name if token.lower_.strip(".") not in self.titles), "")
        return title or self.names.get(first, UNKNOWN)


def _last(name: Span) -> str:
    words = [token.lower_ for token in name if token.lower_ not in {"'s", "’s", "'", "’"}]
    return words[-1] if words else ""


@cache
def load_genders() -> Genders:
    """Return the words of ``genders.toml``, read once."""
    table = tomllib.loads((Path(__file__).parent / "genders.toml").read_text(encoding="utf-8"))
    sides = ((MALE, table["male"]), (FEMALE, table["female"]))

    def words(kind: str) -> dict[str, int]:
        return {word: gender for gender, side in sides for word in side[kind].split()}

    return Genders(words("names"), words("titles"), words("nouns"))
