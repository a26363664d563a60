"""JSON records: one object with a ``text``, as corpora and gold files store articles."""

from __future__ import annotations

import json

from kg.errors import ReadError
from kg.model import Article
from kg.readers.dates import published_date
from kg.readers.decode import decode, one_line, repair
from kg.readers.text import split_authors, web_address


def read_record(data: bytes, article_id: str) -> Article:
    """Return the article of a JSON object; its text is taken exactly, so that offsets into it stand.

    Only characters that can't be stored (control characters, lone surrogates) are replaced, one for one.
    """
    try:
        record = json.loads(decode(data))
    except (ValueError, RecursionError) as error:
        raise ReadError(f"not valid JSON: {error}") from error
    if not isinstance(record, dict) or not isinstance(record.get("text"), str):
        raise ReadError('a JSON article is one object with a "text"')

    def field(name: str) -> str:
        value = record.get(name)
        return value if isinstance(value, str) else ""

    authors = record.get("authors", ())
    names = [name for name in authors if isinstance(name, str)] if isinstance(authors, list) else []
    return Article(
        id=article_id,
        text=repair(record["text"]),
        title=one_line(field("title")),
        published=published_date(field("published") or field("date"), article_id),
        publisher=one_line(field("publisher")),
        authors=tuple(one_line(name) for name in names) or split_authors(field("authors") or field("author")),
        url=web_address(field("url")),
    )
