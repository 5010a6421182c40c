"""How well pages are read: words of the story found, against gold text, beside trafilatura on the same pages.

    python benchmarks/reading.py PAGES_FOLDER [--peer]

PAGES_FOLDER holds html/*.html.gz and ground-truth.json, as the article-extraction benchmark of Scrapinghub does.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import statistics
import time
from collections import Counter
from pathlib import Path

from onrecord.reading import extractor, raw_from_bytes, read_article

STORY = ("paragraph", "blockquote", "list-item", "subheading", "handover", "standfirst", "dateline")


def f1(found: str, gold: str) -> tuple[float, float, float]:
    """F1, precision and recall of the words, each counted as often as it stands."""
    have, want = Counter(re.findall(r"\w+", found.lower())), Counter(re.findall(r"\w+", gold.lower()))
    both = sum((have & want).values())
    precision, recall = both / max(1, sum(have.values())), both / max(1, sum(want.values()))
    return (2 * precision * recall / (precision + recall) if both else 0.0), precision, recall


def ours(data: bytes) -> str:
    """The story as this project reads it."""
    article = read_article(raw_from_bytes(data, origin="page", media_type="text/html"))
    return "\n".join(article.text[b.span.start : b.span.end] for b in article.blocks if b.kind in STORY)


def alone(data: bytes) -> str:
    """The story as this project reads it without asking the extractor about doubtful pages."""
    limit, extractor.MAX_PAGE = extractor.MAX_PAGE, 0
    try:
        return ours(data)
    finally:
        extractor.MAX_PAGE = limit


def peers(data: bytes) -> str:
    """The story as trafilatura reads it, with its own settings for news."""
    import trafilatura

    return trafilatura.extract(data, include_comments=False, include_tables=True) or ""


def main() -> None:
    """Print median and mean for each reader, and the worst pages by id."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--peer", action="store_true", help="measure trafilatura too")
    parser.add_argument("--worst", type=int, default=8)
    options = parser.parse_args()
    gold = json.loads((options.folder / "ground-truth.json").read_text())
    readers = {"onrecord": ours} | ({"own alone": alone, "trafilatura": peers} if options.peer else {})
    for name, reader in readers.items():
        rows, spent = [], 0.0
        for page in sorted(gold):
            data = gzip.decompress((options.folder / "html" / f"{page}.html.gz").read_bytes())
            begun = time.perf_counter()
            found = reader(data)
            spent += time.perf_counter() - begun
            rows.append((*f1(found, gold[page]["articleBody"]), page))
        for i, what in enumerate(("F1", "precision", "recall")):
            values = [row[i] for row in rows]
            print(f"{name:12} {what:9} median {statistics.median(values):.3f} mean {statistics.mean(values):.3f}")
        print(
            f"{name:12} {len(rows)} pages, {1000 * spent / len(rows):.1f} ms a page,"
            f" below .8: {sum(r[0] < 0.8 for r in rows)}"
        )
        for score, precision, recall, page in sorted(rows)[: options.worst]:
            print(f"  {page[:12]} F1 {score:.3f} precision {precision:.3f} recall {recall:.3f}")


if __name__ == "__main__":
    main()
