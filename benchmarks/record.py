"""Measures the record room on real text: adding, disk, memory, look-ups, what is located, what is wrongly placed.

    python benchmarks/record.py --data UNPACKED/whitehouse UNPACKED/court ../shared/data/campaign2016/text \\
        --work /tmp/record-bench --sizes 1 10 100 500 [--peers] [--kills 200] [--count 150]

The archives of `data/bulk` must be unpacked first. Files are drawn in a fixed order; three in a hundred are kept out of
every record and give the absent quotations. Every stage runs in a process of its own, times are CPU seconds of that
process unless they say wall. What is printed goes into RESULTS.md by hand; nothing of the texts is kept.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import resource
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))
sys.path.insert(0, str(Path(__file__).parent.parent))

LENGTHS = {
    name: (int(name.split("-")[0]), int(name.split("-")[1].split()[0]))
    for name in ("8-11 words", "12-30 words", "5-8 words", "9-30 words", "8-30 words")
}
MB = 1_000_000


def files(folders: list[str]) -> list[str]:
    """Every file below the folders, in a fixed order that mixes them."""
    found = sorted(
        str(p) for folder in folders for p in Path(folder).rglob("*") if p.is_file() and p.suffix in (".md", ".txt")
    )
    random.Random(0).shuffle(found)
    return found


def split(folders: list[str]) -> tuple[list[str], list[str]]:
    """Files that are kept out of every record, and the others."""
    found = files(folders)
    cut = len(found) * 3 // 100
    return found[:cut], found[cut:]


def peak() -> float:
    """The most memory this process had, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3


def private() -> float:
    """Memory that only this process has (no file pages), in MB."""
    with open("/proc/self/smaps_rollup") as rollup:
        return sum(int(line.split()[1]) for line in rollup if line.startswith("Private_Dirty")) / 1e3


def build(folders: list[str], target: Path, size: float) -> dict[str, Any]:
    """Add files, reading included, until the text has so many MB."""
    from onrecord.errors import OnRecordError
    from onrecord.reading import load, read_sources
    from onrecord.record import Record

    shutil.rmtree(target, ignore_errors=True)
    _, inside = split(folders)
    taken = 0

    def sources() -> Iterator[Any]:
        nonlocal taken
        for name in inside:
            if taken >= size * MB:
                return
            try:
                for source in read_sources(load(name)):
                    taken += sum(len(turn.text.encode()) for turn in source.turns)
                    yield source
            except OnRecordError:
                continue

    wall, cpu = time.perf_counter(), time.process_time()
    with Record.open(target, create=True) as record:
        results = record.add_many(sources())
        edition = record.edition
    cpu, wall = time.process_time() - cpu, time.perf_counter() - wall
    disk = sum(p.stat().st_size for p in target.rglob("*") if p.is_file())
    return {
        "text MB": round(taken / MB, 1), "sources": edition.sources, "turns": edition.turns,
        "duplicates": sum(r.outcome == "duplicate" for r in results), "add MB/CPU s": round(taken / MB / cpu, 1),
        "add MB/s wall": round(taken / MB / wall, 1), "disk B/B": round(disk / taken, 2),
        "peak MB building": round(peak()),
    }  # fmt: skip


def drawn(target: Path) -> list[Any]:
    """Some sources of the record, from which quotations are made."""
    from onrecord.record import Record

    with Record.open(target, readonly=True) as record:
        ids = [info.id for info in record.sources()]
        random.Random(5).shuffle(ids)
        return [record.source(each) for each in ids[:250]]


def kept_out(folders: list[str]) -> list[Any]:
    """The sources that are in no record."""
    from onrecord.errors import OnRecordError
    from onrecord.reading import load, read_sources

    sources = []
    for name in split(folders)[0]:
        try:
            sources.extend(read_sources(load(name)))
        except OnRecordError:
            continue
    return sources


def located(match: Any, case: Any) -> bool:
    """Whether every part of the quotation has a hit that overlaps where it was taken from."""
    return all(
        any(
            window.source.id == source and turn == at and span.start < end and span.end > start
            for window in match.windows
            for at, span in window.hits
        )
        for source, turn, start, end in case.gold
    )


