"""Quotation marks: which pairs enclose quoted words, decided by the marks alone and in linear time.

A mark opens or closes by what stands next to it. Inside a paragraph pairs are matched with a stack, so a nested
quotation may use other marks (or, where the marks leave no doubt, the same). A quotation left open at the end of a
paragraph runs on when the next paragraph opens again with the same kind of mark, the printers' custom for long
speeches. Everything else that never closes ends where it safely may: it never takes the rest of the page with it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal, NamedTuple

from onrecord.statements.arms import is_scare
from onrecord.types import Quotation, Span

Family = Literal["double", "single", "guillemet"]

_MARK = re.compile(r"``|''|'\.'\)?|[\"“”„‟＂«»‹›'‘’‚‛`]")
_FAMILY: dict[str, Family] = {
    **dict.fromkeys(("``", "''", '"', "“", "”", "„", "‟", "＂"), "double"),
    **dict.fromkeys("«»‹›", "guillemet"),
    **dict.fromkeys("'‘’‚‛`", "single"),
}
_OPENS_AFTER = frozenset("([{<—–-/…:=|*_>¡¿\"“„«‹'‘‚`‟＂")
# words that begin with an apostrophe: '90s, 'em, 'til, rock 'n' roll
_ELISION = re.compile(
    r"['‘’‛`](?:\d\ds?\b|\d0s\b|(?:em|til|till|tis|twas|twere|twill|n|bout|cos|cuz|cause|round|neath|nother|ello|fraid|"
    r"gainst|hood|burbs)\b(?!,?['’]))",
    re.IGNORECASE,
)
_N_ROLL = re.compile(r"['‘’]n['‘’]", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.?!…][)\]]*(?=\s)")
# ", he said." at the end of a paragraph whose mark never closed: the speech ended at the comma
_CUE_TAIL = re.compile(
    r"[,?!]\s(?:[\w.’'-]+\s){0,5}?(?:said|says|told|added|asked|wrote|replied|tweeted|continued|explained)\b[^\"“”]{0,80}$"
)
_TAIL = 200  # code points looked at for the tail above


class _Mark(NamedTuple):
    start: int
    end: int
    family: Family
    opens: bool
    closes: bool
    char: str


class _Open:
    """A mark that waits for its partner. Held open while a page is read, so a class and not a record."""

    __slots__ = ("family", "mark", "piece", "pieces", "start")

    def __init__(self, mark: _Mark) -> None:
        self.family = mark.family
        self.mark = mark.char
        self.start = mark.start
        self.piece = mark.end  # where the words of this paragraph begin
        self.pieces: list[Span] = []


def find_quotations(text: str, paragraphs: Sequence[Span]) -> tuple[Quotation, ...]:
    """Every quotation of a text, in the order of the opening marks.

    `paragraphs` are [start, end) code points in order and apart from each other; marks outside them are not read.
    Linear in the length of the text. Pieces never overlap their own marks and never cross a paragraph.
    """
    found: list[Quotation] = []
    carried: _Open | None = None
    marks = _marks_of(text, paragraphs[0]) if paragraphs else []
    for number, paragraph in enumerate(paragraphs):
        following = _marks_of(text, paragraphs[number + 1]) if number + 1 < len(paragraphs) else []
        after = paragraphs[number + 1] if number + 1 < len(paragraphs) else None
        stack, nested = _pair(text, paragraph, marks, carried, found)
        carried = _run_on(text, paragraph, stack, nested, after, following)
        for waiting in stack:
            if waiting is not carried and waiting.family != "single":
                found.append(_unclosed(text, paragraph, waiting, marks))
        if carried is not None:
            carried.pieces.append(_trim(text, carried.piece, paragraph[1]))
        marks = following
    return _with_depth(text, found)


def _marks_of(text: str, paragraph: Span) -> list[_Mark]:
    """The marks of a paragraph that are not apostrophes, inches or feet, with what each may do."""
    start, end = paragraph
    marks: list[_Mark] = []
    skip = -1
    for match in _MARK.finditer(text, start, end):
        a, b, char = match.start(), match.end(), match.group()
        if a < skip:
            continue
        before = text[a - 1] if a > start else ""
        behind = text[b] if b < end else ""
        if "." in char:  # '.') stands for .'' in damaged wire copy
            marks.append(_Mark(a, b, "double", False, True, char))
            continue
        family = _FAMILY[char]
        if family == "single":
            n_roll = _N_ROLL.match(text, a, end)
            if n_roll and (not before or before.isspace()):
                skip = n_roll.end()
                continue
            if (before.isalnum() and behind.isalnum()) or _ELISION.match(text, a, end):
                continue
        opens, closes = _roles(char, before, behind)
        if opens or closes:
            marks.append(_Mark(a, b, family, opens, closes, char))
    return marks


def _roles(char: str, before: str, behind: str) -> tuple[bool, bool]:
    """(may open, may close) from the neighbours: "" at the edge of the paragraph."""
    free_before = not before or before.isspace() or before in _OPENS_AFTER
    opening = free_before and bool(behind) and not behind.isspace() and behind not in ",;.)]"
    closing = bool(before) and not before.isspace() and not behind.isalnum()
    if char in ("“", "``", "‟"):
        return not closing or opening, closing and not opening  # closes only a German „, see _closes
    if char == "”":
        return opening and not (before and not before.isspace()), True
    if char in "„‚":
        return opening, False
    if char in "«»‹›":
        spaced_open = free_before and behind in ("\u00a0", "\u202f", " ")
        spaced_close = bool(before) and before in "\u00a0\u202f " and not behind.isalnum()
        return opening or (spaced_open and char in "«‹"), closing or (spaced_close and char in "»›")
    if char in "‘‛`":
        return opening, closing and char == "‘"
    if char == "’":
        return False, closing
    if char == '"' and not opening and not closing:
        return True, True  # " alone between blanks, or between letters: the state decides
    return opening, closing


def _closes(mark: _Mark, waiting: _Open) -> bool:
    """Whether this mark is a partner of that opening mark."""
    if mark.family != waiting.family or not mark.closes:
        return False
    if mark.char in ("“", "‘"):
        return waiting.mark in (("„", "“", '"') if mark.char == "“" else ("‚",))
    if "." in mark.char:
        return waiting.mark == "''"
    if mark.family == "guillemet":
        return {waiting.mark, mark.char} in ({"«", "»"}, {"‹", "›"})
    return True


def _pair(
    text: str, paragraph: Span, marks: list[_Mark], carried: _Open | None, found: list[Quotation]
) -> tuple[list[_Open], set[int]]:
    """Match the marks of one paragraph. Returns what stays open, and the starts of those that had a twin inside."""
    stack: list[_Open] = []
    nested: set[int] = set()
    later = _next_of_family(marks)
    for index, mark in enumerate(marks):
        if index == 0 and carried is not None:
            stack.append(carried)
            carried.piece = paragraph[0]
            if mark.start == paragraph[0] and mark.opens and mark.family == carried.family:
                carried.piece = mark.end  # the same speech, opened again
                continue
        partner = _partner(text, paragraph, marks, later, index, stack)
        if partner is not None:
            del stack[partner + 1 :]
            waiting = stack.pop()
            if waiting.piece < mark.start:
                found.append(_closed(text, waiting, mark))
            if stack and stack[-1].family == waiting.family:
                nested.add(stack[-1].start)
            continue
        if not mark.opens or _is_inches(text, paragraph, mark):
            continue
        if stack and stack[-1].family == mark.family and not _is_twin(marks, later, index):
            waiting = stack.pop()  # it never closed; a new quotation begins
            if waiting.family != "single":
                found.append(_unclosed(text, paragraph, waiting, marks))
        stack.append(_Open(mark))
    if carried is not None and not marks:
        found.append(_give_up(carried))
    return stack, nested


def _next_of_family(marks: list[_Mark]) -> list[int]:
    """For every mark the index of the next one of its family, -1 at the end."""
    later = [-1] * len(marks)
    seen: dict[str, int] = {}
    for index in range(len(marks) - 1, -1, -1):
        later[index] = seen.get(marks[index].family, -1)
        seen[marks[index].family] = index
    return later


def _only_closes(marks: list[_Mark], index: int) -> bool:
    return index >= 0 and marks[index].closes and not marks[index].opens


def _is_twin(marks: list[_Mark], later: list[int], index: int) -> bool:
    """A quotation inside one with the same marks: this opens, and the next two both close."""
    first = later[index]
    return _only_closes(marks, first) and later[first] >= 0 and _only_closes(marks, later[first])


def _is_inches(text: str, paragraph: Span, mark: _Mark) -> bool:
    return mark.family != "guillemet" and mark.start > paragraph[0] and text[mark.start - 1].isdigit()


def _partner(
    text: str, paragraph: Span, marks: list[_Mark], later: list[int], index: int, stack: list[_Open]
) -> int | None:
    """The place in the stack of the mark that this one closes, None when it closes nothing."""
    mark = marks[index]
    if not stack or not mark.closes:
        return None
    at = len(stack) - 1
    if mark.family != "single":
        while at > 0 and stack[at].family == "single":
            at -= 1  # an apostrophe that looked like an opening mark
    waiting = stack[at]
    if not _closes(mark, waiting):
        return None
    if mark.opens and not mark.closes:
        return None
    if mark.opens and mark.closes and mark.char == '"' and _only_closes(marks, later[index]):
        before = text[mark.start - 1] if mark.start > paragraph[0] else " "
        if before in _OPENS_AFTER and _is_twin(marks, later, index):
            return None
    if _is_inches(text, paragraph, mark) and mark.char in ('"', "'", "''") and _only_closes(marks, later[index]):
        return None  # "a 12" record," he said: the next mark is the one that closes
    if mark.family == "single" and _is_possessive(text, paragraph, marks, later, index):
        return None
    return at


def _is_possessive(text: str, paragraph: Span, marks: list[_Mark], later: list[int], index: int) -> bool:
    """The boys' room: an s, the mark, a blank and a small letter, while a better closing mark is still to come."""
    mark, following = marks[index], later[index]
    if text[mark.start - 1 : mark.start] not in ("s", "z", "x") or not _only_closes(marks, following):
        return False
    if mark.end + 1 >= paragraph[1] or text[mark.end] != " " or not text[mark.end + 1].isalnum():
        return False
    better = marks[following]
    tail = text[better.end : better.end + 1]
    return text[better.start - 1] in ",.?!…" or not tail or tail in ',.;:?!)]"”»'


