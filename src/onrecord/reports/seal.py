"""A seal that says only what was done, and the proof whether a page still is the page that was checked.

The seal carries, inside its SVG and its HTML snippet, the hash of the article's words, a two-byte mark of every word,
the edition of the record and the hash of the report. The hash decides whether the words are the same; the marks tell
which are not. It can be signed with Ed25519 (extra "sign").
"""

from __future__ import annotations

import base64
import binascii
import datetime
import hashlib
import html
import re
from typing import Literal
from urllib.parse import urlsplit

import msgspec

from onrecord.errors import UsageError
from onrecord.reports.canonical import to_json
from onrecord.reports.tally import tally
from onrecord.reports.wording import count
from onrecord.types import Article, RecordEdition, Report

KIND = "onrecord-seal/1"
MARK = 2  # bytes kept of the hash of each word: enough to find a changed one, the full hash decides
LARGEST = 4_000_000  # characters of markup that is looked through for a seal
PAYLOAD = re.compile(r"data-onrecord-seal=\"([A-Za-z0-9_=-]{16,2000000})\"")
ALIGNED = 30_000  # words: longer texts are only told apart, not aligned
SHOWN = 12  # changes that are told one by one in the summary


class Payload(msgspec.Struct, frozen=True, kw_only=True):
    """What a seal states, in machine form; the signature is over everything but itself."""

    kind: str
    onrecord: str
    wording: str
    article: str  # sha256 of the words joined by one space
    words: str  # base64 of the marks, two bytes a word
    record: str  # sha256 of the edition, "" when no record was used
    report: str  # sha256 of the report as canonical JSON
    url: str = ""  # of the report
    signer: str = ""  # base64 of the Ed25519 public key
    signature: str = ""


class Seal(msgspec.Struct, frozen=True, kw_only=True):
    """A seal in both forms."""

    svg: str
    html: str
    wording: str


class Changed(msgspec.Struct, frozen=True, kw_only=True):
    """One place where the words differ. `was` is known only with the report at hand; `removed` counts the words."""

    before: str  # the words that stand before the place now
    was: str
    now: str
    removed: int


class Verification(msgspec.Struct, frozen=True, kw_only=True):
    """Whether a page still is the page that was checked, and whose seal it is."""

    unchanged: bool
    summary: str
    changes: tuple[Changed, ...] = ()
    signature: Literal["none", "valid", "invalid"] = "none"
    signer: str = ""  # base64 of the public key
    trusted: bool = False  # the signer is the one that was named
    report_matches: bool | None = None  # None: no report was given
    wording: str = ""


def wording(report: Report) -> str:
    """ "9 of 15 quotations found on the record of 20 Nov 2015; 1 query; 5 not checkable": counts, no praise."""
    counts = tally(report)
    if not counts.quotations:
        return "No quotation was found on this page; nothing was checked"
    if report.record is None or not report.record.sources:
        return f"{count(counts.quotations, 'quotation')} found on this page; no record was held against them"
    days = _days(report.record)
    total = count(counts.quotations, "quotation")
    parts = [f"{counts.agree} of {total} found on the record{f' of {days}' if days else ''}"]
    if counts.queried:
        parts.append(count(counts.queried, "query", "queries"))
    if counts.unchecked:
        parts.append(f"{counts.unchecked} not checkable")
    return "; ".join(parts)


def _days(edition: RecordEdition) -> str:
    if edition.first is None or edition.last is None:
        return ""
    if edition.first == edition.last:
        return _day(edition.first)
    return f"{_day(edition.first)} to {_day(edition.last)}"


def _day(day: datetime.date) -> str:
    months = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
    return f"{day.day} {months[day.month - 1]} {day.year}"


