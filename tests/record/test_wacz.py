"""A web archive (WACZ: a zip with WARC files, lists of pages and indexes) goes into the record page by page."""

from __future__ import annotations

import gzip
import io
import json
import zipfile

import pytest

from onrecord.reading import raw_from_bytes, read_sources
from onrecord.record import Record
from tests.record.made import printed

pytest.importorskip("warcio", reason="needs the extra onrecord[archives]")

PAGE = (
    "<html><head><title>Harbour council, 4 May 2031</title></head><body><article>"
    "<p>MS DELANE: Good afternoon. {words} We have said so many times, and we shall say it again next week.</p>"
    "<p>Q: Will the minister resign over the missing ferries?</p>"
    "<p>MS DELANE: No. The minister has the full confidence of the whole cabinet, and he will stay in his office.</p>"
    "</article></body></html>"
)
PAGES = {
    "https://harbour.example/one": PAGE.format(
        words="The harbour wall will be mended before the winter storms arrive."
    ),
    "https://harbour.example/two": PAGE.format(
        words="Every lighthouse keeper gets twenty crowns a day from Monday on."
    ),
}


def response(address: str, page: str) -> bytes:
    """One WARC record, compressed by itself as crawlers do."""
    body = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + page.encode()
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {address}\r\nWARC-Date: 2031-05-05T08:00:00Z\r\n"
        f"WARC-Record-ID: <urn:uuid:{len(address)}-{len(body)}>\r\nContent-Type: application/http; msgtype=response\r\n"
        f"Content-Length: {len(body)}\r\n\r\n"
    )
    return gzip.compress(head.encode() + body + b"\r\n\r\n")


def wacz() -> bytes:
    """An archive with everything that belongs to one: pages, indexes, the list of files."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("archive/data.warc.gz", b"".join(response(*each) for each in PAGES.items()))
        lines = [{"format": "json-pages-1.0", "id": "pages", "title": "All Pages"}]
        lines += [{"id": str(n), "url": url, "ts": "2031-05-05T08:00:00Z"} for n, url in enumerate(PAGES)]
        archive.writestr("pages/pages.jsonl", "\n".join(json.dumps(line) for line in lines))
        archive.writestr("indexes/index.cdx.gz", gzip.compress(b"example,harbour)/one 20310505080000 {}\n"))
        archive.writestr("datapackage.json", json.dumps({"profile": "data-package", "wacz_version": "1.1.1"}))
        archive.writestr("datapackage-digest.json", json.dumps({"path": "datapackage.json", "hash": "sha256:0"}))
    return packed.getvalue()


def test_each_page_is_a_source_and_nothing_else_is() -> None:
    found = list(read_sources(raw_from_bytes(wacz(), origin="harbour.wacz")))
    assert [source.info.url for source in found] == list(PAGES)
    assert {source.info.retrieved for source in found} == {"2031-05-05T08:00:00Z"}


def test_its_words_are_found() -> None:
    with Record.of(read_sources(raw_from_bytes(wacz(), origin="harbour.wacz"))) as record:
        (window,) = record.find(printed("The harbour wall will be mended before the winter storms arrive")).windows
        assert window.source.url == "https://harbour.example/one"
