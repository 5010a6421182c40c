"""DOCX and EPUB to HTML that the page reader understands; headings, bold labels and lists are kept, nothing else."""

from __future__ import annotations

import posixpath
import zipfile
from html import escape
from typing import Any

from onrecord.errors import SourceError
from onrecord.reading.decode import decode
from onrecord.reading.unpack import read_entry

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def parse_xml(data: bytes, name: str) -> Any:
    """The root element of an XML document: no entities, no network, no huge trees. Raises SourceError when it is
    broken.
    """
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        recover=True,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise SourceError(f"{name}: the XML is broken ({str(error)[:100]}); fetch it again") from error
    if root is None:
        raise SourceError(f"{name}: there is no XML in it; fetch it again")
    return root


def docx_html(data: bytes, name: str) -> str:
    """The paragraphs of word/document.xml as HTML."""
    root = parse_xml(data, name)
    parts = ["<!doctype html><html><body><article>"]
    for paragraph in root.iter(f"{_W}p"):
        words = _runs(paragraph)
        if not words.strip():
            continue
        style = paragraph.find(f"{_W}pPr/{_W}pStyle")
        kind = (style.get(f"{_W}val") or "").lower() if style is not None else ""
        if kind in ("title", "heading1"):
            parts.append(f"<h1>{words}</h1>")
        elif kind.startswith("heading"):
            parts.append(f"<h2>{words}</h2>")
        elif paragraph.find(f"{_W}pPr/{_W}numPr") is not None:
            parts.append(f"<ul><li>{words}</li></ul>")
        else:
            parts.append(f"<p>{words}</p>")
    parts.append("</article></body></html>")
    return "\n".join(parts)


def _runs(paragraph: Any) -> str:
    made: list[str] = []
    for run in paragraph.iter(f"{_W}r"):
        words = "".join(
            escape(part.text or "", quote=False)
            if part.tag == f"{_W}t"
            else " "
            if part.tag == f"{_W}tab"
            else "<br>"
            if part.tag in (f"{_W}br", f"{_W}cr")
            else ""
            for part in run
        )
        bold = run.find(f"{_W}rPr/{_W}b")
        on = bold is not None and bold.get(f"{_W}val") not in ("0", "false")
        made.append(f"<b>{words}</b>" if on and words.strip() else words)
    return "".join(made).replace("</b><b>", "")


def epub_html(archive: zipfile.ZipFile, name: str) -> str:
    """The chapters of an EPUB, in reading order, as one page."""
    try:
        container = parse_xml(read_entry(archive, "META-INF/container.xml", name), name)
        rootfile = next((e.get("full-path") for e in container.iter() if str(e.tag).endswith("rootfile")), None)
        if not rootfile:
            raise SourceError(f"{name}: the EPUB names no content; fetch it again")
        package = parse_xml(read_entry(archive, rootfile, name), name)
    except KeyError as error:
        raise SourceError(f"{name}: the EPUB lacks its table of contents; fetch it again") from error
    hrefs = {e.get("id"): e.get("href") for e in package.iter() if str(e.tag).endswith("}item")}
    title = next((e.text or "" for e in package.iter() if str(e.tag).endswith("}title")), "")
    parts = [f"<!doctype html><html><head><title>{escape(title)}</title></head><body>"]
    folder = posixpath.dirname(rootfile)
    for item in package.iter():
        href = hrefs.get(item.get("idref")) if str(item.tag).endswith("}itemref") else None
        if not href:
            continue
        try:
            data = read_entry(archive, posixpath.normpath(posixpath.join(folder, href.split("#", 1)[0])), name)
        except KeyError:
            continue  # a chapter that the list names and the book lacks
        page, _ = decode(data, origin=f"{name}!{href}")
        parts.append(f"<section>{_inner(page)}</section>")
    parts.append("</body></html>")
    return "\n".join(parts)


def _inner(page: str) -> str:
    """What stands between the body tags of a chapter."""
    begin, end = page.find("<body"), page.rfind("</body")
    return page[page.find(">", begin) + 1 : end if end > begin else None] if begin >= 0 else page
