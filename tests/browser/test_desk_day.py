"""A day's work at the desk in a real browser, by mouse and keyboard, over the examples (fiction, our own)."""

from __future__ import annotations

import re

import pytest

from onrecord.reports import EXPORTS
from tests.browser.conftest import EXAMPLES

pytestmark = pytest.mark.browser
expect = pytest.importorskip("playwright.sync_api", reason="playwright is in the dev extra").expect


def done(page):
    """Wait until the report is there and no check is under way."""
    page.wait_for_selector(".onrecord .list, .onrecord .nothing", timeout=30_000)
    page.wait_for_selector(".page-state time", timeout=30_000)
    page.wait_for_load_state()


def test_a_day_at_the_desk(page, serve, tmp_path):
    desk = serve()
    page.goto(desk.address)
    assert "There is no record yet" in page.inner_text("main")

    # Add the briefing to the record.
    page.get_by_role("link", name="Record", exact=True).click()
    page.set_input_files("#desk-file", EXAMPLES / "briefing.txt")
    page.get_by_role("button", name="Add").click()
    assert "added" in page.inner_text("[aria-labelledby=desk-results]")

    # Paste the page and see how far its check is.
    page.get_by_role("link", name="Pages", exact=True).click()
    page.get_by_label("Paste the text of a page").fill((EXAMPLES / "article.html").read_text(encoding="utf-8"))
    page.get_by_label("Your name").first.fill("Ada Low")
    page.get_by_role("button", name="Check", exact=True).click()
    page.wait_for_url(re.compile(r"/pages/\d+$"))
    done(page)
    assert page.locator("h1").first.inner_text().startswith("Kestria Will Close Strait")

    # Open findings by keyboard.
    page.locator("body").press("j")
    first = page.locator(".finding[open]")
    assert first.count() == 1
    opened = first.get_attribute("id")
    page.keyboard.press("j")
    assert page.locator(".finding[open]").get_attribute("id") != opened
    page.keyboard.press("k")
    page.keyboard.press("Escape")
    assert page.locator(".finding[open]").count() == 0
    page.keyboard.press("Enter")
    assert page.locator(".finding[open]").get_attribute("id") == opened

    # Filter.
    every = page.locator(".finding:visible").count()
    page.locator("input[name=words]").fill("blockade")
    assert 0 < page.locator(".finding:visible").count() < every
    page.locator("input[name=words]").fill("")

    # Correct a speaker, and see it hold after a restart.
    page.locator(".finding[open] a.correct").click()
    page.get_by_label("Who said it").fill("Ines Corbal")
    page.get_by_label("Why").first.fill("heard on the recording")
    page.get_by_role("button", name="Change the speaker").click()
    done(page)
    assert "Ines Corbal" in page.inner_text("[aria-labelledby=desk-statements]")
    address = page.url.removeprefix(desk.address)
    desk = serve()
    page.goto(desk.address + address)
    assert "Ines Corbal" in page.inner_text("[aria-labelledby=desk-statements]")
    page.get_by_role("button", name="Check again").click()
    done(page)
    assert "Ines Corbal" in page.inner_text("[aria-labelledby=desk-statements]")

    # Add a transcript by pasting it; the next check knows it.
    page.goto(desk.address + "/record")
    page.get_by_label("Paste a transcript").fill((EXAMPLES / "remarks.txt").read_text(encoding="utf-8"))
    page.get_by_role("button", name="Add").click()
    expect(page.locator("main")).to_contain_text("2 sources")

    # Search a person, and what that person said about something.
    page.get_by_role("link", name="people").click()
    page.get_by_label("Name").fill("Delane")
    page.get_by_role("button", name="Find").click()
    page.locator("tbody a").first.click()
    page.get_by_label("What did they say about").fill("strait")
    page.get_by_role("button", name="Show").click()
    page.locator(".timeline li").first.wait_for()
    assert "strait" in page.locator(".timeline mark").first.inner_text().lower()
    page.get_by_role("link", name="Search", exact=True).click()
    page.get_by_label("Words").fill("inspectors are fired on again")
    page.get_by_role("button", name="Search").click()
    page.locator(".hits li").first.wait_for()
    page.locator(".hits a").first.click()
    expect(page.locator(".turns li:target")).to_have_count(1)

    # Export in each form.
    page.goto(desk.address + address)
    page.get_by_text("Export").click()
    for kind in EXPORTS.values():
        with page.expect_download() as waited:
            page.get_by_role("link", name=kind.label, exact=True).click()
        assert waited.value.suggested_filename.endswith(kind.suffix)
        assert waited.value.path().stat().st_size > 0


