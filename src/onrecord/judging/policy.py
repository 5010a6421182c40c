"""The policy: which reading counts, what is said on both axes, how grave it is, and where doubt lowers it."""

from __future__ import annotations

import datetime
from typing import NamedTuple

from onrecord.judging.brackets import Marked, take_apart
from onrecord.judging.cuts import taken_back
from onrecord.judging.evidence import changes_of, diff_of, places_of, shown_words, stretches
from onrecord.judging.house import House
from onrecord.judging.noise import gap_before
from onrecord.judging.notfound import absence
from onrecord.judging.reading import Reading, content_words, readings, scenes_of
from onrecord.judging.reasons import next_step_for, reason_for
from onrecord.judging.speakers import Claim, claim_of, read_aloud
from onrecord.types import SEVERITIES, Finding, Match, Printed, SpeakerVerdict, WordsVerdict

ENOUGH = 0.66  # share of the printed words, by weight, from which on the place is taken for the quotation's
LONG_RUN = 6  # words in one run that make up for a smaller share
SURE_WORDS = 5  # words of an exact match from which on another person's words are charged


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
    found: list[Reading] = []
    for scene in scenes_of(match, claim):
        found += [r for r in readings(marked, scene, whole, house) if _enough(marked, r)]
    if not found:
        return _nothing_found(printed, match, house, marked)
    best = _choose(found, marked)
    verdict = _decide(printed, match, house, marked, claim, best, found)
    return _finding(printed, marked, claim, best, verdict, found)


def _fragment(marked: Marked) -> bool:
    """True for a few words quoted inside a sentence of the reporter's own: small letter first, no stop at the end."""
    text = marked.text.strip()
    if not marked.units.keys or (marked.brackets and marked.brackets[0].at == 0) or 0 in marked.recased:
        return False
    first = marked.text[marked.units.start(0)]
    return first.islower() and text[-1:] not in ".!?,…" and len(marked.units.keys) <= 12


def _enough(marked: Marked, reading: Reading) -> bool:
    """Whether so much of the quotation is there that the place is taken for the quotation's."""
    comparison, size = reading.comparison, len(marked.units.keys)
    if size <= 3:
        return comparison.coverage > 0.99
    if size <= 6:
        return comparison.coverage >= 0.72
    own = reading.fit in ("same", "office")
    need = ENOUGH + max(0, 14 - size) * 0.012
    if comparison.longest >= LONG_RUN + 2:
        need -= 0.14
    elif comparison.longest >= LONG_RUN:
        need -= 0.06
    return comparison.coverage >= need - (0.0 if own else -0.04)


def _choose(found: list[Reading], marked: Marked) -> Reading:
    """The reading that is kindest to the page, the claimed speaker's own words before anybody's."""
    size = len(marked.units.keys)

    def order(reading: Reading) -> tuple[float, ...]:
        own = {"same": 0, "office": 0, "unknown": 1, "other": 2, "questioner": 2}[reading.fit]
        badness = reading.severity
        if own == 0:
            charge = badness if badness <= 2 else badness - 0.5
        elif own == 1:
            charge = badness + 0.6
        else:
            charge = badness + 2.2
        return (charge, own, -reading.comparison.coverage, reading.comparison.runs, size)

    return min(found, key=order)


def _decide(
    printed: Printed, match: Match, house: House, marked: Marked, claim: Claim, best: Reading, found: list[Reading]
) -> Verdict:
    words, severity = best.words, best.severity
    notes: list[str] = []
    overruled = ""
    speaker, charge, aloud = _speaker(marked, claim, best, house)
    if aloud:
        notes.append(aloud)
    elsewhere = _other_day(printed, best)
    if elsewhere and best.fit in ("same", "office"):
        notes.append(elsewhere)
        if severity >= 2 or _excluded_day(printed, best):
            overruled = f"The words stand in a source of another day ({best.scene.info.date}), so what was said on the day itself is not known."
            return Verdict("found-elsewhere", speaker, min(severity, 0), overruled, tuple(notes), "")
    if printed.translated or printed.private:
        if severity >= 2:
            overruled = "The words are a translation or were said in private, so they need not agree word for word."
            return Verdict("not-checkable", speaker, 0, overruled, tuple(notes), "")
    if best.fit in ("other", "questioner", "unknown") and speaker != "wrong" and severity >= 2:
        overruled = "The words are held only in another voice, which may be quoting; what the speaker said is not in the record."
        return Verdict("not-in-record", "unclear", 0, overruled, tuple(notes), aloud)
    if severity >= 2 and best.scene.info.completeness == "as-prepared":
        severity, overruled = 1, "Only the text as prepared is held, and delivery may differ from it."
    if severity >= 2 and content_words(marked) < 3 and words not in ("altered", "qualifier-lost"):
        severity, overruled = 1, "The quotation is too short for more."
    taken = _taken_back(best)
    if taken:
        notes.append(f"The next sentence limits or takes back what is quoted: {taken}")
    notes += _disagreement(best, found)
    if charge > severity:
        severity = charge
    return Verdict(words, speaker, severity, overruled, tuple(notes), aloud)


