"""What each format gives, in tables of (bytes, expected)."""

import json
import logging

import pytest

from kg.errors import ReadError
from kg.readers import read_bytes

PAGE = """<!doctype html><html lang=en><head><title>Fund bids for JSR - The Wire</title>
<meta property="og:title" content="Fund bids for JSR">
<meta property="article:published_time" content="2023-06-26T10:00:00Z">
<meta name="author" content="Jane Doe; Bob Ray"><meta property="og:site_name" content="The Wire">
<link rel="canonical" href="https://wire.example/jsr"></head>
<body><nav><a href="/a">Home</a> <a href="/b">World</a></nav><article><h1>Fund bids for JSR</h1>
<p>A fund supported by the Japanese government proposed to acquire JSR for $6.3&nbsp;billion on Monday.</p>
<h2>Chips</h2><p>JSR said its board <a href="https://tracker.example/?x">supports</a> the offer &amp; will recommend it.</p>
<script>alert(1)</script></article><footer>All rights reserved by The Wire</footer></body></html>"""


def text_of(body: str, suffix: str = ".txt") -> str:
    return read_bytes(body.encode(), suffix, "a").text


def test_header_fields_and_title_as_first_paragraph() -> None:
    article = read_bytes(
        b"Title: Fund bids for JSR\nDate: 3 July 2023\nPublisher: The Wire\nAuthors: By Ann Lee, Bo Ray and Cy Fox\n"
        b"URL: https://wire.example/jsr\n\nA fund bid.\n\nIt said so.\n",
        ".txt",
        "jsr",
    )
    assert article.text == "Fund bids for JSR\n\nA fund bid.\n\nIt said so."
    assert (article.title, article.published, article.publisher) == (
        "Fund bids for JSR",
        "2023-07-03",
        "The Wire",
    )
    assert article.authors == ("Ann Lee", "Bo Ray", "Cy Fox")
    assert article.url == "https://wire.example/jsr"


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("A fund bid.\n\nTitle: no header here.", "A fund bid.\n\nTitle: no header here."),
        ("Tokyo: the fund bid.\n\nMore.", "Tokyo: the fund bid.\n\nMore."),
        ("Date: 2023\nTokyo: the fund bid.", "Tokyo: the fund bid."),
        ("Title: JSR\n\nJSR\n\nA fund bid.", "JSR\n\nA fund bid."),
        ("one\r\ntwo\rthree\x0bfour", "one\ntwo\nthree\nfour"),
        ("\ufeffThe EU paid $6.3\u00a0billion to\u00ad day.", "The EU paid $6.3 billion to day."),
        ("bell\x07 rings \x00"[:-1], "bell  rings"),
    ],
)
def test_text(body: str, text: str) -> None:
    assert text_of(body) == text


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ("Café Zürich".encode("cp1252"), "Café Zürich"),
        ("“Quoted” – he said".encode("cp1252"), "“Quoted” – he said"),
        ("Zürich".encode("utf-16"), "Zürich"),
        (b"\xef\xbb\xbfTitle: X\n\nbody", "X\n\nbody"),
    ],
)
def test_charsets(data: bytes, text: str) -> None:
    assert read_bytes(data, ".txt", "a").text == text


