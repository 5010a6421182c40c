"""Days as pages, transcripts and file names write them."""

from __future__ import annotations

import datetime
import re

from onrecord.reading.labels import DATE, MONTHS

_ISO = re.compile(r"(?<!\d)(\d{4})[-/_.]?(\d{2})[-/_.]?(\d{2})(?!\d)")
_DAY_FIRST = re.compile(r"(?<!\d)(\d{1,2})[-_.](\d{1,2})[-_.](\d{4})(?!\d)")
_ISO_LOOSE = re.compile(r"(?<!\d)(\d{4})[-_](\d{1,2})[-_](\d{1,2})(?!\d)")


def make_day(year: int, month: int, day: int) -> datetime.date | None:
    """The date, or None when there is no such day or the year is not one of recorded speech."""
    if not 1800 <= year <= 2200:
        return None
    try:
        return datetime.date(year, month, day)
    except ValueError:
        return None


def iso_day(text: str) -> datetime.date | None:
    """The day that a machine-readable time begins with: "2015-11-20T18:05:00-05:00"."""
    found = re.match(r"\s*(\d{4})-(\d{2})-(\d{2})", text)
    if not found:
        found = re.match(r"\s*(\d{4})/?(\d{2})/?(\d{2})", text)
    return make_day(int(found[1]), int(found[2]), int(found[3])) if found else None


def written_day(text: str) -> tuple[datetime.date, int, int] | None:
    """The first full date in a text, with the span of its words; a date without its year is no date."""
    for found in DATE.finditer(text):
        day = _day_of(found)
        if day:
            return day, found.start(), found.end()
    return None


def _day_of(found: re.Match[str]) -> datetime.date | None:
    if found["y3"]:
        return make_day(int(found["y3"]), int(found["m3"]), int(found["d3"]))
    name = (found["m1"] or found["m2"]).lower().rstrip(".")
    year, day = found["y1"] or found["y2"], found["d1"] or found["d2"]
    return make_day(int(year), MONTHS.get(name, 0), int(day))


def any_day(text: str) -> datetime.date | None:
    """A day from metadata of any usual form: ISO first, then written out."""
    iso = iso_day(text)
    if iso:
        return iso
    written = written_day(text)
    return written[0] if written else None


def day_in_name(name: str) -> datetime.date | None:
    """The day in a file name: "2015-11-03_…", "20151013_…", "19_10_2016", "2016-1-26-…"; None when it is not
    certain.
    """
    for pattern, order in ((_ISO, (1, 2, 3)), (_ISO_LOOSE, (1, 2, 3)), (_DAY_FIRST, (3, 2, 1))):
        for found in pattern.finditer(name):
            year, month, day = (int(found[i]) for i in order)
            if pattern is _DAY_FIRST and month <= 12 and day <= 12 and month != day:
                continue  # 03_04_2016 may be March or April
            if pattern is _DAY_FIRST and month > 12:
                month, day = day, month
            made = make_day(year, month, day)
            if made and year >= 1900:
                return made
    return None
