"""Words held at arm's length: titles, nicknames and so-called things stand in quotation marks without being speech."""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.types import Span

_WORD = re.compile(r"[\w’'&.-]+")
_BEFORE = 48  # code points looked at before and after the marks
_LONGEST = 9  # words of a title
_SO_CALLED = re.compile(
    r"(?:so[- ]called|nicknamed|dubbed|known as|(?:re)?named|entitled|titled|"
    r"\b(?:the|a) (?:term|word|phrase|name|nickname|label|moniker|acronym|hashtag))[,:]?\s(?:the\s|a\s|an\s)?$",
    re.IGNORECASE,
)
_WORK = re.compile(
    r"\b(?:books?|novels?|memoirs?|biography|films?|movies?|documentary|songs?|tracks?|albums?|singles?|anthem|shows?|"
    r"series|sitcom|comedy|drama|program|programme|podcast|segment|episode|column|magazine|essay|op-ed|poem|play|musical|"
    r"painting|hit|ad|spot|sequel|host of|stars? of|co-host of|anchor of|moderator of|appearance on|appeared on|"
    r"interview (?:on|with)|(?:Sunday|Monday|Friday) on|on (?:NBC|ABC|CBS|CNN|Fox(?: News)?|MSNBC|HBO|BBC)|"
    r"(?:NBC|ABC|CBS|CNN|Fox|Fox News|MSNBC|HBO|BBC|PBS|NPR|[A-Z]\w+)['’]s?)[,:]?\s"
    r"(?:the\s|his\s|her\s|called\s|titled\s)?$"
)
_SMALL = frozenset(
    {
        "a",
        "an",
        "and",
        "as",
        "at",
        "but",
        "by",
        "for",
        "from",
        "in",
        "into",
        "is",
        "nor",
        "of",
        "off",
        "on",
        "or",
        "over",
    }
    | {"per", "so", "the", "to", "up", "via", "vs", "with"}
)
_ENDS = ".?!,;…—–"


def is_scare(text: str, outer: Span, pieces: Sequence[Span]) -> bool:
    """Whether the marks enclose a title, a nickname or a so-called thing rather than somebody's words."""
    if len(pieces) != 1 or pieces[0][1] - pieces[0][0] > 90:
        return False
    inside = text[pieces[0][0] : pieces[0][1]]
    words = _WORD.findall(inside.rstrip(_ENDS))
    if not words or len(words) > _LONGEST:
        return False
    before = text[max(0, outer[0] - _BEFORE) : outer[0]].rpartition("\n")[2]
    if len(words) <= 4 and inside[-1] not in "?!…" and _SO_CALLED.search(before):
        return True
    if not _is_title_case(words):
        return False
    if _WORK.search(before):
        return inside[-1] not in ".…" or len(words) > 1
    return _is_nickname(text, outer, inside, words, before)


def _is_title_case(words: list[str]) -> bool:
    return words[0][:1].isupper() and all(w[:1].isupper() or w[:1].isdigit() or w in _SMALL for w in words)


def _is_nickname(text: str, outer: Span, inside: str, words: list[str], before: str) -> bool:
    """William "Bill" Clinton: capital letters inside, and a name on both sides."""
    if len(words) > 3 or inside[-1] in _ENDS:
        return False
    after = text[outer[1] : outer[1] + 2]
    name_after = len(after) == 2 and after[0] == " " and after[1].isupper()
    heading = before.split()
    if len(heading) > 1 and all(w[:1].isupper() or w in _SMALL for w in heading[:-1]):
        return False  # a headline in capitals says nothing about names
    last = heading[-1] if heading else ""
    return name_after and before.endswith(" ") and last[:1].isupper() and last[-1:].isalpha()
