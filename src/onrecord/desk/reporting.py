"""A report on the desk's pages: the view with its corrections, and the exports under one name each."""

from __future__ import annotations

import threading
from collections import OrderedDict
from typing import Any

import msgspec
from markupsafe import Markup
from starlette.exceptions import HTTPException
from starlette.responses import Response

from onrecord.desk.corrections import extent
from onrecord.desk.pages import Page
from onrecord.reports import EXPORTS as FORMS
from onrecord.reports import report_body
from onrecord.types import Report, Statement

_LISTED = 300  # statements listed below a report; beyond, each finding leads to its own
_CONTEXT = 160  # code points before and after a statement


class Views:
    """The reports that were looked at last, as they are shown: several people at one report cost one drawing."""

    def __init__(self, most: int = 16) -> None:
        self._most, self._lock = most, threading.Lock()
        self._kept: OrderedDict[tuple[int, int], dict[str, Any]] = OrderedDict()

    def of(self, page: Page, data: bytes) -> dict[str, Any]:
        """What the template shows of this run of a page; `data` is its canonical JSON."""
        key = (page.id, page.runs)
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
        made = view(msgspec.json.decode(data, type=Report), page.id)
        with self._lock:
            self._kept[key] = made
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)
        return made


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """A statement as the list of corrections shows it."""

    id: str
    words: str
    before: str
    after: str
    speaker: str
    verdict: str


def view(report: Report, page: int) -> dict[str, Any]:
    """What the template of a page shows: the report's body, and its statements to correct."""
    body = report_body(report, correct=f"/pages/{page}/statements/")
    rows = tuple(row_of(report, statement) for statement in report.statements[:_LISTED])
    return {"body": Markup(body), "statements": rows, "left_out": len(report.statements) - len(rows)}


def row_of(report: Report, statement: Statement) -> Row:
    """A statement in words, with whole words of what stands round it."""
    where, text = extent(statement), report.article.text
    finding = next((f for f in report.findings if f.statement == statement.id and f.about == "quotation"), None)
    before, after = text[max(0, where.start - _CONTEXT) : where.start], text[where.end : where.end + _CONTEXT]
    if where.start > _CONTEXT:
        before = "… " + before[before.find(" ") + 1 :]
    if where.end + _CONTEXT < len(text):
        after = after[: after.rfind(" ") + 1] + "…"
    return Row(
        id=statement.id,
        words=text[where.start : where.end],
        before=before,
        after=after,
        speaker=statement.speaker.name,
        verdict=(finding.words or finding.verdict) if finding else statement.kind,
    )


def exported(report: Report, data: bytes, form: str, name: str) -> Response:
    """A report in one of its forms; `data` is its canonical JSON. Raises HTTPException 404 for an unknown form."""
    if form not in FORMS:
        raise HTTPException(404, f"There is no export {form[:40]!r}; there are {', '.join(FORMS)}.")
    kind = FORMS[form]
    body = data if form == "json" else kind.make(report)
    # The file is a page of its own: no script of another report, no cookie, no frame; it is handed out, not shown.
    headers = {
        "content-disposition": f'attachment; filename="{name}{kind.suffix}"',
        "content-security-policy": "default-src 'none'; sandbox",
    }
    return Response(body, media_type=kind.media_type, headers=headers)
