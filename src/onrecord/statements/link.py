"""From what the model thinks of every word to attributions: which content, by which cue, of which source."""

from collections.abc import Iterable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from onrecord.statements.tagger import (
    CONTENT,
    CONTENT_TO_CUE,
    CONTENT_TO_SOURCE,
    CUE,
    CUE_TO_SOURCE,
    SOURCE,
    Floats,
    Tagging,
    Thresholds,
)
from onrecord.types import Attribution, Span


class Run(NamedTuple):
    """Words of one role in a row: `[start, stop)` word indices, with the mean probability of the role."""

    start: int
    stop: int
    score: float


def runs(tagging: Tagging, role: int, stay: float, outside: float) -> list[Run]:
    """The likeliest row of tags a paragraph. `stay` is the price of leaving a state, `outside` a handicap of "no"."""
    found: list[Run] = []
    borders = np.flatnonzero(np.diff(tagging.paragraph, prepend=-1, append=-1))
    probability = 1 - np.exp(tagging.tags[:, role, 0])
    for a, b in zip(borders[:-1].tolist(), borders[1:].tolist(), strict=True):
        path = _viterbi(tagging.tags[a:b, role], stay, outside)
        start = None
        for i, tag in enumerate([*path, 0]):
            if tag != 2 and start is not None:
                found.append(Run(a + start, a + i, float(probability[a + start : a + i].mean())))
                start = None
            if tag == 1 or (tag == 2 and start is None):
                start = i
    return found


def _viterbi(scores: Floats, stay: float, outside: float) -> list[int]:
    """Best tags (0 outside, 1 begin, 2 inside; inside only after begin or inside)."""
    o, bg, n = float(scores[0, 0]) - outside, float(scores[0, 1]), -1e9
    back: list[tuple[int, int, int]] = []
    for s_o, s_b, s_i in scores[1:].tolist():
        into_o = max((o, 0), (bg - stay, 1), (n - stay, 2))
        into_b = max((o - stay, 0), (bg - stay, 1), (n - stay, 2))
        into_i = max((bg, 1), (n, 2))
        o, bg, n = into_o[0] + s_o - outside, into_b[0] + s_b, into_i[0] + s_i
        back.append((into_o[1], into_b[1], into_i[1]))
    tag = max((o, 0), (bg, 1), (n, 2))[1]
    path = [tag]
    for step in reversed(back):
        tag = step[tag]
        path.append(tag)
    return path[::-1]


class Pointers:
    """Pointer mass between runs of words, averaged over the windows that see both."""

    def __init__(self, tagging: Tagging) -> None:
        self.words = len(tagging.starts)
        self.views = [(v, int(v.words[0]), int(v.words[-1])) for v in tagging.views if len(v.words)]

    def mass(self, kind: int, one: Run, other: Run) -> float:
        """Mean share of the words of `one` that point into `other`."""
        total = weight = 0.0
        for view, first, last in self.views:
            if one.start < first or one.stop - 1 > last or other.start < first or other.stop - 1 > last:
                continue
            a, b = one.start - first, one.stop - first
            own = float(view.weight[a:b].mean())
            total += own * float(view.links[kind, a:b, other.start - first : other.stop - first].sum(1).mean())
            weight += own
        return total / weight if weight else 0.0

    def to_runs(self, kind: int, others: list[Run]) -> Floats:
        """For every word the share that points into each of `others`: (words, runs)."""
        summed = np.zeros((self.words, len(others)), dtype=np.float32)
        weight = np.full((self.words, len(others)), 1e-9, dtype=np.float32)
        for view, first, last in self.views:
            for k, run in enumerate(others):
                if run.start >= first and run.stop - 1 <= last:
                    column = view.links[kind, :, run.start - first : run.stop - first].sum(1)
                    summed[first : last + 1, k] += column * view.weight
                    weight[first : last + 1, k] += view.weight
        return summed / weight

    def none(self, kind: int, one: Run) -> float:
        """Mean share of the words of `one` that point at nothing."""
        total = weight = 0.0
        for view, first, last in self.views:
            if one.start < first or one.stop - 1 > last:
                continue
            a, b = one.start - first, one.stop - first
            own = float(view.weight[a:b].mean())
            total += own * float(view.links[kind, a:b, -1].mean())
            weight += own
        return total / weight if weight else 0.0


class Draft(NamedTuple):
    """An attribution in words, not yet in characters."""

    contents: tuple[Run, ...]
    cue: Run | None
    source: Run | None
    score: float


Member = tuple[float, Run]  # how surely the words point at the cue, and the words


def drafts(tagging: Tagging, t: Thresholds) -> list[Draft]:
    """Every content with its cue and source, contents of one cue joined."""
    cues, sources = (runs(tagging, r, t.stay[r], t.outside[r]) for r in (CUE, SOURCE))
    pointers = Pointers(tagging)
    made: list[Draft] = []
    for cue, members in contents(tagging, pointers, cues, t):
        if cue is None:
            made += [_draft(pointers, sources, [m], None, t) for m in members]
            continue
        first = max(members, key=lambda m: (m[0] * m[1].score, -m[1].start))
        joined = [m for m in members if m is first or m[0] >= t.join]
        made.append(_draft(pointers, sources, joined, cue, t))
        made += [_draft(pointers, sources, [m], cue, t) for m in members if m not in joined]
    return [d for d in made if d.score >= t.score]