def seal(report: Report, *, url: str = "", key: bytes | None = None) -> Seal:
    """Make the seal of a report. `url` is where the report can be read; `key` an Ed25519 private key as PEM.

    Raises UsageError for an address that is not http(s) or relative, and for a key that is none.
    """
    if urlsplit(url).scheme not in ("", "http", "https") or any(character in url for character in "\\\n\r\t"):
        raise UsageError(f"the address of the report must be http, https or relative, not {url!r}")
    words = report.article.text.split()
    payload = Payload(
        kind=KIND,
        onrecord=report.onrecord,
        wording=wording(report),
        article=_hash(words),
        words=base64.b64encode(b"".join(_mark(word) for word in words)).decode("ascii"),
        record=report.record.sha256 if report.record else "",
        report=hashlib.sha256(to_json(report)).hexdigest(),
        url=url,
    )
    if key is not None:
        payload = _signed(payload, key)
    return Seal(svg=_svg(payload), html=_snippet(payload), wording=payload.wording)


def find_seal(markup: str | bytes) -> Payload:
    """Return the seal that an SVG, a snippet or a page carries. Raises UsageError for none, and for a damaged one."""
    text = markup.decode("utf-8", "replace") if isinstance(markup, bytes) else markup
    hit = PAYLOAD.search(text[:LARGEST])
    if hit is None:
        raise UsageError("no onrecord seal was found; give the SVG, the HTML snippet, or a page that carries one")
    try:
        payload = msgspec.json.decode(base64.urlsafe_b64decode(hit.group(1)), type=Payload)
        base64.b64decode(payload.words, validate=True)
    except (binascii.Error, ValueError, msgspec.MsgspecError) as error:
        raise UsageError(f"the seal is damaged ({error}); take it again from the report") from error
    if payload.kind != KIND:
        raise UsageError(f"the seal is of the kind {payload.kind!r}, which this version does not know")
    return payload


def verify(
    markup: str | bytes, article: Article, *, report: Report | None = None, trusted: bytes | None = None
) -> Verification:
    """Say whether the words of `article` are those that were sealed, and if not, which differ.

    White space does not count; a comma does. The seal's own line on the page is left out. With `report`, the one that
    was sealed, the old words are shown too. `trusted` is the Ed25519 public key (PEM) that must have signed.
    Raises UsageError when `markup` holds no seal.
    """
    payload = find_seal(markup)
    words = _without_own_line(article.text.split(), payload)
    same = _hash(words) == payload.article
    held = None if report is None else hashlib.sha256(to_json(report)).hexdigest() == payload.report
    old = (
        report.article.text.split()
        if report is not None and _hash(report.article.text.split()) == payload.article
        else None
    )
    changes = () if same else _changes(words, base64.b64decode(payload.words), old)
    state, is_trusted = _signature(payload, trusted)
    broken = state == "invalid" or (trusted is not None and not is_trusted)
    return Verification(
        unchanged=same and not broken,
        summary=_summary(same, changes, state, is_trusted, trusted is not None, held),
        changes=changes,
        signature=state,
        signer=payload.signer,
        trusted=is_trusted,
        report_matches=held,
        wording=payload.wording,
    )


def _hash(words: list[str]) -> str:
    return hashlib.sha256(" ".join(words).encode("utf-8", "surrogatepass")).hexdigest()


def _mark(word: str) -> bytes:
    return hashlib.sha256(word.encode("utf-8", "surrogatepass")).digest()[:MARK]


def _without_own_line(words: list[str], payload: Payload) -> list[str]:
    """Leave out the line that the snippet itself puts on the page."""
    line = _line(payload).split()
    for at in range(len(words) - len(line) + 1):
        if words[at] == line[0] and words[at : at + len(line)] == line:
            return words[:at] + words[at + len(line) :]
    return words


