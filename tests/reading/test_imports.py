"""What is loaded when: reading a plain text needs no parser and no network library."""

from __future__ import annotations

import subprocess
import sys

CODE = """
import sys
import onrecord.reading
assert not [m for m in sys.modules if m.startswith("onrecord.reading.")], "something is loaded too early"
from onrecord.reading import article_from_text
article_from_text("Pier opens. The mayor was there.")
heavy = [m for m in ("lxml", "trafilatura", "pypdf", "pysubs2", "numpy", "socket", "urllib.request", "zipfile") if m
in sys.modules]
assert not heavy, heavy
"""


def test_plain_text_needs_nothing_heavy() -> None:
    done = subprocess.run([sys.executable, "-c", CODE], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
