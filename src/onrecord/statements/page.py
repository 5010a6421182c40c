"""An article prepared for reading: its lines, sentences and quotations, and quick answers about offsets."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from onrecord.statements.quotes import find_quotations
from onrecord.statements.sentences import sentences_of
from onrecord.types import Block, Quotation, Span

_LINE = re.compile(r"[^\n\r\u2028\u2029]+")


class Page:
    """Text with lines ("paragraphs"), sentences and quotations in page order. Offsets are code points."""

    def __init__(self, text: str, blocks: Sequence[Block] = ()) -> None:
        self.text = text
        self.blocks = blocks
        self.paragraphs = tuple(Span(*m.span()) for m in _LINE.finditer(text) if not m.group().isspace())
        self.quotations: tuple[Quotation, ...] = find_quotations(text, self.paragraphs)
        self.spoken = tuple(q for q in self.quotations if q.depth == 0 and not q.scare)
        self.sentences: list[Span] = []
        self.sentence_line: list[int] = []
        self._paragraph_starts = [p[0] for p in self.paragraphs]
        self._block_starts = [b.span[0] for b in blocks]
        first = 0
        for line, paragraph in enumerate(self.paragraphs):
            while first < len(self.spoken) and self.spoken[first].outer[1] <= paragraph[0]:
                first += 1
            last = first
            while last < len(self.spoken) and self.spoken[last].outer[0] < paragraph[1]:
                last += 1
            found = sentences_of(text, paragraph, self.spoken[first:last])
            self.sentences.extend(found)
            self.sentence_line.extend([line] * len(found))
        self._sentence_starts = [s[0] for s in self.sentences]
        pieces = sorted(p for q in self.spoken for p in q.pieces)
        self._piece_starts = [p[0] for p in pieces]
        self._piece_ends = [p[1] for p in pieces]

    def line_at(self, place: int) -> int:
        """Index of the line that holds a place, or of the last one before it; -1 before the first."""
        return bisect_right(self._paragraph_starts, place) - 1

    def sentence_at(self, place: int) -> int:
        """Index of the sentence that holds a place, or of the last one before it; -1 before the first."""
        return bisect_right(self._sentence_starts, place) - 1

    def block_at(self, place: int) -> int:
        """Index of the block that holds a place, -1 where none does."""
        index = bisect_right(self._block_starts, place) - 1
        return index if index >= 0 and place < self.blocks[index].span[1] else -1

    def kind_at(self, place: int) -> str:
        """The kind of the block that holds a place, "" where none does."""
        index = self.block_at(place)
        return self.blocks[index].kind if index >= 0 else ""

    def is_quoted(self, place: int) -> bool:
        """Whether the character stands inside quotation marks of speech."""
        index = bisect_right(self._piece_starts, place) - 1
        return index >= 0 and place < self._piece_ends[index]
