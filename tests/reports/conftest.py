"""The report that every test of this room looks at."""

from __future__ import annotations

import pytest

from onrecord.types import Report
from tests.reports.made_up_report import report as make


@pytest.fixture(scope="session")
def report() -> Report:
    return make()
