"""The trade's words for severities and verdicts, said once for every report."""

from __future__ import annotations

from onrecord.types import Finding, Severity, SpeakerVerdict, WordsVerdict

SEVERITY: dict[Severity, str] = {"S0": "fine", "S1": "note", "S2": "query", "S3": "serious", "S4": "gravest"}

# Where nothing is said against the page: these tell what to fetch next.
OPEN: frozenset[str] = frozenset({"no-record", "record-incomplete", "not-checkable", "found-elsewhere"})

WORDS: dict[WordsVerdict, str] = {
    "verbatim": "the same words",
    "tidied": "the same words, tidied as house rules allow",
    "ellipsis": "a marked cut, the sense kept",
    "bracketed": "words in brackets put in by the page",
    "trimmed": "begins or ends inside the sentence",
    "qualifier-lost": "a cut took away what limits the rest",
    "altered": "words changed inside the marks",
    "cut": "words left out without a mark",
    "spliced": "separate places printed as one run",
    "paraphrase": "a summary in quotation marks",
    "not-in-record": "the words are not in the record",
    "ambiguous": "several places fit equally",
    "no-record": "the record holds nothing of this speaker or day",
    "record-incomplete": "the source is partial or a prepared text",
    "not-checkable": "private or translated words",
    "found-elsewhere": "the words were said on another day or in another text",
}

SPEAKER: dict[SpeakerVerdict, str] = {
    "right": "the person named said it",
    "wrong": "another person said it",
    "stands-for": "a place or body stands for its speaker",
    "relayed": "the speaker was quoting somebody else",
    "unclear": "who said it is not clear",
}

# A shape beside the colour, so that severity is told apart without colour and in plain text.
GLYPH: dict[str, str] = {"S0": "○", "S1": "◇", "S2": "△", "S3": "■", "S4": "⬢", "open": "–"}
PLAIN_GLYPH: dict[str, str] = {"S0": "ok", "S1": "S1", "S2": "S2", "S3": "S3", "S4": "S4", "open": "--"}


def is_open(finding: Finding) -> bool:
    """True where nothing is said against the page because there was nothing to compare with."""
    if finding.about != "quotation" or finding.severity not in ("S0", "S1"):
        return False
    return finding.words is None or finding.words in OPEN or finding.words == "not-in-record"


def level(finding: Finding) -> str:
    """ "S0" ... "S4", or "open" where nothing could be said."""
    return "open" if is_open(finding) else finding.severity


def level_name(finding: Finding) -> str:
    """The level in a word: "fine", "query", "not checked", ..."""
    return "not checked" if is_open(finding) else SEVERITY[finding.severity]


def verdict(finding: Finding) -> str:
    """The verdict as one term: "altered", "wrong speaker", "condition dropped"."""
    if finding.speaker == "wrong":
        return "wrong speaker"
    return finding.words or finding.verdict or finding.about


def gloss(finding: Finding) -> str:
    """What the verdict means, in plain words; "" where the verdict says it already."""
    if finding.speaker == "wrong":
        return SPEAKER["wrong"]
    return WORDS[finding.words] if finding.words else ""


def count(number: int, one: str, many: str = "") -> str:
    """ "1 quotation", "4 quotations"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"
