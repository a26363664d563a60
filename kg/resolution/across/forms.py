"""Names taken apart, so that two of them can be compared: words, surname, core without legal form, acronyms, digits."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from kg.countries import country_named, country_of_adjective
from kg.model import EntityType
from kg.names import normal_name
from kg.resolution.across.words import load_words

#: Letters that Unicode does not take apart into a letter and an accent.
_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "ı": "i", "ð": "d", "þ": "th"})
_QUOTES = re.compile(r"['’‘`´\"“”]")
_POSSESSIVE = re.compile(r"['’]s?$")
_BREAKS = re.compile(r"[\s\-‐-―/,_()&+]+")
#: The letters of "K.K." and "U.S.", which are one word in the name of a body.
_JOINED = re.compile(r"\b(?:[a-z]\.)+[a-z]\b\.?")
_INITIALS = re.compile(r"(?:[a-z]\.)+[a-z]?\.?")
#: "A/S" and the like, which is one word.
_SLASHED = re.compile(r"\b([a-z])/([a-z])\b")
_DIGITS = re.compile(r"\d+")
_SMALL = frozenset({"of", "the", "and", "for", "on", "in", "de", "la", "du", "to", "a"})
_DIGRAPHS = re.compile(r"[aou]e")
_VOWELS = re.compile(r"[aeiouyhw]+")
_SOUNDS = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        ("ph", "f"), ("ck|q|c(?![eiyh])|kh|gh|g", "k"), ("tch|ch|cz|tsch|sch|sh|sz|zh|ž", "x"),
        ("tz|ts|z|c", "s"), ("v|w", "f"), ("j|dj|dzh", "j"), ("d|th", "t"), ("b", "p"),
    )
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Form:
    """One name of a person or body in comparable form.

    ``words`` are without titles, accents and case. Of a person ``surname`` is the last of them, with
    ``given`` before it, unless the name is ``single``: a surname or given name alone. Of a body ``core`` is what is left without
    legal form, and ``acronym`` the letters of a name that is written as one.
    """

    text: str
    type: EntityType
    words: tuple[str, ...]
    given: tuple[str, ...] = ()
    surname: str = ""
    generation: str = ""
    core: tuple[str, ...] = ()
    acronym: str = ""
    digits: tuple[str, ...] = ()

    @property
    def single(self) -> bool:
        """Return whether this is a surname or given name alone."""
        return self.type is EntityType.PERSON and not self.given

    @property
    def full(self) -> bool:
        """Return whether a name says enough to tell its bearer from others: given name and surname, or two words."""
        if self.type is EntityType.PERSON:
            return bool(self.given) and any(len(g) > 1 for g in self.given)
        return len(self.core) > 1

    @property
    def legal(self) -> frozenset[str]:
        """Return the laws that the legal form of a body's name is of; none if the name has none."""
        families = load_words().legal_families
        forms = [families[w] for w in self.words[len(self.core) :] if w in families]
        return frozenset.intersection(*forms) if forms else frozenset()

    @property
    def acronyms(self) -> frozenset[str]:
        """Return the acronyms that a body of this name may have: of all words, or without small ones or the country."""
        found = set()
        first = self.words[0] if self.words else ""
        national = country_named(first) or country_of_adjective(first)
        for words in (self.core, self.words, *([self.core[1:]] if national else [])):
            for chosen in (words, [w for w in words if w not in _SMALL]):
                if len(chosen) > 1:
                    found.add("".join(w[0] for w in chosen))
        return frozenset(found)


@lru_cache(maxsize=1 << 16)
def fold(text: str) -> str:
    """Return a text without case, accents and quotation marks."""
    return _QUOTES.sub("", normal_name(text).translate(_LETTERS))


@lru_cache(maxsize=1 << 16)
def plain_spelling(word: str) -> str:
    """Return a folded word in the spelling that does without digraphs for umlauts: ``mueller`` is ``muller``."""
    return _DIGRAPHS.sub(lambda m: m[0][0], word)


@lru_cache(maxsize=1 << 16)
def sound(word: str) -> str:
    """Return a rough skeleton of how a folded word sounds: consonants that are easily confused are one."""
    found = plain_spelling(word)
    for pattern, letter in _SOUNDS:
        found = pattern.sub(letter, found)
    skeleton = _VOWELS.sub("", found)
    return re.sub(r"(.)\1+", r"\1", skeleton) or found[:1]


@lru_cache(maxsize=1 << 16)
def form_of(text: str, type: EntityType) -> Form:
    """Return a name taken apart."""
    folded = fold(_POSSESSIVE.sub("", text.strip(" .,;:()")))
    digits = tuple(sorted(_DIGITS.findall(folded)))
    if type is EntityType.PERSON:
        return _person(text, folded, digits)
    words = tuple(_words(_JOINED.sub(lambda m: m[0].replace(".", ""), _SLASHED.sub(r"\1\2", folded))))
    if words[:1] == ("the",) and len(words) > 1:
        words = words[1:]
    return Form(
        text=text, type=type, words=words, core=_core(words), acronym=_acronym(text), digits=digits
    )  # fmt: skip


def _person(text: str, folded: str, digits: tuple[str, ...]) -> Form:
    lists = load_words()
    before, comma, after = folded.partition(",")
    if comma and after.strip() and after.strip(" .") not in lists.generations:
        folded = f"{after} {before}"
    words = _words(folded)
    generation = ""
    while len(words) > 1 and words[0] in lists.titles:
        words.pop(0)
    if len(words) > 1 and words[-1] in lists.generations:
        generation = words.pop()
    named_so = len(words) == 2 and words[0] in lists.given_particles and text[:1].isupper() and " " in text
    particles = lists.particles - lists.given_particles if named_so else lists.particles
    head = 0
    while head < len(words) - 1 and words[head] in particles:
        head += 1
    named = words[head:] if head == len(words) - 1 else words
    last = len(named) - 1
    given = tuple(w for w in named[:last] if w not in particles)
    return Form(
        text=text, type=EntityType.PERSON, words=tuple(named), given=given, surname=named[-1] if named else "",
        generation=generation, digits=digits,
    )  # fmt: skip


def _words(folded: str) -> list[str]:
    """Return the words of a folded name; letters with points between them, and "and", are treated alike in all."""
    found: list[str] = []
    for word in _BREAKS.split(folded):
        if _INITIALS.fullmatch(word):
            found += (
                [c for c in word if c != "."] if word.count(".") > 1 or len(word) <= 2 else [word.strip(".")]
            )
        elif word := word.strip(".;:!?*"):
            found.append(word.replace(".", ""))
    return [w for w in found if w and w != "and"]


def _core(words: tuple[str, ...]) -> tuple[str, ...]:
    legal = load_words().legal_forms
    kept = list(words)
    while len(kept) > 1 and kept[-1] in legal:
        kept.pop()
    return tuple(kept)


def _acronym(text: str) -> str:
    letters = unicodedata.normalize("NFC", text).replace(".", "").strip()
    return letters.casefold() if 2 <= len(letters) <= 8 and letters.isupper() and letters.isalpha() else ""
