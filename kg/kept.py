"""The resolution across articles, kept beside the graph on disk: what was merged when it was built, and why.

It is kept with a hash of the readings that it was made for; where that does not fit (a build was killed between two
writes) it counts for nothing and is made again.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from pathlib import Path

from kg.model import Reading, digest
from kg.resolution.across import Resolution, resolution_from_json, resolution_to_json

NAME = "resolution.json"


def keep_resolution(folder: Path | None, readings: Iterable[Reading], resolution: Resolution) -> None:
    """Write the resolution of these readings; a graph in memory (no folder) keeps none."""
    if folder is None:
        return
    path = folder / NAME
    draft = path.with_suffix(".new")
    text = f"{json.dumps(_hash(readings))}\n{resolution_to_json(resolution)}\n"
    draft.write_text(text, encoding="utf-8")
    os.replace(draft, path)


def kept_resolution(folder: Path | None, readings: Iterable[Reading]) -> Resolution | None:
    """Return the resolution that was kept for these readings, or None."""
    if folder is None or not (folder / NAME).exists():
        return None
    try:
        known, _, text = (folder / NAME).read_text(encoding="utf-8").partition("\n")
        return resolution_from_json(text) if json.loads(known) == _hash(readings) else None
    except (ValueError, KeyError, TypeError):
        return None


def _hash(readings: Iterable[Reading]) -> str:
    return digest(*sorted(f"{r.article.id} {r.article.content_hash}" for r in readings), length=32)
