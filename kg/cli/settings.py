"""The settings of a command, from kg.toml and its options."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from kg.config import Settings


Command = TypeVar("Command", bound=Callable[..., Any])


def settings_options(command: Command) -> Command:
    """Give a command the options that ``settings_from`` takes."""
    for option in (
        click.option(
            "--config", type=click.Path(path_type=Path), help="Settings; kg.toml here if there is one."
        ),
        click.option("--language-model", metavar="NAME", help="Another spaCy pipeline, by name or path."),
        click.option(
            "--ontology",
            multiple=True,
            type=click.Path(path_type=Path),
            help="A Turtle file that adds relations or words; may be given again.",
        ),
    ):
        command = option(command)
    return command


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
