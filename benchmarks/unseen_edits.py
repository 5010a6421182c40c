"""Make quotation cases with kinds of edit that the visible benchmark does not have, over other documents.

    python benchmarks/unseen_edits.py BULK_FOLDER OUT_FOLDER [--documents 60] [--each 40] [--seed 1]

Reads transcripts from BULK_FOLDER (any format that onrecord reads), draws sentences, edits them by rule and writes
OUT_FOLDER/record.jsonl and OUT_FOLDER/cases.jsonl in the shape of the shared benchmark, so that its scorer serves.
The gold follows from the edit that was made, by the rules of the specification. It is a check on how far the judging
rules carry beyond the cases that were looked at while they were written; it is not for tuning, and nothing that it
writes is to be published: altered quotations were never said.
"""

from __future__ import annotations

import argparse
import json
import random
import re
from collections.abc import Iterator
from pathlib import Path

from onrecord.reading import load, read_sources
from onrecord.types import Source
from unseen_kinds import EDITS, SENTENCE, STYLE, Edited, Said

SPOKEN = re.compile(r"^(MS|MR|DR|MRS)\.? [A-Z’'\-]+$|^SECRETARY [A-Z’'\-]+$")


def sentences(source: Source, *, asked: bool = False) -> Iterator[Said]:
    """Sentences of named speakers (or of reporters), 9 to 45 words, without stage directions."""
    for number, turn in enumerate(source.turns):
        spoken = turn.role == "reporter" if asked else bool(turn.person and SPOKEN.match(turn.speaker))
        if not spoken:
            continue
        for hit in SENTENCE.finditer(turn.text):
            raw = hit.group()
            text = raw.strip()
            if 9 <= len(text.split()) <= 45 and not re.search(r"[()\[\]…]|\.\.|--", text) and text[0].isupper():
                start = hit.start() + raw.index(text[0])
                yield Said(
                    source.info.id,
                    number,
                    start,
                    start + len(text),
                    text,
                    turn.text[hit.end() : hit.end() + 400],
                    turn.person,
                    turn.speaker,
                )


def misnamed(sources: list[Source], each: int, chance: random.Random) -> Iterator[tuple[str, Said, Edited]]:
    """Words given to somebody who did not say them, and to a house that the right person speaks for."""
    for source in sources:
        people = sorted({t.person for t in source.turns if t.person and SPOKEN.match(t.speaker)})
        spoken = list(sentences(source))
        chance.shuffle(spoken)
        for said in spoken[: each // 10]:
            others = [p for p in people if p != said.speaker]
            if others and len(said.text.split()) >= 12:
                who = chance.choice(others)
                yield (
                    "bad/other_speaker",
                    said,
                    Edited(said.text, "verbatim", "S4", STYLE, "wrong", who, "another person"),
                )
            if (
                "Press Secretary" in source.info.title
                and said.speaker.split()[-1] in source.info.title.split(" and ")[0]
            ):
                made = Edited(said.text, "verbatim", "S0", STYLE, "right", "the White House", "stands for")
                yield "ok/stands_for", said, made
        asked = list(sentences(source, asked=True))
        chance.shuffle(asked)
        for said in asked[: each // 10]:
            if people and len(said.text.split()) >= 12:
                made = Edited(said.text, "verbatim", "S4", STYLE, "wrong", people[0], "a reporter's words")
                yield "bad/reporter_words", said, made


def sentence_around(made: Edited, who: str, chance: random.Random) -> str:
    """A news sentence around the quotation."""
    if made.fragment:
        return chance.choice(("{} described it as “{}” at the briefing.", "{} spoke of “{}” in the afternoon.")).format(
            who, made.quote
        )
    quote = made.quote
    form = chance.choice(
        ("“{q}” {w} told the briefing.", "{w} said: “{q}”", "“{q}” according to {w}.", "As {w} put it, “{q}”")
    )
    if not form.startswith("“") or not quote.endswith("."):
        return form.format(q=quote, w=who)
    return form.format(q=quote[:-1] + ",", w=who)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("bulk", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--documents", type=int, default=60)
    parser.add_argument("--each", type=int, default=40)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    chance = random.Random(args.seed)
    files = sorted(p for p in args.bulk.rglob("*briefing*.md") if re.search(r"/202[34]-", str(p)))
    chance.shuffle(files)
    sources: list[Source] = []
    for path in files:
        found = [s for s in read_sources(load(str(path))) if sum(bool(t.person) for t in s.turns) >= 10]
        sources += found[:1]
        if len(sources) == args.documents:
            break
    pool = [said for source in sources for said in sentences(source)]
    chance.shuffle(pool)
    args.out.mkdir(parents=True, exist_ok=True)
    with open(args.out / "record.jsonl", "w", encoding="utf-8") as file:
        for source in sources:
            turns = [{"speaker": t.speaker, "role": t.role, "text": t.text} for t in source.turns]
            info = source.info
            line = {
                "id": info.id,
                "title": info.title,
                "date": str(info.date or ""),
                "place": info.place,
                "url": info.url,
                "source": "bulk",
                "licence": info.licence,
                "turns": turns,
            }
            file.write(json.dumps(line, ensure_ascii=False) + "\n")
    cases = []
    for name, function in EDITS.items():
        made_of = 0
        for said in pool:
            made = function(said, chance)
            if made is None or made.quote == said.text:
                continue
            cases.append(case(name, said, made, chance))
            made_of += 1
            if made_of == args.each:
                break
        print(f"{name:28}{made_of:5}")
    for name, said, made in misnamed(sources, args.each, chance):
        cases.append(case(name, said, made, chance))
    with open(args.out / "cases.jsonl", "w", encoding="utf-8") as file:
        for number, line in enumerate(cases):
            file.write(json.dumps({"id": f"unseen-{number:05}", **line}, ensure_ascii=False) + "\n")
    print(f"{len(cases)} cases over {len(sources)} documents")


def case(name: str, said: Said, made: Edited, chance: random.Random) -> dict[str, object]:
    """One line of cases.jsonl."""
    kind, sub = name.split("/")
    gold = {
        "words": {"ellipsis": "trimmed"}.get(made.words, made.words),
        "words_ok": sorted({{"ellipsis": "trimmed"}.get(made.words, made.words), *made.words_ok}),
        "speaker": made.speaker,
        "severity": made.severity,
        "spans": [[said.document, said.turn, said.start, said.end]],
        "edit": made.edit,
        "acceptable": made.severity in ("S0", "S1"),
    }
    return {
        "kind": kind,
        "sub": sub,
        "quote": made.quote,
        "article_sentence": sentence_around(made, made.claimed or said.speaker, chance),
        "claimed_speaker": made.claimed or said.speaker,
        "gold": gold,
    }


if __name__ == "__main__":
    main()
