"""What the mentions of one thing stand for: the name that pronouns and descriptions take up, or the first description.

A pronoun for a thing that is never named leads nowhere: "they" for "developers" says too little to make a fact of.

The clusters are those of ``doc.spans["coref_clusters_1"]`` and so on. A document without any, from another pipeline, has
its pronouns resolved by centering (`kg.extraction.pronouns`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from kg.extraction.pronouns import antecedents
from kg.language.tokens import Doc, Span, Token

_CLUSTERS = "coref_clusters_"
_BESIDE = frozenset({"appos", "flat", "nmod:desc"})


@dataclass(frozen=True, slots=True)
class References:
    """For the head word of a mention, the head word of the mention that says what it is.

    ``pronouns`` leads from a pronoun to a name, ``descriptions`` from a description to a name, ``repeated`` from a
    description of a thing without a name to the first such.
    """

    pronouns: Mapping[int, int]
    descriptions: Mapping[int, int] = field(default_factory=dict)
    repeated: Mapping[int, int] = field(default_factory=dict)


def find_references(doc: Doc, names: Mapping[int, Span]) -> References:
    """Return what pronouns and descriptions of a document take up; ``names`` maps tokens to the names they are in."""
    clusters = [
        [doc[span.start : span.end] for span in spans]
        for key, spans in doc.source.spans.items()
        if key.startswith(_CLUSTERS)
    ]
    if not clusters:
        return References(antecedents(doc, names))
    pronouns: dict[int, int] = {}
    descriptions: dict[int, int] = {}
    repeated: dict[int, int] = {}
    for cluster in clusters:
        of_one = _heads(sorted(cluster, key=lambda s: (s.start, -s.end)), names)
        for kind, into in zip(of_one, (pronouns, descriptions, repeated), strict=True):
            into.update(kind)
    return References(pronouns, descriptions, repeated)


def _heads(
    cluster: Sequence[Span], names: Mapping[int, Span]
) -> tuple[dict[int, int], dict[int, int], dict[int, int]]:
    """Return for one thing what its pronouns, its descriptions and, without a name, its later descriptions take up."""
    heads = [span.root for span in cluster if not _joins(span)]
    named = [name.root.i for head in heads if (name := _name(head, names)) is not None]
    described = [head.i for head in heads if head.pos_ == "NOUN" and head.i not in names]
    pronouns = [head.i for head in heads if _is_pronoun(head)]
    if named:
        return {i: _nearest(named, i) for i in pronouns}, {i: _nearest(named, i) for i in described}, {}
    if described:
        return {}, {}, dict.fromkeys(described[1:], described[0])
    return {}, {}, {}


def _name(head: Token, names: Mapping[int, Span]) -> Span | None:
    """Return the name that a mention is, or that it introduces: "reviewer Ann Bell", "his wife, Ann Bell"."""
    own = names.get(head.i)
    if own is not None:
        return own if own.root is head else None
    beside = (names.get(c.i) for c in head.children if c.dep_ in _BESIDE and c.i > head.i)
    return next((name for name in beside if name is not None and name.root.head is head), None)


def _nearest(named: Sequence[int], i: int) -> int:
    """Return the last name before a word or, where there is none, the first one behind it."""
    before = [n for n in named if n < i]
    return before[-1] if before else named[0]


def _is_pronoun(token: Token) -> bool:
    return token.pos_ == "PRON" or token.tag_ in {"PRP$", "PRP"}


def _joins(span: Span) -> bool:
    """Return whether a mention is of several things joined by "and", which is none of them."""
    return any(c.dep_ == "conj" and span.root.i < c.i < span.end for c in span.root.children)
