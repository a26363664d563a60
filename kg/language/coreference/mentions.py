"""The mentions of a document that coreference looks at, as arrays: one entry a mention, in the order of the text."""

from __future__ import annotations

from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

from kg.language.coreference.genders import FEMALE, MALE, UNKNOWN, load_genders
from kg.language.coreference.phrases import Phrases, may_head
from kg.language.tokens import AnyDoc, Doc, Token

Ints = NDArray[np.int64]

#: What a mention is by its form. The order is that of the network's weights.
KINDS = (
    "name", "definite", "demonstrative", "owned", "indefinite", "bare", "number",
    "i", "we", "you", "he", "she", "it", "they", "this", "which", "one",
)  # fmt: skip
ENTITIES = (
    "", "PERSON", "ORG", "GPE", "LOC", "FAC", "NORP", "PRODUCT", "EVENT", "WORK_OF_ART", "LAW", "LANGUAGE",
    "DATE", "TIME", "MONEY", "PERCENT", "QUANTITY", "CARDINAL", "ORDINAL",
)  # fmt: skip
ROLES = (
    "", "nsubj", "nsubj:pass", "obj", "iobj", "obl", "nmod", "nmod:poss", "appos", "conj", "root", "compound",
    "vocative", "dislocated", "parataxis", "obl:agent", "nsubj:outer",
)  # fmt: skip
CONTENT = 6
"""How many content words of a mention are compared, those nearest to its head."""

_PRONOUNS = {
    "i": "i me my mine myself",
    "we": "we us our ours ourselves let's",
    "you": "you your yours yourself yourselves thou thee thy ya",
    "he": "he him his himself",
    "she": "she her hers herself",
    "it": "it its itself",
    "they": "they them their theirs themselves themself 'em",
    "this": "this that these those",
    "which": "which who whom whose what whoever whatever whichever",
}
_KIND_OF = {word: KINDS.index(kind) for kind, words in _PRONOUNS.items() for word in words.split()}
_DETERMINERS = {
    **dict.fromkeys(("the",), "definite"),
    **dict.fromkeys(("this", "that", "these", "those"), "demonstrative"),
    **dict.fromkeys("a an some any no every each another either neither all both".split(), "indefinite"),
}
_REFLEXIVE = ("self", "selves")
_SINGULAR = frozenset({"i", "he", "she", "it"})
_NAMED = frozenset(ENTITIES[1 : ENTITIES.index("DATE")])
_MODIFIERS = frozenset({"amod", "acl", "acl:relcl", "nmod", "compound", "nummod"})
_BESIDE = frozenset({"appos", "flat", "nmod:desc"})
_SMALL = frozenset({"DET", "ADP", "PUNCT", "CCONJ", "PART", "AUX", "PRON", "SCONJ", "SPACE"})


@dataclass(frozen=True, slots=True)
class Mentions:
    """n candidate mentions: token offsets, heads, and what is known of each; equal strings have equal numbers.

    ``sentence`` numbers sentences from 0; ``governor`` is the word that the head hangs on, ``depth`` how many words are
    above the head; ``initials`` is the acronym of a name of several words, 0 for none; ``content`` is (n, CONTENT), padded with 0.
    """

    start: Ints
    end: Ints
    head: Ints
    sentence: Ints
    kind: Ints
    entity: Ints
    role: Ints
    plural: Ints
    gender: Ints
    flags: Ints
    governor: Ints
    depth: Ints
    form: Ints
    initials: Ints
    lemma: Ints
    content: Ints

    def __len__(self) -> int:
        return len(self.start)


_COLUMNS = tuple(field.name for field in fields(Mentions))[:-1]
"""What each mention has one number for."""

#: What a mention's flags say, in the order of the bits.
FLAGS = ("possessive", "reflexive", "coordinated", "capital", "quoted", "modified", "first")


def find_mentions(annotated: AnyDoc) -> Mentions:
    """Return the candidate mentions of an annotated document: noun phrases, pronouns and names."""
    doc = Doc.of(annotated)
    words = doc.tokens
    phrases = Phrases(words)
    spans: dict[tuple[int, int], int] = {}
    for token in words:
        if may_head(token):
            for span in phrases.spans(token):
                spans.setdefault(span, token.i)
    for name in doc.ents:
        if name.label_ in _NAMED:
            spans.setdefault((name.start, name.end), name.root.i)
    known = _Known.of(doc, words, phrases)
    rows = [
        (start, end, head, *_row(doc, start, end, head, known))
        for (start, end), head in sorted(spans.items())
    ]
    table = np.array(rows, dtype=np.int64).reshape(len(rows), len(_COLUMNS) + CONTENT)
    columns = dict(zip(_COLUMNS, table.T, strict=False))
    return Mentions(**columns, content=table[:, len(_COLUMNS) :])


