"""Which spellings count as the same words, each by a named rule: what is compared is a row of units.

A unit is a word, a part of one ("we've" is we + have) or several together ("$4 billion" is one number and "dollars").
Two texts agree where their units' keys agree; where the shown words differ all the same, the unit's rule names why.
"""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_right
from functools import cache, lru_cache
from importlib import resources
from typing import NamedTuple

from onrecord.judging.tokens import Word, ends_sentence, words_of

Aliases = dict[str, list[tuple[tuple[str, ...], str]]]

_CONTRACTED: dict[str, tuple[str, ...]] = {
    "won't": ("will", "not"), "can't": ("can", "not"), "cannot": ("can", "not"), "shan't": ("shall", "not"),
    "ain't": ("is", "not"), "let's": ("let", "us"), "gonna": ("going", "to"), "gotta": ("got", "to"),
    "wanna": ("want", "to"),
    "gimme": ("give", "me"), "lemme": ("let", "me"), "kinda": ("kind", "of"), "sorta": ("sort", "of"),
    "dunno": ("do", "not", "know"),
    "outta": ("out", "of"), "lotta": ("lot", "of"), "lotsa": ("lots", "of"), "y'all": ("you", "all"),
    "c'mon": ("come", "on"), "cuz": ("because",), "'cause": ("because",),
    "coulda": ("could", "have"), "shoulda": ("should", "have"), "woulda": ("would", "have"), "hafta": ("have", "to"),
    "oughta": ("ought", "to"),
    "ya": ("you",), "em": ("them",), "'em": ("them",), "goin": ("going",), "doin": ("doing",),
    "nothin": ("nothing",), "tryna": ("trying", "to"),
    "till": ("until",), "til": ("until",), "o'clock": ("o'clock",), "ma'am": ("ma'am",), "alot": ("a", "lot"),
    "whadda": ("what", "do"), "wouldya": ("would", "you"),
    "tis": ("it", "is"), "twas": ("it", "was"), "ok": ("ok",), "okay": ("ok",), "dont": ("do", "not"),
    "doesnt": ("does", "not"), "didnt": ("did", "not"),
    "isnt": ("is", "not"), "wasnt": ("was", "not"), "wont": ("will", "not"), "cant": ("can", "not"),
    "wouldnt": ("would", "not"), "couldnt": ("could", "not"), "im": ("i", "am"), "ive": ("i", "have"),
}  # fmt: skip
_ENDINGS: tuple[tuple[str, str], ...] = (
    ("n't", "not"),
    ("'re", "are"),
    ("'ve", "have"),
    ("'ll", "will"),
    ("'m", "am"),
    ("'d", "'d"),
)
_IS_OWNERS = frozenset(
    "it he she that there what who where here how when why this everybody everyone nobody something nothing one".split()
)
_ONES = dict(zip(
    ("zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
     "eighteen nineteen").split(),
    range(20), strict=True,
))  # fmt: skip
_TENS = dict(zip("twenty thirty forty fifty sixty seventy eighty ninety".split(), range(20, 100, 10), strict=True))
_SCALES = {"hundred": 100, "thousand": 1_000, "million": 10**6, "billion": 10**9, "trillion": 10**12}
_SUFFIX_SCALES = {
    "k": 1_000,
    "m": 10**6,
    "mn": 10**6,
    "mln": 10**6,
    "bn": 10**9,
    "b": 10**9,
    "tn": 10**12,
    "trn": 10**12,
}
_ORDINALS = dict(zip(
    ("first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
     "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth").split(),
    range(1, 21), strict=True,
))  # fmt: skip
_FIGURE = re.compile(r"(\d+(?:[.,:]\d+)*)([a-z]*)$")
_MONEY = {"$": "dollar", "€": "euro", "£": "pound", "¥": "yen"}
_MONEY_WORDS = {
    "dollar": "dollar",
    "dollars": "dollar",
    "euro": "euro",
    "euros": "euro",
    "pounds": "pound",
    "sterling": "pound",
    "yen": "yen",
    "bucks": "dollar",
}
_ISE = re.compile(r"^(\w{3,})(is|ys)(e|ed|es|ing|er|ers|ation|ations|able)$")
_NOT_ISE = re.compile(
    r"(?:re|un|over|mis|pre)?(?:rise|arise|wise|exercise|advise|promise|surprise|raise|noise|precise|premise|enterprise|franchise|compromise|disguise|supervise|revise|devise|"
    r"televise|improvise|advertise|likewise|expertise|merchandise|concise|demise|paradise|praise|cruise|bruise|comprise|excise|despise|poise|"
    r"chastise|incise|circumcise|apprise|reprise|vise|treatise|anise|valise|malaise|turquoise|porpoise|tortoise|appraise|liaise)"
)


