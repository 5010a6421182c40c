"""Names in running text: whether a capitalised run is a person, a body or a place, with the titles at its side."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from onrecord.statements.gazetteer import Gazetteer, Gender, gazetteer
from onrecord.types import Span

NameKind = Literal["person", "body", "place", "unknown"]

_UPPER = "A-ZÀ-ÖØ-ÞŁŠŽ"
_ABBREVIATED = r"(?:Mr|Mrs|Ms|Dr|Sen|Sens|Rep|Reps|Gov|Gen|Col|Lt|Maj|Capt|Sgt|Adm|Rev|Hon|Prof|St|Jr|Sr)\."
_CAP = rf"(?:(?:[{_UPPER}]\.)+|{_ABBREVIATED}|[{_UPPER}]\w*(?:[’'-]\w+)*)"
_PARTICLE = r"(?:de|la|van|von|der|den|bin|ibn|al|el|di|da|dos|del|du|ter|ten)"
_RUN = re.compile(rf"{_CAP}(?:,? (?:Jr|Sr|II|III|IV)\b\.?|[ \u00a0](?:{_PARTICLE}[ \u00a0]){{0,2}}{_CAP}|-{_CAP})*")
_TOKEN = re.compile(r"[^\s\u00a0,]+")
_OF = re.compile(rf" (?:of|for|on|in) (?:the )?({_CAP}(?: (?:and )?{_CAP})*)")
_NUMBER = re.compile(r" \d{1,4}\b")
_SMALL_NOUN = re.compile(r" [a-z]+")
_ROLE_BEFORE = re.compile(r"((?:[\w’'.&-]+ ){0,7}[\w’'-]+),? (?:[“\"][\w ]+[”\"] )?$")
_STOPS = frozenset(
    {
        "the",
        "a",
        "an",
        "his",
        "her",
        "their",
        "its",
        "and",
        "or",
        "but",
        "with",
        "to",
        "by",
        "that",
        "as",
        "told",
        "from",
        "when",
    }
    | {
        "said",
        "says",
        "in",
        "on",
        "at",
        "after",
        "like",
        "while",
        "asked",
        "including",
        "than",
        "about",
        "against",
        "is",
        "was",
    }
)
_AFTER_NEW = frozenset(
    {"york", "hampshire", "jersey", "mexico", "orleans", "england", "delhi", "zealand", "yorker", "republic"}
)
_ADJECTIVES = frozenset(
    {
        "democratic",
        "republican",
        "american",
        "islamic",
        "muslim",
        "jewish",
        "christian",
        "conservative",
        "liberal",
        "new",
        "african",
    }
    | {
        "european",
        "asian",
        "national",
        "foreign",
        "black",
        "white",
        "first",
        "catholic",
        "western",
        "eastern",
        "southern",
        "hispanic",
    }
)
_NEVER_LAST = frozenset(
    {"foundation", "campaign", "university", "news", "committee", "institute", "center", "show", "administration"}
    | {
        "department",
        "college",
        "school",
        "hotel",
        "tower",
        "street",
        "avenue",
        "hall",
        "airport",
        "report",
        "act",
        "library",
    }
)


class Name(NamedTuple):
    """A name as it stands on the page. `words` are without titles; `span` is theirs; `full` begins with the title."""

    span: Span
    full: Span
    words: tuple[str, ...]
    kind: NameKind
    title: str
    role: str
    gender: Gender
    possessive: bool


def find_names(text: str, start: int, end: int) -> Iterator[Name]:
    """The names in [start, end) of the text, in order; words that only look like names are left out."""
    known = gazetteer()
    for run in _RUN.finditer(text, start, end):
        yield from _split(text, run.start(), run.end(), known, start, end)


def _split(text: str, start: int, end: int, known: Gazetteer, low: int, high: int) -> Iterator[Name]:
    """A run cut at possessives: "Trump's Ohio Campaign" holds two names."""
    part: list[tuple[int, int, str]] = []
    for token in _TOKEN.finditer(text, start, end):
        word, a, b = token.group(), token.start(), token.end()
        ending = next((e for e in ("’s", "'s") if word.endswith(e)), "")
        if not ending and word.endswith(("’", "'")):
            ending = word[-1]
        word = word[: len(word) - len(ending)] if ending else word
        part.append((a, b - len(ending), word))
        if ending:
            name = _name(text, part, known, True, low, high)
            part = []
            if name is not None:
                yield name
    if part:
        name = _name(text, part, known, False, low, high)
        if name is not None:
            yield name


def _name(
    text: str, part: list[tuple[int, int, str]], known: Gazetteer, possessive: bool, low: int, high: int
) -> Name | None:
    part = _strip(text, part, known)
    if not part:
        return None
    first_of_all = part[0][0]
    cut, title, gender = _titles(part, known)
    title_words = [w for _, _, w in part[:cut]]
    part = part[cut:]
    if not part:
        return None
    words = tuple(w for _, _, w in part)
    span = Span(part[0][0], part[-1][1])
    if (
        words[-1].endswith(".")
        and len(words[-1]) > 2
        and words[-1] not in ("Jr.", "Sr.")
        and not _is_initials(words[-1])
    ):
        span = Span(span[0], span[1] - 1)
        words = (*words[:-1], words[-1][:-1])
    kind = _kind(words, bool(title), known)
    if kind == "body" and not possessive:
        number = _NUMBER.match(text, span[1], high)
        if number:
            span = Span(span[0], number.end())
            words = (*words, number.group()[1:])
        noun = _SMALL_NOUN.match(text, span[1], high)
        if noun and noun.group()[1:] in ("department", "administration", "committee", "ministry", "party", "campaign"):
            span = Span(span[0], noun.end())
            words = (*words, noun.group()[1:])
        more = _OF.match(text, span[1], high)
        if more and (words[-1].lower() in known.body_nouns):
            span = Span(span[0], more.end())
            words = (*words, *text[more.start() : more.end()].split())
    if kind in ("person", "unknown"):
        gender = gender or known.first.get(words[0].lower(), "") if len(words) > 1 or gender else gender
    role = " ".join(title_words)
    if kind != "body":
        role = _role_before(text, first_of_all, low, role, known)
    if role and kind == "unknown":
        kind = "person"
    return Name(span, Span(first_of_all, span[1]), words, kind, title, role, gender, possessive)


def _strip(text: str, part: list[tuple[int, int, str]], known: Gazetteer) -> list[tuple[int, int, str]]:
    """Without the leading words that only have a capital because they open the sentence."""
    while part and part[0][2].lower().rstrip(".") in known.not_names and part[0][2] not in known.body_names:
        joined = " ".join(w for _, _, w in part)
        if joined in known.stands_for or joined in known.places:
            break
        if len(part) > 1:
            lower = part[0][2].lower()
            if lower in _ADJECTIVES and any(w.lower() in known.body_nouns for _, _, w in part[1:]):
                break  # Democratic National Convention
            if lower == "new" and part[1][2].lower() in _AFTER_NEW:
                break
            if part[1][2].lower() in known.body_nouns and lower not in (
                "the",
                "a",
                "an",
                "in",
                "at",
                "on",
                "of",
                "but",
            ):
                break  # White House, Republican Party, Islamic State
            if lower in known.first and text[part[0][0] - 2 : part[0][0] - 1].islower():
                break  # a first name that is a word as well
        part = part[1:]
    return part


def _is_initials(word: str) -> bool:
    return all(c == "." for c in word[1::2])


def _titles(part: list[tuple[int, int, str]], known: Gazetteer) -> tuple[int, str, Gender]:
    """How many leading words are titles or a role in capitals, the last title, and the gender it tells."""
    cut, title = 0, ""
    gender: Gender = ""
    for index, (_, _, word) in enumerate(part):
        lower = word.lower()
        if lower in known.titles and index < len(part) - 1 and not (lower == "major" and index == 0 and len(part) == 2):
            cut, title = index + 1, word
            gender = known.titles[lower] or gender
    if cut < len(part) - 1:
        for index in range(len(part) - 2, cut, -1):
            # "... State Hillary Clinton": the person begins at the first name
            before = part[index - 1][2].lower()
            if part[index][2].lower() not in known.first or before in known.first or before.endswith("."):
                continue
            if (
                before in known.body_nouns
                or before in known.roles
                or before.endswith("s")
                or part[index - 1][2] in known.foreign
            ):
                return index, title, gender
    if cut == 0 and len(part) > 1 and part[0][2] in known.foreign:
        return 1, "", ""
    return cut, title, gender


def _kind(words: tuple[str, ...], titled: bool, known: Gazetteer) -> NameKind:
    joined = " ".join(words)
    if joined in known.stands_for or joined in known.places:
        return "place"
    if joined in known.body_names:
        return "body"
    if (
        len(words) > 1
        and words[0].lower() in known.first
        and words[-1].lower()
        not in (
            "foundation",
            "campaign",
            "university",
            "news",
            "committee",
            "institute",
            "center",
            "show",
            "administration",
            "department",
        )
    ):
        return "person"
    if any(w.lower() in known.body_nouns for w in words):
        return "body"
    if any(
        w.isupper() and len(w) > 1 and "." not in w and w not in ("II", "III", "IV", "JR", "SR", "J.D", "JD")
        for w in words
    ):
        return "body"
    if words[0] in known.body_names:
        return "body"
    return "person" if titled and len(words) <= 4 else "unknown"


def _role_before(text: str, place: int, low: int, role: str, known: Gazetteer) -> str:
    """ "campaign spokesman" in "campaign spokesman Ann Lee"; added in front of a title in capitals."""
    match = _ROLE_BEFORE.search(text, max(low, place - 90), place)
    if not match:
        return role
    words = match.group(1).split()
    if words[-1].lower() not in known.roles:
        if role and words[-1].lower() in ("former", "ex", "acting", "then"):
            return f"{words[-1]} {role}"
        return role
    definite = any(w.lower() in ("the", "his", "her", "their", "its") or w.endswith(("’s", "'s")) for w in words)
    if "," in match.group()[len(match.group(1)) :] and not definite:
        return role  # "the campaign manager, Ann Lee" is a description, "a manager, Ann Lee" may be a list
    first = len(words) - 1
    while (
        first > 0 and words[first - 1].lower() not in _STOPS and not words[first - 1].endswith((",", ".", "’s", "'s"))
    ):
        first -= 1
    return " ".join([*words[first:], *([role] if role else [])])
