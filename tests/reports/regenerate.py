"""Write the golden files and the published schema anew: `make golden`."""

from __future__ import annotations

import json
from pathlib import Path

from onrecord.reports import EXPORTS, report_body
from onrecord.reports.canonical import schema
from onrecord.reports.terminal import Look, terminal
from onrecord.types import Report
from tests.reports.made_up_report import report as make

GOLDEN = Path(__file__).parent / "golden"
SCHEMA = Path(__file__).parents[2] / "docs" / "report.schema.json"
FORMS = ("json", "markdown", "csv", "jsonl", "annotations", "schemaorg")  # arrow is the rows of csv; html is its body


def made(report: Report) -> dict[str, bytes]:
    """The bytes of every golden file."""
    files = {f"report{EXPORTS[name].suffix}": EXPORTS[name].make(report) for name in FORMS}
    files["report.txt"] = terminal(report, Look(width=90)).encode()
    files["body.html"] = report_body(report).encode()
    return files


if __name__ == "__main__":
    GOLDEN.mkdir(exist_ok=True)
    for name, data in made(make()).items():
        (GOLDEN / name).write_bytes(data)
    SCHEMA.write_text(json.dumps(schema(), indent=1) + "\n", encoding="utf-8")
