"""A text as words, sentences and paragraphs, with what stands in quotation marks marked as such.

Every offset counts Unicode code points of the text that was handed in; every other number counts words.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from onrecord.types import Source, Span

WORD = re.compile(r"[^\W_]+(?:['’ʼ][^\W_]+)*")
MARKS = "\"“”„«»‟＂‘'"
CLOSED = re.compile(
    r"“[^“”\n]*”|\"[^\"\n]*\"|„[^“”\n]*[“”]|«[^«»\n]*»"
    r"|(?<!\w)‘(?:[^‘’\n]|(?<=\w)’(?=\w)){12,}’(?!\w)|(?<!\w)'(?:[^'\n]|(?<=\w)'(?=\w)){12,}'(?!\w)"
)
REOPENED = re.compile(r"(?:“[^“”\n]*|\"[^\"\n]*)$", re.MULTILINE)
LABELLED = re.compile(r"\s*(?:[A-Z][A-Z.'’-]*(?: [A-Z][A-Z.'’-]*){0,3}|Q|A):\s")  # a turn of a transcript
POSTED = re.compile(r"[-—–]\s?[^\n]{1,60}\(@\w{1,30}\)[^\n]{0,40}$")  # a post set into the page, with its signature
SENTENCE_END = re.compile(r"(?<=[.!?…])[\"'”’)\]]*\s+(?=[\"'“‘(\[]*[A-Z0-9])")
ABBREVIATION = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|Sen|Rep|Gov|Gen|Lt|Col|Capt|Sgt|Adm|Maj|Cmdr|Rev|Hon|St|Jr|Sr|vs|No|Inc|Corp|Co|Ltd"
    r"|Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec|Ala|Ariz|Ark|Calif|Colo|Conn|Del|Fla|Ga|Ill|Ind|Kan|Ky|La|Md|Mass|Mich"
    r"|Minn|Miss|Mo|Mont|Neb|Nev|Okla|Ore|Pa|Tenn|Tex|Va|Vt|Wash|Wis|Wyo)|\b[A-Za-z](?:\.[A-Za-z])*)\.$"
)


class Words(NamedTuple):
    """The words of a text: folded for comparing, with their places. `quoted` is 1 for a word inside quotation marks."""

    text: str
    folded: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    quoted: bytes
    sentences: tuple[tuple[int, int], ...]  # word ranges
    paragraphs: tuple[tuple[int, int], ...]  # word ranges

    def slice(self, first: int, last: int) -> str:
        """Return the text from word `first` to the end of word `last - 1`."""
        return self.text[self.starts[first] : self.ends[last - 1]] if first < last else ""


def source_text(source: Source) -> str:
    """Return the text that `Copy.source_span` points into: the turns joined by an empty line."""
    return "\n\n".join(turn.text for turn in source.turns)


def fold(word: str) -> str:
    """Return a word without what typography may change: case and the shape of the apostrophe."""
    return word.casefold().replace("’", "'").replace("ʼ", "'")


def folded_words(text: str) -> list[str]:
    """Return the folded words alone, in a third of the time; the same as `read_words` has them."""
    whole = text.casefold()
    if len(whole) != len(text):  # a letter folds to several, which may divide a word: "İ"
        return [fold(word) for word in WORD.findall(text)]
    if "ʼ" in whole:  # a letter in itself
        return [fold(word) for word in WORD.findall(whole)]
    return WORD.findall(whole.replace("’", "'"))


def read_words(text: str, blocks: Sequence[Span] | None = None, quoted: Sequence[Span] | None = None) -> Words:
    """Cut a text into words. `blocks` are the stretches to read (default: all lines), `quoted` the quotations."""
    folded: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    paragraphs: list[tuple[int, int]] = []
    sentences: list[tuple[int, int]] = []
    for start, end in _paragraphs(text) if blocks is None else blocks:
        first = len(folded)
        for found in WORD.finditer(text, start, end):
            folded.append(fold(found.group()))
            starts.append(found.start())
            ends.append(found.end())
        if len(folded) == first:
            continue
        paragraphs.append((first, len(folded)))
        cuts = [bisect_left(starts, cut, first) for cut in sentence_starts(text, start, end)]
        edges = sorted({first, len(folded), *(cut for cut in cuts if first < cut < len(folded))})
        sentences += list(pairwise(edges))
    inside = bytearray(len(folded))
    for start, end in quotations(text) if quoted is None else quoted:
        for number in range(bisect_left(starts, start), bisect_right(starts, end - 1)):
            inside[number] = 1
    return Words(
        text, tuple(folded), tuple(starts), tuple(ends), bytes(inside), tuple(sentences), tuple(paragraphs)
    )  # fmt: skip


def sentence_starts(text: str, start: int, end: int) -> list[int]:
    """Return where sentences begin after the first one of the stretch. Titles, initials and states end no sentence."""
    cuts = []
    for gap in SENTENCE_END.finditer(text, start, end):
        if not ABBREVIATION.search(text, max(start, gap.start() - 12), gap.start()):
            cuts.append(gap.end())
    return cuts


def quotations(text: str) -> list[Span]:
    """Return what is somebody's words, by paragraph: in marks, a turn of a transcript, a post set into the page.

    An opening mark that is never closed runs to the end of its paragraph. Single marks need twelve characters.
    """
    found = []
    for start, end in _paragraphs(text):
        line = text[start:end]
        if LABELLED.match(line) or POSTED.search(line):
            found.append(Span(start, end))
            continue
        if not any(mark in line for mark in MARKS):
            continue
        last = 0
        for match in CLOSED.finditer(line):
            found.append(Span(start + match.start(), start + match.end()))
            last = match.end()
        rest = REOPENED.search(line, last)
        if rest is not None:
            found.append(Span(start + rest.start(), end))
    return found


def _paragraphs(text: str) -> list[Span]:
    return [Span(*line.span()) for line in re.finditer(r"[^\n\r\u2028\u2029]+", text)]
