"""A small annotated article and lines of predictions about it."""

from __future__ import annotations

from typing import Any

TEXT = "Acme bought Bolt. The firm Bolt may work with Zeta, Acme said. Acme left Peru."


def gold_values() -> dict[str, Any]:
    """Return a sound annotation of ``TEXT``."""
    return {
        "id": "deal",
        "text": TEXT,
        "published": "2024-03",
        "entities": [
            {"id": "e1", "name": "Acme", "type": "Organization", "aliases": ["Acme"]},
            {"id": "e2", "name": "Bolt", "type": "Organization", "aliases": ["Bolt", "The firm Bolt"]},
            {"id": "e3", "name": "Zeta", "type": "Organization", "aliases": []},
            {"id": "e4", "name": "Peru", "type": "GeopoliticalEntity", "aliases": ["Peru"]},
        ],
        "relations": [
            {"s": "e1", "p": "acquires", "o": "e2", "status": "asserted", "quote": "Acme bought Bolt"},
            {"s": "e2", "p": "partnersWith", "o": "e3", "status": "possible", "quote": "may work with Zeta"},
            {"s": "e1", "p": "withdrawsFrom", "o": "e4", "status": "asserted", "quote": "Acme left Peru"},
        ],
    }


def row(subject: str, predicate: str | None, object: str, **more: Any) -> dict[str, Any]:
    """Return a line of predictions; names are ``label/alias/alias``."""
    ends = [
        dict(zip(("label", "aliases"), (n[0], n[1:]), strict=True)) for n in map(_names, (subject, object))
    ]
    return {"article": "deal", "subject": ends[0], "predicate": predicate, "object": ends[1], **more}


def _names(text: str) -> list[str]:
    return text.split("/")
