"""Transcripts in XML: Akoma Ntoso, TEI (ParlaMint and drama), Hansard and its kin; feeds (RSS, Atom) as lists of
articles.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

from onrecord.errors import SourceError
from onrecord.reading.made import make_source
from onrecord.reading.occasion import Occasion, read_occasion
from onrecord.reading.office import parse_xml
from onrecord.reading.page import Raw
from onrecord.reading.turns import Paragraph, Reading, read_labelled
from onrecord.types import Source, Turn

_SPEECHES = frozenset(
    ("speech", "question", "answer", "speechgroup", "u", "sp", "contribution", "hs_para", "talk.text", "intervention")
)
_LABELS = frozenset(("from", "speaker", "member", "name", "talker", "orator"))
_PROSE = frozenset(("p", "para", "seg", "l", "ab", "text", "s"))
_LEFT_OUT = frozenset(("meta", "teiheader", "header", "references", "identification", "num"))


class FeedEntry(msgspec.Struct, frozen=True, kw_only=True):
    """One entry of a feed."""

    title: str
    url: str
    date: str = ""
    content: str = ""  # HTML or text as the feed has it


def xml_sources(raw: Raw) -> Iterator[Source]:
    """The sources in an XML document. Raises SourceError when nothing in it is speech or article."""
    name = raw.inside or raw.origin
    root = parse_xml(raw.data, name)
    kind = _tag(root)
    if kind in ("rss", "feed", "rdf"):
        yield from _feed_sources(root, raw)
    elif kind == "html":
        from onrecord.reading.decode import decode
        from onrecord.reading.htmlsource import html_source

        yield html_source(decode(raw.data, charset=raw.charset, origin=name)[0], raw)
    else:
        yield _transcript(root, raw)


def _tag(element: Any) -> str:
    return str(element.tag).rsplit("}", 1)[-1].lower() if isinstance(element.tag, str) else ""


def _words(element: Any) -> str:
    return " ".join("".join(element.itertext()).split())


def _transcript(root: Any, raw: Raw) -> Source:
    people = _people(root)
    rows: list[Paragraph] = []
    persons: dict[str, str] = {}
    for speech in root.iter():
        if (
            _tag(speech) not in _SPEECHES
            or _tag(speech) == "speechgroup"
            or any(_tag(a) in _SPEECHES for a in _above(speech))
        ):
            continue
        label, person = _speaker(speech, people)
        if person:
            persons[label] = person
        for i, text in enumerate(_paragraphs(speech)):
            rows.append(Paragraph(text=text, label=label if i == 0 else ""))
    if not rows:
        rows = [
            Paragraph(text=_words(p))
            for p in root.iter()
            if _tag(p) in ("p", "para", "paragraph") and not any(_tag(a) in _LEFT_OUT for a in _above(p))
        ]
    rows = [row for row in rows if row.text]
    if not rows:
        raise SourceError(
            f"{raw.inside or raw.origin}: no speech was found in this XML; "
            "Akoma Ntoso, TEI, Hansard and feeds are understood"
        )
    title = _first(root, ("doctitle", "title", "major-heading", "heading"))
    reading = read_labelled(rows, title=title)
    turns = tuple(_named(turn, persons) for turn in reading.turns)
    return make_source(raw, Reading(head=(), turns=turns, labelled=reading.labelled), _occasion(root, raw, title))


def _named(turn: Turn, persons: dict[str, str]) -> Turn:
    person = persons.get(turn.speaker, "")
    if not person or person == turn.person:
        return turn
    return msgspec.structs.replace(turn, person=person)


def _above(element: Any) -> Iterator[Any]:
    return iter(element.iterancestors())


def _between(element: Any, top: Any) -> Iterator[Any]:
    """The ancestors of an element below `top`."""
    for above in element.iterancestors():
        if above is top:
            return
        yield above


def _occasion(root: Any, raw: Raw, title: str) -> Occasion:
    date = place = ""
    for element in root.iter():
        kind = _tag(element)
        if kind in ("frbrdate", "docdate", "date", "sittingdate") and not date:
            date = element.get("date") or element.get("when") or element.get("when-iso") or _words(element)
        elif kind in ("settlement", "docproponent", "location") and not place:
            place = element.get("value") or _words(element)
        if date and place:
            break
    return read_occasion((), raw.inside or raw.origin, title=title[:300], date=date[:60], place=place[:120])


def _first(root: Any, names: tuple[str, ...]) -> str:
    for name in names:
        for element in root.iter():
            if _tag(element) == name and _words(element):
                return _words(element)
    return ""


def _people(root: Any) -> dict[str, str]:
    """Ids and the names they stand for."""
    made: dict[str, str] = {}
    for element in root.iter():
        kind = _tag(element)
        key = element.get("eId") or element.get("id") or element.get("{http://www.w3.org/XML/1998/namespace}id") or ""
        if kind in ("tlcperson", "tlcrole") and key:
            made[key] = element.get("showAs") or ""
        elif kind == "person" and key:
            name = next((e for e in element.iter() if _tag(e) == "persname"), None)
            if name is not None:
                given = " ".join(_words(e) for e in name if _tag(e) == "forename")
                family = " ".join(_words(e) for e in name if _tag(e) in ("surname", "namelink"))
                made[key] = f"{given} {family}".strip() or _words(name)
    return made


def _speaker(speech: Any, people: dict[str, str]) -> tuple[str, str]:
    """The label as printed and the full name it stands for."""
    printed = ""
    for child in speech:
        if _tag(child) in _LABELS:
            printed = _words(child).rstrip(" :.—–-")
            break
    key = (speech.get("by") or speech.get("who") or speech.get("person_id") or "").split()
    person = people.get(key[0].lstrip("#"), "") if key else ""
    named = speech.get("speakername") or speech.get("speaker") or ""
    label = printed or named or person or (key[0].lstrip("#") if key else "")
    return label[:200], person or named


def _paragraphs(speech: Any) -> list[str]:
    """The prose inside a speech, without its label; notes such as "[Applause]" stay in, as they stand."""
    blocks = [e for e in speech.iter() if _tag(e) in _PROSE and not any(_tag(a) in _PROSE for a in _between(e, speech))]
    if not blocks:
        label = next((c for c in speech if _tag(c) in _LABELS), None)
        words = _words(speech)
        head = _words(label) if label is not None else ""
        return [words[len(head) :].lstrip(" :") if head and words.startswith(head) else words]
    return [text for text in (_words(block) for block in blocks) if text]


def feed_entries(raw: Raw) -> list[FeedEntry]:
    """What a feed lists: title, address, date and content of each entry. Raises SourceError when it is no feed."""
    root = parse_xml(raw.data, raw.inside or raw.origin)
    if _tag(root) not in ("rss", "feed", "rdf"):
        raise SourceError(f"{raw.inside or raw.origin}: this XML is no feed; RSS and Atom are understood")
    return [_entry(element) for element in root.iter() if _tag(element) in ("item", "entry")]


def _entry(element: Any) -> FeedEntry:
    parts: dict[str, str] = {}
    url = ""
    for child in element:
        kind = _tag(child)
        if kind == "link":
            url = url or child.get("href") or (child.text or "").strip()
        else:
            parts.setdefault(kind, "".join(child.itertext()).strip())
    content = max(
        parts.get("encoded", ""),
        parts.get("content", ""),
        parts.get("description", ""),
        parts.get("summary", ""),
        key=len,
    )
    date = parts.get("published") or parts.get("pubdate") or parts.get("updated") or parts.get("date", "")
    return FeedEntry(title=" ".join(parts.get("title", "").split()), url=url, date=date, content=content)


def _feed_sources(root: Any, raw: Raw) -> Iterator[Source]:
    """The entries whose whole text the feed carries, as articles."""
    from onrecord.reading.dates import any_day

    found = False
    for element in root.iter():
        if _tag(element) not in ("item", "entry"):
            continue
        entry = _entry(element)
        if entry.content.count(" ") < 80:
            continue
        from onrecord.reading.weblines import read_lines

        turns = tuple(
            Turn(speaker="", text=" ".join(line.text.split()), role="unknown")
            for line in read_lines(entry.content).lines
        )
        if turns:
            found = True
            own = msgspec.structs.replace(raw, data=entry.content.encode("utf-8", "replace"), url=entry.url)
            occasion = Occasion(title=entry.title, date=any_day(entry.date), url=entry.url)
            yield make_source(own, Reading(head=(), turns=turns, labelled=False), occasion, kind="article")
    if not found:
        raise SourceError(f"{raw.inside or raw.origin}: the feed carries headlines only; add the addresses it lists")
