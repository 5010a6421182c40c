"""When: "on Friday", "November 24", "three days after the attacks" read as days, with the reading shown."""

from __future__ import annotations

import datetime
import re
import tomllib
from functools import cache
from importlib import resources
from typing import NamedTuple

import msgspec

from onrecord.statements.page import Page
from onrecord.types import Article, Day, Span

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
_NUMBERS = {
    w: n for n, w in enumerate("zero one two three four five six seven eight nine ten eleven twelve".split())
} | {"a": 1, "an": 1}
_MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|March|Mar\.|April|Apr\.|May|June|July|Aug(?:ust|\.)?|Sept(?:ember|\.)?|Sep\.|"
    r"Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_COUNT = r"(?P<count>(?i:a|an|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)|\d{1,3})"
_EXPRESSION = re.compile(
    rf"\b(?:(?P<iso>\d{{4}}-\d\d-\d\d)"
    rf"|(?P<month>{_MONTH})\s(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\b(?:,?\s(?P<year>(?:19|20)\d\d))?"
    rf"|(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?\s(?:of\s)?(?P<month2>{_MONTH})\b(?:,?\s(?P<year2>(?:19|20)\d\d))?"
    rf"|{_COUNT}\s(?P<unit>day|week|month|year)s?\s(?P<way>ago|earlier|later|after|before)\b"
    rf"|(?:(?P<which>(?i:last|next|this|past))\s)?(?P<weekday>Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b"
    rf"|(?P<rel>(?i:today|tonight|yesterday|tomorrow|this\s(?:morning|afternoon|evening)))\b"
    rf"|(?P<side>(?i:last|this|next|past))\s(?P<span>week|month|year)\b)"
)  # fmt: skip
_FUTURE = re.compile(
    r"\b(?:will|expected to|is to|are to|scheduled|plans? to|due to|going to|set to|upcoming|next)\b", re.IGNORECASE
)
_DAYS = {"day": 1, "week": 7, "month": 30, "year": 365}


class Event(NamedTuple):
    """A well-known event of `events.toml`."""

    name: str
    day: datetime.date
    words: tuple[str, ...]


@cache
def events() -> tuple[Event, ...]:
    """The dated events of the package."""
    data = tomllib.loads(resources.files("onrecord.statements").joinpath("events.toml").read_text(encoding="utf-8"))
    return tuple(Event(e["name"], e["day"], tuple(e["words"])) for e in data["event"])


def event_in(sentence: str) -> Event | None:
    """The one event that a sentence speaks of, None where none or several fit."""
    low = sentence.lower()
    found = [e for e in events() if all(re.search(rf"\b{re.escape(w)}\b", low) for w in e.words)]
    return found[0] if len(found) == 1 else None


def story_day(article: Article, sentences: list[Span]) -> Day:
    """The day of the story: the page's own date, or what its words tell, with the reason; else empty."""
    if article.date.first is not None:
        return article.date
    for start, end in sentences:
        sentence = article.text[start:end]
        match = re.search(r"\b(a|one|two|three|four|five|six|\d{1,2}) (day|week)s? ago\b|\byesterday\b", sentence)
        event = event_in(sentence) if match else None
        if event is None or match is None:
            continue
        count = _NUMBERS.get(match.group(1) or "one", 0) or int(match.group(1))
        days = count * _DAYS[match.group(2) or "day"]
        first = event.day + datetime.timedelta(days=days)
        last = first + datetime.timedelta(days=1 if match.group(2) == "week" else 0)
        reason = f"{event.name} were on {_long(event.day)}, and the page calls that “{match.group()}”"
        return Day(
            first=first,
            last=last,
            words=match.group(),
            span=Span(start + match.start(), start + match.end()),
            reason=reason,
        )
    return Day()


def with_story_day(article: Article) -> Article:
    """The article with the day of the story that its words tell, where reading found no date; else as it is."""
    if article.date.first is not None:
        return article
    day = story_day(article, Page(article.text, article.blocks).sentences)
    return article if day.first is None else msgspec.structs.replace(article, date=day)


def days_in(text: str, span: Span, story: Day) -> tuple[Day, ...]:
    """The days named in a stretch of text, each with its reading. `story` is the day of the page."""
    found: list[Day] = []
    for match in _EXPRESSION.finditer(text, span[0], span[1]):
        if match.group("month") == "May" and not match.group("day"):
            continue
        first, last, reason = _read(match, text, span, story)
        found.append(Day(first=first, last=last, words=match.group(), span=Span(*match.span()), reason=reason))
    return tuple(found)


