"""Numbers as headlines print them, and whether a text has them in any form or rounding."""

from __future__ import annotations

import re
from typing import NamedTuple

from onrecord.types import Span

UNITS = {word: number for number, word in enumerate(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen".split()
)}  # fmt: skip
TENS = {
    word: 10 * number for number, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)
}
SCALES = {
    "hundred": 1e2, "thousand": 1e3, "k": 1e3, "million": 1e6, "m": 1e6, "mn": 1e6, "billion": 1e9, "bn": 1e9, "b": 1e9,
    "trillion": 1e12, "tn": 1e12, "dozen": 12.0,
}  # fmt: skip
FIGURE = re.compile(
    r"(?<![\w.,#/-])(?P<money>[$£€]\s?)?(?P<digits>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
    r"(?:\s?(?P<scale>(?i:hundred|thousand|million|billion|trillion|bn|mn|tn|k|m|b))\b)?"
    r"(?P<percent>\s?(?:(?i:percent|per cent|pct)\b|%))?"
    r"(?P<tail>(?:st|nd|rd|th|s|-[A-Za-z]+)\b)?(?![\w/:]|[.,]\d)"
)
WORDS = re.compile(
    r"\b(?:(?:"
    + "|".join([*TENS, *UNITS])
    + r"|hundred|thousand|million|billion|trillion|dozen)s?(?:[ -]and)?[ -]?)+\b",
    re.IGNORECASE,
)
ROUNDING = 0.06  # of the number: "nearly 100" for 96
COUNTED = 20  # below this a headline may count what the body lists: three takeaways, five dead in two towns


class Figure(NamedTuple):
    """A number as printed, its value, and where it stands."""

    value: float
    span: Span
    words: str


def figures(text: str, start: int = 0, end: int | None = None) -> list[Figure]:
    """Return the numbers printed in figures; years, dates, ordinals, decades and names of things are left out."""
    found = []
    for hit in FIGURE.finditer(text, start, len(text) if end is None else end):
        if hit["tail"]:
            continue
        value = float(hit["digits"].replace(",", "")) * SCALES.get((hit["scale"] or "").casefold(), 1.0)
        if not (hit["money"] or hit["percent"] or hit["scale"]) and (1000 <= value <= 2100 or value <= COUNTED):
            continue
        found.append(Figure(value, Span(hit.start(), hit.end()), hit.group().strip()))
    return found


def values(text: str) -> list[float]:
    """Return every number of a text, in figures of any form or in words."""
    found = [
        float(hit["digits"].replace(",", "")) * SCALES.get((hit["scale"] or "").casefold(), 1.0)
        for hit in re.finditer(
            FIGURE.pattern.replace(r"(?<![\w.,#/-])", r"(?<![\w.])", 1).replace(r"(?![\w/:]|[.,]\d)", ""), text
        )
    ]
    for hit in WORDS.finditer(text):
        found.append(_spelled(hit.group().casefold()))
    return found


def _spelled(words: str) -> float:
    total, part = 0.0, 0.0
    for word in re.findall(r"[a-z]+", words):
        word = word.removesuffix("s") if word.removesuffix("s") in SCALES else word
        if word in UNITS:
            part += UNITS[word]
        elif word in TENS:
            part += TENS[word]
        elif word in SCALES and SCALES[word] <= 100:
            part = (part or 1.0) * SCALES[word]
        elif word in SCALES:
            total, part = total + (part or 1.0) * SCALES[word], 0.0
    return total + part


def has(value: float, text_values: list[float]) -> bool:
    """Tell whether a number stands in a text, as it is, rounded, as its complement to 100, or as a sum or "
    "difference."""
    if any(abs(value - other) <= ROUNDING * value for other in text_values):
        return True
    near = text_values[:400]
    if value <= 100 and any(abs(100 - value - other) < 0.51 for other in near):
        return True
    held = sorted(set(near))
    pairs = ((a, b) for at, a in enumerate(held) for b in held[at:])
    return any(abs(a + b - value) < 0.51 or abs(b - a - value) < 0.51 for a, b in pairs)
