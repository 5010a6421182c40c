"""`onrecord mcp`: the tools check, search and said for a language model's client, over standard input and output."""

from __future__ import annotations

from pathlib import Path

import click


@click.command("mcp")
@click.option(
    "--record", type=click.Path(path_type=Path), help="The record's folder. [default: the one of `onrecord record`]"
)
@click.option("--allow-local", is_flag=True, help="Let pages be fetched from this machine and the local network.")
def command(record: Path | None, allow_local: bool) -> None:
    """Serve the tools check, search and said over the Model Context Protocol (standard input and output).

    \b
    Example:
      onrecord mcp --record press-office
    """
    from onrecord.errors import UsageError

    try:
        from onrecord.mcp import server
    except ImportError as error:
        raise UsageError("this needs one more package: pip install 'onrecord[mcp]'") from error
    from onrecord.record import default_path

    server(record or default_path(), allow_local=allow_local).run("stdio")


mcp = command
