"""Whether the printed words are a translation, judged only by what the page says."""

from __future__ import annotations

import re

from onrecord.statements.gazetteer import gazetteer
from onrecord.statements.page import Page
from onrecord.types import Span, Speaker

_INTERPRETER = re.compile(
    r"\b(?:through|via|with) (?:an|his|her|their|a) (?:interpreter|translator)|\btranslated (?:from|by|into)\b",
    re.IGNORECASE,
)
_IN = re.compile(r"\b(?:in|speaking|from the) ([A-Z][a-z]+)\b(?! [A-Z])")
_OFFICE = frozenset(
    {
        "president",
        "minister",
        "chancellor",
        "premier",
        "king",
        "queen",
        "leader",
        "official",
        "ambassador",
        "envoy",
        "general",
    }
    | {"spokesman", "spokeswoman", "foreign", "prime", "lawmaker", "mayor", "governor"}
)


def translation(page: Page, speaker: Speaker, sentence: Span, content: tuple[Span, ...]) -> str:
    """Why the words may be a translation, "" where nothing on the page says so."""
    own = "".join(_outside(page, sentence, content))
    match = _INTERPRETER.search(own)
    if match:
        return f"translated (“{match.group()}”)"
    for found in _IN.finditer(own):
        if found.group(1) in gazetteer().tongues:
            return f"spoken {found.group()}: the printed words are a translation"
    if speaker.kind != "person":
        return ""
    for role in speaker.roles:
        words = role.split()
        if any(w in gazetteer().foreign for w in words) and any(w.lower() in _OFFICE for w in words):
            return f"{role}: the printed words may be a translation"
    return ""


def _outside(page: Page, sentence: Span, content: tuple[Span, ...]) -> list[str]:
    """The sentence without the words attributed."""
    parts, place = [], sentence[0]
    for a, b in content:
        if sentence[0] <= a <= sentence[1]:
            parts.append(page.text[place:a])
            place = max(place, min(b, sentence[1]))
    return [*parts, page.text[place : sentence[1]]]