class Units(NamedTuple):
    """A text as it is compared. Unit n covers words first[n]:last[n]; rule[n] says by what its key was found."""

    text: str
    words: tuple[Word, ...]
    keys: list[str]
    first: list[int]
    last: list[int]
    rule: list[str]
    sentence: list[int]  # number of the sentence of each unit

    def start(self, unit: int) -> int:
        """Code point where the unit's first word begins."""
        return self.words[self.first[unit]].start

    def end(self, unit: int) -> int:
        """Code point after the unit's last word."""
        return self.words[self.last[unit] - 1].end

    def shown(self, begin: int, end: int) -> str:
        """The words of units begin:end as they stand in the text."""
        return self.text[self.start(begin) : self.end(end - 1)] if end > begin else ""

    def gap_before(self, unit: int) -> str:
        """What stands between the word before the unit and the unit."""
        word = self.first[unit]
        if unit and self.last[unit - 1] > word:
            return ""  # inside a word: "we" and "have" of "we've"
        begin = self.words[word].start
        return self.text[self.words[word - 1].end if word else max(0, begin - 4) : begin]

    def gap_after(self, unit: int) -> str:
        """What stands between the unit and the next word."""
        word = self.last[unit]
        return self.text[
            self.words[word - 1].end : self.words[word].start if word < len(self.words) else len(self.text)
        ]


def _data(name: str) -> dict[str, object]:
    return tomllib.loads(resources.files("onrecord.judging").joinpath(name).read_text(encoding="utf-8"))


@cache
def _spellings() -> dict[str, str]:
    pairs = _data("spelling.toml")["pairs"]
    assert isinstance(pairs, dict)
    return {str(k): str(v) for k, v in pairs.items()}


@cache
def _aliases() -> tuple[Aliases, frozenset[str]]:
    data = _data("aliases.toml")
    same, capitals = data["same"], data["capitals"]
    assert isinstance(same, dict)
    assert isinstance(capitals, list)
    found: Aliases = {}
    for forms in same.values():
        canonical = forms[0].replace(" ", "_")
        for form in forms:
            keys = tuple(w.key for w in words_of(form)) or (form,)
            found.setdefault(keys[0], []).append((keys, canonical))
    for entries in found.values():
        entries.sort(key=lambda e: -len(e[0]))
    return found, frozenset(str(c) for c in capitals)


@lru_cache(maxsize=65536)
def spelling(key: str) -> str:
    """The American form of a word, or the word itself."""
    table = _spellings()
    if key in table:
        return table[key]
    for ending in ("s", "d", "ed", "ing", "r", "rs", "ful", "less", "able", "ly", "al", "ally"):
        if key.endswith(ending):
            base = key[: -len(ending)]
            if base in table:
                return table[base] + ending
    found = _ISE.match(key)
    if found and not _NOT_ISE.fullmatch(found.group(1) + found.group(2) + "e"):
        if found.group(2) == "ys" and not found.group(1).endswith(("al", "ral", "dial", "cata")):
            return key
        return found.group(1) + found.group(2)[0] + "z" + found.group(3)
    return key


@lru_cache(maxsize=65536)
def _split(key: str) -> tuple[tuple[str, ...], str]:
    """The units of one word, without a look at its neighbours, and the rule."""
    if key in _CONTRACTED:
        return _CONTRACTED[key], "contraction"
    if "'" in key:
        for ending, unit in _ENDINGS:
            if key.endswith(ending) and len(key) > len(ending):
                base = key[: -len(ending)]
                head = _split(base)[0] if "'" in base else (base,)
                return (*head, unit), "contraction"
        if key.endswith("'s") and len(key) > 2:
            base = key[:-2]
            return ((base, "is"), "contraction") if base in _IS_OWNERS else ((spelling(base), "'s"), "")
        if key.endswith("s'"):
            return (key[:-1],), ""
    known = spelling(key)
    return (known,), "spelling" if known != key else ""


def _number(words: tuple[Word, ...], text: str, at: int) -> tuple[str, int] | None:
    """The value of a number that begins at word `at`, as a key, and the word after it."""
    total, current, seen, point = 0.0, 0.0, False, at
    while point < len(words):
        key = words[point].key
        if (
            seen
            and (gap := text[words[point - 1].end : words[point].start])
            not in (
                " ",
                "-",
                "‑",
                "\u00a0",
                "\u202f",
                "\u2009",
                "",
            )
            and not (gap.strip() == "" and "\n" not in gap)
        ):
            break
        figure = _FIGURE.match(key)
        if figure and not seen:
            value = _figure(figure.group(1))
            if value is None or (figure.group(2) not in _SUFFIX_SCALES and figure.group(2)):
                return None
            current, seen = value * _SUFFIX_SCALES.get(figure.group(2), 1), True
            if figure.group(2):
                point += 1
                break
        elif key in _ONES or key in _TENS:
            value = _ONES.get(key, _TENS.get(key, 0))
            if seen and not (
                current == 0
                or (key in _ONES and 0 < value < 10 and current % 100 in _TENS.values())
                or (current >= 100 and current % 100 == 0)
            ):
                break
            current, seen = current + value, True
        elif key in _SCALES and (seen or (point > at)):
            scale = _SCALES[key]
            if scale == 100:
                current *= 100
            else:
                total, current = total + current * scale, 0.0
        elif (
            key == "and"
            and seen
            and current
            and current % 100 == 0
            and point + 1 < len(words)
            and (words[point + 1].key in _ONES or words[point + 1].key in _TENS)
        ):
            pass
        else:
            break
        point += 1
    if not seen:
        return None
    value = total + current
    return (f"{value:.6f}".rstrip("0").rstrip("."), point)


