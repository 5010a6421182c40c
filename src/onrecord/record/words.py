"""Words as the index sees them: folded, so that the same words printed in two ways become the same numbers.

Folding is the same on both sides: case, accents, typography, invisible characters and hyphens are ignored,
contractions are opened ("don't" is "do not", "it's" is "it is"), number words become digits, fillers ("uh") are
dropped. It serves finding only: what was changed is judged on the words as written.
"""

from __future__ import annotations

import operator
import re
import unicodedata
import zlib
from itertools import chain, islice

SENTINEL = b"\x00"  # stands between pieces of text while many are folded at once
DROPPED = 0  # the number of a filler
MARK = 1  # the number of the sentinel

_HIGH = re.compile(rb"[\x80-\xff]+")
_TABLE = bytes(c if chr(c).isalnum() or c == 0 else 32 for c in range(128)) + bytes(range(128, 256))
_OPENED = (
    (b"n't", b" not"), (b"cannot", b"can not"), (b"gonna", b"going to"), (b"wanna", b"want to"), (b"gotta", b"got to"),
    (b"u.s.", b"us "), (b"u.k.", b"uk "), (b"u.n.", b"un "), (b"%", b" percent "), (b"&", b" and "),
)  # fmt: skip
_SAME = {
    b"s": b"is", b"re": b"are", b"ve": b"have", b"ll": b"will", b"m": b"am", b"d": b"would", b"ca": b"can",
    b"wo": b"will", b"sha": b"shall", b"okay": b"ok", b"mister": b"mr", b"doctor": b"dr", b"zero": b"0", b"one": b"1",
    b"two": b"2", b"three": b"3", b"four": b"4", b"five": b"5", b"six": b"6", b"seven": b"7", b"eight": b"8",
    b"nine": b"9", b"ten": b"10", b"eleven": b"11", b"twelve": b"12", b"thirteen": b"13", b"fourteen": b"14",
    b"fifteen": b"15", b"sixteen": b"16", b"seventeen": b"17", b"eighteen": b"18", b"nineteen": b"19",
    b"twenty": b"20", b"thirty": b"30", b"forty": b"40", b"fifty": b"50", b"sixty": b"60", b"seventy": b"70",
    b"eighty": b"80", b"ninety": b"90", b"first": b"1st", b"second": b"2nd", b"third": b"3rd",
}  # fmt: skip
_SPELLINGS = tuple(
    (british + tail, american + tail)
    for british, american, tails in (
        (b"is", b"iz", (b"e", b"ed", b"es", b"er", b"ers", b"ing", b"ation", b"ations")),
        (b"ys", b"yz", (b"e", b"ed", b"es", b"ing")),
        (b"our", b"or", (b"", b"s", b"ed", b"ing", b"able", b"ful", b"hood", b"hoods", b"ite", b"ites", b"er", b"ers")),
        (b"tre", b"ter", (b"", b"s")),
        (b"ogue", b"og", (b"", b"s")),
        (b"amme", b"am", (b"", b"s", b"d")),
        (b"ll", b"l", (b"ed", b"ing", b"er", b"ers", b"or", b"ors", b"ment", b"ments", b"ful")),
        (b"enc", b"ens", (b"e", b"es", b"ed")),
        (b"ae", b"e", (b"mia", b"dia")),
    )
    for tail in tails
)
_BRITISH = tuple(ending for ending, _ in _SPELLINGS)
FOLDING = 2  # counts up when the same text gives other numbers than before: an index of another folding is built anew
_FILLERS = frozenset((b"uh", b"um", b"er", b"ah", b"hmm", b"mm", b"uhm", b"erm", b"uhh", b"umm"))
_APOSTROPHES = "’‘ʼ＇′`"
_SPACED = ("CJK", "HIRAGANA", "KATAKANA")  # scripts without spaces: each character is a word


class _Runs(dict[bytes, bytes]):
    """Runs of non-ASCII bytes and what they fold to."""

    def __missing__(self, run: bytes) -> bytes:
        if len(self) > 200_000:
            self.clear()
        folded = "".join(_plain_character(c) for c in run.decode("utf-8", "replace")).encode()
        self[run] = folded
        return folded


class _Numbers(dict[bytes, int]):
    """Words and their numbers: CRC-32 of the folded word, the same on every machine."""

    def __missing__(self, word: bytes) -> int:
        if len(self) > 1_000_000:
            self.clear()
        number = _number(word)
        self[word] = number
        return number


