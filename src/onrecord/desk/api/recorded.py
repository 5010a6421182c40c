"""The record over HTTP: search, "said", sources, people, and adding to it."""

from __future__ import annotations

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from onrecord.desk.api import asking
from onrecord.desk.forms import desk_of, file_name
from onrecord.desk.heard import by_day
from onrecord.desk.messages import AddedList, Hits, PersonList, RecordState, SaidByDay, SourceList, SourceRequest
from onrecord.reading import raw_from_bytes
from onrecord.record import AddResult


def search(request: Request) -> Response:
    """Where words were said."""
    words, speaker = asking.text(request, "words", limit=400, needed=True), asking.text(request, "speaker", limit=200)
    first, last = asking.day(request, "from"), asking.day(request, "to")
    limit = asking.number(request, "limit", 50, 500)
    hits, complete = desk_of(request).library.search(words, speaker, first, last, limit)
    return asking.answer(Hits(hits=hits, complete=complete))


def said(request: Request) -> Response:
    """Everything that a person said about some words, by day."""
    person, words = (
        asking.text(request, "person", limit=200, needed=True),
        asking.text(request, "words", limit=400, needed=True),
    )
    limit = asking.number(request, "limit", 200, 1000)
    hits, complete = desk_of(request).library.search(words, person, None, None, limit)
    return asking.answer(SaidByDay(person=person, words=words, days=by_day(hits), complete=complete))


def record(request: Request) -> Response:
    """What the record holds."""
    library = desk_of(request).library
    return asking.answer(RecordState(edition=library.edition(), gaps=library.gaps()[:1000]))


def sources(request: Request) -> Response:
    """Sources without their words, by day; all of them, or those of some days."""
    first, last = asking.day(request, "from"), asking.day(request, "to")
    limit, start = asking.number(request, "limit", 100, 1000), asking.number(request, "start", 0, 1 << 40)
    chosen = tuple(
        info
        for info in desk_of(request).library.sources()
        if (first is None or (info.date is not None and info.date >= first))
        and (last is None or (info.date is not None and info.date <= last))
    )
    return asking.answer(SourceList(sources=chosen[start : start + limit], total=len(chosen)))


def source(request: Request) -> Response:
    """A source with its words."""
    found = desk_of(request).library.source(asking.text(request, "id", limit=1000, needed=True))
    if found is None:
        raise HTTPException(404, "There is no source of this id in the record.")
    return asking.answer(found)


async def add(request: Request) -> Response:
    """Add a source: when this is answered, it is on the disk."""
    asked: SourceRequest = await asking.body(request, SourceRequest)
    held = desk_of(request)

    def work() -> tuple[AddResult, ...]:
        if asked.text:
            address = asked.address or ""
            raw = raw_from_bytes(asked.text.encode(), origin=address or file_name(asked.name), url=address)
        elif asked.address:
            raw = held.fetched(asked.address)
        else:
            raise HTTPException(400, "Give `text` or `address`.")
        return held.library.add(raw, article=asked.article)

    return asking.answer(AddedList(added=await run_in_threadpool(work)), 201)


async def remove(request: Request) -> Response:
    """Take a source out of the record."""
    library, source_id = desk_of(request).library, asking.text(request, "id", limit=1000, needed=True)
    if await run_in_threadpool(library.source, source_id) is None:
        raise HTTPException(404, "There is no source of this id in the record.")
    await run_in_threadpool(library.remove, source_id)
    return Response(status_code=204)


def people(request: Request) -> Response:
    """Who speaks in the record, by number of turns."""
    limit = asking.number(request, "limit", 500, 10_000)
    return asking.answer(PersonList(people=desk_of(request).library.people()[:limit]))
