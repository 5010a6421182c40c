"""The cast of a page: every person and body named on it, each with all its mentions, roles and the fullest name."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from typing import NamedTuple

from onrecord.statements.gazetteer import Gender, gazetteer
from onrecord.statements.lexicon import lexicon
from onrecord.statements.names import Name, find_names
from onrecord.statements.page import Page
from onrecord.types import Span

_APPOSITION = re.compile(
    r",? ?\(?(?:[RD]-[\w.]+\)?)?,? ?(?:\d\d, )?(?:who (?:is|was) )?"
    r"((?:(?:the|a|an|his|her|their|its|one of|former) )?[^,.;:“”\"()]{3,90}?)(?=[,.;:“”\"()]| who | and )"
)
_SUFFIX = frozenset({"jr", "jr.", "sr", "sr.", "ii", "iii", "iv"})
_CUE_AFTER = re.compile(r",? (?:said|says|told|added|wrote|asked|argued|spoke|who|tweeted|a|an|the|\d\d)\b")
_CUE_BEFORE = re.compile(r"\b(?:said|says|added|asked|to|according to|by|with|and) $")
_SHORT = {"mike": "michael", "jim": "james", "bill": "william", "bob": "robert", "joe": "joseph", "tom": "thomas"} | {
    "chris": "christopher", "ted": "edward", "dick": "richard", "chuck": "charles", "ben": "benjamin", "dan": "daniel",
    "liz": "elizabeth", "kate": "katherine", "jeb": "john", "tim": "timothy", "steve": "stephen", "andy": "andrew",
}  # fmt: skip


class Mention(NamedTuple):
    """Where a member of the cast is named. `subject`: of the main clause, perhaps; `free`: of any clause."""

    span: Span
    member: int
    possessive: bool
    quoted: bool
    subject: bool
    name: Name | None
    free: bool = True


class Member:
    """A person or body while the page is being read; `words` is the fullest name so far."""

    __slots__ = ("first_at", "full_at", "gender", "is_person", "mentions", "roles", "words")

    def __init__(self, words: tuple[str, ...], is_person: bool, at: int) -> None:
        self.words = words
        self.is_person = is_person
        self.gender: Gender = ""
        self.roles: list[str] = []
        self.mentions: list[Span] = []
        self.first_at = at
        self.full_at: list[int] = []

    @property
    def name(self) -> str:
        return " ".join(self.words)

    @property
    def last(self) -> str:
        return last_of(self.words)

    def add_role(self, role: str) -> None:
        if role and role.lower() not in (r.lower() for r in self.roles):
            self.roles.append(role)


def last_of(words: tuple[str, ...]) -> str:
    """The last name in lower case, without Jr. and the like."""
    plain = [w.lower() for w in words if w.lower() not in _SUFFIX]
    return plain[-1] if plain else ""


class Cast:
    """Everybody on the page. Built once; `who.py` asks it in page order.

    `sources` are the spans that an extractor took for somebody who speaks: a bare surname there is a person's name.
    """

    def __init__(self, page: Page, sources: Iterable[Span] = ()) -> None:
        self.page = page
        self._sources = frozenset(sources)
        self.members: list[Member] = []
        self.mentions: list[Mention] = []
        self._by_last: dict[str, list[int]] = {}
        self._by_first: dict[str, list[int]] = {}
        self._bodies: dict[str, int] = {}
        self._single: dict[str, int] = {}
        self._small = frozenset(_SMALL_WORD.findall(page.text))
        names, headings = self._read()
        surnames = {n.words[0].lower() for n in names if len(n.words) == 1}
        for name in names:
            if len(name.words) > 1:
                self._introduce(name, surnames)
        for name in names:
            self._mention(name, None)
        for name in headings:
            self._heading(name)
        self.mentions.sort(key=lambda m: m.span)
        self.told_of = frozenset(m.member for m in self.mentions if not m.quoted)  # named outside quotations
        self.starts = [m.span[0] for m in self.mentions]

    def _read(self) -> tuple[list[Name], list[Name]]:
        names: list[Name] = []
        headings: list[Name] = []
        for line, (start, end) in enumerate(self.page.paragraphs):
            heading = is_title_case(self.page.text, start, end) or self.page.text[start:end].isupper()
            if self.page.blocks:
                heading = heading or self.page.kind_at(start) in ("headline", "subheading", "stamp", "caption")
            else:
                heading = heading or (line == 0 and end - start < 200)
            (headings if heading else names).extend(find_names(self.page.text, start, end))
        return names, headings

    def _introduce(self, name: Name, surnames: set[str]) -> None:
        """A full name enters the cast, or joins the member it is another spelling of."""
        if name.kind == "place":
            return
        at = name.span[0]
        if name.kind == "body":
            self._bodies.setdefault(_plain(name.words), -1)
            return
        last = last_of(name.words)
        if name.kind == "unknown" and not self._is_person(name, last in surnames):
            return
        if len(name.words) > 5 or last in gazetteer().not_names:
            return
        for index in self._by_last.get(last, []):
            member = self.members[index]
            if _same_first(member.words[0].lower(), name.words[0].lower()):
                if len(name.words) > len(member.words):
                    member.words = name.words
                member.full_at.append(at)
                return
        index = self._new(name.words, True, at)
        self.members[index].full_at.append(at)
        self._by_last.setdefault(last, []).append(index)
        self._by_first.setdefault(name.words[0].lower(), []).append(index)

    def _is_person(self, name: Name, surname_alone: bool) -> bool:
        known = gazetteer()
        if len(name.words) > 4 or any(w.lower() in known.not_names or w in known.body_names for w in name.words):
            return False
        if self.page.is_quoted(name.span[0]):
            return False
        text = self.page.text
        if len(name.words) == 3 and re.fullmatch(r"[A-Z]\.", name.words[1]):
            return True
        if len(name.words) == 2 and _MARK_BEFORE.search(text, max(0, name.full[0] - 3), name.full[0]):
            return True  # "...," Bruno Castell of the union told a rally
        if surname_alone or _CUE_AFTER.match(text, name.span[1]) or Span(*name.full) in self._sources:
            return True
        return bool(_CUE_BEFORE.search(text, max(0, name.full[0] - 16), name.full[0])) and len(name.words) <= 3

    def _new(self, words: tuple[str, ...], is_person: bool, at: int) -> int:
        self.members.append(Member(words, is_person, at))
        return len(self.members) - 1

    def _mention(self, name: Name, member: int | None) -> None:
        index = self.member_of(name) if member is None else member
        if index is None:
            return
        who = self.members[index]
        who.mentions.append(name.full)
        if who.is_person:
            who.gender = who.gender or name.gender
            who.add_role(name.role)
            if not name.possessive:
                who.add_role(self._apposition(name))
        quoted = self.page.is_quoted(name.span[0])
        owner = name.possessive or self._modifies(name)
        before = self.page.text[max(0, name.full[0] - 12) : name.full[0]].split()
        free = not owner and (not before or before[-1].lower() not in _OBJECT_AFTER)
        subject = free and self._may_be_subject(name)
        self.mentions.append(Mention(name.full, index, owner, quoted, subject, name, free))

    def _modifies(self, name: Name) -> bool:
        """Clinton in "Clinton campaign manager": a name that only describes the noun behind it."""
        match = _NOUN_AFTER.match(self.page.text, name.span[1])
        known = gazetteer()
        return match is not None and (match.group(1) in known.roles or match.group(1) in known.body_nouns)

    def _may_be_subject(self, name: Name) -> bool:
        """Whether a main clause may begin with the name: no verb, preposition or "that" before it in its clause."""
        sentence = self.page.sentences[max(0, self.page.sentence_at(name.full[0]))]
        before = self.page.text[max(sentence[0], name.full[0] - 160) : name.full[0]]
        clause = _CLAUSE_EDGE.split(before)[-1].lower().split()
        if any(w in _SUBORDINATES or w in _OBJECT_AFTER for w in clause):
            return False
        return not any(w in lexicon().verbs or w in _AUXILIARIES or (w.endswith("ed") and len(w) > 4) for w in clause)

    def member_of(self, name: Name) -> int | None:
        """The member that a name belongs to; a new one for a body or for a bare surname in a speaker's place."""
        words = name.words
        last = last_of(words)
        if name.kind == "place" and not (len(words) == 1 and last in self._by_last and self._speaks(name)):
            return None
        if len(words) > 1:
            for index in self._by_last.get(last, []):
                if _same_first(self.members[index].words[0].lower(), words[0].lower()):
                    return index
            if name.kind == "body":
                return self._body(words, name.span[0])
            return None
        bearers = self._bearers(last, name.gender)
        if bearers:
            return bearers[0] if len(bearers) == 1 else self._main_bearer(bearers, name.span[0])
        first = self._by_first.get(last, [])
        if len(first) == 1 and name.kind != "body":
            return first[0]
        if last in self._single:
            return self._single[last]
        if name.kind == "body":
            return self._body(words, name.span[0])
        if name.kind == "person" or self._speaks(name):
            index = self._single[last] = self._new(words, True, name.span[0])
            return index
        return None

    def _bearers(self, last: str, gender: Gender) -> list[int]:
        every = self._by_last.get(last, [])
        if len(every) > 1 and gender:
            fitting = [i for i in every if self._gender(i) in ("", gender)]
            return fitting or every
        return every

    def _gender(self, index: int) -> Gender:
        return gazetteer().first.get(self.members[index].words[0].lower(), "")

    def _main_bearer(self, bearers: list[int], at: int) -> int:
        """Of two with one surname, the bare surname is the one introduced first: the other keeps the first name."""
        before = [i for i in bearers if self.members[i].first_at <= at]
        return min(before or bearers, key=lambda i: self.members[i].first_at)

    def is_shared(self, member: int) -> bool:
        """Whether another person of the page has the same surname."""
        return len(self._by_last.get(self.members[member].last, [])) > 1

    def _body(self, words: tuple[str, ...], at: int) -> int:
        key = _plain(words)
        index = self._bodies.get(key, -1)
        if index < 0:
            index = self._bodies[key] = self._new(words, False, at)
        return index

    def _speaks(self, name: Name) -> bool:
        text, (start, end) = self.page.text, name.span
        word = name.words[0]
        if "’" in word or "'" in word or word.lower() in gazetteer().not_names or word in gazetteer().foreign:
            return False
        if word.lower() in self._small or word.lower().rstrip("s") in gazetteer().roles:
            return False  # "Experts said": a common word that opens the sentence
        if Span(*name.full) in self._sources:
            return True
        return bool(_SPEAKS_AFTER.match(text, end)) or bool(_SPEAKS_BEFORE.search(text, max(0, start - 14), start))

    def _apposition(self, name: Name) -> str:
        """The role between commas after a name: "Arikat, bureau chief of the paper,"."""
        text, end = self.page.text, name.span[1]
        if text[end : end + 1] not in (",", " ", "("):
            return ""
        match = _APPOSITION.match(text, end)
        if not match or text[end : end + 2] not in (", ", " ("):
            return ""
        words = match.group(1).split()
        heads = [w.lower().strip("’'") for w in words]
        stop = next(
            (i for i, w in enumerate(heads) if w in ("of", "for", "at", "in", "on", "to", "with", "from")), len(heads)
        )
        if not stop or heads[stop - 1] not in gazetteer().roles:
            return ""
        return " ".join(words[1:] if heads[0] in ("the", "a", "an", "his", "her", "their", "its") else words)

    def _heading(self, name: Name) -> None:
        """Headlines in capitals name nobody new, but "Trump: We Will Wait" names him again."""
        for offset, word in _words_with_offsets(self.page.text, name):
            bearers = self._by_last.get(word.lower(), []) or [i for i in [self._single.get(word.lower(), -1)] if i >= 0]
            if bearers:
                span = Span(offset, offset + len(word))
                index = self._main_bearer(bearers, len(self.page.text))
                self.members[index].mentions.append(span)
                quoted = self.page.is_quoted(offset)
                self.mentions.append(Mention(span, index, False, quoted, True, None))

    def within(self, start: int, end: int) -> list[Mention]:
        """The mentions that begin in [start, end)."""
        return self.mentions[bisect_left(self.starts, start) : bisect_left(self.starts, end)]

    def touching(self, start: int, end: int) -> list[Mention]:
        """The mentions that share a character with [start, end)."""
        first = bisect_left(self.starts, start)
        while first > 0 and self.mentions[first - 1].span[1] > start:
            first -= 1
        return self.mentions[first : bisect_left(self.starts, end)]

    def before(self, place: int) -> int:
        """How many mentions begin before a place."""
        return bisect_right(self.starts, place - 1)

    def body_named(self, noun: str, before: int) -> list[int]:
        """Bodies named before a place whose name ends in a noun ("department"), latest first."""
        seen: list[int] = []
        for mention in reversed(self.mentions[: self.before(before)]):
            member = self.members[mention.member]
            if not member.is_person and mention.member not in seen and noun in (w.lower() for w in member.words):
                seen.append(mention.member)
        return seen


