"""A desk that is really served, and Debian's Chromium to look at it; skipped, with the reason, where either is missing."""

from __future__ import annotations

import os
import shutil
import socket
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

EXAMPLES = Path(__file__).parents[2] / "examples"
CHROMIUM = os.environ.get("ONRECORD_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update",
    "--disable-sync",
]  # fmt: skip


class Served:
    """A desk on a free port of this machine, until it is closed."""

    def __init__(self, record: Path, home: Path, **options: Any) -> None:
        import uvicorn

        from onrecord.desk import desk

        self._socket = socket.create_server(("127.0.0.1", 0))
        self.address = f"http://127.0.0.1:{self._socket.getsockname()[1]}"
        self._server = uvicorn.Server(
            uvicorn.Config(desk(record, home=home, **options), log_level="warning", timeout_graceful_shutdown=1)
        )
        self._thread = threading.Thread(target=self._server.run, kwargs={"sockets": [self._socket]}, daemon=True)
        self._thread.start()
        while not self._server.started:
            time.sleep(0.02)

    def close(self) -> None:
        self._server.should_exit = True
        self._thread.join(10)
        self._socket.close()


@pytest.fixture
def serve(tmp_path: Path) -> Iterator[Callable[..., Served]]:
    """Serve a desk over the same folders as often as wanted: serving again is a restart."""
    pytest.importorskip("uvicorn", reason="the desk's packages are not installed: pip install 'onrecord[desk]'")
    served: list[Served] = []

    def one(**options: Any) -> Served:
        for desk in served:
            desk.close()
        served.clear()
        served.append(Served(tmp_path / "record", tmp_path / "home", **options))
        return served[0]

    yield one
    for desk in served:
        desk.close()


@pytest.fixture(scope="module")
def chromium(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """The browser, with an empty profile. Not for the session: while it is open, no test can run an event loop."""
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is in the dev extra")
    if CHROMIUM is None:
        pytest.skip("no Chromium here: apt-get install chromium, or name one in ONRECORD_CHROMIUM")
    own = {**os.environ, "HOME": str(tmp_path_factory.mktemp("browser-home"))}
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=FLAGS, env=own)
        yield browser
        browser.close()


@pytest.fixture
def page(chromium: Any, serve: Callable[..., Served]) -> Iterator[Any]:
    """A tab that notes what the browser complains about; the test fails if it does. It is closed before the desk is."""
    context = chromium.new_context(viewport={"width": 1280, "height": 900}, accept_downloads=True)
    tab = context.new_page()
    complaints: list[str] = []
    tab.on("console", lambda said: complaints.append(said.text) if _is_complaint(said) else None)
    tab.on("pageerror", lambda error: complaints.append(str(error)))
    tab.on("dialog", lambda dialog: complaints.append(f"a dialog opened: {dialog.message}"))
    yield tab
    context.close()
    assert complaints == []


def _is_complaint(said: Any) -> bool:
    """An error or warning of the browser, other than a page that is not there and a desk that a test has restarted."""
    if said.type not in ("error", "warning") or "ERR_CONNECTION_REFUSED" in said.text:
        return False
    return not said.location.get("url", "").endswith("/nowhere")
