"""Findings as an Arrow table: an object with `__arrow_c_stream__`, and the IPC stream bytes of it.

Needs nanoarrow (pip install 'onrecord[arrow]'); pyarrow, polars, duckdb and pandas read both forms.
"""

from __future__ import annotations

import io
from typing import Any, get_type_hints

from onrecord.errors import UsageError
from onrecord.reports.table import Row, rows
from onrecord.types import Report


class FindingsTable:
    """The findings of a report as a stream of Arrow record batches (here always one)."""

    def __init__(self, report: Report) -> None:
        self._rows = rows(report)

    def __arrow_c_schema__(self) -> object:
        return _nanoarrow().c_schema(_schema()).__arrow_c_schema__()

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object:
        return self._stream().__arrow_c_stream__(requested_schema)

    def _stream(self) -> Any:
        arrow = _nanoarrow()
        schema = _schema()
        columns = []
        for name, kind in _kinds().items():
            values = [getattr(row, name) for row in self._rows]
            columns.append(arrow.c_array(values, kind))
        batch = arrow.c_array_from_buffers(schema, len(self._rows), [None], children=columns)
        return arrow.ArrayStream(arrow.Array(batch))


def to_arrow(report: Report) -> bytes:
    """The bytes of an Arrow IPC stream. Raises UsageError when nanoarrow is not installed."""
    _nanoarrow()
    from nanoarrow.ipc import StreamWriter

    out = io.BytesIO()
    with StreamWriter.from_writable(out) as writer:
        writer.write_stream(FindingsTable(report))
    return out.getvalue()


def _kinds() -> dict[str, Any]:
    arrow = _nanoarrow()
    hints = get_type_hints(Row)
    return {name: arrow.int64() if hints[name] is int else arrow.string() for name in Row.__struct_fields__}


def _schema() -> Any:
    return _nanoarrow().struct(_kinds())


def _nanoarrow() -> Any:
    try:
        import nanoarrow
    except ImportError as error:
        raise UsageError("the Arrow form needs nanoarrow; install it with: pip install 'onrecord[arrow]'") from error
    return nanoarrow