_OBJECT_AFTER = frozenset(
    {"of", "for", "to", "with", "by", "from", "on", "in", "at", "about", "against", "like", "than", "under"}
)
_CUES = (
    r"said|says|told|tells|added|adds|asked|wrote|writes|argued|tweeted|replied|responded|continued|explained|noted|"
    r"insisted|joked|declared|warned|called"
)
_NOUN_AFTER = re.compile(r" (?:campaign |senior |top |press |policy )?([a-z][\w-]+)")
_CLAUSE_EDGE = re.compile(r"[,;:—–”\"]\s?| - | but | and ")
_SUBORDINATES = frozenset(
    {
        "that",
        "whether",
        "if",
        "because",
        "when",
        "while",
        "as",
        "since",
        "although",
        "though",
        "than",
        "after",
        "before",
    }
)
_AUXILIARIES = frozenset(
    {
        "is",
        "was",
        "are",
        "were",
        "has",
        "had",
        "have",
        "did",
        "does",
        "will",
        "would",
        "could",
        "can",
        "may",
        "might",
        "should",
    }
)
_MARK_BEFORE = re.compile(r"[,?!.—](?:”|\"|''|’|») $")
_SMALL_WORD = re.compile(r"\b[a-z]{3,}\b")
_PLAIN_WORD = re.compile(r"\w+")
_LONG_WORD = re.compile(r"[^\W\d_]{3,}")
_FUNCTION = frozenset(
    {"and", "the", "for", "with", "from", "but", "into", "over", "after", "about", "than", "not", "that", "his", "her"}
)
_SPEAKS_AFTER = re.compile(rf"(?: (?:also|later|then|has|had|did))? (?:{_CUES})\b|: [“\"]")
_SPEAKS_BEFORE = re.compile(rf"\b(?:{_CUES}|ask|told|tell|according to|by) $")


def _plain(words: tuple[str, ...]) -> str:
    return " ".join(w.lower() for w in words if w.lower() not in ("the", "us", "u.s."))


def _same_first(one: str, two: str) -> bool:
    """Whether two first names may be one person's: the same, an initial, a short form."""
    if one == two:
        return True
    one, two = one.rstrip("."), two.rstrip(".")
    if len(one) == 1 or len(two) == 1:
        return one[0] == two[0]
    if _SHORT.get(one, one) == _SHORT.get(two, two):
        return True
    return len(min(one, two, key=len)) >= 3 and (one.startswith(two) or two.startswith(one))


def _words_with_offsets(text: str, name: Name) -> list[tuple[int, str]]:
    return [(m.start(), m.group()) for m in _PLAIN_WORD.finditer(text, name.full[0], name.full[1])]


def is_title_case(text: str, start: int, end: int) -> bool:
    """Whether a line is set like a headline: nearly every longer word has a capital."""
    if end - start > 160:
        return False
    words = [w for w in _LONG_WORD.findall(text, start, end) if w not in _FUNCTION]
    return len(words) >= 4 and sum(w[0].isupper() for w in words) >= 0.85 * len(words)
