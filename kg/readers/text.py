"""Plain text, with an optional header: ``Title:``, ``Date:``, ``Publisher:``, ``Author:``, ``Url:``."""

from __future__ import annotations

import re

from kg.model import Article
from kg.readers.dates import published_date
from kg.readers.decode import clean, decode, one_line

#: Header key to field of Article.
_KEYS = {
    "title": "title",
    "headline": "title",
    "date": "published",
    "published": "published",
    "publisher": "publisher",
    "author": "authors",
    "authors": "authors",
    "url": "url",
}
_FIELD = re.compile(rf"({'|'.join(_KEYS)})[ \t]*:[ \t]*(.*)$", re.IGNORECASE)
_AUTHORS = re.compile(r"\s*[;,&]\s*|\s+and\s+")


def read_text(data: bytes, article_id: str) -> Article:
    """Return the article in a text file.

    The header is the run of known ``Key: value`` lines that the file begins with; anything else belongs to the
    body. A title from the header is the first paragraph of the text, because headlines state facts.
    """
    header, body = split_header(clean(decode(data)))
    return article_from(header, body, article_id)


def split_header(text: str) -> tuple[dict[str, str], str]:
    """Return the header's fields, by name of the Article's field, and the body without blank edges."""
    header: dict[str, str] = {}
    lines = text.lstrip("\n").split("\n")
    for count, line in enumerate(lines):
        found = _FIELD.match(line.strip())
        if not found:
            return header, "\n".join(lines[count:]).strip()
        header.setdefault(_KEYS[found[1].lower()], found[2].strip())
    return header, ""


def split_authors(text: str) -> tuple[str, ...]:
    """Return the names in a list of authors such as "By Ann Lee, Bo Ray and Cy Fox"."""
    names = (
        one_line(name) for name in _AUTHORS.split(re.sub(r"^by\s+", "", text.strip(), flags=re.IGNORECASE))
    )
    return tuple(dict.fromkeys(name for name in names if name))


def article_from(fields: dict[str, str], body: str, article_id: str) -> Article:
    """Return the article of these fields, with its title as the first paragraph of the text."""
    title = one_line(fields.get("title", ""))
    text = body if not body or not title or body.startswith(title) else f"{title}\n\n{body}"
    return Article(
        id=article_id,
        text=text,
        title=title,
        published=published_date(fields.get("published", ""), article_id),
        publisher=one_line(fields.get("publisher", "")),
        authors=split_authors(fields.get("authors", "")),
        url=web_address(fields.get("url", "")),
    )


def web_address(text: str) -> str:
    """Return ``text`` if it is a plain http(s) address, else "": other schemes can carry scripts."""
    text = one_line(text)
    return text if re.fullmatch(r"https?://[^\s<>\"{}|\\^`]+", text, re.IGNORECASE) else ""
