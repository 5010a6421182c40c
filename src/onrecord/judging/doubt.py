"""The first law: every reason to say less than the words alone would allow, and who is speaking.

Each function looks at one reading that was chosen. A false accusation is worse than a missed one, so a charge must have
the words, the voice and the occasion on its side.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import NamedTuple

from onrecord.judging.brackets import Marked
from onrecord.judging.equivalence import units_of
from onrecord.judging.evidence import stretches
from onrecord.judging.house import House
from onrecord.judging.inflection import stems
from onrecord.judging.lexicon import FUNCTION
from onrecord.judging.notfound import WRITTEN
from onrecord.judging.reading import Reading, content_words
from onrecord.judging.relay import Relay, relayed_words
from onrecord.judging.retold import montage, retold
from onrecord.judging.speakers import Claim, knows_office, label_keys, read_aloud
from onrecord.types import SEVERITIES, Match, Printed, SpeakerVerdict, WordsVerdict

ALIEN_WORDS = 4  # printed words in a row, two of them of substance, that the record has nowhere near
LONG_RUN = 7  # words in one run that show the line itself, and not its thought alone, to be in the record
SURE_WORDS = 5  # words of an exact match from which another person's words are charged on the claimed occasion
STRANGE_WORDS = 8  # the same where the occasion is not known
SHORT = 6  # words below which a partial match is no ground for a charge
OVERWHELMING = 12  # words in agreement that outweigh another day
LATE = 10  # days before the page from which a loosely matching source is taken for another occasion
UNSURE_SPEAKER = 0.9  # confidence of the page's own reading below which nobody is charged over who spoke
UNSURE_PRESENT = 0.8  # the same where the claimed speaker was there and the page never names the one who spoke
ALMOST_ALL = 0.95  # share of the words from which speech has what was written as well
_CUTS = frozenset({"cut", "qualifier", "splice-near", "splice-far", "order", "negation", "material"})


class Axis(NamedTuple):
    """The speaker axis: the verdict, its severity, a note, and why a charge was not made."""

    verdict: SpeakerVerdict
    severity: int = 0
    note: str = ""
    overruled: str = ""
    second_hand: str = ""
    recital: bool = False  # the turn itself shows that it hands the words on


class Doubt(NamedTuple):
    """Why less is said: the verdict that remains (None: unchanged) and the most that is left of the severity."""

    words: WordsVerdict | None
    severity: int
    reason: str


def speaker_axis(printed: Printed, match: Match, house: House, marked: Marked, claim: Claim, best: Reading) -> Axis:
    """Whose words they are, and whether the page may be charged with giving them to another."""
    turn = best.scene.turns[best.turn].turn
    label = turn.person or turn.speaker or "an unnamed voice"
    relay = _relay(best)
    if best.fit == "same":
        return _relayed(relay, house, label) if relay else Axis("right")
    if best.fit == "office":
        if claim.body and not knows_office(claim, turn, best.scene.info):
            return Axis("unclear", note=f"The page names {claim.shown}; nothing in the record ties {label} to it.")
        if relay:
            return _relayed(relay, house, label)
        return Axis(
            "stands-for", note=f"The page names the speaker only as {claim.shown}; the record's label is {label}."
        )
    if best.fit == "unknown":
        return Axis("unclear")
    if relay and best.fit == "questioner" and not _may_mean(relay, claim):
        relay = None  # a reporter reads out a third person's words: they are no more the claimed speaker's for that
    aloud = relay.how if relay else read_aloud(_lead(best), claim) if best.fit == "other" else ""
    if aloud:
        second = min(1, SEVERITIES.index(house.severity("second-hand")))
        return Axis("unclear", second, f"The words {aloud}: second-hand, by {label}.", "", aloud, bool(relay))
    reason = _why_not_wrong(printed, match, marked, claim, best, label)
    if reason:
        return Axis("unclear", note=f"The words stand in a turn of {label}.", overruled=reason)
    name = "questioner" if best.fit == "questioner" else "wrong-speaker"
    return Axis("wrong", SEVERITIES.index(house.severity(name)))


def _relayed(relay: Relay, house: House, label: str) -> Axis:
    second = SEVERITIES.index(house.severity("relayed"))
    return Axis("relayed", second, f"{label} was quoting somebody: the words {relay.how}.")


def _may_mean(relay: Relay, claim: Claim) -> bool:
    """The words before a recital may mean the claimed speaker: "you said", a pronoun, the name or the office."""
    mine = {*claim.name, *claim.office, *claim.titles, "you", "he", "she", "they", "quote"}
    return bool(mine & set(units_of(relay.how.partition("“")[2]).keys))


def _relay(best: Reading) -> Relay | None:
    """How the turn hands the words on as another's, None where it does not."""
    ground = best.scene.ground
    low, high = stretches(ground, best.comparison.steps)[0]
    text, unit = ground.texts[ground.turn[low]], ground.unit
    return relayed_words(text.text, text.start(unit[low]), text.end(unit[high - 1]), high - low)


