"""SPARQL over a graph, and the queries that come with it."""

from kg.query.results import format_cells, format_table, to_csv, to_json
from kg.query.run import run_query
from kg.query.saved import SavedQuery, saved_queries, saved_query
from kg.rdf.answers import QueryResult

__all__ = [
    "QueryResult",
    "SavedQuery",
    "format_cells",
    "format_table",
    "run_query",
    "saved_queries",
    "saved_query",
    "to_csv",
    "to_json",
]
