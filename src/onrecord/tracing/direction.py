"""Which of two texts had the words first, and why we think so. In doubt: undecided, with the reason.

The order of the reasons: a text that names the other as its source; one agency named by both; the dates. A date that
contradicts a credit line decides nothing. Between two outlets that do not name each other the dates alone decide
nothing either: an agency that neither credits may be behind both.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable
from typing import Literal, NamedTuple

from onrecord.tracing.words import Words

Direction = Literal["page-from-source", "source-from-page", "common-source", "undecided"]

AGENCIES = {
    "AP": r"(?:The )?Associated Press|AP",
    "Reuters": r"Thomson Reuters|Reuters",
    "AFP": r"Agence France-Presse|AFP",
    "UPI": r"United Press International|UPI",
    "TASS": r"ITAR-TASS|TASS",
    "Xinhua": r"Xinhua",
    "dpa": r"Deutsche Presse-Agentur|dpa",
    "PA": r"Press Association",
    "Bloomberg": r"Bloomberg News|Bloomberg",
    "CNN Wire": r"CNN[- ]Wire",
}
# a place and the agency in brackets, a copyright line, a contribution line, a byline
CREDIT = (
    r"\((?:{0})\)\s*[-—–]",
    r"(?:©|\([cC]\)|[Cc]opyright)\s*(?:\d{{4}}\s*)?(?:{0})\b",
    r"\b(?:{0})(?: (?:writers?|reporters?|correspondents?|staff|[A-Z][\w.'’-]+|and|in|at|from|also)|,)* contributed",
    r"(?m:^[ \t]*(?:By )?(?:[A-Z][\w.'’-]+ ){{0,4}}[,/|(–—-]?[ \t]*(?:{0})\)?[ \t]*$)",
    r"\b(?:with|from) (?:files|reporting|material) (?:from|by) (?:{0})\b",
)
HAND_OVER = (
    r"\b(?:{0})(?:['’]s?(?: [A-Z][\w.'’-]+)+)? (?:first |also |has |had )?(?:reports|reported|writes|wrote)\b",
    r"\b(?:[Vv]ia|[Aa]ccording to|(?:[Aa]s|[Ff]irst|[Aa]s first) (?:reported|published) (?:by|in)|[Ss]ource:)"
    r" (?:the |The )?(?:{0})\b",
    r"\b(?:appeared|published|posted) (?:first )?(?:on|in|at|by) (?:the |The )?(?:{0})\b",
)
FRESH = 31  # days: a passing mention of an outlet points to a text of these weeks, not to one of last year
THIRD = "Neither names the other, so both may have it from a third."
ORDINARY = frozenset(
    "Atlantic Economist Express Globe Guardian Herald Hill Independent Life Mail Mirror Nation Observer Post Quartz "
    "Reason Salon Slate Star Sun Telegraph Time Times Week".split()
)
SUFFIX = re.compile(r"(?:\s+[-–—|(].*|\.(?:com|org|net|co\.uk)\b.*)$")


class Side(NamedTuple):
    """One of two texts as far as it tells where it comes from."""

    text: str
    outlet: str = ""
    url: str = ""
    date: datetime.date | None = None
    authors: tuple[str, ...] = ()


def direction(page: Side, source: Side, mistakes: Iterable[str] = ()) -> tuple[Direction, str]:
    """Return which had the words first, and the reason in one or two sentences."""
    shared = list(mistakes)
    tail = f" Both have {', '.join(f'“{word}”' for word in shared)}." if shared else ""
    decided, why = _credits(page, source)
    by_date, date_why = _dates(page, source)
    if decided == "undecided" and by_date != "undecided" and not same_outlet(page, source):
        later, earlier = (page, source) if by_date == "page-from-source" else (source, page)
        mention = _mention(later.text, _names(earlier))
        if not mention:
            return "undecided", f"{date_why} {THIRD}{tail}"
        if _days_apart(page, source) > FRESH:
            return "undecided", f"{date_why} It mentions “{mention}”, but so long after that this shows nothing.{tail}"
        why = f"The later text mentions the outlet of the earlier: “{mention}”. {date_why}"
    if decided == "undecided" or decided == by_date:
        decided, why = (by_date, why or date_why) if decided == "undecided" else (decided, f"{why} {date_why}")
    elif decided != "common-source" and by_date != "undecided":
        return "undecided", f"{why} But {date_why[0].lower()}{date_why[1:]}{tail}"
    return decided, why + tail


def _credits(page: Side, source: Side) -> tuple[Direction, str]:
    """Read credit lines, slugs and hand-overs on both sides."""
    page_names, source_names = _names(page), _names(source)
    page_says = hands_over_to(page.text, source_names)
    source_says = hands_over_to(source.text, page_names)
    if same_outlet(page, source):
        return "undecided", ""
    if page_says and not source_says:
        return "page-from-source", f"The page names its source: “{page_says}”."
    if source_says and not page_says:
        return "source-from-page", f"The other text names this one: “{source_says}”."
    ours, theirs = agencies(page), agencies(source)
    for agency in AGENCIES:
        if agency not in ours or agency not in theirs:
            continue
        if _is_agency(source, agency) and not _is_agency(page, agency):
            return "page-from-source", f"The page credits {agency}, whose text this is: “{ours[agency]}”."
        if _is_agency(page, agency) and not _is_agency(source, agency):
            return "source-from-page", f"The other text credits {agency}: “{theirs[agency]}”."
        if not _is_agency(page, agency):
            return "common-source", f"Both have it from {agency}: “{ours[agency]}” and “{theirs[agency]}”."
    return "undecided", ""


def _dates(page: Side, source: Side) -> tuple[Direction, str]:
    if page.date is None or source.date is None:
        return "undecided", "One of the two has no date, and neither names the other."
    if page.date == source.date:
        return "undecided", f"Both are dated {_day(page.date)}, and neither names the other."
    if source.date < page.date:
        return "page-from-source", f"It is dated {_day(source.date)}, the page {_day(page.date)}."
    return "source-from-page", f"It is dated {_day(source.date)}, after the page ({_day(page.date)})."


def _days_apart(page: Side, source: Side) -> int:
    return abs((page.date - source.date).days) if page.date and source.date else 0


def agencies(side: Side) -> dict[str, str]:
    """Return the agencies that a text credits, with the words that do so."""
    text = "\n".join((side.text, *side.authors, side.outlet))
    found = {}
    for agency, names in AGENCIES.items():
        for pattern in CREDIT:
            hit = re.search(pattern.format(names), text)
            if hit:
                found[agency] = " ".join(hit.group().split())
                break
    return found


def hands_over_to(text: str, names: tuple[str, ...]) -> str:
    """Return the words with which a text hands over to an outlet of one of these names, "" when it does not."""
    if not names:
        return ""
    alternatives = _alternatives(names)
    for pattern in HAND_OVER:
        hit = re.search(pattern.format(alternatives), text)
        if hit:
            return " ".join(hit.group().split())
    return ""


def _names(side: Side) -> tuple[str, ...]:
    """Return the names by which others may call this outlet: its name without "The" and "- News", and its host."""
    name = SUFFIX.sub("", side.outlet).strip()
    bare = re.sub(r"^[Tt]he ", "", name)
    host = _host(side.url)
    names = [name if bare in ORDINARY and bare != name else bare] if len(bare) > 1 else []
    for agency, forms in AGENCIES.items():
        if bare and re.fullmatch(forms, bare):
            names += [agency, "Associated Press"] if agency == "AP" else [agency]
    return tuple(dict.fromkeys([*names, *([host] if "." in host else [])]))


def _host(url: str) -> str:
    return re.sub(r"^(?:https?://)?(?:www\.|m\.|edition\.)?([^/:?#]*).*$", r"\1", url).casefold()


def same_outlet(page: Side, source: Side) -> bool:
    """Tell whether two texts were published by one outlet, going by name and host."""
    ours, theirs = ({name.casefold() for name in _names(side)} for side in (page, source))
    return bool(ours & theirs)


def _alternatives(names: tuple[str, ...]) -> str:
    """Return the names as a pattern; long ones in any case, since some outlets print themselves in capitals."""
    return "|".join(f"(?i:{re.escape(name)})" if len(name) > 5 else re.escape(name) for name in names)


def _mention(text: str, names: tuple[str, ...]) -> str:
    """Return an outlet's name as a text mentions it anywhere; names that are ordinary words are no mention."""
    telling = tuple(name for name in names if name not in ORDINARY and len(name) > 3)
    hit = re.search(rf"\b(?:{_alternatives(telling)})\b", text) if telling else None
    return hit.group() if hit else ""


def _is_agency(side: Side, agency: str) -> bool:
    return bool(re.fullmatch(AGENCIES[agency], SUFFIX.sub("", side.outlet).strip()))


def _day(date: datetime.date) -> str:
    return f"{date.day} {date:%B %Y}"


def shared_mistakes(page: Words, ranges: Iterable[tuple[int, int]]) -> list[str]:
    """Return doubled words inside copied stretches: slips that two writers hardly make apart."""
    found = []
    for first, last in ranges:
        for at in range(first, last - 1):
            if page.folded[at] == page.folded[at + 1] and page.folded[at] in DOUBLED:
                found.append(page.slice(at, at + 2))
    return list(dict.fromkeys(found))


DOUBLED = frozenset("the a an of to in and for with on at by from is are was were it".split())
