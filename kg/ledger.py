"""What was read from which text under which fingerprint, beside the graph on disk: so that a build can resume.

One JSON line per reading, appended after the reading is stored; the last line about an article counts. A line
that a killed process left half-written is passed over: its article is read again, which does no harm.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator
from pathlib import Path

NAME = "readings.jsonl"


class Ledger:
    """The content hash and fingerprint of each article's reading; in memory only when ``folder`` is None."""

    def __init__(self, folder: Path | None) -> None:
        self.path = folder / NAME if folder else None
        self._known: dict[str, tuple[str, str]] = {}
        if self.path and self.path.exists():
            self._known.update(_lines(self.path))

    def fresh(self, article: str, content_hash: str, fingerprint: str) -> bool:
        """Return whether this very text was read under this very fingerprint."""
        return self._known.get(article) == (content_hash, fingerprint)

    def record(self, article: str, content_hash: str, fingerprint: str) -> None:
        """Note a reading that is stored."""
        self._known[article] = (content_hash, fingerprint)
        if self.path:
            with self.path.open("a", encoding="utf-8") as file:
                file.write(json.dumps([article, content_hash, fingerprint]) + "\n")

    def keep(self, articles: Iterable[str]) -> None:
        """Forget all articles but these, and write the ledger anew, sorted."""
        self._known = {
            article: self._known[article] for article in sorted(articles) if article in self._known
        }
        if self.path:
            draft = self.path.with_suffix(".new")
            lines = (json.dumps([article, *known]) + "\n" for article, known in self._known.items())
            draft.write_text("".join(lines), encoding="utf-8")
            os.replace(draft, self.path)


def _lines(path: Path) -> Iterator[tuple[str, tuple[str, str]]]:
    """Yield the whole lines of a ledger."""
    with path.open(encoding="utf-8", errors="replace") as file:
        for line in file:
            try:
                article, content_hash, fingerprint = json.loads(line)
            except ValueError:
                continue
            yield str(article), (str(content_hash), str(fingerprint))
