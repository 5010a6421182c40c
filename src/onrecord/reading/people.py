"""Which person a label stands for: only where the label, the title, the head or the speaker's own words say so."""

from __future__ import annotations

import re
from collections.abc import Iterable

from onrecord.reading.speakers import ROLE_WORDS, nice_case, role_of

# Words of offices that stand right before a name in a title: "… for Strategic Communications John Kirby".
_OFFICE_WORDS = frozenset(
    """administration affairs agency agriculture air arms army aviation board budget bureau business cabinet capital
    center change city civil clean climate coast college command commerce commission committee communications
    communist community company congress corporation corps council county court covid covid-19 crime culture cyber
    cybersecurity data defence democracy department development diplomacy disaster district division east economic
    economy education election elections electoral emergency employment energy engagement enforcement environment
    environmental equality equity europe european exchange families family federal finance financial fire force
    forces foreign foundation freedom gender global government group guard health homeland house housing human
    humanitarian immigration implementation industry infrastructure innovation institute intelligence interagency
    interior international investment justice labor labour law legal legislative local management market media
    medical migration military ministry mission monetary munitions nation national nations naval navy north
    nuclear office operations opportunity organization outreach party peace personnel planning police policy
    political population power preparedness press prevention procurement program programs project protection
    public racial rail reconstruction recovery reform refugee regulation relations relief republic research
    resilience resources response rights royal rule safety science security senate service services small social
    south space special staff standards state states statistics strategic strategy supply support sustainability
    task taxation team technology telecommunications terrorism trade transition transport transportation treasury
    union united university urban veterans water welfare west white women work workers works world youth america
    american americans israel israeli ukraine ukrainian russia russian china chinese britain british france french
    germany german""".split()
)
_INTRODUCES = re.compile(
    r"\b(?:I[’']m|I am|[Mm]y name is|[Tt]his is|[Mm]y name[’']s)\s+((?:[A-Z][\w.'’-]*\s+){1,3}[A-Z][\w'’-]+)"
)
_REPORTER_NAME = re.compile(r"\(\s*([^(),:]{3,40})(?:,[^()]*)?\)")


def person_of(label: str, announced: str, opening: str = "") -> str:
    """The full name a label stands for; "" when it is not certain.

    `announced`: title and head lines of the source, joined by "; ". `opening`: the first words this label speaks, where
    speakers introduce themselves.

    >>> person_of("MS. PSAKI", "Press Briefing by Press Secretary Jen Psaki")
    'Jen Psaki'
    """
    plain = re.split(r"[(\[,]", label, maxsplit=1)[0].strip()
    role = role_of(label)
    if role == "reporter":
        return _in_brackets(label)
    if role != "named" or plain.lower() in ("a", "answer"):
        return ""
    if plain.lower() in ("the president", "the vice president"):
        return _office_holder(plain, announced)
    words = plain.replace("\u00a0", " ").split()
    last_role = max((i for i, w in enumerate(words) if _bare(w) in ROLE_WORDS), default=-1)
    name = words[last_role + 1 :]
    if not name or any(c.isdigit() for c in plain) or any(_bare(w) in _OFFICE_WORDS for w in name):
        return ""
    if len(name) >= 2:
        whole = " ".join(nice_case(w) if plain.isupper() else w for w in name)
        return _ranked(name, announced) or _announced(name, announced) or whole
    return _announced(name, announced) or _introduced(name[0], opening)


def _bare(word: str) -> str:
    return word.lower().strip(".,")


def _in_brackets(label: str) -> str:
    """The reporter named in "QUESTION (JANE DOE, THE COURIER)"."""
    found = _REPORTER_NAME.search(label)
    words = found.group(1).split() if found else []
    named = (
        2 <= len(words) <= 4
        and all(w[0].isupper() for w in words)
        and not {_bare(w) for w in words} & (ROLE_WORDS | _OFFICE_WORDS)
    )
    return " ".join(nice_case(w) for w in words) if named else ""


def _office_holder(label: str, announced: str) -> str:
    """ "THE PRESIDENT" in "Remarks by President Roe": the one holder of the office that the title names."""
    office = label.split(" ", 1)[1].title()
    before = "" if office.startswith("Vice") else r"(?<!Vice )"
    names = {m.group(0) for m in re.finditer(rf"{before}\b{office} [A-Z][\w'’-]+", announced)}
    return names.pop() if len(names) == 1 else ""


