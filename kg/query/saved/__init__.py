"""The queries that come with the graph: one ``.rq`` file each, its first line a comment that says what it answers."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.resources import files

from kg.errors import QueryError


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedQuery:
    """A query with the name of its file and one line on what it answers."""

    name: str
    description: str
    sparql: str


def saved_queries() -> tuple[SavedQuery, ...]:
    """Return the queries of this folder, sorted by name."""
    found = []
    for file in files(__package__).iterdir():
        if file.name.endswith(".rq"):
            text = file.read_text(encoding="utf-8")
            first = text.split("\n", 1)[0].removeprefix("#").strip()
            found.append(SavedQuery(name=file.name.removesuffix(".rq"), description=first, sparql=text))
    return tuple(sorted(found, key=lambda query: query.name))


def saved_query(name: str) -> SavedQuery:
    """Return the query of this name; raise QueryError, which lists the names, if there is none."""
    queries = saved_queries()
    for query in queries:
        if query.name == name:
            return query
    raise QueryError(f"no saved query {name!a}; there are: {', '.join(query.name for query in queries)}")
