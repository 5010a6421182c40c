"""Cuts a text into words that know where they stand, and folds away everything a reader cannot see.

Offsets are Unicode code points of the text as given, half open. Nothing is ever replaced in the text itself: a
ligature, a zero-width space or a Cyrillic look-alike stays inside its word's span and only the word's key is folded.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

_INVISIBLE = "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u034f\u061c\u2061\u2062\u2063\u2064\u180e\ufe0e\ufe0f"
_APOSTROPHES = "'’‘ʼ‛＇´`′"
_DASHES = "-‐‑‒–—―−﹘﹣－"

_WORD = re.compile(
    rf"""
      (?:[^\W\d_]\.)+[^\W\d_](?![^\W_])\.?(?:['’]s\b)?         # U.S., D.C
    | [$€£¥]                                                   # a currency sign is a word of its own
    | \d+(?:[.,:]\d+)*(?:[^\W\d_]+)?                            # 1,300  3.5  300m  23rd  1990s
    | %
    | [^\W\d_](?:[^\W_]
        | [{_INVISIBLE}](?=[^\W_{_APOSTROPHES}]|[{_APOSTROPHES}\[\]])
        | [{_APOSTROPHES}](?=[{_INVISIBLE}]*[^\W\d_])
        | [\u0300\u0301\u0302\u0303\u0308\u0327])*
    """,
    re.VERBOSE,
)
_FOLD = str.maketrans(
    {**dict.fromkeys(_APOSTROPHES, "'"), **dict.fromkeys(_DASHES, "-"), **dict.fromkeys(_INVISIBLE, None)}
)
# Latin letters and the Cyrillic and Greek letters that look the same
_LOOKS = str.maketrans(
    "аеорсухіѕјԁһԛԝкмтвнгαορνικτυхАВЕКМНОРСТУХІЅЈΑΒΕΗΙΚΜΝΟΡΤΥΧΖ",
    "aeopcyxisjdhqwkmtbhraopviktuxABEKMHOPCTYXISJABEHIKMNOPTYXZ",
)
_TITLE_STOP = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|St|Sen|Rep|Gov|Gen|Adm|Lt|Col|Sgt|Capt|Prof|Rev|Hon|Jr|Sr|vs|No|Inc|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec|Amb|Mt|approx|dept)|\b[A-Z])$"
)
_LATIN = re.compile(r"[A-Za-z]")


class Word(NamedTuple):
    """A word of a text: `key` is what is compared, `text[start:end]` is what is shown."""

    start: int
    end: int
    key: str


@lru_cache(maxsize=65536)
def fold(surface: str) -> str:
    """The key of a word: lower case, plain apostrophes, no invisible characters, ligatures and look-alikes undone."""
    if surface.isascii():
        text = surface.lower()
        return f"{text}." if len(text) > 2 and text[1] == "." and text[-2] == "." and text[-1].isalpha() else text
    text = unicodedata.normalize("NFKC", surface.translate(_FOLD)).translate(_FOLD)
    if not text.isascii():
        looked = text.translate(_LOOKS)
        if looked.isascii() and (_LATIN.search(text) or len(text) > 1):
            text = looked
        else:
            decomposed = unicodedata.normalize("NFD", looked if _LATIN.search(text) else text)
            text = "".join(c for c in decomposed if not unicodedata.combining(c))
    return text.casefold()


def words_of(text: str, begin: int = 0, end: int | None = None) -> tuple[Word, ...]:
    """Every word of text[begin:end] in order; offsets count from the beginning of the text."""
    found = _WORD.finditer(text, begin, len(text) if end is None else end)
    return tuple([Word(m.start(), m.end(), fold(m.group())) for m in found])


def ends_sentence(text: str, end: int, start: int) -> bool:
    """True where a sentence ends in the gap between a word that ends at `end` and the next that begins at `start`."""
    gap = text[end:start]
    if not gap or gap == " ":
        return False
    if "\n" in gap:
        return True
    if "?" in gap or "!" in gap:
        return text[start : start + 1].isupper() or not text[start : start + 1].isalpha()
    dot = gap.find(".")
    if dot < 0:
        if end and text[end - 1] == "." and text[start : start + 1].isupper() and " " in gap:
            return False  # "the U.S. President": an abbreviation is no end
        return False
    if (
        gap.startswith((".", ".”", '."', ".'", ".’"))
        and gap.strip() == "."
        and _TITLE_STOP.search(text[max(0, end - 8) : end])
    ):
        return False
    if "..." in gap or "…" in gap:
        return text[start : start + 1].isupper()
    after = gap[dot + 1 :]
    return bool(after.strip(" \t\u00a0") != after or after) and not text[start : start + 1].islower()


def has_dash(gap: str) -> bool:
    """True where speech breaks off in the gap: a dash with space, a long dash, two hyphens, three dots."""
    return "—" in gap or "–" in gap or "--" in gap or " - " in gap or "―" in gap or "…" in gap or "..." in gap


def speech_breaks(gap: str) -> bool:
    """True for any punctuation that lets a voice pause: comma, dash, stop, colon."""
    return any(c in gap for c in ",;:.?!—–…\n") or "--" in gap or " - " in gap