def _read(
    match: re.Match[str], text: str, span: Span, story: Day
) -> tuple[datetime.date | None, datetime.date | None, str]:
    if match.group("iso"):
        try:
            day = datetime.date.fromisoformat(match.group("iso"))
        except ValueError:
            return None, None, "no such day"
        return day, day, "as printed"
    if match.group("month") or match.group("month2"):
        return _calendar(match, story)
    sentence = text[span[0] : span[1]]
    if match.group("way") in ("after", "before"):
        event = event_in(sentence)
        if event is None:
            return None, None, f"the event that “{match.group()}” counts from has no day here"
        step = _amount(match) * (1 if match.group("way") == "after" else -1)
        day = event.day + datetime.timedelta(days=step)
        return day, day, f"{match.group()} {event.name}, {_long(event.day)}"
    if story.first is None:
        return None, None, "the page has no date to count from"
    return _relative(match, sentence, span, story.first, story.last or story.first)


def _calendar(match: re.Match[str], story: Day) -> tuple[datetime.date | None, datetime.date | None, str]:
    word = (match.group("month") or match.group("month2")).lower().rstrip(".")
    month = next(i for i, m in enumerate(_MONTHS, 1) if m.startswith(word[:3]))
    number = int(match.group("day") or match.group("day2"))
    year = match.group("year") or match.group("year2")
    if year:
        day = _date(int(year), month, number)
        return day, day, "as printed" if day else "no such day"
    if story.first is None:
        return None, None, "no year on the page"
    near = [d for y in (-1, 0, 1) if (d := _date(story.first.year + y, month, number)) is not None]
    if not near:
        return None, None, "no such day"
    anchor = story.first
    day = min(near, key=lambda d: abs((d - anchor).days) if d <= anchor else abs((d - anchor).days) * 1.5)
    return day, day, f"the year nearest to the story's day, {_long(anchor)}"


def _relative(
    match: re.Match[str], sentence: str, span: Span, first: datetime.date, last: datetime.date
) -> tuple[datetime.date, datetime.date, str]:
    counted = f"counted from the story's day, {_long(first)}" + (f" or {_long(last)}" if last != first else "")
    if match.group("weekday"):
        number = next(i for i, d in enumerate(_WEEKDAYS) if d.startswith(match.group("weekday").lower()))
        before = sentence[: match.start() - span[0]]
        which = (match.group("which") or "").lower()
        ahead = which == "next" or (not which and bool(_FUTURE.search(before[-60:])))
        strict = which in ("last", "past")
        return _weekday(first, number, ahead, strict), _weekday(last, number, ahead, strict), counted
    if match.group("rel"):
        step = {"yesterday": -1, "tomorrow": 1}.get(match.group("rel").lower(), 0)
        return _shift(first, step), _shift(last, step), counted
    if match.group("span"):
        return (*_stretch(match.group("span"), match.group("side").lower(), first, last), counted)
    step = _amount(match) * (1 if match.group("way") == "later" else -1)
    return _shift(first, step), _shift(last, step), counted


def _stretch(unit: str, side: str, first: datetime.date, last: datetime.date) -> tuple[datetime.date, datetime.date]:
    way = {"last": -1, "past": -1, "this": 0, "next": 1}[side]
    if unit == "week":
        return _shift(first, 7 * way - first.weekday()), _shift(last, 7 * way - last.weekday() + 6)
    if unit == "year":
        return datetime.date(first.year + way, 1, 1), datetime.date(last.year + way, 12, 31)
    month = first.month - 1 + way
    begin = datetime.date(first.year + month // 12, month % 12 + 1, 1)
    return begin, _shift((begin + datetime.timedelta(days=32)).replace(day=1), -1)


def _amount(match: re.Match[str]) -> int:
    count = match.group("count").lower()
    return min(_NUMBERS.get(count) or int(count), 400) * _DAYS[match.group("unit")]


def _weekday(day: datetime.date, number: int, ahead: bool, strict: bool) -> datetime.date:
    if ahead:
        return _shift(day, (number - day.weekday()) % 7 or 7)
    back = (day.weekday() - number) % 7
    return _shift(day, -(back or (7 if strict else 0)))


def _shift(day: datetime.date, days: int) -> datetime.date:
    return day + datetime.timedelta(days=days)


def _date(year: int, month: int, day: int) -> datetime.date | None:
    try:
        return datetime.date(year, month, day)
    except ValueError:
        return None


def _long(day: datetime.date) -> str:
    return f"{_WEEKDAYS[day.weekday()].title()} {day.day} {_MONTHS[day.month - 1].title()} {day.year}"
