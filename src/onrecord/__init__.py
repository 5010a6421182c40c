"""Hold the quotations of a page against the record of what was said.

>>> from onrecord import Record, check  # doctest: +SKIP
>>> report = check("article.html", Record.open("my-record"))  # doctest: +SKIP
>>> print(report.findings)  # doctest: +SKIP

Names are looked up when they are used, so that `import onrecord` costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

if TYPE_CHECKING:
    from onrecord.checking import check
    from onrecord.errors import OnRecordError
    from onrecord.judging import House, load_house
    from onrecord.reading import load, read_article, read_sources
    from onrecord.record import Record
    from onrecord.statements import find_statements
    from onrecord.types import Article, Finding, Report, Source, Span, Statement, Turn

_ROOMS = {
    "check": "checking",
    "Record": "record",
    "Report": "types",
    "Finding": "types",
    "Statement": "types",
    "Article": "types",
    "Source": "types",
    "Turn": "types",
    "Span": "types",
    "House": "judging",
    "load_house": "judging",
    "load": "reading",
    "read_article": "reading",
    "read_sources": "reading",
    "find_statements": "statements",
    "OnRecordError": "errors",
}

__all__ = [
    "Article",
    "Finding",
    "House",
    "OnRecordError",
    "Record",
    "Report",
    "Source",
    "Span",
    "Statement",
    "Turn",
    "__version__",
    "check",
    "find_statements",
    "load",
    "load_house",
    "read_article",
    "read_sources",
]


def __getattr__(name: str) -> Any:
    if name not in _ROOMS:
        raise AttributeError(f"module 'onrecord' has no attribute {name!r}")
    return getattr(import_module(f"onrecord.{_ROOMS[name]}"), name)


def __dir__() -> list[str]:
    return sorted(__all__)
