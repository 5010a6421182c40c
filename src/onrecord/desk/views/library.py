"""The record: what it holds, adding to it, browsing it by person and by day, and what is missing from it."""

from __future__ import annotations

import datetime
from collections import Counter

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from onrecord.desk import shown
from onrecord.desk.forms import desk_of, go, sent
from onrecord.desk.heard import Piece
from onrecord.desk.holding import Desk
from onrecord.errors import OnRecordError
from onrecord.reading import Raw, raw_from_bytes
from onrecord.types import Turn

_SCREEN = 100  # rows of a list
_TURNS = 60  # turns of a source on one screen


def overview(request: Request, results: tuple[tuple[str, str, str], ...] = ()) -> Response:
    """What the record holds, the form to add to it, its newest sources, and what became of what was just added."""
    held = desk_of(request)
    return shown.page(
        request,
        "record.html",
        edition=held.library.edition(),
        newest=held.library.sources()[::-1][:20],
        gaps=len(held.library.gaps()),
        people=len(held.library.people()),
        results=results,
    )


async def add(request: Request) -> Response:
    """Add pasted text, files or an address to the record, and say what became of each."""
    form = await sent(request)
    text, name = form.fields.get("text", ""), form.text("name", 120)
    address, article = form.text("address", 4000), form.text("kind") == "article"
    given = [raw_from_bytes(data, origin=file) for file, data in form.files]
    if text.strip():
        given.append(raw_from_bytes(text.replace("\r\n", "\n").encode(), origin=name or "transcript.txt"))
    if not given and not address:
        raise HTTPException(400, "Nothing to add was given: paste a transcript, give an address or choose files.")
    results = await run_in_threadpool(_added, desk_of(request), given, address, article)
    return await run_in_threadpool(overview, request, results)


def _added(held: Desk, given: list[Raw], address: str, article: bool) -> tuple[tuple[str, str, str], ...]:
    """(id or name, outcome, note) of everything that was handed in."""
    results: list[tuple[str, str, str]] = []
    waiting: list[Raw | None] = [*given] or [None]
    for raw in waiting:
        try:
            added = held.library.add(raw or held.fetched(address), article=article)
            results += [(one.id, one.outcome, one.note) for one in added]
        except OnRecordError as error:
            results.append((raw.origin if raw else address, "not added", str(error)))
    return tuple(results)


async def remove(request: Request) -> Response:
    """Take a source out of the record."""
    form = await sent(request)
    await run_in_threadpool(desk_of(request).library.remove, form.fields.get("id", "")[:1000])
    return go("/record")


def people(request: Request) -> Response:
    """Who speaks in the record, by number of turns."""
    listed = desk_of(request).library.people()
    words = request.query_params.get("words", "").strip()[:200]
    chosen = [one for one in listed if words.casefold() in " ".join((one.name, *one.labels)).casefold()]
    return shown.page(request, "people.html", people=chosen[:500], total=len(listed), found=len(chosen), words=words)


def person(request: Request) -> Response:
    """One person: names, and the sources they speak in, by day."""
    held = desk_of(request)
    name = request.query_params.get("name", "")[:400]
    found = next((one for one in held.library.people() if one.name == name or name in one.labels), None)
    if found is None:
        raise HTTPException(404, "Nobody of this name speaks in the record.")
    sources = held.library.sources_of(found.name)
    return shown.page(request, "person.html", person=found, sources=sources[:1000], total=len(sources))


def days(request: Request) -> Response:
    """The days of the record by year and month, or the sources of one day or month."""
    held = desk_of(request)
    wanted = request.query_params.get("on", "")
    listed = held.library.sources()
    if wanted:
        chosen = [info for info in listed if info.date is not None and info.date.isoformat().startswith(wanted)]
        return shown.page(request, "day.html", wanted=_day_words(wanted), sources=chosen[:1000], total=len(chosen))
    months = Counter(info.date.isoformat()[:7] for info in listed if info.date is not None)
    years: dict[str, list[tuple[str, str, int]]] = {}
    for month in sorted(months):
        years.setdefault(month[:4], []).append((month, f"{datetime.date(2000, int(month[5:]), 1):%B}", months[month]))
    undated = [info for info in listed if info.date is None]
    return shown.page(request, "days.html", years=years, undated=undated[:_SCREEN], without=len(undated))


def gaps(request: Request) -> Response:
    """What is missing from the record: partial sources, and days without one."""
    listed = desk_of(request).library.gaps()
    return shown.page(request, "gaps.html", gaps=listed[:1000], total=len(listed))


def source(request: Request) -> Response:
    """One source with its turns, a screen at a time."""
    held = desk_of(request)
    found = held.library.source(request.query_params.get("id", "")[:1000])
    if found is None:
        raise HTTPException(404, "There is no source of this id in the record.")
    turn = request.query_params.get("turn", "0")
    at = min(int(turn) if turn.isdecimal() and len(turn) < 10 else 0, max(0, len(found.turns) - 1))
    first = at - at % _TURNS
    listed = [
        (n, found.turns[n], aside_pieces(found.turns[n])) for n in range(first, min(first + _TURNS, len(found.turns)))
    ]
    return shown.page(
        request, "source.html", info=found.info, turns=listed, first=first, step=_TURNS, total=len(found.turns)
    )


def aside_pieces(turn: Turn) -> tuple[Piece, ...]:
    """A turn cut where its stage directions begin and end."""
    cut: list[Piece] = []
    at = 0
    for span in sorted(turn.asides):
        cut += [
            Piece(text=turn.text[at : span.start], marked=False),
            Piece(text=turn.text[span.start : span.end], marked=True),
        ]
        at = span.end
    return tuple(piece for piece in (*cut, Piece(text=turn.text[at:], marked=False)) if piece.text)


def _day_words(wanted: str) -> str:
    try:
        return shown.day(datetime.date.fromisoformat(wanted))
    except ValueError:
        pass
    try:
        return f"{datetime.date.fromisoformat(wanted + '-01'):%B %Y}"
    except ValueError as error:
        raise HTTPException(400, "A day is written 2024-03-12, a month 2024-03.") from error
