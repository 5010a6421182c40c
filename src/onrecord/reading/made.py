"""A source put together: turns and occasion, with id, hash, gaps and origin."""

from __future__ import annotations

import hashlib
import os
import re
import unicodedata

from onrecord.errors import SourceError
from onrecord.reading.occasion import Occasion, gaps_of
from onrecord.reading.page import Raw
from onrecord.reading.turns import Reading
from onrecord.types import Source, SourceInfo, SourceKind


def make_source(
    raw: Raw,
    reading: Reading,
    occasion: Occasion,
    *,
    kind: SourceKind | None = None,
    outlet: str = "",
    licence: str = "",
    id: str = "",
) -> Source:
    """Put a reading and its occasion together. Raises SourceError when there is not a single turn."""
    name = raw.inside or raw.origin
    if not reading.turns:
        raise SourceError(f"{name}: no words were found in it; nothing to add")
    sha256 = hashlib.sha256(raw.data).hexdigest()
    info = SourceInfo(
        id=id or source_id(occasion.title or os.path.basename(name), sha256),
        title=occasion.title,
        date=occasion.date,
        place=occasion.place,
        url=occasion.url or raw.url,
        licence=licence,
        kind=kind or ("transcript" if reading.labelled else "statement"),
        completeness=occasion.completeness,
        gaps=gaps_of(reading.turns),
        origin=_origin(raw),
        retrieved=raw.retrieved,
        sha256=sha256,
        outlet=outlet,
    )
    return Source(info=info, turns=reading.turns)


def _origin(raw: Raw) -> str:
    return f"{raw.origin}!{raw.inside}" if raw.inside and raw.inside != raw.origin else raw.origin


def source_id(title: str, sha256: str) -> str:
    """A readable, stable name: up to 60 letters of the title and 8 hex digits of the bytes' hash."""
    plain = unicodedata.normalize("NFKD", title[:200]).encode("ascii", "ignore").decode().lower()
    slug = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:60].strip("-")
    return f"{slug or 'source'}-{sha256[:8]}"
