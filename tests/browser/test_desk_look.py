"""Every page of the desk: no violation that axe-core finds, no sideways scrolling, in three widths and both themes."""

from __future__ import annotations

from importlib.resources import files
from typing import Any

import pytest

from tests.browser.conftest import EXAMPLES

pytestmark = pytest.mark.browser
axe_package = pytest.importorskip("axe_playwright_python", reason="axe-playwright-python is in the dev extra")

PAGES = (
    "/", "/pages/1", "/pages/1/statements/s3", "/pages/2", "/record", "/record/people", "/record/person?name={person}",
    "/record/days", "/record/days?on=2024-03", "/record/gaps", "/record/source?id={source}", "/search",
    "/search?words=strait", "/search?words=zeppelin", "/said", "/said?person={person}&words=strait", "/corrections",
    "/bookmarklet", "/receive?address=https://gazette.example/", "/nowhere",
)  # fmt: skip
# Each width and each theme, but not each pair: what a width breaks, it breaks in both themes.
LOOKS = ((390, "dark"), (820, "light"), (1440, "dark"))


@pytest.fixture(scope="module")
def busy(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """A desk with a record, a checked page, one that failed, and a correction."""
    import json
    import time
    import urllib.request

    pytest.importorskip("uvicorn", reason="the desk's packages are not installed: pip install 'onrecord[desk]'")
    from tests.browser.conftest import Served

    folder = tmp_path_factory.mktemp("busy")
    desk = Served(folder / "record", folder / "home")

    def ask(path: str, body: Any = None) -> Any:
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(desk.address + path, data, {"content-type": "application/json"})
        return json.load(urllib.request.urlopen(request))

    for name in ("briefing.txt", "remarks.txt"):
        ask("/api/v1/record/sources", {"text": (EXAMPLES / name).read_text(encoding="utf-8"), "name": name})
    article = (EXAMPLES / "article.html").read_text(encoding="utf-8")
    ask("/api/v1/reports", {"text": article, "name": "article.html", "by": "Ada Low"})
    ask("/api/v1/reports", {"address": "http://127.0.0.1/"})
    while any(p["state"] in ("waiting", "checking") for p in ask("/api/v1/reports")["pages"]):
        time.sleep(0.1)
    ask("/api/v1/corrections", {"kind": "same-person", "alias": "MS DELANE", "name": "Mara Delane", "note": "a note"})
    desk.person = "Mara%20Delane"
    desk.source = ask("/api/v1/record/sources")["sources"][1]["id"]
    yield desk
    desk.close()


@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_no_violation_and_nothing_runs_off_the_side(page, busy, path):
    axe = files(axe_package).joinpath("axe.min.js").read_text(encoding="utf-8")
    found: list[str] = []
    page.goto(busy.address + path.format(person=busy.person, source=busy.source))
    page.evaluate(axe)
    for width, theme in LOOKS:
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=theme)
        over = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        if over > 0:
            found.append(f"{width}: {over} pixels too wide")
        told = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
        for violation in told["violations"]:
            where = "; ".join(node["html"][:120] for node in violation["nodes"][:3])
            found.append(f"{width} {theme}: {violation['id']}: {violation['help']}: {where}")
    assert found == []


def test_the_keyboard_reaches_the_content_first_and_the_focus_is_seen(page, busy):
    page.goto(busy.address + "/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the content"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "desk-text"
    width = page.evaluate("getComputedStyle(document.activeElement).outlineWidth")
    assert width == "3px"
