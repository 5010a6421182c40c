"""Tracing: what a page has from which article, all pairs of an archive, and who stands where.

Names are looked up when they are used: `positions` needs no numpy, and a check without articles should not pay for it.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from onrecord.tracing.archive import Archive, Cluster, Pair, pairs
    from onrecord.tracing.copies import trace
    from onrecord.tracing.dropped import dropped_answers
    from onrecord.tracing.grade import degree
    from onrecord.tracing.stances import positions

_FILES = {
    "trace": "copies",
    "degree": "grade",
    "dropped_answers": "dropped",
    "Archive": "archive",
    "Cluster": "archive",
    "Pair": "archive",
    "pairs": "archive",
    "positions": "stances",
}

__all__ = ["Archive", "Cluster", "Pair", "degree", "dropped_answers", "pairs", "positions", "trace"]


def __getattr__(name: str) -> Any:
    if name not in _FILES:
        raise AttributeError(f"module 'onrecord.tracing' has no attribute {name!r}")
    return getattr(import_module(f"onrecord.tracing.{_FILES[name]}"), name)
