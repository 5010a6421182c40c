"""A report in every form: a file to read, and files for machines.

`EXPORTS` names each form with its media type, the suffix of its file and the function that makes its bytes.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple

from onrecord.errors import UsageError

if TYPE_CHECKING:
    from onrecord.types import Report


class Export(NamedTuple):
    """One form of the report; calling it makes the bytes."""

    name: str
    label: str  # for people
    media_type: str
    suffix: str
    room: str  # the module that makes it, imported when it is first used
    function: str

    def make(self, report: Report) -> bytes:
        """The bytes of the report in this form."""
        make: Callable[[Report], str | bytes] = getattr(import_module(f"onrecord.reports.{self.room}"), self.function)
        made = make(report)
        return made.encode("utf-8") if isinstance(made, str) else made


EXPORTS: dict[str, Export] = {
    export.name: export
    for export in (
        Export("json", "JSON", "application/json", ".json", "canonical", "to_json"),
        Export("html", "HTML report", "text/html; charset=utf-8", ".html", "page", "report_page"),
        Export("markdown", "Markdown summary", "text/markdown; charset=utf-8", ".md", "jobsummary", "to_markdown"),
        Export("csv", "CSV", "text/csv; charset=utf-8", ".csv", "table", "to_csv"),
        Export("jsonl", "JSON Lines", "application/jsonl", ".jsonl", "table", "to_lines"),
        Export("arrow", "Arrow stream", "application/vnd.apache.arrow.stream", ".arrows", "arrow", "to_arrow"),
        Export(
            "annotations",
            "Web annotations",
            "application/ld+json",
            ".annotations.jsonld",
            "annotations",
            "web_annotations",
        ),
        Export("schemaorg", "schema.org", "application/ld+json", ".schemaorg.jsonld", "schemaorg", "schema_org"),
    )
}


def export(report: Report, name: str) -> bytes:
    """The report in the form `name`. Raises UsageError for a name that is not in EXPORTS."""
    if name not in EXPORTS:
        raise UsageError(f"there is no report form {name!r}; there are: {', '.join(EXPORTS)}")
    return EXPORTS[name].make(report)


def to_json(report: Report) -> bytes:
    """The canonical JSON bytes of the report."""
    return EXPORTS["json"].make(report)


def report_page(report: Report) -> str:
    """The report as one self-contained HTML file."""
    from onrecord.reports.page import report_page as make

    return make(report)


def report_body(report: Report, *, correct: str = "") -> str:
    """The report as markup for the inside of <main>; see `onrecord.reports.page.report_body`."""
    from onrecord.reports.page import report_body as make

    return make(report, correct=correct)
