"""Check dated articles of a collection against a record and print every finding at a severity, to be read by eye.

    python benchmarks/real_pages.py ARTICLES.jsonl.gz RECORD [--seed 1] [--number 150] [--at S2]

ARTICLES has a JSON object a line with title, date, source and content_original; RECORD is a folder made by
`onrecord record add`. Prints how often each verdict was given, then the findings with both texts: what is read there
is third-party text and stays on the screen.
"""

from __future__ import annotations

import argparse
import collections
import datetime
import gzip
import json
import random
from pathlib import Path
from typing import Any

import msgspec

from onrecord import Record, check
from onrecord.reading import article_from_text
from onrecord.types import Article, Day, Finding


def dated(line: dict[str, Any]) -> Article:
    """The article as a page of its date."""
    day = datetime.date.fromisoformat(line["date"])
    article = article_from_text(f"{line['title']}\n\n{line['content_original']}")
    return msgspec.structs.replace(article, date=Day(first=day, last=day, reason="the collection"))


def show(line: dict[str, Any], article: Article, finding: Finding) -> None:
    """One finding with both texts and the words before."""
    start, end = finding.printed[0].start, finding.printed[-1].end
    who = f"{finding.claimed_speaker or '-'} / {finding.actual_speaker or '-'}"
    print(f"--- {line['source']} {line['date']} {finding.severity} {finding.words} {finding.speaker} {who}")
    print("  before ", " ".join(article.text[max(0, start - 150) : start].split()))
    print("  printed", " // ".join(article.text[span.start : span.end] for span in finding.printed))
    print("  after  ", " ".join(article.text[end : end + 80].split()))
    for place in finding.places[:2]:
        print("  record ", place.source.date, place.speaker, place.words[:500])
    print("  reason ", finding.reason, finding.overruled)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", type=Path)
    parser.add_argument("record", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--number", type=int, default=150)
    parser.add_argument("--at", default="S2")
    args = parser.parse_args()
    with gzip.open(args.articles, "rt", encoding="utf-8") as file:
        lines = [json.loads(line) for line in file]
    random.Random(args.seed).shuffle(lines)
    given: collections.Counter[tuple[str, str]] = collections.Counter()
    to_read: list[tuple[dict[str, Any], Article, Finding]] = []
    with Record.open(args.record, readonly=True) as record:
        for line in lines[: args.number]:
            article = dated(line)
            for finding in check(article, record).findings:
                given[finding.words or finding.verdict, finding.severity] += 1
                if finding.about == "quotation" and finding.severity >= args.at:
                    to_read.append((line, article, finding))
    for (verdict, severity), number in sorted(given.items()):
        print(f"{severity} {verdict:40}{number:6}")
    for line, article, finding in to_read:
        show(line, article, finding)


if __name__ == "__main__":
    main()
