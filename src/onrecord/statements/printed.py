"""A statement as the judge may see it: the printed words, the speaker, the day, and the sentences around."""

from __future__ import annotations

import re

from onrecord.statements.cast import Cast
from onrecord.statements.page import Page
from onrecord.statements.when import story_day
from onrecord.types import Article, Day, Printed, Span, Statement

_PRIVATE = re.compile(
    r"\bin (?:a |an )?(?:private(?:ly)?|confidential|closed-door|off-the-record) (?:\w+ )?(?:conversation|meeting|call|"
    r"talk|dinner|email|e-mail|letter|note|message|remark|discussion)s?\b|\bprivately\b|\bbehind closed doors\b|"
    r"\boff the record\b|\bin confidence\b|\b(?:told|confided (?:in|to)|whispered to) (?:a|his|her|their) (?:close )?"
    r"(?:friend|wife|husband|aide|staff|family|colleague|associate|mother|father|son|daughter)s?\b|"
    r"\bin a (?:text message|phone call|voicemail)\b|\boverheard\b",
    re.IGNORECASE,
)
_AROUND = 600  # code points of the sentences before and after at most


def as_printed(article: Article, statement: Statement) -> Printed | None:
    """What judging may know of a statement; None for one without quoted words. Spans point into `article.text`."""
    if not statement.quoted:
        return None
    page, story, named = _prepared(article)
    spans = statement.quoted
    first = page.sentence_at(spans[0][0])
    last = page.sentence_at(spans[-1][1] - 1)
    sentence = Span(page.sentences[first][0], page.sentences[last][1]) if first >= 0 else Span(*spans[0])
    before = page.text[max(sentence[0], spans[0][0] - _AROUND) : spans[0][0]].rstrip("“\"‘'«„ ")
    after = page.text[spans[-1][1] : min(sentence[1], spans[-1][1] + _AROUND)]
    own = before + " " + after
    return Printed(
        pieces=tuple(page.text[a:b] for a, b in spans),
        spans=spans,
        speaker=statement.speaker,
        day=_day(story, statement),
        before=(_neighbour(page, first - 1, sentence) + " " + before).strip(),
        after=(after + " " + _neighbour(page, last + 1, sentence)).strip(),
        whole=statement.whole,
        translated=statement.translated,
        private=bool(_PRIVATE.search(own)),
        statement=statement.id,
        named=named,
    )


_latest: tuple[Article, Page, Day, tuple[str, ...]] | None = None


def _prepared(article: Article) -> tuple[Page, Day, tuple[str, ...]]:
    """The page, its day and whom it names, kept for the article asked about last: statements come by the thousand."""
    global _latest
    kept = _latest
    if kept is None or kept[0] is not article:
        page = Page(article.text, article.blocks)
        named = tuple(member.name for member in Cast(page).members)
        kept = _latest = (article, page, story_day(article, page.sentences), named)
    return kept[1:]


def _neighbour(page: Page, index: int, sentence: Span) -> str:
    """The sentence before or after, if it stands on the same or the next line."""
    if not 0 <= index < len(page.sentences):
        return ""
    start, end = page.sentences[index]
    if abs(page.line_at(start) - page.line_at(sentence[0])) > 1:
        return ""
    return page.text[start : min(end, start + _AROUND)]


def _day(story: Day, statement: Statement) -> Day:
    """When it was said: a past day of the cue's own clause, else at the latest the day of the story."""
    latest = story.last or story.first
    for day in statement.days:
        if day.first is None or day.span is None or any(a <= day.span[0] < b for a, b in statement.content):
            continue
        if latest is None or day.first <= latest:
            return day
    if latest is None:
        return Day()
    return Day(
        first=None,
        last=latest,
        words=story.words,
        span=story.span,
        reason=f"at the latest the day of the story ({story.reason or 'its date'})",
    )
