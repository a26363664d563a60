"""The page itself: data, drawing library, style and code in one file, under a policy that lets nothing else run."""

from __future__ import annotations

import base64
import hashlib
import html
import json
import os
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

from kg.model import Article, Entity, Mention, Statement
from kg.names import PREFIXES
from kg.view.bundle import bundle
from kg.view.data import Names, page_facts
from kg.view.palette import STATUSES, TYPES, style_variables
from kg.view.picture import draw
from kg.view.words import clean, plain

_LIBRARY = "templates/lib/vis-9.1.2/vis-network.min.js"
_UNSAFE_IN_JSON = {ord(c): f"\\u{ord(c):04x}" for c in "<>&\u2028\u2029"}
TITLE = "Knowledge graph"


def render_html(
    entities: Sequence[Entity],
    statements: Sequence[Statement],
    articles: Mapping[str, Article],
    *,
    title: str = TITLE,
    labels: Mapping[str, str] | None = None,
    symmetric: Collection[str] = (),
    mentions: Iterable[Mention] = (),
    select: str = "",
) -> str:
    """Return one HTML page that shows the graph and leads each relation to the sentences that say it.

    ``labels`` names properties by their local names (else their own words are used); those in ``symmetric`` are
    drawn without an arrow. ``mentions`` are where the articles name the entities; ``select`` is the id of an entity
    that the page opens on. The page needs no network, and the same input gives the same page.
    """
    names = Names(labels=labels or {}, symmetric=frozenset(symmetric))
    facts = page_facts(entities, statements, articles, names, mentions)
    data = {
        "title": plain(title) or TITLE,
        "select": clean(select),
        "entities": facts.entities,
        "statements": facts.statements,
        "articles": facts.articles,
        "picture": draw(facts),
        "types": {
            kind.value: {"word": look.word, "shape": look.shape, "hollow": look.hollow}
            for kind, look in TYPES.items()
        },
        "statuses": {status.value: list(look.dashes) for status, look in STATUSES.items()},
        "prefixes": PREFIXES,
    }
    library, code, style = _library(), _code(), style_variables() + _static("page.css")
    return _fill(
        _static("page.html"),
        {
            "policy": content_policy([library, code], [style]),
            "title": html.escape(plain(title) or TITLE),
            "style": style,
            "data": embedded_json(data),
            "library": library,
            "code": code,
        },
    )


def write_html(path: str | os.PathLike[str], page: str) -> Path:
    """Return the path to which a page was written in UTF-8; folders on the way are made."""
    target = Path(path)
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(page.encode("utf-8", "replace"))
    return target


def embedded_json(data: Any) -> str:
    """Return JSON that may stand inside a ``<script>``: it holds no character that HTML or JavaScript would read."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return text.translate(_UNSAFE_IN_JSON)


def content_policy(scripts: Sequence[str], styles: Sequence[str]) -> str:
    """Return a Content-Security-Policy (W3C CSP 3) under which these scripts and styles run, and nothing else."""

    def hashes(texts: Sequence[str]) -> str:
        digests = (hashlib.sha256(text.encode("utf-8")).digest() for text in texts)
        return " ".join(f"'sha256-{base64.b64encode(digest).decode('ascii')}'" for digest in digests)

    return (
        f"default-src 'none'; script-src {hashes(scripts)}; style-src {hashes(styles)}; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


def _fill(template: str, parts: Mapping[str, str]) -> str:
    """Return the template with each ``{{name}}`` replaced, in one pass, so that no part is read as template."""
    return re.sub(r"\{\{(\w+)\}\}", lambda found: parts[found[1]], template)


def _static(name: str) -> str:
    """Return a file of this package's ``static`` folder, with the line ends that an HTML parser would give it."""
    text = (resources.files("kg.view") / "static" / name).read_text(encoding="utf-8")
    return text.replace("\r\n", "\n")


@cache
def _code() -> str:
    """Return the page's own code as one script, closed off from the library's names."""
    return bundle("main", lambda name: _static(f"js/{name}.js"))


@cache
def _library() -> str:
    """Return the vis-network that pyvis bundles, without the pointer to a source map, which would be fetched.

    Its style sheet is left out: it styles tooltips, buttons and editors, none of which this page shows.
    """
    text = (resources.files("pyvis") / _LIBRARY).read_text(encoding="utf-8").replace("\r\n", "\n")
    if "</script" in text.lower() or "<!--" in text:
        raise ValueError(f"pyvis' {_LIBRARY} can't stand inside a page: it holds a tag of its own")
    return re.sub(r"\n//# sourceMappingURL=\S*\s*$", "\n", text)
