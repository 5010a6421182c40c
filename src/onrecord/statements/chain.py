"""The chain of responsibility: which outlet a line belongs to, where the page hands over and where it takes back.

Outermost first: the site that publishes, the outlet or agency it took the words from, and last the speaker.
"""

from __future__ import annotations

import re
from typing import Literal

from onrecord.statements.cast import Cast
from onrecord.statements.gazetteer import gazetteer
from onrecord.statements.page import Page
from onrecord.types import Article, ChainLink, Span, Speaker

_NAME = r"(?:[Tt]he )?[A-Z][\w.&’'-]*(?: (?:of|and|the|[A-Z][\w.&’'-]*)){0,5}"
_HANDOVER = re.compile(
    rf"^\W*(?:(?:As|From|Via|Here['’]s what|More from|According to) )?(?P<name>{_NAME}?)(?:['’]s [A-Z]\w+ [A-Z]\w+)?"
    r"(?:,? (?:also |first |further )?"
    r"(?:reports?|reported|writes?|wrote|has the (?:story|details)|explains?|notes?|continues|adds)"
    r"(?: (?:on|this|last) \w+)?(?: that)?)?:\s*$"
)
_AGENCIES = {
    "AP": "Associated Press", "Reuters": "Reuters", "AFP": "Agence France-Presse", "UPI": "United Press International",
    "RTRS": "Reuters", "TASS": "TASS", "dpa": "dpa", "DPA": "dpa", "Xinhua": "Xinhua", "Bloomberg": "Bloomberg",
    "PA": "PA Media",
}  # fmt: skip
_DATELINE = re.compile(
    r"^(?:[A-Z][\w.’' -]*(?:, [\w.’' -]+){0,3} )?"
    r"\((?P<name>AP|Reuters|AFP|UPI|RTRS|TASS|dpa|DPA|Xinhua|Bloomberg|PA)\)\s?[-–—]"
)
_READ_ON = re.compile(
    r"\W*(?:Read (?:the )?(?:rest|more|full (?:story|article|report)|whole|entire)\b|Continue reading|"
    r"(?:Source|Via|H/T|HT|Credit)s?\b ?:|(?:Originally|First) (?:published|appeared|posted)|"
    r"This (?:article|story|post) (?:first|originally))"
)
_NAMED_AFTER = re.compile(rf"\b(?:at|by|on|in|from|via|:) (?P<name>{_NAME})")
_RELAY = re.compile(
    r"\b(?:told|tells|(?:in|during) an? (?:\w+ ){0,2}interview (?:with|on)|as (?:first )?reported (?:by|in)|"
    r"first reported (?:by|in)|according to|in an op-ed (?:in|for)|(?:appearing|speaking|said|appearance) on|via|"
    rf"reported (?:by|in)|quoted (?:by|in)) (?P<name>{_NAME})"
)
_REPORTED = re.compile(rf"(?P<name>{_NAME}) (?:first |also |has |had )?reported\b")
_END = frozenset({"byline", "biography", "correction", "boilerplate", "headline", "stamp"})
_SITE_OWN = frozenset(
    {
        "headline",
        "subheading",
        "stamp",
        "standfirst",
        "caption",
        "credit",
        "byline",
        "biography",
        "correction",
        "boilerplate",
    }
)


