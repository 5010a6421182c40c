"""Six people at one desk with a large record: how long each waits for a page, and whether anything is lost.

    python benchmarks/desk_load.py --record FOLDER [--users 6] [--seconds 60]

Each does what one does at a desk: looks at the queue, hands in a page, follows its check, reads its report, searches
the record, and corrects a speaker. Every answer is timed; at the end every page and correction is counted.
"""

from __future__ import annotations

import argparse
import json
import random
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import urllib.parse
import urllib.request
from collections import defaultdict
from pathlib import Path

WORDS = ("economy", "border", "vaccine", "infrastructure", "inflation", "climate", "jobs", "security")
PAGE = """The {n} story of user {user}

By Ada Low
12 March 2024

"We will keep the harbour open," said Mara Delane, the harbour master. "Nothing has been decided about {word}."

Tomas Verrick said that "the {word} of this country is a matter for everybody" and that he would not comment further.
"""


class Person(threading.Thread):
    """Somebody at work until the time is up."""

    def __init__(self, number: int, address: str, until: float, times: dict[str, list[float]]) -> None:
        super().__init__(daemon=True)
        self.number, self.address, self.until, self.times = number, address, until, times
        self.handed_in, self.corrected, self.failed = 0, 0, []
        self.dice = random.Random(number)

    def ask(self, what: str, path: str, body: object = None) -> bytes:
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(self.address + path, data, {"content-type": "application/json"})
        begun = time.perf_counter()
        try:
            with urllib.request.urlopen(request, timeout=60) as answer:
                return answer.read()
        except OSError as error:
            self.failed.append(f"{what}: {error}")
            return b"{}"
        finally:
            self.times[what].append(time.perf_counter() - begun)

    def run(self) -> None:
        while time.monotonic() < self.until:
            word = self.dice.choice(WORDS)
            self.ask("queue", "/")
            text = PAGE.format(n=self.handed_in, user=self.number, word=word)
            page = json.loads(self.ask("hand in", "/api/v1/reports", {"text": text}))["page"]["id"]
            self.handed_in += 1
            begun = time.perf_counter()
            while json.loads(self.ask("progress", f"/pages/{page}/progress"))["state"] in ("waiting", "checking"):
                time.sleep(0.25)
            self.times["check, handed in to done"].append(time.perf_counter() - begun)
            self.ask("report", f"/pages/{page}")
            self.ask("search", "/search?" + urllib.parse.urlencode({"words": word}))
            asked = {"kind": "speaker", "report": page, "statement": "s1", "name": "Ines Corbal"}
            self.ask("correct", "/api/v1/corrections", asked)
            self.corrected += 1
            self.ask("record", "/record")
            self.ask("people", "/record/people")
            time.sleep(self.dice.uniform(0.5, 1.5))


def main() -> None:
    """Serve a desk, let the people work, count."""
    wanted = argparse.ArgumentParser(description=__doc__)
    wanted.add_argument("--record", required=True)
    wanted.add_argument("--users", type=int, default=6)
    wanted.add_argument("--seconds", type=float, default=60)
    given = wanted.parse_args()
    with tempfile.TemporaryDirectory() as home:
        start = [sys.executable, "-c", "from onrecord.cli import main; main()", "desk", "--port", "0"]
        folders = ["--record", given.record, "--home", home]
        desk = subprocess.Popen([*start, *folders], stderr=subprocess.PIPE, text=True)
        address = next(
            part for part in (desk.stderr or sys.stdin).readline().split() if part.startswith("http")
        ).rstrip("/")
        urllib.request.urlopen(address + "/record/people", timeout=120).read()  # the first look opens the record
        times: dict[str, list[float]] = defaultdict(list)
        people = [Person(n, address, time.monotonic() + given.seconds, times) for n in range(given.users)]
        for person in people:
            person.start()
        for person in people:
            person.join()
        kept = json.load(urllib.request.urlopen(address + "/api/v1/reports?limit=500"))["pages"]
        corrections = json.load(urllib.request.urlopen(address + "/api/v1/corrections"))["corrections"]
        size = Path(f"/proc/{desk.pid}/status").read_text().split("VmHWM:")[1].split()[0]
        desk.terminate()
    tell(times, people, len(kept), len(corrections), int(size) // 1024)


def tell(times: dict[str, list[float]], people: list[Person], kept: int, corrections: int, size: int) -> None:
    """Print the waits in milliseconds, and what was kept of what was done."""
    pages = [t for what, each in times.items() if not what.startswith("check") for t in each]
    print("| what | answers | median ms | 95 % ms | longest ms |\n|---|---|---|---|---|")
    for what, each in [*sorted(times.items()), ("all answers", pages)]:
        ordered = sorted(each)
        late = ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))]
        waits = " | ".join(f"{seconds * 1e3:.0f}" for seconds in (statistics.median(each), late, ordered[-1]))
        print(f"| {what} | {len(each)} | {waits} |")
    print(f"pages handed in {sum(p.handed_in for p in people)}, kept {kept}")
    print(f"corrections made {sum(p.corrected for p in people)}, kept {corrections}")
    print(f"failed answers {sum(len(p.failed) for p in people)} {[f for p in people for f in p.failed][:3]}")
    print(f"most memory {size} MB")


if __name__ == "__main__":
    main()
