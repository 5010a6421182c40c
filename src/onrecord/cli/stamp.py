"""`onrecord stamp`: a stamp that says only what was done, and whether a page still is the page that was checked."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from onrecord.cli import FINDINGS, OK
from onrecord.cli.options import json_option, local_option
from onrecord.cli.output import put, put_json, save, tell
from onrecord.errors import UsageError

if TYPE_CHECKING:
    from onrecord.types import Report


@click.command(epilog="Exit codes: 0 made, or the page is unchanged; 1 the page has changed; 2 could not run.")
@click.argument("where", metavar="REPORT|PAGE")
@click.option("--verify", "verifying", is_flag=True, help="Tell whether PAGE still is the page that was checked.")
@click.option("--url", default="", metavar="ADDRESS", help="Where the report can be read; the stamp links to it.")
@click.option("--svg", "svg_file", metavar="FILE", help="Write the stamp as an SVG image.")
@click.option("--html", "html_file", metavar="FILE", help="Write the stamp as an HTML snippet.")
@click.option("--key", metavar="FILE", help="Sign with this Ed25519 private key (PEM).")
@click.option("--stamp", "stamp_file", metavar="FILE", help="With --verify: the stamp, when PAGE does not carry it.")
@click.option("--report", "report_file", metavar="FILE", help="With --verify: the report, to show what has changed.")
@click.option("--trusted", metavar="FILE", help="With --verify: the public key (PEM) that must have signed.")
@json_option
@local_option
def stamp(
    where: str, verifying: bool, url: str, svg_file: str | None, html_file: str | None, key: str | None,
    stamp_file: str | None, report_file: str | None, trusted: str | None, as_json: bool, allow_local: bool,
) -> int:  # fmt: skip
    """Make a stamp from REPORT, or with --verify tell whether PAGE still is the page that was checked.

    REPORT is the JSON of `onrecord check --json` (- for standard input). The stamp says only what was done, in numbers
    with what they are counted out of, and carries the hashes of the article, the record and the report. Without --svg
    and --html the HTML snippet goes to stdout.

    \b
    Examples:
      onrecord check page.html --json > report.json
      onrecord stamp report.json --url https://example.org/report.html --svg stamp.svg
      onrecord stamp --verify https://example.org/page.html
    """
    if verifying:
        return _verify(where, stamp_file, report_file, trusted, as_json, allow_local)
    from onrecord.reports.seal import seal

    made = seal(_report(where), url=url, key=_bytes(key) if key else None)
    if svg_file:
        save(svg_file, made.svg.encode("utf-8"))
        tell(f"wrote {svg_file}")
    if html_file:
        save(html_file, made.html.encode("utf-8"))
        tell(f"wrote {html_file}")
    if as_json:
        put_json(made)
    elif svg_file or html_file:
        put(made.wording + "\n")
    else:
        put(made.html.rstrip("\n") + "\n")
    return OK


def _verify(
    where: str, stamp_file: str | None, report_file: str | None, trusted: str | None, as_json: bool, allow_local: bool
) -> int:
    from onrecord.reading import FetchPolicy, load, read_article
    from onrecord.reports.seal import verify

    raw = load(where, fetch=FetchPolicy(allow_local=allow_local))
    found = verify(
        _bytes(stamp_file) if stamp_file else raw.data,
        read_article(raw),
        report=_report(report_file) if report_file else None,
        trusted=_bytes(trusted) if trusted else None,
    )
    if as_json:
        put_json(found)
    else:
        put(found.summary.rstrip("\n") + "\n")
    return OK if found.unchanged and found.signature != "invalid" else FINDINGS


def _report(where: str) -> Report:
    from onrecord.reading import load
    from onrecord.reports.canonical import from_json

    return from_json(load(where).data, where)


def _bytes(path: str) -> bytes:
    try:
        return Path(path).read_bytes()
    except OSError as error:
        raise UsageError(f"{path}: cannot be read ({error.strerror or error}); check the name") from error
