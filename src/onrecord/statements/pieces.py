"""Text cut into word pieces with what the encoder cannot see: case, quotation marks and place on the page.

Training and inference both call these functions, so the model meets the same marks in both. Changing them means
training anew: the model's version names them.
"""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import msgspec
import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from tokenizers import Tokenizer

Ints = NDArray[np.int64]
CLS, SEP = 101, 102

# case of a word
CASE_NONE, CASE_LOWER, CASE_TITLE, CASE_UPPER, CASE_MIXED, CASE_DIGIT, CASE_LETTER = range(7)
# where a character stands towards quotation marks
OUT, OPEN, IN_SHORT, CLOSE, IN_SINGLE, IN_LONG, UNCLOSED, SINGLE = range(8)
# where a piece stands on the page
BODY, TITLE, LABEL, MARK = range(4)

PARAGRAPH = re.compile(r"[^\n\r\u2028\u2029]+")
OPENING, CLOSING, STRAIGHT = "“«„", "”»", '"\u201f\uff02'
SHORT_QUOTATION = 2  # words
SLAB = 6000  # pieces
STRETCH = 100_000  # code points


class Pieces(msgspec.Struct, frozen=True):
    """The pieces of a text, one array cell each. Offsets are code points, `[start, end)`."""

    ids: Ints
    starts: Ints
    ends: Ints
    first: NDArray[np.bool_]
    case: Ints
    quote: Ints
    place: Ints
    paragraphs: tuple[tuple[int, int], ...]


class Window(msgspec.Struct, frozen=True):
    """What the encoder sees at once. `piece` is the index in `Pieces`, -1 for marks the window itself adds."""

    piece: Ints
    ids: Ints
    case: Ints
    quote: Ints
    place: Ints


def paragraphs_of(text: str) -> list[tuple[int, int]]:
    """Code point ranges of the lines that hold anything but blanks."""
    return [m.span() for m in PARAGRAPH.finditer(text) if not m.group().isspace()]


def quote_states(text: str) -> bytearray:
    """One state a character: outside, opening mark, inside (short, long), closing mark, single marks, unclosed."""
    states = bytearray(len(text))
    paragraphs = paragraphs_of(text)
    for number, (start, end) in enumerate(paragraphs):
        opened = None
        for i in range(start, end):
            mark = text[i]
            if mark not in '“«„”»"\u201f\uff02':
                continue
            if opened is None:
                if mark in CLOSING and mark != "»":
                    continue
                opened = i
            elif mark in CLOSING or (mark in STRAIGHT and not _opens(text, i, end)):
                _fill(states, text, opened, i)
                opened = None
        if opened is not None:
            after = paragraphs[number + 1][0] if number + 1 < len(paragraphs) else len(text)
            runs_on = text[after : after + 2].lstrip()[:1] in ("“", '"', "«")
            states[opened] = OPEN if runs_on else UNCLOSED
            states[opened + 1 : end] = bytes([IN_LONG if runs_on else UNCLOSED]) * (end - opened - 1)
        _single(states, text, start, end)
    return states


def _opens(text: str, i: int, end: int) -> bool:
    """A straight mark that follows a blank and touches a word opens."""
    return text[i - 1].isspace() and i + 1 < end and text[i + 1].isalnum()


def _fill(states: bytearray, text: str, opened: int, closed: int) -> None:
    words = len(text[opened + 1 : closed].split())
    inside = IN_LONG if words > SHORT_QUOTATION else IN_SHORT
    states[opened] = OPEN
    states[opened + 1 : closed] = bytes([inside]) * (closed - opened - 1)
    states[closed] = CLOSE


SINGLE_QUOTED = re.compile(r"(?<![\w’'])[‘'](?=\w)(?:[^‘“”\"\n]{1,300}?)(?<=[\w.,!?…])[’'](?!\w)")


def _single(states: bytearray, text: str, start: int, end: int) -> None:
    """Quotations in single marks, where no double ones stand around them (headlines, British pages)."""
    for match in SINGLE_QUOTED.finditer(text, start, end):
        a, b = match.span()
        if not any(states[a:b]):
            states[a:b] = bytes([IN_SINGLE]) * (b - a)
            states[a] = states[b - 1] = SINGLE


def case_of(word: str) -> int:
    """The shape of a word's letters."""
    if word.islower():
        return CASE_LOWER
    if word.isdigit():
        return CASE_DIGIT
    if word.isupper():
        return CASE_UPPER if len(word) > 1 else CASE_LETTER
    if word.istitle():
        return CASE_TITLE
    return CASE_MIXED if any(c.isalpha() for c in word) else CASE_NONE


def _stretches(text: str) -> Iterator[tuple[int, int]]:
    """A very long text is encoded a stretch at a time, divided at blanks where there are any."""
    begin = 0
    while len(text) - begin > STRETCH:
        stop = begin + STRETCH
        while stop > begin + STRETCH // 2 and not text[stop].isspace():
            stop -= 1
        stop = stop if text[stop].isspace() else begin + STRETCH
        yield begin, stop
        begin = stop
    yield begin, len(text)


def _encode(stretch: str, begin: int, tokenizer: "Tokenizer") -> tuple[Ints, Ints, NDArray[np.bool_]]:
    """Ids, code point ranges and "begins a word" of a stretch's pieces."""
    encoding: Any = tokenizer.encode(stretch, add_special_tokens=False)
    words = np.array([-1 if w is None else w for w in encoding.word_ids], dtype=np.int64)
    first = np.ones(len(words), dtype=np.bool_)
    first[1:] = words[1:] != words[:-1]
    offsets = np.array(encoding.offsets, dtype=np.int64).reshape(-1, 2) + begin
    return np.array(encoding.ids, dtype=np.int64), offsets, first


