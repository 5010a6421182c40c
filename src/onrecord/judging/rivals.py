"""Where else the same words stand: another voice or another occasion that fits a quotation as well as the chosen place.

What the page says of the day decides where it can. Where nobody is named and nothing decides, all places are shown.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from onrecord.judging.align import Step
from onrecord.judging.brackets import Marked
from onrecord.judging.doubt import other_day
from onrecord.judging.equivalence import units_of
from onrecord.judging.evidence import stretches
from onrecord.judging.house import House
from onrecord.judging.reading import Reading, Scene, content_words, read_at
from onrecord.judging.speakers import Claim, is_questioner, label_keys, same_voice
from onrecord.types import Printed

MOST = 12  # places of one quotation that are looked at
LISTED = 4  # of them named in a sentence
TELLING = 5  # words from which it is worth a note that they stand elsewhere too; fewer are anybody's
_COUNTS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")


def settled(
    marked: Marked, printed: Printed, best: Reading, found: Sequence[Reading], scenes: Sequence[Scene], house: House
) -> tuple[Reading, tuple[Reading, ...]]:
    """The best reading, and those at other voices or occasions that fit as well and that the page's day allows as well.

    `found` are the best readings of each source, `scenes` all sources. Where no speaker is claimed, a voice that the
    page names somewhere goes before one that it never names. Charged words have no rivals.
    """
    if best.severity > 1:
        return best, ()
    kept = [best]
    candidates = [*found, *(r for scene in scenes for r in _repeats(marked, best, scene, house))]
    candidates.sort(key=lambda r: (_rank(scenes, r), r.scene.turns[r.turn].index))
    for reading in candidates:
        if len(kept) > MOST or not _fits_as_well(reading, best):
            continue
        if other_day(printed, reading) and not other_day(printed, best):
            continue
        if not any(_one_place(reading, other) for other in kept):
            kept.append(reading)
    if best.fit == "unknown":
        kept.sort(key=lambda r: not _on_page(printed, r))
    return kept[0], tuple(kept[1:])


def _on_page(printed: Printed, reading: Reading) -> bool:
    """True where the page names the one whose turn it is, be it as the speaker of other words."""
    turn = reading.scene.turns[reading.turn].turn
    name, _ = label_keys(turn.person or turn.speaker)
    if not name or is_questioner(turn):
        return False
    return any(name[-1] in units_of(words).keys for words in (*printed.named, printed.before, printed.after))


def _rank(scenes: Sequence[Scene], reading: Reading) -> int:
    return next(n for n, scene in enumerate(scenes) if scene is reading.scene)


def _fits_as_well(reading: Reading, best: Reading) -> bool:
    mine, theirs = best.scene.turns[best.turn].turn, reading.scene.turns[reading.turn].turn
    if mine.speaker and not theirs.speaker:
        return False  # an article that prints the words is no voice of its own
    return reading.severity <= best.severity and reading.comparison.coverage >= best.comparison.coverage


def _repeats(marked: Marked, best: Reading, scene: Scene, house: House) -> Iterator[Reading]:
    """The same recorded words at every other spot of a source where one voice says them in one breath."""
    parts = stretches(best.scene.ground, best.comparison.steps)
    if len(parts) != 1:
        return
    low, high = parts[0]
    row, keys, turn = best.scene.ground.keys[low:high], scene.ground.keys, scene.ground.turn
    for at in range(len(keys) - len(row) + 1):
        same = scene is best.scene and at == low
        if same or keys[at] != row[0] or turn[at] != turn[at + len(row) - 1] or keys[at : at + len(row)] != row:
            continue
        move = at - low
        steps = tuple(Step(s.kind, s.q0, s.q1, s.w0 + move, s.w1 + move) for s in best.comparison.steps)
        yield read_at(marked, scene, steps, best.whole, house)


def _one_place(one: Reading, other: Reading) -> bool:
    """The same voice at what may be the same occasion, whether repeated or in two transcripts of it."""
    a, b = one.scene, other.scene
    if a.info.id == b.info.id:
        return a.speech.voice[one.turn] == b.speech.voice[other.turn]
    known = a.info.date and b.info.date
    together = not known or a.info.date == b.info.date or bool(a.info.event and a.info.event == b.info.event)
    return together and same_voice(a.turns[one.turn].turn, b.turns[other.turn].turn)


def undecided(printed: Printed, claim: Claim, best: Reading, rivals: Sequence[Reading]) -> bool:
    """True where nobody is claimed and nothing on the page, neither a name nor a day, tells which place is meant."""
    if not rivals or claim.shown or printed.speaker.name or other_day(printed, best):
        return False
    if not _on_page(printed, best):
        return True
    mine = best.scene.turns[best.turn].turn
    return any(_on_page(printed, r) and not same_voice(mine, r.scene.turns[r.turn].turn) for r in rivals)


def note_of(marked: Marked, rivals: Sequence[Reading], elsewhere: bool) -> str:
    """The sentence that says where else the words stand, "" where that tells nothing."""
    telling = len(marked.units.keys) >= TELLING and content_words(marked) >= 2
    return f"The same words are also said by {_listed(rivals)}." if rivals and (telling or elsewhere) else ""


def several(readings: Sequence[Reading]) -> str:
    """The reason where nothing decides between the places."""
    number = _COUNTS[len(readings)] if len(readings) < len(_COUNTS) else str(len(readings))
    return (
        f"The words stand equally well in {number} places of the record: {_listed(readings)}. "
        f"Nothing on the page decides between them."
    )


def _listed(readings: Sequence[Reading]) -> str:
    shown = [_said_at(r) for r in readings[:LISTED]]
    if len(readings) > LISTED:
        return f"{', '.join(shown)}, and {len(readings) - LISTED} more"
    return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])}, and {shown[-1]}"


def _said_at(reading: Reading) -> str:
    placed, info = reading.scene.turns[reading.turn], reading.scene.info
    who = placed.turn.person or placed.turn.speaker or "an unnamed voice"
    when = f"on {info.date.isoformat()}" if info.date else f"in “{info.title or info.id}”"
    return f"{who} {when}, turn {placed.index + 1}"
