"""`onrecord search`: who said some words, when, in which words."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

import click

from onrecord.cli.options import json_option, open_record, record_option
from onrecord.cli.output import look, put, put_json, tell
from onrecord.errors import UsageError
from onrecord.reports.diffs import Run
from onrecord.reports.terminal import Look, clean, folded
from onrecord.reports.view import day_text
from onrecord.reports.wording import count

if TYPE_CHECKING:
    from onrecord.record.answers import Hit


@click.command()
@click.argument("words", nargs=-1, required=True, metavar="WORDS...")
@record_option
@click.option("--speaker", default="", metavar="NAME", help="Only what this person said.")
@click.option("--from", "first", default="", metavar="DATE", help="Not before this day (YYYY-MM-DD).")
@click.option("--to", "last", default="", metavar="DATE", help="Not after this day.")
@click.option("--limit", default=20, show_default=True, type=click.IntRange(1, 1000), help="Hits on a page.")
@click.option("--page", default=1, show_default=True, type=click.IntRange(1), help="Which page of hits.")
@json_option
def search(
    words: tuple[str, ...], record_path: str | None, speaker: str, first: str, last: str, limit: int, page: int,
    as_json: bool,
) -> None:  # fmt: skip
    """Find who said WORDS, when, and in which words. Words in quotation marks are a phrase.

    \b
    Examples:
      onrecord search blockade
      onrecord search '"very first day"' --from 2024-03-01 --to 2024-03-31
      onrecord search ferries --speaker Delane --json
    """
    with open_record(record_path) as held:
        found = held.search(
            " ".join(words), speaker=speaker, first=_day(first, "--from"), last=_day(last, "--to"),
            offset=(page - 1) * limit, limit=limit,
        )  # fmt: skip
    if as_json:
        put_json(found)
        return
    seen = look()
    put("".join(_hit(hit, seen) for hit in found.hits) or "Nothing was found.\n")
    more = f"; the next are on --page {page + 1}" if found.more else ""
    tell(f"{len(found.hits)} of {count(found.total, 'hit')}{more}")


def _day(words: str, option: str) -> datetime.date | None:
    if not words:
        return None
    try:
        return datetime.date.fromisoformat(words)
    except ValueError as error:
        raise UsageError(f"{option} {words!r} is not a day; write it as 2024-03-12") from error


def _hit(hit: Hit, seen: Look) -> str:
    info = hit.source
    who = f"{hit.person} ({hit.speaker})" if hit.person and hit.person != hit.speaker else hit.speaker or "-"
    when = day_text(info.date) if info.date else "no date"
    head = f"{seen.paint(clean(who), 'bold')}  {when}  {clean(info.title or info.id)}, turn {hit.turn + 1}"
    runs, at = [], 0
    for span in hit.marks:
        runs += [Run(hit.snippet[at : span.start]), Run(hit.snippet[span.start : span.end], "ins")]
        at = span.end
    lines = folded([*runs, Run(hit.snippet[at:])], seen, 4)
    return "\n".join([head, *lines, f"    {seen.paint(clean(info.id), 'dim')}"]) + "\n\n"
