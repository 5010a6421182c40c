"""What "not found" is worth: the record's own account of how much it holds decides the verdict."""

from __future__ import annotations

import re
from typing import NamedTuple

from onrecord.types import Coverage, Match, Printed, WordsVerdict

FEW_WORDS = 4  # up to so many words may be anybody's way of naming a thing, so their absence is no query
_WRITTEN = r"tweet\w*|Twitter|Facebook|Instagram|posted|op-ed|wrote"
WRITTEN = re.compile(rf"\b(?:{_WRITTEN})\b")  # where the page quotes what nobody spoke
_ELSEWHERE = re.compile(
    rf"\b(?:{_WRITTEN}|e-?mail\w*|in an? (?:\w+ )?(?:statement|letter|interview|essay)|"
    r"writes|a (?:day|week|month|year) earlier|last (?:week|month|year)|years ago|"
    r"(?:[Tt]old|[Tt]ells|[Tt]elling|on|with) (?:the )?[“\"]?"
    r"(?:[A-Z]{2,}|[A-Z]\w+ (?:News|Times|Post|Journal|Press|Radio)))"
)  # where the page itself points to another occasion than the one that the record holds


class Absence(NamedTuple):
    """The verdict on words that were not found, whether it is a query, and why."""

    words: WordsVerdict
    query: bool
    reason: str
    next_step: str


def absence(printed: Printed, match: Match) -> Absence:
    """Say what it means that the words were not found: never that nobody said them."""
    held = match.coverage
    who = printed.speaker.name or "the speaker"
    if printed.private:
        return Absence(
            "not-checkable",
            False,
            "The words were said in private, so no public record can hold them.",
            f"Ask the writer how the words reached the page, and {who} whether they are right.",
        )
    if printed.translated:
        return Absence(
            "not-checkable",
            False,
            "The words are a translation and the record does not hold the original.",
            "Find the original words, and have the translation compared.",
        )
    if held.held == "none" or held.sources == 0:
        return Absence(
            "no-record", False, _nothing(held, who, printed), f"Add a transcript or recording of {who}{_day(printed)}."
        )
    if not match.complete:
        return Absence(
            "record-incomplete",
            False,
            "The search was ended by its time budget before the whole record was seen.",
            "Search again with a larger time budget.",
        )
    elsewhere = _ELSEWHERE.search(f"{printed.before} {printed.after}")
    if held.held == "complete" and (elsewhere or sum(len(piece.split()) for piece in printed.pieces) <= FEW_WORDS):
        why = f"and the page points elsewhere (“{elsewhere.group()}”)" if elsewhere else "but they are few"
        return Absence(
            "not-in-record", False, f"The record holds {who} on that day, and the words are not in it, {why}.",
            "Ask the writer on which occasion the words were said, and add a transcript of it.",
        )  # fmt: skip
    if held.held == "complete":
        return Absence(
            "not-in-record", True, f"The record holds {who} on that occasion in full, and the words are not in it.",
            "Ask the writer where the words come from: another occasion, an interview, or a translation.",
        )  # fmt: skip
    return Absence(
        "not-in-record",
        False,
        f"The words are not in the record, which is not complete for {who}{_day(printed)}. {held.reason}".strip(),
        "Add a transcript of the occasion, or ask the writer for the source"
        + (f"; the record holds {_sources(held.speaker_sources)} with {who}." if printed.speaker.name else "."),
    )


def _nothing(held: Coverage, who: str, printed: Printed) -> str:
    if held.sources == 0:
        return "There is no record to compare the words with."
    if not printed.speaker.name and held.reason:
        return f"There is nothing to compare the words with. {held.reason}"
    return held.reason or f"The record holds nothing of {who}{_day(printed)}."


def _day(printed: Printed) -> str:
    first, last = printed.day.first, printed.day.last
    if first is None:
        return ""
    return f" on {first.isoformat()}" if last in (None, first) else f" between {first.isoformat()} and {last}"


def _sources(number: int) -> str:
    return "no source" if number == 0 else "one source" if number == 1 else f"{number} sources"
