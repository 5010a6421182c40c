"""Floors on real pages and transcripts, which lie beside the checkout and are never part of it."""

from __future__ import annotations

import gzip
import json
import os
import re
import statistics
from collections import Counter
from pathlib import Path

import pytest

from onrecord.reading import load, raw_from_bytes, read_article, read_sources

SHARED = Path(os.environ.get("ONRECORD_SHARED", Path(__file__).parents[3] / "shared"))
pytestmark = pytest.mark.shared


def given(path: str) -> Path:
    found = SHARED / path
    if not found.exists():
        pytest.skip(f"needs {path} of the measuring data beside the checkout")
    return found


def test_seed_page() -> None:
    article = read_article(load(str(given("data/seed/page.txt"))))
    kinds = [b.kind for b in article.blocks]
    assert kinds == [
        "headline",
        "stamp",
        "caption",
        "standfirst",
        "paragraph",
        "handover",
        *["paragraph"] * 10,
        "byline",
        "biography",
    ]
    assert article.text.encode() == given("data/seed/page.txt").read_bytes()
    assert article.date.first is None  # nothing on the page says it


# Pinned on 2026-11-22. Lowering a floor is a decision to be written down in benchmarks/RESULTS.md.
FLOOR_MEAN, FLOOR_MEDIAN = 0.965, 0.985


def test_words_of_the_story_on_real_pages() -> None:
    folder = given("data/html/scrapinghub")
    gold = json.loads((folder / "ground-truth.json").read_text())
    scores = []
    for page in sorted(gold)[::4]:
        raw = raw_from_bytes(
            gzip.decompress((folder / "html" / f"{page}.html.gz").read_bytes()), origin=page, media_type="text/html"
        )
        article = read_article(raw)
        story = " ".join(
            article.text[b.span.start : b.span.end]
            for b in article.blocks
            if b.kind not in ("headline", "byline", "date", "caption", "credit", "biography", "stamp", "boilerplate")
        )
        have, want = (Counter(re.findall(r"\w+", text.lower())) for text in (story, gold[page]["articleBody"]))
        both = sum((have & want).values())
        scores.append(2 * both / max(1, sum(have.values()) + sum(want.values())))
    assert statistics.mean(scores) > FLOOR_MEAN - 0.02  # a quarter of the pages
    assert statistics.median(scores) > FLOOR_MEDIAN - 0.01


def test_campaign_transcripts() -> None:
    folder = given("data/campaign2016/text")
    files = sorted(folder.iterdir())[::40]
    sources = [source for file in files for source in read_sources(load(str(file)))]
    assert len(sources) == len(files)
    assert sum(bool(s.turns[0].speaker) for s in sources) == len(sources)
    debates = [s for s in sources if len(s.turns) > 100]
    assert all(max(Counter(t.speaker for t in s.turns).values()) < 0.75 * len(s.turns) for s in debates)
