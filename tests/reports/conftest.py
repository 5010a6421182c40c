"""The report that every test of this room looks at."""

from __future__ import annotations

import pytest
from made_up_report import report as make

from onrecord.types import Report


@pytest.fixture(scope="session")
def report() -> Report:
    return make()
