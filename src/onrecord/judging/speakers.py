"""Whether the turn that holds the words is the claimed speaker's: names, titles, offices, bodies, and questioners.

A transcript's label is taken as it is printed ("MS. PSAKI", "Q", "THE PRESIDENT"); a full name that the record's people
table or the source's title gives for the label counts too. A surname alone never joins two people who both speak there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Literal, NamedTuple

from rapidfuzz.distance import Levenshtein

from onrecord.judging.equivalence import units_of
from onrecord.judging.lexicon import TITLES
from onrecord.types import SourceInfo, Speaker, Turn

Fit = Literal["same", "other", "office", "questioner", "unknown"]

_QUESTIONERS = frozenset(
    {"q", "question", "questioner", "reporter", "reporters", "press", "media", "journalist", "host", "interviewer"}
)
_ASKERS = frozenset(
    "reporter journalist questioner correspondent host interviewer anchor moderator audience member "
    "voter attendee listener caller student".split()
)
_CROWD = frozenset(
    "crowd audience supporters supporter fans protesters protester demonstrators demonstrator people rallygoers "
    "attendees members delegates hecklers heckler voters spectators".split()
)
_DOCUMENTS = frozenset(
    "letter statement report memo memorandum email e-mail tweet document book study survey poll ad "
    "advertisement advert website release narrator".split()
)
_NOBODY = frozenset(
    "unidentified unknown speaker speakers male female man woman voice audience member crowd announcer "
    "narrator operator system participant "
    "participants aide staff all both group multiple several".split()
)
_SMALL = frozenset(
    "the of and for a an to in on at his her their its 's us u.s. united_states_of_america white house former "
    "then".split()
)
_SUFFIXES = frozenset("jr sr ii iii iv esq md phd".split())
SAME_GIVEN = tuple(
    frozenset(row.split())
    for row in (
        "bill william will billy", "bob robert rob bobby", "jim james jimmy", "joe joseph", "mike michael",
        "tom thomas", "dick richard rick rich ricky", "tony anthony",
        "jeff jeffrey geoffrey", "jen jennifer jenny", "kate katherine kathryn catherine kathy katie",
        "liz elizabeth beth betsy", "dan daniel danny", "dave david", "ted edward theodore ed eddie",
        "chris christopher christine", "matt matthew", "nick nicholas", "pete peter", "sam samuel samantha",
        "steve steven stephen", "sue susan", "ben benjamin", "ken kenneth", "ron ronald",
        "don donald", "greg gregory", "larry lawrence", "jake jacob", "pat patrick patricia", "tim timothy",
        "alex alexander alexandra", "andy andrew drew", "chuck charles charlie", "jack john",
        "jeb john", "al albert alan alfred", "max maxwell", "bernie bernard", "newt newton",
        "mitch mitchell addison", "nancy ann", "debbie deborah", "jerry gerald jerome", "ray raymond", "gene eugene",
    )
)  # fmt: skip
COMMON_GIVEN = frozenset().union(*SAME_GIVEN)  # given names that come with their short forms
_OFFICE_WORDS = frozenset(
    "secretary director spokesman spokeswoman spokesperson adviser minister president chancellor chief "
    "officer general chairman chair head leader ambassador governor "
    "senator mayor administrator commissioner official officials representative envoy coordinator "
    "surgeon prosecutor judge analyst expert professor lawyer attorney ceo executive "
    "candidate nominee king queen pope prince premier deputy aide staff counsel commander captain "
    "sheriff manager coach founder author narrator moderator member man woman".split()
)


class Claim(NamedTuple):
    """The claimed speaker as far as the page names one."""

    name: tuple[str, ...]  # the keys of the name without titles, () where only an office or a body is named
    titles: frozenset[str]
    office: frozenset[str]  # the words of an office: {"press", "secretary"}
    body: bool  # a place, building or organisation
    shown: str


@lru_cache(maxsize=512)
def claim_of(speaker: Speaker) -> Claim:
    """Read the claimed speaker's name, title and office."""
    shown = speaker.name.strip()
    roles = frozenset(k for role in speaker.roles for k in units_of(role).keys if k not in _SMALL)
    if not shown and not speaker.roles:
        return Claim((), frozenset(), frozenset(), speaker.kind == "body", "")
    cleaned = re.sub(r"\([^)]*\)", " ", shown)
    keys = [k for k in units_of(cleaned).keys if k != "'s"]
    if _DOCUMENTS & set(keys[-2:]):
        return Claim((), frozenset(), frozenset(), True, "")
    if speaker.kind == "body" or speaker.stands_for:
        return Claim((), frozenset(), frozenset(k for k in keys if k not in _SMALL), True, shown)
    by_office = not keys or shown[:1].islower() or keys[0] == "the" or (keys[-1] in _OFFICE_WORDS and len(keys) > 1)
    if by_office:
        words = frozenset(k for k in keys if k not in _SMALL) | roles
        return Claim((), frozenset(), words, not words & _OFFICE_WORDS, shown or ", ".join(speaker.roles))
    name = tuple(k for k in keys if k not in TITLES and k not in _SUFFIXES)
    titles = frozenset(k for k in keys if k in TITLES)
    if not name:
        return Claim((), titles, titles | roles, False, shown)
    return Claim(name, titles, roles, False, shown)


