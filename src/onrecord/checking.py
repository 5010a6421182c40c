"""One page checked against one record: the whole story in one function.

    page -> article -> statements -> matches -> findings -> report

The rooms know each other only through `onrecord.types`; this is where they meet.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import msgspec

from onrecord import __version__
from onrecord.types import (
    SEVERITIES,
    Article,
    Finding,
    Match,
    Printed,
    Report,
    Statement,
    Trace,
)

if TYPE_CHECKING:
    from onrecord.judging import House
    from onrecord.record import Record

Model = Literal["auto", "none"] | Path
Amend = Callable[[Article, tuple[Statement, ...]], tuple[Statement, ...]]  # a person's corrections of the statements
Progress = Callable[[str, int, int], None]  # (what is being done, done so far, of how many)

NO_RECORD_NOTE = "No record was given, so no quotation was compared with what was said."


def check(
    page: str | Path | Article,
    record: Record | None = None,
    *,
    house: str | Path | House = "ap",
    model: Model = "auto",
    amend: Amend | None = None,
    progress: Progress | None = None,
) -> Report:
    """Check a page against a record.

    `page` is a file, an address, "-" for standard input, or an article that was read before. `house` is the name of
    a house profile ("ap", "reuters", "guardian", "usual"), a profile file, or a loaded profile. `model` is "auto" for
    the model in the package, "none" for the rules alone, or a model folder. `amend` may correct the statements before
    they are judged (the desk's corrections come in here). `progress` is told about each step.

    Raises PageError or FetchError when the page cannot be read, HouseError, ModelError and RecordError as named.
    """
    from onrecord.judging import judge, judge_headline, judge_stamp, load_house, of_one_occasion
    from onrecord.statements import as_printed, find_statements, with_story_day
    from onrecord.tracing import dropped_answers, positions

    tell = progress or _silent
    profile = load_house(house) if isinstance(house, str | Path) else house
    tell("reading the page", 0, 1)
    article = with_story_day(page if isinstance(page, Article) else _read(page))
    tell("finding statements", 0, 1)
    statements = find_statements(article, model=model)
    if amend is not None:
        statements = amend(article, statements)

    findings: list[Finding] = []
    for number, statement in enumerate(statements, 1):
        tell("checking quotations", number, len(statements))
        printed = as_printed(article, statement)
        if printed is not None:
            findings.append(judge(printed, _find(record, printed), profile))
    findings = of_one_occasion(findings)
    findings += judge_headline(article, statements)
    traced = _trace(article, record)
    findings += dropped_answers(article, traced)
    return Report(
        onrecord=__version__,
        article=article,
        statements=statements,
        findings=_in_order(findings, statements),
        stamp=judge_stamp(article),
        positions=positions(article, statements),
        trace=traced,
        record=record.edition if record is not None else None,
        house=profile.name,
        notes=() if record is not None else (NO_RECORD_NOTE,),
    )


def _read(page: str | Path) -> Article:
    from onrecord.reading import load, read_article

    return read_article(load(str(page)))


def _find(record: Record | None, printed: Printed) -> Match:
    return Match() if record is None else record.find(printed)


def _trace(article: Article, record: Record | None) -> Trace:
    """Compare the page with the articles that the record holds; a record without articles costs nothing."""
    if record is None:
        return Trace()
    earlier = [info for info in record.sources() if info.kind == "article"]
    if not earlier:
        return Trace()
    from onrecord.tracing import trace

    return trace(article, (record.source(info.id) for info in earlier))


def _in_order(findings: Iterable[Finding], statements: Iterable[Statement]) -> tuple[Finding, ...]:
    """Gravest first, then in the order of the page; ids follow that order, so the same page gives the same ids."""
    place = {statement.id: number for number, statement in enumerate(statements)}

    def key(finding: Finding) -> tuple[int, int, int]:
        start = finding.printed[0].start if finding.printed else 0
        return -SEVERITIES.index(finding.severity), start, place.get(finding.statement, -1)

    ordered = sorted(findings, key=key)
    return tuple(msgspec.structs.replace(finding, id=f"f{number}") for number, finding in enumerate(ordered, 1))


def _silent(_step: str, _done: int, _total: int) -> None:
    """Say nothing."""
