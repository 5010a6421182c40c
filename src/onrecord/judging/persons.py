"""Who is named in a stretch of words: titles with names, full names, and words that may be somebody's name.

No list of names is complete, so two grades are kept: a person named beyond doubt (a title with a name, a common given
name with a surname), and a word that may mean a person, which is only ever a reason to say less.
"""

from __future__ import annotations

from typing import NamedTuple

from onrecord.judging.equivalence import Units, is_number
from onrecord.judging.lexicon import ADDRESSES, CONNECTIVES, FUNCTION, MONTHS, TITLES
from onrecord.judging.speakers import COMMON_GIVEN, alike

MALE_TITLES = frozenset("mister king prince sir".split())
FEMALE_TITLES = frozenset("ms mrs miss madam queen princess dame".split())
GENERIC = MALE_TITLES | FEMALE_TITLES | frozenset("the former acting deputy vice dr doctor hon honorable chief".split())
_MEN = frozenset("man guy boy king prince father son husband brother gentleman fellow".split())
_WOMEN = frozenset("woman girl queen princess mother daughter wife sister lady".split())
_ROLES = _MEN | _WOMEN | frozenset(
    "president minister chancellor governor senator mayor secretary director chairman chairwoman chair leader doctor "
    "officer judge general captain commodore admiral soldier friend colleague candidate spokesman spokeswoman "
    "spokesperson nominee ambassador congressman congresswoman commissioner administrator pope premier driver student "
    "professor lawyer teacher victim suspect person somebody someone everybody everyone anybody nobody who".split()
)  # fmt: skip
HE = frozenset("he him his himself".split())
SHE = frozenset("she her hers herself".split())
_WEEK = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())
_PLACING = frozenset("in at off near across into".split())
_NO_NAME = FUNCTION | CONNECTIVES | MONTHS | _WEEK | frozenset("god mr mrs ms thank thanks please sorry good".split())


class Person(NamedTuple):
    """Somebody named at units [begin, end): the keys of the name and of the titles before it."""

    name: tuple[str, ...]
    titles: frozenset[str]
    begin: int
    end: int
    sure: bool  # named beyond doubt

    def is_one_with(self, other: Person) -> bool:
        """True where a part of the name, or with no name on one side a title, is shared."""
        if self.name and other.name:
            return any(a == b or alike(a, b) for a in self.name for b in other.name)
        return bool((self.titles & other.titles) - GENERIC)

    @property
    def woman(self) -> bool:
        """The title, or the word, is said of women."""
        return bool(self.titles & (FEMALE_TITLES | _WOMEN))

    @property
    def man(self) -> bool:
        """The title, or the word, is said of men."""
        return bool(self.titles & (MALE_TITLES | _MEN))


def persons_in(text: Units, begin: int, end: int) -> list[Person]:
    """Everybody who is, or may be, named in units [begin, end) of a text, those who are only addressed left out."""
    found: list[Person] = []
    at = begin
    while at < end:
        person = _titled(text, at, end) or _named(text, at, end) or _role(text, at, end)
        if person is None:
            at += 1
            continue
        if _placed(text, person):
            roles = frozenset(text.keys[person.begin : person.end]) & _ROLES
            person = person._replace(name=(), titles=roles, sure=False)
        if (person.name or person.titles) and not _addressed(text, person):
            found.append(person)
        at = person.end
    return found


def _capital(text: Units, n: int) -> bool:
    shown = text.text[text.start(n) : text.end(n)]
    return shown[:1].isupper() and text.keys[n] not in _NO_NAME and "_" not in text.keys[n] and not _number(text, n)


def _number(text: Units, n: int) -> bool:
    return is_number(text.keys[n])


def _starts(text: Units, n: int) -> bool:
    return n == 0 or text.sentence[n - 1] != text.sentence[n]


def _titled(text: Units, at: int, end: int) -> Person | None:
    """A title and the name after it: "Commodore Verrick", "the secretary of" is none."""
    n = at
    while n < end and text.keys[n] in TITLES and text.keys[n] not in FUNCTION and (n == at or not _starts(text, n)):
        n += 1
    if n == at:
        return None
    name = _name_from(text, n, end)
    if not name or _starts(text, n) or any(c in text.gap_before(n) for c in ",;:!?—"):
        return None
    titles = frozenset(text.keys[at:n])
    return Person(name, titles, at, n + len(name), sure=True)


def _name_from(text: Units, n: int, end: int) -> tuple[str, ...]:
    name: list[str] = []
    while n < end and len(name) < 4 and _capital(text, n) and (text.keys[n] not in TITLES or name):
        if name and (_starts(text, n) or text.gap_before(n).strip(" .") != ""):
            break
        name.append(text.keys[n])
        n += 1
    return tuple(name)


def _named(text: Units, at: int, end: int) -> Person | None:
    """Words with capitals: sure where a common given name comes first."""
    if text.keys[at] in TITLES:
        return None
    name = _name_from(text, at, end)
    if not name:
        return None
    sure = len(name) > 1 and name[0] in COMMON_GIVEN
    if all(text.text[text.start(n) : text.end(n)].isupper() for n in range(at, at + len(name))) and not sure:
        return None  # an acronym
    return Person(name, frozenset(), at, at + len(name), sure)


def _role(text: Units, at: int, end: int) -> Person | None:
    """A word for a person, "the minister"; not the owner in "he has the minister's confidence"."""
    if text.keys[at] not in _ROLES:
        return None
    if text.keys[at + 1 : at + 2] == ["'s"]:
        low = at
        while low > 0 and text.sentence[low - 1] == text.sentence[at]:
            low -= 1
        if (HE | SHE) & set(text.keys[low:at]):
            return None
    return Person((), frozenset({text.keys[at]}), at, at + 1, sure=False)


def _addressed(text: Units, person: Person) -> bool:
    """True for "Mara, the council says" and "He is here, Lucia.": the name is called, nobody is spoken of."""
    before = "" if _starts(text, person.begin) else text.gap_before(person.begin)
    after = text.gap_after(person.end - 1)
    opens, closes = _starts(text, person.begin), after.strip()[:1] in (".", "?", "!", "")
    if person.titles & ADDRESSES and not person.name:
        return True
    return (opens and after.strip()[:1] == ",") or ("," in before and (closes or after.strip()[:1] == ","))


def _placed(text: Units, person: Person) -> bool:
    """True where an article or a preposition of place shows a thing or a place: "the Coast Service", "in Dunmere"."""
    if person.titles or _starts(text, person.begin):
        return False
    before = text.keys[person.begin - 1]
    return before in ("the", "a", "an", "this", "our") or (before in _PLACING and not person.sure)