def in_record(match: Any, case: Any) -> bool:
    """Whether the record does have the words: three in four of them in order, near one another in one turn."""
    from rapidfuzz.distance import LCSseq

    words = fold(case.quote).split()
    need = len(words) if len(words) <= 8 else 0.75 * len(words)
    for window in match.windows:
        texts = {placed.index: placed.turn.text for placed in window.turns}
        for turn, span in window.hits:
            around = fold(texts[turn][max(span.start - 60, 0) : span.start + int(1.5 * len(case.quote)) + 60]).split()
            if LCSseq.similarity(words, around) >= need:
                return True
    return False


def fold(text: str) -> str:
    return " ".join("".join(c if c.isalnum() else " " for c in text.casefold().replace("’", "'")).split())


def lookups(folders: list[str], target: Path, count: int, seed: int) -> dict[str, Any]:
    """Single `find` calls, words located: rate, share located, share of absent quotations that are given a place."""
    import datetime

    from onrecord.record import Record
    from onrecord.types import Day, Printed, Speaker
    from record_cases import KINDS, make_cases

    def printed(case: Any, known: bool) -> Printed:
        if not known:
            return Printed(pieces=(case.quote,))
        day = datetime.date.fromisoformat(case.day) if case.day else None
        return Printed(pieces=(case.quote,), speaker=Speaker(name=case.speaker), day=Day(first=day, last=day))

    sources, out_of_it = drawn(target), kept_out(folders)
    row: dict[str, Any] = {}
    with Record.open(target, readonly=True) as record:
        for known in (False, True):
            name = "speaker and day known" if known else "words only"
            mixed: list[Printed] = []
            for kind in KINDS:
                for lengths in ("8-11 words", "12-30 words"):
                    cases = make_cases(sources, kind, count, seed, LENGTHS[lengths])
                    asked = [printed(case, known) for case in cases]
                    mixed += asked
                    good = sum(located(record.find(each), case) for each, case in zip(asked, cases, strict=True))
                    row[f"located, {kind}, {lengths}, {name}"] = round(good / len(cases), 3)
            short = make_cases(sources, "one word changed", count, seed, LENGTHS["5-8 words"])
            row[f"located, one word changed, 5-8 words, {name}"] = round(
                sum(located(record.find(printed(case, known)), case) for case in short) / len(short), 3
            )
            rates = []
            random.Random(1).shuffle(mixed)
            for begin in range(0, len(mixed) - 99, 100):  # short runs: other work on the machine disturbs some
                cpu = time.process_time()
                for each in mixed[begin : begin + 100]:
                    record.find(each)
                rates.append(100 / (time.process_time() - cpu))
            row[f"look-ups/CPU s, {name}, median of runs of 100"] = round(statistics.median(rates))
            row[f"look-ups/CPU s, {name}, best run of 100"] = round(max(rates))
            for lengths in ("5-8 words", "9-30 words"):
                cases = make_cases(out_of_it, "absent", count * 4, seed, LENGTHS[lengths])
                matches = [record.find(printed(case, known)) for case in cases]
                there = [in_record(m, c) for m, c in zip(matches, cases, strict=True)]
                absent = [m for m, t in zip(matches, there, strict=True) if not t]
                every = sum(bool(m.windows) for m in matches) / len(matches)
                row[f"kept-out quotations given a place, {lengths}, {name}"] = round(every, 4)
                row[f"absent placed, {lengths}, {name}"] = round(sum(bool(m.windows) for m in absent) / len(absent), 4)
                row[f"kept-out quotations that the record has after all, {lengths}, {name}"] = round(
                    sum(there) / len(cases), 3
                )
    row["peak MB finding (file pages included)"] = round(peak())
    row["private MB finding"] = round(private())
    return row


