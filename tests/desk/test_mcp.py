"""The MCP tools give what the HTTP interface gives, byte for byte, and read no files."""

from __future__ import annotations

import asyncio
import json

import pytest

pytest.importorskip("mcp", reason="the MCP package is not installed: pip install 'onrecord[mcp]'")

from onrecord import check
from onrecord.mcp import server
from tests.desk.made import BRIEFING, PAGE


def call(made, tool, **arguments):
    content = asyncio.run(made.call_tool(tool, arguments))
    return "".join(part.text for part in content)


@pytest.fixture
def both(open_desk, tmp_path):
    visitor = open_desk(check=check)
    visitor.client.post("/api/v1/record/sources", json={"text": BRIEFING, "name": "march.txt"})
    return visitor, server(tmp_path / "record")


def test_three_tools_with_words_of_what_they_do(tmp_path):
    tools = asyncio.run(server(tmp_path).list_tools())
    assert [tool.name for tool in tools] == ["check", "search", "said"]
    assert all(tool.description and "JSON" in tool.description for tool in tools)


def test_check_search_and_said_give_the_bytes_of_the_http_interface(both):
    visitor, tools = both
    report = visitor.client.post("/api/v1/check", json={"text": PAGE}).text
    assert call(tools, "check", text=PAGE) == report
    assert json.loads(report)["record"]["sources"] == 1
    assert call(tools, "search", words="boats", limit=50) == visitor.client.get("/api/v1/search?words=boats").text
    asked = {"person": "Delane", "words": "boats"}
    assert call(tools, "said", **asked, limit=200) == visitor.client.get("/api/v1/said", params=asked).text


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({}, "Give the page's text, or its address."),
        ({"address": "/etc/passwd"}, "files are not read here"),
        ({"address": "file:///etc/passwd"}, "files are not read here"),
        ({"address": "http://127.0.0.1/secret"}, "local network"),
    ],
)
def test_what_is_refused_is_refused_in_words(tmp_path, arguments, message):
    with pytest.raises(Exception, match=message):
        call(server(tmp_path), "check", **arguments)
