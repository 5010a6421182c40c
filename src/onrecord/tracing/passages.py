"""Which sentences of a page another text has: as they are, changed, or re-written.

Evidence is counted in words outside quotation marks: two reporters who quote the same person have not copied each
other. A quotation counts only as part of a run that goes on outside the marks.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from typing import Literal, NamedTuple

from onrecord.tracing.align import Ids, Run, shared_runs
from onrecord.tracing.words import Words

FIRST_PERSON = frozenset("i i'm i've i'll i'd we we're we've we'll we'd our ours my mine me you your you're".split())
FIRST_PERSON_SHARE = 0.03
RUN = 4  # words: shorter runs are idiom
PAGE_GAP, SOURCE_GAP = 15, 40  # words that may have been put in, or left out, inside one passage
FIRM_WORDS, FIRM_RUN = 12, 6  # what makes a passage a copy on its own, names not counted: in all, and in one run
LOOSE_WORDS, LOOSE_RUN = 20, 5
ESTABLISHED = 20  # words copied from a source, after which shorter passages from it are believed too
ESTABLISHED_SHARE = 0.1  # of the page, after which sentences are believed to be re-written from it
FOLLOWING_WORDS = 6
CHANGED_SHARE, CHANGED_WORDS = 0.5, 10
REWRITTEN_SHARE, REWRITTEN_WORDS = 0.6, 5
COMMON, LIKELY = 400, 8  # sentences with a word beyond which it finds none; sentences looked at for one
ALONE_SHARE, ALONE_WORDS = 0.75, 8

FUNCTION_WORDS = frozenset(
    "a about above after again against all also although always am among an and another any are around as at away "
    "back be became because been before being between both but by came can could did do does doing done down during "
    "each either else even ever every few for from further get got had has have having he her here hers him himself "
    "his how however i if in into is it its itself just last least less like made make many may me might more most "
    "much must my neither never no nor not now of off on once one only onto or other others our out over own per "
    "rather s said same say says she should since so some still such t than that the their them themselves then "
    "there these they this those through thus to told too two under until up upon us very was we well were what "
    "when where whether which while who whom whose why will with within without would yet you your it's don't he's "
    "i'm that's".split()
)

Relation = Literal["as-is", "changed", "rewritten"]


class Passage(NamedTuple):
    """A sentence of the page and the words of the source it is held against; `copied` counts words outside quotes."""

    page: tuple[int, int]
    source: tuple[int, int]
    relation: Relation
    copied: int


def passages(page: Words, source: Words, page_ids: Ids, source_ids: Ids, known: bytes = b"") -> list[Passage]:
    """Return the sentences of the page that the source has, in the order of the page.

    `known` is 1 for each page word that is boilerplate; such words are no evidence.
    """
    plain = bytes(not quoted for quoted in page.quoted)
    if known:
        plain = bytes(word and not seen for word, seen in zip(plain, known, strict=True))
    weight = bytes(plain[at] and not _name(page, at) for at in range(len(plain)))
    chains = _accepted(_chains(shared_runs(page_ids, source_ids, RUN)), weight, page.folded, source.quoted)
    place = {run.page + at: run.source + at for chain in chains for run in chain for at in range(run.length)}
    counted = bytes(plain[at] and at in place and not source.quoted[place[at]] for at in range(len(plain)))
    found = [_copied(page, source, sentence, place, counted) for sentence in page.sentences]
    copied = sum(passage.copied for passage in found if passage)
    established = copied >= max(ESTABLISHED, ESTABLISHED_SHARE * sum(plain))
    others = [sentence for sentence, copied in zip(page.sentences, found, strict=True) if not copied]
    loose = _rewritten(page, source, others, established, plain)
    return sorted([passage for passage in found if passage] + loose)


def _chains(runs: Sequence[Run]) -> list[list[Run]]:
    """Join runs that follow each other in both texts, with small gaps."""
    chains: list[list[Run]] = []
    for run in runs:
        for chain in chains[-3:]:
            last = chain[-1]
            page_gap = run.page - last.page - last.length
            source_gap = run.source - last.source - last.length
            if 0 <= page_gap <= PAGE_GAP and 0 <= source_gap <= SOURCE_GAP:
                chain.append(run)
                break
        else:
            chains.append([run])
    return chains


def _name(page: Words, at: int) -> bool:
    """Tell whether a word is a name, a title or a number: two reports of one event share these by themselves."""
    first = page.text[page.starts[at]]
    return (first.isupper() and page.folded[at] not in FIRST_PERSON) or first.isdigit()


def _accepted(chains: list[list[Run]], weight: Sequence[int], folded: Sequence[str], quoted: bytes) -> list[list[Run]]:
    """Keep the chains that can hardly be chance; short ones only where the source has proved to be one.

    A passage in the first person is as a rule a speech that both have set without marks: it needs that proof too.
    """
    weights = [
        [sum(weight[run.page + at] for at in range(run.length) if not quoted[run.source + at]) for run in chain]
        for chain in chains
    ]
    spoken = [_spoken(chain, weight, folded) for chain in chains]
    firm = [
        not speech
        and (
            (sum(each) >= FIRM_WORDS and max(each) >= FIRM_RUN) or (sum(each) >= LOOSE_WORDS and max(each) >= LOOSE_RUN)
        )
        for each, speech in zip(weights, spoken, strict=True)
    ]
    if sum(sum(each) for each, good in zip(weights, firm, strict=True) if good) >= ESTABLISHED:
        firm = [good or sum(each) >= FOLLOWING_WORDS for each, good in zip(weights, firm, strict=True)]
    return [chain for chain, good in zip(chains, firm, strict=True) if good]


def _spoken(chain: list[Run], weight: Sequence[int], folded: Sequence[str]) -> bool:
    """Tell whether a chain says "I", "we" or "you" outside quotation marks more often than reports do."""
    places = [run.page + at for run in chain for at in range(run.length) if weight[run.page + at]]
    return FIRST_PERSON_SHARE * len(places) <= sum(folded[at] in FIRST_PERSON for at in places) > 0


def _copied(
    page: Words, source: Words, sentence: tuple[int, int], place: dict[int, int], counted: bytes
) -> Passage | None:
    """Return the sentence as copied or changed, if enough of its words stand in accepted runs."""
    first, last = sentence
    here = [(at, place[at]) for at in range(first, last) if at in place]
    if not here:
        return None
    outside = sum(counted[first:last])
    sources = [there for _, there in here]
    straight = all(there - at == sources[0] - here[0][0] for at, there in here)
    if len(here) == last - first and straight:
        return Passage(sentence, (sources[0], sources[-1] + 1), "as-is", outside)
    if len(here) >= CHANGED_SHARE * (last - first) or outside >= CHANGED_WORDS:
        return Passage(sentence, _whole_sentences(source, sources, last - first), "changed", outside)
    return None


def _whole_sentences(source: Words, places: list[int], size: int) -> tuple[int, int]:
    """Return the stretch of the source around the places, widened to its sentences where that stays comparable.

    Places far from the middle one belong to another part of the source and are left out of the diff.
    """
    middle = sorted(places)[len(places) // 2]
    near = [at for at in places if abs(at - middle) <= size + SOURCE_GAP]
    first, last = min(near), max(near) + 1
    edges = [start for start, _ in source.sentences]
    wide_first = edges[bisect_right(edges, first) - 1]
    wide_last = source.sentences[bisect_right(edges, last - 1) - 1][1]
    if (first - wide_first) + (wide_last - last) <= size + SOURCE_GAP:
        return wide_first, wide_last
    return first, last


def _rewritten(
    page: Words, source: Words, sentences: list[tuple[int, int]], established: bool, plain: bytes
) -> list[Passage]:
    """Return the sentences that say with most of the same content words, in the same order, what the source says."""
    share, words = (REWRITTEN_SHARE, REWRITTEN_WORDS) if established else (ALONE_SHARE, ALONE_WORDS)
    theirs = [(bounds, _stems(source, bounds, established)) for bounds in source.sentences]
    theirs += [
        ((a[0], b[1]), _stems(source, (a[0], b[1]), established))
        for a, b in zip(source.sentences, source.sentences[1:], strict=False)
    ]
    sets = [frozenset(stems) for _, stems in theirs]
    postings: dict[str, list[int]] = {}
    for number, stems in enumerate(sets):
        for each in stems:
            postings.setdefault(each, []).append(number)
    found = []
    for bounds in sentences:
        if sum(plain[bounds[0] : bounds[1]]) < (bounds[1] - bounds[0]) / 2:
            continue
        mine = _stems(page, bounds, established)
        wanted = frozenset(mine)
        need = max(words, share * len(wanted))
        held = Counter(
            number
            for each in sorted(wanted)
            if len(postings.get(each, ())) <= COMMON
            for number in postings.get(each, ())
        )
        best = max(
            (number for number, _ in held.most_common(LIKELY)), key=lambda n: (len(wanted & sets[n]), -n), default=-1
        )
        if best < 0 or len(wanted & sets[best]) < need:
            continue
        if _in_order(mine, theirs[best][1]) >= share * len(wanted & sets[best]):
            found.append(Passage(bounds, theirs[best][0], "rewritten", 0))
    return found


def _stems(words: Words, bounds: tuple[int, int], names: bool) -> list[str]:
    """Return the content words, with or without names: before a source is proved, names prove nothing."""
    return [
        stem(words.folded[at])
        for at in range(*bounds)
        if words.folded[at] not in FUNCTION_WORDS and (names or not _name(words, at))
    ]


def stem(word: str) -> str:
    """Return a word without the endings of number and tense, enough to compare two tellings of one thing."""
    word = word.removesuffix("'s")
    for ending in ("ations", "ation", "ingly", "edly", "ing", "ies", "ed", "es", "ly", "s", "e"):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word


def _in_order(mine: list[str], theirs: list[str]) -> int:
    """Return the number of content words that stand in the same order in both."""
    from rapidfuzz.distance import LCSseq

    return int(LCSseq.similarity(mine, theirs))
