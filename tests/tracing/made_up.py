"""Articles in a few words: a line a paragraph, the first one the headline."""

from __future__ import annotations

import datetime

from onrecord.types import Article, Block, Day, Source, SourceInfo, Span, Turn


def article(text: str, *, kinds: str = "", date: str = "", site: str = "", url: str = "") -> Article:
    """Read lines as blocks: `kinds` names the first ones, the others are paragraphs."""
    names = kinds.split()
    blocks, at = [], 0
    for number, line in enumerate(text.split("\n")):
        if line:
            kind = names[number] if number < len(names) else "paragraph"
            blocks.append(Block(kind=kind, span=Span(at, at + len(line))))  # type: ignore[arg-type]
        at += len(line) + 1
    day = Day(first=datetime.date.fromisoformat(date)) if date else Day()
    return Article(text=text, blocks=tuple(blocks), date=day, site=site, url=url)


def source(name: str, text: str, *, date: str = "", outlet: str = "", url: str = "") -> Source:
    """Read lines as the paragraphs of an article in the record."""
    info = SourceInfo(
        id=name,
        kind="article",
        outlet=outlet or name,
        url=url,
        date=datetime.date.fromisoformat(date) if date else None,
    )
    return Source(info=info, turns=tuple(Turn(speaker="", text=line) for line in text.split("\n") if line))
