"""Words of like meaning, from a small list of our own: enough to lower a charge, never to raise one."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources

from onrecord.judging.inflection import stems


@cache
def _groups() -> dict[str, frozenset[int]]:
    data = tomllib.loads(resources.files("onrecord.judging").joinpath("synonyms.toml").read_text(encoding="utf-8"))
    found: dict[str, set[int]] = {}
    for number, row in enumerate(data["groups"]):
        for word in str(row).split():
            found.setdefault(word, set()).add(number)
    return {word: frozenset(numbers) for word, numbers in found.items()}


def synonyms(one: str, other: str) -> bool:
    """True where a form of one word stands in a group with a form of the other."""
    groups = _groups()
    mine = {n for s in stems(one) for n in groups.get(s, ())}
    return any(n in mine for s in stems(other) for n in groups.get(s, ()))


def senses(word: str) -> frozenset[str | int]:
    """What a word is compared by where only the thought counts: the words it may be a form of, and its groups."""
    groups = _groups()
    mine = stems(word)
    return mine | {n for s in mine for n in groups.get(s, ())}
