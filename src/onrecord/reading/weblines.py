"""The lines a web page shows: text without markup, each character with its place on the page."""

from __future__ import annotations

import re
from html import unescape

import msgspec

from onrecord.reading.markup import BLOCK, Element, parse
from onrecord.types import Link, MapRun, Span

_SPECIAL = re.compile(
    r"[\t\n\r\f][ \t\n\r\f]*| [ \t\n\r\f]+|&(?:#[0-9]{1,8}|#[xX][0-9a-fA-F]{1,8}|[A-Za-z][A-Za-z0-9]{1,31});?"
)
_SKIPPED = frozenset(
    """script style template noscript svg math iframe object select datalist textarea audio video canvas map head
    button input dialog""".split()
)
# Inline elements that are labels of their own unless they stand inside a sentence.
_LABELLED = re.compile(
    r"(?:^|[\s_-])(?:by-?line|author|date|time(?:stamp)?|posted-?on|credit|caption|fact-?check(?:ed)?|verified|"
    r"dateline)",
    re.IGNORECASE,
)
_SHOWN_TAG = re.compile(r"<(?:img|iframe|script|div|style|a)\s[^>]*>")  # code that a page shows by mistake
_CELL_MAX = 80  # code points; longer cells hold prose, shorter ones figures and names
_HIDING = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_HIDDEN_CLASS = re.compile(
    r"(?:^|\s)(?:sr-only|visually-?hidden|screen-reader(?:-text)?|screen-?reader-only|hidden|offscreen|"
    r"u-hidden)(?:\s|$)"
)


class WebLine(msgspec.Struct, frozen=True, kw_only=True):
    """One line as shown, with the innermost block element around it."""

    text: str
    runs: tuple[MapRun, ...]  # `text` counts from the beginning of this line
    element: int  # index into WebText.elements
    links: tuple[Link, ...] = ()
    linked: int = 0  # code points inside links
    bold: int = 0  # code points of the head of the line that are bold
    quoted: bool = False  # inside a blockquote
    item: bool = False  # inside a list item


class WebText(msgspec.Struct, frozen=True, kw_only=True):
    """What a page shows and what its head says."""

    lines: tuple[WebLine, ...]
    elements: list[Element]
    raw: tuple[tuple[Element, int, int], ...]  # script, style and title contents


def read_lines(page: str) -> WebText:
    """The lines of a page in order; scripts, forms and what is hidden are left out."""
    events = parse(page)
    elements: dict[int, Element] = {}
    raw: list[tuple[Element, int, int]] = []
    lines: list[WebLine] = []
    line = _Line()
    skip = 0  # depth of skipped elements
    for what, element, start, end in events:
        if what == "open":
            elements[element.index] = element
            if skip or _is_skipped(element):
                skip += 1
            elif element.tag == "br":
                line.end_row()
            else:
                _opened(line, element, lines)
        elif what == "close":
            if skip:
                skip -= 1
            else:
                _closed(line, element, lines)
        elif what == "raw":
            raw.append((element, start, end))
        elif not skip:
            line.add(page, start, end, element)
    line.finish(lines)
    return WebText(lines=tuple(lines), elements=[elements[i] for i in sorted(elements)], raw=tuple(raw))


def _is_skipped(element: Element) -> bool:
    if element.tag in _SKIPPED:
        return True
    source = element.source
    if not source:
        return False
    if "style" in source and _HIDING.search(element.get("style")):
        return True
    if "hidden" in source and element.tag not in ("body", "html", "article", "main"):
        if element.has("hidden") and element.get("hidden") != "until-found":
            return True
        return bool(_HIDDEN_CLASS.search(element.get("class")))
    return "sr-only" in source or "screen-reader" in source


def _breaks(element: Element) -> bool:
    """True for elements that begin a line of their own."""
    if element.tag in ("td", "th"):
        return False  # short cells of a row are one line, see `end_cell`
    if element.tag in BLOCK:
        return True
    if element.tag in ("span", "time", "a", "small", "cite", "strong", "em", "b", "i") and element.source:
        names = f"{element.get('class')} {element.get('itemprop')} {element.get('rel')}"
        inside = any(e.tag in ("p", "figcaption", "li", "blockquote", "h1", "h2", "h3") for e in element.near(4)[1:])
        return not inside and (element.tag == "time" or bool(_LABELLED.search(names)))
    return False


def _opened(line: _Line, element: Element, lines: list[WebLine]) -> None:
    if _breaks(element):
        line.finish(lines)
    elif element.tag in ("td", "th"):
        line.end_cell(lines)
    if element.tag == "a":
        line.open_link(element)
    elif element.tag in ("b", "strong"):
        line.bold_depth += 1


