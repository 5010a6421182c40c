"""The two texts of a finding as runs, with what only one of them has marked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import msgspec

from onrecord.types import Article, DiffOp, Finding, Span

_HEADS = ("headline", "subheading", "standfirst", "stamp", "caption")
Mark = Literal["", "ins", "del"]


class Run(msgspec.Struct, frozen=True):
    """A run of words; `gap` is the space that keeps it apart from the next run."""

    text: str
    mark: Mark = ""
    gap: str = ""


def own_spans(finding: Finding, article: Article) -> tuple[Span, ...]:
    """The words that the finding is about; of a headline's finding without the passages of the body it points to."""
    if finding.about == "quotation" or len(finding.printed) < 2:
        return finding.printed
    heads = [block.span for block in article.blocks if block.kind in _HEADS]
    own = tuple(span for span in finding.printed if any(head.start <= span.start < head.end for head in heads))
    return own or finding.printed[:1]


def body_passages(finding: Finding, article: Article) -> tuple[str, ...]:
    """The passages of the body that a finding about the headline points to."""
    own = own_spans(finding, article)
    return tuple(article.text[span.start : span.end] for span in finding.printed if span not in own)


def printed_runs(finding: Finding, article: Article) -> list[Run]:
    """The words as printed; those that the record does not have are marked "ins"."""
    if not finding.diff:
        words = " … ".join(article.text[span.start : span.end] for span in own_spans(finding, article))
        return [Run(words)] if words else []
    return _runs(finding.diff, "printed")


def recorded_runs(finding: Finding) -> list[Run]:
    """The words of the record; those that the page does not have are marked "del"."""
    if not finding.diff:
        words = " … ".join(place.words for place in finding.places if place.words)
        return [Run(words)] if words else []
    return _runs(finding.diff, "recorded")


def context_runs(text: str, lost: str) -> list[Run]:
    """The words before or after a passage; what a cut took away is marked "del"."""
    at = text.find(lost) if lost else -1
    if at < 0:
        return [Run(text)] if text else []
    parts = [Run(text[:at]), Run(lost, "del"), Run(text[at + len(lost) :])]
    return [part for part in parts if part.text]


def _runs(diff: Sequence[DiffOp], side: Literal["printed", "recorded"]) -> list[Run]:
    mark: Mark = "ins" if side == "printed" else "del"
    parts = [(getattr(op, side), "" if op.op == "equal" else mark) for op in diff if getattr(op, side)]
    runs = []
    for number, (text, marked) in enumerate(parts):
        following = parts[number + 1][0] if number + 1 < len(parts) else ""
        shown = text.strip() if marked else text
        gap = " " if following and (_apart(text, following) or shown != text) else ""
        runs.append(Run(shown if not gap else shown.rstrip(), marked, gap))
    return runs


def _apart(text: str, following: str) -> bool:
    return (
        not text[-1:].isspace()
        and not following[:1].isspace()
        and (following[:1].isalnum() and text[-1:] not in "-—“‘\"'([")
    )