def memory(_folders: list[str], target: Path, count: int) -> dict[str, Any]:
    """A process that only looks things up: the most memory it had during `count` look-ups."""
    from onrecord.record import Record
    from onrecord.types import Printed
    from record_cases import make_cases

    cases = make_cases(drawn(target)[:40], "one word changed", count, 9, (8, 30))
    Path("/proc/self/clear_refs").write_text("5")  # the peak is counted from here
    with Record.open(target, readonly=True) as record:
        for case in cases:
            record.find(Printed(pieces=(case.quote,)))
        status = Path("/proc/self/status").read_text().splitlines()
        most = next(int(line.split()[1]) for line in status if line.startswith("VmHWM")) / 1e3
        return {
            "memory of look-ups alone, private MB": round(private()),
            "the most at any time, file pages included": round(most),
        }


_COLD = """
import sys
from onrecord.record import Record
from onrecord.types import Printed
with Record.open(sys.argv[1], readonly=True) as record:
    record.find(Printed(pieces=("we will never forget what they did for the people of this country",)))
"""


def cold(target: Path) -> dict[str, Any]:
    """A new process, from its start to its first answer and its end; and one that only starts Python."""
    times, bare = [], []
    for _ in range(5):
        for command, kept in (
            ([sys.executable, "-c", _COLD, str(target)], times),
            ([sys.executable, "-c", "pass"], bare),
        ):
            begun = time.perf_counter()
            subprocess.run(command, check=True)
            kept.append(time.perf_counter() - begun)
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, "-c", _COLD, str(target)], check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return {
        "first answer, new process, s wall": round(statistics.median(times), 3), "of it CPU s": round(cpu, 3),
        "Python alone, s wall": round(statistics.median(bare), 3),
    }  # fmt: skip


def peers(target: Path, count: int) -> dict[str, Any]:
    """tantivy over the same turns (eight rarest words, ten hits), rapidfuzz over everything: in the same process."""
    from rapidfuzz import fuzz, process

    from onrecord.record import Record
    from record_cases import make_cases

    sources = drawn(target)
    row: dict[str, Any] = {}
    with Record.open(target, readonly=True) as record:
        turns = [(i.id, n, t.text) for i in record.sources() for n, t in enumerate(record.source(i.id).turns)]
    kinds = ("one word changed", "ASR noise", "splice", "silent cut")
    cases = {kind: make_cases(sources, kind, count, 7, LENGTHS["8-30 words"]) for kind in kinds}
    try:
        import tantivy
    except ImportError:
        row["tantivy"] = "not installed"
    else:
        row.update(_tantivy(tantivy, turns, cases))
    row.update(_krokai(target, cases))
    texts = [text for _, _, text in turns][:200_000]
    cpu = time.process_time()
    for case in cases["one word changed"][:3]:
        process.extractOne(case.quote, texts, scorer=fuzz.partial_ratio)
    row["rapidfuzz look-ups/CPU s"] = round(3 / (time.process_time() - cpu), 2)
    return row


