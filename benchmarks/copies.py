"""All pairs of a dated archive, the graded corpus of re-use, and a MinHash baseline beside both.

python benchmarks/copies.py archive ARCHIVE.jsonl.gz [--out PAIRS.jsonl]
python benchmarks/copies.py minhash ARCHIVE.jsonl.gz
python benchmarks/copies.py graded FOLDER
"""

from __future__ import annotations

import argparse
import datetime
import gzip
import json
import resource
import time
from collections.abc import Iterator
from pathlib import Path

from onrecord.types import Source, SourceInfo, Turn


def articles(path: Path) -> Iterator[Source]:
    """Yield the archive's articles, one turn a paragraph."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            turns = tuple(
                Turn(speaker="", text=paragraph) for paragraph in row["content_original"].split("\n\n") if paragraph
            )
            info = SourceInfo(
                id=row["ID"],
                title=row["title"],
                date=datetime.date.fromisoformat(row["date"]),
                url=row["url"],
                kind="article",
                outlet=row["source"],
            )
            yield Source(info=info, turns=turns)


def archive(path: Path, out: Path | None) -> None:
    """Report time, memory and what was found."""
    from onrecord.tracing import pairs

    began, worked = time.perf_counter(), time.process_time()
    found = pairs(articles(path))
    seconds, worked = time.perf_counter() - began, time.process_time() - worked
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"{seconds:.1f} s, {worked:.1f} CPU-seconds, peak {peak:.0f} MB, "
        f"{len(found.pairs)} pairs, {len(found.clusters)} clusters"
    )
    print(f"{sum(len(p.passages) for p in found.pairs)} passages, {found.boilerplate} words of boilerplate")
    for name in ("page-from-source", "source-from-page", "common-source", "undecided"):
        print(name, sum(pair.direction == name for pair in found.pairs))
    if out:
        import msgspec

        with out.open("wb") as file:
            for pair in found.pairs:
                file.write(msgspec.json.encode(pair) + b"\n")


def minhash(path: Path, threshold: float = 0.02) -> None:
    """The baseline: rensa's MinHash over 5-word shingles, all pairs of signatures; and what each finds alone."""
    import numpy as np
    from rensa import RMinHash

    from onrecord.tracing import pairs
    from onrecord.tracing.words import read_words, source_text

    sources = list(articles(path))
    began = time.perf_counter()
    signatures = []
    for source in sources:
        words = read_words(source_text(source)).folded
        signature = RMinHash(num_perm=128, seed=42)
        signature.update([" ".join(words[at : at + 5]) for at in range(max(1, len(words) - 4))])
        signatures.append(signature.digest())
    matrix = np.asarray(signatures, np.uint32)
    estimated = {}
    for at in range(len(matrix)):
        alike = (matrix[at + 1 :] == matrix[at]).mean(axis=1)
        for other in np.flatnonzero(alike >= threshold).tolist():
            ids = sorted((sources[at].info.id, sources[at + 1 + other].info.id))
            estimated[ids[0], ids[1]] = float(alike[other])
    print(f"MinHash: {time.perf_counter() - began:.1f} s")
    ours = {tuple(sorted((pair.first.id, pair.second.id))): pair for pair in pairs(sources).pairs}
    for border in (0.02, 0.05, 0.1, 0.2, 0.5):
        theirs = {key for key, value in estimated.items() if value >= border}
        print(f"Jaccard >= {border}: {len(theirs)} pairs, {len(theirs & ours.keys())} of our {len(ours)}")


GRADES = {"cut": "near copy", "light": "light revision", "heavy": "heavy revision", "non": "none"}


def graded(folder: Path) -> None:
    """Accuracy over four degrees and over two, with the confusion."""
    import csv
    from collections import Counter

    from onrecord.tracing import degree

    table: Counter[tuple[str, str]] = Counter()
    rows_seen: list[tuple[str, list[float]]] = []
    with (folder / "data" / "file_information.csv").open() as rows:
        for row in csv.DictReader(rows):
            if row["Category"] not in GRADES:
                continue
            text = (folder / "data" / row["File"]).read_text(errors="replace")
            source = (folder / "data" / f"orig_task{row['Task']}.txt").read_text(errors="replace")
            table[GRADES[row["Category"]], degree(text, source).degree] += 1
            rows_seen.append((GRADES[row["Category"]], features(text, source)))
    count = table.total()
    right = sum(number for (gold, found), number in table.items() if gold == found)
    two = sum(number for (gold, found), number in table.items() if (gold == "none") == (found == "none"))
    print(f"{count} texts, four degrees {right / count:.3f}, re-used or not {two / count:.3f}")
    for (gold, found), number in sorted(table.items()):
        print(f"  {gold:15} -> {found:15} {number}")
    guesses = [(gold, left_out(rows_seen, at)) for at, (gold, _) in enumerate(rows_seen)]
    right = sum(gold == guess for gold, guess in guesses)
    two = sum((gold == "none") == (guess == "none") for gold, guess in guesses)
    print(f"naive Bayes over containment and LCS, each text left out: {right / count:.3f}, {two / count:.3f}")


def features(text: str, source: str) -> list[float]:
    """The features of the corpus's authors: n-gram containment for 1 to 5 words, and the longest common subsequence."""
    from rapidfuzz.distance import LCSseq

    from onrecord.tracing.words import folded_words

    ours, theirs = folded_words(text), folded_words(source)
    found = []
    for n in range(1, 6):
        mine = {tuple(ours[at : at + n]) for at in range(len(ours) - n + 1)}
        held = {tuple(theirs[at : at + n]) for at in range(len(theirs) - n + 1)}
        found.append(len(mine & held) / max(1, len(mine)))
    return [*found, LCSseq.similarity(ours, theirs) / max(1, len(ours))]


def left_out(rows: list[tuple[str, list[float]]], at: int) -> str:
    """What Gaussian naive Bayes, trained on all other texts, says of text `at`."""
    import numpy as np

    others = rows[:at] + rows[at + 1 :]
    scores = {}
    for label in sorted({gold for gold, _ in others}):
        held = np.array([values for gold, values in others if gold == label])
        mean, spread = held.mean(0), held.var(0) + 1e-4
        density = -0.5 * (np.log(spread) + (np.array(rows[at][1]) - mean) ** 2 / spread).sum()
        scores[label] = float(density + np.log(len(held)))
    return max(scores, key=lambda label: scores[label])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=["archive", "minhash", "graded"])
    parser.add_argument("data", type=Path)
    parser.add_argument("--out", type=Path)
    arguments = parser.parse_args()
    if arguments.what == "archive":
        archive(arguments.data, arguments.out)
    elif arguments.what == "minhash":
        minhash(arguments.data)
    else:
        graded(arguments.data)


if __name__ == "__main__":
    main()