class Chains:
    """The hands through which every line of a page has gone."""

    def __init__(self, article: Article, page: Page, cast: Cast) -> None:
        self.page = page
        self.cast = cast
        site = ChainLink(name=article.site or "this page", kind="site", reason="publishes the page")
        self.lines: list[tuple[ChainLink, ...]] = []
        self.handovers: set[int] = set()  # lines that do nothing but hand over
        outlet: ChainLink | None = None
        quoted_only = False  # the hand-over covers block quotes only
        for number, (start, end) in enumerate(page.paragraphs):
            kind = page.kind_at(start)
            given = self._handover(start, end, kind)
            if given is not None:
                outlet = given
                if given.kind == "outlet":
                    self.handovers.add(number)
                quoted_only = self._next_kind(number) == "blockquote"
            elif kind in _END or _READ_ON.match(page.text, start, end) or (quoted_only and kind == "paragraph"):
                if outlet is None and kind not in _END:
                    self._credit(number, site, start, end)
                outlet = None
                quoted_only = False
            own = outlet is None or kind in _SITE_OWN or (quoted_only and kind != "blockquote" and given is None)
            self.lines.append((site,) if own or outlet is None else (site, outlet))

    def _next_kind(self, number: int) -> str:
        return self.page.kind_at(self.page.paragraphs[number + 1][0]) if number + 1 < len(self.page.paragraphs) else ""

    def _handover(self, start: int, end: int, kind: str) -> ChainLink | None:
        text = self.page.text
        if end - start < 120:
            match = _HANDOVER.match(text[start:end])
            if match and match.group("name") and (kind == "handover" or self._is_outlet(match.group("name"))):
                span = Span(start + match.start("name"), start + match.end("name"))
                return ChainLink(
                    name=_outlet(match.group("name")),
                    kind="outlet",
                    span=span,
                    reason="“" + text[start:end].strip() + "”",
                )
        line = _DATELINE.match(text[start : min(end, start + 120)])
        if line:
            span = Span(start + line.start("name"), start + line.end("name"))
            return ChainLink(name=_AGENCIES[line.group("name")], kind="agency", span=span, reason="dateline")
        return None

    def _is_outlet(self, name: str) -> bool:
        """Whether a name may be an outlet and is not a person on the page."""
        plain = re.sub(r"^[Tt]he ", "", name)
        if plain in gazetteer().body_names:
            return True
        last = plain.split()[-1].lower()
        people = (m for m in self.cast.members if m.is_person)
        return last in gazetteer().body_nouns and not any(m.last == last for m in people)

    def _credit(self, number: int, site: ChainLink, start: int, end: int) -> None:
        """ "Read the rest at X": the block quotes in front came from X."""
        match = _NAMED_AFTER.search(self.page.text, start, end)
        if not match:
            return
        span = Span(match.start("name"), match.end("name"))
        link = ChainLink(name=_outlet(match.group("name")), kind="outlet", span=span, reason="credit line")
        for line in range(number - 1, -1, -1):
            if self.page.kind_at(self.page.paragraphs[line][0]) != "blockquote":
                break
            self.lines[line] = (site, link)

    def of(self, place: int, sentence: Span, content: tuple[Span, ...]) -> tuple[ChainLink, ...]:
        """The chain at a place, with the outlet that its sentence names as having had the words first."""
        line = self.page.line_at(place)
        chain = self.lines[line] if 0 <= line < len(self.lines) else ()
        relay = self._relay(sentence, content)
        if relay is not None and all(relay.name != link.name for link in chain):
            return (*chain, relay)
        return chain

    def _relay(self, sentence: Span, content: tuple[Span, ...]) -> ChainLink | None:
        for pattern in (_RELAY, _REPORTED):
            for match in pattern.finditer(self.page.text, sentence[0], sentence[1]):
                name = re.split(r"['’]s\b", match.group("name"))[0].strip(" .")
                a, b = match.start("name"), match.end("name")
                if any(x <= a < y for x, y in content) or not name or not self._is_outlet(name):
                    continue
                return ChainLink(name=_outlet(name), kind="outlet", span=Span(a, b), reason=f"“{match.group()}”")
        return None


def _outlet(name: str) -> str:
    return re.sub(r"^[Tt]he ", "The ", name.strip(" .,:"))


def link_of(speaker: Speaker) -> ChainLink | None:
    """The last hand: the speaker, if there is one."""
    kinds: dict[str, Literal["person", "body", "unnamed"]] = {"person": "person", "body": "body", "unnamed": "unnamed"}
    kind = kinds.get(speaker.kind)
    return ChainLink(name=speaker.name, kind=kind, span=speaker.mention, reason=speaker.reason) if kind else None
