"""From a printed quotation to the windows of the record in which its words may stand."""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from onrecord.record import votes
from onrecord.record.acceptance import RUN, SMALL, Evidence, accepts
from onrecord.record.names import fit
from onrecord.record.people import Rules
from onrecord.record.places import Hit, Place, locate
from onrecord.record.question import Question, ask
from onrecord.record.segment import Segment
from onrecord.types import PlacedTurn, Printed, SourceInfo, Span, Window

if TYPE_CHECKING:
    from numpy.typing import NDArray

CONTEXT = 3  # turns before and after the words, so that a referent, a question and a reply can be seen
LOOKED_AT = 16  # places laid against the words, at most
FEW, LIKELY = 3, 0.7  # in a large record, after so many places, only those with this share of the most votes
PARTS = 4  # places that together may make up a splice
HOPELESS = 0.2  # share of the words below which the best place is not worth completing
KNOWN = 0.7  # share of the runs of three words that must be in a segment, or runs of two are asked as well
WHOLE = 0.95  # share of the words from which one place is enough
SPLICED = 3  # words in a row that may come from another place
NEAR = 0.45  # what a further place in the same source costs, against one anywhere: there are fewer to choose from
WORDS_KEPT = 200_000  # words whose rarity is remembered
PRIOR = 8.0  # bits that a fitting speaker, or day, adds


class View(NamedTuple):
    """What a search sees of the record: the same from its first step to its last."""

    segments: tuple[Segment, ...]
    live: frozenset[int]  # rows of the sources that were not removed
    info: Callable[[int], SourceInfo]
    tokens: int
    said: Rules  # who a person said a label is
    rarity: dict[int, float]  # bits that a word tells, for the words that were asked for


class _Scored(NamedTuple):
    place: Place
    row: int
    share: float  # of what the words tell
    speaker: float
    day: bool

    @property
    def order(self) -> tuple[float, float, int, int]:
        """Best first: what was found, then speaker and day, then the order of the record."""
        worth = self.share + 0.1 * self.speaker + (0.05 if self.day else 0.0)
        return (-round(worth, 6), -self.speaker, self.row, self.place.hits[0].turn)


