"""Short names of the six statuses, for tables of cases."""

from __future__ import annotations

from kg.model import Status

A, PL, PR, PO, D, E = (
    Status.ASSERTED,
    Status.PLANNED,
    Status.PROPOSED,
    Status.POSSIBLE,
    Status.DENIED,
    Status.ENDED,
)