def _tantivy(tantivy: Any, turns: list[tuple[str, int, str]], cases: dict[str, list[Any]]) -> dict[str, Any]:
    from collections import Counter

    builder = tantivy.SchemaBuilder()
    builder.add_text_field("text", stored=False)
    builder.add_unsigned_field("n", stored=True)
    index = tantivy.Index(builder.build())
    cpu = time.process_time()
    writer = index.writer(heap_size=200_000_000, num_threads=1)
    size = 0
    for n, (_, _, text) in enumerate(turns):
        writer.add_document(tantivy.Document(text=text, n=n))
        size += len(text)
    writer.commit()
    writer.wait_merging_threads()
    row: dict[str, Any] = {"tantivy add MB/CPU s (index alone)": round(size / MB / (time.process_time() - cpu), 1)}
    index.reload()
    searcher = index.searcher()
    seen: Counter[str] = Counter()
    for _, _, text in turns[:: max(len(turns) // 50_000, 1)]:
        seen.update(set(fold(text).split()))
    asked, cpu = 0, time.process_time()
    for kind, some in cases.items():
        good = 0
        for case in some:
            words = sorted(set(fold(case.quote).split()), key=lambda w: (seen[w], w))[:8]
            found = searcher.search(index.parse_query(" ".join(words), ["text"]), 10).hits
            places = {turns[searcher.doc(address)["n"][0]][:2] for _, address in found}
            good += all((source, turn) in places for source, turn, _, _ in case.gold)
            asked += 1
        row[f"tantivy recall@10, {kind}"] = round(good / len(some), 3)
    row["tantivy look-ups/CPU s (no alignment)"] = round(asked / (time.process_time() - cpu))
    return row


def _krokai(target: Path, cases: dict[str, list[Any]]) -> dict[str, Any]:
    """krokai's own check of one quotation against a library: the same transcripts as text files in a folder."""
    import tempfile

    from onrecord.record import Record

    try:
        from krokai.corpus import Corpus
        from krokai.verify import check
    except ImportError:
        return {"krokai": "not installed"}
    with tempfile.TemporaryDirectory() as folder, Record.open(target, readonly=True) as record:
        names = {}
        for number, info in enumerate(record.sources()):
            names[info.id] = f"{number:06}.txt"
            text = "\n\n".join(turn.text for turn in record.source(info.id).turns)
            (Path(folder) / names[info.id]).write_text(text, encoding="utf-8")
        cpu = time.process_time()
        library = Corpus([folder], exts=(".txt",), quiet=True)
        row: dict[str, Any] = {"krokai reading the library, CPU s": round(time.process_time() - cpu, 1)}
        asked, spent = 0, 0.0
        for kind, some in cases.items():
            good = tried = 0
            began = time.process_time()
            for case in some[:10]:
                if time.process_time() - began > 60:
                    break
                _, where, _ = check(case.quote, library)
                good += bool(where) and Path(str(where)).name == names[case.source]
                tried += 1
            spent += time.process_time() - began
            asked += tried
            row[f"krokai right file, {kind}"] = f"{good} of {tried}"
        row["krokai look-ups/CPU s"] = round(asked / spent, 2)
        return row


def kills(target: Path, count: int) -> dict[str, Any]:
    """SIGKILL at random moments during adding, removing and rebuilding."""
    from tests.record.killing import kill_once

    shutil.rmtree(target, ignore_errors=True)
    expected: set[str] = set()
    wrong = [f"kill {seed}: {each}" for seed in range(count) for each in kill_once(target, seed, expected)]
    return {"kills": count, "wrong afterwards": wrong or "nothing", "sources at the end": len(expected)}


STAGES = ("build", "cold", "lookups", "memory", "peers")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", nargs="+", default=[])
    parser.add_argument("--work", required=True, type=Path)
    parser.add_argument("--sizes", nargs="*", type=float, default=[1, 10, 100, 500])
    parser.add_argument("--stages", nargs="*", default=["build", "cold", "lookups", "memory"], choices=STAGES)
    parser.add_argument("--count", type=int, default=150, help="quotations of each kind")
    parser.add_argument("--seed", type=int, default=7, help="of the quotations")
    parser.add_argument("--kills", type=int, default=0)
    parser.add_argument("--one", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.one:
        stage, size = asked.one.split(":")
        target = asked.work / f"record-{size}"
        calls = {
            "build": lambda: build(asked.data, target, float(size)),
            "cold": lambda: cold(target),
            "lookups": lambda: lookups(asked.data, target, asked.count, asked.seed),
            "memory": lambda: memory(asked.data, target, 2000),
            "peers": lambda: peers(target, asked.count),
            "kills": lambda: kills(target, asked.kills),
        }
        print(json.dumps(calls[stage]()))
        return
    asked.work.mkdir(parents=True, exist_ok=True)
    steps = [f"{stage}:{size:g}" for size in asked.sizes for stage in asked.stages]
    steps += ["kills:0"] if asked.kills else []
    for step in steps:
        command = [sys.executable, __file__, "--one", step, "--work", str(asked.work), "--count", str(asked.count)]
        command += ["--kills", str(asked.kills), "--seed", str(asked.seed), "--data", *asked.data]
        answer = subprocess.run(command, capture_output=True, text=True, env={**os.environ, "OMP_NUM_THREADS": "1"})
        if answer.returncode:
            print(f"{step}: failed\n{answer.stderr}", flush=True)
            continue
        print(step, flush=True)
        for name, value in json.loads(answer.stdout).items():
            print(f"    {name:60} {value}", flush=True)


if __name__ == "__main__":
    main()
