"""Sentences of a paragraph as offsets, with the words inside quotation marks kept in one sentence."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from onrecord.types import Quotation, Span

_STOP = re.compile(r"[.?!…]+[)\]\"”’»']*(?=\s|$)")
_ABBREVIATION = re.compile(
    r"(?:^|[\s(\"“‘'-])(?:[A-Z]|Mr|Mrs|Ms|Dr|Sen|Sens|Rep|Reps|Gov|Govs|Gen|Col|Lt|Maj|Capt|Sgt|Adm|Rev|Hon|Prof|Pres|St|Jr|Sr|"
    r"vs|v|No|Inc|Corp|Co|Ltd|Jan|Feb|Mar|Apr|Aug|Sept|Sep|Oct|Nov|Dec|etc|al|Ave|Blvd|Rd|Del|Mass|Conn|Calif|Fla|Pa|Va|Wis|Mich|"
    r"Minn|Tenn|Ala|Ariz|Ark|Colo|Ga|Ill|Ind|Kan|Ky|La|Md|Mo|Mont|Neb|Nev|Okla|Ore|Tex|Vt|Wash|Wyo|"
    r"(?:[A-Za-z]\.)+[A-Za-z])\.$"
)
# the cue clause after a quotation that ends with its own stop
_ASKED = re.compile(
    r"\s(?:(?:[A-Z][\w.’'-]+|the|he|she|they|I|a|an|one)\s)(?:[\w.’'-]+\s){0,6}?(?:said|says|asked|asks|added|told|replied|wrote|tweeted|"
    r"shouted|wondered|responded|exclaimed|yelled|continued|quipped|joked|demanded|inquired)\b"
    r"|\s(?:said|says|asked|asks|replied|wrote|added|tweeted)\s",
)


def sentences_of(text: str, paragraph: Span, quotations: Sequence[Quotation] = ()) -> list[Span]:
    """The sentences of one paragraph in code points. `quotations` in page order; those with depth are not looked at."""
    outers = [q.outer for q in quotations if q.depth == 0 and q.outer[0] < paragraph[1] and q.outer[1] > paragraph[0]]
    starts = [o[0] for o in outers]
    found: list[Span] = []
    begin = paragraph[0]
    for stop in _STOP.finditer(text, paragraph[0], paragraph[1]):
        end = stop.end()
        place = bisect_right(starts, stop.start()) - 1
        if place >= 0 and stop.start() < outers[place][1]:
            if end < outers[place][1]:
                continue  # inside a quotation
            end = outers[place][1]
            if _ASKED.match(text, end, paragraph[1]):
                continue  # "Why?" Brandt asked.
        if end < paragraph[1] and not _begins(text, end, paragraph[1], starts):
            continue
        if text[stop.start()] == "." and _ABBREVIATION.search(text, max(begin, stop.start() - 12), stop.start() + 1):
            after = text[end : end + 12].lstrip()
            if stop.end() - stop.start() == 1 and not after.startswith(
                ("“", '"', "The ", "He ", "She ", "But ", "It ", "In ")
            ):
                continue
        if end > begin:
            found.append(_trimmed(text, begin, end))
        begin = end
    rest = _trimmed(text, begin, paragraph[1])
    if rest[0] < rest[1]:
        found.append(rest)
    return found


def _begins(text: str, place: int, end: int, quotation_starts: Sequence[int]) -> bool:
    """Whether a new sentence may begin after `place`: a capital, a figure, a mark."""
    while place < end and text[place].isspace():
        place += 1
    if place >= end:
        return True
    char = text[place]
    return char.isupper() or char.isdigit() or char in "“\"‘'«„([—–-•*" or not char.isalpha()


def _trimmed(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)
