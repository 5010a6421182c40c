"""Who stands where: one row for each position that somebody on the page takes, with the sentence behind it."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.types import Article, Position, Statement


def positions(article: Article, statements: Sequence[Statement]) -> tuple[Position, ...]:
    """Return the positions that the statements of a page take."""
    return ()
