"""Whether the one who speaks is handing on another's words: read aloud, reported after a colon, or said after "quote".

Looks only at the turn itself: its own quotation marks, and the verb of saying, with its subject, before the words.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from onrecord.judging.equivalence import units_of

FEWEST = 4  # words in marks; fewer may be a title, a slogan or a word held at arm's length
UNQUOTES = frozenset({("end", "quote"), ("close", "quote"), ("unquote",)})  # what is said after words read aloud
_SAYING = frozenset(
    "said says saying told tells telling asked asks wrote writes written tweeted texted replied answered responded "
    "shouted yelled reads read states stated quoted quoting".split()
)
_LOOSE = frozenset("state states stated asked asks quoting quoted saying".split())
_PUT = frozenset({"put", "puts"})
_SELVES = frozenset("i we me us myself ourselves let 'd".split())
_SKIPPED = frozenset(
    "has have had is was were be been am being are just also then once always never really actually famously simply "
    "even still later recently would could will can should might may did do does to get got 's not already again and "
    "basically literally kind of sort".split()
)
_PASSIVE = frozenset("was were been being got get am are is".split())
_NOBODY = frozenset("from of by about for without in that this which being".split())
_HEARERS = frozenset("me us him her them you everybody everyone people reporters".split())
_CLOSING = {"“": "”", "‘": "’", '"': '"'}
_AFTER = 8  # words that may stand between the verb of saying and the words said: "told me on the quay this morning,"
_CLOSE = 4  # the same before a colon where the transcript has no quotation marks


class Relay(NamedTuple):
    """How the turn shows that the words are another's: `how` completes "The words ..."."""

    how: str
    marked: bool  # the transcript has them in quotation marks


def relayed_words(text: str, start: int, end: int, count: int) -> Relay | None:
    """How the speaker of a turn hands on text[start:end] as another's words, None where nothing shows it.

    `start` and `end` count code points of the turn's text; `count` is the number of words between them.
    """
    paragraph = text.rfind("\n", 0, start) + 1
    lead = text[paragraph:start]
    opened = _opened(lead)
    if opened < 0:
        return _reported(lead, text[start : start + 1])
    if count < FEWEST or _closes_within(text[start:end], lead[opened]):
        return None
    tail = text[end:].partition("\n")[0]
    if lead[opened + 1 :].strip() and _CLOSING[lead[opened]] not in tail:
        return None  # marks that are never closed do not say how far they reach
    intro = lead[:opened]
    keys = units_of(intro[-300:]).keys
    if keys[-1:] == ["quote"] and not _own(keys):
        return Relay("stand in quotation marks in the record, after “quote”", True)
    said = _saying(intro, _AFTER)
    return Relay(f"stand in quotation marks in the record, after {said}", True) if said else None


def _opened(lead: str) -> int:
    """Where the quotation mark stands that is still open at the end of the lead, -1 for none."""
    curly = lead.rfind("“")
    if curly > lead.rfind("”"):
        return curly
    if lead.count('"') % 2:
        return lead.rfind('"')
    single = lead.rfind("‘")
    return single if single >= 0 and not re.search(r"’(?!\w)", lead[single:]) else -1


def _closes_within(words: str, mark: str) -> bool:
    """True where the marks close before the words end, so that the rest is the speaker's own."""
    closing = _CLOSING[mark]
    inside = words.rstrip(" .,!?" + closing)
    return bool(re.search(r"’(?!\w)", inside)) if mark == "‘" else closing in inside


def _reported(lead: str, first: str) -> Relay | None:
    """Words without marks: straight after "quote,", after "the letter reads:", and with a capital after "he said,"."""
    bare = lead.rstrip()
    keys = units_of(bare[-300:]).keys
    if keys[-1:] == ["quote"]:
        over = tuple(keys[-2:]) in UNQUOTES or _own(keys)
        return None if over else Relay("follow the word “quote” in the record", False)
    if _as_said(keys) or not (bare.endswith(":") or (bare.endswith(",") and first.isupper())):
        return None
    said = _saying(bare, _CLOSE if bare.endswith(":") else 1 if keys[-1] in _HEARERS else 0, direct=True)
    return Relay(f"follow {said} in the record", False) if said else None


def _own(keys: list[str]) -> bool:
    """True where "I said, and I quote" stands before: the speaker's own earlier words."""
    return any(k in _SAYING and _subject(keys, n) in _SELVES for n, k in enumerate(keys[-14:], max(0, len(keys) - 14)))


def _as_said(keys: list[str]) -> bool:
    """True for "as the governor said," before words that the speaker makes its own; "as he put it" is a quotation."""
    row = keys[-9:]
    return bool({"as", "like", "what", "if", "when"} & set(row)) and not ({"put", "it"} <= set(row))


def _saying(lead: str, most: int, *, direct: bool = False) -> str:
    """The words of the lead that name who said it, in quotation marks, where that is not the speaker; else "".

    `most`: how many words may follow the verb. `direct`: only verbs that words may follow without quotation marks.
    """
    units = units_of(lead[-300:])
    keys = units.keys
    for n in range(len(keys) - 1, max(-1, len(keys) - 1 - most - 1), -1):
        verb = keys[n] in _SAYING or (keys[n] in _PUT and keys[n + 1 : n + 2] == ["it"])
        verb = verb and not (direct and keys[n] in _LOOSE)
        if not verb:
            continue
        if units.sentence[n] != units.sentence[-1]:
            return ""
        subject = _subject(keys, n)
        passive = keys[n] in ("asked", "told") and bool(set(keys[max(0, n - 2) : n]) & _PASSIVE)
        if (subject in _SELVES and not passive) or subject in _NOBODY or not subject or keys[n - 1 : n] == ["to"]:
            return ""
        low = max(0, n - 2)
        while low > 0 and keys[low] in _SKIPPED:
            low -= 1
        while units.sentence[low] != units.sentence[n]:
            low += 1
        return f"“{units.shown(low, n + 1)}”"
    return ""


def _subject(keys: list[str], verb: int) -> str:
    """The word before the verb that is neither an adverb nor an auxiliary, "" for none."""
    at = verb - 1
    while at >= 0 and keys[at] in _SKIPPED:
        at -= 1
    return keys[at] if at >= 0 else ""
