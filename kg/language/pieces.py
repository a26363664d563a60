"""Words to word pieces: what the encoder reads for each word."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tokenizers import Tokenizer

MOST_LETTERS = 60
MOST_PIECES = 10
_MOST_CACHED = 200_000


class WordPieces:
    """The word pieces of single words, remembered from one call to the next."""

    def __init__(self, tokenizer: "Tokenizer") -> None:
        tokenizer.no_padding()
        tokenizer.no_truncation()
        self._tokenizer = tokenizer
        self._unknown: int = tokenizer.token_to_id("[UNK]") or 0
        self._known: dict[str, list[int]] = {}

    def __call__(self, words: Iterable[str]) -> list[list[int]]:
        """The piece ids of each word: at least one, at most `MOST_PIECES` (the last ones of a longer word are left out)."""
        words = list(words)
        if len(self._known) > _MOST_CACHED:
            self._known.clear()
        missing = sorted({w for w in words if w not in self._known})
        if missing:
            found = self._tokenizer.encode_batch(
                [w[:MOST_LETTERS] for w in missing], add_special_tokens=False
            )
            for word, encoding in zip(missing, found, strict=True):
                self._known[word] = encoding.ids[:MOST_PIECES] or [self._unknown]
        return [self._known[w] for w in words]

    def is_word(self, text: str) -> bool:
        """Whether the text, in lower case, is a word piece of its own."""
        return self._tokenizer.token_to_id(text.lower()) is not None
