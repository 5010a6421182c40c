"""One page held against articles: what it has from which of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from onrecord.types import Article, Source, Span, Trace


def trace(article: Article, sources: Iterable[Source], quoted: Sequence[Span] | None = None) -> Trace:
    """Return what the page shares with the sources."""
    return Trace()
