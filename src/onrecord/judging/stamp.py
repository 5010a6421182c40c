"""Holds a stamp such as "Fact checked" against what a stamp of that kind would need on the page."""

from __future__ import annotations

from onrecord.types import Article, StampPoint


def judge_stamp(article: Article) -> tuple[StampPoint, ...]:
    """Return what the stamp would need and whether the page has it; nothing for a page without a stamp."""
    return ()
