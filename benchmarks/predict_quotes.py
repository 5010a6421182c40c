"""Write what onrecord says about each case of a quotation benchmark. Holds no rule of its own.

    python benchmarks/predict_quotes.py --cases CASES.jsonl --record RECORD --out OUT.jsonl [--mode given|whole]

RECORD is a transcript file or a folder of transcripts. Mode `given` hands over the quotation and the claimed speaker;
mode `whole` hands over only the text around it, read as a page would be, and writes the finding whose quotation
overlaps the one in question (none, no line). Cases with an `article_sentence` have the seven words of that benchmark;
for others the verdicts are written as they are.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from onrecord.judging import House, judge, load_house
from onrecord.reading import article_from_text, load, read_sources
from onrecord.record import Record
from onrecord.statements import as_printed, find_statements
from onrecord.types import Finding, Printed, Source, Speaker

SEVEN = {
    "ellipsis": "trimmed", "cut": "trimmed", "qualifier-lost": "trimmed", "paraphrase": "altered",
    "not-in-record": "not_on_record", "ambiguous": "not_on_record", "no-record": "not_on_record",
    "record-incomplete": "not_on_record", "not-checkable": "not_on_record", "found-elsewhere": "not_on_record",
}  # fmt: skip


def sources(path: Path) -> Iterator[Source]:
    """Every source of a file or of a folder, in the order of the names."""
    for file in sorted(p for p in path.rglob("*") if p.is_file()) if path.is_dir() else [path]:
        yield from read_sources(load(str(file)))


def given(case: dict[str, Any]) -> Printed:
    """The quotation and the claimed speaker, and nothing else."""
    return Printed(
        pieces=tuple(case.get("quote_parts") or (case["quote"],)), speaker=Speaker(name=case["claimed_speaker"] or "")
    )


def around(case: dict[str, Any]) -> str:
    """The text that a page would have."""
    if "article_sentence" in case:
        return str(case["article_sentence"])
    return "\n\n".join(part for part in (case.get("article_before"), case.get("article_passage")) if part)


def whole(case: dict[str, Any], record: Record, house: House) -> Finding | None:
    """Read the text as a page and judge the quotation that overlaps the one in question."""
    text = around(case)
    article = article_from_text(text)
    start, end = located(article.text, case["quote"])
    best: tuple[int, Printed] | None = None
    for statement in find_statements(article):
        printed = as_printed(article, statement)
        if printed is None:
            continue
        shared = sum(max(0, min(end, span.end) - max(start, span.start)) for span in printed.spans)
        if shared and (best is None or shared > best[0]):
            best = (shared, printed)
    return judge(best[1], record.find(best[1]), house) if best else None


def located(text: str, quote: str) -> tuple[int, int]:
    """Where the quotation stands in the text: from its first words to its last."""
    head, tail = quote[:25], quote[-25:]
    start = text.find(head)
    end = text.rfind(tail)
    if start < 0:
        start = text.find(quote[:10])
    if end < 0:
        end = start + len(quote) - 25
    return start, max(start + 1, end + 25)


def line(case: dict[str, Any], finding: Finding) -> str:
    """One prediction in the form that the benchmark asks for."""
    words, speaker = str(finding.words), str(finding.speaker)
    if "article_sentence" in case:
        words, speaker = SEVEN.get(words, words), "right" if speaker == "stands-for" else speaker
    spans = [[place.source.id, place.turn, place.span.start, place.span.end] for place in finding.places]
    return json.dumps(
        {"id": case["id"], "words": words, "speaker": speaker, "severity": finding.severity, "spans": spans}
    )


def main() -> None:
    """Read the cases, ask the record, write the predictions."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cases", type=Path, required=True)
    parser.add_argument("--record", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--mode", choices=("given", "whole"), default="given")
    parser.add_argument("--house", default="ap", help="house profile (default: ap, as on the command line)")
    parser.add_argument("--findings", type=Path, help="also write the whole findings here")
    arguments = parser.parse_args()
    house = load_house(arguments.house)
    record = Record.of(sources(arguments.record))
    begun = time.perf_counter()
    findings: list[str] = []
    with arguments.cases.open(encoding="utf-8") as cases, arguments.out.open("w", encoding="utf-8") as out:
        for case in map(json.loads, filter(str.strip, cases)):
            if arguments.mode == "given":
                printed = given(case)
                finding: Finding | None = judge(printed, record.find(printed), house)
            else:
                finding = whole(case, record, house)
            if finding is not None:
                out.write(line(case, finding) + "\n")
                if arguments.findings:
                    findings.append(json.dumps({"id": case["id"], **evidence(finding)}, ensure_ascii=False))
    if arguments.findings:
        arguments.findings.write_text("\n".join(findings) + "\n", encoding="utf-8")
    print(f"{time.perf_counter() - begun:.1f} s", file=sys.stderr)


def evidence(finding: Finding) -> dict[str, Any]:
    """What a comparison of two versions needs to show about a finding."""
    return {
        "words": finding.words,
        "speaker": finding.speaker,
        "severity": finding.severity,
        "reason": finding.reason,
        "overruled": finding.overruled,
    }


if __name__ == "__main__":
    main()
