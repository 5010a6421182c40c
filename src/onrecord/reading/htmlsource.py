"""A transcript on a web page: the story's lines as paragraphs, bold or small-caps names as labels."""

from __future__ import annotations

import re

from onrecord.reading.body import find_body
from onrecord.reading.made import make_source
from onrecord.reading.metadata import read_metadata
from onrecord.reading.occasion import read_occasion
from onrecord.reading.page import Raw
from onrecord.reading.speakers import label_kind
from onrecord.reading.turns import read_turns
from onrecord.reading.weblines import WebLine, read_lines
from onrecord.types import Source


def html_source(page: str, raw: Raw) -> Source:
    """The source on a decoded web page. Raises SourceError when it shows no words."""
    web = read_lines(page)
    meta = read_metadata(web, page)
    body = find_body(web, meta, page)
    rows = sorted(body.lines) or list(range(len(web.lines)))
    title = meta.titles[0] if meta.titles else ""
    paragraphs: list[str] = []
    heads = [line.text for line in web.lines[max(0, rows[0] - 8) : rows[0]] if len(line.text) < 200] if rows else []
    for i in rows:
        paragraphs += _rows(web.lines[i])
    reading = read_turns(paragraphs, title=title)
    occasion = read_occasion(
        reading.head + tuple(heads if not meta.published else ()),
        raw.inside or raw.origin,
        title=title,
        date=meta.published,
        url=raw.url or meta.url,
        end="\n".join(paragraphs[-3:]),
    )
    return make_source(raw, reading, occasion, outlet="")


def _rows(line: WebLine) -> list[str]:
    """The rows of a line; a bold name at its head is written as Markdown writes it, for the turn reader to see."""
    text = line.text
    label = text[: line.bold].strip()
    if 0 < line.bold < len(text) and len(label) <= 90 and "\n" not in label:
        if label.endswith(":"):
            text = f"**{label}** {text[line.bold :].lstrip()}"
        elif text[line.bold :].lstrip().startswith(":"):
            text = f"**{label}:** {text[line.bold :].lstrip()[1:].lstrip()}"
        elif label_kind(label) != "no":
            text = (
                f"**{label}:** {text[line.bold :].lstrip()}"
                if re.match(r"[\s ]*[—–-]?[\s ]*[A-Z\"“(\[…]", text[line.bold :])
                else text
            )
    return text.split("\n")
