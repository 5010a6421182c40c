"""Pages out of a WARC web archive."""

from __future__ import annotations

import io
from collections.abc import Iterator

from onrecord.errors import SourceError
from onrecord.reading.page import Raw, guess_type

_MAX_PAGE = 64 << 20
_TEXT = ("text/", "application/xhtml", "application/pdf", "application/xml", "application/json")


def warc_pages(raw: Raw) -> Iterator[Raw]:
    """The pages that were answered with success, each with its address and the time it was had."""
    try:
        from warcio.archiveiterator import ArchiveIterator
        from warcio.exceptions import ArchiveLoadFailed
    except ImportError as error:
        raise SourceError(
            f"{raw.origin}: reading WARC needs one more package; pip install 'onrecord[archives]'"
        ) from error
    try:
        for entry in ArchiveIterator(io.BytesIO(raw.data)):
            if entry.rec_type not in ("response", "resource"):
                continue
            address = entry.rec_headers.get_header("WARC-Target-URI") or ""
            status = entry.http_headers.get_statuscode() if entry.http_headers else "200"
            kind = (entry.http_headers.get_header("Content-Type") if entry.http_headers else "") or ""
            if status != "200" or not address.startswith("http") or (kind and not kind.lower().startswith(_TEXT)):
                continue
            data = entry.content_stream().read(_MAX_PAGE)
            media = kind.split(";", 1)[0].strip().lower() or guess_type(data, address)
            had = entry.rec_headers.get_header("WARC-Date") or ""
            if data.strip():
                yield Raw(data=data, origin=raw.origin, url=address, media_type=media, retrieved=had, inside=address)
    except ArchiveLoadFailed as error:
        raise SourceError(f"{raw.origin}: the WARC is damaged ({str(error)[:100]}); fetch it again") from error