def _speaker(marked: Marked, claim: Claim, best: Reading, house: House) -> tuple[SpeakerVerdict, int, str]:
    """The verdict on the speaker axis, its severity, and a note."""
    ground = best.scene.ground
    first = stretches(ground, best.comparison.steps)[0][0]
    text = ground.texts[ground.turn[first]]
    lead = text.text[max(0, text.start(ground.unit[first]) - 500) : text.start(ground.unit[first])]
    turn = best.scene.turns[best.turn].turn
    if best.fit == "same":
        return "right", 0, ""
    if best.fit == "office":
        label = turn.speaker or "nobody by name"
        return "stands-for", 0, f"The page names the speaker only as {claim.shown}; the record's label is {label}."
    if best.fit == "unknown":
        return "unclear", 0, ""
    aloud = read_aloud(lead, gap_before(ground, first), claim)
    exact = best.severity <= 1 or best.words not in ("paraphrase",)
    sure = len(marked.units.keys) >= SURE_WORDS and exact and best.comparison.coverage >= 0.85
    if aloud and best.fit == "other":
        return (
            "unclear",
            min(1, SEVERITIES.index(house.severity("second-hand"))),
            f"The words {aloud}: second-hand, by {turn.speaker}.",
        )
    if not sure:
        return "unclear", 0, f"The words stand in a turn of {turn.speaker}, but they are too few or too common to tell."
    name = "questioner" if best.fit == "questioner" else "wrong-speaker"
    return "wrong", SEVERITIES.index(house.severity(name)), ""


def _excluded_day(printed: Printed, best: Reading) -> bool:
    """The page names the day in so many words, and the source is of another."""
    return printed.day.first is not None and printed.day.first == printed.day.last


def _other_day(printed: Printed, best: Reading) -> str:
    """A note where the source's day lies outside the days that the page allows, with a day's grace for time zones."""
    held = best.scene.info.date
    first, last = printed.day.first, printed.day.last
    if held is None or (first is None and last is None):
        return ""
    grace = datetime.timedelta(days=1)
    if (first is not None and held < first - grace) or (last is not None and held > last + grace):
        said = first.isoformat() if first and first == last else f"{first or 'any day'} to {last or 'any day'}"
        return f"The page puts the words on {said}; the record has them on {held.isoformat()}."
    return ""


def _taken_back(best: Reading) -> str:
    last = [s for s in best.comparison.steps if s.kind == "equal"][-1]
    return taken_back(best.scene.ground, last.w1)


def _disagreement(best: Reading, found: list[Reading]) -> list[str]:
    """Say where another transcript of the occasion has other words."""
    info = best.scene.info
    for other in found:
        if other.scene.info.id == info.id or other.severity <= best.severity + 1 or other.severity < 2:
            continue
        same = (info.event and other.scene.info.event == info.event) or (
            info.date and other.scene.info.date == info.date
        )
        if same and other.fit == best.fit:
            return [f"Another transcript of the occasion ({other.scene.info.id}) has other words here."]
    return []


def _nothing_found(printed: Printed, match: Match, house: House, marked: Marked) -> Finding:
    gone = absence(printed, match)
    severity = house.severity("absent") if gone.query else SEVERITIES[0]
    return Finding(
        id="", about="quotation", severity=severity, reason=gone.reason, next_step=gone.next_step, statement=printed.statement,
        printed=printed.spans, words=gone.words, speaker="unclear", claimed_speaker=printed.speaker.name, confidence=0.6,
    )  # fmt: skip


def _finding(
    printed: Printed, marked: Marked, claim: Claim, best: Reading, verdict: Verdict, found: list[Reading]
) -> Finding:
    scene, steps, marks = best.scene, best.comparison.steps, best.comparison.marks
    parts = stretches(scene.ground, steps)
    places = places_of(scene.ground, steps, scene.turns, scene.info, verdict.second_hand)
    changes = changes_of(marked, scene.ground, marks, parts)
    lost_mark = best.deciding if best.deciding and best.deciding.lost else next((m for m in marks if m.lost), None)
    lost = shown_words(scene.ground, lost_mark.lost.w0, lost_mark.lost.w1) if lost_mark and lost_mark.lost else ""
    turn = scene.turns[best.turn].turn
    return Finding(
        id="", about="quotation", severity=SEVERITIES[verdict.severity], words=verdict.words, speaker=verdict.speaker,
        reason=reason_for(marked, best, verdict.words, verdict.speaker, printed.speaker.name or claim.shown, places, lost),
        next_step=next_step_for(verdict.words, verdict.speaker, verdict.severity, printed.speaker.name or claim.shown, places),
        statement=printed.statement, printed=printed.spans, claimed_speaker=printed.speaker.name,
        actual_speaker=turn.person or turn.speaker, places=places, diff=diff_of(marked, scene.ground, steps), changes=changes,
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
