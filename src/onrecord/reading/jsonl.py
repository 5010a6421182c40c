"""The JSON Lines transcript format, a document a line; also lines that hold whole articles."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Any, cast, get_args

import msgspec

from onrecord.errors import SourceError
from onrecord.reading.dates import any_day
from onrecord.reading.made import source_id
from onrecord.reading.occasion import gaps_of
from onrecord.reading.page import Raw
from onrecord.reading.people import person_of
from onrecord.reading.speakers import role_of
from onrecord.reading.turns import find_asides
from onrecord.types import Completeness, Role, Source, SourceInfo, SourceKind, Span, Turn

_ROLES = frozenset(get_args(Role))
_COMPLETENESS = frozenset(get_args(Completeness))
_KINDS = frozenset(get_args(SourceKind))
_TEXT_FIELDS = ("text", "content", "content_original", "articleBody", "body")


def read_jsonl(raw: Raw) -> Iterator[Source]:
    """Sources of a file with a JSON document a line, or one JSON list of them.

    Raises SourceError, naming the line, for what is no JSON or holds neither turns nor text.
    """
    name = raw.inside or raw.origin
    data = raw.data.removeprefix(b"\xef\xbb\xbf")
    decoder: msgspec.json.Decoder[Any] = msgspec.json.Decoder()
    whole = _whole(data, decoder)
    if whole is not None:
        for number, item in enumerate(whole, 1):
            yield _source(item, raw, f"{name}, document {number}")
        return
    at, number, found = 0, 0, False
    while at < len(data):
        end = data.find(b"\n", at)
        end = len(data) if end < 0 else end
        line, at, number = data[at:end].strip(), end + 1, number + 1
        if not line:
            continue
        try:
            item = decoder.decode(line)
        except (msgspec.DecodeError, RecursionError, UnicodeDecodeError) as error:
            raise SourceError(
                f"{name}, line {number}: not valid JSON ({_short(error)}); one document must stand on each line"
            ) from error
        found = True
        yield _source(item, raw, f"{name}, line {number}")
    if not found:
        raise SourceError(f"{name}: there are no documents in it; nothing to add")


def _whole(data: bytes, decoder: msgspec.json.Decoder[Any]) -> list[Any] | None:
    """The documents of a file that is one JSON value; None for JSON Lines."""
    start = data[:200].lstrip()
    first_line = data.split(b"\n", 1)[0].strip()
    if not start.startswith((b"[", b"{")) or (first_line.startswith(b"{") and first_line.endswith(b"}")):
        return None
    try:
        value = decoder.decode(data)
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError):
        return None
    if isinstance(value, dict) and isinstance(value.get("documents"), list):
        value = value["documents"]
    return value if isinstance(value, list) else [value]


def _short(error: Exception) -> str:
    return str(error).split("\n", 1)[0][:120]


def _source(item: Any, raw: Raw, where: str) -> Source:
    if not isinstance(item, dict):
        raise SourceError(f"{where}: a document must be an object with turns or text")
    title = _str(item, "title") or _str(item, "headline")
    turns = _turns(item.get("turns"), title, where) if "turns" in item else ()
    kind: SourceKind = "transcript"
    if not turns:
        words = next((_str(item, f) for f in _TEXT_FIELDS if _str(item, f)), "")
        turns = tuple(
            Turn(speaker="", text=" ".join(p.split()), role="unknown") for p in words.split("\n") if p.strip()
        )
        kind = "article"
    if not turns:
        raise SourceError(
            f"{where}: it has neither turns with text nor a text; see the JSON Lines format in the manual"
        )
    sha256 = hashlib.sha256(msgspec.json.encode(item, order="deterministic")).hexdigest()
    wanted = _str(item, "id")
    completeness, asked = _str(item, "completeness"), _str(item, "kind")
    info = SourceInfo(
        id=wanted if wanted and wanted.isprintable() and len(wanted) <= 200 else source_id(title or wanted, sha256),
        title=title,
        date=any_day(_str(item, "date")),
        occasion=_str(item, "occasion"),
        place=_str(item, "place"),
        url=_str(item, "url") or _str(item, "source_url"),
        licence=_str(item, "licence") or _str(item, "license"),
        kind=cast(SourceKind, asked) if asked in _KINDS else kind,
        completeness=cast(Completeness, completeness) if completeness in _COMPLETENESS else "unknown",
        gaps=_strings(item.get("gaps")) or gaps_of(turns),
        origin=raw.origin,
        retrieved=_str(item, "retrieved") or raw.retrieved,
        sha256=sha256,
        event=_str(item, "event"),
        outlet=_str(item, "outlet") or (_str(item, "source") if kind == "article" else ""),
    )
    return Source(info=info, turns=turns)


def _turns(value: Any, title: str, where: str) -> tuple[Turn, ...]:
    if not isinstance(value, list):
        raise SourceError(f"{where}: turns must be a list")
    turns: list[Turn] = []
    people: dict[str, tuple[str, Role]] = {}
    for number, item in enumerate(value, 1):
        if not isinstance(item, dict) or not isinstance(item.get("text"), str):
            raise SourceError(f"{where}, turn {number}: a turn must be an object with speaker and text")
        speaker, text = _str(item, "speaker"), _sound(item["text"])
        known = people.get(speaker)
        if known is None:
            known = people[speaker] = (person_of(speaker, title, text) if speaker else "", role_of(speaker))
        stated = item.get("role")
        role = cast(Role, stated) if stated in _ROLES else known[1]
        start = item.get("start")
        asides = _spans(item.get("asides"), text) or (find_asides(text) if "(" in text or "[" in text else ())
        turns.append(
            Turn(
                speaker=speaker,
                text=text,
                role=role,
                asides=asides,
                start=float(start) if isinstance(start, int | float) else None,
                person=_str(item, "person") or known[0],
            )
        )
    return tuple(turns)


def _spans(value: Any, text: str) -> tuple[Span, ...]:
    if not isinstance(value, list):
        return ()
    pairs = [(p[0], p[1]) for p in value if isinstance(p, list) and len(p) == 2 and all(isinstance(n, int) for n in p)]
    return tuple(Span(s, e) for s, e in pairs if 0 <= s < e <= len(text))


def _strings(value: Any) -> tuple[str, ...]:
    return tuple(_sound(v) for v in value if isinstance(v, str)) if isinstance(value, list) else ()


def _str(item: dict[str, Any], key: str) -> str:
    value = item.get(key)
    return _sound(value).strip() if isinstance(value, str) else ""


def _sound(text: str) -> str:
    """The text without lone surrogates, which JSON can write and no file can hold."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return "".join("\ufffd" if "\ud800" <= c <= "\udfff" else c for c in text)
    return text
