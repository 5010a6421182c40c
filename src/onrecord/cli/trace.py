"""`onrecord trace`: what a page has from which article of the record."""

from __future__ import annotations

from collections import Counter

import click

from onrecord.cli.options import article_argument, json_option, local_option, open_record, read_page, record_option
from onrecord.cli.output import put, put_json, table
from onrecord.reports.view import RELATIONS
from onrecord.reports.wording import count
from onrecord.types import Article, CopySource, Trace


@click.command()
@article_argument
@record_option
@json_option
@local_option
def trace(article: str, record_path: str | None, as_json: bool, allow_local: bool) -> None:
    """Show, passage by passage, what ARTICLE has from the articles of the record.

    Put articles in first with: onrecord record add PAGE --as article. Per article: the share of the page, the share of
    the article that is used, and which of the two came first, with the reason.

    \b
    Examples:
      onrecord record add wire.html --as article
      onrecord trace page.html
    """
    from onrecord.tracing import trace as trace_page

    page = read_page(article, allow_local=allow_local)
    with open_record(record_path) as held:
        earlier = [info for info in held.sources() if info.kind == "article"]
        traced = trace_page(page, (held.source(info.id) for info in earlier))
    if as_json:
        put_json(traced)
    elif not earlier:
        put("The record holds no article; add one with: onrecord record add PAGE --as article\n")
    else:
        put(_text(page, traced, len(earlier)))


def _text(page: Article, traced: Trace, held: int) -> str:
    names = {source.info.id: _name(source) for source in traced.sources}
    kinds = Counter(str(copy.relation) for copy in traced.passages)
    told = ", ".join(
        f"{kinds[relation]} {words}" for relation, words in {**RELATIONS, "new": "new here"}.items() if kinds[relation]
    )  # fmt: skip
    lines = [f"{count(len(traced.sources), 'article')} of {held} in the record shares words with the page"]
    if told:
        lines.append(f"Of {count(len(traced.passages), 'passage')}: {told}")
    for source in traced.sources:
        lines += [
            "",
            f"{_name(source)}  {source.page_share:.0%} of the page, {source.source_share:.0%} of it used here",
        ]
        lines.append(f"  {source.direction.replace('-', ' ')}: {source.reason or 'no reason found'}")
        lines += [f"  left out: {' '.join(paragraph.split())}" for paragraph in source.left_out[:5]]
    rows = [
        (copy.relation, f"{copy.span.start}-{copy.span.end}", names.get(copy.source, copy.source) or "-",
         page.text[copy.span.start : copy.span.end])
        for copy in traced.passages
    ]  # fmt: skip
    passages = "\n" + table(rows, ("RELATION", "SPAN", "ARTICLE", "PASSAGE")) if rows else ""
    from onrecord.reports.terminal import clean

    return clean("\n".join([*lines, *(f"note: {note}" for note in traced.notes)])) + "\n" + passages


def _name(source: CopySource) -> str:
    return source.info.outlet or source.info.title or source.info.id
