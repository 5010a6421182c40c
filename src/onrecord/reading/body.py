"""Which lines of a web page are its story: the element that holds the prose, and what in it is the site's own
furniture.
"""

from __future__ import annotations

import re

import msgspec

from onrecord.reading import labels
from onrecord.reading.markup import Element
from onrecord.reading.metadata import Metadata
from onrecord.reading.weblines import WebLine, WebText

_FURNITURE_TAGS = frozenset(("nav", "footer", "aside", "form", "menu", "button", "label", "dialog"))
_FURNITURE = re.compile(
    r"(?:^|[\s_-])(?:comments?|disqus|respond|related|recommend\w*|promo\w*|side-?bar|widget|shar(?:e|es|ing)|"
    r"social|newsletter|sign-?up|subscri\w+|cookie\w*|privacy|"
    r"consent|gdpr|pop-?up|modal|overlay|breadcrumbs?|menu|nav|nav-?bar|navigation|footer|masthead|banner|advert\w*|"
    r"ads?|sponsor\w*|outbrain|taboola|trending|"
    r"most-?(?:read|popular|viewed)|popular|toolbar|pagination|pager|skip|copyright|legal|disclaimer|tags?|"
    r"tag-?list|topics|more-?(?:from|stories|news)|"
    r"read-?(?:more|next)|up-?next|recirc\w*|teasers?|carousel|log-?in|register|donat\w+|petition|follow|"
    r"app-?download|rail|secondary|site-?header|"
    r"global-?header|top-?bar|print|toc|jump|hidden|poll|quiz|ratings?)(?:$|[\s_-])",
    re.IGNORECASE,
)
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_BODY_NAME = re.compile(
    r"(?:^|[\s_-])(?:article-?_*(?:body|content|text|copy)|story-?_*(?:body|content|text|copy)|entry-?content|"
    r"post-?_*(?:body|content|text)|main-?content|"
    r"content-?_*(?:body|article)|body-?(?:copy|text|content)|article|story|rich-?text|single-?content)(?:$|[\s_-])",
    re.IGNORECASE,
)


class Body(msgspec.Struct, frozen=True, kw_only=True):
    """The decision: which lines are story, and why this element was taken."""

    lines: frozenset[int]  # indexes into WebText.lines
    inside: frozenset[int]  # all lines of the chosen element
    reason: str


def find_body(web: WebText, meta: Metadata, page: str) -> Body:
    """The lines of the story: as the page marks it, else as the kept extractor sees it, else by our own weighing."""
    by_index = {e.index: e for e in web.elements}
    prose = [_prose_score(line) for line in web.lines]
    total, _ = _sums(web, prose)
    everything = sum(prose)
    marked = frozenset(e.index for e in web.elements if e.index in total and _is_marked(e))
    furniture = _furniture(web, total, everything, marked)
    sound = _without(web, prose, furniture)
    if sum(sound) < min(250.0, 0.2 * everything):
        furniture = frozenset(i for i in furniture if total.get(i, 0.0) < 0.4 * everything)
        sound = _without(web, prose, furniture)
    if not sum(sound):
        sound = prose
    chosen, plain, reason = _choose(web, sound, marked, by_index)
    held = _below(web, frozenset() if chosen is None else frozenset((chosen,)))
    inside = frozenset(i for i, line in enumerate(web.lines) if chosen is None or line.element in held)
    within = total.get(chosen, everything) if chosen is not None else everything
    furniture = frozenset(i for i in furniture if not (i in held and total.get(i, 0.0) >= 0.3 * within))
    shut = _below(web, furniture)
    tagged = _below(web, frozenset(i for i in furniture if by_index[i].tag in _FURNITURE_TAGS))
    story = []
    for i in sorted(inside):
        line = web.lines[i]
        # An embedded post sits in an element named "social", and is a quotation.
        out = line.element in tagged or (line.element in shut and not line.quoted)
        if not out and _is_story(line, by_index, prose[i]):
            story.append(i)
    stated = _stated_body(web, meta)
    if stated and _mostly(stated, web, story) < 0.5:
        story, reason = sorted(stated), "the words of articleBody in the page's JSON-LD"
    elif not plain and not stated:
        arbitrated = _arbitrated(web, page)
        if arbitrated:
            story, reason = arbitrated, "the page does not mark its story: the lines that the extractor keeps"
    return Body(lines=frozenset(story), inside=inside, reason=reason)


def _sums(web: WebText, scores: list[float]) -> tuple[dict[int, float], dict[int, int]]:
    """The prose inside each element, and how many lines of it."""
    total: dict[int, float] = {}
    counts: dict[int, int] = {}
    for line, score in zip(web.lines, scores, strict=True):
        if score:
            total[line.element] = total.get(line.element, 0.0) + score
            counts[line.element] = counts.get(line.element, 0) + 1
    for element in reversed(web.elements):  # children come after their parents
        if element.index in total and element.parent is not None and element.parent.parent is not None:
            above = element.parent.index
            total[above] = total.get(above, 0.0) + total[element.index]
            counts[above] = counts.get(above, 0) + counts[element.index]
    return total, counts


def _below(web: WebText, tops: frozenset[int]) -> frozenset[int]:
    """These elements and all inside them."""
    found = set(tops)
    for element in web.elements:
        if element.parent is not None and element.parent.index in found:
            found.add(element.index)
    return frozenset(found)