def _announced(words: list[str], announced: str) -> str:
    """The one full name in title or head that ends with these words; "" when none or several fit."""
    surname = " ".join(words)
    found: set[str] = set()
    for hit in re.finditer(rf"(?<![\w-]){re.escape(surname)}(?![\w-])", announced, re.IGNORECASE):
        given = _given_names(announced[: hit.start()].split())
        if given:
            found.add(" ".join(nice_case(w) for w in (*given, *hit.group(0).split())))
    return found.pop() if len(found) == 1 else ""


def _ranked(name: list[str], announced: str) -> str:
    """ "SKIPPER ROE" where the head says "Skipper Anna Roe": the first word is a rank, not a given name."""
    first, last = re.escape(name[0]), re.escape(name[-1])
    pattern = rf"(?i:\b{first})\s+((?:[A-Z][\w.'’-]*\s+){{1,2}}(?i:{last}))(?![\w-])"
    found = {" ".join(m.group(1).split()) for m in re.finditer(pattern, announced)}
    return found.pop() if len(name) == 2 and len(found) == 1 else ""


def author_of(title: str) -> str:
    """Who speaks in a text without labels, where its title says so: "Statement by Mayor Ada Quill on the Pier";
    else "".
    """
    found = _AUTHORED.match(title)
    if not found or _JOINT.search(found.group(1)):
        return ""
    words = found.group(1).replace(",", " , ").split()
    named: list[str] = []
    for word in words:
        if (
            word == ","
            or word.lower() in _ENDS_NAME
            or (word.endswith("ing") and len(word) > 5)
            or not (word[0].isupper() or word.lower() in ("de", "van", "von", "bin", "al", "of", "the"))
        ):
            break
        named.append(word)
    last_role = max((i for i, w in enumerate(named) if _bare(w) in ROLE_WORDS or _bare(w) in _OFFICE_WORDS), default=-1)
    name = named[last_role + 1 :]
    surely = last_role >= 0 or not title[: found.start(1)].rstrip().lower().endswith(" of")
    if 2 <= len(name) <= 4 and surely:
        return " ".join(nice_case(w) for w in name)
    if (
        len(name) == 1
        and last_role >= 0
        and _bare(named[last_role]) in ("president", "minister", "secretary", "governor", "senator")
    ):
        return (
            " ".join(named[max(0, last_role - (named[last_role - 1].lower() in ("vice", "prime"))) :])
            if last_role
            else " ".join(named)
        )
    return ""


_AUTHORED = re.compile(
    r"(?i:(?:statement|remarks|speech|address|op-?ed|letter|message|testimony|opening\s+remarks|prepared\s+remarks|"
    r"eulogy|toast)"
    r"(?:\s+as\s+(?:prepared|delivered)(?:\s+for\s+delivery)?)?\s+(?:by|from|of))\s+(.{3,120})"
)
_JOINT = re.compile(
    r"\s(?:and|&)\s+(?:[A-Z][\w'’.-]*\s+)*?(?:President|Secretary|Minister|First|Dr|Vice|Senator|Prime|Chancellor|"
    r"King|[A-Z]\w+\s+[A-Z]\w+)\b"
)
_ENDS_NAME = frozenset(
    "on at to in before during after regarding about following for with ahead and announcing".split()
)


def _given_names(before: Iterable[str]) -> list[str]:
    """The given names that end a list of words: what stands between the office, or a stop, and the surname.

    After "and", "for", "of" or "to" the words may belong to the office, so only the last (and initials) counts there.
    """
    given: list[str] = []
    stop = ""
    for word in reversed(list(before)):
        plain = _bare(word)
        ends = word.endswith((",", ":", ";", ")", "—", "–")) or (word.endswith(".") and len(word) > 3)
        if ends or plain in ROLE_WORDS or plain in _OFFICE_WORDS or not word[0].isupper():
            stop = plain
            break
        given.insert(0, word)
    if len(given) > 3 or (len(given) == 1 and len(_bare(given[0])) == 1):
        return []
    if stop in ("and", "for", "of", "to", "on", "in", "the") and len(given) > 1 and not given[-1].endswith("."):
        return given[-1:]
    return given


def _introduced(surname: str, opening: str) -> str:
    """The full name by which the speaker opens: "I'm Anna Roe" said by "ROE"."""
    for found in _INTRODUCES.finditer(opening[:600]):
        words = found.group(1).split()
        for i, word in enumerate(words[1:], 1):
            if word.lower() == surname.lower():
                given = _given_names(words[:i])
                return " ".join([*given, word]) if given else ""
    return ""


def announced_names(title: str, head: Iterable[str]) -> str:
    """Title and short head lines in one string, a stop between each."""
    return " ; ".join([title, *(line for line in head if len(line) <= 300)][:40])
