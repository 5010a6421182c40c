"""The README's commands and lines of Python run as they stand there."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```(\w+)\n(.*?)```", README, re.DOTALL)


def commands() -> list[str]:
    lines = [line for kind, block in BLOCKS if kind == "sh" for line in block.splitlines()]
    return [line.partition(" # ")[0].strip() for line in lines if line.startswith("onrecord ")]


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the example in it, as a reader of the README has it."""
    place = tmp_path_factory.mktemp("readme")
    (place / "examples").symlink_to(ROOT / "examples")
    return place


def test_there_are_commands_to_run() -> None:
    assert len(commands()) >= 5


@pytest.mark.parametrize("number", range(len(commands())))
def test_commands_run_in_their_order(place: Path, number: int) -> None:
    line = commands()[number]
    words = shlex.split(line.replace("onrecord", str(Path(sys.executable).with_name("onrecord")), 1))
    environment = {**os.environ, "XDG_DATA_HOME": str(place / "data")}
    environment.pop("ONRECORD_RECORD", None)
    done = subprocess.run(words, cwd=place, env=environment, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode in (0, 1), f"{line}\n{done.stderr}"
    assert done.stdout


def test_the_lines_of_python_run(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (code,) = [block for kind, block in BLOCKS if kind == "python"]
    monkeypatch.chdir(place)
    monkeypatch.delenv("ONRECORD_RECORD", raising=False)
    monkeypatch.setenv("XDG_DATA_HOME", str(place / "data"))
    names: dict[str, object] = {}
    exec(compile(code, "README.md", "exec"), names)
    assert names["report"]


def test_make_targets_exist() -> None:
    targets = re.findall(r"^(\w+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    for target in re.findall(r"^make (\w+)", "\n".join(block for _, block in BLOCKS), re.MULTILINE):
        assert target in targets
