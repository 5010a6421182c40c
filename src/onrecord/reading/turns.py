"""Paragraphs to turns: who speaks where, with stage directions kept apart. Pure, and linear in the text."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterable

import msgspec

from onrecord.reading.people import announced_names, author_of, person_of
from onrecord.reading.speakers import label_kind, role_of
from onrecord.types import Role, Span, Turn

_LABEL_MAX = 90  # code points before the colon
_QUESTION = re.compile(r"(Q|A)(?:\.|:)?(?:[ \u00a0]{2,}|\t+|[ \u00a0](?=[A-Z\"“(\[…—–-]|$)|$)")
_BOLD = re.compile(r"(?:\*\*|__)([^*_\n]{1,90}?)(?:\s*:\s*(?:\*\*|__)|(?:\*\*|__)\s*:)\s*")
_TIME = re.compile(r"[\[(]?((?:\d{1,2}:)?\d{1,3}:\d{2})(?:[.,]\d{1,3})?[\])]?\s+(?=\S)")
_TIME_AFTER = re.compile(r"\s*[\[(]((?:\d{1,2}:)?\d{1,3}:\d{2})(?:[.,]\d{1,3})?[\])]\s*")
_ARROWS = re.compile(r"(?:>>+|&gt;&gt;|››)\s*")
_BRACKETED = re.compile(r"\(([^()]{1,160})\)|\[([^\[\]]{1,160})\]")
_STAGE = re.compile(
    r"""laugh|applau|cheer|cross[\s-]?talk|inaudible|unintelligible|indiscernible|off[\s-]?mic|audio|video|clip|music|boo(?:s|ing|ed)?\b|chant|heckl|protest|
    pause|silence|break\b|recess|commercial|gavel|interrupt|overlapping|simultaneous|speak(?:s|ing)\b|sing(?:s|ing)\b|gestur|nod|shak(?:es|ing)|point(?:s|ing)\b|
    whistl|sigh|cough|cries|crying|mutter|whisper|through\s+(?:an\s+)?(?:interpreter|translator)|as\s+(?:interpreted|translated)|phonetic|\bph\b|
    \bsp\b|sic\b|technical|no\s+(?:audible\s+)?response|standing|signing|signed|signs\b|exit|enter|leav(?:es|ing)|moment\s+of|played|plays|playing|shows|national\s+anthem|
    end\s+of|begin|beeping|phone|bell|noise|foreign\s+language""",
    re.IGNORECASE | re.VERBOSE,
)
_END_ROW = re.compile(
    r"""\s*(?:END\b.{0,24} | (?:[#*=_-]\s*){3,} | -\s*30\s*-
        | \(?\d{1,2}[:.]\d{2}\s*[AP]\.?\s?M\.?\s*(?:\(?[A-Z]{2,4}\)?)?
        | To\s+(?:view|watch|see|read|listen)\b.{0,160}\b(?:visit|click|go\s+to)\b.{0,200} |
        [\[(]end\s+of\b.{0,60}[\])])\s*""",
    re.IGNORECASE | re.VERBOSE | re.DOTALL,
)
_SMALL_WORDS = frozenset("mr mrs ms dr the a an and of for to in on at by with from".split())


class Paragraph(msgspec.Struct, frozen=True):
    """A paragraph of a transcript; `label` where the markup already says who speaks, `start` in seconds."""

    text: str
    label: str = ""
    start: float | None = None


class Reading(msgspec.Struct, frozen=True):
    """What the paragraphs hold: the lines above the first speaker, and the turns."""

    head: tuple[str, ...]
    turns: tuple[Turn, ...]
    labelled: bool  # False: nobody is named, the text is one speech or statement


class _Found(msgspec.Struct, frozen=True):
    """A possible label: the words, where the speech begins in the paragraph, and how sure the form is."""

    label: str
    begins: int
    sure: bool
    start: float | None = None


def read_turns(paragraphs: Iterable[str], *, title: str = "", times: bool = False) -> Reading:
    """Turns of a plain transcript, a paragraph a string; labels stand at the head of a paragraph before a colon.

    `times`: paragraphs may open with a time such as "[00:01:23]".
    """
    texts = [p for p in paragraphs if p and not p.isspace()]
    cache: dict[str, bool | None] = {}
    found = [_label(p, cache, times) for p in texts]
    accepted = _accepted(texts, found)
    if not accepted:
        alone = _alone(texts)
        if alone:
            return _build(_joined_alone(texts, alone), title)
    rows = []
    for text, hit in zip(texts, found, strict=True):
        if hit is not None and (hit.sure or hit.label in accepted):
            rows.append(Paragraph(text=text[hit.begins :], label=hit.label, start=hit.start))
        else:
            rows.append(Paragraph(text=text))
    return _build(rows, title)


def read_labelled(paragraphs: Iterable[Paragraph], *, title: str = "") -> Reading:
    """Turns of a transcript whose markup names the speakers."""
    return _build(list(paragraphs), title)


def _label(text: str, cache: dict[str, bool | None], times: bool) -> _Found | None:
    """The possible label at the head of a paragraph."""
    at = len(text) - len(text.lstrip()) if text[0].isspace() else 0
    start = None
    if times:
        stamp = _TIME.match(text, at)
        if stamp:
            at, start = stamp.end(), seconds(stamp.group(1))
    first = text[at]
    if first in ">›&":
        arrows = _ARROWS.match(text, at)
        at = arrows.end() if arrows else at
    elif first in "*_":
        bold = _BOLD.match(text, at)
        kind = label_kind(bold.group(1).strip()) if bold else "no"
        if bold and kind != "no":
            sure = kind == "sure" or text[bold.end() : bold.end() + 1] in ("“", '"')
            return _Found(bold.group(1).strip(), bold.end(), sure, start)
    elif first in "QA":
        asked = _QUESTION.match(text, at)
        if asked and (first == "Q" or len(asked.group(0)) > 2):
            return _Found(asked.group(1), asked.end(), first == "Q", start)
    colon = text.find(":", at, at + _LABEL_MAX)
    if colon < 0 or text[colon + 1 : colon + 2] not in ("", " ", "\t", "\n", "\u00a0", "(", "["):
        return None
    return _colon_label(text, at, colon, cache, start, times)


def _colon_label(
    text: str, at: int, colon: int, cache: dict[str, bool | None], start: float | None, times: bool
) -> _Found | None:
    label = text[at:colon].strip()
    sure = cache.get(label)
    if sure is None:
        if label in cache:
            return None
        kind = label_kind(" ".join(label.split()))
        if len(cache) < 10_000:
            cache[label] = None if kind == "no" else kind == "sure"
        if kind == "no":
            return None
        sure = kind == "sure"
    begins = colon + 1
    if times:
        after = _TIME_AFTER.match(text, begins)
        if after:
            begins, start = after.end(), seconds(after.group(1))
    return _Found(label, begins, sure, start)


def _accepted(texts: list[str], found: list[_Found | None]) -> set[str]:
    """The labels to believe: the sure ones, and likely ones that come back and are not words of the language."""
    sure = {f.label for f in found if f and f.sure}
    counts = Counter(f.label for f in found if f and not f.sure)
    returning = {label for label, n in counts.items() if n >= 2}
    if not returning and not (sure and counts):
        return sure
    ordinary = {word for text in texts for word in text.split() if word.islower()}
    names = {label for label in returning if not _is_common(label, ordinary)}
    if len(names) + len(sure) == 1 and not sure and max(counts[n] for n in names) < 3:
        names = set()  # one phrase printed twice is a refrain sooner than a speaker
    capitals = any(f and f.sure and len(f.label) > 2 and f.label.isupper() for f in found)
    if len(names) >= 2 and not capitals:
        # Where labels are not in capitals, a full name that speaks once is a speaker too; a single word is not.
        names |= {
            label for label in counts if " " in label and label.count(" ") <= 3 and not _is_common(label, ordinary)
        }
    return sure | names


def _is_common(label: str, ordinary: set[str]) -> bool:
    """True when the label's words are ordinary words: they stand in small letters in the same text."""
    words = [w.strip(".,()").lower() for w in label.split()]
    plain = [w for w in words if w and w not in _SMALL_WORDS]
    return all(w in ordinary for w in plain)


def _alone(texts: list[str]) -> set[str]:
    """Names that stand on lines of their own above what they say: they come back, and something follows them."""
    counts: Counter[str] = Counter()
    for text, below in itertools.pairwise(texts):
        line = text.strip().rstrip(":")
        if (
            2 < len(line) <= 60
            and line.count(" ") <= 5
            and line[-1:] not in ".!?,;"
            and label_kind(line) != "no"
            and len(below) > len(line)
        ):
            counts[line] += 1
    names = {line for line, n in counts.items() if n >= 2}
    if len(names) < 2 or sum(counts[n] for n in names) < 4:
        return set()
    return names | {line for line in counts if line.isupper() and " " in line}


def _joined_alone(texts: list[str], names: set[str]) -> list[Paragraph]:
    rows: list[Paragraph] = []
    pending = ""
    for text in texts:
        line = text.strip().rstrip(":")
        if line in names:
            pending = line
            continue
        rows.append(Paragraph(text=text, label=pending))
        pending = ""
    return rows


def _build(rows: list[Paragraph], title: str) -> Reading:
    """Join the paragraphs of each turn; short lines above the first speaker are the head."""
    first = next((i for i, row in enumerate(rows) if row.label), len(rows))
    labelled = first < len(rows)
    for _ in range(4):  # "END 2:05 P.M. EST", "###": marks of the page, nobody's words
        if labelled and len(rows) > first + 1 and not rows[-1].label and _END_ROW.fullmatch(rows[-1].text[:400]):
            rows.pop()
    head: list[str] = []
    speech: list[Paragraph] = []
    for row in rows[:first]:
        if labelled and row.text.count(" ") < 25:
            head.append(" ".join(row.text.split()))
        else:
            speech.append(row)
    build = _Turns(announced_names(title, head), "" if labelled else author_of(title))
    for row in [*speech, *rows[first:]]:
        build.add(row)
    build.close()
    return Reading(head=tuple(head), turns=tuple(build.turns), labelled=labelled)


class _Turns:
    """The turns while they are gathered; a label's part and person are worked out once."""

    def __init__(self, announced: str, author: str) -> None:
        self.announced = announced
        self.author = author
        self.turns: list[Turn] = []
        self.known: dict[str, Turn] = {}
        self.label = ""
        self.start: float | None = None
        self.lines: list[str] = []

    def add(self, row: Paragraph) -> None:
        if row.label and self.lines:
            self.close()
        if row.label:
            self.label = row.label
        if row.label or not self.lines:
            self.start = row.start
        text = " ".join(row.text.split())
        if text:
            self.lines.append(text)

    def close(self) -> None:
        if not self.lines:
            return
        text = "\n".join(self.lines)
        self.lines = []
        model = self.known.get(self.label) or self._model(text)
        asides = find_asides(text) if "(" in text or "[" in text else ()
        self.turns.append(
            Turn(
                speaker=model.speaker, text=text, role=model.role, asides=asides, start=self.start, person=model.person
            )
        )

    def _model(self, text: str) -> Turn:
        label = " ".join(self.label.split())
        person = person_of(label, self.announced, text) if label else self.author
        role: Role = role_of(label) if label or not person else "named"
        model = Turn(speaker=label, text="", role=role, person=person)
        if len(self.known) < 10_000:
            self.known[self.label] = model
        return model


def find_asides(text: str) -> tuple[Span, ...]:
    """The stage directions in a turn: "(Laughter.)", "[crosstalk]"; not "[sic]"-like insertions of an editor's own
    words.

    A bracket is a direction when it names a sound or an act, or when it is a whole sentence of its own in round
    brackets.
    """
    spans = []
    for found in _BRACKETED.finditer(text):
        inner = found.group(1) or found.group(2)
        words = inner.count(" ")
        if words > 14:
            continue
        alone = words <= 8 and inner[-1:] in ".!" and inner[:1].isupper() and found.group(1) is not None
        if alone or _STAGE.search(inner):
            spans.append(Span(found.start(), found.end()))
    return tuple(spans)


def seconds(stamp: str) -> float:
    """ "1:02:03" or "02:03" in seconds."""
    total = 0
    for part in stamp.split(":"):
        total = total * 60 + int(part)
    return float(total)
