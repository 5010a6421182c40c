"""The command line, Python, HTTP and MCP give the same JSON for the same page and record, byte for byte."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from pathlib import Path

import pytest

pytest.importorskip("mcp", reason="the MCP package is not installed: pip install 'onrecord[mcp]'")

import onrecord
from onrecord.desk import desk
from onrecord.mcp import server
from onrecord.reports import to_json

EXAMPLES = Path(__file__).parents[2] / "examples"


@pytest.fixture(scope="module")
def record(tmp_path_factory):
    folder = tmp_path_factory.mktemp("same") / "record"
    with onrecord.Record.open(folder, create=True) as made:
        for name in ("briefing.txt", "remarks.txt"):
            made.add_many(onrecord.read_sources(onrecord.load(str(EXAMPLES / name))))
    return folder


@pytest.mark.parametrize("page", ["article.html", "wire.txt"])
def test_four_ways_one_json(record, tmp_path, page):
    from starlette.testclient import TestClient

    data = (EXAMPLES / page).read_bytes()

    command = [
        sys.executable,
        "-c",
        "from onrecord.cli import main; main()",
        "check",
        "-",
        "--record",
        str(record),
        "--json",
        "--fail-on",
        "never",
    ]
    spoken = subprocess.run(command, input=data, capture_output=True, timeout=120, check=False)
    assert spoken.returncode in (0, 1), spoken.stderr

    from onrecord.reading import raw_from_bytes, read_article

    with onrecord.Record.open(record) as held:
        python = to_json(onrecord.check(read_article(raw_from_bytes(data, origin="-")), held))
    app = desk(record, home=tmp_path / "home")
    with TestClient(app, base_url="http://127.0.0.1:8765") as client:
        http = client.post("/api/v1/check", json={"text": data.decode()}).content
    tool = asyncio.run(server(record).call_tool("check", {"text": data.decode()}))[0].text.encode()

    assert python.startswith(b'{"onrecord":')
    assert spoken.stdout == python
    assert http == python
    assert tool == python
