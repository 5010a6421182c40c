"""Score resolved speakers of quotations against `benchmarks/gold/speakers.jsonl`, wrong and unclear counted apart.

    python benchmarks/who.py TRAIN.jsonl [--model auto|none|FOLDER] [--half dev|check] [--show]

TRAIN.jsonl holds {"id", "text"}; the gold holds offsets, names and the SHA-256 of each text, no text. A quotation of
kind "named" is right when the name given is the gold name (or one that is marked as fair too), short of titles,
"wrong" when another name is given, "unclear" when none is. For "unnamed" and "none" any name is wrong.
"not-speech" (titles, slogans, terms in quotation marks) is counted apart and is not part of the figure.
"""

from __future__ import annotations

import argparse
import collections
import hashlib
import json
import re
from pathlib import Path

from onrecord.statements import find_statements
from onrecord.types import Article, Speaker

GOLD = Path(__file__).parent / "gold" / "speakers.jsonl"


def plain(name: str) -> tuple[str, ...]:
    """A name as words in lower case, without articles, stops and titles."""
    words = re.findall(r"\w+", re.sub(r"['’]s\b", "", name.lower()))
    return tuple(w for w in words if w not in ("the", "jr", "sr", "mr", "mrs", "ms", "dr"))


def same(given: str, wanted: str) -> bool:
    """Whether two names are one: the same words, or the same first and last; initials aside."""
    one = [w for w in plain(given) if len(w) > 1]
    two = [w for w in plain(wanted) if len(w) > 1]
    return bool(one) and bool(two) and (one == two or (len(one) > 1 and one[0] == two[0] and one[-1] == two[-1]))


def judge(speaker: Speaker, quote: dict[str, object]) -> str:
    """right, wrong or unclear for one quotation."""
    fair = [quote, *quote.get("also", [])]  # type: ignore[misc]
    names = [str(f["name"]) for f in fair if f["kind"] == "named"]
    if speaker.name:
        return "right" if any(same(speaker.name, n) for n in names) else "wrong"
    if any(f["kind"] in ("unnamed", "none") for f in fair):
        return "right"
    return "unclear"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", type=Path)
    parser.add_argument("--model", default="auto")
    parser.add_argument("--half", choices=("dev", "check"))
    parser.add_argument("--show", action="store_true", help="print each that is not right (your own terminal only)")
    arguments = parser.parse_args()
    model = arguments.model if arguments.model in ("auto", "none") else Path(arguments.model)
    texts = {a["id"]: a["text"] for a in map(json.loads, arguments.articles.open(encoding="utf-8"))}
    counts: dict[str, collections.Counter[str]] = collections.defaultdict(collections.Counter)
    for line in map(json.loads, GOLD.open(encoding="utf-8")):
        if arguments.half and line["half"] != arguments.half:
            continue
        text = texts[line["id"]]
        if hashlib.sha256(text.encode()).hexdigest() != line["sha256"]:
            raise SystemExit(f"{line['id']}: the text is not the one that was annotated")
        statements = find_statements(Article(text=text, blocks=()), model=model)
        inside = {p.start: s for s in statements for p in s.quoted}
        for quote in line["quotes"]:
            start, end = quote["span"]
            found = next((inside[p] for p in range(start, min(end, start + 4)) if p in inside), None)
            if quote["kind"] == "not-speech":
                counts["not speech"]["named" if found is not None and found.speaker.name else "no name"] += 1
                continue
            verdict = judge(found.speaker, quote) if found is not None else "unclear"
            counts[line["half"]][verdict] += 1
            counts["all"][verdict] += 1
            if arguments.show and verdict != "right":
                given = (
                    f"{found.speaker.name or found.speaker.kind} ({found.reason})" if found is not None else "not found"
                )
                source = [text[a:b] for a, b in found.source] if found is not None else []
                print(
                    f"{verdict:8} {line['id'][:34]} {text[start:end][:50]!r} "
                    f"gold {quote['name'] or quote['kind']!r}: {source} {given}"
                )
    for name, counter in sorted(counts.items()):
        total = sum(counter.values())
        shares = ", ".join(f"{k} {v} ({100 * v / total:.1f} %)" for k, v in sorted(counter.items()))
        print(f"{name:12} {total:4}  {shares}")


if __name__ == "__main__":
    main()
