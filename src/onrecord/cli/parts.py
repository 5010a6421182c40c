"""`onrecord anatomy` and `onrecord statements`: the first two steps of a check alone."""

from __future__ import annotations

from collections.abc import Iterator

import click

from onrecord.cli.options import (
    article_argument,
    json_option,
    local_option,
    model_option,
    no_model_option,
    read_page,
    which_model,
)
from onrecord.cli.output import look, put, put_json, table, tell
from onrecord.reports.terminal import Look, clean, paragraph
from onrecord.reports.view import day_text
from onrecord.reports.wording import count
from onrecord.types import Article, Statement


@click.command()
@article_argument
@json_option
@local_option
def anatomy(article: str, as_json: bool, allow_local: bool) -> None:
    """Show what ARTICLE is made of: headline, stamp, standfirst, hand-over lines, byline, date.

    Offsets are code points in the text of the article. ARTICLE is a file, an address, or - for standard input.

    \b
    Examples:
      onrecord anatomy page.html
      onrecord anatomy page.txt --json
    """
    page = read_page(article, allow_local=allow_local)
    if as_json:
        put_json(page)
        return
    rows = [
        (block.kind, f"{block.span.start}-{block.span.end}", page.text[block.span.start : block.span.end])
        for block in page.blocks
    ]
    put("\n".join(_about(page)) + "\n\n" + table(rows, ("KIND", "SPAN", "TEXT")))


@click.command()
@article_argument
@json_option
@no_model_option
@model_option
@local_option
@click.option("--quotations", is_flag=True, help="Leave out what is reported without quotation marks.")
def statements(
    article: str, as_json: bool, no_model: bool, model_folder: str | None, allow_local: bool, quotations: bool
) -> None:
    """List what ARTICLE says that somebody said, wrote or thought, and who is responsible.

    ARTICLE is a file, an address, or - for standard input.

    \b
    Examples:
      onrecord statements page.html
      onrecord statements page.html --quotations --json
    """
    from onrecord.statements import find_statements

    page = read_page(article, allow_local=allow_local)
    found = find_statements(page, model=which_model(no_model, model_folder))
    if quotations:
        found = tuple(statement for statement in found if statement.quoted)
    if as_json:
        put_json(found)
    elif not found:
        put("No statement was found on the page.\n")
    else:
        seen = look()
        put("\n".join(line for statement in found for line in _lines(statement, page, seen)) + "\n")
    if not as_json:
        tell(f"{count(len(found), 'statement')}, {sum(1 for s in found if s.quoted)} of them in quotation marks")


def _about(page: Article) -> list[str]:
    lines = [f"site    {page.site or '-'}", f"url     {page.url or '-'}", f"author  {', '.join(page.authors) or '-'}"]
    day = page.date
    if day.first:
        last = f" or {day_text(day.last)}" if day.last and day.last != day.first else ""
        lines.append(f"date    {day_text(day.first)}{last} ({day.reason})")
    else:
        lines.append("date    -")
    return [*lines, *(f"note    {note}" for note in page.notes)]


def _lines(statement: Statement, page: Article, seen: Look) -> Iterator[str]:
    handed = " > ".join(link.name for link in statement.chain[:-1] if link.name)
    head = f"{statement.id:<4} {statement.kind:<9} {seen.paint(clean(_who(statement)), 'bold')}"
    if statement.cue:
        head += f", {clean(' '.join(page.text[span.start : span.end] for span in statement.cue))}"
    yield head + (seen.paint(f"  (through {clean(handed)})", "dim") if handed else "")
    words = _words(statement, page)
    yield from paragraph(f"“{words}”" if statement.quoted else words, seen, 5)
    yield ""


def _who(statement: Statement) -> str:
    speaker = statement.speaker
    name = speaker.name or {"unnamed": "somebody unnamed", "unclear": "unclear who"}.get(speaker.kind, "nobody named")
    return f"{name} for {speaker.stands_for}" if speaker.stands_for else name


def _words(statement: Statement, page: Article) -> str:
    spans = statement.quoted or statement.content
    return " ... ".join(page.text[span.start : span.end] for span in spans)
