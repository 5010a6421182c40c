"""The cue lexicon: what `cues.toml` says about a word, with its forms spelled out."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources

import msgspec

from onrecord.types import CueKind


class Cue(msgspec.Struct, frozen=True):
    """A cue word: its plain form, what it tells of, and how it behaves."""

    lemma: str
    kind: CueKind
    question: bool = False
    denial: bool = False
    weak: bool = False
    listener: bool = False


class Lexicon(msgspec.Struct, frozen=True):
    """Forms of verbs and nouns in lower case, each with its cue."""

    verbs: dict[str, Cue]
    nouns: dict[str, Cue]
    phrases: tuple[str, ...]


_KINDS: tuple[CueKind, ...] = ("speech", "writing", "thought", "attitude")
_VOWELS = "aeiou"


@cache
def lexicon() -> Lexicon:
    """The lexicon of the package, read once."""
    words = resources.files("onrecord.statements").joinpath("cues.toml").read_text(encoding="utf-8")
    return read_lexicon(words)


def read_lexicon(toml: str) -> Lexicon:
    """A lexicon from the text of a cue file."""
    data = tomllib.loads(toml)
    marks = {name: frozenset(words) for name, words in data["marks"].items()}
    verbs: dict[str, Cue] = {}
    nouns: dict[str, Cue] = {}
    for kind in _KINDS:
        for entry in data[kind]["verbs"]:
            lemma, _, irregular = entry.partition(":")
            cue = Cue(lemma, kind, *(lemma in marks[m] for m in ("question", "denial", "weak", "listener")))
            for form in forms(lemma, irregular.split()):
                verbs.setdefault(form, cue)
        for noun in data[kind]["nouns"]:
            for form in (noun, noun + "s"):
                nouns.setdefault(form, Cue(noun, kind, denial=noun == "denial"))
    return Lexicon(verbs, nouns, tuple(data["speech"]["phrases"]))


def forms(lemma: str, irregular: list[str]) -> tuple[str, ...]:
    """The forms of a verb: say, says, saying, said. A space ends the verb: "call on" is "calls on"."""
    head, _, tail = lemma.partition(" ")
    past = [f for f in irregular if not f.startswith("-")]
    regular = [_third(head), _ing(head, past)]
    if not past and "-ed" not in irregular:
        regular.append(_past(head))
    made = [head, *regular, *past]
    return tuple(dict.fromkeys(f"{form} {tail}" if tail else form for form in made))


def _third(verb: str) -> str:
    if verb.endswith("y") and verb[-2] not in _VOWELS:
        return verb[:-1] + "ies"
    return verb + ("es" if verb.endswith(("s", "sh", "ch", "x", "z", "o")) else "s")


def _past(verb: str) -> str:
    if verb.endswith("e"):
        return verb + "d"
    return verb[:-1] + "ied" if verb.endswith("y") and verb[-2] not in _VOWELS else verb + "ed"


def _ing(verb: str, irregular: list[str]) -> str:
    doubled = next((f for f in irregular if f.endswith("ing")), "")
    if doubled:
        return doubled
    return verb[:-1] + "ing" if verb.endswith("e") and not verb.endswith(("ee", "ye", "oe")) else verb + "ing"
