"""Attributions by rule: cues of the lexicon, the words around them, and the quotation marks. Works without a model.

Shapes known: "X said (that) ...", "...," X said, "...," said X, X told Y that ..., according to X ..., X: ...,
X, adding that ..., prompted X to ask, and quotations that follow the speaker's own inside a paragraph.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from onrecord.statements.clause import (
    after_cue,
    content_after,
    content_before,
    cue_start,
    ends_clause,
    first_clause,
    is_verb,
)
from onrecord.statements.lexicon import Cue, lexicon
from onrecord.statements.nouns import noun_cues
from onrecord.statements.sentences import sentences_of
from onrecord.statements.subject import causative, fronted, sentence_subject, subject_left, subject_right
from onrecord.statements.words import QUOTED, Word, words_of
from onrecord.types import Attribution, Quotation, Span

_AFTER_INVERTED = frozenset({".", ",", "who", "whose", ";"})
_INVERTS = frozenset(
    {"say", "add", "write", "argue", "explain", "predict", "warn", "joke", "reply", "tweet", "note", "insist"}
)
_CONJUNCTIONS = frozenset({"and", "but", "or"})


class _Found(NamedTuple):
    content: tuple[Span, ...]
    cue: Span
    source: Span | None
    score: float


def rule_attributions(
    text: str, paragraphs: Sequence[Span], quotations: Sequence[Quotation]
) -> tuple[Attribution, ...]:
    """Every attribution that the rules find, in page order. Offsets are code points; linear in the text."""
    found: list[Attribution] = []
    first = 0
    for paragraph in paragraphs:
        while first < len(quotations) and quotations[first].outer[1] <= paragraph[0]:
            first += 1
        here: list[Quotation] = []
        for index in range(first, len(quotations)):
            if quotations[index].outer[0] >= paragraph[1]:
                break
            here.append(quotations[index])
        found.extend(_paragraph(text, paragraph, here))
    return tuple(sorted(found, key=lambda a: a.content))


def span_attributions(text: str, span: Span, quotations: Sequence[Quotation]) -> list[Attribution]:
    """The attributions inside one clause, such as the content of another statement. `quotations` in page order."""
    first = bisect_right(quotations, span[0], key=lambda q: q.outer[1])
    words = words_of(text, span, quotations, first)
    return [_attribution(f) for f in _sentence(text, span, words)] if words else []


def _paragraph(text: str, paragraph: Span, quotations: Sequence[Quotation]) -> Iterator[Attribution]:
    last: _Found | None = None  # the attribution whose speech goes on in the next sentence
    first = 0
    for sentence in sentences_of(text, paragraph, quotations):
        while first < len(quotations) and quotations[first].outer[1] <= sentence[0]:
            first += 1
        words = words_of(text, sentence, quotations, first)
        if not words:
            continue
        every = list(_sentence(text, sentence, words))
        taken = {i for f in every for i, w in enumerate(words) if w.lower == QUOTED and _covers(f.content, w)}
        loose = [w for i, w in enumerate(words) if w.lower == QUOTED and i not in taken]
        if (
            last is not None
            and loose
            and not every
            and all(w.lower == QUOTED or not w.lower[0].isalnum() for w in words)
        ):
            last = last._replace(content=(*last.content, *(Span(w.start, w.end) for w in loose)))
            continue
        if last is not None:
            yield _attribution(last)
            last = None
        if every:
            speech = [f for f in every if _quotation_in(words, f.content)]
            last = (speech or every)[-1]
            yield from (_attribution(f) for f in every if f is not last)
    if last is not None:
        yield _attribution(last)


def _attribution(found: _Found) -> Attribution:
    source = () if found.source is None else (found.source,)
    return Attribution(content=found.content, cue=(found.cue,), source=source, score=found.score, origin="rules")


def _covers(content: tuple[Span, ...], word: Word) -> bool:
    return any(a < word.end and word.start < b for a, b in content)


def _sentence(text: str, sentence: Span, words: list[Word]) -> Iterator[_Found]:
    done = -1  # index of the last word that an attribution has claimed as content
    subject: Span | None = None
    head = _colon_head(words)
    if head is not None:
        colon, source = head
        yield _Found(
            (Span(words[colon + 1].start, words[-1].end),), Span(words[colon].start, words[colon].end), source, 0.5
        )
        return
    taken = list(noun_cues(words))
    yield from (_Found((n.content,), n.cue, n.source, 0.7) for n in taken)
    for index, word in enumerate(words):
        if any(n.cue[0] <= word.start < n.cue[1] for n in taken):
            continue
        if word.lower == "according" and index + 2 < len(words) and words[index + 1].lower == "to":
            hit = _according(words, index)
            if hit is not None:
                yield hit
                done = len(words)
            continue
        pair = f"{word.lower} {words[index + 1].lower}" if index + 1 < len(words) else ""
        cue = lexicon().verbs.get(pair) or lexicon().verbs.get(word.lower) or _cue_by_place(words, index)
        if cue is None or index <= done:
            continue
        caused = index > 2 and words[index - 1].lower == "to" and causative(words, index) is not None
        if not is_verb(words, index, cue, caused=caused):
            continue
        hit, reach = _verb(words, index, cue, subject, done)
        if hit is None:
            continue
        subject = hit.source or subject
        done = max(done, reach)
        yield hit


def _colon_head(words: list[Word]) -> tuple[int, Span] | None:
    """'Kirby: ...' at the head of a headline or a line of dialogue."""
    for index, word in enumerate(words[:6]):
        if word.lower == ":" and 0 < index < len(words) - 1 and words[index - 1].lower[0].isalnum():
            if all(w.capital or w.lower in ("of", "the", "de", ".", "'s") for w in words[:index]):
                return index, Span(words[0].start, words[index - 1].end)
            return None
    return None


def _according(words: list[Word], index: int) -> _Found | None:
    """according to X: the content is the rest of the clause it leans on."""
    end = index + 2
    while end < len(words) and not ends_clause(words, end):
        end += 1
    if end == index + 2:
        return None
    source = Span(words[index + 2].start, words[end - 1].end)
    cue = Span(words[index].start, words[index + 1].end)
    before = words[:index]
    while before and before[-1].lower == ",":
        before = before[:-1]
    rest = words[end:]
    while rest and not (rest[0].lower[0].isalnum() or rest[0].lower == QUOTED):
        rest = rest[1:]
    while rest and rest[-1].lower == ".":
        rest = rest[:-1]
    interrupts = bool(before) and before[-1].lower in ("that", "but", "and", "because", "when", "which")
    if before and not (interrupts and rest):
        return _Found((Span(before[0].start, before[-1].end),), cue, source, 0.8)
    return _Found((Span(rest[0].start, rest[-1].end),), cue, source, 0.8) if rest else None


def _verb(words: list[Word], index: int, cue: Cue, subject: Span | None, done: int) -> tuple[_Found | None, int]:
    """The attribution of one cue verb, and the index of the last word that it claims."""
    front = fronted(words, index)
    if front is not None:
        return _Found((front[0],), Span(words[index].start, words[index].end), front[1], 0.8), front[2]
    begin = cue_start(words, index)
    after_mark = _quotation_just_before(words, begin)
    source = causative(words, index) if index > 2 and words[index - 1].lower == "to" else None
    if source is None and begin and words[begin - 1].lower in _CONJUNCTIONS:
        source = subject
    elif (
        source is None
        and words[index].lower.endswith("ing")
        and begin
        and words[begin - 1].lower == ","
        and not after_mark
    ):
        source = subject or sentence_subject(words, index)
    elif source is None:
        source = subject_left(words, begin)
    inverted = None
    if begin == 0 or words[begin - 1].lower == QUOTED or (after_mark and source is None):
        inverted = subject_right(words, index)
    elif words[begin - 1].lower == "," and cue.lemma in _INVERTS and not words[index].lower.endswith("ing"):
        inverted = subject_right(words, index)  # "...," said Lee.
        if inverted is not None and inverted[1] < len(words) and words[inverted[1]].lower not in _AFTER_INVERTED:
            inverted = None
    source = inverted[0] if inverted is not None else source
    if source is None and words[index].lower.endswith("ing"):
        source = subject or sentence_subject(words, index)
    end = inverted[1] if inverted is not None else index + 1 + cue.lemma.count(" ")
    last_cue, start = after_cue(words, index, end, cue)
    last_cue = max(last_cue, index + cue.lemma.count(" "))
    span = Span(words[begin].start, words[last_cue].end)
    ahead = content_after(words, start, cue, inverted is not None)
    if ahead is not None and begin and words[begin - 1].lower in ("who", "which"):
        ahead = first_clause(words, start, ahead)
    behind = content_before(words, begin, source, ahead is not None, done)
    spans = tuple(s for s in (behind, ahead and ahead[0]) if s)
    if not spans or (source is None and not _quotation_in(words, spans)):
        return None, -1
    that = ahead is not None and words[start].lower == "that"
    strong = source is not None and (not cue.weak or that or _quotation_in(words, spans))
    return _Found(spans, span, source, 0.8 if strong else 0.5), ahead[1] if ahead else index


def _cue_by_place(words: list[Word], index: int) -> Cue | None:
    """ "...!" beamed Lee: a verb unknown to the lexicon in the very place of a cue."""
    word = words[index]
    if index == 0 or word.capital or not word.lower.endswith("ed") or index + 1 >= len(words):
        return None
    following = words[index + 1]
    if words[index - 1].lower == QUOTED:
        placed = following.capital or following.lower in ("the", "one", "a", "an")
        return Cue(word.lower, "speech") if placed else None
    ahead = [w.lower for w in words[index + 1 : index + 8]]
    reports = (
        "that" in ahead and (ahead[0] == "that" or ahead[0] == "to") and QUOTED in [w.lower for w in words[index:]]
    )
    return Cue(word.lower, "speech") if reports else None


def _quotation_just_before(words: list[Word], begin: int) -> bool:
    place = begin - 1
    while place >= 0 and words[place].lower == ",":
        place -= 1
    return place >= 0 and words[place].lower == QUOTED


def _quotation_in(words: list[Word], content: tuple[Span, ...]) -> bool:
    return any(w.lower == QUOTED and _covers(content, w) for w in words)
