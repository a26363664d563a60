"""A copy of an annotated document in plain Python, which rules can ask as often as they like.

spaCy makes a new object for each token that is asked for, seeks its dependents anew and looks up each label. Rules ask
for them hundreds of times a word, so that here all is made once. `Doc`, `Token` and `Span` answer to the names that
they have in spaCy, as far as rules need them; where these do not call for more, spaCy's own do as well.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import accumulate, count
from operator import add
from typing import Any, overload

import numpy as np
from spacy import attrs
from spacy.strings import StringStore
from spacy.tokens import Doc as SpacyDoc

_STRINGS = (
    attrs.ORTH,
    attrs.LOWER,
    attrs.LEMMA,
    attrs.POS,
    attrs.TAG,
    attrs.DEP,
    attrs.ENT_TYPE,
    attrs.MORPH,
)
_FLAGS = (attrs.SPACY, attrs.IS_PUNCT, attrs.IS_SPACE, attrs.IS_ALPHA)


@dataclass(slots=True, eq=False, repr=False)
class Token:
    """One word; ``children`` are its dependents in the order of the text, ``morph`` the values of its features."""

    doc: Doc
    i: int
    idx: int
    text: str
    lower_: str
    lemma_: str
    pos_: str
    tag_: str
    dep_: str
    ent_type_: str
    morph: Mapping[str, list[str]]
    whitespace_: str
    is_punct: bool
    is_space: bool
    is_alpha: bool
    children: list[Token] = field(init=False)
    head: Token = field(init=False)
    sent: Span = field(init=False)

    def __repr__(self) -> str:
        return self.text

    @property
    def lefts(self) -> list[Token]:
        """Return the dependents before the word."""
        return [c for c in self.children if c.i < self.i]

    @property
    def rights(self) -> list[Token]:
        """Return the dependents behind the word."""
        return [c for c in self.children if c.i > self.i]

    @property
    def ancestors(self) -> Iterator[Token]:
        """Yield the words above this one, from its head up to the root."""
        token = self
        while token.head is not token:
            token = token.head
            yield token

    @property
    def subtree(self) -> list[Token]:
        """Return the word with all below it, those of dependents before it first."""
        if not self.children:
            return [self]
        found = [t for c in self.children if c.i < self.i for t in c.subtree]
        found.append(self)
        found += [t for c in self.children if c.i > self.i for t in c.subtree]
        return found

    @property
    def left_edge(self) -> Token:
        """Return the first word of the subtree."""
        return self.doc.tokens[self.doc.source[self.i].left_edge.i]

    @property
    def right_edge(self) -> Token:
        """Return the last word of the subtree."""
        return self.doc.tokens[self.doc.source[self.i].right_edge.i]

    @property
    def is_quote(self) -> bool:
        """Return whether it is a quotation mark."""
        return self.doc.source[self.i].is_quote

    @property
    def is_currency(self) -> bool:
        """Return whether it is the sign of a currency."""
        return self.doc.source[self.i].is_currency

    @property
    def is_sent_start(self) -> bool:
        """Return whether a sentence begins with the word."""
        return self.i == self.sent.start

    @property
    def is_sent_end(self) -> bool:
        """Return whether a sentence ends with the word."""
        return self.i + 1 == self.sent.end

    def is_ancestor(self, other: Token) -> bool:
        """Return whether another word stands below this one."""
        return any(up is self for up in other.ancestors)

    def nbor(self, distance: int = 1) -> Token:
        """Return the word so many places after this one; raise IndexError where there is none."""
        at = self.i + distance
        if at < 0:
            raise IndexError(at)
        return self.doc.tokens[at]


class Span:
    """Some words in a row; ``label_`` is the kind of a name or quantity, else ""."""

    __slots__ = ("_root", "doc", "end", "label_", "start")

    def __init__(self, doc: Doc, start: int, end: int, label: str = "") -> None:
        self.doc = doc
        self.start = start
        self.end = end
        self.label_ = label
        self._root: Token | None = None

    def __repr__(self) -> str:
        return self.text

    def __len__(self) -> int:
        return self.end - self.start

    def __iter__(self) -> Iterator[Token]:
        return iter(self.doc.tokens[self.start : self.end])

    @overload
    def __getitem__(self, at: int) -> Token: ...
    @overload
    def __getitem__(self, at: slice) -> Span: ...
    def __getitem__(self, at: int | slice) -> Token | Span:
        if isinstance(at, slice):
            start, end, _ = at.indices(len(self))
            return Span(self.doc, self.start + start, self.start + max(start, end))
        return self.doc.tokens[(self.start if at >= 0 else self.end) + at]

    @property
    def text(self) -> str:
        """Return the words as they stand in the text."""
        return self.doc.text[self.start_char : self.end_char]

    @property
    def start_char(self) -> int:
        """Return where the first word begins."""
        return self.doc.offset(self.start)

    @property
    def end_char(self) -> int:
        """Return where the last word ends."""
        if self.end == self.start:
            return self.start_char
        last = self.doc.tokens[self.end - 1]
        return last.idx + len(last.text)

    @property
    def root(self) -> Token:
        """Return the word that stands highest in the tree: the first without a head, else the first nearest to the root."""
        if self._root is None:
            words = self.doc.tokens[self.start : self.end]
            self._root = words[0] if len(words) == 1 else self._highest(words)
        return self._root

    def _highest(self, words: list[Token]) -> Token:
        outer = []
        for token in words:
            if token.head is token:
                return token
            if not self.start <= token.head.i < self.end:
                outer.append(token)
        return min(outer or words[:1], key=self._depth)

    def _depth(self, token: Token) -> int:
        """Return how far down the tree a word stands; lone white space and punctuation are last."""
        if not token.children and (token.is_punct or token.is_space):
            return len(self.doc) - 1
        return sum(1 for _ in token.ancestors)


class Doc:
    """The words of a document with its sentences and entities; ``source`` is what it is a copy of, ``tensor`` has a row of numbers for each word."""

    def __init__(self, source: SpacyDoc) -> None:
        self.source = source
        self.text = source.text
        self.tensor = np.asarray(source.tensor)
        self.user_data: Mapping[Any, Any] = source.user_data
        self.tokens: list[Token] = []
        self._add_tokens()
        self.sents = [Span(self, s.start, s.end) for s in source.sents]
        for sentence in self.sents:
            for token in sentence:
                token.sent = sentence
        self.ents = [Span(self, e.start, e.end, e.label_) for e in source.ents]

    @classmethod
    def of(cls, doc: SpacyDoc | Doc) -> Doc:
        """Return the copy of a document as it is now; a copy is its own."""
        return doc if isinstance(doc, Doc) else cls(doc)

    @property
    def spans(self) -> dict[str, list[Span]]:
        """Return the groups of spans by their names."""
        return {
            name: [Span(self, s.start, s.end, s.label_) for s in group]
            for name, group in self.source.spans.items()
        }

    def close(self) -> None:
        """Let go of all, since words that refer to each other wait for the garbage collector; nothing can be asked after."""
        self.__dict__.clear()

    def _add_tokens(self) -> None:
        strings = _Strings(self.source.vocab.strings)
        columns = self.source.to_array([*_STRINGS, *_FLAGS]).T.tolist()
        texts, *names, morphs = ([strings[key] for key in column] for column in columns[: len(_STRINGS)])
        spaces, *flags = columns[len(_STRINGS) :]
        starts = accumulate(map(add, map(len, texts), spaces), initial=0)
        features, white = map(_features, morphs), (" "[:space] for space in spaces)
        rows: Iterable[Any] = zip(count(), starts, texts, *names, features, white, *flags)
        self.tokens = [Token(self, *row) for row in rows]
        for token in self.tokens:
            token.children = []
        heads = self.source.to_array(attrs.HEAD).astype(np.int64).tolist()
        for token, steps in zip(self.tokens, heads, strict=True):
            token.head = head = self.tokens[token.i + steps]
            if steps:
                head.children.append(token)

    def __len__(self) -> int:
        return len(self.tokens)

    def __iter__(self) -> Iterator[Token]:
        return iter(self.tokens)

    @overload
    def __getitem__(self, at: int) -> Token: ...
    @overload
    def __getitem__(self, at: slice) -> Span: ...
    def __getitem__(self, at: int | slice) -> Token | Span:
        if isinstance(at, slice):
            start, end, _ = at.indices(len(self.tokens))
            return Span(self, start, max(start, end))
        return self.tokens[at]

    def offset(self, i: int) -> int:
        """Return where a word begins, for the one behind the last where the text ends."""
        return self.tokens[i].idx if i < len(self.tokens) else len(self.text)

    def char_span(self, start: int, end: int) -> Span | None:
        """Return the words that cover just these characters, None where they cut one."""
        first = bisect_left(self.tokens, start, key=lambda t: t.idx)
        last = bisect_left(self.tokens, end, key=lambda t: t.idx + len(t.text))
        if last >= len(self.tokens) or first > last:
            return None
        found = Span(self, first, last + 1)
        return found if (found.start_char, found.end_char) == (start, end) else None


AnyDoc = SpacyDoc | Doc


class _Strings(dict[int, str]):
    """The strings of spaCy's numbers, each looked up once."""

    def __init__(self, store: StringStore) -> None:
        self._store = store

    def __missing__(self, key: int) -> str:
        self[key] = found = self._store[key]
        return found


@lru_cache(maxsize=1 << 12)
def _features(text: str) -> Mapping[str, list[str]]:
    """Return the features of a word with their values, out of "Number=Sing|PronType=Int,Rel"."""
    return {
        name: values.split(",")
        for name, _, values in (part.partition("=") for part in text.split("|"))
        if name
    }
