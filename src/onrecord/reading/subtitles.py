"""Subtitles (SRT, VTT) to turns: cues joined to sentences, speakers from voice tags, arrows, dashes and labels."""

from __future__ import annotations

import re

from onrecord.errors import SourceError
from onrecord.reading.occasion import read_occasion
from onrecord.reading.page import Raw
from onrecord.reading.sources import make_source
from onrecord.reading.speakers import label_kind
from onrecord.reading.turns import Paragraph, read_labelled
from onrecord.types import Source

_CUE = re.compile(
    r"^[ \t]*(?:(\d{1,3}):)?(\d{1,2}):(\d{2})[.,](\d{1,3})[ \t]*-->[ \t]*(?:\d{1,3}:)?\d{1,2}:\d{2}[.,]\d{1,3}[^\n]*$",
    re.MULTILINE,
)
_VOICE = re.compile(r"<v(?:\.[\w.]+)?\s+([^>\n]{1,80})>")
_TAG = re.compile(r"</?[a-zA-Z0-9][^<>\n]{0,200}>|\{\\[^{}\n]{0,100}\}")
_TURN = re.compile(r"^\s*(?:>>+|&gt;&gt;|»|[-–—]\s)\s*")
_PAUSE = 4.0  # seconds between cues after which a new paragraph begins


def subtitle_source(text: str, raw: Raw) -> Source:
    """The source in a subtitle file. Raises SourceError when it has no cues."""
    name = raw.inside or raw.origin
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    cues = list(_CUE.finditer(text))
    if not cues:
        raise SourceError(f"{name}: no subtitle cues with times were found; is it really SRT or VTT?")
    rows: list[Paragraph] = []
    ended, known = -_PAUSE, _known_labels(text)
    for i, cue in enumerate(cues):
        stop = cues[i + 1].start() if i + 1 < len(cues) else len(text)
        body = text[cue.end() : stop].strip("\n")
        start = int(cue[1] or 0) * 3600 + int(cue[2]) * 60 + int(cue[3]) + int(cue[4].ljust(3, "0")) / 1000
        lines = _cue_lines(body, last=i + 1 == len(cues))
        for line in lines:
            _add(rows, line, start, start - ended > _PAUSE, known)
        ended = start
    reading = read_labelled(rows)
    if not reading.turns:
        raise SourceError(f"{name}: the cues hold no words; nothing to add")
    occasion = read_occasion(_header(text, cues[0].start()), name)
    return make_source(raw, reading, occasion, kind="transcript")


def _header(text: str, end: int) -> tuple[str, ...]:
    lines = [line.strip() for line in text[: min(end, 2000)].split("\n")]
    return tuple(
        line for line in lines if line and not line.startswith("WEBVTT") and "-->" not in line and not line.isdigit()
    )


def _cue_lines(body: str, *, last: bool) -> list[str]:
    """The spoken lines of a cue, without the number or name of the next cue and without notes and styles."""
    block = body.split("\n\n", 1)
    lines = [line for line in block[0].split("\n") if line.strip()]
    if len(block) == 1 and not last and len(lines) > 1 and lines[-1].strip().isdigit():
        lines.pop()  # an SRT whose cues have no empty line between them
    return lines


def _known_labels(text: str) -> frozenset[str]:
    """Names before a colon at the head of a line that come back."""
    counts: dict[str, int] = {}
    for found in re.finditer(r"(?m)^\s*(?:>>+\s*|-\s*)?([A-Z][^:\n<>]{0,60}):(?=\s)", text):
        counts[found[1].strip()] = counts.get(found[1].strip(), 0) + 1
    return frozenset(
        name for name, n in counts.items() if label_kind(name) == "sure" or (n >= 2 and label_kind(name) == "likely")
    )


def _add(rows: list[Paragraph], line: str, start: float, paused: bool, known: frozenset[str]) -> None:
    """Put a line to the turn it belongs to; rolling captions that repeat the line before are dropped."""
    voice = _VOICE.search(line)
    turned = _TURN.match(line)
    words = _TAG.sub("", line[turned.end() :] if turned else line)
    if "&" in words:
        from html import unescape

        words = unescape(words)
    words = " ".join(words.split())
    label = voice[1].strip() if voice else ""
    if not label and ":" in words[:62]:
        head, rest = words.split(":", 1)
        if head.strip() in known and (not rest or rest[0] == " "):
            label, words = head.strip(), rest.strip()
    if not words:
        return
    if rows and rows[-1].text.endswith(words) and not label and not turned:
        return
    if label and rows and rows[-1].label == label and voice and not turned:
        rows[-1] = Paragraph(text=f"{rows[-1].text} {words}", label=label, start=rows[-1].start)
    elif label or turned or not rows:
        rows.append(Paragraph(text=words, label=label or (_UNNAMED if turned else ""), start=start))
    elif paused and rows[-1].text[-1:] in ".!?":
        rows.append(Paragraph(text=words, start=start))
    else:
        rows[-1] = Paragraph(text=f"{rows[-1].text} {words}", label=rows[-1].label, start=rows[-1].start)


_UNNAMED = ">>"
