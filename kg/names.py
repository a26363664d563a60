"""IRIs: the namespaces of the graph and the ids that are made from content."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from kg.model import EntityType, digest

KG = "https://w3id.org/kg-builder/ontology#"
KGR = "https://w3id.org/kg-builder/id/"
LEX = "https://w3id.org/kg-builder/lexicon#"

#: Prefixes that every query and every Turtle file of this project may use without declaring them.
PREFIXES = {
    "kg": KG,
    "kgr": KGR,
    "graph": KGR + "graph/",
    "lex": LEX,
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "schema": "https://schema.org/",
    "prov": "http://www.w3.org/ns/prov#",
    "oa": "http://www.w3.org/ns/oa#",
    "time": "http://www.w3.org/2006/time#",
    "dcterms": "http://purl.org/dc/terms/",
}

_SHORT = {
    EntityType.PERSON: "person",
    EntityType.ORGANIZATION: "org",
    EntityType.GPE: "gpe",
    EntityType.LOCATION: "loc",
    EntityType.FACILITY: "fac",
    EntityType.GROUP: "group",
    EntityType.PRODUCT: "product",
    EntityType.WORK: "work",
    EntityType.EVENT: "event",
    EntityType.LAW: "law",
    EntityType.CONCEPT: "concept",
}


@lru_cache(maxsize=1 << 14)
def normal_name(name: str) -> str:
    """Return a name in the form by which two spellings are compared: case, spaces and accents folded."""
    if not name.isascii():
        decomposed = unicodedata.normalize("NFKD", name)
        name = "".join(c for c in decomposed if not unicodedata.combining(c))
    return " ".join(name.casefold().replace("’", "'").split())


def slug(text: str, length: int = 60) -> str:
    """Return a readable local name for ``text``; a short hash is added where two texts could share one."""
    normal = normal_name(text)
    plain = re.sub(r"[^\w]+", "-", normal).strip("-_")[:length].rstrip("-_")
    return plain if plain.replace("-", " ") == normal else f"{plain}-{digest(normal, length=6)}".lstrip("-")


def entity_id(name: str, type: EntityType) -> str:
    """Return the id of the entity of this name and type, the same in every run: ``jsr-org``."""
    return f"{slug(name)}-{_SHORT[type]}"
