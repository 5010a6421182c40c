"""`onrecord record people, gaps, verify, rebuild, export, import, watch`: looking after a record."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

import click

from onrecord.cli import FINDINGS, OK
from onrecord.cli.options import json_option, open_record, record_option
from onrecord.cli.output import Progress, put, put_json, table, tell
from onrecord.errors import OnRecordError, UsageError
from onrecord.reports.wording import count


@click.command()
@record_option
@click.option("--merge", nargs=2, metavar="LABEL NAME", help="Keep that this label is this person.")
@click.option("--split", metavar="LABEL", help="Keep that this label is nobody else's.")
@click.option("--source", default="", metavar="ID", help="With --merge or --split: in this source only.")
@click.option("--limit", default=50, show_default=True, type=click.IntRange(1), help="Show so many, most words first.")
@json_option
def people(
    record_path: str | None, merge: tuple[str, str] | None, split: str | None, source: str, limit: int, as_json: bool
) -> None:
    """List who speaks in the record, with the labels that were joined to each; join or part labels by hand.

    What you join or part is kept, goes before what the record would find by itself, and shows in its edition.

    \b
    Examples:
      onrecord record people
      onrecord record people --merge "MR KIRBY" "John Kirby"
      onrecord record people --split "MR SMITH" --source briefing-1a2b3c4d
    """
    if merge and split:
        raise UsageError("--merge and --split do not go together; do one after the other")
    with open_record(record_path, readonly=not (merge or split)) as held:
        if merge:
            held.merge_people(*merge, source=source)
            tell(f"kept: {merge[0]} is {merge[1]}")
        elif split:
            held.split_person(split, source=source)
            tell(f"kept: {split} is nobody else")
        found = held.people()
    if as_json:
        put_json(found)
        return
    rows = [
        (
            person.name,
            f"{person.turns:,}",
            f"{person.words:,}",
            _days(person.first, person.last),
            ", ".join(person.labels),
        )
        for person in found[:limit]
    ]
    put(table(rows, ("PERSON", "TURNS", "WORDS", "DAYS", "LABELS")) if rows else "Nobody speaks in the record.\n")
    tell(f"{min(limit, len(found))} of {count(len(found), 'person', 'people')}")


@click.command()
@record_option
@json_option
def gaps(record_path: str | None, as_json: bool) -> None:
    """Show which days and persons are thin in the record: what to fetch next.

    \b
    Examples:
      onrecord record gaps
      onrecord record gaps --json
    """
    with open_record(record_path) as held:
        found = held.gaps()
    if as_json:
        put_json(found)
    else:
        rows = [(gap.kind, gap.name or "-", _days(gap.first, gap.last), gap.reason) for gap in found]
        put(table(rows, ("KIND", "NAME", "DAYS", "WHY")) if rows else "No gap was found.\n")
    tell(count(len(found), "gap"))


@click.command(epilog="Exit codes: 0 everything holds, 1 something is broken (it is listed), 2 could not run.")
@record_option
@json_option
def verify(record_path: str | None, as_json: bool) -> int:
    """Prove every hash, segment and row of the record; name what is broken and how to mend it.

    \b
    Examples:
      onrecord record verify
      onrecord record verify --record my-record --json
    """
    with open_record(record_path) as held:
        problems = held.verify()
        where = held.path
    if as_json:
        put_json(problems)
    elif problems:
        put("".join(f"{problem.part}: {problem.what}\n    {problem.mend}\n" for problem in problems))
    else:
        put(f"Everything in {where} holds.\n")
    return FINDINGS if problems else OK


@click.command()
@record_option
@json_option
def rebuild(record_path: str | None, as_json: bool) -> int:
    """Make the index of the record anew from its texts. What cannot be saved is named, and the exit code is 1.

    \b
    Example:
      onrecord record rebuild
    """
    with open_record(record_path, readonly=False) as held:
        made = held.rebuild()
    if as_json:
        put_json(made)
    else:
        put(f"The index of {count(made.kept, 'source')} was made anew.\n")
    for problem in made.lost:
        tell(f"lost: {problem.part}: {problem.what}; {problem.mend}")
    return FINDINGS if made.lost else OK


@click.command()
@record_option
@click.option("--json", "as_json", is_flag=True, help="JSON Lines is JSON already; this changes nothing.")
def export(record_path: str | None, as_json: bool) -> None:
    """Write the record to stdout as JSON Lines, one source with its turns a line.

    `onrecord record import` reads it back, on this machine or another.

    \b
    Example:
      onrecord record export > record.jsonl
    """
    with open_record(record_path) as held:
        written = held.export(sys.stdout.buffer)
    tell(f"{count(written, 'source')} written")


@click.command("import")
@click.argument("lines", metavar="FILE")
@record_option
@json_option
def import_lines(lines: str, record_path: str | None, as_json: bool) -> None:
    """Read FILE, written by `onrecord record export`, into the record (- for standard input).

    \b
    Examples:
      onrecord record import record.jsonl --record copy
      onrecord record export | onrecord record import - --record copy
    """
    with open_record(record_path, create=True) as held:
        if lines == "-":
            results = held.import_(sys.stdin.buffer, name="standard input")
        else:
            with _opened(lines) as stream:
                results = held.import_(stream, name=lines)
        where = held.path
    if as_json:
        put_json(results)
    else:
        put("".join(f"{result.outcome:<9} {result.id}\n" for result in results))
    tell(f"{count(len(results), 'source')} read into {where}")


@click.command()
@click.argument("wheres", nargs=-1, required=True, metavar="FOLDER|FEED...")
@record_option
@click.option("--every", default=60, show_default=True, type=click.IntRange(1), help="Seconds between two looks.")
@click.option("--once", is_flag=True, help="Look once and leave; for use with cron.")
@click.option("--json", "as_json", is_flag=True, help="Write JSON Lines, one a look that found something.")
def watch(wheres: tuple[str, ...], record_path: str | None, every: int, once: bool, as_json: bool) -> None:
    """Add what appears in a FOLDER or a FEED to the record, until stopped with Ctrl-C.

    \b
    Examples:
      onrecord record watch incoming/ --every 300
      onrecord record watch https://example.org/briefings.xml --once
    """
    seen: dict[str, tuple[int, int]] = {}
    while True:
        fresh = [name for name in _names(wheres) if _changed(name, seen)]
        if fresh:
            _add(fresh, record_path, as_json)
        if once:
            return
        time.sleep(every)


def _add(names: list[str], record_path: str | None, as_json: bool) -> None:
    from onrecord.adding import add_sources

    with open_record(record_path, create=True) as held:
        added = add_sources(held, names, progress=Progress())
    news = [result for result in added.results if result.outcome != "duplicate"]
    if as_json:
        put_json(added)
    else:
        put("".join(f"{result.outcome:<9} {result.id}\n" for result in news))
    for failure in added.failures:
        tell(f"left out: {failure.reason}")


def _names(wheres: tuple[str, ...]) -> Iterator[str]:
    from onrecord.reading import find_files

    for where in wheres:
        try:
            yield from find_files(where)
        except OnRecordError as error:
            tell(str(error))


def _changed(name: str, seen: dict[str, tuple[int, int]]) -> bool:
    """True for an address always, for a file when it is new or was written since the last look."""
    if not os.path.exists(name):
        return True
    state = Path(name).stat()
    now = (state.st_mtime_ns, state.st_size)
    if seen.get(name) == now:
        return False
    seen[name] = now
    return True


def _opened(path: str) -> BinaryIO:
    try:
        return open(path, "rb")
    except OSError as error:
        raise UsageError(f"{path}: cannot be read ({error.strerror or error}); check the name") from error


def _days(first: object, last: object) -> str:
    if first is None:
        return "-"
    return str(first) if first == last else f"{first} to {last}"