def _lead(best: Reading) -> str:
    """The turn up to the words."""
    ground = best.scene.ground
    first = next(s for s in stretches(ground, best.comparison.steps))[0]
    text = ground.texts[ground.turn[first]]
    start = text.start(ground.unit[first])
    return text.text[max(0, start - 600) : start]


def _why_not_wrong(printed: Printed, match: Match, marked: Marked, claim: Claim, best: Reading, label: str) -> str:
    """The reason not to charge the page with another person's words, "" where there is none."""
    comparison, size = best.comparison, len(marked.units.keys)
    cut_up = any(m.q0 == m.q1 and 0 < m.q0 < size and m.grade in _CUTS for m in comparison.marks)
    if best.severity > 1 and (comparison.coverage < 0.88 or comparison.longest < 5 or cut_up):
        return f"The words of {label} are only like the printed ones."
    present = any(f in ("same", "office") for f in best.scene.fits)
    name, _ = label_keys(label)
    on_page = bool(name) and any(name[-1] in units_of(other).keys for other in printed.named)
    if printed.speaker.confidence < (UNSURE_PRESENT if present and not on_page else UNSURE_SPEAKER):
        return "Who is meant on the page is not certain."
    around = set(units_of(f"{printed.before} {printed.after}").keys)
    if best.fit == "other" and name and name[-1] in around:
        return f"The page's own sentence also names {label}."
    if _after_page(printed, best):
        return "The source is later than the page."
    if present or _on_day(printed, best):
        if size >= SURE_WORDS and content_words(marked) >= 2:
            return ""
        return "The words are too few or too common to tell."
    if not match.coverage.speaker_sources:
        return f"The record holds nothing of {claim.shown}, who may have quoted these words or said the same."
    long = (size >= STRANGE_WORDS and content_words(marked) >= 3) or (
        size >= STRANGE_WORDS + 2 and content_words(marked) >= 2
    )
    if long and best.severity <= 1:
        return "" if not other_day(printed, best) else "The source is of another day."
    return "The words are too few or too common to be charged on another occasion."


