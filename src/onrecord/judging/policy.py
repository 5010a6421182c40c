"""The policy: which reading counts, what is said on both axes, how grave it is, and where doubt lowers it."""

from __future__ import annotations

from typing import NamedTuple

import msgspec

from onrecord.judging.brackets import Marked, begins_small, take_apart
from onrecord.judging.cuts import taken_back
from onrecord.judging.doubt import doubt_about, excluded_day, other_day, speaker_axis
from onrecord.judging.evidence import changes_of, diff_of, places_of, shown_words, stretches
from onrecord.judging.house import House
from onrecord.judging.marks import HARMLESS
from onrecord.judging.notfound import absence
from onrecord.judging.reading import Reading, readings, scenes_of
from onrecord.judging.reasons import next_step_for, reason_for
from onrecord.judging.recast import recast
from onrecord.judging.rivals import note_of, settled, several, undecided
from onrecord.judging.speakers import Claim, claim_of
from onrecord.judging.transcripts import disagreement, excused
from onrecord.types import SEVERITIES, Finding, Match, Printed, SpeakerVerdict, WordsVerdict

POORER = 0.1  # share of the words by which a place may have less than the speaker's best and still be preferred
RECITED = 0.85  # share of the printed words from which a recital that differs is taken for the same words
LONG_RUN = 8  # words in one run that make up for a smaller share


class Verdict(NamedTuple):
    """Both axes decided, with what lowered them."""

    words: WordsVerdict
    speaker: SpeakerVerdict
    severity: int
    overruled: str
    notes: tuple[str, ...]
    second_hand: str


def judge(printed: Printed, match: Match, house: House) -> Finding:
    """Judge one quotation by what the record holds.

    `printed` is the quotation with what the page says around it, `match` the record's answer, `house` the desk's rules.
    The finding's spans count Unicode code points: `printed` in the article's text, places in the turn's text.
    """
    marked = take_apart(printed.pieces)
    claim = claim_of(printed.speaker)
    whole = printed.whole and not _fragment(marked)
    scenes = scenes_of(match, claim, len(marked.text))
    everywhere = [r for scene in scenes for r in readings(marked, scene, whole, house)]
    found = [r for r in everywhere if _enough(marked, r)]
    if not found:
        scenes = scenes_of(msgspec.structs.replace(match, windows=(*match.windows, *match.related)), claim)
        found = [r for scene in scenes if (r := recast(marked, scene, whole, house))]
    if not found:
        return _nothing_found(printed, match, house, marked)
    best = _choose(found, marked, printed)
    if best.words == "paraphrase":  # the whole passage is the place, not those words of it that stand in a row
        best = recast(marked, best.scene, whole, house) or best
    best, rivals = settled(marked, printed, best, found, scenes, house)
    verdict = _decide(printed, match, house, marked, claim, best, everywhere, found, rivals)
    return _finding(printed, marked, claim, best, verdict, found, rivals)


def _fragment(marked: Marked) -> bool:
    """True for a few words quoted inside a sentence of the reporter's own: small letter first, no stop at the end."""
    ends = marked.text.strip()[-1:] in ".!?,…"
    return begins_small(marked) and not ends and len(marked.units.keys) <= 12


def _enough(marked: Marked, reading: Reading) -> bool:
    """Whether so much of the quotation is there that the place is taken for the quotation's.

    Long agreement speaks for itself. Where the agreement is patchy, only a long run in the claimed speaker's own turn
    will do; what was put in other words throughout is for `recast` to find.
    """
    comparison, size = reading.comparison, len(marked.units.keys)
    coverage = comparison.coverage
    if size <= 3:
        return coverage > 0.99
    if size <= 6 and coverage >= 0.72:
        return True
    own = reading.fit in ("same", "office")
    if size <= 6:
        return False
    if coverage >= 0.8 and (own or len(comparison.voices) == 1):
        return True
    exchanged = [m for m in comparison.marks if m.grade not in HARMLESS]
    if coverage >= 0.6 and len(exchanged) <= 2 and all(m.q1 - m.q0 <= 1 and m.w1 - m.w0 <= 1 for m in exchanged):
        return True
    return own and len(comparison.voices) == 1 and comparison.longest >= LONG_RUN and coverage >= 0.55


def _choose(found: list[Reading], marked: Marked, printed: Printed) -> Reading:
    """The reading that is kindest to the page: the claimed speaker's own words first, then those of the page's day."""
    size = len(marked.units.keys)
    best = max((r.comparison.coverage for r in found if r.fit in ("same", "office")), default=0.0)

    def order(reading: Reading) -> tuple[float, ...]:
        own = {"same": 0, "office": 0, "unknown": 1, "other": 2, "questioner": 2}[reading.fit]
        badness = reading.severity
        if own == 0:
            charge = badness if badness <= 2 else badness - 0.5
        elif own == 1:
            charge = badness + 0.6
        else:
            charge = badness + 2.2
        away = bool(other_day(printed, reading))
        if own == 0 and reading.severity > 1 and reading.comparison.coverage < best - POORER:
            charge += len(SEVERITIES)  # kindness is no reason to take a poor place for a good one
        return (charge, own, away, -reading.comparison.coverage, reading.comparison.runs, size)

    return min(found, key=order)