class _Numbers(dict[str, int]):
    """A number from 1 on for each string, in the order in which they are asked for."""

    def __missing__(self, text: str) -> int:
        return self.setdefault(text, len(self) + 1)


@dataclass(frozen=True, slots=True)
class _Known:
    """What is known of each token of a document, and the numbers that its strings have been given."""

    sentences: list[int]
    depths: list[int]
    labels: dict[int, int]
    genders: dict[int, int]
    quoted: list[bool]
    numbers: _Numbers

    @classmethod
    def of(cls, doc: Doc, words: list[Token], phrases: Phrases) -> _Known:
        """Return what is known of the tokens."""
        labels = {t.i: ENTITIES.index(e.label_) for e in doc.ents if e.label_ in ENTITIES for t in e}
        sentences = np.cumsum([bool(t.is_sent_start) for t in words], dtype=np.int64).tolist()
        return cls(
            sentences, phrases.depths, labels, load_genders().of_names(doc), _quoted(words), _Numbers()
        )


def _row(doc: Doc, start: int, end: int, i: int, known: _Known) -> tuple[int, ...]:
    """Return what is known of a mention, in the order of the fields of `Mentions` from ``sentence`` on."""
    token = doc[i]
    children = token.children
    kind = _kind(token, children, known.labels, end - start)
    role = token.dep_ if token.dep_ != "ROOT" else "root"
    beside = (
        i
        if i in known.labels
        else next((c.i for c in children if c.dep_ in _BESIDE and c.i in known.labels), i)
    )
    coordinated = any(c.dep_ == "conj" and start <= c.i < end for c in children)
    flags = (
        token.dep_ == "nmod:poss" or token.tag_ in {"PRP$", "WP$"},
        token.lower_.endswith(_REFLEXIVE) and token.pos_ == "PRON",
        coordinated,
        token.text[:1].isupper(),
        known.quoted[i],
        any(c.dep_ in _MODIFIERS for c in children),
        bool(doc[start].is_sent_start),
    )
    words = [t for t in doc[start:end] if t.pos_ not in _SMALL]
    content = [known.numbers[t.lower_] for t in sorted(words, key=lambda t: (abs(t.i - i), t.i))[:CONTENT]]
    initials = "".join(t.lower_[0] for t in words if t.text[:1].isupper())
    return (
        known.sentences[i],
        kind,
        known.labels.get(beside, 0),
        ROLES.index(role) if role in ROLES else 0,
        _number(token, kind, coordinated),
        _gender(token, kind, known.genders.get(beside, UNKNOWN)) if not coordinated else UNKNOWN,
        sum(bool(f) << k for k, f in enumerate(flags)),
        token.head.i,
        known.depths[i],
        known.numbers[" ".join(t.lower_ for t in (words or [token]))],
        known.numbers[initials] if len(initials) > 1 else 0,
        known.numbers[token.lemma_],
        *content,
        *[0] * (CONTENT - len(content)),
    )


def _gender(token: Token, kind: int, named: int) -> int:
    """Return the gender that a mention's own words tell, else that of its name."""
    own = {"he": MALE, "she": FEMALE}.get(KINDS[kind], UNKNOWN)
    if own or kind >= KINDS.index("i"):
        return own
    return named or (load_genders().of_noun(token) if token.pos_ == "NOUN" else UNKNOWN)


def _kind(token: Token, children: list[Token], labels: dict[int, int], size: int) -> int:
    word = token.lower_
    if size == 1 and (token.pos_ in {"PRON", "DET"} or token.tag_ == "PRP$"):
        return _KIND_OF.get(word, KINDS.index("one"))
    if token.pos_ == "PROPN" or labels.get(token.i, 99) < ENTITIES.index("DATE"):
        return 0
    for c in children:
        if c.dep_ == "nmod:poss":
            return KINDS.index("owned")
        if c.dep_ == "det":
            return KINDS.index(_DETERMINERS.get(c.lower_, "definite"))
    return KINDS.index("number" if any(c.dep_ == "nummod" for c in children) else "bare")


def _number(token: Token, kind: int, coordinated: bool) -> int:
    """Return 0 where a mention is of one, 1 of several, 2 where that can't be told."""
    name = KINDS[kind]
    if name in _SINGULAR:
        return 0
    if coordinated or name in {"we", "they"} or token.tag_ in {"NNS", "NNPS"}:
        return 1
    if name in {"you", "which", "one"}:
        return 2
    return 1 if token.lower_ in {"these", "those"} else 0


def _quoted(words: list[Token]) -> list[bool]:
    """Return for each word whether it stands between quotation marks."""
    inside, found = False, []
    for token in words:
        if token.text in {"“", "``"}:
            inside = True
        elif token.text in {"”", "''"}:
            inside = False
        elif token.text == '"':
            inside = not inside
        found.append(inside)
    return found
