"""From mentions to entities: those of one article (`resolve`), and one thing over many articles (`across`).

`resolve` reads spaCy's trees and is imported when it is first used, so that `kg.resolution.across` stays light.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.resolution.resolving import resolve as resolve

__all__ = ["resolve"]


def __getattr__(name: str) -> object:
    """Return ``resolve``, imported on first use (PEP 562)."""
    if name == "resolve":
        from kg.resolution.resolving import resolve

        return resolve
    raise AttributeError(f"module 'kg.resolution' has no attribute {name!r}")
