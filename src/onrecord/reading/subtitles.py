"""Subtitles (SRT, VTT) to turns: cues joined to sentences, speakers from voice tags, arrows, dashes and labels."""

from __future__ import annotations

import re
from typing import NamedTuple

from onrecord.errors import SourceError
from onrecord.reading.made import make_source
from onrecord.reading.occasion import read_occasion
from onrecord.reading.page import Raw
from onrecord.reading.speakers import label_kind
from onrecord.reading.turns import Paragraph, read_labelled
from onrecord.types import Source

_VOICE = re.compile(r"<v(?:\.[\w.]+)?\s+([^>\n]{1,80})>")
_TAG = re.compile(r"</?[a-zA-Z0-9][^<>\n]{0,200}>|\{\\[^{}\n]{0,100}\}")
_TURN = re.compile(r"^\s*(?:>>+|&gt;&gt;|»|[-–—]\s)\s*")
_PAUSE = 4.0  # seconds between cues after which a new paragraph begins


def subtitle_source(text: str, raw: Raw) -> Source:
    """The source in a subtitle file (SRT, VTT, ASS). Raises SourceError when it has no cues."""
    import pysubs2

    name = raw.inside or raw.origin
    head = text[:400].lstrip()
    kind = "vtt" if head.startswith("WEBVTT") else "ass" if head.startswith("[Script Info]") else "srt"
    try:
        # Tags are kept: the voice tag names the speaker, and stripping them takes quadratic time on hostile lines.
        cues = pysubs2.SSAFile.from_string(text, format_=kind, keep_html_tags=True, keep_unknown_html_tags=True)
    except (pysubs2.exceptions.Pysubs2Error, ValueError, OverflowError) as error:
        raise SourceError(f"{name}: the subtitles are damaged ({str(error)[:80]}); fetch them again") from error
    rows: list[_Row] = []
    ended, known = 0.0, _known_labels(text)
    for cue in cues:
        if cue.is_comment:
            continue
        start = cue.start / 1000
        for line in cue.text.replace("\\n", "\\N").split("\\N"):
            _add(rows, line, cue.name, start, start - ended > _PAUSE, known)
        ended = cue.end / 1000
    reading = read_labelled(Paragraph(text=" ".join(row.words), label=row.label, start=row.start) for row in rows)
    if not reading.turns:
        raise SourceError(f"{name}: no cues with words were found; is it really SRT or VTT?")
    occasion = read_occasion(_header(text), name)
    return make_source(raw, reading, occasion, kind="transcript")


class _Row(NamedTuple):
    """A paragraph in the making."""

    label: str
    start: float
    words: list[str]


def _header(text: str) -> tuple[str, ...]:
    """The notes above the first cue of a VTT file."""
    first = text.find("-->") if text.lstrip().startswith("WEBVTT") else 0
    lines = [line.strip().removeprefix("NOTE").strip() for line in text[: min(max(first, 0), 2000)].split("\n")]
    return tuple(
        line for line in lines if len(line) > 3 and not line.startswith(("WEBVTT", "STYLE", "::")) and ":" in line
    )


def _known_labels(text: str) -> frozenset[str]:
    """Names before a colon at the head of a line that come back."""
    counts: dict[str, int] = {}
    for found in re.finditer(r"(?m)^\s*(?:>>+\s*|-\s*)?([A-Z][^:\n<>]{0,60}):(?=\s)", text):
        counts[found[1].strip()] = counts.get(found[1].strip(), 0) + 1
    return frozenset(
        name for name, n in counts.items() if label_kind(name) == "sure" or (n >= 2 and label_kind(name) == "likely")
    )


def _add(rows: list[_Row], line: str, named: str, start: float, paused: bool, known: frozenset[str]) -> None:
    """Put a line to the turn it belongs to; rolling captions that repeat the line before are dropped."""
    voice = _VOICE.search(line)
    turned = _TURN.match(line)
    words = _TAG.sub("", line[turned.end() :] if turned else line)
    if "&" in words:
        from html import unescape

        words = unescape(words)
    words = " ".join(words.split())
    label = voice[1].strip() if voice else named.strip()
    if not label and ":" in words[:62]:
        head, rest = words.split(":", 1)
        if head.strip() in known and (not rest or rest[0] == " "):
            label, words = head.strip(), rest.strip()
    if not words:
        return
    last = rows[-1] if rows else None
    if last is not None and last.words[-1] == words and not label and not turned:
        return
    if last is not None and label and last.label == label and voice and not turned:
        last.words.append(words)
    elif label or turned or last is None:
        rows.append(_Row(label or (">>" if turned else ""), start, [words]))
    elif paused and last.words[-1][-1:] in ".!?":
        rows.append(_Row("", start, [words]))
    else:
        last.words.append(words)
