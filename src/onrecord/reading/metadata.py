"""What the head of a web page says about itself: JSON-LD, meta tags and title."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

import msgspec

from onrecord.reading.labels import split_names
from onrecord.reading.markup import Element
from onrecord.reading.weblines import WebText

_ARTICLE_TYPES = re.compile(r"Article|BlogPosting|Report\b|Posting|ClaimReview|WebPage$")
_TITLE_TAIL = re.compile(r"\s+(?:[|–—»·•]|-|::)\s+[^|–—»·•]{2,60}$")
_DATE_KEYS = tuple(
    """article:published_time og:article:published_time datepublished date dc.date dc.date.issued dcterms.created
    pubdate publishdate publish-date publish_date parsely-pub-date sailthru.date article.published
    cxenseparse:recs:publishtime pdate ptime""".split()
)
_NO_NAME = re.compile(r"https?://|^@|\.com\b|^\d", re.IGNORECASE)


class Metadata(msgspec.Struct, frozen=True, kw_only=True):
    """What the page's head says, each with where it was said."""

    titles: tuple[str, ...] = ()  # wordings of the headline, the best first
    description: str = ""
    published: str = ""
    published_from: str = ""
    authors: tuple[str, ...] = ()
    site: str = ""
    url: str = ""
    language: str = ""
    body: str = ""  # articleBody of JSON-LD, "" when there is none
    notes: tuple[str, ...] = ()


def read_metadata(web: WebText, page: str) -> Metadata:
    """Collect what the page says about itself; what is broken is passed over with a note."""
    meta = _meta_tags(web)
    notes: list[str] = []
    items = _json_ld(web, page, notes)
    article = _article_item(items)
    if any("ClaimReview" in _types(item) for item in items) or any(
        "ClaimReview" in e.get("itemtype") for e in web.elements if "itemtype" in e.source
    ):
        notes.append("The page carries ClaimReview markup.")
    title_tag = next((page[s:e] for el, s, e in web.raw if el.tag == "title"), "")
    titles = [
        _str(article, "headline"),
        meta.get("og:title", ""),
        meta.get("twitter:title", ""),
        _plain(title_tag),
        _bare_title(_plain(title_tag)),
    ]
    published, source = _published(article, meta)
    canonical = next(
        (e.get("href") for e in web.elements if e.tag == "link" and e.get("rel").lower() == "canonical"), ""
    )
    html = next((e for e in web.elements if e.tag == "html"), None)
    return Metadata(
        titles=tuple(dict.fromkeys(t for t in titles if t)),
        description=meta.get("og:description", "") or meta.get("description", "") or _str(article, "description"),
        published=published,
        published_from=source,
        authors=_authors(article, meta),
        site=_site(article, items, meta),
        url=_first_address(meta.get("og:url", ""), unescape(canonical), _address(article)),
        language=(html.get("lang") if html else "")[:12],
        body=_str(article, "articleBody", limit=2_000_000),
        notes=tuple(notes),
    )


def _plain(text: str) -> str:
    return " ".join(unescape(text[:4000]).split())


def _bare_title(title: str) -> str:
    """The title without the site's name behind it."""
    return _TITLE_TAIL.sub("", title)


def _meta_tags(web: WebText) -> dict[str, str]:
    made: dict[str, str] = {}
    for element in web.elements:
        if element.tag == "meta":
            name = (element.get("property") or element.get("name") or element.get("itemprop")).lower()
            value = _plain(element.get("content"))
            if name and value:
                made.setdefault(name, value)
    return made


def _json_ld(web: WebText, page: str, notes: list[str]) -> list[dict[str, Any]]:
    """The objects of all JSON-LD scripts, with those in @graph and lists laid flat."""
    items: list[dict[str, Any]] = []
    for element, start, end in web.raw:
        if element.tag != "script" or "ld+json" not in element.source:
            continue
        value = _json(page[start:end])
        if value is None:
            notes.append("a JSON-LD block of the page is broken and was not read")
        _flatten(value, items)
    return items


def _json(text: str) -> Any:
    text = text.strip().removeprefix("<!--").removesuffix("-->").strip()
    text = re.sub(r"^\s*(?:/\*)?\s*<!\[CDATA\[\s*(?:\*/)?|(?:/\*)?\s*\]\]>\s*(?:\*/)?\s*$", "", text).rstrip(";")
    try:
        return msgspec.json.decode(text.encode("utf-8", "replace"))
    except (msgspec.DecodeError, RecursionError):
        pass  # many pages leave line ends raw inside strings: read those more leniently
    import json

    try:
        return json.loads(text, strict=False)
    except (ValueError, RecursionError):
        return None


