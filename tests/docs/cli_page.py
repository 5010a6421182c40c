"""docs/cli.md as the commands themselves have it: `make golden` writes it anew."""

from __future__ import annotations

import copy
import os
from collections.abc import Iterator
from pathlib import Path

import click

from onrecord.cli.app import app

PAGE = Path(__file__).parents[2] / "docs" / "cli.md"
HEAD = """# The command line

Written from the commands themselves by `make golden`; a test holds it to what `--help` says.

Results go to standard output, progress and messages to standard error. Exit codes: 0 nothing to query, 1 findings at
the threshold or above (for `record add`: something was left out; for `record verify`: something is broken; for
`stamp --verify`: the page has changed), 2 could not run. `-` is standard input. `NO_COLOR` and `COLUMNS` are honoured.
`ONRECORD_RECORD` names the record to use where `--record` is not given.
"""


def made() -> str:
    """The whole page."""
    os.environ["COLUMNS"] = "90"
    parts = [HEAD]
    for path, known in walk(app, ("onrecord",)):
        command = copy.copy(known)
        command._help_option = None  # click keeps the first one it made, whatever the context
        context = click.Context(
            command, info_name=" ".join(path), terminal_width=90, help_option_names=["-h", "--help"]
        )
        parts.append(f"## {' '.join(path)}\n\n```text\n{command.get_help(context)}\n```\n")
    return "\n".join(parts)


def walk(command: click.Command, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    """The command and all below it, each with its path."""
    yield path, command
    if isinstance(command, click.Group):
        context = click.Context(command)
        for name in command.list_commands(context):
            below = command.get_command(context, name)
            if below is not None:
                yield from walk(below, (*path, name))


if __name__ == "__main__":
    PAGE.write_text(made(), encoding="utf-8")
