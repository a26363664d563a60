"""The terms of the graph: IRIs from ids, literals from values, and the way back.

Graphs are named ``kgr:graph/entities``, ``kgr:graph/statements``, ``kgr:graph/facts``, ``kgr:graph/prospects``,
``kgr:graph/refuted``, ``kgr:graph/inferred`` and, one per article, ``kgr:article/<id>``, which is also the IRI of the
article. An id becomes a local name by percent-encoding what an IRI can't hold, so that it can be read back.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from functools import lru_cache
from urllib.parse import quote, unquote

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Triple

from kg.model import Amount
from kg.names import KG, KGR, PREFIXES

Term = NamedNode | BlankNode | Literal | Triple

_PLAIN = re.compile(r"[A-Za-z0-9_~-][A-Za-z0-9._~-]*")
_WEB = re.compile(r"https?://|urn:")
_CURRENCY = re.compile(r"[A-Z]{3}")
_DATE = re.compile(r"\d{4}-\d\d-\d\d")
_MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])")
_YEAR = re.compile(r"\d{3}[1-9]|\d\d[1-9]\d|\d[1-9]\d\d|[1-9]\d{3}")
_LARGEST_EXPONENT = 60


@lru_cache(maxsize=1 << 10)
def name(prefix: str, local: str) -> NamedNode:
    """Return the IRI of a name in one of the project's vocabularies."""
    return NamedNode(PREFIXES[prefix] + local)


@lru_cache(maxsize=1 << 15)
def resource(local: str) -> NamedNode:
    """Return the IRI of the entity, statement or piece of evidence with this id."""
    return NamedNode(KGR + encode(local))


def article_iri(article: str) -> NamedNode:
    """Return the IRI of an article, which is also the name of its graph."""
    return NamedNode(f"{KGR}article/{encode(article)}")


def local_name(iri: str, base: str = KGR) -> str:
    """Return the id that `resource` (or, with its base, `article_iri`) made this IRI from."""
    return unquote(iri.removeprefix(base))


def encode(local: str) -> str:
    """Return an id with all that can't stand in one path segment of an IRI percent-encoded."""
    if _PLAIN.fullmatch(local):
        return local
    if not local.strip("."):
        return local.replace(".", "%2E")
    return "".join(c if _kept(c) else quote(c, safe="") for c in local)


def property_iri(predicate: str) -> NamedNode:
    """Return the IRI of a property: a local name of the ontology, or a whole IRI of the user's own."""
    return NamedNode(predicate if _WEB.match(predicate) else KG + encode(predicate))


def predicate_of(iri: str) -> str:
    """Return the predicate that `property_iri` made this IRI from."""
    return local_name(iri, KG) if iri.startswith(KG) else iri


@lru_cache(maxsize=1 << 12)
def decimal(value: float | Decimal) -> Literal:
    """Return a number as an exact xsd:decimal in the shortest form, which is the one that Oxigraph gives back.

    What is no finite number of sensible length becomes a string.
    """
    exact = value if isinstance(value, Decimal) else Decimal(repr(value))
    if not exact.is_finite() or abs(exact.adjusted()) > _LARGEST_EXPONENT:
        return Literal(str(exact))
    digits = f"{exact:f}" if exact else "0"
    return Literal(digits.rstrip("0").rstrip(".") if "." in digits else digits, datatype=XSD_DECIMAL)


def date_literal(text: str) -> Literal:
    """Return an ISO 8601 date with the XML Schema type of its precision, anything else as a string."""
    if _DATE.fullmatch(text):
        try:
            date.fromisoformat(text)
        except ValueError:
            return Literal(text)
        return Literal(text, datatype=XSD_DATE)
    if _MONTH.fullmatch(text) and _YEAR.fullmatch(text[:4]):
        return Literal(text, datatype=XSD_MONTH)
    if _YEAR.fullmatch(text):
        return Literal(text, datatype=XSD_YEAR)
    return Literal(text)


def object_term(entity: str, value: str) -> NamedNode | Literal:
    """Return the object of a statement: the entity with this id or, where there is none, the literal."""
    return date_literal(value) if value else resource(entity)


def web_iri(text: str) -> NamedNode | None:
    """Return ``text`` as an IRI if it is one on the web or a URN, else None."""
    if not _WEB.match(text):
        return None
    try:
        return NamedNode(text)
    except ValueError:
        return None


def amount_quads(owner: str, amount: Amount, graph: NamedNode) -> Iterator[Quad]:
    """Yield the quads of an amount, a node named after its owner so that the bytes never change."""
    node = resource(f"{owner}-amount")
    yield Quad(resource(owner), KG_AMOUNT, node, graph)
    yield Quad(node, KG_VALUE, decimal(amount.value), graph)
    unit = SCHEMA_CURRENCY if _CURRENCY.fullmatch(amount.unit) else KG_UNIT
    yield Quad(node, unit, Literal(amount.unit), graph)


def _kept(char: str) -> bool:
    if char.isascii():
        return char.isalnum() or char in "-._~"
    # RFC 3987 leaves out the variation selectors of plane 14, which are marks.
    return unicodedata.category(char)[0] in "LMN" and ord(char) < 0xE0000


RDF_TYPE = name("rdf", "type")
RDF_SUBJECT = name("rdf", "subject")
RDF_PREDICATE = name("rdf", "predicate")
RDF_OBJECT = name("rdf", "object")
RDFS_LABEL = name("rdfs", "label")
XSD_STRING = name("xsd", "string")
XSD_DECIMAL = name("xsd", "decimal")
XSD_DATE = name("xsd", "date")
XSD_MONTH = name("xsd", "gYearMonth")
XSD_YEAR = name("xsd", "gYear")
XSD_URI = name("xsd", "anyURI")
PREF_LABEL = name("skos", "prefLabel")
ALT_LABEL = name("skos", "altLabel")
SAME_AS = name("owl", "sameAs")
QUOTED_FROM = name("prov", "wasQuotedFrom")
DERIVED_FROM = name("prov", "wasDerivedFrom")
SELECTOR = name("oa", "TextPositionSelector")
HAS_SELECTOR = name("oa", "hasSelector")
OA_START = name("oa", "start")
OA_END = name("oa", "end")
SCHEMA_CURRENCY = name("schema", "currency")
KG_STATEMENT = name("kg", "Statement")
KG_EVIDENCE = name("kg", "Evidence")
KG_MENTION = name("kg", "Mention")
KG_OPEN = name("kg", "openRelation")
KG_PHRASE = name("kg", "relationPhrase")
KG_STATUS = name("kg", "status")
KG_CONFIDENCE = name("kg", "confidence")
KG_ROLE = name("kg", "role")
KG_WHEN = name("kg", "when")
KG_PLACE = name("kg", "place")
KG_ABOUT = name("kg", "about")
KG_AMOUNT = name("kg", "amount")
KG_VALUE = name("kg", "value")
KG_UNIT = name("kg", "unit")
KG_IDENTIFIER = name("kg", "identifier")

ENTITIES = NamedNode(KGR + "graph/entities")
STATEMENTS = NamedNode(KGR + "graph/statements")
FACTS = NamedNode(KGR + "graph/facts")
PROSPECTS = NamedNode(KGR + "graph/prospects")
REFUTED = NamedNode(KGR + "graph/refuted")
INFERRED = NamedNode(KGR + "graph/inferred")
#: The graphs that are computed from those of the articles.
DERIVED = (ENTITIES, STATEMENTS, FACTS, PROSPECTS, REFUTED, INFERRED)
