"""Text of articles and names of files, made safe for a terminal."""

from __future__ import annotations

import unicodedata


def plain(text: str) -> str:
    r"""Return ``text`` with characters that move the cursor or turn the writing direction shown as ``\x1b``."""
    return "".join(
        ascii(c)[1:-1] if c != "\n" and unicodedata.category(c) in ("Cc", "Cf", "Cs", "Co", "Zl", "Zp") else c
        for c in text
    )
