"""What a query may not ask for: to change the graph, or to fetch anything from elsewhere."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.errors import QueryError
from kg.names import KGR, PREFIXES

_TOKEN = re.compile(
    r"""(?P<comment>\#[^\r\n]*)
    | (?P<iri><[^<>"{}|^`\x00-\x20]*>)
    | (?P<string>\"{3}(?:\"{0,2}(?:[^"\\]|\\.))*\"{3} | '{3}(?:'{0,2}(?:[^'\\]|\\.))*'{3}
        | "(?:[^"\\\r\n]|\\.)*" | '(?:[^'\\\r\n]|\\.)*')
    | (?P<variable>[?$]\w+)
    | (?P<language>@[A-Za-z]+(?:-[A-Za-z0-9]+)*)
    | (?P<name>(?:[^\W\d_][\w.-]*|_)?:(?:[\w:%-]|\\.|\.(?=[\w:%-]))*)
    | (?P<word>[^\W\d_]\w*)
    | (?P<other>.)""",
    re.VERBOSE | re.DOTALL,
)
_GAP = r"(?:\s|\#[^\r\n]*(?:[\r\n]|$))*"
# A federated clause as any parser must meet it, wherever it stands: found even if the tokens were read wrongly.
_SERVICE = re.compile(
    rf"SERVICE{_GAP}(?:SILENT{_GAP})?(?:<[^>]*>|[?$]\w+|[^\s{{}}<>\"']*:[^\s{{}}]*?){_GAP}\{{", re.IGNORECASE
)
_UPDATES = frozenset({"INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "WITH"})
_QUERIES = frozenset({"SELECT", "ASK", "CONSTRUCT", "DESCRIBE"})


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a query: its kind, its text, and where it starts."""

    kind: str
    text: str
    start: int


def tokens(query: str) -> list[Token]:
    """Return the query's tokens, comments and blanks left out."""
    found = (Token(m.lastgroup or "other", m.group(), m.start()) for m in _TOKEN.finditer(query))
    return [token for token in found if token.kind != "comment" and token.text.strip()]


def check(query: str) -> bool:
    """Return whether the query names its own dataset (FROM); raise QueryError for what is refused.

    Refused are updates, SERVICE, and FROM with a graph outside the project's own ids. Nothing here replaces the
    parser: it runs afterwards and refuses what is not SPARQL.
    """
    found = tokens(query)
    _refuse_updates(query, found)
    _refuse_service(query, found)
    return _check_dataset(query, found)


def line_of(query: str, offset: int) -> int:
    """Return the line, from 1, on which an offset into the query lies."""
    return query.count("\n", 0, offset) + 1


def _refuse_updates(query: str, found: list[Token]) -> None:
    for token in found:
        word = token.text.upper()
        if token.kind != "word":
            continue
        if word in _QUERIES:
            return
        if word in _UPDATES:
            raise QueryError(
                f"line {line_of(query, token.start)}: {word} would change the graph; only queries run"
            )


def _refuse_service(query: str, found: list[Token]) -> None:
    """Refuse federated clauses.

    Whether ``<`` opens an IRI or compares two values depends on the grammar, and a quote or ``#`` inside what only
    looks like an IRI would hide the rest of the query. So text that may be such a clause is let through only where it
    lies in a string or comment and no such IRI makes that uncertain.
    """
    clauses = list(_SERVICE.finditer(query))
    if not clauses:
        return
    doubtful = any(t.kind == "iri" and ("'" in t.text or "#" in t.text) for t in found)
    inert = [m.span() for m in _TOKEN.finditer(query) if m.lastgroup in ("string", "comment")]
    for clause in clauses:
        if doubtful or not any(start < clause.start() < end for start, end in inert):
            line = line_of(query, clause.start())
            raise QueryError(
                f"line {line}: SERVICE would ask another server; nothing is fetched from elsewhere"
            )


def _check_dataset(query: str, found: list[Token]) -> bool:
    prefixes = dict(PREFIXES)
    named = False
    for i, token in enumerate(found):
        if token.kind != "word":
            continue
        word, following = token.text.upper(), found[i + 1 : i + 3]
        if word == "PREFIX" and [t.kind for t in following] == ["name", "iri"]:
            prefixes[following[0].text[:-1]] = following[1].text[1:-1]
        elif word == "FROM" and following:
            named = True
            graph = following[-1] if following[0].text.upper() == "NAMED" else following[0]
            iri = _expanded(graph, prefixes)
            if iri is not None and not iri.startswith(KGR):
                raise QueryError(
                    f"line {line_of(query, graph.start)}: FROM {graph.text}: no graph of this store, and nothing is "
                    f"fetched from elsewhere; its graphs are <{KGR}graph/...> and <{KGR}article/...>"
                )
    return named


def _expanded(token: Token, prefixes: dict[str, str]) -> str | None:
    if token.kind == "iri":
        return token.text[1:-1]
    prefix, colon, local = token.text.partition(":")
    return prefixes[prefix] + local if colon and prefix in prefixes else None
