"""A desk in a folder of its own, and a browser's manners: it carries the form's key and its cookie."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("starlette", reason="the desk's packages are not installed: pip install 'onrecord[desk]'")

from starlette.testclient import TestClient

from onrecord.desk import desk
from tests.desk.made import fake_check

HERE = "http://127.0.0.1:8765"


class Visitor:
    """Somebody at the desk with a browser."""

    def __init__(self, client: TestClient) -> None:
        self.client = client

    def key(self) -> str:
        found = re.search(r'name="key" value="([0-9a-f]+)"', self.client.get("/").text)
        assert found
        return found[1]

    def post(self, path: str, files: Any = None, **fields: str) -> Any:
        return self.client.post(
            path, data={"key": self.key(), **fields}, files=files, headers={"origin": HERE}, follow_redirects=False
        )

    def hand_in(self, text: str) -> int:
        answer = self.post("/check", text=text)
        assert answer.status_code == 303, answer.text
        return int(answer.headers["location"].rpartition("/")[2])

    def wait(self, page: int) -> dict[str, Any]:
        for _ in range(400):
            told: dict[str, Any] = self.client.get(f"/pages/{page}/progress").json()
            if told["state"] in ("done", "failed"):
                return told
            time.sleep(0.02)
        raise AssertionError("the page was not checked within 8 seconds")


@pytest.fixture
def open_desk(tmp_path: Path) -> Iterator[Callable[..., Visitor]]:
    """Open a desk over the same folders as often as wanted: closing and opening is a restart."""
    opened: list[TestClient] = []

    def open_one(**options: Any) -> Visitor:
        for client in opened:
            client.__exit__(None, None, None)
        opened.clear()
        options = {"check": fake_check, "home": tmp_path / "home", **options}
        client = TestClient(desk(tmp_path / "record", **options), base_url=HERE)
        client.__enter__()
        opened.append(client)
        return Visitor(client)

    yield open_one
    for client in opened:
        client.__exit__(None, None, None)


@pytest.fixture
def visitor(open_desk: Callable[..., Visitor]) -> Visitor:
    return open_desk()
