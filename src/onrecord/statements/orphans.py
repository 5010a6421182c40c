"""Quotations without a cue of their own: given to a speaker only where the lines around them leave no other choice."""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.statements.gather import Group
from onrecord.statements.page import Page
from onrecord.statements.who import Resolved, Who
from onrecord.types import Span

_LETTER = re.compile(r"\w")
NOBODY = Resolved(None, "none", None, 1.0, "no source is named for these words")


def orphan_speaker(page: Page, who: Who, group: Group, before: Sequence[tuple[Group, Resolved]]) -> Resolved:
    """The speaker of a quotation without a source. `before`: the last statements in page order, the nearest last."""
    quotation = group.quotations[0]
    if not group.whole:
        return NOBODY
    start = quotation.outer[0]
    line = page.line_at(start)
    sentence = page.sentences[max(0, page.sentence_at(start))]
    alone = not _own_words(page, sentence)
    if not alone:
        return _introduced(page, who, Span(sentence[0], start), "the sentence that leads into it")
    last = _last_spoken(before, start)
    if last is not None:
        other, speaker = last
        place = _end(other)
        if page.line_at(other.place) == line and not _somebody_new(page, who, place, start, speaker):
            return speaker._replace(
                confidence=min(0.75, speaker.confidence), reason=f"goes on speaking ({speaker.reason})"
            )
    if line == 0 or page.paragraphs[line][0] != start:
        return NOBODY
    previous = page.paragraphs[line - 1]
    text = page.text[previous[0] : previous[1]].rstrip()
    if text.endswith(":"):
        lead = page.sentences[max(0, page.sentence_at(previous[1] - 1))]
        return _introduced(page, who, lead, "the line above ends with a colon")
    if last is None or not _only_speech(page, line):
        return NOBODY
    return _from_above(page, who, last, line, start)


def _from_above(page: Page, who: Who, last: tuple[Group, Resolved], line: int, start: int) -> Resolved:
    """A paragraph of nothing but speech right under a paragraph of one speaker goes on with it."""
    other, speaker = last
    place = _end(other)
    if page.line_at(place - 1) != line - 1 or speaker.kind not in ("person", "body") or speaker.confidence < 0.7:
        return NOBODY
    if other.attribution is None and speaker.confidence < 0.8:
        return NOBODY  # a guess is not built on a guess
    if not (other.whole or other.quotations == ()) or _somebody_new(
        page, who, page.paragraphs[line - 1][0], start, speaker
    ):
        return NOBODY
    return speaker._replace(
        confidence=min(0.58, speaker.confidence), reason=f"the paragraph above has one speaker ({speaker.reason})"
    )


def _own_words(page: Page, span: Span) -> bool:
    """Whether a stretch has words outside quotation marks."""
    return any(not page.is_quoted(m.start()) for m in _LETTER.finditer(page.text, span[0], span[1]))


def _only_speech(page: Page, line: int) -> bool:
    return not _own_words(page, page.paragraphs[line])


def _end(group: Group) -> int:
    return max([c[1] for c in group.content] + [q.outer[1] for q in group.quotations])


def _last_spoken(before: Sequence[tuple[Group, Resolved]], start: int) -> tuple[Group, Resolved] | None:
    """The statement in front, if somebody is known to have made it."""
    for group, speaker in reversed(before):
        if group.place < start:
            return (group, speaker) if speaker.kind not in ("none", "unclear") else None
    return None


def _somebody_new(page: Page, who: Who, start: int, end: int, speaker: Resolved) -> bool:
    """Whether another person opens a sentence, outside the marks, in a stretch."""
    for mention in who.cast.within(start, end):
        if mention.quoted or not who.cast.members[mention.member].is_person or mention.member == speaker.member:
            continue
        sentence = page.sentences[max(0, page.sentence_at(mention.span[0]))]
        lead = page.text[max(sentence[0], start) : mention.span[0]]
        if len(lead.split()) <= 3 and mention.subject:
            return True
    return False


def _introduced(page: Page, who: Who, lead: Span, reason: str) -> Resolved:
    """The one person (or else body) that the words leading in speak of as their subject."""
    text = page.text[lead[0] : lead[1]].rstrip(" “\"‘'")
    if not text.endswith(":"):
        return NOBODY
    named = [m for m in who.cast.within(lead[0], lead[1]) if not m.quoted and not m.possessive and m.subject]
    people = list(dict.fromkeys(m.member for m in named if who.cast.members[m.member].is_person))
    if len(people) == 1:
        mention = next(m for m in named if m.member == people[0])
        return Resolved(people[0], "person", mention.span, 0.75, reason)
    pronoun = re.search(r"\b([Hh]e|[Ss]he)\b", text)
    if pronoun and not people:
        at = lead[0] + pronoun.start()
        return who.resolve(Span(at, at + len(pronoun.group())), at)
    bodies = list(dict.fromkeys(m.member for m in named))
    if not people and len(bodies) == 1:
        return Resolved(bodies[0], "body", named[0].span, 0.65, reason)
    return NOBODY
