"""Pages over HTTP: check one while waiting, or put it in the queue and come back."""

from __future__ import annotations

from collections.abc import Callable

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from onrecord.desk.api import asking
from onrecord.desk.forms import desk_of, file_name
from onrecord.desk.messages import CheckRequest, PageList, PageState, ReportRequest
from onrecord.desk.reporting import exported
from onrecord.desk.shown import first_title
from onrecord.desk.views.pages import found_page, report_of
from onrecord.reading import Raw, raw_from_bytes


async def check(request: Request) -> Response:
    """Check a page and give its report: the same bytes as `onrecord check --json`."""
    asked: CheckRequest = await asking.body(request, CheckRequest)
    held = desk_of(request)

    def work() -> bytes:
        return held.check_now(_raw(asked, held.fetched), house=asked.house, corrected=asked.corrected)

    return Response(await run_in_threadpool(work), media_type="application/json")


async def hand_in(request: Request) -> Response:
    """Put a page in the queue."""
    asked: ReportRequest = await asking.body(request, ReportRequest)
    held = desk_of(request)
    address = asked.address or ""
    if asked.text:
        name = address or ("-" if asked.name == "-" else file_name(asked.name))
        way, data = ("text" if name in ("-", address) else "file"), asked.text.encode()
    elif address:
        name, way, data = address, "address", b""
    else:
        raise HTTPException(400, "Give `text` or `address`.")

    def work() -> PageState:
        title = first_title(asked.text or "", "Pasted page" if name == "-" else name)
        number = held.hand_in(way, name, data, house=asked.house, title=title, by=asked.by, url=address)
        page = held.store.page(number)
        if page is None:
            raise HTTPException(404, "The page was removed again.")
        return PageState(page=page)

    return asking.answer(await run_in_threadpool(work), 202)


def reports(request: Request) -> Response:
    """The queue, newest first."""
    limit, before = asking.number(request, "limit", 50, 500), asking.number(request, "before", 0, 1 << 40)
    return asking.answer(PageList(pages=desk_of(request).store.pages(limit=limit, before=before)))


def report(request: Request) -> Response:
    """A page of the queue and how far its check has come."""
    found = found_page(request)
    return asking.answer(PageState(page=found, step=desk_of(request).workers.step(found.id)))


def form(request: Request) -> Response:
    """The report of a page in one of its forms."""
    found = found_page(request)
    data = desk_of(request).store.report(found.id)
    if data is None:
        raise HTTPException(404, "This page has no report yet.")
    return exported(report_of(data), data, request.path_params["form"], f"onrecord-{found.id}")


async def again(request: Request) -> Response:
    """Check a page once more, with the corrections and the record as they are now."""
    held, found = desk_of(request), await run_in_threadpool(found_page, request)
    await run_in_threadpool(held.check_again, found.id)
    return asking.answer(PageState(page=held.store.page(found.id) or found), 202)


async def remove(request: Request) -> Response:
    """Take a page out of the queue."""
    found = await run_in_threadpool(found_page, request)
    await run_in_threadpool(desk_of(request).store.remove, found.id)
    return Response(status_code=204)


def _raw(asked: CheckRequest, fetched: Callable[[str], Raw]) -> Raw:
    address = asked.address or ""
    if asked.text:
        return raw_from_bytes(asked.text.encode(), origin=address or "-", url=address)
    if not address:
        raise HTTPException(400, "Give `text` or `address`.")
    return fetched(address)
