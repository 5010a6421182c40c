"""Where words of an article stand on the page they were read from."""

from __future__ import annotations

from bisect import bisect_right

from onrecord.types import Article, MapRun, Span


def page_spans(article: Article, span: Span) -> tuple[Span, ...]:
    """The stretches of the decoded page, in code points, that hold the words of a span of `Article.text`.

    One stretch where the page has the words unbroken; several where markup or entities stand between them. White space
    that the page writes otherwise, and characters written as entities, belong to no stretch. An article whose text is
    the
    page (no `page_map`) answers the span itself.
    """
    runs = article.page_map
    if not runs:
        return (span,)
    found: list[Span] = []
    at = max(0, bisect_right(runs, (span.start, 1 << 62, 0)) - 1)
    for run in runs[at:]:
        if run.text >= span.end:
            break
        start, end = max(span.start, run.text), min(span.end, run.text + run.length)
        if start < end:
            found.append(Span(run.page + start - run.text, run.page + end - run.text))
    return tuple(found)


def joined_runs(runs: list[tuple[int, int, int]]) -> tuple[MapRun, ...]:
    """Runs (text, page, length) with neighbours joined where both sides go on without a gap."""
    made: list[MapRun] = []
    for text, page, length in runs:
        if length <= 0:
            continue
        if made:
            last = made[-1]
            if last.text + last.length == text and last.page + last.length == page:
                made[-1] = MapRun(last.text, last.page, last.length + length)
                continue
        made.append(MapRun(text, page, length))
    return tuple(made)
