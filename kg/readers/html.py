"""Web pages that were saved: the article without the furniture around it. Nothing is fetched."""

from __future__ import annotations

import logging
import re

from kg.errors import ReadError
from kg.model import Article
from kg.readers.decode import clean, decode
from kg.readers.text import article_from

#: Its messages go to whoever listens to its logger, not to stderr by default.
for _name in ("trafilatura", "htmldate"):
    logging.getLogger(_name).addHandler(logging.NullHandler())

_CHARSET = re.compile(rb"<(?:meta|\?xml)[^>]*?(?:charset|encoding)\s*=\s*[\"']?\s*([\w.:-]+)", re.I)
_BULLET = re.compile(r"^[-*•]\s+")
#: Dates come from the page's metadata, never from a guess over its text nor from today's date.
_DATES = {"extensive_search": False, "original_date": True, "max_date": "2200-01-01"}


def read_html(data: bytes, article_id: str) -> Article:
    """Return the article of a page: title first, then its paragraphs, separated by blank lines.

    Raises ReadError when the page holds no article.
    """
    from trafilatura import bare_extraction

    declared = _CHARSET.search(data[:4096])
    page = clean(decode(data, declared[1].decode("ascii") if declared else ""))
    try:
        found = bare_extraction(
            page,
            with_metadata=True,
            include_comments=False,
            include_tables=False,
            date_extraction_params=_DATES,
        )
    except (ValueError, RecursionError) as error:
        raise ReadError(f"the page can't be parsed: {error}") from error
    if found is None or isinstance(found, dict) or not found.text:
        raise ReadError("no article text was found in the page")
    title = found.title or ""
    fields = {
        "title": title,
        "published": found.date or "",
        "publisher": found.sitename or "",
        "authors": found.author or "",
        "url": found.url or "",
    }
    return article_from(fields, "\n\n".join(paragraphs(found.text, title)), article_id)


def paragraphs(text: str, title: str) -> list[str]:
    """Return the paragraphs of an extracted text, one a line there, without the title where it leads."""
    lines = [_BULLET.sub("", re.sub(r"\s+", " ", clean(line)).strip()) for line in text.split("\n")]
    lines = [line for line in lines if line]
    if lines and title and lines[0].casefold() == re.sub(r"\s+", " ", clean(title)).strip().casefold():
        del lines[0]
    return lines
