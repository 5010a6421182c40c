"""What `names.toml` knows about capitalised words: first names, titles, roles, bodies, places that stand for a body."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources
from typing import Literal

import msgspec

Gender = Literal["m", "f", ""]


class Gazetteer(msgspec.Struct, frozen=True):
    """The word lists. `first`, `titles` and `roles` map a lower-case word to the gender it tells, "" for none."""

    first: dict[str, Gender]
    titles: dict[str, Gender]
    roles: dict[str, Gender]
    body_nouns: frozenset[str]
    body_names: frozenset[str]
    places: frozenset[str]
    stands_for: dict[str, str]
    not_names: frozenset[str]
    foreign: frozenset[str]
    tongues: frozenset[str]


@cache
def gazetteer() -> Gazetteer:
    """The lists of the package, read once."""
    data = tomllib.loads(resources.files("onrecord.statements").joinpath("names.toml").read_text(encoding="utf-8"))
    return Gazetteer(
        first=_first(data["first"]["male"].split(), data["first"]["female"].split()),
        titles=_gendered(data["titles"]),
        roles=_gendered(data["roles"]),
        body_nouns=frozenset(data["bodies"]["nouns"]),
        body_names=frozenset(data["bodies"]["names"]),
        places=frozenset(data["places"]["names"]),
        stands_for=data["stands_for"],
        not_names=frozenset(data["not_names"]["words"]),
        foreign=frozenset(data["languages"]["foreign"]),
        tongues=frozenset(data["languages"]["tongues"]),
    )


def _first(male: list[str], female: list[str]) -> dict[str, Gender]:
    both = set(male) & set(female)
    names: dict[str, Gender] = dict.fromkeys(male, "m")
    names.update(dict.fromkeys(female, "f"))
    names.update(dict.fromkeys(sorted(both), ""))
    return names


def _gendered(data: dict[str, list[str]]) -> dict[str, Gender]:
    words: dict[str, Gender] = dict.fromkeys(data["either"], "")
    words.update(dict.fromkeys(data["male"], "m"))
    words.update(dict.fromkeys(data["female"], "f"))
    return words
