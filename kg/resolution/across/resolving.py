"""The entities of many articles -> the entities of the graph."""

from __future__ import annotations

from collections.abc import Iterable

from kg.model import Reading
from kg.resolution.across.decisions import Resolution
from kg.resolution.across.inputs import Corrections, Known


def resolve_across(
    readings: Iterable[Reading], *, known: Known | None = None, corrections: Corrections | None = None
) -> Resolution:
    """Return which local entities of these readings are one entity of the graph, and why.

    The result does not depend on the order of the readings.
    """
    return Resolution()
