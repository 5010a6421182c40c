"""Files, standard input and addresses: what is refused, and in which words."""

from __future__ import annotations

import gzip
import http.server
import io
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from onrecord.errors import FetchError, OnRecordError, PageError
from onrecord.reading import FetchPolicy, find_files, load, raw_from_bytes, read_article, read_sources

LOCAL = FetchPolicy(allow_local=True, timeout=5.0)


def refusal(where: str, **more: object) -> str:
    """The one line with which loading or reading is refused."""
    with pytest.raises(OnRecordError) as caught:
        read_article(load(where, **more))  # type: ignore[arg-type]
    assert "\n" not in str(caught.value)
    return str(caught.value)


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b" \n")
    (tmp_path / "photo.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))
    (tmp_path / "blob.txt").write_bytes(bytes(range(256)) * 20)
    (tmp_path / "big.txt").write_bytes(b"word " * 1000)
    assert "no such file" in refusal(str(tmp_path / "absent.txt"))
    assert "is a folder" in refusal(str(tmp_path))
    assert "is empty" in refusal(str(tmp_path / "empty.txt"))
    assert "PNG image" in refusal(str(tmp_path / "photo.txt"))
    assert "binary file" in refusal(str(tmp_path / "blob.txt"))
    assert "more than the limit" in refusal(str(tmp_path / "big.txt"), max_bytes=1000)
    assert refusal("a\x00b")
    assert refusal("x" * 5000)
    assert "only http and https" in refusal("ftp://example.org/a")


def test_standard_input() -> None:
    assert load("-", stdin=io.BytesIO(b"Good day.")).origin == "-"
    with pytest.raises(PageError, match="nothing was given"):
        load("-", stdin=io.BytesIO(b""))


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ("Café said “no”.".encode(), "Café said “no”."),
        ("\ufeffCafé said no.".encode(), "Café said no."),
        ("Café said “no”.".encode("cp1252"), "Café said “no”."),
        ("Café said no.".encode("utf-16"), "Café said no."),
        ("Cafe said no, and no again.".encode("utf-16-le"), "Cafe said no, and no again."),
        ("Žlutý kůň “no”. ".encode() * 20 + b"\xff", "Žlutý kůň “no”. " * 20 + "\ufffd"),
    ],
)
def test_encodings(data: bytes, text: str) -> None:
    assert read_article(raw_from_bytes(data, origin="page.txt")).text == text


def test_declared_encoding() -> None:
    page = '<html><head><meta charset="iso-8859-2"><title>x</title></head><body><p>Žlutý kůň řekl ano, všem.</p></body></html>'
    assert "Žlutý kůň" in read_article(raw_from_bytes(page.encode("iso-8859-2"), origin="p.html")).text


def test_folders_and_globs(tmp_path: Path) -> None:
    for name in ("b.txt", "a.md", ".hidden", "sub/c.txt", ".git/d.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("ROE: Good day.")
    found = [str(Path(f).relative_to(tmp_path)) for f in find_files(str(tmp_path))]
    assert found == ["a.md", "b.txt", "sub/c.txt"]
    assert [Path(f).name for f in find_files(str(tmp_path / "*.txt"))] == ["b.txt"]
    with pytest.raises(PageError, match="no such file"):
        find_files(str(tmp_path / "nothing*"))


class Pages(http.server.BaseHTTPRequestHandler):
    """A small site: a page, a packed page, redirects, a bomb, an endless page and an error."""

    def do_GET(self) -> None:
        page = b"<html><body><h1>Pier</h1><p>The pier is open, she said on Monday.</p></body></html>"
        path = self.path
        if path == "/loop":
            return self.answer(302, b"", {"Location": "/loop"})
        if path == "/moved":
            return self.answer(301, b"", {"Location": "/page"})
        if path == "/away":
            return self.answer(302, b"", {"Location": "file:///etc/passwd"})
        if path == "/packed":
            return self.answer(200, gzip.compress(page), {"Content-Encoding": "gzip", "Content-Type": "text/html"})
        if path == "/bomb":
            return self.answer(200, gzip.compress(bytes(50_000_000)), {"Content-Encoding": "gzip"})
        if path == "/gone":
            return self.answer(404, b"no")
        if path == "/empty":
            return self.answer(200, b"")
        return self.answer(200, page, {"Content-Type": "text/html; charset=utf-8"})

    def answer(self, status: int, body: bytes, headers: dict[str, str] | None = None) -> None:
        self.send_response(status)
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Pages)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_fetching(site: str) -> None:
    raw = load(f"{site}/moved", fetch=LOCAL)
    assert (raw.url, raw.media_type, raw.charset) == (f"{site}/page", "text/html", "utf-8")
    assert raw.retrieved.endswith("Z")
    assert "pier is open" in read_article(load(f"{site}/packed", fetch=LOCAL)).text


def test_the_local_network_is_not_fetched_unless_allowed(site: str) -> None:
    for address in (site, site.replace("127.0.0.1", "localhost"), "http://10.0.0.1/", "http://[::1]/", "http://169.254.169.254/latest",
                    "http://2130706433/", "http://[::ffff:127.0.0.1]/"):  # fmt: skip
        with pytest.raises(FetchError, match="local network"):
            load(address)


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/loop", "redirects more than"),
        ("/away", "not a web page"),
        ("/gone", "answered 404"),
        ("/empty", "empty page"),
        ("/bomb", "larger than"),
    ],
)
def test_fetching_is_bounded(site: str, path: str, words: str) -> None:
    policy = FetchPolicy(allow_local=True, max_bytes=1_000_000, timeout=5.0)
    with pytest.raises(FetchError, match=words):
        load(site + path, fetch=policy)


def test_nobody_listens() -> None:
    with pytest.raises(FetchError, match="cannot be fetched"):
        load("http://127.0.0.1:9/", fetch=LOCAL)
    for address in ("http:///a", "http://user@example.org/", "http://[bad/"):
        with pytest.raises(FetchError):
            load(address, fetch=LOCAL)


def test_a_source_is_refused_in_one_line() -> None:
    with pytest.raises(OnRecordError, match="line 2: not valid JSON"):
        list(read_sources(raw_from_bytes(b'{"turns":[{"speaker":"A","text":"Hi."}]}\n{"turns":\n', origin="x.jsonl")))
