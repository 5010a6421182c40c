"""Gold attributions laid over windows of pieces: tags and pointers to learn."""

import json
import random
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from onrecord.statements.pieces import Pieces, Window, cut, windows

ROLES = ("content", "cue", "source")
IGNORE = -100
OUTSIDE, BEGIN, INSIDE = range(3)
Ints = NDArray[np.int64]


def read(path: Path) -> list[dict[str, Any]]:
    """The articles of a PolNeAR file, in its order."""
    with path.open(encoding="utf-8") as file:
        return [json.loads(line) for line in file if line.strip()]


def held_out(articles: list[dict[str, Any]], every: int = 21) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Every 21st article by id is kept from training: thresholds are chosen on it. -> (train, held out)."""
    ordered = sorted(articles, key=lambda a: a["id"])
    return [a for i, a in enumerate(ordered) if i % every != 10], [a for i, a in enumerate(ordered) if i % every == 10]


def gold(article: dict[str, Any], pieces: Pieces) -> tuple[Ints, Ints]:
    """Tags (3, pieces) and pointer targets (3, pieces, 2): piece ranges of cue, source, source; -1 for none to learn.

    A pointer target of (-2, -2) stands for "no source".
    """
    count = len(pieces.ids)
    tags = np.zeros((3, count), dtype=np.int64)
    targets = np.full((3, count, 2), -1, dtype=np.int64)

    def reach(spans: list[list[int]]) -> list[tuple[int, int]]:
        found = []
        for start, end in spans:
            a = int(np.searchsorted(pieces.ends, start, side="right"))
            b = int(np.searchsorted(pieces.starts, end, side="left"))
            if a < b:
                found.append((a, b))
        return found

    for item in article["attributions"]:
        spans = {role: reach(item[role]) for role in ROLES}
        for number, role in enumerate(ROLES):
            for a, b in spans[role]:
                tags[number, a] = BEGIN
                tags[number, a + 1 : b] = INSIDE
        source = spans["source"][0] if spans["source"] else (-2, -2)
        for a, b in spans["content"]:
            if spans["cue"]:
                targets[0, a:b] = spans["cue"][0]
            targets[1, a:b] = source
        for a, b in spans["cue"]:
            targets[2, a:b] = source
    tags[:, ~pieces.first] = IGNORE
    targets[:, ~pieces.first] = -1
    return tags, targets


STRAIGHT = str.maketrans("“”‘’", "\"\"''")


def restyled(article: dict[str, Any], rng: random.Random, share: float = 0.2) -> dict[str, Any]:
    """Now and then the same article with straight quotation marks; offsets stay as they are."""
    if rng.random() >= share:
        return article
    return article | {"text": article["text"].translate(STRAIGHT)}


class Example:
    """One window with its labels."""

    def __init__(self, window: Window, tags: Ints, targets: Ints) -> None:
        self.window = window
        piece = window.piece
        inside = piece >= 0
        self.tags = np.where(inside, tags[:, np.maximum(piece, 0)], IGNORE)
        at = {int(p): i for i, p in enumerate(piece.tolist()) if p >= 0}
        picked = np.where(inside[None, :, None], targets[:, np.maximum(piece, 0)], -1)
        self.targets = np.full_like(picked, -1)
        for kind, cell in np.argwhere(picked[:, :, 0] != -1).tolist():
            a, b = picked[kind, cell].tolist()
            if a == -2:
                self.targets[kind, cell] = (0, 1)
            elif a in at and b - 1 in at:
                self.targets[kind, cell] = (at[a], at[b - 1] + 1)


def prepare(articles: list[dict[str, Any]], tokenizer: Any) -> list[tuple[Pieces, Ints, Ints]]:
    """Cut and label every article once."""
    made = []
    for article in articles:
        pieces = cut(article["text"], tokenizer)
        made.append((pieces, *gold(article, pieces)))
    return made


def batches(
    prepared: list[tuple[Pieces, Ints, Ints]], limit: int, budget: int, rng: random.Random
) -> list[list[Example]]:
    """The windows of one epoch, like lengths together, borders drawn anew; `budget` is positions a batch."""
    examples = []
    for pieces, tags, targets in prepared:
        head = rng.randint(limit // 4, limit)
        examples += [Example(w, tags, targets) for w in windows(pieces, limit, 0, head)]
    rng.shuffle(examples)
    examples.sort(key=lambda e: len(e.window.ids) // 16)
    made: list[list[Example]] = []
    for example in examples:
        size = len(example.window.ids)
        if made and (len(made[-1]) + 1) * max(size, max(len(e.window.ids) for e in made[-1])) <= budget:
            made[-1].append(example)
        else:
            made.append([example])
    rng.shuffle(made)
    return made
