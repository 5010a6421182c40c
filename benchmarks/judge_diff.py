"""Show which findings of both quotation benchmarks a change to the judging rules gained and lost.

    python benchmarks/judge_diff.py BASE [--shared FOLDER] [--sample N]      (make judge-diff BASE=REV)

BASE is a git revision. It is checked out into a temporary worktree; both versions predict the same cases with
benchmarks/predict_quotes.py, each with its own code, and every case whose words, speaker or severity differ is listed
with what the gold says: "better", "worse" or "other" by distance of the severity from the gold's.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent


def shared_folder(given: str | None) -> Path:
    """The measuring data beside the checkout."""
    return Path(given or os.environ.get("ONRECORD_SHARED") or ROOT.parent / "shared").resolve()


def sets(shared: Path) -> Iterator[tuple[str, Path, Path]]:
    """Name, cases and record of each benchmark."""
    bench = shared / "bench"
    yield "quotes", bench / "quotes" / "cases.jsonl", bench / "quotes" / "record.jsonl"
    yield "real_quotes", bench / "real_quotes" / "cases.jsonl", shared / "data" / "campaign2016" / "text"


def record_files(cases: Path, record: Path, scratch: Path) -> Path:
    """A folder with only the files that the benchmark names, where it names them."""
    names = cases.parent / "record_files.txt"
    if not names.exists():
        return record
    folder = scratch / cases.parent.name
    folder.mkdir(exist_ok=True)
    for name in names.read_text(encoding="utf-8").split("\n"):
        if name and not (folder / name).exists():
            (folder / name).symlink_to(record / name)
    return folder


def predict(tree: Path, cases: Path, record: Path, out: Path) -> dict[str, dict[str, Any]]:
    """What the code of a working tree says about the cases."""
    environment = {**os.environ, "PYTHONPATH": str(tree / "src")}
    script = tree / "benchmarks" / "predict_quotes.py"
    arguments = [
        "--cases",
        str(cases),
        "--record",
        str(record),
        "--out",
        str(out),
        "--findings",
        str(out) + ".findings",
    ]
    subprocess.run([sys.executable, str(script), *arguments], check=True, env=environment, cwd=tree)
    lines = Path(str(out) + ".findings").read_text(encoding="utf-8").splitlines()
    return {row["id"]: row for row in map(json.loads, lines)}


def step(severity: object) -> int:
    """S3 or 3 as a number."""
    return int(str(severity).lstrip("S"))


def compare(name: str, cases: Path, before: dict[str, dict[str, Any]], after: dict[str, dict[str, Any]]) -> None:
    """List the cases that differ and count them."""
    gold = {row["id"]: row for row in map(json.loads, cases.read_text(encoding="utf-8").splitlines())}
    counts = {"better": 0, "worse": 0, "other": 0}
    for key in sorted(after):
        old, new = before.get(key), after[key]
        if old is None or all(old[field] == new[field] for field in ("words", "speaker", "severity")):
            continue
        want = step(gold[key]["gold"]["severity"])
        was, now = abs(step(old["severity"]) - want), abs(step(new["severity"]) - want)
        kind = "better" if now < was else "worse" if now > was else "other"
        counts[kind] += 1
        print(f"{kind:7}{key}  gold S{want}  {label(old)} -> {label(new)}  {new['reason'][:110]}")
    print(f"{name}: {counts['better']} better, {counts['worse']} worse, {counts['other']} otherwise changed\n")


def label(row: dict[str, Any]) -> str:
    """A finding in three words."""
    return f"{row['severity']} {row['words']} {row['speaker']}"


def sampled(cases: Path, number: int, scratch: Path) -> Path:
    """The cases, or a sample of them drawn with a fixed seed."""
    if not number:
        return cases
    lines = cases.read_text(encoding="utf-8").splitlines()
    random.Random(1).shuffle(lines)
    out = scratch / f"{cases.parent.name}-cases.jsonl"
    out.write_text("\n".join(lines[:number]) + "\n", encoding="utf-8")
    return out


def main() -> None:
    """Check out the base, predict twice, compare."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("base", help="git revision to compare with")
    parser.add_argument("--shared", help="folder of the measuring data (default: ../shared, or ONRECORD_SHARED)")
    parser.add_argument("--sample", type=int, default=0, help="only so many cases of each set")
    arguments = parser.parse_args()
    shared = shared_folder(arguments.shared)
    if not shared.is_dir():
        sys.exit(f"{shared}: the measuring data are not there. Name their folder with --shared.")
    with tempfile.TemporaryDirectory() as folder:
        scratch = Path(folder)
        tree = scratch / "base"
        subprocess.run(
            ["git", "worktree", "add", "--quiet", "--detach", str(tree), arguments.base], check=True, cwd=ROOT
        )
        try:
            for name, cases, record in sets(shared):
                held = record_files(cases, record, scratch)
                asked = sampled(cases, arguments.sample, scratch)
                before = predict(tree, asked, held, scratch / f"{name}-before.jsonl")
                after = predict(ROOT, asked, held, scratch / f"{name}-after.jsonl")
                compare(name, cases, before, after)
        finally:
            subprocess.run(["git", "worktree", "remove", "--force", str(tree)], check=True, cwd=ROOT)


if __name__ == "__main__":
    main()