def _closed(text: str, waiting: _Open, mark: _Mark) -> Quotation:
    pieces = (*waiting.pieces, _trim(text, waiting.piece, mark.start))
    return Quotation(outer=Span(waiting.start, mark.end), pieces=pieces, mark=waiting.mark)


def _give_up(waiting: _Open) -> Quotation:
    """A speech that ran on and was never closed: it ends with the last paragraph that belonged to it."""
    return Quotation(
        outer=Span(waiting.start, waiting.pieces[-1][1]), pieces=tuple(waiting.pieces), mark=waiting.mark, closed=False
    )


def _trim(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)


def _run_on(
    text: str, paragraph: Span, stack: list[_Open], nested: set[int], after: Span | None, following: list[_Mark]
) -> _Open | None:
    """The quotation that continues in the next paragraph, if the marks there say so."""
    if after is None or not following or not stack:
        return None
    waiting = stack[0]
    if waiting.start in nested or any(w.family != "single" for w in stack[1:]):
        return None
    if not _trim(text, waiting.piece, paragraph[1])[0] < paragraph[1] or _is_fragment(text, paragraph, waiting):
        return None
    first = following[0]
    if first.start == after[0] and first.opens and first.family == waiting.family:
        tail = max(waiting.piece, paragraph[1] - _TAIL)
        return None if _CUE_TAIL.search(text, tail, paragraph[1]) else waiting
    own = next((m for m in following if m.family == waiting.family), None)
    if own is None or waiting.family == "single" or own.opens or not own.closes:
        return None
    return waiting if text[own.start - 1] in ",.?!…" else None