@lru_cache(maxsize=8192)
def label_keys(label: str) -> tuple[tuple[str, ...], frozenset[str]]:
    """The name in a transcript's label, and the titles beside it: "SECRETARY KERRY" is (kerry), {secretary}."""
    cleaned = re.sub(r"\([^)]*\)|\[[^\]]*\]|,.*$", " ", label).replace(":", " ")
    keys = [k for k in units_of(cleaned.lower()).keys if k != "'s"]
    name = tuple(k for k in keys if k not in TITLES and k not in _SUFFIXES)
    return name, frozenset(k for k in keys if k in TITLES)


def voice_of(turn: Turn) -> str:
    """One key for one voice of a source: the name in the label, or the label."""
    name, _ = label_keys(turn.speaker)
    if turn.role == "reporter" or (len(name) == 1 and name[0] in _QUESTIONERS):
        return "q"
    return " ".join(name) or turn.speaker.casefold()


def same_voice(one: Turn, other: Turn) -> bool:
    """Whether two turns, of any two sources, are one person's as far as their labels tell."""
    a, b = (label_keys(t.person or t.speaker)[0] for t in (one, other))
    if not a or not b or is_questioner(one) or is_questioner(other):
        return voice_of(one) == voice_of(other)
    return bool(_same_person(a, b))


def is_questioner(turn: Turn) -> bool:
    """True for a reporter's, moderator's or listener's turn."""
    name, _ = label_keys(turn.speaker)
    return turn.role in ("reporter", "audience") or (bool(name) and name[0] in _QUESTIONERS)


def fit(claim: Claim, turn: Turn, info: SourceInfo, names: Iterable[str] = ()) -> Fit:
    """How a turn's label fits the claimed speaker. `names`: the other labels of the source."""
    if not claim.shown:
        return "unknown"
    name, titles = label_keys(turn.speaker)
    person = label_keys(turn.person)[0] if turn.person else ()
    if claim.name:
        if person:
            verdict = _same_person(claim.name, person)
            if verdict is not None and (verdict or not name or not _surname(claim.name, name)):
                return "same" if verdict else "other"
        if name and all(k in _NOBODY for k in name):
            return "unknown"
        if is_questioner(turn) and not _surname(claim.name, name):
            return "questioner"
        if not name:
            return _by_title(claim, titles, info)
        verdict = _same_person(claim.name, name)
        if verdict:
            return "same"
        return "other" if verdict is False else "unknown"
    if turn.role == "audience" or name[:1] == ("audience",):
        return "same" if claim.office & (_ASKERS | _CROWD) else "questioner"
    if is_questioner(turn):
        return "same" if claim.office & _ASKERS else "questioner"
    if turn.role == "moderator" and claim.office & {"moderator", "host", "anchor"}:
        return "same"
    return _by_office(claim, name, titles | frozenset(name if not person else ()), info, names)


def _surname(one: Sequence[str], other: Sequence[str]) -> bool:
    return bool(one) and bool(other) and (one[-1] == other[-1] or alike(one[-1], other[-1]))


def alike(one: str, other: str) -> bool:
    """One name in two spellings: a letter off in five, two in eight."""
    if one[:1] != other[:1] or min(len(one), len(other)) < 5:
        return False
    return Levenshtein.distance(one, other) <= (1 if min(len(one), len(other)) < 8 else 2)


def _same_person(claim: tuple[str, ...], label: tuple[str, ...]) -> bool | None:
    """True same, False another person, None where the names do not tell."""
    a, b = claim, label
    if a == b or a[-len(b) :] == b or b[-len(a) :] == a:
        return True
    if not _surname(a, b):
        return bool((len(a) == 1 and len(b) > 1 and a[0] in b) or (len(b) == 1 and len(a) > 1 and b[0] in a))
    given_a, given_b = a[:-1], b[:-1]
    if not given_a or not given_b:
        return True
    first_a, first_b = given_a[0], given_b[0]
    if first_a == first_b or (
        first_a[:1] == first_b[:1] and (len(first_a.rstrip(".")) == 1 or len(first_b.rstrip(".")) == 1)
    ):
        return True
    if any({first_a, first_b} <= row for row in SAME_GIVEN) or set(given_a) & set(given_b):
        return True
    return bool(alike(first_a, first_b))


