"""Holds a stamp such as "Fact checked" against what a stamp of that kind would need on the page.

The points are those that the code of principles of the International Fact-Checking Network and schema.org's
ClaimReview ask for, as far as one page can show them: who checked, what, against which sources, when, how, marked up
how, and under which correction policy. What may stand on another page of the site is "not-decidable", never "absent".
"""

from __future__ import annotations

import re
from typing import Literal
from urllib.parse import urlsplit

from onrecord.types import Article, Block, Span, StampPoint

State = Literal["present", "absent", "not-decidable"]

NAME = r"(?:(?:Dr|Prof|Mr|Mrs|Ms)\.? )?[A-Z][\w.'’-]+(?: (?:[A-Z][\w.'’-]*|de|van|von|der|bin|al|el)){1,4}"
CHECKED_BY = re.compile(
    r"\b(?i:fact[- ]?check(?:ed|er|ing)?|verified|reviewed|checked|verification|review)\b[^.\n]{0,20}?"
    rf"(?:(?i:by)|:|–|—|-)\s*(?P<name>{NAME})"
)
NOBODY = re.compile(
    r"\b(?:staff|team|editors?|editorial|desk|newsroom|experts?|board|department|media|news|times|post|daily|"
    r"network|fact)\b",
    re.IGNORECASE,
)
ROLE = re.compile(
    r"\b(?:fact[- ]?checker|fact[- ]?checking (?:editor|desk|team)|verification (?:editor|reporter))\b", re.IGNORECASE
)
WHAT = re.compile(
    r"(?m:^\s*(?:the )?claims?(?: checked| we checked)?\s*:)|\bwhat (?:we|was) checked\b|"
    r"\bclaims? (?:that )?(?:we )?(?:checked|verified|"
    r"examined)\b|\b(?:we|our (?:team|editors?|fact[- ]checkers?)) (?:have )?(?:checked|verified|examined|"
    r"fact[- ]checked)\b|"
    r"(?m:^\s*(?:rating|verdict|conclusion)\s*:)",
    re.IGNORECASE,
)
METHOD = re.compile(
    r"\b(?:methodology|how we (?:fact[- ]?check|check|verify|rate|work|did)|our (?:method|process|"
    r"fact[- ]?checking (?:process|policy|"
    r"standards?))|rating scale|how this (?:article|story|claim) was (?:checked|verified))\b",
    re.IGNORECASE,
)
CORRECTIONS = re.compile(
    r"\b(?:corrections? (?:policy|page|and clarifications)|report (?:an error|a mistake|a correction)|"
    r"request a correction|"
    r"spotted (?:an error|a mistake)|(?:see|found|find) (?:an error|a mistake)|corrections@)\b",
    re.IGNORECASE,
)
SOURCES = re.compile(
    r"(?m:^\s*(?:our )?(?:sources|references|evidence)\s*:?\s*$|^\s*(?:our )?(?:sources|references)\s*:)", re.IGNORECASE
)
ADDRESS = re.compile(r"\bhttps?://[^\s<>\"”)]+")
DAY = re.compile(
    r"\b(?:\d{1,2}(?:st|nd|rd|th)? )?(?:January|February|March|April|May|June|July|August|September|October|"
    r"November|December|"
    r"Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.? \d{1,2}(?:st|nd|rd|th)?,? \d{4}\b|\b\d{1,2}(?:st|nd|rd|th)? "
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December) \d{4}\b|"
    r"\b\d{4}-\d\d-\d\d\b"
)
SHARING = (
    "facebook.",
    "twitter.",
    "x.com",
    "t.me",
    "whatsapp.",
    "linkedin.",
    "pinterest.",
    "reddit.",
    "addtoany.",
    "mailto:",
)


def judge_stamp(article: Article) -> tuple[StampPoint, ...]:
    """Return what the stamp would need, point by point; nothing for a page without a stamp."""
    stamps = [block for block in article.blocks if block.kind == "stamp"]
    if not stamps:
        return ()
    return (
        _checker(article, stamps),
        _worded(article, "what was checked", WHAT, "which claims or passages were checked"),
        _sources(article),
        _date(article, stamps),
        _worded(article, "method", METHOD, "how the check was made"),
        _markup(article),
        _corrections(article),
    )


