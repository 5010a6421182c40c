"""An article made of lines, for tests; and the seed page where the measuring data lies beside the checkout."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from onrecord.statements import find_statements
from onrecord.types import Article, Block, BlockKind, Day, Span, Statement


def article_of(*lines: str | tuple[BlockKind, str], date: Day | None = None, site: str = "") -> Article:
    """Lines are paragraphs; ("headline", "...") names another kind of block."""
    text, blocks, place = [], [], 0
    for line in lines:
        kind, words = ("paragraph", line) if isinstance(line, str) else line
        text.append(words)
        blocks.append(Block(kind=kind, span=Span(place, place + len(words))))
        place += len(words) + 2
    return Article(text="\n\n".join(text), blocks=tuple(blocks), date=date or Day(), site=site)


def statements_of(*lines: str | tuple[BlockKind, str]) -> tuple[Article, tuple[Statement, ...]]:
    article = article_of(*lines)
    return article, find_statements(article, model="none")


def shared(*parts: str) -> Path:
    """A file of the measuring data, or a skipped test."""
    root = Path(os.environ.get("ONRECORD_SHARED", Path(__file__).parents[2].parent / "shared"))
    path = root.joinpath(*parts)
    if not path.exists():
        pytest.skip(f"the measuring data are not beside the checkout: {path}")
    return path