def _by_title(claim: Claim, titles: frozenset[str], info: SourceInfo) -> Fit:
    """A label without a name: "THE PRESIDENT", "THE VICE PRESIDENT"."""
    if not titles:
        return "unknown"
    if (claim.titles | claim.office) & (titles - _SMALL):
        return "same"
    near = _named_after(units_of(f"{info.title}. {info.occasion}").keys, titles - _SMALL)
    if near and claim.name[-1] in near:
        return "same"
    return "unknown"


def _named_after(keys: Sequence[str], titles: frozenset[str]) -> set[str]:
    """The words that follow a title in a source's own title: "Remarks by President Biden" gives {biden, ...}."""
    return {k for n, key in enumerate(keys) if key in titles for k in keys[n + 1 : n + 4]}


def _offices(info: SourceInfo, surname: str) -> frozenset[str]:
    """The words before a surname in the source's own title, back to the last comma, "by" or "and"."""
    text = units_of(f"{info.title} . {info.occasion}")
    found: set[str] = set()
    for n, key in enumerate(text.keys):
        if key == surname:
            for at in range(n - 1, max(-1, n - 14), -1):
                if text.keys[at] in ("by", "with") or "," in text.gap_after(at):
                    break
                if text.keys[at] == "and" and at > 0 and text.keys[at - 1][:1] and _is_surname_like(text.keys, at - 1):
                    break
                found.add(text.keys[at])
    return frozenset(found)


def _is_surname_like(keys: Sequence[str], at: int) -> bool:
    return (
        keys[at] not in _OFFICE_WORDS
        and keys[at] not in _SMALL
        and keys[at] not in ("security", "communications", "health", "international", "economics", "homeland")
    )


def _by_office(
    claim: Claim, name: tuple[str, ...], titles: frozenset[str], info: SourceInfo, names: Iterable[str]
) -> Fit:
    """Only an office or a body is claimed: fine for any of its officials, unless the source names another holder."""
    wanted = claim.office - {"spokesman", "spokeswoman", "spokesperson", "official", "officials", "member"}
    if claim.body or not name:
        return "office"
    mine = _offices(info, name[-1]) | titles
    offices = wanted & _OFFICE_WORDS
    if not wanted or wanted <= mine:
        return "office"
    if offices and wanted - mine:
        for label in names:
            other, other_titles = label_keys(label)
            if (
                other
                and other[-1] != name[-1]
                and len(wanted) > 1
                and wanted <= _offices(info, other[-1]) | other_titles
                and _offices(info, name[-1])
            ):
                return "other"
    return "office"


def knows_office(claim: Claim, turn: Turn, info: SourceInfo) -> bool:
    """True where the record itself ties the turn's person to the office or body that the page names."""
    name, titles = label_keys(turn.speaker)
    wanted = claim.office or frozenset(k for k in units_of(claim.shown).keys if k not in _SMALL)
    if not wanted:
        return True
    mine = titles | (_offices(info, name[-1]) if name else frozenset())
    text = frozenset(units_of(f"{info.title} {info.occasion} {info.place} {turn.speaker}").keys)
    return bool(wanted & mine & _OFFICE_WORDS) or wanted <= mine | text or (claim.body and bool(wanted & (mine | text)))


_SAID = frozenset(
    "said says saying quote quoted quoting wrote writes told tweeted stated asked calls called read reads "
    "reading".split()
)


def read_aloud(before: str, claim: Claim) -> str:
    """Why the words look quoted by the one who speaks them: the record's own quotation marks, "he said, quote", or the
    claimed speaker's name with a verb of saying shortly before. "" if nothing says so.

    `before` is the text of the turn up to the words.
    """
    lead = before.rstrip(" ")
    if lead.endswith(("“", "‘")) or (lead.endswith('"') and lead.count('"') % 2 == 1):
        return "stand in quotation marks in the record"
    keys = units_of(before[-600:]).keys[-60:]
    if "quote" in keys[-3:]:
        return "follow the word “quote” in the record"
    if claim.name and claim.name[-1] in keys[-45:] and set(keys[-45:]) & _SAID:
        return f"follow the name {claim.name[-1].title()} and a verb of saying in the record"
    said = (keys[-1:] and keys[-1] in _SAID) or (lead.endswith((",", ":", "--", "—")) and set(keys[-3:]) & _SAID)
    if said and not {"i", "we"} & set(keys[-4:]):
        return "follow a verb of saying in the record"
    return ""
