"""Reading: pages become articles, transcripts become sources. What is loaded is loaded when it is used."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from onrecord.reading.article import article_from_text, read_article
    from onrecord.reading.files import find_files
    from onrecord.reading.page import FetchPolicy, Raw, load, raw_from_bytes
    from onrecord.reading.pagemap import page_spans
    from onrecord.reading.sources import article_source, read_sources
    from onrecord.reading.xmlsource import FeedEntry, feed_entries

__all__ = [
    "FeedEntry",
    "FetchPolicy",
    "Raw",
    "article_from_text",
    "article_source",
    "feed_entries",
    "find_files",
    "load",
    "page_spans",
    "raw_from_bytes",
    "read_article",
    "read_sources",
]

_HOMES = {
    "FeedEntry": "xmlsource",
    "FetchPolicy": "page",
    "Raw": "page",
    "article_from_text": "article",
    "article_source": "sources",
    "feed_entries": "xmlsource",
    "find_files": "files",
    "load": "page",
    "page_spans": "pagemap",
    "raw_from_bytes": "page",
    "read_article": "article",
    "read_sources": "sources",
}


def __getattr__(name: str) -> object:
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f"onrecord.reading.{home}"), name)
