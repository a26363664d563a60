"""The command line. Each command is a file; ``kg --help`` imports no heavy library."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import Any

import click

from kg import __version__
from kg.cli.plain import plain
from kg.errors import KgError

#: Command to the module that holds it under its own name; a new command is one file and one line here.
COMMANDS = {
    "build": "kg.cli.build",
    "query": "kg.cli.query",
    "show": "kg.cli.show",
    "entities": "kg.cli.entities",
    "explain-merge": "kg.cli.explain_merge",
    "view": "kg.cli.view",
    "export": "kg.cli.export",
    "correct": "kg.cli.correct",
    "remove": "kg.cli.remove",
    "triples": "kg.cli.triples",
    "explain": "kg.cli.explain",
    "evaluate": "kg.cli.evaluate",
}

OK, SOME_FAILED, BAD_INPUT, INTERRUPTED = 0, 1, 2, 130


class Commands(click.Group):
    """The group of all commands, which turns every error that a user can mend into one line and an exit code."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the commands in the order in which they are used."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a command, imported now."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = getattr(import_module(COMMANDS[cmd_name]), cmd_name.replace("-", "_"))
        return command

    def main(self, args: Sequence[str] | None = None, *rest: Any, **options: Any) -> Any:
        """Run a command and exit: 0 done, 1 some articles failed, 2 bad input or usage, 130 interrupted."""
        options["standalone_mode"] = False
        try:
            code = super().main(args, *rest, **options)
            sys.stdout.flush()
        except (KgError, click.ClickException) as error:
            message = error.format_message() if isinstance(error, click.ClickException) else str(error)
            click.echo(plain(f"kg: {' '.join(message.split())}"), err=True)
            sys.exit(BAD_INPUT)
        except (KeyboardInterrupt, click.Abort):
            sys.exit(INTERRUPTED)
        except OSError as error:
            if error.errno == errno.EPIPE:
                _leave_quietly()
            click.echo(f"kg: {error}", err=True)
            sys.exit(BAD_INPUT)
        sys.exit(code if isinstance(code, int) else OK)


def _leave_quietly() -> None:
    """Exit as a program does whose reader has gone (``| head``): without a word."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    sys.exit(OK)


@click.group(
    cls=Commands, invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]}
)
@click.version_option(__version__, prog_name="kg")
@click.pass_context
def main(ctx: click.Context) -> None:
    """Turn news articles into a knowledge graph that leads every fact to its sentence.

    \b
    kg build articles/ -o output/
    kg show output/ "European Union"
    kg query output/ 'SELECT ?who WHERE { ?who kg:acquires ?what }'
    kg view output/
    """
    if ctx.invoked_subcommand is None:
        click.echo(ctx.get_help())