def cut(text: str, tokenizer: "Tokenizer") -> Pieces:
    """Cut `text` into pieces. Empty text gives empty arrays."""
    parts = [_encode(text[a:b], a, tokenizer) for a, b in _stretches(text)]
    ids = np.concatenate([np.zeros(0, dtype=np.int64), *(p[0] for p in parts)])
    offsets = np.concatenate([np.zeros((0, 2), dtype=np.int64), *(p[1] for p in parts)])
    first = np.concatenate([np.zeros(0, dtype=np.bool_), *(p[2] for p in parts)])
    states = np.frombuffer(bytes(quote_states(text)), dtype=np.uint8).astype(np.int64)
    starts, ends = offsets[:, 0], offsets[:, 1]
    quote = states[starts] if len(starts) else starts
    case, place = np.zeros(len(ids), dtype=np.int64), np.zeros(len(ids), dtype=np.int64)
    begins = np.flatnonzero(first)
    closes = np.append(begins, len(ids))[1:]
    for a, b in zip(begins.tolist(), closes.tolist(), strict=True):
        case[a:b] = case_of(text[offsets[a, 0] : offsets[b - 1, 1]])
    ranges = []
    for number, (start, end) in enumerate(paragraphs_of(text)):
        a, b = (int(x) for x in np.searchsorted(starts, (start, end)))
        if a == b:
            continue
        ranges.append((a, b))
        ended = text[start:end].rstrip(" \t”\"’')]»")[-1:]
        place[a:b] = TITLE if number == 0 else BODY if ended in ".!?:;,…" else LABEL
    return Pieces(
        ids=ids,
        starts=starts,
        ends=ends,
        first=first,
        case=case,
        quote=quote,
        place=place,
        paragraphs=tuple(ranges),
    )


def units(pieces: Pieces, limit: int) -> list[tuple[int, int]]:
    """Paragraphs, those too long for a window cut after a sentence where there is one. Piece ranges."""
    found: list[tuple[int, int]] = []
    stops = pieces.first & np.isin(pieces.ids, (1012, 999, 1029))  # . ! ?
    for a, b in pieces.paragraphs:
        while b - a > limit:
            ends = np.flatnonzero(stops[a + limit // 2 : a + limit - 2])
            stop = a + limit // 2 + int(ends[-1]) + 1 if len(ends) else a + limit
            while stop < b and not pieces.first[stop] and stop > a + limit // 2:
                stop -= 1
            if stop + 1 < b and pieces.quote[stop] == CLOSE:
                stop += 1
            found.append((a, stop))
            a = stop
        found.append((a, b))
    return found


def slabs(pieces: Pieces, limit: int, most: int = SLAB) -> Iterator[Pieces]:
    """The pieces in stretches of at most `most`, so that a page of any length is read in bounded memory.

    An article is one slab. A longer text is divided between paragraphs, or where `units` divides a paragraph.
    """
    if len(pieces.ids) <= most:
        yield pieces
        return
    begin = 0
    parts = units(pieces, limit - 8)
    for number, (_, stop) in enumerate(parts):
        last = number + 1 == len(parts)
        if not last and parts[number + 1][1] - begin <= most:
            continue
        yield Pieces(
            **{n: getattr(pieces, n)[begin:stop] for n in ("ids", "starts", "ends", "first", "case", "quote", "place")},
            paragraphs=tuple(
                (max(a, begin) - begin, min(b, stop) - begin) for a, b in pieces.paragraphs if a < stop and b > begin
            ),
        )
        begin = stop


def windows(pieces: Pieces, limit: int, overlap: int, head: int | None = None) -> list[Window]:
    """Neighbouring paragraphs packed into windows of at most `limit` positions.

    Each window but the first repeats up to `overlap` pieces of whole paragraphs before it. `head` is the size of the
    first window: training varies it, so that the borders fall elsewhere each time.
    """
    parts = units(pieces, limit - 8)
    made: list[Window] = []
    begin, room = 0, head or limit
    while begin < len(parts):
        stop, used = begin, 1
        while stop < len(parts) and (stop == begin or used + parts[stop][1] - parts[stop][0] + 1 <= room):
            used += parts[stop][1] - parts[stop][0] + 1
            stop += 1
        made.append(_window(pieces, parts[begin:stop]))
        if stop == len(parts):
            break
        back, repeated = stop, 0
        while back - 1 > begin and repeated + parts[back - 1][1] - parts[back - 1][0] <= overlap:
            back -= 1
            repeated += parts[back][1] - parts[back][0]
        next_size = parts[stop][1] - parts[stop][0] + 1
        while back < stop and 1 + repeated + (stop - back) + next_size > limit:
            repeated -= parts[back][1] - parts[back][0]
            back += 1
        begin, room = back, limit
    return made


def _window(pieces: Pieces, parts: list[tuple[int, int]]) -> Window:
    cells: list[Ints] = [np.array([-1])]
    for a, b in parts:
        cells += [np.arange(a, b), np.array([-1])]
    piece = np.concatenate(cells)
    mark = piece < 0
    pick = np.maximum(piece, 0)
    ids = np.where(mark, SEP, pieces.ids[pick])
    ids[0] = CLS
    return Window(
        piece=piece,
        ids=ids,
        case=np.where(mark, 0, pieces.case[pick]),
        quote=np.where(mark, 0, pieces.quote[pick]),
        place=np.where(mark, MARK, pieces.place[pick]),
    )
