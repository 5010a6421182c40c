"""HTML to elements and text pieces that know where on the page they stand; one pass, linear, never failing.

Written for this project because no parser at hand tells the offset of a text node in the page, and without that no
finding
could be shown where it was printed. It follows the tag-soup rules of the HTML standard as far as reading an article
needs.
"""

from __future__ import annotations

import re
from collections.abc import Container
from typing import NamedTuple

_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9:-]*)((?:[^\"'>=]++|=\s*+(?:\"[^\"]*+\"|'[^']*+')?+|[\"'])*+)>")
_LOOSE_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9:-]*)([^>]*+)>")
_ATTRIBUTE = re.compile(r"([^\s=\"'<>/]+)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+)))?")
_RAW = {"script", "style", "textarea", "title", "iframe", "noembed", "noframes", "xmp", "plaintext"}
_VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
_CLOSES_P = frozenset(
    """address article aside blockquote center details dialog dir div dl fieldset figcaption figure footer form h1 h2
    h3 h4 h5 h6 header hgroup hr main menu nav ol p pre section summary table ul""".split()
)
BLOCK = _CLOSES_P | frozenset(
    """li dt dd td th tr tbody thead tfoot caption body html head legend option optgroup title noscript video
    audio""".split()
)
_SAME = {
    "li": {"li"},
    "dt": {"dt", "dd"},
    "dd": {"dt", "dd"},
    "tr": {"tr", "td", "th"},
    "td": {"td", "th"},
    "th": {"td", "th"},
    "option": {"option"},
}
_SAME_STOP = {
    "li": {"ul", "ol", "menu"},
    "dt": {"dl"},
    "dd": {"dl"},
    "tr": {"table"},
    "td": {"table", "tr"},
    "th": {"table", "tr"},
    "option": {"select"},
}
_DEPTH = 400  # deeper elements become siblings, as in browsers
_PATIENCE = 40  # unclosed quotation marks in tags before quotation marks are no longer believed


class Element:
    """A tag on the page: where it stands in the tree and, read when asked for, its attributes."""

    __slots__ = ("_attrs", "depth", "index", "parent", "source", "source_at", "tag")

    def __init__(self, index: int, tag: str, parent: Element | None, source: str, source_at: int) -> None:
        self.index, self.tag, self.parent, self.source, self.source_at = index, tag, parent, source, source_at
        self.depth: int = parent.depth + 1 if parent else 0
        self._attrs: dict[str, tuple[str, int]] | None = None

    def get(self, name: str) -> str:
        """The attribute's value as written, without entities resolved; "" when there is none."""
        return self._all().get(name, ("", 0))[0] if self.source else ""

    def has(self, name: str) -> bool:
        """True when the attribute is there, with or without a value."""
        return bool(self.source) and name in self._all()

    def where(self, name: str) -> int:
        """The offset on the page at which the attribute's value begins."""
        return self._all().get(name, ("", 0))[1]

    def _all(self) -> dict[str, tuple[str, int]]:
        if self._attrs is None:
            made: dict[str, tuple[str, int]] = {}
            for found in _ATTRIBUTE.finditer(self.source):
                group = found.lastindex if found.lastindex and found.lastindex > 1 else 0
                value = found.group(group) if group else ""
                made.setdefault(found.group(1).lower(), (value, self.source_at + (found.start(group) if group else 0)))
            self._attrs = made
        return self._attrs

    def near(self, limit: int) -> list[Element]:
        """The element and its closest ancestors, innermost first, `limit` in all."""
        made: list[Element] = []
        at: Element | None = self
        while at is not None and at.parent is not None and len(made) < limit:
            made.append(at)
            at = at.parent
        return made


class Event(NamedTuple):
    """Something in the order of the page: an element opens or closes, or a piece of text [start, end) stands in it."""

    what: str  # "open", "close", "text", "raw"
    element: Element
    start: int
    end: int