def _is_fragment(text: str, paragraph: Span, waiting: _Open) -> bool:
    """Words in the writer's own sentence, 'called it "mad. He left.': the mark was forgotten, nothing runs on."""
    if waiting.pieces or waiting.start - 2 < paragraph[0] or not text[waiting.start - 2].isalnum():
        return False
    return text[waiting.piece].islower() and _SENTENCE_END.search(text, waiting.piece, paragraph[1]) is not None


def _unclosed(text: str, paragraph: Span, waiting: _Open, marks: list[_Mark]) -> Quotation:
    """The words that an opening mark without a partner may safely claim."""
    if waiting.pieces and waiting.start < paragraph[0] and waiting.piece == paragraph[0]:
        return _give_up(waiting)  # the paragraph that was hoped to close it did not
    end = paragraph[1]
    after = _first_mark_after(marks, waiting.piece)
    if after is not None:
        end = min(end, after)
    tail = _CUE_TAIL.search(text, max(waiting.piece, end - _TAIL), end)
    if tail:
        end = tail.start() + 1
    elif after is not None or (waiting.start != paragraph[0] and not waiting.pieces):
        stop = _SENTENCE_END.search(text, waiting.piece, end)
        if stop:
            end = stop.end()
    last = _trim(text, waiting.piece, end)
    pieces = (*waiting.pieces, last)
    return Quotation(outer=Span(waiting.start, last[1]), pieces=pieces, mark=waiting.mark, closed=False)


def _first_mark_after(marks: list[_Mark], place: int) -> int | None:
    low, high = 0, len(marks)
    while low < high:
        middle = (low + high) // 2
        if marks[middle].start < place:
            low = middle + 1
        else:
            high = middle
    while low < len(marks) and marks[low].family == "single":
        low += 1
        if low < len(marks) and low % 64 == 0:
            break  # a line of nothing but apostrophes: any of them will do as a limit
    return marks[low].start if low < len(marks) else None


def _with_depth(text: str, found: list[Quotation]) -> tuple[Quotation, ...]:
    """In page order, empty ones left out, with the number of quotations around each."""
    ordered = sorted((q for q in found if q.pieces[-1][1] > q.pieces[0][0]), key=lambda q: (q.outer[0], -q.outer[1]))
    ends: list[int] = []
    placed: list[Quotation] = []
    for quotation in ordered:
        while ends and ends[-1] <= quotation.outer[0]:
            ends.pop()
        if ends and quotation.outer[1] > ends[-1]:
            continue  # would cross its neighbour: the earlier mark has the better claim
        pieces = tuple(p for p in quotation.pieces if p[0] < p[1])
        placed.append(
            Quotation(
                outer=quotation.outer,
                pieces=pieces,
                mark=quotation.mark,
                depth=len(ends),
                closed=quotation.closed,
                scare=is_scare(text, quotation.outer, pieces),
            )
        )
        ends.append(quotation.outer[1])
    return tuple(placed)
