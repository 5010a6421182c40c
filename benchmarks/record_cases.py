"""Makes quotations with known places out of real sources: verbatim, altered, spliced, cut, and absent ones.

Nothing of them is kept: they are made anew from the sources at every run, with a fixed seed.
"""

from __future__ import annotations

import random
import re
from dataclasses import dataclass

from onrecord.types import Source

KINDS = ("verbatim", "one word changed", "ASR noise", "splice", "silent cut", "across turns")
_WORD = re.compile(r"\S+")
_ASIDE = re.compile(r"[\[(]")


@dataclass(frozen=True)
class Case:
    """A quotation and where its words are: (source id, turn, start, end) in code points, all of them."""

    kind: str
    quote: str
    speaker: str
    source: str
    day: str
    gold: tuple[tuple[str, int, int, int], ...]

    @property
    def words(self) -> int:
        return len(self.quote.split())


def _stretch(rng: random.Random, source: Source, words: int) -> tuple[int, list[re.Match[str]]] | None:
    """So many words running, in one turn; None when the turn drawn has too few."""
    turn = rng.randrange(len(source.turns))
    found = list(_WORD.finditer(source.turns[turn].text))
    if len(found) < words or not source.turns[turn].speaker:
        return None
    start = rng.randrange(len(found) - words + 1)
    run = found[start : start + words]
    text = source.turns[turn].text[run[0].start() : run[-1].end()]
    return None if _ASIDE.search(text) or sum(c.isalpha() for c in text) < len(text) // 2 else (turn, run)


def _noise(rng: random.Random, words: list[str], vocabulary: list[str], rate: float) -> list[str]:
    """Words heard wrongly: of those touched, six in ten exchanged, a quarter lost, the rest put in."""
    heard: list[str] = []
    for word in words:
        if rng.random() >= rate:
            heard.append(word)
            continue
        kind = rng.random()
        if kind < 0.6:
            heard.append(rng.choice(vocabulary))
        elif kind >= 0.85:
            heard.extend((word, rng.choice(vocabulary)))
    return heard


def _place(source: Source, turn: int, run: list[re.Match[str]]) -> tuple[str, int, int, int]:
    return (source.info.id, turn, run[0].start(), run[-1].end())


def make(rng: random.Random, source: Source, kind: str, vocabulary: list[str], words: int) -> Case | None:
    """One quotation of a kind, or None when the source drawn does not offer it."""
    found = _stretch(rng, source, words)
    if found is None:
        return None
    turn, run = found
    texts = [match[0] for match in run]
    gold = [_place(source, turn, run)]
    if kind == "one word changed":
        texts[rng.randrange(1, len(texts) - 1)] = rng.choice(vocabulary)
    elif kind == "ASR noise":
        texts = _noise(rng, texts, vocabulary, 0.18)
    elif kind == "silent cut":
        whole = _stretch(rng, source, words + 12)
        if whole is None:
            return None
        turn, run = whole
        at, length = rng.randrange(4, words - 3), rng.randrange(3, 13)
        texts = [m[0] for m in run[:at]] + [m[0] for m in run[at + length : words + length]]
        gold = [_place(source, turn, run[:at]), _place(source, turn, run[at + length : words + length])]
    elif kind == "splice":
        other = _stretch(rng, source, words)
        if other is None or other[0] == turn:
            return None
        half = words // 2
        texts = texts[:half] + [m[0] for m in other[1][: words - half]]
        gold = [_place(source, turn, run[:half]), _place(source, other[0], other[1][: words - half])]
    elif kind == "across turns":
        half = words // 2
        if turn + 1 >= len(source.turns):
            return None
        ends = list(_WORD.finditer(source.turns[turn].text))[-half:]
        begins = list(_WORD.finditer(source.turns[turn + 1].text))[: words - half]
        if len(ends) < half or len(begins) < words - half:
            return None
        texts = [m[0] for m in ends] + [m[0] for m in begins]
        gold = [_place(source, turn, ends), _place(source, turn + 1, begins)]
    day = source.info.date.isoformat() if source.info.date else ""
    return Case(kind, " ".join(texts), source.turns[turn].speaker, source.info.id, day, tuple(gold))


def make_cases(sources: list[Source], kind: str, count: int, seed: int, lengths: tuple[int, int]) -> list[Case]:
    """`count` quotations of a kind, of `lengths` words, from sources drawn at random."""
    rng = random.Random(f"{seed} {kind} {lengths}")
    vocabulary = [word for source in sources[:200] for turn in source.turns[:20] for word in turn.text.split()]
    cases: list[Case] = []
    tries = 0
    while len(cases) < count and tries < 200 * count:
        tries += 1
        source = rng.choice(sources)
        if not source.turns:
            continue
        case = make(rng, source, "verbatim" if kind == "absent" else kind, vocabulary, rng.randint(*lengths))
        if case is not None:
            cases.append(case if kind != "absent" else Case("absent", case.quote, case.speaker, "", case.day, ()))
    return cases