def _closed(line: _Line, element: Element, lines: list[WebLine]) -> None:
    if element.tag == "a":
        line.close_link()
    elif element.tag in ("b", "strong"):
        line.bold_depth = max(0, line.bold_depth - 1)
    if _breaks(element):
        line.finish(lines)
    elif element.tag in ("td", "th"):
        line.end_cell(lines)


class _Line:
    """The line that is being gathered."""

    def __init__(self) -> None:
        self.bold_depth = 0
        self.href = ""
        self._clear()

    def _clear(self) -> None:
        self.parts: list[str] = []
        self.runs: list[tuple[int, int, int]] = []
        self.length = 0
        self.space = False  # white space is due before the next character
        self.space_at = -1  # where on the page that space stands, -1 when it is no plain space
        self.element: Element | None = None
        self.links: list[Link] = []
        self.link_start = -1
        self.linked = 0
        self.bold = 0
        self.bold_ended = False
        self.rows = 0

    def end_row(self) -> None:
        """A <br>: the line goes on in a new row."""
        if self.length:
            self.rows += 1
            self.space, self.space_at = True, -1

    def end_cell(self, lines: list[WebLine]) -> None:
        """The edge of a table cell: a long one is a line of its own, since old pages set their story in tables."""
        if self.length > _CELL_MAX:
            self.finish(lines)
        elif self.length:
            self.space, self.space_at = True, -1

    def open_link(self, element: Element) -> None:
        self.close_link()
        self.href = element.get("href")
        self.link_start = -1  # where its first character will stand

    def close_link(self) -> None:
        if self.href and 0 <= self.link_start < self.length:
            self.links.append(Link(span=Span(self.link_start, self.length), url=unescape(self.href)[:4000]))
            self.linked += self.length - self.link_start
        self.href = ""

    def add(self, page: str, start: int, end: int, element: Element) -> None:
        """A piece of text [start, end) of the page; white space at its edges and runs of it inside become one space."""
        at = start
        for found in _SPECIAL.finditer(page, start, end):
            begin = found.start()
            if at < begin:
                self._words(page, at, begin, element)
            at = found.end()
            if page[begin] == "&":
                self._put(unescape(found.group()), -1, 0, element)
            else:
                self._due(begin if page[begin] == " " else at - 1 if page[at - 1] == " " else -1)
        if at < end:
            self._words(page, at, end, element)

    def _due(self, at: int) -> None:
        """A space is due; `at` is where the page has one, -1 when it has a line end or a tab."""
        if not self.space:
            self.space, self.space_at = True, at

    def _words(self, page: str, start: int, end: int, element: Element) -> None:
        """Text without other white space than single spaces."""
        if page[start] == " ":
            self._due(start)
            start += 1
        trailing = end > start and page[end - 1] == " "
        if trailing:
            end -= 1
        if start < end:
            self._put(page[start:end], start, end - start, element)
        if trailing:
            self._due(end)

    def _put(self, text: str, at: int, length: int, element: Element) -> None:
        if self.space:
            if self.length:
                broken = self.rows and self.space_at < 0
                self.parts.append("\n" if broken else " ")
                if not broken and self.space_at >= 0:
                    self.runs.append((self.length, self.space_at, 1))
                self.length += 1
            self.space = False
            self.rows = 0
        if self.element is None:
            self.element = element
        if self.href and self.link_start < 0:
            self.link_start = self.length
        if self.bold_depth and not self.bold_ended:
            self.bold = self.length + len(text)
        elif not self.bold_depth and text.strip():
            self.bold_ended = True
        self.parts.append(text)
        if at >= 0:
            self.runs.append((self.length, at, length))
        self.length += len(text)

    def finish(self, lines: list[WebLine]) -> None:
        """End the line; an empty one is dropped."""
        href = self.href
        self.close_link()
        self.href = href  # a link may go on over several lines
        text = "".join(self.parts)
        if text.strip() and self.element is not None and not _SHOWN_TAG.match(text):
            around = self.element.near(40)
            block = next((e for e in around if e.tag in BLOCK), self.element)
            lines.append(
                WebLine(
                    text=text,
                    runs=_runs(self.runs),
                    element=block.index,
                    links=tuple(self.links),
                    linked=self.linked,
                    bold=min(self.bold, len(text)),
                    quoted=any(e.tag == "blockquote" for e in around[:12]),
                    item=any(e.tag == "li" for e in around[:12]),
                )
            )
        self._clear()


def _runs(runs: list[tuple[int, int, int]]) -> tuple[MapRun, ...]:
    from onrecord.reading.pagemap import joined_runs

    return joined_runs(runs)
