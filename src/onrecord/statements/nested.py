"""Statements inside statements: "RT reports that Kirby said that ...": the rules read each reported content again."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.statements.lexicon import lexicon
from onrecord.statements.page import Page
from onrecord.statements.rules import span_attributions
from onrecord.types import Attribution, Span

_DEEPEST = 3
_LONGEST = 1500  # code points of a content that is read again


def nested_attributions(page: Page, outer: Sequence[Attribution]) -> list[Attribution]:
    """The attributions inside the unquoted contents of others. Those already known are left out."""
    known = {a.cue for a in outer}
    found: list[Attribution] = []
    level = list(outer)
    for _ in range(_DEEPEST):
        inner: list[Attribution] = []
        for attribution in level:
            for start, end in attribution.content:
                if end - start > _LONGEST or page.is_quoted(start) or page.is_quoted(start + 1):
                    continue
                for candidate in span_attributions(page.text, Span(start, end), page.spoken):
                    if candidate.cue not in known and candidate.source and _reports(page, candidate):
                        known.add(candidate.cue)
                        inner.append(candidate)
        found.extend(inner)
        level = inner
        if not level:
            break
    return found


def _reports(page: Page, candidate: Attribution) -> bool:
    """Whether the cue tells of speech or writing beyond doubt."""
    if candidate.score < 0.8:
        return False
    words = [w for a, b in candidate.cue for w in page.text[a:b].lower().split()]
    cues = [c for w in words if (c := lexicon().verbs.get(w)) is not None]
    plain = page.text[candidate.content[0][0] : candidate.content[0][1]].lower().startswith("that ")
    return words[:1] == ["according"] or any(c.kind in ("speech", "writing") and (plain or not c.weak) for c in cues)
