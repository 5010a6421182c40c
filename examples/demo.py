"""Build a record from the example's transcripts, check the example page against it, and name the report to open.

Everything here is fiction: the country, the people, the outlets. Run it with `make demo`.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from onrecord import Record, check
from onrecord.adding import add_sources
from onrecord.cli.output import look, put
from onrecord.reports import EXPORTS, report_page
from onrecord.reports.terminal import terminal

HERE = Path(__file__).parent
OUT = HERE / "out"


def main() -> None:
    """Three lines are the whole check; the rest writes files and says where they are."""
    shutil.rmtree(OUT, ignore_errors=True)
    OUT.mkdir()

    with Record.open(OUT / "record", create=True) as record:
        add_sources(record, [str(HERE / "briefing.txt"), str(HERE / "remarks.txt")])
        add_sources(record, [str(HERE / "wire.txt")], article=True, outlet="Northern Wire")
        report = check(HERE / "article.html", record)

    (OUT / "report.html").write_text(report_page(report), encoding="utf-8")
    (OUT / "report.json").write_bytes(EXPORTS["json"].make(report))
    put(terminal(report, look()))
    sys.stdout.write(f"\nOpen this in a browser: {(OUT / 'report.html').as_uri()}\n")


if __name__ == "__main__":
    main()
