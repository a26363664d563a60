"""The formats that can be read: suffix to reader. A new format is one file and one line here."""

from __future__ import annotations

import re
from collections.abc import Callable
from importlib import import_module

from kg.errors import ReadError
from kg.model import Article

#: A reader takes the bytes and the id of the article, and returns the article or raises ReadError.
Reader = Callable[[bytes, str], Article]

#: Suffix to "module:function"; a module is imported when its first file is read.
FORMATS = {
    ".txt": "kg.readers.text:read_text",
    ".md": "kg.readers.markdown:read_markdown",
    ".html": "kg.readers.html:read_html",
    ".htm": "kg.readers.html:read_html",
    ".xhtml": "kg.readers.html:read_html",
    ".json": "kg.readers.record:read_record",
}

_PAGE = re.compile(rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html)\b", re.I | re.S)
_HEAD = 4096


def read_bytes(data: bytes, suffix: str, article_id: str) -> Article:
    """Return the article in ``data``; a page saved as ``.txt`` is still read as a page.

    Raises ReadError when the suffix is unknown, or when the bytes hold no article of that format.
    """
    name = FORMATS.get(suffix.lower())
    if name is None:
        known = ", ".join(FORMATS)
        raise ReadError(f"files of type {suffix or '(no suffix)'!s} can't be read; known are {known}")
    if name.endswith(":read_text") and _PAGE.match(data.removeprefix(b"\xef\xbb\xbf")[:_HEAD]):
        name = FORMATS[".html"]
    module, function = name.split(":")
    reader: Reader = getattr(import_module(module), function)
    article = reader(data, article_id)
    if not article.text.strip():
        raise ReadError("the article is empty")
    return article
