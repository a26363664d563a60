"""One thing, one node, over many articles: which local entities are one, why, and what was kept apart.

Readings are never changed. `resolve_across` gives a `Resolution`, a mapping from the entities of single articles to those
of the graph, through which `kg.assembly` takes the readings; so every merge is derived and can be undone.
"""

from __future__ import annotations

from kg.resolution.across.decisions import Join, Local, Merge, Near, Reason, Resolution
from kg.resolution.across.explaining import Member, explain_members
from kg.resolution.across.inputs import Candidate, Corrections, Identified, Known, Pick, Rejection, authority
from kg.resolution.across.keeping import resolution_from_json, resolution_to_json
from kg.resolution.across.resolving import resolve_across

__all__ = [
    "Candidate",
    "Corrections",
    "Identified",
    "Join",
    "Known",
    "Local",
    "Member",
    "Merge",
    "Near",
    "Pick",
    "Reason",
    "Rejection",
    "Resolution",
    "authority",
    "explain_members",
    "resolution_from_json",
    "resolution_to_json",
    "resolve_across",
]
