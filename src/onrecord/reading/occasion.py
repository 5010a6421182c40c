"""What occasion a transcript is of: title, date, place, address and completeness, from head lines and the file's
name.
"""

from __future__ import annotations

import datetime
import os
import re

import msgspec

from onrecord.reading.dates import any_day, day_in_name, written_day
from onrecord.reading.speakers import ROLE_WORDS
from onrecord.types import Completeness, Turn

_KEY = re.compile(
    r"^(title|date|location|place|venue|event|subject|occasion|source|url|link|speakers?|licen[cs]e)\s*:\s*(\S.*)$",
    re.IGNORECASE,
)
_CLOCK = re.compile(r"\b\d{1,2}[:.]\d{2}\s*[AP]\.?\s?M\.?", re.IGNORECASE)
_PREPARED = re.compile(
    r"\bas\s+(?:prepared|written)\b|\bprepared\s+(?:remarks|text|for\s+delivery)\b|\bembargoed\b", re.IGNORECASE
)
_PARTIAL = re.compile(
    r"\bpartial\b|\bexcerpts?\b|\bincomplete\b|\bclips?\b|\bhighlights\b|\bpool\s+spray\b", re.IGNORECASE
)
_COMPLETE = re.compile(r"\bcomplete\b|\bfull\s+(?:transcript|text)\b|\bas\s+(?:delivered|spoken)\b", re.IGNORECASE)
_END = re.compile(r"\bEND\s*\d{1,2}:\d{2}|(?:^|\n)\s*(?:END|###|# # #)\b", re.IGNORECASE)
_PLACE = re.compile(
    r"\b(?:Room|Hall|House|Center|Centre|Garden|Lawn|Theater|Theatre|Auditorium|Building|Airport|Hotel|University|"
    r"College|"
    r"School|Office|Stadium|Arena|Embassy|Palace|Library|Museum|Church|Cathedral|Base|Park|Plaza|Station|Hangar|Court|"
    r"Teleconference|Chamber|Complex|Square|Harbou?r|Castle|Ballroom|Gymnasium|Grounds)\b"
)
_TOWN = re.compile(r"^[A-Z][\w.'’ -]{1,40},\s+(?:[A-Z]{2}|[A-Z][a-z]+\.?(?:\s[A-Z][a-z]+)?|(?:[A-Z]\.){2,3})$")
_STATUS_IN_NAME = re.compile(r"\(?\b(?:Complete|Partial)[\s,_]+As[\s_]+(?:spoken|written|prepared)\b\)?", re.IGNORECASE)
_DATE_IN_NAME = re.compile(r"(?<!\d)(?:\d{4}[-_.]?\d{1,2}[-_.]?\d{1,2}|\d{1,2}[-_.]\d{1,2}[-_.]\d{4})(?!\d)")
_GAP_WORDS = (
    "inaudible",
    "unintelligible",
    "indiscernible",
    "crosstalk",
    "off mic",
    "off-mic",
    "audio gap",
    "recording ends",
    "no audio",
)


class Occasion(msgspec.Struct, frozen=True, kw_only=True):
    """Everything the head of a transcript and its name say."""

    title: str = ""
    date: datetime.date | None = None
    place: str = ""
    url: str = ""
    completeness: Completeness = "unknown"


def read_occasion(
    head: tuple[str, ...], name: str, *, title: str = "", date: str = "", place: str = "", url: str = "", end: str = ""
) -> Occasion:
    """Title, date, place and completeness; what the metadata says goes before head lines, and these before the name.

    `name` is the file name; `end` the last lines of the text, where "END 2:05 P.M." may stand.
    """
    keys: dict[str, str] = {}
    for line in head[:30]:
        found = _KEY.match(line)
        if found:
            keys.setdefault(found.group(1).lower(), found.group(2))
    stem = name_title(name)
    lines = [line for line in head[:12] if not _KEY.match(line)]
    day = (
        any_day(date)
        or any_day(keys.get("date", ""))
        or _day_of_lines(head[:12])
        or day_in_name(os.path.basename(name))
    )
    where = place or keys.get("place") or keys.get("location") or keys.get("venue") or _place_of(lines)
    heading = title or keys.get("title") or keys.get("event") or keys.get("subject") or _title_of(lines) or stem
    notes = " ".join([heading, os.path.basename(name).replace("_", " "), *head[:12]])
    return Occasion(
        title=" ".join(heading.split()),
        date=day,
        place=where,
        url=url or keys.get("url", "") or keys.get("link", ""),
        completeness=_completeness(notes, head, end),
    )