def parse(page: str) -> list[Event]:
    """The events of a page in order. Linear in its length, whatever it holds."""
    tree = _Tree(page)
    last = page.rfind(">")
    at = text_from = 0
    while True:
        less = page.find("<", at)
        if less < 0 or less > last:
            break
        after = less + 1
        first = page[after : after + 1]
        if first.isalpha() or first == "/":
            tag = tree.match_tag(less)
            if tag is None:
                at = after
                continue
            tree.text(text_from, less)
            at = text_from = tree.take(tag)
        elif first in ("!", "?"):
            tree.text(text_from, less)
            at = text_from = tree.after_comment(less)
        else:
            at = after
    tree.text(text_from, len(page))
    return tree.events


class _Tree:
    """The elements that are open while a page is read."""

    def __init__(self, page: str) -> None:
        self.page = page
        self.events: list[Event] = []
        self.stack = [Element(0, "#page", None, "", 0)]
        self.count = 1
        self.failures = 0
        self.comments_end = True

    def text(self, start: int, end: int) -> None:
        if start < end:
            self.events.append(Event("text", self.stack[-1], start, end))

    def match_tag(self, less: int) -> re.Match[str] | None:
        """The tag that begins here; None when this "<" begins none."""
        if self.failures < _PATIENCE:
            tag = _TAG.match(self.page, less)
            if tag is not None:
                return tag
            self.failures += 1
        return _LOOSE_TAG.match(self.page, less)

    def after_comment(self, less: int) -> int:
        """Where the comment, doctype or instruction that begins here is over."""
        if self.comments_end and self.page.startswith("<!--", less):
            end = self.page.find("-->", less + 4)
            if end >= 0:
                return end + 3
            self.comments_end = False
        return self.page.index(">", less) + 1

    def take(self, tag: re.Match[str]) -> int:
        """Open or close an element; the offset at which reading goes on."""
        name = tag.group(2).lower()
        if tag.group(1):
            self._close(name, tag.start())
            return tag.end()
        element = self._open(name, tag)
        if name not in _RAW:
            return tag.end()
        closing = re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE).search(self.page, tag.end())
        end = closing.start() if closing else len(self.page)
        if tag.end() < end:
            self.events.append(Event("raw", element, tag.end(), end))
        return end

    def _open(self, name: str, tag: re.Match[str]) -> Element:
        if name in _CLOSES_P:
            self._pop_to("p", _P_STOPS, tag.start())
        if name in _SAME:
            for other in _SAME[name]:
                self._pop_to(other, _SAME_STOP[name], tag.start())
        elif name == "a":
            self._pop_to("a", BLOCK, tag.start())
        element = Element(self.count, name, self.stack[-1], tag.group(3), tag.start(3))
        self.count += 1
        self.events.append(Event("open", element, tag.start(), tag.end()))
        if name in _VOID or len(self.stack) > _DEPTH or (tag.group(3).endswith("/") and name not in BLOCK):
            self.events.append(Event("close", element, tag.end(), tag.end()))
        else:
            self.stack.append(element)
        return element

    def _close(self, name: str, at: int) -> None:
        if name in ("body", "html"):
            return  # what stands after them is still shown
        self._pop_to(name, (() if name in _TABLE else _CELLS) if name in BLOCK else BLOCK, at)

    def _pop_to(self, name: str, stops: Container[str], at: int) -> None:
        """Close the innermost open element of this name with all inside it, unless a stop stands in between."""
        for depth in range(len(self.stack) - 1, 0, -1):
            tag = self.stack[depth].tag
            if tag == name:
                while len(self.stack) > depth:
                    self.events.append(Event("close", self.stack.pop(), at, at))
                return
            if tag in stops:
                return


_TABLE = frozenset(("table", "tr", "td", "th", "tbody", "thead", "tfoot", "caption"))
_CELLS = frozenset(("td", "th", "caption"))
_P_STOPS = frozenset(
    ("table", "td", "th", "caption", "button", "li", "div", "section", "article", "body", "blockquote", "figure")
)
