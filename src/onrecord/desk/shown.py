"""Templates and the filters that make text from outside safe to look at."""

from __future__ import annotations

import datetime
import unicodedata
from collections.abc import Mapping
from functools import cache
from typing import Any
from urllib.parse import urlsplit

from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse

from onrecord import __version__
from onrecord.desk import guard

_STEERING = frozenset("\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def page(request: Request, template: str, status: int = 200, **shown: Any) -> HTMLResponse:
    """Render a template as the answer to a request; every form in it carries the session's key."""
    policy: guard.Policy = request.app.state.desk.policy
    session = guard.session_of(request, policy)
    fresh = "" if session else guard.new_session(policy)
    context: Mapping[str, Any] = {
        "key": guard.form_key(session or fresh.partition(".")[0], policy),
        "here": request.url.path,
        "version": __version__,
        "with_token": bool(policy.token),
        "said": request.query_params.get("done", ""),
        **shown,
    }
    answer = HTMLResponse(templates().get_template(template).render(context), status_code=status)
    if fresh and not policy.token:
        guard.set_session(answer, fresh, secure=request.url.scheme == "https")
    return answer


@cache
def templates() -> Environment:
    """The desk's templates: everything is escaped, and a name that is missing is an error."""
    made = Environment(
        loader=PackageLoader("onrecord.desk"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters.update(plain=plain, short=short, safe_link=safe_link, day=day, number=number, moment=moment)
    return made


def plain(text: str) -> str:
    """Text whose invisible steering (right-to-left overrides, control characters) stands as its code point."""
    if not any(c in _STEERING or unicodedata.category(c) == "Cc" for c in text):
        return text
    return "".join(
        f"[U+{ord(c):04X}]" if c in _STEERING or (unicodedata.category(c) == "Cc" and c not in "\n\t\r") else c
        for c in text
    )


def short(text: str, length: int = 120) -> str:
    """The first `length` code points in one line, with an ellipsis where something was left out."""
    line = " ".join(plain(text[: length * 4]).split())
    return line if len(line) <= length and len(text) <= length * 4 else line[:length].rstrip() + "…"


def first_title(text: str, name: str) -> str:
    """What a page is called until its headline is known: its first words, or its name where it begins with markup."""
    return name if text.lstrip()[:1] in ("<", "%", "{") else short(text, 80) or name


def safe_link(address: str) -> str:
    """The address if a link may lead there (http and https only); "" otherwise."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    return address if parts.scheme in ("http", "https") and parts.netloc else ""


def day(date: datetime.date | None) -> str:
    """A day in words: 12 March 2024."""
    return f"{date.day} {date:%B %Y}" if date else "no date"


def moment(iso: str) -> str:
    """A time of the desk's own, to the minute, UTC."""
    return iso[:16].replace("T", " ") if iso else ""


def number(value: int) -> str:
    """A number with thin spaces between thousands."""
    return f"{value:,}".replace(",", "\u202f")
