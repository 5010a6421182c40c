"""`onrecord check`: one page against one record."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from onrecord.cli import FINDINGS, OK
from onrecord.cli.options import (
    article_argument,
    default_record,
    json_option,
    local_option,
    model_option,
    no_model_option,
    read_page,
    record_option,
    which_model,
)
from onrecord.cli.output import Progress, look, put, save, tell
from onrecord.errors import UsageError
from onrecord.reports import EXPORTS, export

if TYPE_CHECKING:
    from onrecord.record import Record
    from onrecord.types import Report

THRESHOLDS = ("S0", "S1", "S2", "S3", "S4", "never")


@click.command(epilog="Exit codes: 0 nothing at --fail-on or above, 1 findings there, 2 could not run.")
@article_argument
@record_option
@click.option(
    "--against", multiple=True, metavar="SOURCE", help="Check against this transcript alone; may be repeated."
)
@click.option("--house", default="ap", show_default=True, metavar="NAME|FILE",
              help="House profile: ap, reuters, guardian, usual or a profile file of your own.")  # fmt: skip
@click.option(
    "--fail-on", type=click.Choice(THRESHOLDS),
    help="Exit with 1 when a finding is as grave as this. [default: what the house profile says; S2 in ours]",
)  # fmt: skip
@click.option("--html", "html_file", metavar="FILE", help="Also write the report as one HTML file.")
@click.option("--format", "form", type=click.Choice(["text", *EXPORTS]), help="What to write to stdout.")
@click.option("--all", "everything", is_flag=True, help="Show fine quotations in full as well.")
@json_option
@no_model_option
@model_option
@local_option
def check(
    article: str, record_path: str | None, against: tuple[str, ...], house: str, fail_on: str | None,
    html_file: str | None, form: str | None, everything: bool, as_json: bool, no_model: bool, model_folder: str | None,
    allow_local: bool,
) -> int:  # fmt: skip
    """Check the quotations of ARTICLE against a record.

    ARTICLE is a file (HTML, text, Markdown, PDF), an address, or - for standard input. Each quotation is looked up
    in the record, compared word by word and speaker by speaker, and reported with both texts.

    \b
    Examples:
      onrecord check page.html
      onrecord check page.html --against briefing.txt --html report.html
      curl -s https://example.org/story | onrecord check - --json
    """
    if as_json and form not in (None, "json"):
        raise UsageError(f"--json and --format {form} do not go together; leave one out")
    if against and record_path:
        raise UsageError("--against and --record do not go together; leave one out")
    form = "json" if as_json else form or "text"
    model = which_model(no_model, model_folder)
    progress = Progress()
    try:
        from onrecord.checking import check as check_page
        from onrecord.judging import load_house

        profile = load_house(house)
        page = read_page(article, allow_local=allow_local)
        record = record_of(against) if against else default_record(record_path)
        report = check_page(page, record, house=profile, model=model, progress=progress)
    finally:
        progress.end()
    _write(report, form, html_file, everything)
    return _code(report, fail_on or profile.fail_on)


def record_of(sources: tuple[str, ...]) -> Record:
    """A record in memory of the files and folders named."""
    from onrecord.reading import find_files, load, read_sources
    from onrecord.record import Record

    return Record.of(
        source for where in sources for name in find_files(where) for source in read_sources(load(name))
    )  # fmt: skip


def _write(report: Report, form: str, html_file: str | None, everything: bool) -> None:
    if html_file:
        save(html_file, export(report, "html"))
        tell(f"wrote {html_file}")
    if form == "text":
        from onrecord.reports.terminal import terminal

        put(terminal(report, look(), everything=everything))
    else:
        put(export(report, form))


def _code(report: Report, fail_on: str) -> int:
    if fail_on == "never":
        return OK
    return FINDINGS if any(finding.severity >= fail_on for finding in report.findings) else OK
