"""Kills a process that writes to a record, at a random moment, and says whether anything was lost.

Run as a program it is the victim: it adds, removes and rebuilds, and says on its standard output what was acknowledged.
"""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

from onrecord.record import Record
from onrecord.types import Printed, Source, SourceInfo, Turn

NUMBER = 400


def talk(number: int) -> Source:
    """The text of a source depends on nothing but its number."""
    rng = random.Random(number)
    words = [
        rng.choice("harbour ferry wall tender north crown storm keeper minister paid sold never gate".split())
        for _ in range(300)
    ]
    turns = tuple(
        Turn(speaker="MR ABE", text=f"Statement {number}: {' '.join(words[n : n + 30])}.") for n in range(0, 300, 30)
    )
    return Source(info=SourceInfo(id=f"t{number}", title=f"Talk {number}"), turns=turns)


def say(line: str) -> None:
    """Tell the killer, at once."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def victim(folder: str, seed: int) -> None:
    """Write until killed."""
    rng = random.Random(seed)
    record = Record.open(folder, create=True)
    there = {info.id for info in record.sources()}
    Record.of([talk(0)])  # everything is loaded when the waiting begins
    say("ready")
    for _ in range(NUMBER):
        what = rng.random()
        if what < 0.1:
            record.rebuild()
            say("rebuilt")
        elif what < 0.3 and there:
            gone = rng.choice(sorted(there))
            say(f"removing {gone}")
            record.remove(gone)
            there.discard(gone)
            say(f"removed {gone}")
        else:
            batch = [talk(rng.randrange(10_000)) for _ in range(rng.randint(1, 12))]
            record.add_many(batch)
            there.update(source.info.id for source in batch)
            say("added " + " ".join(source.info.id for source in batch))


def kill_once(folder: Path, seed: int, expected: set[str]) -> list[str]:
    """Run the victim, kill it, and look. `expected` is what must be there; it is brought up to date.

    Returns what is wrong; nothing is the right answer.
    """
    rng = random.Random(seed)
    command = [sys.executable, __file__, str(folder), str(seed)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        said = [process.stdout.readline() for _ in range(rng.randint(1, 6))]  # the first is "ready"
        time.sleep(rng.uniform(0.0, 0.05))
        process.send_signal(signal.SIGKILL)
        said += process.stdout.read().splitlines()
    doubtful: set[str] = set()
    for line in said:
        verb, *ids = line.split()
        if verb == "added":
            expected.update(ids)
            doubtful.difference_update(ids)
        elif verb == "removing":
            doubtful.update(ids)
        elif verb == "removed":
            expected.difference_update(ids)
            doubtful.difference_update(ids)
    return look(folder, expected, doubtful, seed)


def look(folder: Path, expected: set[str], doubtful: set[str], seed: int) -> list[str]:
    """What is wrong with the record after a kill."""
    with Record.open(folder) as record:
        wrong = [f"{p.part}: {p.what}" for p in record.verify()]
        held = {info.id for info in record.sources()}
        wrong += [f"{each} was acknowledged and is gone" for each in sorted(expected - doubtful - held)]
        wrong += [
            f"{each}: other words" for each in sorted(held) if record.source(each).turns != talk(int(each[1:])).turns
        ]
        fresh = talk(20_000 + seed)
        record.add(fresh)
        match = record.find(Printed(pieces=(fresh.turns[0].text,)))
        if all(window.source.id != fresh.info.id for window in match.windows):
            wrong.append("what was added after the kill is not found")
        record.remove(fresh.info.id)
        expected.clear()
        expected.update(held)
        left = {path.name for path in (folder / "segments").iterdir()}
        if len(left) > 60:
            wrong.append(f"{len(left)} segment files were left over")
    return wrong


if __name__ == "__main__":
    victim(sys.argv[1], int(sys.argv[2]))