def doubt_about(
    printed: Printed,
    match: Match,
    marked: Marked,
    claim: Claim,
    best: Reading,
    everywhere: Sequence[Reading],
    axis: SpeakerVerdict,
) -> Doubt | None:
    """The strongest reason to say less about the words, None where the charge stands.

    `everywhere`: the readings of all places that were looked at, good or poor.
    """
    size, agreed = len(marked.units.keys), _agreed(best)
    if axis == "wrong":
        return None
    nobody = not claim.shown and not printed.speaker.name and printed.speaker.kind != "unnamed"
    if nobody and agreed >= OVERWHELMING and best.comparison.coverage >= 0.9:
        return Doubt(None, 2, "The page does not make clear who is speaking, so this is a query and no more.")
    if best.fit in ("other", "questioner", "unknown") or axis == "unclear":
        return Doubt(
            "found-elsewhere" if not claim.shown else "not-in-record",
            0,
            "The words are held only in another voice, which may be quoting or speaking for itself; what the "
            "speaker said is not in the record.",
        )
    if (
        best.fit == "office"
        and agreed < 8
        and not knows_office(claim, best.scene.turns[best.turn].turn, best.scene.info)
    ):
        return Doubt(
            "found-elsewhere",
            0,
            f"Nothing in the record ties this voice to {claim.shown}, and the words are only like the printed ones.",
        )
    if printed.translated or printed.private:
        return Doubt(
            "not-checkable",
            0,
            "The words are a translation or were said in private, so they need not agree word for word.",
        )
    if WRITTEN.search(f"{printed.before[-60:]} {printed.after[:60]}") and best.comparison.coverage < ALMOST_ALL:
        return Doubt("not-in-record", 0, "The page quotes something written; the record has speech that is like it.")
    day = other_day(printed, best)
    if day:
        if agreed >= OVERWHELMING and best.comparison.coverage >= 0.88:
            return Doubt(None, 1, f"{day} It may be another telling of the same line.")
        return Doubt("found-elsewhere", 0, f"{day} Something alike said on another day is no alteration.")
    if size < SHORT and not printed.whole and best.comparison.coverage < 0.99:
        return Doubt("found-elsewhere", 0, "Only part of a few quoted words stands in the record.")
    if match.coverage.held != "complete" and (alien := _alien(marked, best)):
        return Doubt(
            None,
            1,
            f"The record has nothing like “{alien}” near by: this may be another telling of the same line, on "
            f"another occasion.",
        )
    if reason := retold(printed, marked, best, everywhere) or montage(best):
        return Doubt(None, 1, reason)
    if best.scene.info.completeness == "as-prepared":
        return Doubt(None, 1, "Only the text as prepared is held, and delivery may differ from it.")
    if size < SHORT and best.severity >= 3 and best.comparison.coverage < 0.99:
        return Doubt(None, 2, "The quotation is short, and only part of it stands in the record.")
    if content_words(marked) < 3 and best.words not in ("altered", "qualifier-lost"):
        return Doubt(None, 1, "The quotation is too short for more.")
    return None


def _agreed(best: Reading) -> int:
    """Printed words that agree in runs of three or more."""
    return sum(s.q1 - s.q0 for s in best.comparison.steps if s.kind == "equal" and s.q1 - s.q0 >= 3)


def excluded_day(printed: Printed, best: Reading) -> bool:
    """The page names one day in so many words, and the source is of another."""
    return printed.day.first is not None and printed.day.first == printed.day.last and bool(other_day(printed, best))


def other_day(printed: Printed, best: Reading) -> str:
    """A sentence where the source's day lies outside the days that the page allows, give or take a day."""
    held, first, last = best.scene.info.date, printed.day.first, printed.day.last
    if held is None or (first is None and last is None):
        return ""
    grace = datetime.timedelta(days=1)
    early = first is not None and held < first - grace
    long_before = (
        first is None and last is not None and held < last - datetime.timedelta(days=LATE) and best.severity >= 2
    )
    if early or long_before or _after_page(printed, best):
        if first is not None and first == last:
            said = f"on {first.isoformat()}"
        else:
            said = f"up to {last.isoformat()}" if first is None and last else f"between {first} and {last}"
        return f"The page puts the words {said}; the record has them on {held.isoformat()}."
    return ""


def _after_page(printed: Printed, best: Reading) -> bool:
    held, last = best.scene.info.date, printed.day.last
    return held is not None and last is not None and held > last + datetime.timedelta(days=1)


def _on_day(printed: Printed, best: Reading) -> bool:
    """The source is of the day or days that the page names."""
    held, first, last = best.scene.info.date, printed.day.first, printed.day.last
    grace = datetime.timedelta(days=1)
    return held is not None and first is not None and first - grace <= held and (last is None or held <= last + grace)


def _alien(marked: Marked, best: Reading) -> str:
    """Printed words in a row of which the record has none near by, "" where there are no four of them."""
    ground, q = best.scene.ground, marked.units
    if best.comparison.longest < LONG_RUN:
        return ""
    for step in best.comparison.steps:
        if step.kind not in ("insert", "replace") or step.q1 - step.q0 < ALIEN_WORDS:
            continue
        about = ground.keys[max(0, step.w0 - 80) : step.w1 + 80]
        near = {s for k in about if k not in FUNCTION for s in stems(k)}
        row = [k for k in q.keys[step.q0 : step.q1] if k not in FUNCTION]
        if len(row) >= 2 and not any(stems(k) & near for k in row):
            return q.shown(step.q0, step.q1)
    return ""