@pytest.mark.parametrize(
    ("data", "suffix", "message"),
    [
        (b"", ".txt", "empty"),
        (b" \n\t\n", ".txt", "empty"),
        (b"Title: only a header\n", ".txt", "empty"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", ".txt", "binary"),
        (b"%PDF-1.7\nstream", ".txt", "PDF"),
        (b"PK\x03\x04abc", ".md", "zip"),
        (b"\xff\xfeabc", ".txt", "utf-16"),
        ("Токио".encode("koi8-r"), ".txt", "UTF-8"),
        (bytes(range(1, 32)) * 4, ".txt", "binary"),
        (b"{}", ".json", '"text"'),
        (b"[1]", ".json", '"text"'),
        (b"{", ".json", "JSON"),
        (b"[" * 100_000, ".json", "JSON"),
        (b'{"text": 3}', ".json", '"text"'),
        (b"<html><body></body></html>", ".html", "no article text"),
        (b"abc", ".docx", "can't be read"),
    ],
)
def test_refused(data: bytes, suffix: str, message: str) -> None:
    with pytest.raises(ReadError, match=message):
        read_bytes(data, suffix, "a")


@pytest.mark.parametrize("suffix", [".html", ".txt"])
def test_page(suffix: str) -> None:
    article = read_bytes(PAGE.encode(), suffix, "jsr")
    assert article.text.split("\n\n") == [
        "Fund bids for JSR",
        "A fund supported by the Japanese government proposed to acquire JSR for $6.3 billion on Monday.",
        "Chips",
        "JSR said its board supports the offer & will recommend it.",
    ]
    assert (article.title, article.published, article.publisher) == (
        "Fund bids for JSR",
        "2023-06-26",
        "The Wire",
    )
    assert article.authors == ("Jane Doe", "Bob Ray")
    assert article.url == "https://wire.example/jsr"


def test_page_with_declared_charset() -> None:
    page = '<html><head><meta charset="windows-1250"></head><body><article><p>%s</p></article></body></html>'
    body = (
        "Łódź welcomed the plant that the company said on Tuesday it would build next year in the old town."
    )
    assert body in read_bytes((page % body).encode("cp1250"), ".html", "a").text


def test_page_has_no_date_that_it_does_not_state() -> None:
    page = "<html><body><article><p>%s</p></article><footer>Copyright 2021</footer></body></html>"
    assert (
        read_bytes((page % ("The fund bid for JSR on 3 July 2019. " * 9)).encode(), ".html", "a").published
        == ""
    )


def test_markdown() -> None:
    body = (
        "---\ntitle: 'ignored quotes'\ndate: 2023-07\ntags: [a, b]\n---\n"
        "## Why\n\n- The **EU** met [Japan](https://x.example).\n> He *said* so in snake_case_name.\n\n***\n"
    )
    article = read_bytes(body.encode(), ".md", "a")
    assert article.text == "ignored quotes\n\nWhy\n\nThe EU met Japan.\nHe said so in snake_case_name."
    assert article.published == "2023-07"
    assert text_of("# Big deal\n\nBody.", ".md") == "Big deal\n\nBody."


def test_record_text_is_exact() -> None:
    text = " Two\r\n spaces\u00a0here \ud83d end\x00.\n"
    article = read_bytes(json.dumps({"id": "other", "title": "T", "text": text}).encode(), ".json", "stem")
    assert article.id == "stem"
    assert article.text == " Two\r\n spaces\u00a0here \ufffd end .\n"
    assert len(article.text) == len(text)


@pytest.mark.parametrize(
    ("url", "kept"),
    [("https://a.example/b?c=d", True), ("javascript:alert(1)", False), ("https://a.example/<b>", False)],
)
def test_only_web_addresses_are_kept(url: str, kept: bool) -> None:
    assert read_bytes(f"Url: {url}\n\nbody".encode(), ".txt", "a").url == (url if kept else "")


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("2023", "2023"),
        ("2023-07", "2023-07"),
        ("2023-07-03", "2023-07-03"),
        ("2023/7/3", "2023-07-03"),
        ("20230703", "2023-07-03"),
        ("2023-07-03T10:00:00+02:00", "2023-07-03"),
        ("2023-07-03 10:00", "2023-07-03"),
        ("3 July 2023", "2023-07-03"),
        ("3rd of July, 2023", "2023-07-03"),
        ("Monday, July 3, 2023", "2023-07-03"),
        ("Mon, 03 Jul 2023 10:00:00 GMT", "2023-07-03"),
        ("Sept. 5, 2023 at 10:15 a.m.", "2023-09-05"),
        ("July 2023", "2023-07"),
        ("", ""),
        ("03/07/2023", ""),
        ("2023-13-01", ""),
        ("2023-02-30", ""),
        ("0000", ""),
        ("yesterday", ""),
        ("3 Julember 2023", ""),
    ],
)
def test_dates(text: str, iso: str) -> None:
    assert read_bytes(f"Date: {text}\n\nbody".encode(), ".txt", "a").published == iso


def test_bad_date_is_told(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING):
        read_bytes(b"Date: yesterday\n\nbody", ".txt", "story")
    assert "story: 'yesterday' is not a date" in caplog.text
