"""Whatever a page or transcript holds is shown as text, and a huge one does not stop the desk."""

from __future__ import annotations

import time

import pytest

from onrecord.desk.shown import plain, safe_link, short

HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "</textarea><svg onload=alert(1)>",
    "{{ 7 * 7 }}{% raw %}",
    "javascript:alert(1)",
)


@pytest.mark.parametrize("words", HOSTILE)
def test_markup_in_a_page_is_words_everywhere(visitor, words):
    text = f'{words}\n\nBy {words}\n\n"Quoted {words.replace(chr(34), "")} words," said Ada {words}.\n'
    page = visitor.hand_in(text)
    visitor.wait(page)
    visitor.post(f"/pages/{page}/statements/s1", kind="speaker", speaker=words, note=words, by=words)
    visitor.wait(page)
    addresses = ("/", f"/pages/{page}", f"/pages/{page}/statements/s1", "/corrections", f"/search?words={words}")
    for address in addresses:
        shown = visitor.client.get(address).text.lower()
        assert "<script>alert" not in shown
        assert "<img" not in shown
        assert "<svg onload" not in shown
        assert 'href="javascript:alert' not in shown
        assert "49{%" not in shown


def test_a_file_name_is_only_a_name(visitor):
    visitor.post("/check", files=[("file", ('../../etc/<b>x"', b"A page about nothing at all."))])
    assert "../.." not in visitor.client.get("/").text
    assert "<b>x" not in visitor.client.get("/").text


def test_right_to_left_overrides_are_shown_by_name():
    assert plain("gpj.\u202eexe") == "gpj.[U+202E]exe"
    assert plain("a\x00b\nc") == "a[U+0000]b\nc"
    assert plain("שלום עולם") == "שלום עולם"  # honest right-to-left writing stays


@pytest.mark.parametrize(
    ("address", "leads"),
    [
        ("https://port.example/a", True),
        ("http://port.example", True),
        ("javascript:alert(1)", False),
        ("JAVASCRIPT:alert(1)", False),
        ("data:text/html,x", False),
        ("//evil.example", False),
        ("https://", False),
        ("http://[", False),
    ],
)
def test_a_link_leads_only_to_the_web(address, leads):
    assert bool(safe_link(address)) is leads


def test_short_is_short_for_a_line_of_five_megabytes():
    begun = time.perf_counter()
    assert len(short("x" * 5_000_000, 80)) == 81
    assert time.perf_counter() - begun < 0.1


def test_a_page_of_one_line_of_five_megabytes_is_taken_and_shown(visitor):
    page = visitor.hand_in("harbour " * 640_000)
    assert visitor.wait(page)["state"] == "done"
    assert visitor.client.get(f"/pages/{page}").status_code == 200
    assert len(visitor.client.get("/").text) < 50_000  # the queue shows its first words


def test_twenty_thousand_quotations_are_listed_without_growing_the_page_beyond_reason(visitor):
    text = "Harbour\n\n" + "\n\n".join(f'"Boat {n} came in," she said.' for n in range(20_000))
    page = visitor.hand_in(text)
    told = {"state": ""}
    for _ in range(5):
        told = visitor.wait(page) if told["state"] != "done" else told
    assert told["state"] == "done"
    begun = time.process_time()  # seconds of this process: other work on the machine does not count
    answer = visitor.client.get(f"/pages/{page}")
    assert answer.status_code == 200
    assert len(answer.content) < 30_000_000
    assert time.process_time() - begun < 20
    assert visitor.client.get("/").status_code == 200
