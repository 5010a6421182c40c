"""The report in a real browser: quick, quiet, walked by keyboard, accessible at every width and in both themes."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from onrecord.reports.page import report_page
from onrecord.types import Report
from tests.reports.test_page import long_report

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium here; apt-get install chromium"),
]


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    with api.sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        yield opened
        opened.close()


@pytest.fixture(scope="module")
def address(report: Report, tmp_path_factory: pytest.TempPathFactory) -> str:
    return written(report, tmp_path_factory.mktemp("browser"))


def written(report: Report, folder: Path) -> str:
    path = folder / "report.html"
    path.write_text(report_page(report), encoding="utf-8")
    return path.as_uri()


def opened(browser: Any, address: str, **context: Any) -> tuple[Any, list[str]]:
    page = browser.new_context(**context).new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("request", lambda request: said.append(request.url) if request.url != address else None)
    page.goto(address)
    return page, said


@pytest.mark.parametrize("width", [360, 820, 1600])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_no_violation_no_request_no_sideways_scrolling(browser: Any, address: str, width: int, theme: str) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed")
    page, said = opened(browser, address, viewport={"width": width, "height": 900}, color_scheme=theme)
    page.locator(".badge").nth(1).click()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    found = axe.Axe().run(page).response["violations"]
    assert not [(violation["id"], [node["html"][:120] for node in violation["nodes"]]) for violation in found]
    assert said == []


def test_a_badge_opens_its_finding_and_marks_the_words(browser: Any, address: str) -> None:
    page, _ = opened(browser, address, viewport={"width": 1400, "height": 900})
    page.locator('.badge[data-opens="f4"]').click()
    assert page.locator(".finding[open]").evaluate_all("all => all.map(one => one.id)") == ["f4"]
    assert page.locator("mark.chosen").inner_text() == "We will close the strait to Osmark’s trawlers,"
    assert page.evaluate("document.activeElement.closest('.finding').id") == "f4"


def test_the_keyboard_walks_the_findings(browser: Any, address: str) -> None:
    page, _ = opened(browser, address, viewport={"width": 1400, "height": 900})
    for key, wanted in (("j", "f1"), ("j", "f2"), ("k", "f1")):
        page.keyboard.press(key)
        assert page.locator(".finding[open]").get_attribute("id") == wanted
    page.keyboard.press("Escape")
    assert page.locator(".finding[open]").count() == 0
    page.keyboard.press("/")
    page.keyboard.type("verrick")
    assert page.locator(".shown").inner_text() == "2 of 16 shown"


def test_findings_are_filtered_and_sorted(browser: Any, address: str) -> None:
    page, _ = opened(browser, address, viewport={"width": 1400, "height": 900})
    page.locator(".chip", has_text="fine").click()
    assert page.locator(".shown").inner_text() == "14 of 16 shown"
    page.locator("#sort").select_option("page")
    places = page.locator(".finding").evaluate_all("all => all.map(one => Number(one.dataset.place))")
    assert places == sorted(places)


def test_without_script_the_report_is_whole(browser: Any, address: str, report: Report) -> None:
    page, _ = opened(browser, address, java_script_enabled=False, viewport={"width": 1000, "height": 900})
    assert page.locator(".finding").count() == len(report.findings)
    assert page.locator(".finding[open]").count() == 10
    assert not page.locator(".tools").is_visible()
    page.locator(".finding:not([open]) summary").first.click()
    assert page.locator(".finding[open]").count() == 11


def test_five_thousand_words_open_in_half_a_second(browser: Any, report: Report, tmp_path: Path) -> None:
    """Counted in the processor time of the page's thread, so that a busy machine does not decide the test."""
    address = written(long_report(report), tmp_path)
    context = browser.new_context(viewport={"width": 1400, "height": 900})
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Performance.enable", {"timeDomain": "threadTicks"})
    page.goto(address)
    page.evaluate("new Promise(done => requestAnimationFrame(() => setTimeout(done)))")
    taken = {metric["name"]: metric["value"] for metric in session.send("Performance.getMetrics")["metrics"]}
    assert 0 < taken["TaskDuration"] < 0.5
