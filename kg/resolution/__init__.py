"""From the mentions of one article to its entities: one thing, one node, however it is named."""

from __future__ import annotations

from kg.resolution.resolving import resolve

__all__ = ["resolve"]