def _figure(digits: str) -> float | None:
    if ":" in digits or digits.count(".") > 1:
        return None
    parts = digits.split(",")
    if len(parts) > 1 and any(len(p.split(".")[0]) != 3 for p in parts[1:]):
        return None
    try:
        return float(digits.replace(",", ""))
    except ValueError:
        return None


def is_number(key: str) -> bool:
    """True for the key of a number or an ordinal."""
    return key[:1].isdigit()


@lru_cache(maxsize=2048)
def units_of(text: str, skip: tuple[tuple[int, int], ...] = (), begin: int = 0, end: int | None = None) -> Units:
    """The units of text[begin:end]. Words inside the spans of `skip` (sorted: stage directions) are left out."""
    words = words_of(text, begin, end)
    if skip:
        starts = [span[0] for span in skip]
        words = tuple([w for w in words if not ((n := bisect_right(starts, w.start)) and w.start < skip[n - 1][1])])
    keys: list[str] = []
    first: list[int] = []
    last: list[int] = []
    rule: list[str] = []
    sentence: list[int] = []
    aliases, capitals = _aliases()
    shouted = text.isupper()
    number, at = 0, 0

    def put(key: str, begin: int, end: int, by: str) -> None:
        keys.append(key)
        first.append(begin)
        last.append(end)
        rule.append(by)
        sentence.append(number)

    while at < len(words):
        word = words[at]
        if at and ends_sentence(text, words[at - 1].end, word.start):
            number += 1
        key = word.key
        if key in aliases:
            found = _alias(words, text, at, aliases[key], capitals, shouted)
            if found:
                put(found[0], at, found[1], "alias")
                at = found[1]
                continue
        if key.endswith("'s") and key[:-2] in aliases:
            found = _alias(
                (word._replace(key=key[:-2], end=word.end - 2),), text, 0, aliases[key[:-2]], capitals, shouted
            )
            if found:
                put(found[0], at, at + 1, "alias")
                put("'s", at, at + 1, "")
                at += 1
                continue
        if key in _MONEY and at + 1 < len(words) and words[at + 1].key[:1].isdigit():
            value = _number(words, text, at + 1)
            if value:
                put(value[0], at, value[1], "number-style")
                put(_MONEY[key], at, value[1], "number-style")
                at = value[1]
                continue
        if (
            key[0].isdigit()
            or key in _ONES
            or key in _TENS
            or (key in ("a", "an") and at + 1 < len(words) and words[at + 1].key in _SCALES)
        ):
            value = _number(words, text, at) if key not in ("a", "an") else _number_a(words, text, at)
            if value:
                put(value[0], at, value[1], "number-style")
                at = value[1]
                continue
        if key in _ORDINALS and key != "second":
            put(_ordinal(_ORDINALS[key]), at, at + 1, "number-style")
        elif key in _MONEY_WORDS and keys and is_number(keys[-1]) and last[-1] == at:
            put(_MONEY_WORDS[key], at, at + 1, "number-style")
        elif key[0].isdigit() and "-" not in key:
            put(key, at, at + 1, "")
        else:
            parts, by = _split(key)
            if parts[-1] in ("is", "'s") and key.endswith("'s") and _owns(words, at):
                parts, by = (*parts[:-1], "has"), "contraction"
            for part in parts:
                put(part, at, at + 1, by)
        at += 1
    return Units(text, words, keys, first, last, rule, sentence)


def _owns(words: tuple[Word, ...], at: int) -> bool:
    """ "She's got", "it's been": the 's is a "has"."""
    return at + 1 < len(words) and words[at + 1].key in ("got", "been", "had", "gotten", "become")


def _ordinal(value: int) -> str:
    ending = "th" if 10 <= value % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(value % 10, "th")
    return f"{value}{ending}"


def _number_a(words: tuple[Word, ...], text: str, at: int) -> tuple[str, int] | None:
    """ "a million", "a hundred": one of them."""
    value, point = _SCALES[words[at + 1].key], at + 2
    while (
        point < len(words) and words[point].key in _SCALES and text[words[point - 1].end : words[point].start].isspace()
    ):
        value *= _SCALES[words[point].key]
        point += 1
    return str(value), point


def _alias(
    words: tuple[Word, ...],
    text: str,
    at: int,
    entries: list[tuple[tuple[str, ...], str]],
    capitals: frozenset[str],
    shouted: bool,
) -> tuple[str, int] | None:
    for keys, canonical in entries:
        if len(keys) > 1:
            if tuple(w.key for w in words[at : at + len(keys)]) == keys:
                return canonical, at + len(keys)
        elif keys[0] in capitals and not (text[words[at].start : words[at].end].isupper() and not shouted):
            continue
        else:
            return canonical, at + 1
    return None
