"""A record of the example and a way to run a command as a person does."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest

from onrecord.cli import run
from tests.cli.running import EXAMPLES, Command, Done


@pytest.fixture
def onrecord(capfdbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Command:
    """Run the command line in this process; nobody's own record is read or written."""
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "90")
    monkeypatch.delenv("ONRECORD_RECORD", raising=False)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))

    def call(*arguments: object, stdin: bytes = b"") -> Done:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin), encoding="utf-8"))
        code = run([str(part) for part in arguments])
        sys.stdout.flush()
        out, err = capfdbinary.readouterr()
        return Done(code, out, err.decode())

    return call


@pytest.fixture(scope="session")
def record(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A record of the example's briefing, remarks and wire story."""
    path = tmp_path_factory.mktemp("held") / "record"
    assert (
        run(["record", "add", str(EXAMPLES / "briefing.txt"), str(EXAMPLES / "remarks.txt"), "--record", str(path)])
        == 0
    )
    wire = ["record", "add", str(EXAMPLES / "wire.txt"), "--as", "article", "--outlet", "Northern Wire"]
    assert run([*wire, "--record", str(path)]) == 0
    return path