class _Search:
    """One question to one view. Holds what its steps share."""

    def __init__(self, view: View, printed: Printed, deadline: float | None) -> None:
        self.view = view
        self.printed = printed
        self.question: Question = ask(printed.pieces)
        self.deadline = deadline
        self.complete = True
        self.small = view.tokens < 10**SMALL  # little stands by chance: weak places are looked at too
        self.chance = math.log2(max(view.tokens, 2))  # bits that some place has by chance
        self.ballots: list[tuple[Segment, votes.Ballot]] = []
        self.rare: list[float] = []
        self.total = 0.0
        self.seen: list[_Scored] = []

    def run(self) -> list[list[_Scored]]:
        """Groups of places: each group alone accounts for the words; the best first."""
        if not len(self.question.listed):
            return []
        self._weigh()
        self._look(self._vote(), self.question, self.total)
        best = self._ranked()
        if not best or best[0].share < HOPELESS:
            return []
        self._seek_rest(best[0])
        parts = self._best_group()
        groups = [parts] if self._accepted(parts) else []
        for one in self._ranked():
            if one not in parts and one.share > 0.5 and self._accepted([one]):
                groups.append([one])
        return groups

    def _weigh(self) -> None:
        known = self.view.rarity
        new = [number for number in self.question.listed if number not in known]
        if new:
            if len(known) > WORDS_KEPT:
                known.clear()
                new = self.question.listed
            numbers = np.array(new, np.uint32)
            seen = np.zeros(len(numbers))
            for segment in self.view.segments:
                seen += votes.words_seen(segment, numbers)
            known.update(zip(new, votes.rarity(seen, self.view.tokens).tolist(), strict=True))
        self.rare = [known[number] for number in self.question.listed]
        self.total = sum(self.rare)

    def _vote(self) -> list[tuple[Segment, votes.Peak]]:
        """The places with the most votes; runs of two words vote only where runs of three fall short."""
        numbers, breaks, _ = self.question
        found = []
        for segment in self.view.segments:
            pairs = votes.BUDGET if self.small else votes.PAIRS
            ballot = votes.ballot(segment, numbers, breaks, 3, budget=votes.FEW)
            peaks = votes.peaks(ballot, self.rare) if ballot.known >= KNOWN else []
            if not peaks or peaks[0].high - peaks[0].low < 0.8 * (len(numbers) - 3):
                ballots = [ballot, votes.ballot(segment, numbers, breaks, 2, budget=pairs)]
                if ballot.left:
                    ballots.append(votes.ballot(segment, numbers, breaks, 3, beyond=votes.FEW))
                ballot = votes.merge(ballots)
                peaks = votes.peaks(ballot, self.rare)
            self.ballots.append((segment, ballot))
            found += [(segment, peak) for peak in peaks]
        return found

    def _look(self, found: list[tuple[Segment, votes.Peak]], question: Question, asked: float) -> list[_Scored]:
        """Lay the words against the places with the most votes. `asked`: bits of what is looked for."""
        found.sort(key=lambda each: (-each[1].weight, each[0].name, each[1].first))
        scored: list[_Scored] = []
        laid: list[Place] = []
        floor = max(0.5 * found[0][1].weight, 0.25 * asked) if found else 0.0
        for segment, peak in found[:LOOKED_AT]:
            # Beside a place that has most of the words, one that voted with a third of them would not be accepted.
            if scored and peak.weight < (max(floor, 0.4 * asked) if scored[0].share > 0.7 else floor):
                break
            if self.deadline is not None and time.monotonic() > self.deadline:
                self.complete = False
                break
            if len(laid) >= FEW and not self.small and peak.weight < LIKELY * found[0][1].weight:
                break
            if any(_has(place, segment, peak) for place in laid):
                continue  # what stands before and after a cut votes twice for one place
            place = locate(segment, question, self.rare, peak)
            if place is None:
                continue
            laid.append(place)
            one = self._score(place)
            if one is not None:
                scored.append(one)
                self._keep(one)
        return scored

    def _keep(self, one: _Scored) -> None:
        """Note a place; of two that begin at the same word the better."""
        hit = one.place.hits[0]
        for at, other in enumerate(self.seen):
            there = other.place.hits[0]
            if there.turn == hit.turn and there.part.segment is hit.part.segment and _same_begin(there, hit):
                if other.share < one.share:
                    self.seen[at] = one
                return
        self.seen.append(one)

    def _score(self, place: Place) -> _Scored | None:
        row = int(place.segment.rows[place.document])
        if row not in self.view.live:
            return None
        return _Scored(place, row, place.bits / self.total, self._speaker_fits(place, row), self._day_fits(row))

    def _speaker_fits(self, place: Place, row: int) -> float:
        name = self.printed.speaker.name
        if not name:
            return 0.0
        turn = max(place.hits, key=lambda each: each.bits).turn
        labels = place.segment.table.labels
        label, person = labels[place.segment.turn_label[turn]], labels[place.segment.turn_person[turn]]
        said = self.view.said.person(label, self.view.info(row).id) if self.view.said else None
        return fit(name, person or label) if said is None else fit(name, said or label)

    def _day_fits(self, row: int) -> bool:
        day = self.printed.day
        if day.last is None:
            return False
        info = self.view.info(row)
        if info.date is None or info.date > day.last:
            return False
        return (day.last - info.date).days <= 3 if day.first is None else info.date >= day.first

    def _ranked(self) -> list[_Scored]:
        return sorted(self.seen, key=lambda one: one.order)

    def _seek_rest(self, best: _Scored) -> None:
        """Look for what the best place lacks: first in its own source, then anywhere."""
        covered = _firmly(best.place)
        for _ in range(PARTS - 1):
            free = self._lacking_runs(covered)
            lacking = float(sum(bits for bits, f in zip(self.rare, free, strict=True) if f))
            if lacking < 0.05 * self.total:
                return
            # Only what is lacking is asked for: two sentences that changed places stand in one stretch.
            rest = self.question._replace(
                listed=[n if f else -1 for n, f in zip(self.question.listed, free, strict=True)]
            )
            rare = [bits if f else 0.0 for bits, f in zip(self.rare, free, strict=True)]
            home = best.place.segment
            inside = home.words_of(best.place.document)
            found = [(s, p) for s, b in self.ballots if s is home for p in votes.peaks(b, rare, 2, free, inside)]
            found += [(s, p) for s, b in self.ballots for p in votes.peaks(b, rare, 4, free) if (s, p) not in found]
            new = self._look(found, rest, lacking)
            gains = [(self._net(one, covered, best.row), one) for one in new]
            gain, one = max(gains, key=lambda each: (each[0], each[1].order), default=(0.0, best))
            if gain <= 0:
                return
            covered |= _firmly(one.place)

    def _lacking_runs(self, covered: set[int]) -> NDArray[np.bool_]:
        """The words that are lacking three or more in a row: single words were changed, not taken from elsewhere."""
        free = np.zeros(len(self.rare), bool)
        begin = 0
        for at in range(len(self.rare) + 1):
            if at == len(self.rare) or at in covered:
                if at - begin >= SPLICED:
                    free[begin:at] = True
                begin = at + 1
        return free

    def _net(self, one: _Scored, covered: set[int], home: int) -> float:
        """Bits that a further place adds, less what any place would add by chance: there are many to choose from."""
        fresh = sum([self.rare[w] for w in one.place.covered if w not in covered])
        return RUN * fresh - (self.chance if one.row != home else NEAR * self.chance)

    def _best_group(self) -> list[_Scored]:
        """The places that together account best for the words: of one source if they can, else of several."""
        ranked = self._ranked()
        if ranked[0].share > WHOLE or len(ranked) == 1:
            return ranked[:1]
        best: tuple[float, list[_Scored]] = (-math.inf, ranked[:1])
        heads: list[_Scored] = []
        for one in ranked:
            if one.row not in (head.row for head in heads) and len(heads) < PARTS:
                heads.append(one)
        for head in heads:
            worth, group = self._net(head, set(), -1) + PRIOR * (head.speaker + head.day), [head]
            covered = set(head.place.covered)
            while len(group) < PARTS:
                gains = [(self._net(one, covered, head.row), one) for one in ranked if one not in group]
                gain, one = max(gains, key=lambda each: (each[0], each[1].share), default=(0.0, head))
                if gain <= 0:
                    break
                worth += gain
                group.append(one)
                covered |= one.place.covered
            if worth > best[0] + 1e-6:
                best = (worth, group)
        return best[1]

    def _accepted(self, parts: list[_Scored]) -> bool:
        first = parts[0]
        covered: set[int] = set()
        elsewhere = 0.0
        for one in parts:
            fresh = sum(self.rare[w] for w in one.place.covered if w not in covered)
            elsewhere += fresh if one.row != first.row else 0.0
            covered |= one.place.covered
        near = sum(one.row == first.row for one in parts[1:])
        evidence = Evidence(
            words=len(self.rare),
            total=self.total,
            found=len(covered),
            missing=1.0 - sum(self.rare[w] for w in covered) / self.total,
            gap=_longest_gap(covered, len(self.rare)),
            elsewhere=elsewhere / self.total,
            near=near,
            far=len(parts) - 1 - near,
            skipped=sum(one.place.skipped for one in parts),
            exact=first.place.longest == len(self.rare),
            speaker=first.speaker,
            day=first.day,
            other_speaker=bool(self.printed.speaker.name) and not first.speaker,
            other_day=self.printed.day.first is not None and not first.day,
            tokens=self.view.tokens,
        )
        return accepts(evidence)


