"""From tags and pointers to attributions, without the model: what it thinks is written into the sentence.

`{s1 Anna Berg} {k1 said} {c1 the bridge would close}` marks source, cue and content of attribution 1; a content
`{c1>2 ...}` is content by its tags but points at the cue of attribution 2.
"""

import re

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.statements.link import attributions
from onrecord.statements.tagger import CONTENT, CUE, SOURCE, Tagging, Thresholds, View
from onrecord.types import Attribution

MARK = re.compile(r"\{([ckst])(\d)(?:>(\d))? ([^}]*)\}|([^{}]+)")
ROLE = {"c": CONTENT, "k": CUE, "s": SOURCE}


def marked(line: str, sure: float = 0.95) -> tuple[str, Tagging]:
    """The plain text and what a model that is `sure` of these marks would say."""
    words: list[tuple[str, str, str, bool]] = []  # word, role, number pointed at, begins
    for role, number, other, inside, outside in MARK.findall(line):
        for i, word in enumerate(re.findall(r"\w+|[^\w\s]|\n", inside or outside)):
            words.append((word, role, other or number, i == 0))
    text, starts = "", []
    for word, *_ in words:
        starts.append(len(text))
        text += word + ("" if word == "\n" else " ")
    keep = [i for i, w in enumerate(words) if w[0] != "\n"]
    count = len(keep)
    tags = np.full((count, 3, 3), (1 - sure) / 2, dtype=np.float32)
    tags[:, :, 0] = sure
    links = np.full((3, count, count + 1), 1e-4, dtype=np.float32)
    links[:, :, -1] = 1 - sure
    for row, i in enumerate(keep):
        _, role, number, begins = words[i]
        if not role:
            continue
        tags[row, ROLE[role]] = (1 - sure) / 2
        tags[row, ROLE[role], 1 if begins else 2] = sure
        for kind, asks, answers in ((0, "c", "k"), (1, "c", "s"), (2, "k", "s")):
            if role == asks:
                cells = [c for c, j in enumerate(keep) if words[j][1] == answers and words[j][2] == number] or [count]
                links[kind, row, cells] = sure / len(cells)
    every = np.arange(count)
    return text, Tagging(
        starts=np.array([starts[i] for i in keep]),
        ends=np.array([starts[i] + len(words[i][0]) for i in keep]),
        paragraph=np.array([sum(w[0] == "\n" for w in words[:i]) for i in keep]),
        letters=np.array([words[i][0].isalnum() for i in keep]),
        quote=np.zeros(count, dtype=np.int64),
        tags=np.log(tags),
        views=(View(every, np.ones(count, dtype=np.float32), links),),
    )


def shown(text: str, found: tuple[Attribution, ...]) -> list[str]:
    """Attributions as "source | cue | content ... content"."""
    return [" | ".join(" ... ".join(text[s:e] for s, e in r) for r in (a.source, a.cue, a.content)) for a in found]


CASES = {
    "plain": (
        "{s1 Anna Berg} {k1 said} {c1 the bridge would close} .",
        ["Anna Berg | said | the bridge would close"],
    ),
    "split by its cue": (
        "“ {c1 We will wait ,} ” {s1 she} {k1 said} . “ {c1 No longer .} ”",
        ["she | said | We will wait , ... No longer ."],
    ),
    "two cues, one after the other": (
        "{s1 Berg} {k1 said} {c1 it would close} and {k2 added} {c2 that it was old} .",
        ["Berg | said | it would close", " | added | that it was old"],
    ),
    "one stretch that points at two cues is cut": (
        "{s1 Berg} {k1 called} {c1 it a shame }{c1>2 and the} end , {s2 Olsen} {k2 wrote}",
        ["Berg | called | it a shame", "Olsen | wrote | and the"],
    ),
    "across paragraphs": (
        "{s1 Berg} {k1 spoke of} :\n{c1 The bridge is old .}",
        ["Berg | spoke of | The bridge is old ."],
    ),
    "nobody named": ("It was {k1 reported} {c1 that the bridge was old} .", [" | reported | that the bridge was old"]),
    "marks alone are no content": ("{s1 Berg} {k1 said} {c1 “ ”}", []),
    "nothing": ("The bridge is old .", []),
}


@pytest.mark.parametrize("name", CASES)
def test_linking(name: str) -> None:
    line, expected = CASES[name]
    text, tagging = marked(line)
    assert shown(text, attributions([tagging], Thresholds())) == expected


def test_a_surer_model_scores_higher_and_doubt_is_dropped() -> None:
    line = "{s1 Berg} {k1 said} {c1 the bridge would close} ."
    scores = [attributions([marked(line, sure)[1]], Thresholds())[0].score for sure in (0.7, 0.8, 0.95)]
    assert scores == sorted(scores)
    assert attributions([marked(line, 0.7)[1]], Thresholds(score=0.99)) == ()


@settings(deadline=None, derandomize=True, max_examples=60)
@given(st.integers(1, 40), st.integers(0, 2**32 - 1))
def test_any_scores_give_spans_inside_the_text(count: int, seed: int) -> None:
    rng = np.random.default_rng(seed)
    tags = rng.dirichlet(np.ones(3), (count, 3)).astype(np.float32)
    links = rng.dirichlet(np.full(count + 1, 0.2), (3, count)).astype(np.float32)
    paragraph = np.sort(rng.integers(0, 3, count))
    tagging = Tagging(
        starts=np.arange(count) * 3,
        ends=np.arange(count) * 3 + 2,
        paragraph=np.unique(paragraph, return_inverse=True)[1],
        letters=rng.random(count) < 0.8,
        quote=np.zeros(count, dtype=np.int64),
        tags=np.log(tags + 1e-9),
        views=(View(np.arange(count), np.ones(count, dtype=np.float32), links),),
    )
    for found in attributions([tagging], Thresholds(score=0.0)):
        assert found.content
        assert 0 <= found.score <= 1
        assert all(a.end <= b.start for a, b in zip(found.content[:-1], found.content[1:], strict=True))
        for a, b in (*found.content, *found.cue, *found.source):
            assert 0 <= a < b <= count * 3
            assert len(set(tagging.paragraph[a // 3 : (b + 2) // 3].tolist())) == 1
