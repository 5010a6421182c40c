"""Searching the record, and "said": everything a person said about some words, on a timeline."""

from __future__ import annotations

import datetime

from starlette.requests import Request
from starlette.responses import Response

from onrecord.desk import shown
from onrecord.desk.forms import desk_of
from onrecord.desk.heard import broken_off, by_day, pieces, strip

_HITS = 50
_SAID = 200


def search(request: Request) -> Response:
    """Who said it, when, in which words."""
    asked = request.query_params
    words, speaker = asked.get("words", "").strip()[:400], asked.get("speaker", "").strip()[:200]
    problem, first, last = "", None, None
    try:
        first, last = day_asked(asked.get("from", "")), day_asked(asked.get("to", ""))
    except ValueError as error:
        problem = str(error)
    held = desk_of(request)
    hits, complete = ((), True) if problem or not words else held.library.search(words, speaker, first, last, _HITS)
    return shown.page(
        request,
        "search.html",
        words=words,
        speaker=speaker,
        start=asked.get("from", "")[:10],
        end=asked.get("to", "")[:10],
        problem=problem,
        hits=[(hit, pieces(hit), broken_off(hit)) for hit in hits],
        complete=complete,
        asked=bool(words),
        names=held.library.names(limit=300),
    )


def said(request: Request) -> Response:
    """Everything that a person said about some words, by day."""
    asked = request.query_params
    words, person = asked.get("words", "").strip()[:400], asked.get("person", "").strip()[:200]
    held = desk_of(request)
    hits, complete = held.library.search(words, person, None, None, _SAID) if words and person else ((), True)
    days = by_day(hits)
    return shown.page(
        request,
        "said.html",
        words=words,
        person=person,
        days=[(day, [(hit, pieces(hit), broken_off(hit)) for hit in day.heard]) for day in days],
        ticks=strip(days),
        count=len(hits),
        complete=complete,
        asked=bool(words and person),
        names=held.library.names(limit=300),
    )


def day_asked(text: str) -> datetime.date | None:
    """A day as a form or an address gives it. Raises ValueError in words for the person who typed it."""
    if not text.strip():
        return None
    try:
        return datetime.date.fromisoformat(text.strip()[:10])
    except ValueError as error:
        raise ValueError("A day is written 2024-03-12.") from error
