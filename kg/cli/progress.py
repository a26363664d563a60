"""How far a build is, on stderr: a bar on a terminal, else a line every few seconds."""

from __future__ import annotations

import sys
import time
from types import TracebackType
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from rich.progress import Progress as Bar

#: Seconds between two lines where there is no terminal.
INTERVAL = 5.0
#: Seconds between two states of the bar.
REDRAWING = 0.1


class Progress:
    """A callback for ``build``; as a context manager it leaves the terminal tidy."""

    def __init__(self, *, quiet: bool = False) -> None:
        self.quiet = quiet
        self.start = self.told = time.monotonic()
        self.bar: Bar | None = None

    def __enter__(self) -> Progress:
        if not self.quiet and sys.stderr.isatty():
            from rich.console import Console
            from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
            from rich.progress import Progress as Bar

            columns = (
                BarColumn(),
                MofNCompleteColumn(),
                TextColumn("{task.fields[rate]}"),
                TimeRemainingColumn(),
            )
            # It is drawn when there is something new: a thread that draws it would keep workers from a quick start.
            self.bar = Bar(*columns, console=Console(stderr=True), transient=True, auto_refresh=False)
            self.bar.start()
            self.bar.add_task("reading", total=None, rate="")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.bar:
            self.bar.stop()

    def __call__(self, done: int, total: int, article_id: str) -> None:
        """Tell that ``done`` of ``total`` articles are read."""
        now = time.monotonic()
        rate = done / max(now - self.start, 1e-9)
        if self.bar:
            shown = f"{rate:.1f} articles/s"
            drawn = now - self.told >= REDRAWING or done == total
            self.told = now if drawn else self.told
            self.bar.update(self.bar.task_ids[0], completed=done, total=total, rate=shown, refresh=drawn)
        elif not self.quiet and now - self.told >= INTERVAL:
            self.told = now
            left = (total - done) / rate
            click.echo(f"{done}/{total} articles, {rate:.1f} articles/s, about {left:.0f} s left", err=True)
