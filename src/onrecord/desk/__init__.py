"""The local web page and the HTTP interface: a queue of pages, the record, and what a person corrected.

>>> from onrecord.desk import desk  # doctest: +SKIP
>>> app = desk("my-record", home="my-desk")  # doctest: +SKIP
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from onrecord.desk.app import desk
    from onrecord.desk.corrections import Correction, amend, apply_corrections

__all__ = ["Correction", "amend", "apply_corrections", "desk"]


def __getattr__(name: str) -> Any:
    if name == "desk":
        from onrecord.desk.app import desk

        return desk
    if name in __all__:
        from onrecord.desk import corrections

        return getattr(corrections, name)
    raise AttributeError(f"module 'onrecord.desk' has no attribute {name!r}")
