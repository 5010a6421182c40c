"""Whether the page speaks of the occasion that the record holds: what else it quotes from it decides.

That words are missing from a record that is complete for a day says something only if they are of that occasion. A day
has many occasions; a page that quotes the speaker from one of them in other places most likely means that one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import msgspec

from onrecord.types import Finding

WITNESSES = 3  # other quotations of the speaker that one source must have
_FOUND = frozenset({"verbatim", "tidied", "trimmed", "ellipsis", "bracketed"})
_NO_WITNESS = "Too little else on the page is quoted from the occasion that the record holds: it may mean another."


def of_one_occasion(findings: Sequence[Finding]) -> list[Finding]:
    """The findings of one page; a query over absent words stays one only where other quotations name the occasion."""
    heard: dict[str, Counter[str]] = {}
    for finding in findings:
        if finding.words in _FOUND and finding.places and finding.speaker in ("right", "stands-for", "relayed"):
            heard.setdefault(finding.claimed_speaker.casefold(), Counter())[finding.places[0].source.id] += 1
    return [
        msgspec.structs.replace(finding, severity="S1", overruled=_NO_WITNESS)
        if finding.words == "not-in-record"
        and finding.severity >= "S2"
        and max(heard.get(finding.claimed_speaker.casefold(), Counter()).values(), default=0) < WITNESSES
        else finding
        for finding in findings
    ]
