"""A small fictional record for the tests."""

from __future__ import annotations

import datetime

from onrecord.types import Day, Printed, Source, SourceInfo, Speaker, Turn


def turn(line: str) -> Turn:
    """ "MS ROE: words" as a turn."""
    speaker, words = line.split(": ", 1)
    return Turn(speaker=speaker, text=words, role="reporter" if speaker == "Q" else "named")


def source(name: str, *lines: str, day: str = "2031-05-04", **known: str) -> Source:
    """A transcript with these turns."""
    info = SourceInfo(id=name, title=f"Briefing {name}", date=datetime.date.fromisoformat(day), **known)  # type: ignore[arg-type]
    return Source(info=info, turns=tuple(turn(line) for line in lines))


HARBOUR = source(
    "harbour",
    "MS DELANE: Good afternoon. The harbour wall will be mended before the winter storms arrive.",
    "Q: Will the minister resign over the missing ferries?",
    "MS DELANE: No. The minister has the full confidence of the whole cabinet, and he'll stay.",
    "Q: And what about the lighthouse keepers, who have not been paid since March?",
    "MS DELANE: We're going to pay every lighthouse keeper twenty crowns a day, starting on Monday.",
)
FERRIES = source(
    "ferries",
    "MR OKORO: Three ferries were sold to a shipyard in the north without a tender.",
    "Q: Who signed the contract, and when was the harbour office told?",
    "MR OKORO: I don't think anybody signed anything that could be called a contract.",
    day="2031-05-11",
)


def printed(*pieces: str, speaker: str = "", day: str = "") -> Printed:
    """A quotation as a page prints it."""
    when = datetime.date.fromisoformat(day) if day else None
    return Printed(pieces=pieces, speaker=Speaker(name=speaker, kind="person"), day=Day(first=when, last=when))
