"""Statements: what a page says somebody said, and who is responsible.

`find_quotations` reads the marks, `find_statements` the whole page, `as_printed` gives one statement to the judge, and
`with_story_day` dates a page that carries no date by what its words tell.
Names are looked up when they are used, so that importing the room costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from onrecord.statements.find import find_attributions, find_statements
    from onrecord.statements.printed import as_printed
    from onrecord.statements.quotes import find_quotations
    from onrecord.statements.when import with_story_day

__all__ = ["as_printed", "find_attributions", "find_quotations", "find_statements", "with_story_day"]

_WHERE = {
    "as_printed": "printed",
    "find_quotations": "quotes",
    "find_statements": "find",
    "find_attributions": "find",
    "with_story_day": "when",
}


def __getattr__(name: str) -> Any:
    if name not in _WHERE:
        raise AttributeError(f"module 'onrecord.statements' has no attribute {name!r}")
    return getattr(import_module(f"onrecord.statements.{_WHERE[name]}"), name)
