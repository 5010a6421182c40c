"""A noun phrase that names a source, taken apart: pronoun, determiner, modifiers, head, owner."""

from __future__ import annotations

import re

import msgspec

from onrecord.statements.gazetteer import gazetteer

_WORD = re.compile(r"[\w’'.&-]+|,")
_STOP = frozenset(
    {
        "of",
        "for",
        "from",
        "to",
        "with",
        "at",
        "in",
        "on",
        "by",
        "behind",
        "about",
        "against",
        "under",
        "near",
        "including",
        "like",
    }
    | {
        "who",
        "which",
        "that",
        "whose",
        ",",
        "and",
        "as",
        "said",
        "says",
        "during",
        "after",
        "before",
        "close",
        "familiar",
    }
)
_INDEFINITE = frozenset(
    {
        "a",
        "an",
        "one",
        "another",
        "some",
        "several",
        "many",
        "most",
        "few",
        "other",
        "others",
        "both",
        "two",
        "three",
        "four",
        "five",
    }
    | {
        "six",
        "numerous",
        "multiple",
        "those",
        "people",
        "any",
        "every",
        "each",
        "no",
        "nobody",
        "someone",
        "somebody",
        "everyone",
    }
    | {
        "sources",
        "experts",
        "all",
        "half",
        "dozens",
        "hundreds",
        "thousands",
        "more",
        "majority",
        "percent",
        "anonymous",
        "none",
    }
)
_DEFINITE = frozenset({"the", "this", "that", "his", "her", "their", "its", "our", "my", "these"})
_OWNING = frozenset({"his", "her", "their", "its", "our", "my"})
_PRONOUNS = frozenset(
    {"he", "she", "they", "it", "i", "we", "you", "who", "which", "that", "him", "her", "them", "me", "us"}
)
_SAME = {
    "him": "he",
    "them": "they",
    "me": "i",
    "us": "we",
    "his": "he",
    "her": "she",
    "their": "they",
    "its": "it",
    "my": "i",
}
_ADVERBS = frozenset({"also", "later", "himself", "herself", "then", "too", "both", "all", "again", "still", "never"})


class Phrase(msgspec.Struct, frozen=True):
    """What the words of a source are made of; all in lower case but `text`, `name` and `role`."""

    text: str
    pronoun: str = ""
    head: str = ""
    modifiers: tuple[str, ...] = ()
    indefinite: bool = False
    plural: bool = False
    possessive: bool = False
    owner: str = ""
    name: str = ""  # without its article
    role: str = ""


def read_phrase(text: str) -> Phrase:
    """The parts of a source phrase such as "the former State Department spokesman"."""
    text = " ".join(text.split()).strip(" ,.:;—–-")
    words = _WORD.findall(text)
    lower = [w.lower().replace("’", "'") for w in words]
    if not lower:
        return Phrase(text=text, indefinite=True)
    alone = all(w in _ADVERBS for w in lower[1:])
    if lower[0] in _PRONOUNS | _SAME.keys() and (alone or lower[0] in ("he", "she", "they", "i", "we", "who")):
        return Phrase(text=text, pronoun=_SAME.get(lower[0], lower[0]))
    end = next((i for i, w in enumerate(lower) if w in _STOP and i), len(lower))
    head = lower[end - 1].rstrip(".")
    first = lower[0]
    owners = [i for i, w in enumerate(lower[:end]) if w.endswith(("'s", "s'"))]
    owner = " ".join(words[: owners[-1] + 1]) if owners and owners[-1] < end - 1 else ""
    inner = lower[(owners[-1] + 1 if owner else 1 if first in _DEFINITE | _INDEFINITE else 0) : end - 1]
    known = gazetteer()
    bare = not owner and first not in _DEFINITE and first not in _INDEFINITE
    plural = (head not in known.roles and head.endswith("s") and head.rstrip("s") in known.roles) or head in _INDEFINITE
    start = 1 if first in _DEFINITE else 0
    if not owner and bare and len(words) > 1 and words[0][:1].isupper() and head in known.body_nouns:
        owner = words[0]  # Clinton campaign
    role = " ".join(words[start:end])
    return Phrase(
        text=text,
        head=head,
        modifiers=tuple(w for w in inner if w not in ("former", "then", "top", "own", "longtime", "senior")),
        indefinite=first in _INDEFINITE
        or (bare and head in known.roles and not words[0][:1].isupper())
        or head in _INDEFINITE,
        plural=plural or head in _PLURALS,
        possessive=bool(owner) or first in _OWNING,
        owner=owner,
        name=" ".join(words[start:end]),
        role=role,
    )


_PLURALS = frozenset(
    {
        "officials",
        "aides",
        "critics",
        "voters",
        "supporters",
        "democrats",
        "republicans",
        "people",
        "americans",
        "women",
        "men",
        "workers",
    }
    | {
        "families",
        "conservatives",
        "liberals",
        "activists",
        "backers",
        "allies",
        "opponents",
        "media",
        "police",
        "authorities",
        "reports",
    }
    | {
        "polls",
        "surveys",
        "documents",
        "records",
        "emails",
        "figures",
        "data",
        "students",
        "parents",
        "protesters",
        "demonstrators",
    }
)
