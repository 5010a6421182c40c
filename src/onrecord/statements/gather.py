"""Which quotation belongs to which attribution: the marks decide the words, the attribution brings cue and source."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

import msgspec

from onrecord.statements.page import Page
from onrecord.types import Attribution, Quotation, Span

_DIRECT = 0.9  # share of the content's letters inside marks that makes it direct speech
_LETTER = re.compile(r"\w")
_ENDS_SENTENCE = (".", "?", "!", "…")
_MOST = 40  # quotations under one attribution; a page of nothing but marks stays linear


class Group(msgspec.Struct, frozen=True):
    """A statement in the making: quotations (several when split by "he said"), the content, and its attribution."""

    content: tuple[Span, ...]
    quotations: tuple[Quotation, ...]
    attribution: Attribution | None
    whole: bool

    @property
    def place(self) -> int:
        """Where it begins on the page."""
        return min([c[0] for c in self.content] + [q.outer[0] for q in self.quotations])


def groups_of(page: Page, found: Sequence[Attribution], fallback: Sequence[Attribution]) -> list[Group]:
    """Every statement of a page in page order. `fallback` attributions serve quotations that `found` left alone."""
    owner = _owners(page, found)
    loose = [i for i in range(len(page.spoken)) if i not in owner]
    spare = _owners(page, fallback) if loose else {}
    groups: list[Group] = []
    by_attribution: dict[int, list[int]] = {}
    by_fallback: dict[int, list[int]] = {}
    for index in range(len(page.spoken)):
        if index in owner:
            by_attribution.setdefault(owner[index], []).append(index)
        elif index in spare:
            by_fallback.setdefault(spare[index], []).append(index)
        else:
            quotation = page.spoken[index]
            groups.append(Group((quotation.outer,), (quotation,), None, is_whole(page, quotation)))
    for number, attribution in enumerate(found):
        groups.extend(_divide(page, attribution, by_attribution.get(number, [])))
    for number, members in by_fallback.items():
        groups.extend(_divide(page, fallback[number], members))
    return sorted(groups, key=lambda g: (g.place, g.content))


def _owners(page: Page, attributions: Sequence[Attribution]) -> dict[int, int]:
    """For each spoken quotation the attribution whose content holds most of it; the narrower one wins a tie."""
    starts = [q.outer[0] for q in page.spoken]
    ends = [q.outer[1] for q in page.spoken]
    best: dict[int, tuple[float, int, int]] = {}
    for number, attribution in enumerate(attributions):
        size = sum(b - a for a, b in attribution.content)
        for a, b in attribution.content:
            for index in range(bisect_right(ends, a), bisect_left(starts, b)):
                start, end = page.spoken[index].outer
                share = (min(end, b) - max(start, a)) / (end - start)
                if share >= 0.5 and (round(share, 1), -size, -number) > best.get(index, (0.0, 0, 0)):
                    best[index] = (round(share, 1), -size, -number)
    return {index: -entry[2] for index, entry in best.items()}


def _divide(page: Page, attribution: Attribution, members: list[int]) -> list[Group]:
    """One attribution as one or more statements: separate sentences and separate fragments stay apart."""
    quotations = [page.spoken[i] for i in members]
    if not quotations:
        return [Group(attribution.content, (), attribution, False)]
    if _share_quoted(page, attribution, quotations) >= _DIRECT:
        made: list[list[Quotation]] = []
        for quotation in quotations:
            if made and len(made[-1]) < _MOST and _goes_on(page, made[-1][-1], quotation):
                made[-1].append(quotation)
            else:
                made.append([quotation])
        return [Group(tuple(q.outer for q in part), tuple(part), attribution, is_whole(page, part[0])) for part in made]
    return _mixed(page, attribution, quotations)


def _mixed(page: Page, attribution: Attribution, quotations: list[Quotation]) -> list[Group]:
    """Quoted and plain words together. A whole sentence in marks stands for itself; fragments stay in their content."""
    content = tuple(_with_marks(c, quotations) for c in attribution.content)
    whole = [q for q in quotations if is_whole(page, q)]
    fragments = [q for q in quotations if not is_whole(page, q)]
    rest = [piece for span in content for piece in _without(page, span, whole)]
    groups = [Group((q.outer,), (q,), attribution, True) for q in whole]
    if fragments:
        groups.append(Group(tuple(rest) or (fragments[0].outer,), (fragments[0],), attribution, False))
        groups.extend(Group((q.outer,), (q,), attribution, False) for q in fragments[1:])
    elif rest:
        groups.append(Group(tuple(rest), (), attribution, False))
    return groups


def _without(page: Page, span: Span, taken: Sequence[Quotation]) -> list[Span]:
    """What is left of a content when quotations are taken out of it; bits of under three words are dropped."""
    inside = [q.outer for q in taken if q.outer[0] < span[1] and q.outer[1] > span[0]]
    if not inside:
        return [span]
    left: list[Span] = []
    place = span[0]
    for a, b in [*inside, Span(span[1], span[1])]:
        bit = _letters(page, place, min(a, span[1]))
        if len(page.text[bit[0] : bit[1]].split()) > 2:
            left.append(bit)
        place = max(place, b)
    return left


def _letters(page: Page, start: int, end: int) -> Span:
    """A stretch without the marks and blanks at its edges."""
    while start < end and not page.text[start].isalnum():
        start += 1
    while end > start and not page.text[end - 1].isalnum():
        end -= 1
    return Span(start, max(start, end))


def _with_marks(span: Span, quotations: Sequence[Quotation]) -> Span:
    """A content piece that ends inside quotation marks is widened to hold them."""
    start, end = span
    for quotation in quotations:
        a, b = quotation.outer
        if a >= end:
            break
        if a < start < b:
            start = a
        if a < end < b:
            end = b
    return Span(start, end)


def _share_quoted(page: Page, attribution: Attribution, quotations: Sequence[Quotation]) -> float:
    letters = quoted = 0
    for a, b in attribution.content:
        for match in _LETTER.finditer(page.text, a, b):
            letters += 1
            quoted += page.is_quoted(match.start())
    return quoted / letters if letters else 1.0


def _goes_on(page: Page, one: Quotation, two: Quotation) -> bool:
    """ "We will," he said, "wait": one sentence split by its cue."""
    if page.sentence_at(one.outer[0]) != page.sentence_at(two.outer[0]):
        return False
    between = page.text[one.outer[1] : two.outer[0]].strip()
    end = page.text[one.pieces[-1][1] - 1]
    if not 3 < len(between) < 160 or end in _ENDS_SENTENCE:
        return False
    return (end in ",—–-" or between[0] in ",—–-") and between[-1] in ",—–-:"


def is_whole(page: Page, quotation: Quotation) -> bool:
    """Whether a quotation is printed as a sentence (or more) of its own and not as part of the reporter's."""
    text = page.text
    start, end = quotation.outer
    first, last = quotation.pieces[0][0], quotation.pieces[-1][1]
    if last - first < 2 or not (text[first].isupper() or text[first].isdigit() or text[first] in "[‘'“\"…¿¡"):
        return False
    line = page.paragraphs[page.line_at(start)]
    before = text[max(line[0], start - 24) : start].rstrip()
    opens = not before or before[-1] in ',:.?!…—–-)]”"' or before.rsplit(None, 1)[-1].lower() in _SPOKEN
    if not opens:
        return False
    final = text[last - 1]
    after = text[end : end + 2]
    if final in (*_ENDS_SENTENCE, ",", "—", "–", "-", "]", ")") or after[:1] in (".", ",", "?", "!"):
        return len(quotation.pieces) > 1 or " " in text[first:last] or not before or before[-1] in ",:.?!"
    return False


_SPOKEN = frozenset(
    {"said", "says", "asked", "replied", "added", "wrote", "tweeted", "responded", "shouted", "answered"}
)
