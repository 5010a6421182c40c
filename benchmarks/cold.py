"""Cold start: process start to exit of `onrecord check` on the example, medians of 7 runs.

    python benchmarks/cold.py

Compiled modules are kept in a folder of their own that the first, uncounted run fills, as an installed package has
them.
"""

from __future__ import annotations

import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
COMMAND = Path(sys.executable).with_name("onrecord")
RUNS = 7


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        record, compiled = Path(folder) / "record", Path(folder) / "compiled"
        warm = {**os.environ, "PYTHONPYCACHEPREFIX": str(compiled)}
        warm.pop("PYTHONDONTWRITEBYTECODE", None)
        examples = ROOT / "examples"
        run(["record", "add", examples / "briefing.txt", examples / "remarks.txt", "--record", record], warm)
        run(["record", "add", examples / "wire.txt", "--as", "article", "--record", record], warm)
        check = ["check", examples / "article.html", "--record", record]
        print("| command | wall, s | CPU, s |\n|---|---|---|")
        row("`onrecord --version`", ["--version"], warm)
        row("`onrecord check` of the example, `--no-model`", [*check, "--no-model"], warm)
        row("`onrecord check` of the example", check, warm)


def row(name: str, arguments: list[object], environment: dict[str, str]) -> None:
    run(arguments, environment)
    wall, spent = zip(*(run(arguments, environment) for _ in range(RUNS)), strict=True)
    walls = f"{statistics.median(wall):.2f} ({min(wall):.2f} to {max(wall):.2f})"
    print(f"| {name} | {walls} | {statistics.median(spent):.2f} |")


def run(arguments: list[object], environment: dict[str, str]) -> tuple[float, float]:
    """Wall and CPU seconds of one process."""
    before, cpu = time.perf_counter(), _cpu()
    done = subprocess.run(
        [str(part) for part in (COMMAND, *arguments)], env=environment, capture_output=True, check=False
    )
    if done.returncode not in (0, 1):
        sys.exit(done.stderr.decode())
    return time.perf_counter() - before, _cpu() - cpu


def _cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


if __name__ == "__main__":
    main()
