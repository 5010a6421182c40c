"""What is said about the headlines of annotated articles whose first line is the title, to be read by eye.

    python benchmarks/headlines.py ARTICLES.jsonl [--every N] [--statements gold|found] [--model none|auto]

Prints each finding above S0 with ids and words, and counts by verdict.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from pathlib import Path
from typing import Any

from onrecord.judging.headline import judge_headline
from onrecord.types import Article, Block, Span, Speaker, Statement


def article(text: str) -> Article:
    """Read the first line as the headline and every other line as a paragraph."""
    blocks, at = [], 0
    for line in text.split("\n"):
        if line.strip():
            blocks.append(Block(kind="paragraph" if blocks else "headline", span=Span(at, at + len(line))))
        at += len(line) + 1
    return Article(text=text, blocks=tuple(blocks))


def gold_statements(row: dict[str, Any], text: str) -> tuple[Statement, ...]:
    """Read the annotation's sources and contents as statements."""
    found = []
    for number, mark in enumerate(row["attributions"]):
        source = [Span(*span) for span in mark["source"]]
        name = " ".join(text[a:b] for a, b in source)
        found.append(
            Statement(
                id=f"s{number}",
                kind="indirect",
                content=tuple(Span(*span) for span in mark["content"]),
                source=tuple(source),
                speaker=Speaker(name=name, kind="person" if name else "none"),
            )
        )
    return tuple(found)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", type=Path)
    parser.add_argument("--every", type=int, default=1)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--model", choices=["none", "auto"], default="none")
    parser.add_argument("--statements", choices=["gold", "found"], default="found")
    arguments = parser.parse_args()
    counts: Counter[str] = Counter()
    pages = 0
    with arguments.articles.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            if number % arguments.every != arguments.first:
                continue
            row = json.loads(line)
            page = article(row["text"])
            pages += 1
            if arguments.statements == "gold":
                statements = gold_statements(row, row["text"])
            else:
                from onrecord.statements import find_statements

                statements = find_statements(page, model=arguments.model)
            for finding in judge_headline(page, statements):
                verdict = "stated by X only" if finding.verdict.endswith(" only") else finding.verdict
                counts[f"{finding.severity} {verdict}"] += 1
                if finding.severity != "S0":
                    print(f"{number} {row['id']}\n  {page.text[slice(*page.blocks[0].span)]}")
                    print(f"  {finding.severity} {finding.verdict}: {finding.reason}")
    print(f"{pages} pages")
    for verdict, count in counts.most_common():
        print(f"  {verdict}: {count}")


if __name__ == "__main__":
    main()
