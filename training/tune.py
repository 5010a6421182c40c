"""Choose the linker's thresholds on the kept articles: `python training/tune.py KEPT.pkl SCORE.py OUT.json`."""

import argparse
import pickle
import sys
from pathlib import Path
from typing import Any

import msgspec

from evaluate import predicted, scorer
from onrecord.statements.tagger import Tagging, Thresholds

STEPS: dict[str, tuple[float, ...]] = {
    "stay": (0.0, 0.25, 0.5, 1.0, 1.5, 2.0, 3.0),
    "outside": (-1.0, -0.5, 0.0, 0.5, 1.0, 1.5, 2.0),
    "link": (0.01, 0.05, 0.1, 0.2, 0.4, 0.8),
    "pull": (0.0, 0.1, 0.2, 0.35, 0.5, 0.7, 1.0),
    "join": (0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8),
    "source": (0.05, 0.1, 0.2, 0.3, 0.5, 0.7, 1.0),
    "score": (0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45),
}


def choose(
    articles: list[dict[str, Any]], taggings: list[Tagging], score: Any, start: Thresholds, rounds: int
) -> Thresholds:
    """One threshold at a time, the best kept; ties stay where they are."""

    def value(t: Thresholds) -> float:
        result = score.score(articles, predicted(articles, taggings, t))
        return float(result["all"]["linked F1"]) + 0.02 * sum(result[k]["linked F1"] for k in ("direct", "mixed"))

    best, top = start, value(start)
    for _ in range(rounds):
        before = top
        for name, steps in STEPS.items():
            for number in range(3) if name in ("stay", "outside") else (None,):
                for step in steps:
                    new: Any = step
                    if number is not None:
                        new = tuple(step if i == number else v for i, v in enumerate(getattr(best, name)))
                    tried = msgspec.structs.replace(best, **{name: new})
                    got = value(tried)
                    if got > top + 0.02:
                        best, top = tried, got
        sys.stderr.write(f"{top:.2f} {best}\n")
        if top - before < 0.05:
            break
    return best


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("kept", type=Path, help="what evaluate.py --keep wrote")
    parser.add_argument("score", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--start", type=Path, help="thresholds to begin with")
    args = parser.parse_args()
    articles, taggings = pickle.loads(args.kept.read_bytes())
    start = msgspec.json.decode(args.start.read_bytes(), type=Thresholds) if args.start else Thresholds()
    best = choose(articles, taggings, scorer(args.score), start, args.rounds)
    args.out.write_bytes(msgspec.json.format(msgspec.json.encode(best), indent=2) + b"\n")


if __name__ == "__main__":
    main()