def test_without_scripts_the_desk_works_by_refresh(chromium, serve):
    desk = serve()
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(desk.address)
    page.locator("#desk-text").fill((EXAMPLES / "wire.txt").read_text(encoding="utf-8"))
    page.get_by_role("button", name="Check", exact=True).click()
    page.wait_for_selector(".onrecord", timeout=30_000)  # the page asks again by itself until the report is there
    assert page.locator(".finding").count() > 0
    context.close()


def test_a_dropped_file_is_checked(page, serve):
    desk = serve()
    page.goto(desk.address)
    text = (EXAMPLES / "wire.txt").read_text(encoding="utf-8")
    page.evaluate(
        """(text) => {
            const given = new DataTransfer();
            given.items.add(new File([text], "wire.txt", {type: "text/plain"}));
            dispatchEvent(new DragEvent("drop", {dataTransfer: given, bubbles: true, cancelable: true}));
        }""",
        text,
    )
    page.wait_for_url(re.compile(r"/pages/\d+$"))
    done(page)
    assert "Kestria rules out closing strait" in page.inner_text("h1")


def test_hostile_words_run_nothing(page, serve):
    desk = serve()
    hostile = '<script>alert(1)</script> "><img src=x onerror=alert(2)> javascript:alert(3) \u202egnp.exe'
    page.goto(desk.address)
    page.locator("#desk-text").fill(
        f'{hostile}\n\nBy {hostile}\n\n"We said {hostile.replace(chr(34), "")}," said Ada {hostile}.'
    )
    page.get_by_role("button", name="Check", exact=True).click()
    done(page)
    assert "<script>alert(1)</script>" in page.inner_text("main")
    assert page.locator("main img").count() == 0
    page.goto(desk.address + "/record")
    page.get_by_label("Paste a transcript").fill(
        f"Briefing {hostile}\nMarch 12, 2024\n\nMS {hostile}: Hello {hostile}.\n\nADA LOW: No."
    )
    page.get_by_role("button", name="Add").click()
    page.locator("[aria-labelledby=desk-results] a").first.click()
    assert page.locator("main img").count() == 0
    assert page.evaluate("document.querySelectorAll('script:not([src])').length") == 0


def test_the_bookmarklet_sends_the_page_in_view(page, serve):
    desk = serve()
    page.goto(desk.address + "/bookmarklet")
    code = page.get_by_role("link", name="Check with onrecord").get_attribute("href")
    assert code.startswith("javascript:")
    news = page.context.new_page()
    news.route("https://gazette.example/**", lambda route: route.fulfill(
        body="<title>Ferry</title><h1>Ferry sails on</h1><p>“The ferry sails on Sunday,” said Ada Low, the harbour master.</p>",
        content_type="text/html; charset=utf-8",
    ))  # fmt: skip
    news.goto("https://gazette.example/ferry")
    with page.context.expect_page() as opened:
        news.evaluate(code.removeprefix("javascript:"))
    arrived = opened.value
    expect(arrived.locator("#desk-text")).to_have_value(re.compile("Ferry sails on"))
    assert arrived.get_by_label("Address").input_value() == "https://gazette.example/ferry"
    arrived.get_by_role("button", name="Check", exact=True).click()
    done(arrived)
    assert "Ferry sails on" in arrived.locator("h1").inner_text()
    assert "gazette.example" in arrived.locator(".onrecord .meta").inner_text()
    news.close()
    arrived.close()