def _day_of_lines(head: tuple[str, ...]) -> datetime.date | None:
    for line in head:
        found = written_day(line) if len(line) < 200 else None
        if found:
            return found[0]
    return None


def _place_of(lines: list[str]) -> str:
    """The line that names a room or building, else one that is a town and its country."""
    short = [
        line
        for line in lines
        if len(line) <= 100
        and not _CLOCK.search(line)
        and not written_day(line)
        and not line.isupper()
        and line[-1:] != "]"
    ]
    for line in short:
        if _PLACE.search(line) and not _names_office(line):
            return line.strip(" ()")
    return next((line for line in short if _TOWN.match(line) and not _names_office(line)), "")


def _names_office(line: str) -> bool:
    """True for "Jane Roe, Spokesperson" and "Remarks by ...": a person or title, no place."""
    after = line.split(",", 1)[1] if "," in line else ""
    words = {word.lower() for word in after.split()} & ROLE_WORDS
    opens = line.lower().startswith(("remarks", "press", "statement", "briefing", "interview", "office of", "by "))
    return bool(words - {"white", "house", "state", "department", "of", "and", "the"}) or (
        opens and "press room" not in line.lower()
    )


def _title_of(lines: list[str]) -> str:
    """The first head line that is neither a letterhead, a date, a time nor a place."""
    for line in lines:
        plain = line.strip(" #*_-")
        if not 8 <= len(plain) <= 300 or _CLOCK.search(plain) or (written_day(plain) and len(plain) < 40):
            continue
        if plain.upper().startswith(("THE WHITE HOUSE", "OFFICE OF", "FOR IMMEDIATE")) and len(plain) < 60:
            continue
        if not _PLACE.search(plain) or len(plain) > 60:
            return plain
    return ""


def name_title(name: str) -> str:
    """A readable title from a file name: without folder, suffix, date and marks of completeness."""
    stem = os.path.splitext(os.path.basename(name))[0]
    stem = re.sub(r"^[a-z]{1,12}__(?=\w)", "", stem)
    stem = _DATE_IN_NAME.sub(" ", stem)
    stem = re.sub(r"(?<!\d)\d{2}\.\d{2}\.\d{2}(?!\d)", " ", stem).replace("_", " ")
    stem = _STATUS_IN_NAME.sub(" ", stem)
    return " ".join(stem.replace("-", " ").split()).strip(" ,.") or os.path.basename(name)


def _completeness(notes: str, head: tuple[str, ...], end: str) -> Completeness:
    if _PREPARED.search(notes):
        return "as-prepared"
    if _PARTIAL.search(notes):
        return "partial"
    if _COMPLETE.search(notes):
        return "complete"
    if (_END.search(end) or _CLOCK.search(end[-60:])) and any(_CLOCK.search(line) for line in head):
        return "complete"  # an official transcript that prints when it began and when it ended
    return "unknown"


def gaps_of(turns: tuple[Turn, ...]) -> tuple[str, ...]:
    """What is missing inside the words: "(inaudible) x3", "begins in mid-sentence"."""
    counts: dict[str, int] = {}
    for turn in turns:
        for start, end in turn.asides:
            inner = turn.text[start + 1 : end - 1].lower().strip(" .")
            for word in _GAP_WORDS:
                if word in inner:
                    counts[word] = counts.get(word, 0) + 1
                    break
    gaps = [f"({word}) x{count}" for word, count in sorted(counts.items())]
    if turns and turns[0].text[:1].islower():
        gaps.append("begins in mid-sentence")
    if turns and turns[-1].text[-1:] in ("-", "–", "—", ","):
        gaps.append("ends in mid-sentence")
    return tuple(gaps)
