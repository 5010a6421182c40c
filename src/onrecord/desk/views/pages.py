"""Handing a page in, the queue, the report of a page, and its exports."""

from __future__ import annotations

import msgspec
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from onrecord.desk import shown
from onrecord.desk.forms import desk_of, go, sent
from onrecord.desk.pages import Page, Step
from onrecord.desk.reporting import exported
from onrecord.desk.store import Store
from onrecord.reports import EXPORTS
from onrecord.types import Report

HOUSES = ("ap", "reuters", "guardian", "usual")
_SHOWN = 50  # pages of the queue on one screen


def home(request: Request) -> Response:
    """The form to hand a page in, and the queue."""
    held = desk_of(request)
    before = request.query_params.get("before", "")
    listed = held.store.pages(limit=_SHOWN + 1, before=int(before) if before.isdecimal() and len(before) < 16 else 0)
    return shown.page(
        request,
        "home.html",
        pages=[(page, held.workers.step(page.id)) for page in listed[:_SHOWN]],
        more=listed[_SHOWN - 1].id if len(listed) > _SHOWN else 0,
        waiting=held.store.waiting(),
        edition=held.library.edition(),
        houses=HOUSES,
        problem="",
    )


async def hand_in(request: Request) -> Response:
    """Put a page in the queue and show how far it is."""
    form = await sent(request)
    held = desk_of(request)
    house = form.text("house") if form.text("house") in HOUSES else "ap"
    text, address = form.fields.get("text", ""), form.text("address", 4000)
    by = form.text("by", 80)
    if form.files:
        numbers = [
            await run_in_threadpool(held.hand_in, "file", name, data, house=house, title=name, by=by)
            for name, data in form.files
            if data.strip()
        ]
    elif text.strip():
        # A browser sends CR LF for every line end of a text field; what was pasted had LF.
        data = text.replace("\r\n", "\n").encode()
        url = shown.safe_link(form.text("origin", 4000))  # the bookmarklet tells where the page was
        title = shown.first_title(text, url or "Pasted page")
        numbers = [
            await run_in_threadpool(held.hand_in, "text", url or "-", data, house=house, title=title, by=by, url=url)
        ]
    elif address:
        if not shown.safe_link(address):
            raise HTTPException(400, "An address begins with http:// or https://.")
        numbers = [
            await run_in_threadpool(held.hand_in, "address", address, b"", house=house, title=address[:200], by=by)
        ]
    else:
        numbers = []
    if not numbers:
        raise HTTPException(
            400, "Nothing to check was given: paste a text, give an address or choose a file that is not empty."
        )
    return go(f"/pages/{numbers[0]}") if len(numbers) == 1 else go("/")


def page(request: Request) -> Response:
    """The report of a page, or how far its check has come."""
    held, found = desk_of(request), found_page(request)
    data = held.store.report(found.id)
    if data is None:
        step = held.workers.step(found.id)
        return shown.page(request, "progress.html", page=found, step=step, ahead=_ahead(held.store, found))
    return shown.page(request, "page.html", page=found, exports=EXPORTS, **held.views.of(found, data))


def progress(request: Request) -> Response:
    """How far the check has come, as JSON for the page's script."""
    held, found = desk_of(request), found_page(request)
    step = held.workers.step(found.id) if found.state == "checking" else None
    told = step or Step(state=found.state, error=found.error)
    return Response(msgspec.json.encode(told), media_type="application/json")


async def again(request: Request) -> Response:
    """Check a page once more."""
    await sent(request)
    found = found_page(request)
    await run_in_threadpool(desk_of(request).check_again, found.id)
    return go(f"/pages/{found.id}")


async def remove(request: Request) -> Response:
    """Take a page out of the queue, with its report."""
    await sent(request)
    await run_in_threadpool(desk_of(request).store.remove, found_page(request).id)
    return go("/")


def export(request: Request) -> Response:
    """The report in one of its forms, as a file."""
    held, found = desk_of(request), found_page(request)
    data = held.store.report(found.id)
    if data is None:
        raise HTTPException(404, "This page has no report yet.")
    return exported(report_of(data), data, request.path_params["form"], f"onrecord-{found.id}")


def found_page(request: Request) -> Page:
    """The page that the address names. Raises HTTPException 404."""
    number = request.path_params["page"]
    found = desk_of(request).store.page(number) if number < 1 << 62 else None
    if found is None:
        raise HTTPException(404, "There is no page of this number in the queue.")
    return found


def report_of(data: bytes) -> Report:
    """A report from its canonical JSON."""
    return msgspec.json.decode(data, type=Report)


def _ahead(store: Store, page: Page) -> int:
    """How many pages of the queue come before this one."""
    if page.state != "waiting":
        return 0
    return sum(1 for other in store.pages(limit=1000, before=page.id) if other.state in ("waiting", "checking"))
