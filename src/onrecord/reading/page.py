"""Bytes from a file, an address or standard input: the only place of the project that touches the network."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import msgspec

from onrecord.errors import FetchError, PageError

if TYPE_CHECKING:
    import http.client

MAX_BYTES = 1 << 30  # a record of hundreds of megabytes in one file is a real case; more is a mistake


class Raw(msgspec.Struct, frozen=True, kw_only=True):
    """What was read, before anybody looks inside."""

    data: bytes
    origin: str  # the file name or address as given, "-" for standard input
    url: str = ""  # the address after redirects, when it came from one
    media_type: str = ""  # "text/html", "application/pdf", ... by server, first bytes and file name, in this order
    charset: str = ""  # as the server says
    retrieved: str = ""  # ISO time of fetching; "" for a file
    inside: str = ""  # name of the member, when it came out of an archive


class FetchPolicy(msgspec.Struct, frozen=True, kw_only=True):
    """What an address may cost and where it may lead."""

    allow_local: bool = False  # addresses of this machine and the local network
    max_bytes: int = 32 << 20
    max_redirects: int = 5
    timeout: float = 20.0  # seconds, for the whole fetch
    agent: str = "onrecord (reads one page at a person's request)"


_SUFFIXES = {
    ".html": "text/html", ".htm": "text/html", ".xhtml": "text/html", ".txt": "text/plain", ".text": "text/plain",
    ".md": "text/markdown", ".markdown": "text/markdown", ".pdf": "application/pdf", ".srt": "application/x-subrip",
    ".vtt": "text/vtt", ".ass": "application/x-subrip", ".ssa": "application/x-subrip",
    ".jsonl": "application/jsonl", ".ndjson": "application/jsonl", ".json": "application/json",
    ".xml": "text/xml", ".akn": "text/xml", ".tei": "text/xml", ".rss": "text/xml", ".atom": "text/xml",
    ".docx": "application/zip", ".epub": "application/zip", ".zip": "application/zip", ".wacz": "application/zip",
    ".gz": "application/gzip", ".tgz": "application/gzip", ".tar": "application/x-tar", ".bz2": "application/x-bzip2",
    ".xz": "application/x-xz", ".warc": "application/warc",
}  # fmt: skip


def load(
    where: str,
    *,
    stdin: BinaryIO | None = None,
    fetch: FetchPolicy | None = None,
    max_bytes: int = MAX_BYTES,
) -> Raw:
    """Read a file, an http(s) address, or standard input ("-") into memory.

    Raises PageError when it is missing, a folder, unreadable, empty or larger than `max_bytes`; FetchError for an
    address
    that cannot or must not be fetched.
    """
    if where == "-":
        return _from_stdin(stdin or sys.stdin.buffer, max_bytes)
    scheme = where.split("://", 1)[0].lower() if "://" in where[:16] else ""
    if scheme in ("http", "https"):
        return fetch_address(where, fetch or FetchPolicy())
    if scheme and not Path(where).exists():
        raise FetchError(f"{shown(where)}: only http and https addresses are fetched; save the page to a file instead")
    return _from_file(where, max_bytes)


def raw_from_bytes(data: bytes, *, origin: str, media_type: str = "", inside: str = "", url: str = "") -> Raw:
    """Wrap bytes that are already in memory, such as a pasted page or a member of an archive."""
    name = inside or origin
    return Raw(data=data, origin=origin, media_type=media_type or guess_type(data, name), inside=inside, url=url)


def _from_stdin(stream: BinaryIO, max_bytes: int) -> Raw:
    data = stream.read(max_bytes + 1)
    if len(data) > max_bytes:
        raise PageError(f"standard input: more than {max_bytes >> 20} MB; give the file's name instead")
    if not data.strip():
        raise PageError("standard input: nothing was given; pipe the page in or name a file")
    return Raw(data=data, origin="-", media_type=guess_type(data, ""))


def _from_file(where: str, max_bytes: int) -> Raw:
    name = shown(where)
    try:
        path = Path(where)
        if path.is_dir():
            raise PageError(f"{name}: this is a folder; name a file in it, or add the folder to a record")
        if not path.exists():
            raise PageError(f"{name}: there is no such file; check the name and the folder")
        if not path.is_file():
            raise PageError(f"{name}: this is neither a file nor a folder; use - to read standard input")
        size = path.stat().st_size
        if size > max_bytes:
            raise PageError(f"{name}: {size >> 20} MB is more than the limit of {max_bytes >> 20} MB; split it")
        data = path.read_bytes()
    except PermissionError as error:
        raise PageError(f"{name}: no permission to read it; change its rights or copy it") from error
    except (OSError, ValueError) as error:  # ValueError: a NUL inside the name
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise PageError(f"{name}: cannot be read ({reason}); check the name") from error
    if not data.strip():
        raise PageError(f"{name}: the file is empty; save the page again")
    return Raw(data=data, origin=where, media_type=guess_type(data, path.name))


def shown(where: str) -> str:
    """The name as it may stand in a one-line message."""
    short = where if len(where) <= 200 else where[:200] + "…"
    return "".join(c if c.isprintable() else "?" for c in short)


def guess_type(data: bytes, name: str) -> str:
    """The media type by first bytes, then by file name; "text/plain" when nothing says otherwise."""
    head = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n")
    lower = head[:512].lower()
    suffix = os.path.splitext(name.lower())[1]
    if head.startswith(b"%PDF-"):
        return "application/pdf"
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return "application/zip"
    if data.startswith(b"\x1f\x8b"):
        return "application/gzip"
    if data.startswith(b"BZh") and suffix in (".bz2", ".tbz2"):
        return "application/x-bzip2"
    if data.startswith(b"\xfd7zXZ\x00"):
        return "application/x-xz"
    if data[257:262] == b"ustar":
        return "application/x-tar"
    if data.startswith(b"WARC/"):
        return "application/warc"
    if head.startswith(b"WEBVTT"):
        return "text/vtt"
    if lower.startswith((b"<!doctype html", b"<html", b"<head", b"<body")) or b"<html" in lower:
        return "text/html"
    if lower.startswith(b"<?xml"):
        return "text/html" if suffix in (".html", ".htm", ".xhtml") else "text/xml"
    return _SUFFIXES.get(suffix, "text/plain")


# --- addresses ----------------------------------------------------------------------------------


def fetch_address(url: str, policy: FetchPolicy) -> Raw:
    """Fetch an http(s) address within the policy.

    Each host, after each redirect, is looked up once; if one of its addresses lies in the local network it is refused
    (unless `allow_local`), and the connection goes to the very address that was checked. Raises FetchError.
    """
    import http.client
    import time

    deadline = time.monotonic() + policy.timeout
    address = url
    for _ in range(policy.max_redirects + 1):
        try:
            answer, connection = _ask(address, policy, deadline)
            try:
                if answer.status in (301, 302, 303, 307, 308):
                    address = _redirected(address, answer.getheader("Location") or "", url)
                    continue
                if answer.status != 200:
                    raise FetchError(
                        f"{shown(url)}: the server answered {answer.status} {answer.reason}; "
                        "open it in a browser and save it"
                    )
                data = _body(answer, policy, deadline, url)
            finally:
                connection.close()
        except (OSError, http.client.HTTPException) as error:
            reason = "it took too long" if isinstance(error, TimeoutError) else str(error)[:120] or type(error).__name__
            raise FetchError(
                f"{shown(url)}: cannot be fetched ({reason}); check the address and the connection"
            ) from error
        return _answered(url, address, data, answer)
    raise FetchError(
        f"{shown(url)}: it redirects more than {policy.max_redirects} times; open it in a browser and save it"
    )


def _answered(url: str, address: str, data: bytes, answer: http.client.HTTPResponse) -> Raw:
    import datetime

    if not data.strip():
        raise FetchError(f"{shown(url)}: the server sent an empty page; open it in a browser and save it")
    kind = answer.headers.get_content_type() if answer.headers.get("Content-Type") else ""
    guessed = guess_type(data, address.split("?", 1)[0])
    trusted = kind and kind not in (
        "text/plain",
        "application/octet-stream",
        "application/json",
        "application/xml",
        "text/xml",
    )
    now = datetime.datetime.now(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")  # provenance, not part of any finding
    return Raw(
        data=data,
        origin=url,
        url=address,
        media_type=kind if trusted else guessed,
        charset=answer.headers.get_content_charset() or "",
        retrieved=now,
    )


def _redirected(address: str, location: str, url: str) -> str:
    from urllib.parse import urljoin

    target = urljoin(address, location.strip())
    if not location or not target.lower().startswith(("http://", "https://")):
        raise FetchError(f"{shown(url)}: it redirects to something that is not a web page; give the page's own address")
    return target


def _ask(
    address: str, policy: FetchPolicy, deadline: float
) -> tuple[http.client.HTTPResponse, http.client.HTTPConnection]:
    """Send the request to a checked address of the host."""
    import http.client
    import socket
    import ssl
    import time
    from urllib.parse import quote, urlsplit

    try:
        parts = urlsplit(address)
        host, port = parts.hostname or "", parts.port or (443 if parts.scheme == "https" else 80)
    except ValueError as error:
        raise FetchError(f"{shown(address)}: not a valid address; copy it from the browser") from error
    if not host or "@" in parts.netloc:
        raise FetchError(f"{shown(address)}: not a valid address of a page; copy it from the browser")
    number = _checked_number(host, port, policy, address)
    left = max(0.1, deadline - time.monotonic())
    plain = socket.create_connection((number, port), timeout=min(left, policy.timeout))
    connection = http.client.HTTPConnection(host, port, timeout=left)
    try:
        connection.sock = (
            ssl.create_default_context().wrap_socket(plain, server_hostname=host) if parts.scheme == "https" else plain
        )
        path = quote(parts.path or "/", safe="/%:=&?~#+!$,;'@()*[]") + (
            f"?{quote(parts.query, safe='/%:=&?~#+!$,;@()*[]')}" if parts.query else ""
        )
        connection.request(
            "GET",
            path,
            headers={"User-Agent": policy.agent, "Accept": "text/html,*/*;q=0.5", "Accept-Encoding": "gzip, identity"},
        )
        return connection.getresponse(), connection
    except BaseException:
        plain.close()
        raise


def _checked_number(host: str, port: int, policy: FetchPolicy, address: str) -> str:
    """The first number of a host, after all of them have been checked."""
    import ipaddress
    import socket

    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise FetchError(f"{shown(address)}: there is no such host; check the address and the connection") from error
    numbers = [str(entry[4][0]).split("%", 1)[0] for entry in found]
    for number in numbers:
        place = ipaddress.ip_address(number)
        mapped = getattr(place, "ipv4_mapped", None) or getattr(place, "sixtofour", None)
        if not policy.allow_local and (
            not place.is_global or place.is_multicast or (mapped is not None and not mapped.is_global)
        ):
            raise FetchError(
                f"{shown(address)}: this address lies in the local network and is not fetched; "
                "save the page, or allow local addresses"
            )
    return numbers[0]


def _body(answer: http.client.HTTPResponse, policy: FetchPolicy, deadline: float, url: str) -> bytes:
    """The body, unpacked, within size and time."""
    import time
    import zlib

    packed = (answer.getheader("Content-Encoding") or "").lower()
    unpack = zlib.decompressobj(wbits=47) if packed in ("gzip", "x-gzip", "deflate") else None
    parts: list[bytes] = []
    size = 0
    while True:
        if time.monotonic() > deadline:
            raise FetchError(
                f"{shown(url)}: it took longer than {policy.timeout:g} seconds; try again or save the page"
            )
        part = answer.read1(65536)
        if not part:
            break
        try:
            part = unpack.decompress(part, policy.max_bytes + 1 - size) if unpack else part
        except zlib.error as error:
            raise FetchError(f"{shown(url)}: the server's answer is damaged; try again") from error
        parts.append(part)
        size += len(part)
        if size > policy.max_bytes:
            raise FetchError(
                f"{shown(url)}: the page is larger than {policy.max_bytes >> 20} MB; save it and name the file"
            )
    return b"".join(parts)
