"""Holds headline and standfirst against the body: what they say that the body does not, or says otherwise."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.types import Article, Finding, Statement


def judge_headline(article: Article, statements: Sequence[Statement]) -> tuple[Finding, ...]:
    """Return one finding for each commitment of headline and standfirst that can be decided."""
    return ()
