"""Bytes to clean text: the only place where characters of an article are changed."""

from __future__ import annotations

import codecs
import re
import unicodedata

from kg.errors import ReadError

#: Byte order marks, the longer ones first.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
#: Beginnings of common binary formats that may hold no NUL byte.
_MAGIC = {b"%PDF-": "a PDF", b"PK\x03\x04": "a zip archive or office document", b"\x1f\x8b": "a gzip archive"}
#: More control characters than this share: not text.
_MAX_CONTROL = 0.01
#: More bytes above 127 than this share: not Windows-1252 prose.
_MAX_HIGH = 0.25

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_BROKEN = re.compile("[\ud800-\udfff\ufffe\uffff]")
_INVISIBLE = re.compile("[\ufeff\u00ad]")
_LINE_END = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")


def decode(data: bytes, declared: str = "") -> str:
    """Return the text of ``data``: by its byte order mark, the charset declared, UTF-8, else Windows-1252.

    Raises ReadError for binary data and for bytes that are none of these.
    """
    for magic, what in _MAGIC.items():
        if data.startswith(magic):
            raise ReadError(f"this is {what}, not text")
    for mark, charset in _MARKS:
        if data.startswith(mark):
            return _strict(data, charset)
    if b"\0" in data:
        raise ReadError("this is a binary file, not text")
    for charset in dict.fromkeys(filter(None, ("utf-8", declared))):
        try:
            return _checked(data.decode(charset))
        except (UnicodeDecodeError, LookupError):
            continue
    if sum(byte > 127 for byte in data) > _MAX_HIGH * len(data):
        raise ReadError("this is neither UTF-8 nor Windows-1252 text; convert it to UTF-8")
    return _strict(data, "cp1252")


def _strict(data: bytes, charset: str) -> str:
    try:
        return _checked(data.decode(charset))
    except UnicodeDecodeError as error:
        raise ReadError(
            f"byte {error.start} is not valid {charset}: convert the file to UTF-8, or it is not text"
        ) from error


def _checked(text: str) -> str:
    """Return ``text`` as it is, unless it is so full of control characters that it can't be prose."""
    if len(_CONTROL.findall(text)) > 1 + _MAX_CONTROL * len(text):
        raise ReadError("this is a binary file, not text")
    return text


def clean(text: str) -> str:
    """Return ``text`` with one kind of line end and of space, and without marks that nobody sees.

    Byte order marks and soft hyphens go; control characters become spaces, lone surrogates U+FFFD.
    """
    text = _LINE_END.sub("\n", _INVISIBLE.sub("", text))
    if not text.isascii():
        spaces = {ord(c): " " for c in set(text) if c != " " and unicodedata.category(c) == "Zs"}
        text = text.translate(spaces)
    return repair(text)


def repair(text: str) -> str:
    """Return ``text`` with every character that can't be stored replaced one for one: offsets stand."""
    return _BROKEN.sub("\ufffd", _CONTROL.sub(" ", text))


def one_line(text: str) -> str:
    """Return ``text`` cleaned, on one line: for titles and names."""
    return re.sub(r"\s+", " ", clean(text)).strip()