def _flatten(value: Any, items: list[dict[str, Any]], depth: int = 0) -> None:
    if depth > 6 or len(items) > 2000:
        return
    if isinstance(value, list):
        for part in value:
            _flatten(part, items, depth + 1)
    elif isinstance(value, dict):
        items.append(value)
        for key in ("@graph", "mainEntity", "mainEntityOfPage", "itemListElement"):
            if isinstance(value.get(key), dict | list):
                _flatten(value[key], items, depth + 1)


def _types(item: dict[str, Any]) -> str:
    value = item.get("@type", "")
    return " ".join(v for v in value if isinstance(v, str)) if isinstance(value, list) else str(value)


def _article_item(items: list[dict[str, Any]]) -> dict[str, Any]:
    """The object that describes the article: the one of an article type that says most."""
    best: dict[str, Any] = {}
    best_score = 0
    for item in items:
        kind = _types(item)
        if not _ARTICLE_TYPES.search(kind):
            continue
        score = sum(key in item for key in ("headline", "datePublished", "author", "articleBody", "publisher")) * 2 + (
            "Article" in kind
        )
        if score > best_score:
            best, best_score = item, score
    return best


def _str(item: dict[str, Any], key: str, limit: int = 4000) -> str:
    value = item.get(key, "")
    if isinstance(value, list) and value and isinstance(value[0], str):
        value = "\n".join(v for v in value if isinstance(v, str)) if key == "articleBody" else value[0]
    return unescape(value[:limit]).strip() if isinstance(value, str) else ""


def _names(value: Any) -> list[str]:
    """The names in an author or publisher: a string, an object with a name, or a list of them."""
    if isinstance(value, str):
        return [_plain(value)]
    if isinstance(value, list):
        return [name for part in value[:20] for name in _names(part)]
    if isinstance(value, dict):
        return _names(value.get("name", ""))
    return []


def _authors(article: dict[str, Any], meta: dict[str, str]) -> tuple[str, ...]:
    named = _names(article.get("author")) or _names(article.get("creator"))
    for key in ("author", "article:author", "dc.creator", "byl", "parsely-author", "sailthru.author"):
        if not named and key in meta:
            named = [meta[key]]
    made: list[str] = []
    for name in named:
        plain = re.sub(r"^by\s+", "", name, flags=re.IGNORECASE)
        if plain and not _NO_NAME.search(plain):
            made += split_names(plain) or ([plain] if len(plain) <= 80 else [])
    return tuple(dict.fromkeys(made))


def _site(article: dict[str, Any], items: list[dict[str, Any]], meta: dict[str, str]) -> str:
    named = [
        meta.get("og:site_name", ""),
        *_names(article.get("publisher")),
        meta.get("application-name", ""),
        meta.get("publisher", ""),
    ]
    named += [name for item in items if _types(item) in ("WebSite", "NewsMediaOrganization") for name in _names(item)]
    return next((name for name in named if name and len(name) <= 80 and not _NO_NAME.match(name)), "")


def _published(article: dict[str, Any], meta: dict[str, str]) -> tuple[str, str]:
    """When the page says it was published, and where it says so."""
    value = _str(article, "datePublished") or _str(article, "dateCreated")
    if value:
        return value, "datePublished in the page's JSON-LD"
    for key in _DATE_KEYS:
        if key in meta:
            return meta[key], f"the page's meta tag {key}"
    return "", ""


def _address(article: dict[str, Any]) -> str:
    value = article.get("url") or article.get("mainEntityOfPage") or ""
    if isinstance(value, dict):
        value = value.get("@id", "")
    return value if isinstance(value, str) else ""


def _first_address(*addresses: str) -> str:
    return next((a for a in addresses if a.startswith(("http://", "https://")) and len(a) < 2000), "")


def meta_element(web: WebText, name: str) -> Element | None:
    """The meta tag of this name or property."""
    return next(
        (e for e in web.elements if e.tag == "meta" and name in (e.get("property").lower(), e.get("name").lower())),
        None,
    )
