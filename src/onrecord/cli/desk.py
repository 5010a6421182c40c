"""`onrecord desk`: the local web page."""

from __future__ import annotations

from pathlib import Path

import click


@click.command("desk")
@click.option(
    "--host", default="127.0.0.1", show_default=True, help="Where to listen. Anything but this machine needs a token."
)
@click.option("--port", default=8765, show_default=True, type=click.IntRange(0, 65535), help="0 takes a free one.")
@click.option(
    "--record", type=click.Path(path_type=Path), help="The record's folder. [default: the one of `onrecord record`]"
)
@click.option("--home", type=click.Path(path_type=Path), help="The folder for the queue and the corrections.")
@click.option("--token", envvar="ONRECORD_TOKEN", help="Ask everybody for this token. Also read from ONRECORD_TOKEN.")
@click.option(
    "--name", "names", multiple=True, help="A host name by which the desk may be asked; give it once for each."
)
@click.option("--allow-local", is_flag=True, help="Let pages be fetched from this machine and the local network.")
@click.option("--threads", default=2, show_default=True, type=click.IntRange(1, 16), help="Pages checked at once.")
def command(
    host: str, port: int, record: Path | None, home: Path | None, token: str | None, names: tuple[str, ...],
    allow_local: bool, threads: int,
) -> None:  # fmt: skip
    """Open the desk: paste a page, an address or a file and see it checked; search and grow the record.

    The desk answers on this machine only, unless --host names another address; then it asks for a token.

    \b
    onrecord desk
    onrecord desk --record press-office --port 9000
    ONRECORD_TOKEN=... onrecord desk --host 0.0.0.0 --name desk.example.org
    """
    from onrecord.errors import UsageError

    try:
        import uvicorn

        from onrecord.desk.app import desk
        from onrecord.desk.guard import is_loopback
    except ImportError as error:
        raise UsageError("the desk needs more packages: pip install 'onrecord[desk]'") from error
    if not is_loopback(host) and not token:
        raise UsageError(
            f"--host {host} can be reached by others, so a token is needed: set ONRECORD_TOKEN or give --token"
        )
    if token is not None and len(token) < 12:
        raise UsageError("the token is shorter than 12 characters and could be guessed; choose a longer one")
    from onrecord.record import default_path

    app = desk(
        record or default_path(), home=home or default_home(), token=token, allow_local=allow_local, hosts=names,
        network=not is_loopback(host), threads=threads,
    )  # fmt: skip
    server = uvicorn.Server(
        uvicorn.Config(app, host=host, port=port, log_level="warning", server_header=False, timeout_graceful_shutdown=2)
    )
    listening = server.config.bind_socket()
    listening.listen()  # from here on nobody who reads the next line is turned away
    shown = f"[{host}]" if ":" in host else host
    click.echo(f"The desk is open at http://{shown}:{listening.getsockname()[1]}/  (Ctrl-C ends it)", err=True)
    server.run(sockets=[listening])


def default_home() -> Path:
    """Where the queue and the corrections are kept unless told otherwise."""
    import platformdirs

    return platformdirs.user_data_path("onrecord") / "desk"


desk = command
