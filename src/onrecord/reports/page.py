"""The report as HTML: the body that the desk shows too, and the self-contained file around it."""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from onrecord.reports import view as arranged
from onrecord.reports.marks import safe_address
from onrecord.reports.terminal import clean
from onrecord.reports.wording import level, level_name, verdict
from onrecord.types import Report

if TYPE_CHECKING:
    from jinja2 import Environment
    from markupsafe import Markup

# Marks that turn the reading direction or cannot be seen: shown by name, so that a text cannot look like another.
_HIDDEN = frozenset([*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F, 0x061C, 0x200B, 0x2060, 0xFEFF])


def report_body(report: Report, *, correct: str = "") -> str:
    """<div class="onrecord"> with the whole report: no style or script, no style="" and no on*="" attributes.

    `correct` is the beginning of an address; with it each finding ends with a link to that address + statement id.
    """
    return _body(report, correct=correct)


def report_page(report: Report) -> str:
    """One self-contained HTML file: nothing is fetched, and its own style and script are held by their hashes."""
    from markupsafe import Markup

    style = asset("tokens.css") + asset("page.css") + asset("report.css")
    script = asset("report.js")
    title = next(
        (report.article.text[b.span.start : b.span.end] for b in report.article.blocks if b.kind == "headline"),
        "Report",
    )
    return _environment().get_template("page.html").render(
        title=title,
        version=report.onrecord,
        body=Markup(_body(report, brand=True)),
        style=Markup(style),
        script=Markup(script),
        style_hash=csp_hash(style),
        script_hash=csp_hash(script),
    )  # fmt: skip


def _body(report: Report, *, correct: str = "", brand: bool = False) -> str:
    return _environment().get_template("body.html").render(view=arranged.view(report), correct=correct, brand=brand)


def csp_hash(text: str) -> str:
    """The source expression that lets this inline style or script run: "sha256-..."."""
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")


@cache
def asset(name: str) -> str:
    """A style sheet or script of the report, as text."""
    return files("onrecord.reports").joinpath("assets", name).read_text(encoding="utf-8")


def shown(text: str) -> Markup:
    """The text escaped, with control marks and the marks that turn the reading direction made visible."""
    from markupsafe import Markup, escape

    if text.isprintable() or not any(_is_hidden(letter) for letter in text):
        return escape(text)
    parts = []
    for letter in text:
        if _is_hidden(letter):
            parts.append(Markup('<span class="control">U+{:04X}</span>').format(ord(letter)))
        else:
            parts.append(escape(letter))
    return Markup("").join(parts)


def _is_hidden(letter: str) -> bool:
    return ord(letter) in _HIDDEN or (ord(letter) < 32 and letter not in "\n\t\r") or ord(letter) == 127


@cache
def _environment() -> Environment:
    from jinja2 import DictLoader, Environment, StrictUndefined

    templates = {name: asset(name) for name in ("body.html", "page.html")}
    made = Environment(
        loader=DictLoader(templates),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    made.filters.update(
        shown=shown,
        plain=clean,
        level=level,
        level_name=level_name,
        verdict=verdict,
        safe_address=safe_address,
        day=arranged.day_text,
        number=lambda name: name.lstrip("f"),
    )
    return made
