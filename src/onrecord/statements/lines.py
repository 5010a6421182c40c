"""Speakers printed as labels: "WALLACE: Let us start." and "“We will wait.” — Anna Berg". No sentence says who spoke.

Both are ways of setting type, so they are read by their form alone, and only where the form repeats.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.statements.pieces import paragraphs_of
from onrecord.types import Attribution, Span

_LABEL = re.compile(
    r"\s*[“\"«]?\s*([A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ.'’-]{0,24}(?: [A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ.'’-]{0,24}){0,3})(:)\s+(?=\S)"
)
_CREDIT = re.compile(r"\s*([“\"«][^\n]*?[”\"»])\s*([―—–]|--?)\s*([A-ZÀ-ÖØ-Þ][^\n:;!?”\"]{2,70}?)\s*$")
_OPENING = ("“", '"', "«")
_FURNITURE = frozenset(
    "UPDATE UPDATED RELATED WATCH READ MORE VIDEO VIDEOS PHOTO PHOTOS IMAGE NOTE CORRECTION BREAKING EXCLUSIVE POLL "
    "SEE ALSO FACT CLAIM PRO CON LISTEN LIVE SOURCE SOURCES CREDIT OPINION ANALYSIS HERE TODAY".split()
)
_GAP = 4  # lines between two labels of one transcript


def speaker_lines(text: str) -> tuple[Attribution, ...]:
    """Attributions of labelled lines, in page order. Offsets are code points."""
    lines = paragraphs_of(text)
    return tuple(sorted([*_turns(text, lines), *_credits(text, lines)], key=lambda a: a.content))


def _turns(text: str, lines: Sequence[tuple[int, int]]) -> list[Attribution]:
    labels = [(i, m) for i, (a, b) in enumerate(lines) if (m := _LABEL.match(text, a, b)) and _is_name(m[1])]
    made = []
    for number, (line, match) in enumerate(labels):
        before = number and line - labels[number - 1][0] <= _GAP
        after = number + 1 < len(labels) and labels[number + 1][0] - line <= _GAP
        if not before and not after:
            continue
        quoted = text[match.start() : match.start(1)].strip() in _OPENING
        stop = labels[number + 1][0] if number + 1 < len(labels) else len(lines)
        content = [Span(match.end(), lines[line][1])]
        for a, b in lines[line + 1 : stop]:
            if not quoted or text[a] not in _OPENING:
                break
            content.append(Span(a, b))
        end = match.start(1) + len(match[1].rstrip())
        made.append(_made(tuple(content), Span(*match.span(2)), Span(match.start(1), end)))
    return made


def _is_name(label: str) -> bool:
    words = re.findall(r"[^\W\d_]+", label)
    return sum(map(len, words)) > 2 and not _FURNITURE.intersection(words)


def _credits(text: str, lines: Sequence[tuple[int, int]]) -> list[Attribution]:
    found = [m for a, b in lines if (m := _CREDIT.match(text, a, b))]
    if len(found) < 2:
        return []
    return [_made((Span(*m.span(1)),), Span(*m.span(2)), Span(*m.span(3))) for m in found]


def _made(content: tuple[Span, ...], cue: Span, source: Span) -> Attribution:
    return Attribution(content=content, cue=(cue,), source=(source,), score=0.95, origin="rules")


def with_lines(text: str, found: Sequence[Attribution]) -> tuple[Attribution, ...]:
    """`found` with the labelled lines of the page; what they contradict is left out.

    An attribution is contradicted when most of it lies in a labelled line while its cue does not.
    """
    lines = speaker_lines(text)
    if not lines:
        return tuple(found)
    kept = [a for a in found if not any(_contradicts(a, line) for line in lines)]
    return tuple(sorted([*kept, *lines], key=lambda a: (a.content, a.cue, a.source)))


def _contradicts(found: Attribution, line: Attribution) -> bool:
    shared = sum(max(0, min(b, y) - max(a, x)) for a, b in found.content for x, y in line.content)
    size = sum(b - a for a, b in found.content)
    if not shared:
        return False
    inside = bool(found.cue) and all(any(x <= a and b <= y for x, y in line.content) for a, b in found.cue)
    return (not inside and 2 * shared >= size) or 2 * shared >= sum(b - a for a, b in line.content)
