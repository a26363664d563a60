"""Run a SPARQL query against a graph."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.errors import QueryError
from kg.names import PREFIXES
from kg.query.guard import check
from kg.rdf import ENTITIES, FACTS, PROSPECTS, STATEMENTS
from kg.rdf.answers import QueryResult

if TYPE_CHECKING:
    from kg.store import GraphStore

#: What a query sees when it names no graph: what the news relates, denials left out.
DEFAULT_GRAPHS = (ENTITIES, STATEMENTS, FACTS, PROSPECTS)
#: The same narrowed to asserted facts; statement nodes, of whatever status, are then reached by GRAPH only.
FACT_GRAPHS = (ENTITIES, FACTS)

_PLACE = re.compile(r"error at (\d+):(\d+): ?(.*)", re.DOTALL)
_LONGEST_MESSAGE = 300


def run_query(store: GraphStore, sparql: str, *, facts_only: bool = False) -> QueryResult:
    """Return the answer to a SPARQL 1.1 query; the prefixes of `kg.names.PREFIXES` need no declaration.

    The default graph is entities + statements + facts + prospects (with ``facts_only``: entities + facts), unless
    the query has FROM clauses of its own; every graph can be named with GRAPH. Raise QueryError for a mistake in
    the query, with its line, and for updates, SERVICE and FROM outside the store.
    """
    own_dataset = check(sparql)
    graphs = FACT_GRAPHS if facts_only else DEFAULT_GRAPHS
    try:
        return store.run(sparql, prefixes=PREFIXES, default_graphs=None if own_dataset else graphs)
    except SyntaxError as error:
        raise QueryError(_readable(str(error), sparql)) from error
    except (ValueError, RuntimeError, OSError) as error:
        raise QueryError(f"the query could not be evaluated: {error}") from error


def _readable(message: str, sparql: str) -> str:
    """Return the parser's message with the line it is about, without the tables of characters that it lists."""
    place = _PLACE.match(message)
    if place is None:
        return f"not a valid SPARQL query: {message}"
    line, column, said = int(place.group(1)), int(place.group(2)), place.group(3)
    if "Prefix not found" in said:
        said = "a prefix that is not declared"
    else:
        said = re.sub(r",? ?\['.*?'\](?=,|\s*$)|,? ?\[_\]", "", said, flags=re.DOTALL).strip()
    lines = sparql.split("\n")
    shown = lines[line - 1].strip() if 0 < line <= len(lines) else ""
    if said == "expected":
        rest = "\n".join(lines[line - 1 :])[column - 1 :]
        said = "the query can't be understood from here on" if rest.strip() else "the query is not complete"
    return f"line {line}, column {column}: {said[:_LONGEST_MESSAGE]}\n  {shown[:_LONGEST_MESSAGE]}"
