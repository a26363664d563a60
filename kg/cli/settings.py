"""The settings of a command, from kg.toml and its options."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.config import Settings


def settings_from(
    config: Path | None, ontology: tuple[Path, ...] = (), language_model: str | None = None
) -> Settings:
    """Return the settings in ``config``, else in kg.toml here if there is one, changed by the other options."""
    from kg.config import Settings

    here = Path("kg.toml")
    settings = Settings.load(config or here) if config or here.is_file() else Settings()
    if ontology:
        settings = settings.with_values(ontology=ontology)
    if language_model is not None:
        settings = settings.with_values(language_model=language_model)
    return settings
