"""What kind of thing a name is where the article says so: Freewinds in "the cruise ship Freewinds" is a product.

The word of the article counts more than the guess of the language model.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping

from kg.extraction.cues import Nouns
from kg.language.tokens import Doc, Span, Token
from kg.model import EntityType

_TELLING = frozenset(
    {
        EntityType.PERSON,
        EntityType.ORGANIZATION,
        EntityType.FACILITY,
        EntityType.PRODUCT,
        EntityType.WORK,
        EntityType.EVENT,
    }
)
_QUOTES = frozenset({'"', "“", "'", "‘"})


def types_of(doc: Doc, nouns: Nouns, labels: Mapping[str, EntityType]) -> dict[str, EntityType]:
    """Return the type that descriptions give a name, by the words of the name; names of peoples are left out."""
    votes: dict[str, Counter[EntityType]] = defaultdict(Counter)
    for name in (e for e in doc.ents if e.label_ in labels):
        for noun in filter(None, (description_before(name), description_after(name))):
            kind = described_type(noun, nouns.types, nouns.compounds)
            if kind in _TELLING and kind is not None:
                votes[name.text][kind] += 1
    return {text: max(sorted(found), key=lambda t: found[t]) for text, found in votes.items()}


def description_before(name: Span) -> Token | None:
    """Return the noun that stands right before a name and describes it: "ship" of "the cruise ship Freewinds"."""
    start = name.start - 1
    while start >= 0 and name.doc[start].text in _QUOTES:
        start -= 1
    if start < 0 or name.label_ == "NORP":
        return None
    noun, root = name.doc[start], name.root
    if noun.text == "," and root.dep_ == "appos" and root.head.i < start and root.head.pos_ == "NOUN":
        parted = root.head  # "the regulator, Sutran, ..."
        return parted if parted.right_edge.i >= name.end - 1 and _is_led_by(parted, name.start) else None
    if noun.pos_ != "NOUN":
        return None
    above = noun == root.head and root.dep_ in {"appos", "flat", "nmod:desc"}
    below = noun.head == root and noun.dep_ in {"nmod:desc", "compound"}
    beside = noun.head == root.head and root.dep_ == noun.dep_ and noun.dep_.startswith(("nsubj", "obj"))
    return noun if above or below or beside else None


def _is_led_by(noun: Token, start: int) -> bool:
    """Return whether nothing but the noun's own short phrase stands between its first word and a name."""
    return noun.left_edge.lower_ in {"the", "its", "his", "her", "their", "a", "an"} and start - noun.i <= 2


def description_after(name: Span) -> Token | None:
    """Return the singular noun that describes a name behind a comma: "gang" of "Los Cuervos, a Venezuelan gang"."""
    if name.label_ == "NORP" or name.end >= len(name.doc) or name.doc[name.end].text != ",":
        return None
    noun = next((c for c in name.root.children if c.dep_ == "appos" and c.i > name.end), None)
    if noun is None or noun.pos_ != "NOUN" or noun.tag_ == "NNS":
        return None
    first = noun.left_edge
    return noun if first.i == name.end + 1 and first.pos_ == "DET" else None


def described_type(
    noun: Token, types: Mapping[str, EntityType], compounds: Mapping[str, EntityType]
) -> EntityType | None:
    """Return the type of a noun, the longest known phrase first: "supply chain" before "chain"."""
    if noun.i and noun.nbor(-1).dep_ == "compound":
        phrase = f"{noun.nbor(-1).lemma_.lower()} {noun.lemma_.lower()}"
        if phrase in compounds:
            return compounds[phrase]
    return types.get(noun.lemma_.lower())