def _decide(
    printed: Printed, match: Match, house: House, marked: Marked, claim: Claim, best: Reading,
    everywhere: list[Reading], found: list[Reading], rivals: tuple[Reading, ...],
) -> Verdict:  # fmt: skip
    """Both axes of the chosen reading, then every reason to say less."""
    axis = speaker_axis(printed, match, house, marked, claim, best)
    notes = [axis.note] if axis.note else []
    taken = _taken_back(best)
    if taken:
        notes.append(f"The next sentence limits or takes back what is quoted: {taken}")
    notes += disagreement(best, found)
    words, severity, overruled = best.words, best.severity, axis.overruled
    if axis.recital and axis.verdict == "unclear" and (severity <= 1 or best.comparison.coverage >= RECITED):
        words, severity = "found-elsewhere", min(severity, 1)
    elif severity >= 2:
        doubt = doubt_about(printed, match, marked, claim, best, everywhere, axis.verdict)
        if doubt is not None:
            words, overruled = doubt.words or words, doubt.reason
            severity = min(severity, doubt.severity)
        if severity >= 2 and axis.verdict != "wrong" and (other := excused(best, everywhere, house)):
            severity, overruled = 1, f"Another transcript of the occasion ({other}) has the words as they are printed."
    elif (day := other_day(printed, best)) and axis.verdict != "wrong":
        notes.append(day)
        words = "found-elsewhere" if excluded_day(printed, best) else words
    elif undecided(printed, claim, best, rivals):
        words = "ambiguous"
    if words != "ambiguous" and (also := note_of(marked, rivals, words == "found-elsewhere")):
        notes.append(also)
    return Verdict(words, axis.verdict, max(severity, axis.severity), overruled, tuple(notes), axis.second_hand)


def _taken_back(best: Reading) -> str:
    last = [s for s in best.comparison.steps if s.kind == "equal"][-1]
    return taken_back(best.scene.ground, last.w1)


def _nothing_found(printed: Printed, match: Match, house: House, marked: Marked) -> Finding:
    gone = absence(printed, match)
    severity = house.severity("absent") if gone.query else SEVERITIES[0]
    return Finding(
        id="", about="quotation",
        severity=severity, reason=gone.reason, next_step=gone.next_step, statement=printed.statement,
        printed=printed.spans, words=gone.words, speaker="unclear",
        claimed_speaker=printed.speaker.name, confidence=0.6,
    )  # fmt: skip


def _finding(
    printed: Printed, marked: Marked, claim: Claim, best: Reading, verdict: Verdict, found: list[Reading],
    rivals: tuple[Reading, ...],
) -> Finding:  # fmt: skip
    scene, steps, marks = best.scene, best.comparison.steps, best.comparison.marks
    parts = stretches(scene.ground, steps)
    places = places_of(scene.ground, steps, scene.turns, scene.info, verdict.second_hand)
    changes = changes_of(marked, scene.ground, marks, parts)
    lost_mark = best.deciding if best.deciding and best.deciding.lost else next((m for m in marks if m.lost), None)
    lost = shown_words(scene.ground, lost_mark.lost.w0, lost_mark.lost.w1) if lost_mark and lost_mark.lost else ""
    turn = scene.turns[best.turn].turn
    claimed = printed.speaker.name or claim.shown
    reason = reason_for(marked, best, verdict.words, verdict.speaker, claimed, places, lost)
    if verdict.words == "ambiguous":
        reason = several((best, *rivals))
        for other in rivals:
            places += places_of(other.scene.ground, other.comparison.steps, other.scene.turns, other.scene.info)
    return Finding(
        id="", about="quotation", severity=SEVERITIES[verdict.severity], words=verdict.words, speaker=verdict.speaker,
        reason=reason,
        next_step=next_step_for(verdict.words, verdict.speaker, verdict.severity, claimed, places),
        statement=printed.statement, printed=printed.spans, claimed_speaker=printed.speaker.name,
        actual_speaker="" if verdict.words == "ambiguous" else turn.person or turn.speaker, places=places,
        diff=diff_of(marked, scene.ground, steps),
        changes=changes,
        lost=lost, notes=verdict.notes, confidence=_confidence(marked, best, found), overruled=verdict.overruled,
    )  # fmt: skip


def _confidence(marked: Marked, best: Reading, found: list[Reading]) -> float:
    """How sure the place is: the share of words found, less for short quotations and for rivals that fit as well."""
    size = len(marked.units.keys)
    rivals = sum(
        1 for r in found if r is not best and r.comparison.coverage >= best.comparison.coverage and r.fit == best.fit
    )
    value = best.comparison.coverage * (1.0 if size >= 8 else 0.7 + 0.0375 * size)
    return round(max(0.05, value - 0.05 * min(4, rivals)), 3)
