"""Every form of the hand-made report, held against a file that a person has read.

After a wanted change: `make golden`, then read the difference before committing it.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.types import Report
from tests.reports.regenerate import GOLDEN, made


@pytest.mark.parametrize("name", sorted(path.name for path in GOLDEN.iterdir()))
def test_the_form_is_as_it_was_read(report: Report, name: str) -> None:
    assert made(report)[name] == (GOLDEN / name).read_bytes(), f"{name} has changed; if that is wanted: make golden"


def test_every_form_has_its_golden_file(report: Report) -> None:
    assert set(made(report)) == {path.name for path in Path(GOLDEN).iterdir()}
