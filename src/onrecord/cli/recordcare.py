"""`onrecord record people, gaps, verify, rebuild, export, import, watch`: looking after a record."""

from __future__ import annotations

import click

from onrecord.cli.options import json_option, open_record, record_option
from onrecord.cli.output import put, put_json, table, tell
from onrecord.errors import UsageError
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
        (person.name, f"{person.turns:,}", f"{person.words:,}", _days(person.first, person.last), ", ".join(person.labels))
        for person in found[:limit]
    ]
    put(table(rows, ("PERSON", "TURNS", "WORDS", "DAYS", "LABELS")) if rows else "Nobody speaks in the record.\n")
    tell(f"{min(limit, len(found))} of {count(len(found), 'person', 'people')}")


def _days(first: object, last: object) -> str:
    if first is None:
        return "-"
    return str(first) if first == last else f"{first} to {last}"
