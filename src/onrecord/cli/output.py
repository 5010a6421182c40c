"""Where words go: results to stdout, progress and messages to stderr, in what the terminal can show."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from onrecord.errors import UsageError
from onrecord.reports.terminal import Look, clean


def look() -> Look:
    """What stdout can show: NO_COLOR, FORCE_COLOR, TERM, COLUMNS and the encoding are honoured."""
    tty = sys.stdout.isatty()
    coloured = bool(os.environ.get("FORCE_COLOR")) or (tty and os.environ.get("TERM") != "dumb")
    return Look(
        width=shutil.get_terminal_size((90, 24)).columns,
        colour=coloured and not os.environ.get("NO_COLOR"),
        symbols=(sys.stdout.encoding or "ascii").lower().replace("-", "") in ("utf8", "utf16", "utf32"),
    )


def put(text: str | bytes) -> None:
    """Write a result to stdout; bytes as they are, text in the encoding of stdout."""
    sys.stdout.flush()
    data = text if isinstance(text, bytes) else text.encode(sys.stdout.encoding or "utf-8", errors="replace")
    stream = getattr(sys.stdout, "buffer", None)
    if stream is None:
        sys.stdout.write(data.decode("utf-8"))
    else:
        stream.write(data)
        stream.flush()


def put_json(value: Any) -> None:
    """Write frozen records (or lists and dicts of them) as JSON, one newline at the end."""
    import msgspec

    put(msgspec.json.encode(value) + b"\n")


def table(rows: Iterable[tuple[str, ...]], head: tuple[str, ...]) -> str:
    """Columns that line up. The first is never cut, since it names the row; the last has what room is left."""
    cells = [head, *(tuple(" ".join(clean(cell).split()) for cell in row) for row in rows)]
    widths = [max(len(row[n]) for row in cells) for n in range(len(head))]
    widest = [width if number == 0 else min(width, 40) for number, width in enumerate(widths[:-1])]
    room = max(20, look().width - sum(widest) - 2 * len(widest))
    lines = []
    for row in cells:
        left = "  ".join(_cut(cell, width).ljust(width) for cell, width in zip(row, widest, strict=False))
        lines.append(f"{left}  {_cut(row[-1], room)}".strip() if left else _cut(row[-1], room))
    return "\n".join(lines) + "\n"


def tell(message: str) -> None:
    """A message for the person, on stderr."""
    sys.stderr.write(" ".join(clean(message).split()) + "\n")


def save(path: str, data: bytes) -> None:
    """Write a file whole or not at all. Raises UsageError when it cannot be written."""
    target = Path(path)
    part = target.with_name(f".{target.name}.part")
    try:
        part.write_bytes(data)
        part.replace(target)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise UsageError(f"{path}: cannot be written ({error.strerror or error}); name another file") from error


class Progress:
    """One line on stderr that is written over; silent where stderr is no terminal."""

    def __init__(self) -> None:
        self._shown = 0
        self._on = sys.stderr.isatty()

    def __call__(self, step: str, done: int, total: int) -> None:
        """Show a step, and how far it is when it has a length."""
        if self._on:
            line = f"{step} {done} of {total}" if total > 1 else step
            sys.stderr.write("\r" + line.ljust(self._shown))
            sys.stderr.flush()
            self._shown = len(line)

    def end(self) -> None:
        """Take the line away."""
        if self._on and self._shown:
            sys.stderr.write("\r" + " " * self._shown + "\r")
            sys.stderr.flush()


def _cut(text: str, room: int) -> str:
    return text if len(text) <= room else text[: room - 1].rstrip() + "…"
