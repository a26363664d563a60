"""From an annotated document to claims: who does what to whom, in which status, says who, when, how much."""

from __future__ import annotations

from kg.extraction.claims import Argument, Claim
from kg.extraction.finding import find_claims
from kg.extraction.open_relations import open_relations

__all__ = ["Argument", "Claim", "find_claims", "open_relations"]