def contents(
    tagging: Tagging, pointers: "Pointers", cues: list[Run], t: Thresholds
) -> list[tuple[Run | None, list[Member]]]:
    """Contents by their cue. Each word is outside, or content of one cue: the likeliest row of these a paragraph."""
    mass = pointers.to_runs(CONTENT_TO_CUE, cues)
    rest = np.clip(1 - mass.sum(1, keepdims=True), 0.0, 1.0) * t.link
    weights = (np.log(np.concatenate([mass, rest], axis=1) + 1e-3) * t.pull).astype(np.float32)
    probability = 1 - np.exp(tagging.tags[:, CONTENT, 0])
    found: dict[int, list[Member]] = {}
    borders = np.flatnonzero(np.diff(tagging.paragraph, prepend=-1, append=-1))
    for a, b in zip(borders[:-1].tolist(), borders[1:].tolist(), strict=True):
        near = [k for k in range(len(cues)) if float(mass[a:b, k].max()) > 0.05] + [len(cues)]
        path = _labelled(tagging.tags[a:b, CONTENT], weights[a:b, near], t.stay[CONTENT], t.outside[CONTENT])
        for start, stop, label in path:
            run = Run(a + start, a + stop, float(probability[a + start : a + stop].mean()))
            if tagging.letters[run.start : run.stop].any():
                k = near[label]
                own = float(mass[run.start : run.stop, k].mean()) if k < len(cues) else 0.25
                found.setdefault(k, []).append((own, run))
    return [(cues[k] if k < len(cues) else None, members) for k, members in sorted(found.items())]


def _labelled(scores: Floats, weights: Floats, stay: float, outside: float) -> list[tuple[int, int, int]]:
    """Viterbi over "outside" and "content of cue k" -> (start, stop, k); entering costs `stay` and takes "begin"."""
    o = float(scores[0, 0]) - outside
    inside = scores[0, 1] + weights[0]
    steps: list[tuple[int, int, NDArray[np.bool_]]] = []
    for i in range(1, len(scores)):
        top = int(inside.argmax())
        best = float(inside[top])
        enter, origin = (o, -1) if o >= best else (best, top)
        go_on = inside + float(scores[i, 2])
        go_in = enter - stay + float(scores[i, 1])
        leave = best - stay > o
        o = (best - stay if leave else o) + float(scores[i, 0]) - outside
        stays = go_on >= go_in
        inside = np.where(stays, go_on, go_in) + weights[i]
        steps.append((origin, top if leave else -1, stays))
    label = int(inside.argmax()) if float(inside.max()) > o else -1
    found: list[tuple[int, int, int]] = []
    stop = len(scores)
    for i in range(len(scores) - 1, -1, -1):
        if label < 0:
            label = steps[i - 1][1] if i else -1
            stop = i
        elif i == 0 or not steps[i - 1][2][label]:
            found.append((i, stop, label))
            label = steps[i - 1][0] if i else -1
            stop = i
    return found[::-1]


def _draft(pointers: "Pointers", sources: list[Run], members: list[Member], cue: Run | None, t: Thresholds) -> Draft:
    """An attribution with its score: how sure the content is, how surely it points at the cue, how sure the cue is."""
    own = tuple(sorted(run for _, run in members))
    words = sum(r.stop - r.start for r in own)
    score = sum(r.score * (r.stop - r.start) * mass**0.5 for mass, r in members) / words
    return Draft(own, cue, _source(pointers, sources, own, cue, t), score * (cue.score**0.5 if cue else 1.0))


def _near(candidates: list[Run], run: Run, reach: int = 250) -> list[int]:
    return [i for i, c in enumerate(candidates) if c.stop > run.start - reach and c.start < run.stop + reach]


def _source(
    pointers: Pointers, sources: list[Run], contents: tuple[Run, ...], cue: Run | None, t: Thresholds
) -> Run | None:
    """The source that cue and contents point at; None where they point at nothing."""
    asked = [(CONTENT_TO_SOURCE, c, 1.0 * (c.stop - c.start)) for c in contents]
    if cue is not None:
        asked.append((CUE_TO_SOURCE, cue, 2.0 * sum(w for _, _, w in asked)))
    total = sum(w for _, _, w in asked)
    around = Run(min(c.start for _, c, _ in asked), max(c.stop for _, c, _ in asked), 0.0)
    best, found = 0.0, None
    for i in _near(sources, around):
        mass = sum(w * pointers.mass(kind, run, sources[i]) for kind, run, w in asked) / total
        if mass > best:
            best, found = mass, sources[i]
    none = sum(w * pointers.none(kind, run) for kind, run, w in asked) / total
    return found if best >= t.source * none else None


def attributions(taggings: Iterable[Tagging], thresholds: Thresholds) -> tuple[Attribution, ...]:
    """What the model finds in a text, in the order of the contents. Offsets are code points."""
    made = [_attribution(tagging, d) for tagging in taggings for d in drafts(tagging, thresholds)]
    return tuple(sorted(made, key=lambda a: (a.content, a.cue, a.source)))


def _attribution(tagging: Tagging, draft: Draft) -> Attribution:
    return Attribution(
        content=tuple(_span(tagging, r) for r in sorted(draft.contents)),
        cue=(_span(tagging, draft.cue),) if draft.cue else (),
        source=(_span(tagging, draft.source),) if draft.source else (),
        score=round(min(1.0, draft.score), 4),
        origin="model",
    )


def _span(tagging: Tagging, run: Run) -> Span:
    return Span(int(tagging.starts[run.start]), int(tagging.ends[run.stop - 1]))
