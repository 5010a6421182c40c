"""The report as JSON: the same report gives the same bytes, in whatever way it was asked for."""

from __future__ import annotations

from typing import Any

import msgspec

from onrecord.errors import PageError
from onrecord.types import Report

SCHEMA_ID = "https://onrecord.invalid/schema/report.schema.json"


def to_json(report: Report) -> bytes:
    """The canonical bytes: UTF-8, fields in the order of `onrecord.types`, no spaces, one newline at the end."""
    return msgspec.json.encode(report) + b"\n"


def from_json(data: bytes, name: str = "the report") -> Report:
    """Read a report back. Raises PageError when the bytes are not one; `name` stands in the message."""
    try:
        return msgspec.json.decode(data, type=Report)
    except msgspec.MsgspecError as error:
        raise PageError(
            f"{name} is not a report of onrecord ({error}); make one with: onrecord check --json"
        ) from error


def schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of the report; published as docs/report.schema.json."""
    made = msgspec.json.decode(msgspec.json.encode(msgspec.json.schema(Report)))
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": SCHEMA_ID,
        "title": "A report of onrecord",
        **made,
    }
