"""Where a person corrects the machine, and what was corrected so far."""

from __future__ import annotations

import msgspec
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from onrecord.desk import shown
from onrecord.desk.corrections import Correction, accepting, anchored, as_json_lines
from onrecord.desk.forms import Sent, desk_of, go, sent
from onrecord.desk.reporting import row_of
from onrecord.desk.views.pages import found_page, report_of
from onrecord.types import Finding, Report, Statement


def statement(request: Request) -> Response:
    """One statement with the forms that correct it."""
    found = found_page(request)
    report, about, finding = _about(request)
    return shown.page(
        request,
        "statement.html",
        page=found,
        row=row_of(report, about),
        statement=about,
        finding=finding,
        people=_names(request, report),
    )


async def correct(request: Request) -> Response:
    """Keep a correction and let the page be checked again."""
    form = await sent(request)
    held, found = desk_of(request), found_page(request)
    report, about, finding = await run_in_threadpool(_about, request)
    made = _correction(form, report, about, finding)
    made = msgspec.structs.replace(made, by=form.text("by", 80), note=form.text("note", 400))
    await run_in_threadpool(held.correct, made)
    await run_in_threadpool(held.check_again, found.id)
    return go(f"/pages/{found.id}")


def corrections(request: Request) -> Response:
    """All corrections, newest first, each with a way back."""
    kept = desk_of(request).store.corrections()
    return shown.page(request, "corrections.html", corrections=kept[::-1])


async def same_person(request: Request) -> Response:
    """Say that two names mean one person, on every page and in the record."""
    form = await sent(request)
    alias, person = form.text("alias", 200), form.text("person", 200)
    if not alias or not person or alias.casefold() == person.casefold():
        raise HTTPException(400, "Two different names are needed.")
    made = Correction(
        kind="same-person", alias=alias, person=person, by=form.text("by", 80), note=form.text("note", 400)
    )
    await run_in_threadpool(desk_of(request).correct, made)
    return go("/corrections")


async def undo(request: Request) -> Response:
    """Take a correction back; what was the same person is two again."""
    await sent(request)
    if not await run_in_threadpool(desk_of(request).take_back, request.path_params["correction"]):
        raise HTTPException(404, "There is no correction of this number.")
    return go("/corrections")


def export(request: Request) -> Response:
    """All corrections as JSON Lines."""
    data = as_json_lines(desk_of(request).store.corrections())
    headers = {"content-disposition": 'attachment; filename="onrecord-corrections.jsonl"'}
    return Response(data, media_type="application/jsonl", headers=headers)


def _about(request: Request) -> tuple[Report, Statement, Finding | None]:
    """The statement that the address names, with its report and its finding. Raises HTTPException 404."""
    data = desk_of(request).store.report(found_page(request).id)
    if data is None:
        raise HTTPException(404, "This page has no report yet.")
    report = report_of(data)
    for about in report.statements:
        if about.id == request.path_params["statement"]:
            finding = next((f for f in report.findings if f.statement == about.id and f.about == "quotation"), None)
            return report, about, finding
    raise HTTPException(404, "This statement is not in the report any more.")


def _correction(form: Sent, report: Report, about: Statement, finding: Finding | None) -> Correction:
    kind, article = form.text("kind"), report.article
    if kind == "speaker":
        name = form.text("speaker", 200)
        if not name:
            raise HTTPException(400, "Who said it? The name is missing.")
        return msgspec.structs.replace(anchored("speaker", article, about), speaker=name)
    if kind == "same-person":
        name = form.text("person", 200)
        if not name or not about.speaker.name:
            raise HTTPException(400, "Who is it? The name is missing.")
        return Correction(kind="same-person", alias=about.speaker.name, person=name)
    if kind == "not-a-quotation":
        return anchored("not-a-quotation", article, about)
    if kind == "accepted" and finding is not None:
        return accepting(article, about, finding)
    raise HTTPException(400, "What is to be corrected was not said.")


def _names(request: Request, report: Report) -> list[str]:
    """Names to choose from: those on the page, then those of the record."""
    here = dict.fromkeys(s.speaker.name for s in report.statements if s.speaker.name)
    told = (f.actual_speaker for f in report.findings if f.actual_speaker)
    return list(dict.fromkeys([*here, *told, *desk_of(request).library.names(limit=200)]))
