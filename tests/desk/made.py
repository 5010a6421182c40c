"""A page, a record and a check of our own making, so that the desk is tested alone: all names are invented."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from onrecord import __version__
from onrecord.types import (
    Article,
    Change,
    DiffOp,
    Finding,
    Place,
    Report,
    SourceInfo,
    Span,
    Speaker,
    Statement,
)

PAGE = """Harbour stays open, says port office

By Lena Ostrova
Osmark Gazette
12 March 2024

"The harbour will stay open on Sunday," Mara Delane said at the port office.

"We counted forty boats before noon," she said. Tomas Verrick called the day "a small miracle" and left.
"""

BRIEFING = """Port Office
Daily Briefing
March 12, 2024
https://port.example/briefings/2024-03-12

MS DELANE: The harbour may stay open on Sunday, if the ice allows it. We counted forty boats before noon.

QUESTION: And Monday?

MS DELANE: Monday is another day.
"""

_QUOTED = re.compile(r'"([^"\n]{1,400})"')


def fake_check(
    page: Article,
    record: Any = None,
    *,
    house: str = "ap",
    model: str = "auto",
    amend: Callable[[Article, tuple[Statement, ...]], tuple[Statement, ...]] | None = None,
    progress: Callable[[str, int, int], None] | None = None,
) -> Report:
    """Every stretch between straight marks is a quotation of Mara Delane; the first is altered, the others are fine."""
    statements = tuple(
        Statement(
            id=f"s{n}",
            kind="direct",
            content=(Span(*m.span()),),
            quoted=(Span(*m.span(1)),),
            speaker=Speaker(name="Mara Delane", kind="person"),
        )
        for n, m in enumerate(_QUOTED.finditer(page.text), 1)
    )
    if amend is not None:
        statements = amend(page, statements)
    findings = []
    for n, statement in enumerate(statements):
        if progress:
            progress("checking quotations", n + 1, len(statements))
        findings.append(_finding(page, statement, altered=statement.id == "s1"))
    found = record.edition if record is not None else None
    return Report(
        onrecord=__version__, article=page, statements=statements, findings=tuple(findings), record=found, house=house
    )


def _finding(page: Article, statement: Statement, *, altered: bool) -> Finding:
    words = page.text[statement.quoted[0].start : statement.quoted[0].end]
    if not altered:
        return Finding(
            id=f"f{statement.id[1:]}", about="quotation", severity="S0", reason="The same words.", statement=statement.id,
            printed=statement.quoted, words="verbatim", speaker="right", claimed_speaker=statement.speaker.name,
        )  # fmt: skip
    return Finding(
        id=f"f{statement.id[1:]}",
        about="quotation",
        severity="S3",
        reason="“will” is printed where the record has “may”.",
        next_step="Ask the port office for the recording.",
        statement=statement.id,
        printed=statement.quoted,
        words="altered",
        speaker="right",
        claimed_speaker=statement.speaker.name,
        places=(
            Place(
                source=SourceInfo(id="briefing", title="Daily Briefing"), turn=0, span=Span(0, 5), speaker="MS DELANE"
            ),
        ),
        diff=(DiffOp(op="replace", printed=words, recorded=words.replace("will", "may")),),
        changes=(Change(kind="modal", printed="will", recorded="may", material=True),),
    )
