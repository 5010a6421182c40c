"""Hostile input: never anything but a result or one clear line, in time that grows with the length."""

from __future__ import annotations

import time

import pytest

from onrecord.errors import OnRecordError
from onrecord.reading import raw_from_bytes, read_article, read_sources

UNITS = {
    "one line of words": (b"", b"word "),
    "no space at all": (b"", b"x"),
    "quotations": (b"", "“Yes we can,” Roe said. ".encode()),
    "RTL overrides and NULs": (b"", "abc \u202e def said\u2069 ".encode() * 20 + b"\0"),
    "less-than signs": (b"<html>", b"<"),
    "ampersands": (b"<html>", b"&"),
    "nested divs": (b"<html>", b"<div>x"),
    "open attributes": (b"<html>", b"<a x=\""),
    "open comments": (b"<html>", b"<!-- "),
    "open scripts": (b"<html>", b"<script>"),
    "line breaks": (b"<html><p>", b"word<br>"),
    "links": (b"<html><p>", b"<a href=x>word</a> "),
    "unclosed bold": (b"<html><p>", b"<b>x "),
    "cells": (b"<html>", b"<table><tr><td>x"),
    "colons": (b"", b"Name: "),
    "labels": (b"", b"Aa Bb: x\n"),
    "open brackets": (b"ROE: ", b"(a "),
    "carriage returns": (b"", b"a\r"),
    "form feeds": (b"", b"a\x0c"),
    "capitals": (b"By ", b"AA "),
    "stars": (b"---\ntitle: x\n---\n", b"*a **b _c [d]( "),
    "front matter": (b"---\n", b"a: b\n"),
    "cues": (b"WEBVTT\n\n", b"00:01.000 --> 00:02.000\nhi <v \n\n"),
}  # fmt: skip


def spent(data: bytes, name: str) -> float:
    """CPU-seconds for reading as a page and as a source; refusals are fine when they are one line."""
    begun = time.process_time()
    for read in (read_article, lambda raw: list(read_sources(raw))):
        try:
            read(raw_from_bytes(data, origin=name))
        except OnRecordError as error:
            refused = str(error)
            if "\n" in refused or len(refused) > 500:
                raise
    return time.process_time() - begun


@pytest.mark.parametrize("what", sorted(UNITS))
def test_time_grows_with_the_length(what: str) -> None:
    start, unit = UNITS[what]
    name = "x.md" if start.startswith(b"---") else "x.txt"
    small, large = (spent(start + unit * (size // len(unit)), name) for size in (10_000, 80_000))
    assert large < 0.25 + 24 * small  # eight times the length; quadratic would be 64 times


def test_five_megabytes_in_one_line() -> None:
    raw = raw_from_bytes("“Yes we can say this,” Roe said. ".encode() * 150_000, origin="line.txt")
    article = read_article(raw)
    assert len(article.blocks) == 1
    assert len(article.text) == 33 * 150_000


def test_marks_of_direction_stay_in_the_text() -> None:
    text = "Pier\n\nThe \u202emayor\u202c said\u200b that the pier is open."
    assert read_article(raw_from_bytes(text.encode(), origin="p.txt")).text == text


def test_code_on_a_page_is_not_text() -> None:
    page = b"<html><body><p onclick='x()'>The pier is open, she said.</p><script>alert(1)</script><p>&lt;script&gt;alert(2)&lt;/script&gt; she wrote.</p>"
    text = read_article(raw_from_bytes(page, origin="p.html")).text
    assert "alert(1)" not in text
    assert "onclick" not in text
    assert "<script>alert(2)</script> she wrote." in text  # shown on the page as text, so it is text
