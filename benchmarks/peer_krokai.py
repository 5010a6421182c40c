"""Ask krokai about the cases of a quotation benchmark, so that it stands in the same table on the same cases.

    python benchmarks/peer_krokai.py --cases CASES.jsonl --record RECORD --out OUT.jsonl [--sample 0.1] [--seed 1]
                                     [--sampled CASES_OUT.jsonl] [--seconds 600]

Needs `pip install krokai` (MIT; measured: 0.15.0). Each transcript becomes one plain text file in a folder, turn after
turn with its label, which is how krokai takes sources; then `krokai.verify.check` is asked, the function behind its
commands. The sample is drawn as the benchmark's own baseline draws it, so that both see the same cases. Its verdicts
are read kindly: what it calls clean is S0, "not found" is no charge, its "!" is S2 and its "!!" S3. It has no speakers,
so the speaker is always "right", and no place within a file is written out.
"""

from __future__ import annotations

import argparse
import importlib
import json
import random
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from predict_quotes import sources

ABSENT = ("NOT_FOUND", "NO_SOURCE_ON_DISK")
WORDS = {
    "VERIFIED": "verbatim", "PUNCTUATION": "verbatim", "TYPESETTING": "verbatim", "ASSEMBLED": "trimmed",
    "WRONG_SPEAKER": "verbatim", "TRUNCATED_CONDITION": "trimmed", "TRUNCATED_OPENING": "trimmed",
    "ELLIPSIS_HIDES": "trimmed", "SPLICED": "spliced", "SCATTERED": "spliced", "FRAGMENTS": "altered",
    "OPERATOR": "altered", "PARTIAL": "altered", "ALTERED": "altered",
    "FOUND_ELSEWHERE": "not_on_record", "NOT_FOUND": "not_on_record", "NO_SOURCE_ON_DISK": "not_on_record",
}  # fmt: skip


def library(record: Path, folder: Path) -> int:
    """Write every source as a text file; the number of them."""
    count = 0
    for number, source in enumerate(sources(record)):
        turns = (f"{turn.speaker}: {turn.text}" if turn.speaker else turn.text for turn in source.turns)
        (folder / f"{number:05}.txt").write_text("\n\n".join(turns) + "\n", encoding="utf-8")
        count += 1
    return count


def sampled(path: Path, share: float, seed: int) -> list[dict[str, Any]]:
    """The cases, or a share of them, drawn as the benchmark's baseline draws it."""
    cases = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    if share < 1:
        random.Random(seed).shuffle(cases)
        cases = cases[: int(len(cases) * share)]
    return sorted(cases, key=lambda case: str(case["id"]))


def severity(verdict: str, verdicts: Any) -> str:
    """Our scale for one of its verdicts."""
    if verdict in verdicts.CLEAN or verdict in ABSENT:
        return "S0"
    return "S3" if verdicts.MARK[verdict].strip() == "!!" else "S2"


def main() -> None:
    """Write the library, ask about each case, write the predictions."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cases", type=Path, required=True)
    parser.add_argument("--record", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--sample", type=float, default=0.1)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--sampled", type=Path, help="also write the cases that were drawn")
    parser.add_argument("--seconds", type=float, default=600.0, help="stop asking after so many seconds")
    arguments = parser.parse_args()
    try:
        verify, verdicts = importlib.import_module("krokai.verify"), importlib.import_module("krokai.verdicts")
        corpus = importlib.import_module("krokai.corpus")
    except ModuleNotFoundError:
        sys.exit("krokai is not installed: pip install krokai==0.15.0, then run this again.")
    cases = sampled(arguments.cases, arguments.sample, arguments.seed)
    with tempfile.TemporaryDirectory() as folder:
        count = library(arguments.record, Path(folder))
        begun = time.process_time()
        held = corpus.Corpus([folder], quiet=True)
        built, asked = time.process_time() - begun, 0
        begun = time.process_time()
        with arguments.out.open("w", encoding="utf-8") as out:
            for case in cases:
                if time.process_time() - begun > arguments.seconds:
                    break
                verdict = verify.check(case["quote"], held)[0]
                said = {"words": WORDS.get(verdict, "altered"), "speaker": "right", "spans": []}
                line = {"id": case["id"], **said, "severity": severity(verdict, verdicts), "verdict": verdict}
                out.write(json.dumps(line) + "\n")
                asked += 1
    if arguments.sampled:
        arguments.sampled.write_text("".join(json.dumps(c) + "\n" for c in cases[:asked]), encoding="utf-8")
    spent = time.process_time() - begun
    print(f"{count} sources read in {built:.1f} s; {asked} of {len(cases)} cases asked in {spent:.1f} s of processor")


if __name__ == "__main__":
    main()
