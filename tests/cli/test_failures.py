"""Whatever goes wrong: one clear line on stderr, exit code 2, never a traceback."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.running import EXAMPLES, Command

COMMAND = str(Path(sys.executable).with_name("onrecord"))


def one_line(err: str) -> bool:
    return err.startswith("onrecord: ") and err.count("\n") == 1 and "Traceback" not in err


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("missing.html", None, "no such file"),
        ("empty.txt", b"", "empty"),
        ("noise.bin", bytes(range(256)) * 40, "binary"),
        ("image.png", b"\x89PNG\r\n\x1a\n" + bytes(2000), ""),
    ],
)  # fmt: skip
@pytest.mark.parametrize("command", ["check", "anatomy", "statements", "trace"])
def test_a_page_that_is_none(
    onrecord: Command, tmp_path: Path, record: Path, command: str, name: str, data: bytes | None, says: str
) -> None:
    page = tmp_path / name
    if data is not None:
        page.write_bytes(data)
    more = ["--record", record] if command in ("check", "trace") else []
    done = onrecord(command, page, *more)
    assert done.code == 2
    assert done.out == b""
    assert one_line(done.err), done.err
    assert says in done.err


@pytest.mark.parametrize(
    "arguments",
    [
        ("check", EXAMPLES),
        ("check", EXAMPLES / "article.html", "--record", EXAMPLES),
        ("check", EXAMPLES / "article.html", "--record", "/nowhere/at/all"),
        ("check", EXAMPLES / "article.html", "--house", "nobody"),
        ("check", EXAMPLES / "article.html", "--house", EXAMPLES / "briefing.txt"),
        ("check", EXAMPLES / "article.html", "--json", "--format", "csv"),
        ("check", EXAMPLES / "article.html", "--no-model", "--model", "x"),
        ("check", EXAMPLES / "article.html", "--html", "/nowhere/at/all/report.html"),
        ("check", EXAMPLES / "article.html", "--fail-on", "S9"),
        ("check",),
        ("check", "ftp://a.example/b"),
        ("check", "http://127.0.0.1:9/"),
        ("nonsense",),
        ("record", "list", "--record", EXAMPLES),
        ("record", "show", "x", "--record", EXAMPLES),
        ("record", "remove", "x", "--record", EXAMPLES),
        ("search", "--record", EXAMPLES),
    ],
)
def test_what_cannot_be_run(onrecord: Command, arguments: tuple[object, ...]) -> None:
    done = onrecord(*arguments)
    assert done.code == 2, done
    assert done.out == b""
    assert one_line(done.err), done.err


def test_a_name_cannot_steer_the_terminal(onrecord: Command) -> None:
    done = onrecord("check", "a\x1b[2Jb\nc.html")
    assert done.code == 2
    assert one_line(done.err)
    assert "\x1b" not in done.err


def test_a_fault_of_our_own_is_one_line_too(onrecord: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError("by nought")

    monkeypatch.setattr("onrecord.reading.article.read_article", broken)
    done = onrecord("anatomy", EXAMPLES / "article.html")
    assert done.code == 2
    assert one_line(done.err)
    assert "a fault in onrecord itself: ZeroDivisionError: by nought (test_failures.py, line" in done.err
    monkeypatch.setenv("ONRECORD_TRACEBACK", "1")
    with pytest.raises(ZeroDivisionError):
        onrecord("anatomy", EXAMPLES / "article.html")


def test_a_reader_that_goes_away_is_no_error(record: Path) -> None:
    line = f"'{COMMAND}' check '{EXAMPLES / 'article.html'}' --record '{record}' --format html | head -c 10"
    done = subprocess.run(["bash", "-c", f"set -o pipefail; {line}"], capture_output=True, check=False)
    assert done.stderr == b""
    assert done.returncode in (0, 1, 141)


def test_an_interrupt_ends_in_one_line(tmp_path: Path) -> None:
    waiting = subprocess.Popen([COMMAND, "check", "-"], stdin=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    try:
        _wait_until_reading(waiting.pid)
        waiting.send_signal(signal.SIGINT)
        _, err = waiting.communicate(timeout=20)
    finally:
        waiting.kill()
    assert waiting.returncode == 130
    assert err.strip() == "onrecord: stopped"


def _wait_until_reading(pid: int) -> None:
    import time

    for _ in range(200):
        try:
            wait = Path(f"/proc/{pid}/wchan").read_text()
        except OSError:
            wait = ""
        if "pipe" in wait:
            return
        time.sleep(0.05)
    if not os.path.exists("/proc"):
        pytest.skip("needs /proc to see that the command waits for its input")