def _without(web: WebText, prose: list[float], furniture: frozenset[int]) -> list[float]:
    """The scores, nought for lines inside furniture."""
    shut = _below(web, furniture)
    return [0.0 if line.element in shut else score for line, score in zip(web.lines, prose, strict=True)]


def _furniture(web: WebText, total: dict[int, float], everything: float, marked: frozenset[int]) -> frozenset[int]:
    """The elements that are no story by tag, role or name; those that hold the story itself are spared."""
    spared = {i for i, score in total.items() if score >= 0.8 * everything}
    spared |= {i for i in marked if total[i] >= 0.25 * everything}
    for element in reversed(web.elements):
        if element.index in spared and element.parent is not None:
            spared.add(element.parent.index)
    return frozenset(e.index for e in web.elements if e.index not in spared and _is_furniture(e))


def _is_marked(element: Element) -> bool:
    """True for elements that the page itself marks as its story."""
    if element.tag == "article" or element.get("itemprop") == "articleBody":
        return True
    return bool(element.source) and bool(_BODY_NAME.search(_names(element)))


def _names(element: Element) -> str:
    """Class and id, with "storyBody" read as "story-Body"."""
    names = f"{element.get('class')} {element.get('id')}"
    return _CAMEL.sub("-", names) if len(names) < 600 else ""


def _prose_score(line: WebLine) -> float:
    """How much a line looks like story: its unlinked length, when it reads as prose."""
    free = len(line.text) - line.linked
    if free < 40 or line.linked * 2 > len(line.text):
        return 0.0
    if labels.word_count(line.text) < 8 or labels.BOILERPLATE.match(line.text[:200]):
        return 0.0
    return min(free, 1500.0) * (1.0 if labels.is_prose(line.text) else 0.3) * (0.5 if line.item else 1.0)


def _is_furniture(element: Element) -> bool:
    if element.tag in _FURNITURE_TAGS:
        return True
    if not element.source or element.tag in ("body", "html", "main", "article", "#page"):
        return False
    role = element.get("role")
    if role in ("navigation", "complementary", "contentinfo", "search", "dialog", "alert"):
        return True
    return bool(_FURNITURE.search(_names(element)))


def _choose(
    web: WebText, sound: list[float], marked: frozenset[int], by_index: dict[int, Element]
) -> tuple[int | None, bool, str]:
    """The innermost element that holds nearly all the prose that the largest marked one holds, or most of the
    page's.
    """
    total, counts = _sums(web, sound)
    everything = sum(sound)
    if not everything:
        return None, False, "no element of the page holds prose"
    large = [(total[i], i) for i in marked if total.get(i, 0.0) >= 0.4 * everything]
    if large:
        floor = 0.85 * max(large)[0]
        index = max(i for score, i in large if score >= floor)
        return index, True, f"the element marked as the story ({_shown(by_index[index])})"
    index = _descend(web, total, counts)
    return index, False, f"the innermost element that holds most of the prose ({_shown(by_index[index])})"


def _descend(web: WebText, total: dict[int, float], counts: dict[int, int]) -> int:
    """From the whole page down, as long as one child with several lines of prose holds two thirds of its parent's."""
    children: dict[int, list[int]] = {}
    for element in web.elements:
        if element.parent is not None and element.index in total:
            children.setdefault(element.parent.index, []).append(element.index)
    tops = [e.index for e in web.elements if e.index in total and (e.parent is None or e.parent.index not in total)]
    at = max(tops, key=lambda i: (total[i], -i))
    while True:
        best = max(children.get(at, []), key=lambda i: (total[i], -i), default=None)
        if best is None or total[best] < 0.65 * total[at] or counts[best] < 2:
            return at
        at = best


def _shown(element: Element) -> str:
    name = element.get("itemprop") or element.get("class") or element.get("id")
    return f"<{element.tag}> {' '.join(name.split())[:60]}".strip()


def _is_story(line: WebLine, by_index: dict[int, Element], prose: float) -> bool:
    """False for lines of furniture that only their wording or tag gives away: link lists, invitations, captions."""
    if labels.BOILERPLATE.match(line.text[:200]) and len(line.text) < 160:
        return False
    if line.linked > 0.8 * len(line.text) and not prose:
        return line.text.count(" ") > 8 and labels.is_prose(line.text)
    around = by_index[line.element].near(6) if line.element in by_index else []
    return not {e.tag for e in around} & {"figure", "figcaption", "picture"}


def _stated_body(web: WebText, meta: Metadata) -> frozenset[int]:
    """The lines whose words stand in the articleBody that the page states."""
    if len(meta.body) < 400:
        return frozenset()
    known = _squeezed(meta.body)
    return frozenset(i for i, line in enumerate(web.lines) if len(line.text) > 30 and _squeezed(line.text) in known)


def _arbitrated(web: WebText, page: str) -> list[int]:
    """The lines whose words the extractor keeps; none when it keeps too little to be the story."""
    from onrecord.reading.extractor import extracted_words

    known = _squeezed(extracted_words(page))
    kept = [i for i, line in enumerate(web.lines) if len(s := _squeezed(line.text)) > 3 and s in known]
    size = sum(len(web.lines[i].text) for i in kept)
    return kept if size >= 250 and 2 * size > len(known) else []


def _squeezed(text: str) -> str:
    return "".join(c for c in text.lower() if c.isalnum())


def _mostly(stated: frozenset[int], web: WebText, story: list[int]) -> float:
    size = sum(len(web.lines[i].text) for i in stated)
    return sum(len(web.lines[i].text) for i in story if i in stated) / size if size else 1.0
