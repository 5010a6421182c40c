"""The quality gate: figures on the shared sets may not fall below the floors pinned in floors.toml.

    python benchmarks/gate.py              measure everything and compare; exit 1 below a floor
    python benchmarks/gate.py --repin      raise the floors to what is measured now
    python benchmarks/gate.py --repin --lower attribution.indirect     lower one floor, in so many words

A floor is pinned together with the hash of the data that it was measured on, so that a changed gold file cannot pass
for a better program. Figures of rates to keep low (false accusations) are ceilings. Where the shared data is missing
the gate says so and passes: it measures nothing it does not have.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Callable
from pathlib import Path

HERE = Path(__file__).resolve().parent
SHARED = Path(os.environ.get("ONRECORD_SHARED", HERE.parent.parent / "shared"))
FLOORS = HERE / "floors.toml"
ROUNDING = 0.05  # points by which a figure may miss its floor
OTHER_PROCESSOR = 0.5  # the same for sets that the 8-bit model decides: processors without VNNI round otherwise
MODEL_SETS = ("attribution", "quotes-whole")
KEPT_LOW = ("false_accusations", "absent_called_present", "right_speaker_called_wrong")

Figures = dict[str, float]


def run(*arguments: str | Path) -> str:
    """Run a script of ours or a scorer and return what it prints."""
    done = subprocess.run([sys.executable, *map(str, arguments)], capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"gate: {arguments[0]} ended with {done.returncode}: {done.stderr.strip()[-500:]}")
    return done.stdout


def attribution(work: Path) -> Figures:
    """Linked F1 on the dev part of the attribution corpus, in per cent."""
    gold = SHARED / "data/polnear/dev.jsonl"
    run(HERE / "predict_attribution.py", gold, work / "attribution.jsonl")
    scored = json.loads(run(SHARED / "bench/attribution/score.py", gold, work / "attribution.jsonl", "--json"))
    return {kind: scored[kind]["linked F1"] for kind in ("all", "direct", "mixed", "indirect")}


def quotes(work: Path, mode: str) -> Figures:
    """Rates in per cent on the made quotations."""
    folder = SHARED / "bench/quotes"
    cases, out, table = folder / "cases.jsonl", work / f"quotes-{mode}.jsonl", work / f"quotes-{mode}.json"
    record = folder / "record.jsonl"
    run(HERE / "predict_quotes.py", "--cases", cases, "--record", record, "--out", out, "--mode", mode)
    run(folder / "score.py", cases, out, "--json", table)
    counts = json.loads(table.read_text())
    sound, grave, absent = (counts[f"fam:{family}"] for family in ("acceptable", "S3-S4", "absent"))
    whole = counts["ALL"]
    return {
        "false_accusations": 100 * sound["s2"] / sound["n"],
        "grave_raised": 100 * grave["s2"] / grave["n"],
        "grave_as_grave": 100 * grave["s3"] / grave["n"],
        "words": 100 * whole["words_ok"] / whole["n"],
        "absent_called_present": 100 - 100 * absent["nor"] / absent["n"],
    }


def real_quotes(work: Path) -> Figures:
    """Counts turned to rates on the quotations judged by reading."""
    folder = SHARED / "bench/real_quotes"
    cases, out = folder / "cases.jsonl", work / "real.jsonl"
    run(HERE / "predict_quotes.py", "--cases", cases, "--record", SHARED / "data/campaign2016/text", "--out", out)
    counts = json.loads(run(folder / "score.py", cases, out, "--json"))
    return {
        "within_one_step": 100 * counts["within one step"] / counts["cases"],
        "false_accusations": 100 * counts.get("falsely accused", 0) / counts["acceptable"],
    }


SETS: dict[str, tuple[str, Callable[[Path], Figures]]] = {
    "attribution": ("data/polnear/dev.jsonl", attribution),
    "quotes-given": ("bench/quotes/cases.jsonl", lambda work: quotes(work, "given")),
    "quotes-whole": ("bench/quotes/cases.jsonl", lambda work: quotes(work, "whole")),
    "real-quotes": ("bench/real_quotes/cases.jsonl", real_quotes),
}


def measure() -> dict[str, tuple[str, Figures]]:
    """Every set that is at hand: its data's hash and its figures."""
    measured = {}
    with tempfile.TemporaryDirectory() as work:
        for name, (data, figures) in SETS.items():
            path = SHARED / data
            if not path.is_file():
                print(f"gate: {name}: not measured, {data} is not beside this checkout")
                continue
            measured[name] = (hashlib.sha256(path.read_bytes()).hexdigest(), figures(Path(work)))
    return measured


def worse(figure: str, value: float, floor: float, slack: float = ROUNDING) -> bool:
    """Whether a figure is on the wrong side of its floor, or of its ceiling, by more than the slack in points."""
    return value > floor + slack if figure in KEPT_LOW else value < floor - slack


def compare(measured: dict[str, tuple[str, Figures]], floors: dict[str, dict[str, object]]) -> list[str]:
    """One line for each figure below its floor, and for each set whose data is not the pinned data."""
    faults = []
    for name, (digest, figures) in measured.items():
        pinned = floors.get(name, {})
        if pinned and pinned.get("sha256") != digest:
            faults.append(f"{name}: the data is not what the floors were pinned on ({digest[:12]})")
        for figure, value in figures.items():
            floor = pinned.get(figure)
            sign = "at most" if figure in KEPT_LOW else "at least"
            print(f"{name:14}{figure:28}{value:8.2f}   {sign} {floor if floor is not None else 'not pinned'}")
            slack = OTHER_PROCESSOR if name in MODEL_SETS else ROUNDING
            if isinstance(floor, int | float) and worse(figure, value, float(floor), slack):
                faults.append(f"{name}.{figure}: {value:.2f}, pinned {sign} {floor}")
    return faults


def repin(
    measured: dict[str, tuple[str, Figures]], floors: dict[str, dict[str, object]], lower: list[str]
) -> dict[str, dict[str, object]]:
    """The new floors; a figure that got worse keeps its floor unless it is named."""
    made: dict[str, dict[str, object]] = {name: dict(values) for name, values in floors.items()}
    for name, (digest, figures) in measured.items():
        pinned = made.setdefault(name, {})
        for figure, value in figures.items():
            old = pinned.get(figure)
            kept = isinstance(old, int | float) and worse(figure, value, float(old)) and f"{name}.{figure}" not in lower
            if kept:
                print(f"gate: {name}.{figure} keeps {old} (measured {value:.2f}); name it with --lower to lower it")
            else:
                pinned[figure] = round(value, 2)
        pinned["sha256"] = digest
    return made


def write(floors: dict[str, dict[str, object]]) -> None:
    """Write floors.toml in a stable order."""
    lines = ["# Floors (and ceilings) of the quality gate; written by benchmarks/gate.py --repin", ""]
    for name in sorted(floors):
        lines.append(f"[{name}]")
        lines += [f"{key} = {json.dumps(value)}" for key, value in sorted(floors[name].items())]
        lines.append("")
    FLOORS.write_text("\n".join(lines), encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--repin", action="store_true")
    parser.add_argument("--lower", nargs="*", default=[], metavar="SET.FIGURE")
    args = parser.parse_args()
    floors = tomllib.loads(FLOORS.read_text(encoding="utf-8")) if FLOORS.is_file() else {}
    measured = measure()
    if args.repin:
        write(repin(measured, floors, args.lower))
        return
    faults = compare(measured, floors)
    for fault in faults:
        print(f"gate: {fault}", file=sys.stderr)
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
