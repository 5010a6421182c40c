"""Every format of a source, made by hand as small as it goes: its turns, its title and its date."""

from __future__ import annotations

import gzip
import io
import tarfile
import zipfile

import pytest

from onrecord.errors import OnRecordError, SourceError
from onrecord.reading import article_from_text, article_source, feed_entries, raw_from_bytes, read_article, read_sources
from onrecord.types import Source

TALK = "MR ROOK: Good day.\n\nQ: Is it open?\n"


def sources(data: bytes | str, name: str) -> list[Source]:
    raw = data.encode() if isinstance(data, str) else data
    return list(read_sources(raw_from_bytes(raw, origin=name)))


def turns(data: bytes | str, name: str) -> list[tuple[str, str]]:
    (source,) = sources(data, name)
    return [(t.speaker, t.text) for t in source.turns]


ROOK = [("MR ROOK", "Good day."), ("Q", "Is it open?")]


def zipped(files: dict[str, str | bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return made.getvalue()


def tarred(files: dict[str, bytes]) -> bytes:
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode="w") as archive:
        for name, data in files.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(data)
            archive.addfile(entry, io.BytesIO(data))
        link = tarfile.TarInfo("link.txt")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        archive.addfile(link)
    return made.getvalue()


def test_json_lines() -> None:
    line = '{"id":"b1","title":"Briefing by Secretary Ann Rook","date":"2024-03-12","turns":[{"speaker":"MS. ROOK","role":"named","text":"Hi. (Laughter.)"}]}'
    (found,) = sources(line, "r.jsonl")
    assert (found.info.id, str(found.info.date), found.turns[0].person) == ("b1", "2024-03-12", "Ann Rook")
    assert found.turns[0].asides == ((4, 15),)
    (article,) = sources('{"title":"Pier","source":"Coast News","date":"2024-03-12","text":"One.\\nTwo."}', "a.jsonl")
    assert (article.info.kind, article.info.outlet, len(article.turns)) == ("article", "Coast News", 2)


SRT = "1\n00:00:01,000 --> 00:00:02,000\nROOK: Good\nday.\n\n2\n00:00:03,000 --> 00:00:04,000\n>> Is it open?\n"
VTT = "WEBVTT\n\n00:01.000 --> 00:02.000\n<v Mr Rook>Good\n\n00:02.000 --> 00:03.000\n<v Mr Rook>day &amp; night.\n\n00:04.000 --> 00:05.000\n<v Ada Quill>Open?\n"
AKN = """<?xml version="1.0"?><akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><debate><meta><identification>
<FRBRWork><FRBRdate date="2024-03-12"/></FRBRWork></identification><references><TLCPerson eId="rook" showAs="John
Rook"/></references></meta>
<debateBody><speech by="#rook"><from>Mr Rook:</from><p>Good day.</p><p>Thank
you.</p></speech></debateBody></debate></akomaNtoso>"""
TEI = """<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><title>Sitting</title><person xml:id="R"><persName><forename>John</forename>
<surname>Rook</surname></persName></person></teiHeader><text><u who="#R"><seg>Good day.</seg><seg>Thank
you.</seg></u></text></TEI>"""
HANSARD = """<publicwhip><major-heading>Pier</major-heading><speech speakername="John Rook"><p>Good day.</p></speech></publicwhip>"""


@pytest.mark.parametrize(
    ("data", "name", "expected"),
    [
        (SRT, "a.srt", [("ROOK", "Good day."), (">>", "Is it open?")]),
        (VTT, "a.vtt", [("Mr Rook", "Good day & night."), ("Ada Quill", "Open?")]),
        (AKN, "a.xml", [("Mr Rook", "Good day.\nThank you.")]),
        (TEI, "a.xml", [("John Rook", "Good day.\nThank you.")]),
        (HANSARD, "a.xml", [("John Rook", "Good day.")]),
        (gzip.compress(TALK.encode()), "a.txt.gz", ROOK),
        (zipped({"a.txt": TALK, "photo.png": b"x", "__MACOSX/a.txt": "x"}), "a.zip", ROOK),
        (tarred({"../../a.txt": TALK.encode()}), "a.tar", ROOK),
        (gzip.compress(tarred({"a.txt": TALK.encode()})), "a.tgz", ROOK),
        (zipped({"inner.zip": zipped({"a.txt": TALK})}), "a.zip", ROOK),
    ],
)
def test_turns(data: bytes | str, name: str, expected: list[tuple[str, str]]) -> None:
    assert turns(data, name) == expected


def test_what_xml_says_of_the_occasion() -> None:
    (found,) = sources(AKN, "a.xml")
    assert (str(found.info.date), found.turns[0].person) == ("2024-03-12", "John Rook")


HTML = """<html><head><title>Press Briefing by Ann Rook</title></head><body><article><h1>Press Briefing by Ann Rook</h1>
<p>March 12, 2024</p><p><b>MS. ROOK:</b> Good day to all of you who came to the pier, and to the rest.</p>
<p><strong>Q</strong> Is it open, and if it is open, for how long will it be so?</p><p><b>MS. ROOK:</b> It is open to
all, as we said on Monday.</p></article></body></html>"""


def test_html_transcript() -> None:
    (found,) = sources(HTML, "a.html")
    assert [(t.speaker, t.person) for t in found.turns] == [
        ("MS. ROOK", "Ann Rook"),
        ("Q", ""),
        ("MS. ROOK", "Ann Rook"),
    ]
    assert found.turns[1].text.startswith("Is it open")


def docx(*paragraphs: str) -> bytes:
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    body = "".join(f"<w:p>{p}</w:p>" for p in paragraphs)
    return zipped(
        {"word/document.xml": f'<?xml version="1.0"?><w:document {space}><w:body>{body}</w:body></w:document>'}
    )


def test_docx() -> None:
    bold = "<w:r><w:rPr><w:b/></w:rPr><w:t>{}</w:t></w:r><w:r><w:t>{}</w:t></w:r>"
    data = docx(
        bold.format("MR ROOK:", " Good day to all of you on the pier."),
        bold.format("Q:", " Is it open to all of us now?"),
    )
    assert turns(data, "a.docx") == [
        ("MR ROOK", "Good day to all of you on the pier."),
        ("Q", "Is it open to all of us now?"),
    ]
    page = docx(
        "<w:r><w:t>Pier opens</w:t></w:r>", "<w:r><w:t>The mayor opened the pier on Monday in rain.</w:t></w:r>"
    )
    assert "mayor opened the pier" in read_article(raw_from_bytes(page, origin="a.docx")).text


def test_epub() -> None:
    data = zipped({
        "META-INF/container.xml": '<container><rootfiles><rootfile full-path="o/p.opf"/></rootfiles></container>',
        "o/p.opf": '<package xmlns="x"><metadata><title xmlns="y">Debates</title></metadata><manifest><item id="a" href="a.xhtml"/></manifest>'
        '<spine><itemref idref="a"/><itemref idref="gone"/></spine></package>',
        "o/a.xhtml": "<html><body><p>MR ROOK: Good day to all of you on the pier.</p><p>Q: Is it open to all of us now?</p></body></html>",
    })  # fmt: skip
    assert turns(data, "a.epub") == [
        ("MR ROOK", "Good day to all of you on the pier."),
        ("Q", "Is it open to all of us now?"),
    ]


def pdf(lines: list[str]) -> bytes:
    """A PDF of one page with a text layer, written by hand."""
    shown = "".join(f"({line}) Tj T* " for line in lines)
    stream = f"BT /F 12 Tf 14 TL 50 700 Td {shown}ET"
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R /Resources << /Font << /F 5 0 R >> >> >>",
        f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    made, places = "%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(made))
        made += f"{number} 0 obj\n{body}\nendobj\n"
    rows = "".join(f"{place:010d} 00000 n \n" for place in places)
    return (
        made + f"xref\n0 6\n0000000000 65535 f \n{rows}trailer << /Size 6 /Root 1 0 R >>\nstartxref\n{len(made)}\n%%EOF"
    ).encode()


LINES = [
    "MR ROOK: The pier is open to everybody who wants to walk on it in the af-",
    "ternoon, and to the boats.",
    "Q: Is it open in the rain?",
]


def test_pdf() -> None:
    data = pdf(LINES)
    assert turns(data, "a.pdf") == [
        ("MR ROOK", "The pier is open to everybody who wants to walk on it in the afternoon, and to the boats."),
        ("Q", "Is it open in the rain?"),
    ]
    article = read_article(raw_from_bytes(data, origin="a.pdf"))
    assert "afternoon, and" in article.text
    layer = "\n".join(LINES)
    for run in article.page_map:
        assert article.text[run.text : run.text + run.length] == layer[run.page : run.page + run.length]


RSS = """<rss><channel><item><title>Pier opens</title><link>https://coast.example/1</link><pubDate>Tue, 12 Mar 2024 08:00:00 GMT</pubDate>
<description>Short.</description></item></channel></rss>"""


def test_feeds() -> None:
    (entry,) = feed_entries(raw_from_bytes(RSS.encode(), origin="f.xml"))
    assert (entry.title, entry.url) == ("Pier opens", "https://coast.example/1")
    with pytest.raises(SourceError, match="headlines only"):
        sources(RSS, "f.xml")
    (found,) = sources(RSS.replace("Short.", "<![CDATA[<p>" + "The pier is open. " * 40 + "</p>]]>"), "f.xml")
    assert (found.info.kind, str(found.info.date)) == ("article", "2024-03-12")


def test_warc() -> None:
    pytest.importorskip("warcio", reason="needs the extra onrecord[archives]")
    page = HTML.encode()
    head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"
    record = (
        b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://coast.example/b\r\nWARC-Date: 2024-03-13T00:00:00Z\r\n"
        b"WARC-Record-ID: <urn:uuid:1>\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: "
    )
    (found,) = sources(record + str(len(head + page)).encode() + b"\r\n\r\n" + head + page + b"\r\n\r\n", "a.warc")
    assert (found.info.url, found.info.retrieved, len(found.turns)) == (
        "https://coast.example/b",
        "2024-03-13T00:00:00Z",
        3,
    )


def test_an_article_as_a_source() -> None:
    article = article_from_text(
        "Pier opens\n\nBy Ada Quill\n\nThe mayor opened it on Monday.\n\nIt rained on everybody.", "wire.txt"
    )
    made = article_source(article)
    assert [t.text for t in made.turns] == ["The mayor opened it on Monday.", "It rained on everybody."]
    assert (made.info.kind, made.info.title) == ("article", "Pier opens")


def test_ids_are_readable_stable_and_differ_with_the_bytes() -> None:
    one, again, other = (sources(TALK + more, "Pier Talk.txt")[0].info.id for more in ("", "", " "))
    assert one == again
    assert one.startswith("pier-talk-")
    assert one != other


BOMB = '<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><TEI><u who="x">hi &b;</u></TEI>'
XXE = '<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a SYSTEM "file:///etc/hostname">]><TEI><u who="x">hi &a; there</u></TEI>'


def test_entities_are_not_expanded() -> None:
    assert turns(BOMB, "a.xml") == [("x", "hi &b;")]
    assert turns(XXE, "a.xml") == [("x", "hi &a; there")]


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"\x1f\x8bgarbage", "a.gz"),
        (b"PK\x03\x04garbage", "a.zip"),
        (b"%PDF-1.4 garbage", "a.pdf"),
        (gzip.compress(b"\0" * 200_000_000), "a.gz"),
        (zipped({"photo.png": b"x"}), "a.zip"),
        (b"<?xml version='1.0'?><a><b>", "a.xml"),
        (b"WEBVTT\n\nnothing", "a.vtt"),
        (b'{"a": 1}', "a.jsonl"),
        (b"[" * 100_000, "a.json"),
        (b"{}", "a.json"),
        (b"---\ntitle: x\n---\n", "a.md"),
    ],
)
def test_damage_is_one_clear_line(data: bytes, name: str) -> None:
    with pytest.raises(OnRecordError) as caught:
        sources(data, name)
    assert name in str(caught.value)
    assert "\n" not in str(caught.value)


def test_archives_are_nested_no_deeper_than_two() -> None:
    data = zipped({"a.txt": TALK})
    for _ in range(4):
        data = zipped({"a.zip": data})
    with pytest.raises(SourceError, match="nested"):
        sources(data, "a.zip")
