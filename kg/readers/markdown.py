"""Markdown: front matter or a header as in plain text, and the prose without its marks."""

from __future__ import annotations

import re

from kg.model import Article
from kg.readers.decode import clean, decode
from kg.readers.text import article_from, split_header

_FRONT = re.compile(r"\s*---[ \t]*\n(.*?)\n---[ \t]*(?:\n|$)", re.DOTALL)
_HEADING = re.compile(r"#[ \t]+(.+?)[ \t]*#*[ \t]*(?:\n|$)")

#: What is taken away, in this order: comments, pictures, links' targets, marks at the start of a line, emphasis.
_MARKS = (
    (re.compile(r"<!--.*?-->", re.DOTALL), ""),
    (re.compile(r"!\[[^\]\n]*\]\([^)\n]*\)"), ""),
    (re.compile(r"\[([^\]\n]+)\]\([^)\n]*\)"), r"\1"),
    (re.compile(r"^[ \t]*(?:#{1,6}|[-*+]|>|\d{1,3}[.)])[ \t]+", re.MULTILINE), ""),
    (re.compile(r"^[ \t]*(?:[-*_][ \t]*){3,}$", re.MULTILINE), ""),
    (re.compile(r"(\*\*|__)(?=\S)([^\n]*?\S)\1"), r"\2"),
    (re.compile(r"(?<![\w*_])([*_])(?=\S)([^\n*_]*\S)\1(?![\w*_])"), r"\2"),
    (re.compile(r"`([^`\n]+)`"), r"\1"),
)


def read_markdown(data: bytes, article_id: str) -> Article:
    """Return the article in a Markdown file; a first-level heading at its top is the title."""
    text = clean(decode(data))
    if front := _FRONT.match(text):
        lines = (line for line in front[1].split("\n") if ":" in line)
        header = {}
        for line in lines:
            field, _ = split_header(line)
            header.update({key: value.strip("\"'[]") for key, value in field.items()})
        body = text[front.end() :]
    else:
        header, body = split_header(text)
    body = body.strip()
    if "title" not in header and (heading := _HEADING.match(body)):
        header["title"], body = plain(heading[1]), body[heading.end() :]
    return article_from(header, plain(body), article_id)


def plain(text: str) -> str:
    """Return the prose of a piece of Markdown."""
    for mark, instead in _MARKS:
        text = mark.sub(instead, text)
    return re.sub(r"\n{3,}", "\n\n", text).strip()
