"""The table of commands; a command's file is imported when it is called."""

from __future__ import annotations

from importlib import import_module
from typing import Any

import click

from onrecord import __version__

# name -> (file in onrecord.cli, name of the command in it, what it does in one line)
COMMANDS = {
    "check": ("check", "check", "Check the quotations of a page against a record."),
    "anatomy": ("parts", "anatomy", "Show what a page is made of."),
    "statements": ("parts", "statements", "List what a page says that somebody said."),
    "record": ("record", "record", "Add to the record, look into it, prove it."),
    "search": ("search", "search", "Find who said some words, and when."),
    "trace": ("trace", "trace", "Show what a page has from which article."),
    "stamp": ("stamp", "stamp", "Make an honest stamp from a report, or verify one."),
    "desk": ("desk", "command", "Open the local web page for the daily work."),
    "mcp": ("mcp", "command", "Serve the tools check, search and said to a language model."),
}  # fmt: skip


class LazyGroup(click.Group):
    """A group whose commands are imported one at a time: `onrecord --help` imports none of them."""

    def __init__(self, *args: Any, table: dict[str, tuple[str, str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.table = table

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.table)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in self.table:
            return None
        room, name, _ = self.table[cmd_name]
        command: click.Command = getattr(import_module(f"onrecord.cli.{room}"), name)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, line) for name, (_, _, line) in self.table.items()])


@click.group(
    cls=LazyGroup,
    table=COMMANDS,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Exit codes: 0 nothing to query, 1 findings at the threshold or above, 2 could not run.",
)
@click.version_option(__version__, "-V", "--version", prog_name="onrecord", message="%(prog)s %(version)s")
def app() -> None:
    """Hold the quotations of a news page against the record of what was said.

    \b
    A first try, in the folder of the project:
      onrecord record add examples/briefing.txt
      onrecord check examples/article.html --html report.html
    """
