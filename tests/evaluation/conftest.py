"""Lets tests write annotated articles."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from evaluation_gold import gold_values


@pytest.fixture
def write_gold(tmp_path: Path) -> Callable[..., Path]:
    """Return a function that writes values, the sound ones unless given, as a file of the gold."""

    def write(values: object = None, name: str = "deal.json") -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(gold_values() if values is None else values), encoding="utf-8")
        return path

    return write