def _has(place: Place, segment: Segment, peak: votes.Peak) -> bool:
    """Whether the words that voted for a peak were found, among others, around another peak."""
    return (
        place.segment is segment
        and len(place.covered) > peak.high - peak.low + 2
        and place.first <= peak.first
        and peak.last <= place.last
        and place.covered.issuperset(range(peak.low, peak.high + 2))
    )


def _longest_gap(covered: set[int], size: int) -> int:
    """The most words in a row, of so many, that are not covered."""
    edges = [-1, *sorted(covered), size]
    return max([after - before for before, after in pairwise(edges)]) - 1


def _same_begin(one: Hit, other: Hit) -> bool:
    """Whether two hits in one turn begin at the same word."""
    if one.part.byte == other.part.byte:
        return one.first == other.first
    return one.span.start == other.span.start


def _firmly(place: Place) -> set[int]:
    """The words that a place has in more than two or three words by the way, which stand anywhere."""
    most = max(place.hits, key=lambda hit: hit.bits)
    return {word for hit in place.hits if hit is most or len(hit.words) > SPLICED for word in hit.words}


def find(view: View, printed: Printed, budget: float | None, windows: int) -> tuple[tuple[Window, ...], bool]:
    """Windows for the printed words, the best first; and whether the search was finished within the budget.

    Args:
        budget: seconds; None for as long as it takes.
        windows: at most so many.
    """
    search = _Search(view, printed, None if budget is None else time.monotonic() + budget)
    groups = search.run()
    chosen: list[_Scored] = []
    for group in groups:
        chosen.extend(one for one in group if one not in chosen)
    return tuple(_windows(view, _leave_room(chosen, windows), windows)), search.complete


def _leave_room(chosen: list[_Scored], windows: int) -> list[_Scored]:
    """Put one place of another speaker among those shown, so that a wrong speaker can be noticed."""
    if len(chosen) <= windows or not chosen or all(one.speaker for one in chosen[:windows]) is False:
        return chosen
    other = next((one for one in chosen[windows:] if not one.speaker), None)
    return chosen if other is None else [*chosen[: windows - 1], other, *chosen[windows - 1 :]]


def _windows(view: View, chosen: list[_Scored], most: int) -> list[Window]:
    """Turns around the places; places that share turns share a window."""
    made: list[tuple[Segment, int, int, int, float, list[tuple[int, Span]]]] = []
    for one in chosen:
        turns = [hit.turn for hit in one.place.hits]
        hits = [(hit.turn, hit.span) for hit in one.place.hits]
        inside = one.place.segment.turns_of(one.place.document)
        low, high = max(min(turns) - CONTEXT, inside.start), min(max(turns) + CONTEXT, inside.stop - 1)
        for number, (segment, row, first, last, share, before) in enumerate(made):
            if row == one.row and low <= last and high >= first:
                merged = sorted({*before, *hits})
                made[number] = (segment, row, min(low, first), max(high, last), min(share + one.share, 1.0), merged)
                break
        else:
            if len(made) < most:
                made.append((one.place.segment, one.row, low, high, one.share, hits))
    return [_window(view, *parts) for parts in made]


def _window(
    view: View, segment: Segment, row: int, first: int, last: int, share: float, hits: list[tuple[int, Span]]
) -> Window:
    base = segment.turns_of(segment.document_of(first)).start
    return Window(
        source=view.info(row),
        turns=tuple(
            PlacedTurn(index=n - base, turn=turn) for n, turn in enumerate(segment.turns(first, last + 1), first)
        ),
        hits=tuple((turn - base, span) for turn, span in hits),
        score=round(share, 4),
    )
