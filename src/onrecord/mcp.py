"""An MCP server with the tools check, search and said. Its answers are the same bytes as the HTTP interface's.

It reads what it is given and addresses, never files of this machine: a page may hold text that talks a model into
asking for one.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import msgspec
from mcp.server.fastmcp import FastMCP
from mcp.server.fastmcp.exceptions import ToolError

from onrecord.errors import OnRecordError
from onrecord.reading import FetchPolicy, load, raw_from_bytes, read_article

if TYPE_CHECKING:
    from onrecord.desk.library import Library

_ABOUT = (
    "Holds the quotations of a news page against a record of what was really said. A finding is evidence for a person "
    "to judge, never proof of falsehood: a quotation that is not in the record may still have been said."
)


def server(record: str | Path, *, allow_local: bool = False) -> FastMCP:
    """A server over a record; `run("stdio")` serves it."""
    from onrecord.desk.library import Library

    library = Library(Path(record))
    made = FastMCP("onrecord", instructions=_ABOUT, log_level="WARNING")
    fetch = FetchPolicy(allow_local=allow_local)

    @made.tool(structured_output=False)
    def check(text: str = "", address: str = "", house: Literal["ap", "reuters", "guardian", "usual"] = "ap") -> str:
        """Check a news page against the record. Give its text (plain text or HTML), or its address, or both.

        Returns the report as JSON: statements, findings from S0 (fine) to S4 (gravest), and the words in the record.
        """
        return _told(lambda: _check(library, text, address, house, fetch))

    @made.tool(structured_output=False)
    def search(words: str, speaker: str = "", first: str = "", last: str = "", limit: int = 20) -> str:
        """Who said these words, when, in which source. Days are written 2024-03-12. Returns JSON."""
        return _told(lambda: _search(library, words, speaker, first, last, limit))

    @made.tool(structured_output=False)
    def said(person: str, words: str, limit: int = 100) -> str:
        """Everything that a person said about some words, by day. Returns JSON."""
        return _told(lambda: _said(library, person, words, limit))

    return made


def _check(library: Library, text: str, address: str, house: str, fetch: FetchPolicy) -> bytes:
    from onrecord.checking import check
    from onrecord.reports import to_json

    if not text.strip() and not address:
        raise ToolError("Give the page's text, or its address.")
    if address and not address.lower().startswith(("http://", "https://")):
        raise ToolError("An address begins with http:// or https://; files are not read here.")
    raw = (
        raw_from_bytes(text.encode(), origin=address or "-", url=address)
        if text.strip()
        else load(address, fetch=fetch)
    )
    with library.reading() as record:
        return to_json(check(read_article(raw), record, house=house))


def _search(library: Library, words: str, speaker: str, first: str, last: str, limit: int) -> bytes:
    from onrecord.desk.messages import Hits

    hits, complete = library.search(words, speaker, _day(first), _day(last), max(1, min(limit, 500)))
    return msgspec.json.encode(Hits(hits=hits, complete=complete))


def _said(library: Library, person: str, words: str, limit: int) -> bytes:
    from onrecord.desk.heard import by_day
    from onrecord.desk.messages import SaidByDay

    hits, complete = library.search(words, person, None, None, max(1, min(limit, 1000)))
    return msgspec.json.encode(SaidByDay(person=person, words=words, days=by_day(hits), complete=complete))


def _day(text: str) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(text) if text else None
    except ValueError as error:
        raise ToolError("A day is written 2024-03-12.") from error


def _told(work: Callable[[], bytes]) -> str:
    """The answer as text; an error of ours as one line for the model."""
    try:
        return work().decode()
    except OnRecordError as error:
        raise ToolError(str(error)) from error