class _Chunks(dict[str, tuple[int, ...]]):
    """Stretches without white space and the numbers of the words in them."""

    def __missing__(self, chunk: str) -> tuple[int, ...]:
        if len(self) > 200_000:
            self.clear()
        plain = fold(chunk.encode("utf-8", "replace").replace(SENTINEL, b" "))
        numbers = tuple(NUMBERS[word] for word in plain.split() if NUMBERS[word] != DROPPED)
        self[chunk] = numbers
        return numbers


def _plain_character(character: str) -> str:
    """Fold one non-ASCII character: accents off, invisible ones away, punctuation to a space."""
    if character in _APOSTROPHES:
        return "'"
    category = unicodedata.category(character)
    if category in ("Cf", "Mn", "Me", "Co", "Cs", "Cn"):
        return ""
    plain = "".join(c for c in unicodedata.normalize("NFKD", character) if unicodedata.category(c)[0] != "M")
    plain = plain.casefold()
    if any(c.isalnum() for c in plain):
        plain = "".join(c if c.isalnum() else " " for c in plain)
        return f" {plain} " if unicodedata.name(character, "").startswith(_SPACED) else plain
    return " "


def _number(word: bytes) -> int:
    if word == SENTINEL:
        return MARK
    if word in _FILLERS:
        return DROPPED
    return max(zlib.crc32(_SAME.get(word) or _one_spelling(word)), 2)


def _one_spelling(word: bytes) -> bytes:
    """British and American spellings as one. That "flour" becomes "flor" does no harm: it does so on both sides."""
    if len(word) < 5:
        return b"gray" if word == b"grey" else word
    if not word.endswith(_BRITISH):
        return word
    for ending, other in _SPELLINGS:
        if word.endswith(ending):
            return word[: len(word) - len(ending)] + other
    return word


RUNS = _Runs()
NUMBERS = _Numbers()
CHUNKS = _Chunks()


def _plain_run(match: re.Match[bytes]) -> bytes:
    return RUNS[match[0]]


def fold(text: bytes) -> bytes:
    """Fold UTF-8 text to words separated by white space. `SENTINEL` stays."""
    if not text.isascii():
        text = _HIGH.sub(_plain_run, text)
    text = text.lower()
    for written, opened in _OPENED:
        if written in text:
            text = text.replace(written, opened)
    return text.translate(_TABLE)


def numbers_of(text: str) -> list[int]:
    """The numbers of the words of a text, fillers left out and a word said twice running counted once."""
    numbers: list[int] = []
    last = DROPPED
    for word in fold(text.encode("utf-8", "replace").replace(SENTINEL, b" ")).split():
        number = NUMBERS[word]
        if number not in (DROPPED, last):
            numbers.append(number)
            last = number
    return numbers


def _says(character: str) -> bool:
    """Whether a character is part of a word rather than around it."""
    if character.isalnum() or character in "%&":
        return True
    return character > "\x7f" and bool(_plain_character(character).strip(" '"))


class Stretch:
    """The words of a stretch of text in a form that is quick to compare; places are worked out when asked for.

    The words are those of `numbers_of`: a word said twice running counts once.
    """

    __slots__ = ("_chunks", "_kept", "numbers", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self._chunks = list(map(CHUNKS.__getitem__, text.split()))
        numbers = list(chain.from_iterable(self._chunks))
        self._kept: list[int] | None = None
        if any(map(operator.eq, numbers, islice(numbers, 1, None))):
            self._kept = [at for at, number in enumerate(numbers) if not at or number != numbers[at - 1]]
            numbers = [numbers[at] for at in self._kept]
        self.numbers = numbers

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Code points [start, end) from the word `first` to the word `last`, without the punctuation around them."""
        begin = self._chunk(first)
        length = self._chunk(last) + 1 - begin
        text = self.text
        rest = text.split(None, begin)[-1] if begin else text.lstrip()
        start = len(text) - len(rest)
        words = rest.split(None, length)
        end = len(text[: len(text) - len(words[-1])].rstrip() if len(words) > length else text.rstrip())
        head, tail = words[0], words[length - 1]
        if not head[0].isalnum():
            start += next((at for at, c in enumerate(head) if _says(c)), 0)
        if not tail[-1].isalnum():
            end -= next((at for at, c in enumerate(reversed(tail)) if _says(c)), 0)
        return (start, end) if start < end else (start, start + 1)

    def _chunk(self, word: int) -> int:
        """In which chunk a word stands."""
        if self._kept is not None:
            word = self._kept[word]
        elif len(self.numbers) == len(self._chunks) and () not in self._chunks:
            return word
        passed = 0
        for number, chunk in enumerate(self._chunks):
            passed += len(chunk)
            if word < passed:
                return number
        raise IndexError(word)
