"""How a row is written: [ and ] around what was found, so that a test reads as an example."""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.types import Span


def paragraphs_of(text: str) -> list[Span]:
    return [Span(*m.span()) for m in re.finditer(r"[^\n]+", text) if not m.group().isspace()]


def marked(text: str, spans: Sequence[tuple[int, int]]) -> str:
    """The text with [ and ] around the spans."""
    edges = sorted([(b, 0, "]") for _, b in spans] + [(a, 1, "[") for a, _ in spans], reverse=True)
    for place, _, bracket in edges:
        text = text[:place] + bracket + text[place:]
    return text
