"""A record in miniature for these tests: turns written for them, one window. All people and words are invented."""

from __future__ import annotations

import datetime
from functools import cache

from onrecord.judging import House, judge, load_house
from onrecord.types import (
    Coverage,
    Day,
    Finding,
    Match,
    PlacedTurn,
    Printed,
    Role,
    SourceInfo,
    Span,
    Speaker,
    Turn,
    Window,
)

BRIEFING = SourceInfo(
    id="harbour-briefing",
    title="Briefing by Harbour Secretary Ada Low and Pilot Master Ivo Brandt",
    date=datetime.date(2031, 3, 4),
    completeness="complete",
    url="https://harbour.example/briefing",
    sha256="ab" * 32,
)
HELD = Coverage(held="partial", sources=1, speaker_sources=1)


def turn(label: str, text: str, role: Role = "named") -> Turn:
    """A turn of the record."""
    return Turn(speaker=label, text=text, role=role)


def match(*turns: Turn, info: SourceInfo = BRIEFING, coverage: Coverage = HELD) -> Match:
    """The answer of a record that holds these turns, one after the other."""
    placed = tuple(PlacedTurn(index=n, turn=t) for n, t in enumerate(turns))
    return Match(windows=(Window(source=info, turns=placed),), coverage=coverage)


@cache
def house(name: str = "ap") -> House:
    """A profile of the package."""
    return load_house(name)


def check(
    quote: str | tuple[str, ...],
    *turns: Turn,
    speaker: str = "Ada Low",
    desk: str = "ap",
    info: SourceInfo = BRIEFING,
    coverage: Coverage = HELD,
    day: Day | None = None,
    whole: bool = True,
    before: str = "",
) -> Finding:
    """Judge a quotation against the turns."""
    pieces = (quote,) if isinstance(quote, str) else quote
    printed = Printed(
        pieces=pieces,
        spans=(Span(0, 1),),
        speaker=Speaker(name=speaker, kind="person" if speaker else "none"),
        day=day or Day(),
        whole=whole,
        before=before,
    )
    return judge(printed, match(*turns, info=info, coverage=coverage), house(desk))


def low(text: str) -> Turn:
    """A turn of Secretary Low."""
    return turn("SECRETARY LOW", text)
