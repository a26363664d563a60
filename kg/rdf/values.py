"""RDF terms -> plain Python values, JSON objects of the SPARQL results format, and short text."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation

from pyoxigraph import BlankNode, Literal, NamedNode

from kg.names import PREFIXES
from kg.rdf.terms import Term

Value = str | int | float | bool | Decimal | None

_XSD = PREFIXES["xsd"]
_INTEGERS = frozenset(
    _XSD + local
    for local in ("integer", "int", "long", "short", "byte", "nonNegativeInteger", "positiveInteger")
)
_FLOATS = frozenset({_XSD + "double", _XSD + "float"})
_BASES = tuple(sorted(((iri, prefix) for prefix, iri in PREFIXES.items()), key=lambda b: -len(b[0])))
_LOCAL = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_-]*[A-Za-z0-9_])?")


def to_python(term: Term | None) -> Value:
    """Return a term as a number or truth value if it is one, else as a string; None for no term.

    An IRI becomes its text, a literal with a mistake in it (``"x"^^xsd:integer``) what is written there.
    """
    if term is None:
        return None
    if isinstance(term, NamedNode):
        return term.value
    if not isinstance(term, Literal):
        return str(term)
    text, type = term.value, term.datatype.value
    try:
        if type in _INTEGERS:
            return int(text)
        if type == _XSD + "decimal":
            return Decimal(text)
        if type in _FLOATS:
            return float(text.replace("INF", "inf"))
    except (ValueError, InvalidOperation):
        return text
    if type == _XSD + "boolean" and text in ("true", "false"):
        return text == "true"
    return text


def to_json_term(term: Term) -> dict[str, str]:
    """Return a term as SPARQL 1.1 Query Results JSON (section 3.2.2) writes it."""
    if isinstance(term, NamedNode):
        return {"type": "uri", "value": term.value}
    if isinstance(term, BlankNode):
        return {"type": "bnode", "value": term.value}
    if not isinstance(term, Literal):
        return {"type": "literal", "value": str(term)}
    shown = {"type": "literal", "value": term.value}
    if term.language:
        shown["xml:lang"] = term.language
    elif term.datatype.value != _XSD + "string":
        shown["datatype"] = term.datatype.value
    return shown


def compact(iri: str) -> str | None:
    """Return an IRI as ``prefix:local`` where that is safe in Turtle, else None."""
    for base, prefix in _BASES:
        if iri.startswith(base):
            local = iri[len(base) :]
            return f"{prefix}:{local}" if _LOCAL.fullmatch(local) else None
    return None


def short(term: Term | None) -> str:
    """Return a term as a person would like to read it in a table."""
    if isinstance(term, NamedNode):
        return compact(term.value) or term.value
    if isinstance(term, BlankNode):
        return str(term)
    value = to_python(term)
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None else f"{value:f}" if isinstance(value, Decimal) else str(value)
