"""`onrecord record`: the group, and the commands that put sources in, show them and take them out."""

from __future__ import annotations

import click

from onrecord.cli import FINDINGS, OK
from onrecord.cli.app import LazyGroup
from onrecord.cli.options import json_option, local_option, open_record, record_option
from onrecord.cli.output import Progress, put, put_json, table, tell
from onrecord.reports.view import day_text
from onrecord.reports.wording import count
from onrecord.types import Source, SourceInfo

COMMANDS = {
    "add": ("record", "add", "Add transcripts or articles: files, folders, archives, addresses."),
    "list": ("record", "list_sources", "List the sources."),
    "show": ("record", "show", "Show a source with its turns."),
    "remove": ("record", "remove", "Take a source out."),
    "people": ("recordcare", "people", "List who speaks; join or part labels of one person."),
    "gaps": ("recordcare", "gaps", "Show which days and persons are thin."),
    "verify": ("recordcare", "verify", "Prove every hash, and name what is broken."),
    "rebuild": ("recordcare", "rebuild", "Make the index anew from the texts."),
    "export": ("recordcare", "export", "Write the record as JSON Lines."),
    "import": ("recordcare", "import_lines", "Read an exported record in."),
    "watch": ("recordcare", "watch", "Add what appears in a folder or a feed."),
}


@click.group(cls=LazyGroup, table=COMMANDS)
def record() -> None:
    """The record: what was really said, as far as it was added.

    A record is one folder. Without --record it lives where $ONRECORD_RECORD says, or in the place for a user's data.

    \b
    Examples:
      onrecord record add briefings/ --record my-record
      onrecord record list --record my-record
    """


@click.command(epilog="Exit codes: 0 all added, 1 something was left out (it is listed), 2 could not run.")
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
@record_option
@click.option(
    "--as", "kind", type=click.Choice(["transcript", "article"]), default="transcript", show_default=True,
    help="article: a news page that others may have copied from.",
)  # fmt: skip
@click.option("--outlet", default="", metavar="NAME", help="The outlet of an article that does not name it.")
@json_option
@local_option
def add(
    sources: tuple[str, ...], record_path: str | None, kind: str, outlet: str, as_json: bool, allow_local: bool
) -> int:
    """Add each SOURCE to the record; the record is made if there is none.

    SOURCE is a file (text, Markdown, HTML, PDF, SRT, VTT, EPUB, DOCX, JSON Lines, XML), a folder, a glob, an archive
    (zip, tar, WARC, gz), an address, or - for standard input. What cannot be read is listed at the end, the rest
    goes in.

    \b
    Examples:
      onrecord record add briefing.txt
      onrecord record add transcripts/ more/*.srt --record my-record
      onrecord record add wire.html --as article --outlet "Northern Wire"
    """
    from onrecord.adding import add_sources

    progress = Progress()
    with open_record(record_path, create=True) as held:
        try:
            added = add_sources(
                held, sources, article=kind == "article", outlet=outlet, allow_local=allow_local, progress=progress
            )
        finally:
            progress.end()
        where = held.path
    if as_json:
        put_json(added)
    else:
        for result in added.results:
            put(f"{result.outcome:<9} {result.id}{'  ' + result.note if result.note else ''}\n")
    for failure in added.failures:
        tell(f"left out: {failure.reason}")
    tell(f"{count(len(added.results), 'source')} of {len(added.results) + len(added.failures)} added to {where}")
    return FINDINGS if added.failures else OK


@click.command("list")
@record_option
@json_option
def list_sources(record_path: str | None, as_json: bool) -> None:
    """List the sources of the record: id, day, kind, completeness, title.

    \b
    Examples:
      onrecord record list
      onrecord record list --json | jq '.[].title'
    """
    with open_record(record_path) as held:
        infos = held.sources()
        where = held.path
    if as_json:
        put_json(infos)
    elif not infos:
        put("The record is empty.\n")
    else:
        rows = [(i.id, i.date.isoformat() if i.date else "-", i.kind, i.completeness, i.title) for i in infos]
        put(table(rows, ("ID", "DAY", "KIND", "HELD", "TITLE")))
    tell(f"{count(len(infos), 'source')} in {where}")


@click.command()
@click.argument("source_id", metavar="ID")
@record_option
@json_option
def show(source_id: str, record_path: str | None, as_json: bool) -> None:
    """Show the source ID: what is known about it, and every turn.

    \b
    Examples:
      onrecord record show daily-press-briefing-1a2b3c4d
      onrecord record show daily-press-briefing-1a2b3c4d --json
    """
    with open_record(record_path) as held:
        source = held.source(source_id)
    if as_json:
        put_json(source)
    else:
        put("\n".join([*_about(source.info), "", *_turns(source)]) + "\n")


@click.command()
@click.argument("source_ids", nargs=-1, required=True, metavar="ID...")
@record_option
@json_option
def remove(source_ids: tuple[str, ...], record_path: str | None, as_json: bool) -> None:
    """Take the sources ID out of the record.

    \b
    Example:
      onrecord record remove daily-press-briefing-1a2b3c4d
    """
    with open_record(record_path, readonly=False) as held:
        for source_id in source_ids:
            held.remove(source_id)
            if not as_json:
                put(f"removed   {source_id}\n")
    if as_json:
        put_json({"removed": source_ids})


def _about(info: SourceInfo) -> list[str]:
    known = {
        "id": info.id, "title": info.title, "day": day_text(info.date) if info.date else "", "place": info.place,
        "kind": info.kind, "outlet": info.outlet, "held": info.completeness, "gaps": ", ".join(info.gaps),
        "address": info.url, "file": info.origin, "licence": info.licence, "event": info.event, "sha256": info.sha256,
    }  # fmt: skip
    return [f"{name:<8} {_line(value)}" for name, value in known.items() if value]


def _turns(source: Source) -> list[str]:
    from onrecord.reports.terminal import clean

    lines = []
    for number, turn in enumerate(source.turns, 1):
        label = _line(
            f"{turn.speaker} = {turn.person}" if turn.person and turn.person != turn.speaker else turn.speaker
        )
        lines.append(f"{number:>5} {label + ': ' if label else ''}{clean(turn.text)}")
    return lines


def _line(text: str) -> str:
    from onrecord.reports.terminal import clean

    return " ".join(clean(text).split())