def _changes(words: list[str], marks: bytes, old: list[str] | None) -> tuple[Changed, ...]:
    """Align the words with the marks that were sealed."""
    from rapidfuzz.distance import Levenshtein

    if max(len(words), len(marks) // MARK) > ALIGNED:
        return ()
    now = [int.from_bytes(_mark(word)) for word in words]
    was = [int.from_bytes(marks[at : at + MARK]) for at in range(0, len(marks), MARK)]
    return tuple(
        Changed(
            before=" ".join(words[max(0, step.dest_start - 4) : step.dest_start]),
            was=" ".join(old[step.src_start : step.src_end]) if old is not None else "",
            now=" ".join(words[step.dest_start : step.dest_end]),
            removed=step.src_end - step.src_start,
        )
        for step in Levenshtein.opcodes(was, now)
        if step.tag != "equal"
    )


def _summary(
    same: bool, changes: tuple[Changed, ...], state: str, is_trusted: bool, asked: bool, held: bool | None
) -> str:
    told = ["The words are those that were checked." if same else _told(changes)]
    if state == "invalid":
        told.append("The signature does not hold: the seal was altered after it was signed.")
    elif state == "valid":
        told.append(f"Signed{' by the key that was given' if is_trusted else ''}; the signature holds.")
    elif asked:
        told.append("The seal is not signed.")
    if asked and state == "valid" and not is_trusted:
        told.append("It was signed by another key than the one that was given.")
    if held is False:
        told.append("The report is not the one that was sealed.")
    return " ".join(told)


def _told(changes: tuple[Changed, ...]) -> str:
    if not changes:
        return "The page was changed; the marks do not tell where."
    lines = [_one(change) for change in changes[:SHOWN]]
    more = f" And {len(changes) - SHOWN} more." if len(changes) > SHOWN else ""
    return f"The page was changed in {count(len(changes), 'place')}: {'; '.join(lines)}.{more}"


def _one(change: Changed) -> str:
    place = f"after “{change.before}” " if change.before else "at the beginning "
    was = f"“{change.was}”" if change.was else count(change.removed, "word")
    if not change.now:
        return f"{place}{was} was taken out" if change.removed == 1 or change.was else f"{place}{was} were taken out"
    if not change.removed:
        return f"{place}“{change.now}” was put in"
    return f"{place}stands “{change.now}” instead of {was}"


def _signed(payload: Payload, key: bytes) -> Payload:
    from onrecord.reports.signing import sign

    signer = sign(b"", key)[0]
    named = msgspec.structs.replace(payload, signer=signer)
    return msgspec.structs.replace(named, signature=sign(_unsigned(named), key)[1])


def _unsigned(payload: Payload) -> bytes:
    return msgspec.json.encode(msgspec.structs.replace(payload, signature=""))


def _signature(payload: Payload, trusted: bytes | None) -> tuple[Literal["none", "valid", "invalid"], bool]:
    if not payload.signature:
        return "none", False
    from onrecord.reports.signing import holds, public_key

    if not holds(_unsigned(payload), payload.signer, payload.signature):
        return "invalid", False
    return "valid", trusted is not None and public_key(trusted) == payload.signer


def _line(payload: Payload) -> str:
    return f"Quotations held against the record: {payload.wording}. Checked words, not truth."


def _data(payload: Payload) -> str:
    return base64.urlsafe_b64encode(msgspec.json.encode(payload)).decode("ascii")


def _snippet(payload: Payload) -> str:
    """The seal as a line of HTML without script or style, so that any site may take it."""
    line = html.escape(_line(payload))
    inner = f'<a href="{html.escape(payload.url)}" rel="noopener">{line}</a>' if payload.url else line
    return f'<p class="onrecord-seal" data-onrecord-seal="{_data(payload)}">{inner}</p>\n'


def _svg(payload: Payload) -> str:
    """The seal as a picture of text; nothing in it is fetched, and no mark of approval is drawn."""
    rows = [html.escape(part) for part in payload.wording.split("; ")]
    height = 34 + 18 * len(rows)
    width = max(300, 24 + max(7 * max(map(len, rows)), 250))
    lines = "".join(f'<text x="12" y="{44 + 18 * number}">{row}</text>' for number, row in enumerate(rows))
    body = (
        f'<rect x="0.5" y="0.5" width="{width - 1}" height="{height - 1}" rx="4" fill="#fff" stroke="#555"/>'
        f'<g font-family="system-ui, sans-serif" font-size="13" fill="#222">'
        f'<text x="12" y="22" font-weight="600">Quotations held against the record</text>{lines}</g>'
    )
    if payload.url:
        body = f'<a href="{html.escape(payload.url)}">{body}</a>'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}" '
        f'role="img" aria-labelledby="onrecord-title" data-onrecord-seal="{_data(payload)}">'
        f'<title id="onrecord-title">{html.escape(_line(payload))}</title>{body}</svg>\n'
    )