def _checker(article: Article, stamps: list[Block]) -> StampPoint:
    """A person named beside the stamp, or a byline or biography that names a checking role."""
    name = "named checker"
    for block in stamps + [b for b in article.blocks if b.kind in ("byline", "credit", "biography", "paragraph")]:
        words = article.text[block.span.start : block.span.end]
        hit = CHECKED_BY.search(words)
        if hit and not NOBODY.search(hit["name"]):
            span = Span(block.span.start + hit.start("name"), block.span.start + hit.end("name"))
            return StampPoint(name=name, state="present", reason=f"The page names {hit['name']}.", span=span)
    for block in article.blocks:
        if block.kind in ("byline", "biography"):
            words = article.text[block.span.start : block.span.end]
            role = ROLE.search(words)
            if role:
                return StampPoint(name=name, state="present", reason=f"It names a {role.group()}.", span=block.span)
    said = article.text[stamps[0].span.start : stamps[0].span.end]
    people = [b for b in article.blocks if b.kind in ("byline", "biography")]
    more = " The byline and the biography name no checking role." if people else ""
    reason = f"The stamp says “{said}” and nobody is named who did it.{more}"
    return StampPoint(name=name, state="absent", reason=reason, span=stamps[0].span)


def _worded(article: Article, name: str, pattern: re.Pattern[str], what: str) -> StampPoint:
    hit = pattern.search(article.text)
    if hit is None:
        return StampPoint(name=name, state="absent", reason=f"Nothing on the page says {what}.")
    span = Span(hit.start(), hit.end())
    return StampPoint(name=name, state="present", reason=f"The page says “{hit.group().strip()}”.", span=span)


def _sources(article: Article) -> StampPoint:
    """Links out of the story to other sites, or addresses printed in it."""
    name = "sources linked"
    own = urlsplit(article.url).hostname or ""
    links = [link for block in article.blocks if block.kind not in ("credit", "boilerplate") for link in block.links]
    outward = [link for link in links if _is_source(link.url, own)]
    if outward:
        sites = sorted({urlsplit(link.url).hostname or "" for link in outward})
        reason = f"{len(outward)} links lead to {', '.join(sites[:5])}{' and others' if len(sites) > 5 else ''}."
        return StampPoint(name=name, state="present", reason=reason, span=outward[0].span)
    printed = next((hit for hit in ADDRESS.finditer(article.text) if _is_source(hit.group(), own)), None)
    if printed is not None:
        span = Span(printed.start(), printed.end())
        return StampPoint(name=name, state="present", reason="An address is printed in the text.", span=span)
    named = SOURCES.search(article.text)
    if named is not None:
        span = Span(named.start(), named.end())
        return StampPoint(name=name, state="absent", reason="Sources are named, but none is linked.", span=span)
    inside = " besides links within the site" if links else ""
    return StampPoint(name=name, state="absent", reason=f"The story has no link to a source{inside}.")


def _is_source(url: str, own: str) -> bool:
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
    except ValueError:  # an address that is none, as hostile pages have them
        return False
    if parts.scheme not in ("http", "https") or not host or any(each in host for each in SHARING):
        return False
    return not own or host.removeprefix("www.") != own.removeprefix("www.")


def _date(article: Article, stamps: list[Block]) -> StampPoint:
    name = "date"
    for block in stamps:
        hit = DAY.search(article.text, block.span.start, block.span.end)
        if hit:
            span = Span(hit.start(), hit.end())
            return StampPoint(name=name, state="present", reason=f"The stamp is dated {hit.group()}.", span=span)
    if article.date.first is not None:
        reason = f"The page is dated {article.date.first.isoformat()}; the stamp itself is not."
        return StampPoint(name=name, state="present", reason=reason, span=article.date.span)
    return StampPoint(name=name, state="absent", reason="Neither the stamp nor the page has a date.")


def _markup(article: Article) -> StampPoint:
    """ClaimReview in the page's markup, which the reader notes; a text without markup cannot show it."""
    name = "ClaimReview markup"
    if any("ClaimReview" in note for note in article.notes):
        return StampPoint(name=name, state="present", reason="The page carries ClaimReview markup.")
    reason = (
        "The article was read without its markup." if not article.page_map else "No ClaimReview was seen in reading."
    )
    return StampPoint(name=name, state="not-decidable", reason=reason)


def _corrections(article: Article) -> StampPoint:
    name = "correction policy"
    block = next((block for block in article.blocks if block.kind == "correction"), None)
    if block is not None:
        return StampPoint(name=name, state="present", reason="The page carries a correction.", span=block.span)
    hit = CORRECTIONS.search(article.text)
    if hit is not None:
        span = Span(hit.start(), hit.end())
        return StampPoint(name=name, state="present", reason=f"The page says “{hit.group()}”.", span=span)
    links = [link for each in article.blocks for link in each.links if "correction" in link.url.casefold()]
    if links:
        return StampPoint(name=name, state="present", reason="The page links to one.", span=links[0].span)
    return StampPoint(
        name=name, state="not-decidable", reason="Not on this page; another page of the site may have it."
    )
