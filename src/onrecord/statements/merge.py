"""What the model and the rules found, put together: the model speaks first, the rules where it is silent or unsure."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from onrecord.statements.chain import Chains
from onrecord.statements.page import Page
from onrecord.types import Attribution

_RELAYS = frozenset({"reported", "first reported", "reports", "has reported", "according to"})
_UNSURE = 0.6  # the model's own score below which a rule with cue and source is believed instead
_STRONG = 0.7  # the score of a rule that may add a statement
_ADDED = 0.55  # the confidence of a statement that only a rule found


def without_handovers(page: Page, chains: Chains, found: Sequence[Attribution]) -> tuple[Attribution, ...]:
    """Without those whose cue is a hand-over line ("RT reports:"): all that follows is the outlet's. In page order."""
    ordered = sorted(found, key=lambda a: a.content)
    return tuple(a for a in ordered if not (a.cue and page.line_at(a.cue[0][0]) in chains.handovers))


def merged(page: Page, found: Sequence[Attribution], rules: Sequence[Attribution]) -> list[Attribution]:
    """The attributions of both. `rules` are in page order."""
    kept: list[Attribution] = []
    for attribution in found:
        near = _about(rules, attribution.content[0][0], attribution.content[-1][1])
        if _is_relay(page, attribution) and any(_speaks(page, attribution, r) for r in near):
            continue  # He said "...," The Post reported: the outlet stands in the chain
        better = [r for r in near if r.cue and r.source and r.score >= _STRONG and _overlap(attribution, r) > 0.5]
        if better and not attribution.cue and attribution.score < _UNSURE:
            kept.append(better[0])
        else:
            kept.append(attribution)
    ordered = sorted(kept, key=lambda a: a.content[0][0])
    return [*kept, *(_weakened(r) for r in rules if _is_new(page, r, ordered))]


def _is_relay(page: Page, attribution: Attribution) -> bool:
    return bool(attribution.cue) and page.text[attribution.cue[0][0] : attribution.cue[0][1]].lower() in _RELAYS


def _speaks(page: Page, relay: Attribution, rule: Attribution) -> bool:
    """Whether a rule found another cue and source for quoted words of the relay."""
    if not rule.source or rule.cue == relay.cue:
        return False
    start, end = relay.content[0][0], relay.content[-1][1]
    return any(a < end and start < b and page.is_quoted(b - 2) for a, b in rule.content)


def _about(attributions: Sequence[Attribution], start: int, end: int) -> list[Attribution]:
    """Of attributions in page order those whose content may touch a stretch."""
    last = bisect_right(attributions, end, key=lambda a: a.content[0][0])
    return [a for a in attributions[max(0, last - 6) : last] if a.content[-1][1] > start]


def _overlap(one: Attribution, two: Attribution) -> float:
    """Shared characters of two contents, as a share of the shorter."""
    shared = sum(max(0, min(b, d) - max(a, c)) for a, b in one.content for c, d in two.content)
    shorter = min(sum(b - a for a, b in x.content) for x in (one, two))
    return shared / shorter if shorter else 0.0


def _is_new(page: Page, rule: Attribution, found: Sequence[Attribution]) -> bool:
    """A strong rule for indirect speech whose words and cue no other attribution has."""
    if (
        rule.score < _STRONG
        or not rule.source
        or any(page.is_quoted(a + 1) or page.is_quoted(b - 2) for a, b in rule.content)
    ):
        return False
    start = min(s[0] for s in (*rule.cue, *rule.content))
    end = max(s[1] for s in (*rule.cue, *rule.content))
    return not any(
        a.content[0][0] < end and start < b
        for a in _about(found, start, end)
        for b in (max(s[1] for s in (*a.content, *a.cue)),)
    )


def _weakened(rule: Attribution) -> Attribution:
    return Attribution(content=rule.content, cue=rule.cue, source=rule.source, score=_ADDED, origin="rules")
