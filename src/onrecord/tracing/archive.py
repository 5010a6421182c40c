"""All pairs of an archive: which articles share passages, and clusters of one story with the earliest text.

Method: 8-word fingerprints outside quotation marks, sorted once; fingerprints that return weeks apart are boilerplate;
pairs with enough fingerprints in common are aligned word by word, as a page is with its sources.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import combinations, pairwise
from typing import NamedTuple

import msgspec
import numpy as np
from numpy.typing import NDArray

from onrecord.tracing.align import Ids, Vocabulary, ngrams
from onrecord.tracing.boilerplate import DAYS_APART, NGRAM, either, furniture, recurs, spread
from onrecord.tracing.copies import used_words
from onrecord.tracing.direction import Direction, Side, direction, same_outlet, shared_mistakes
from onrecord.tracing.passages import Passage, passages
from onrecord.tracing.words import Words, read_words, source_text
from onrecord.types import Source, SourceInfo, Span

ARTICLES_A_FINGERPRINT = 40  # what more articles have is no evidence, and would cost pairs by the thousand
FINGERPRINTS = 4  # shared 8-word runs before a pair is aligned
WORDS = 20  # copied words outside quotation marks before a pair is reported
CLOSING = 0.85  # of a text: what stands after it in both articles of one outlet is its closing lines
RECYCLED = 0.15  # of either text: what one outlet repeats weeks later below this share is background
ONE_STORY = 0.3  # of the shorter text: from here on two articles are one story


class Shared(msgspec.Struct, frozen=True, kw_only=True):
    """A passage that both articles of a pair have; spans in code points of their texts, `words` outside quotations."""

    first: Span
    second: Span
    relation: str
    words: int


class Pair(msgspec.Struct, frozen=True, kw_only=True):
    """Two articles that share passages. `direction` is read with `first` as the page and `second` as its source."""

    first: SourceInfo
    second: SourceInfo
    first_share: float
    second_share: float
    words: int
    passages: tuple[Shared, ...]
    direction: Direction
    reason: str


class Cluster(msgspec.Struct, frozen=True, kw_only=True):
    """Articles that are one story, by id. `earliest` is "" where the first day has several of them."""

    members: tuple[str, ...]
    earliest: str
    reason: str


class Archive(msgspec.Struct, frozen=True, kw_only=True):
    """What an archive shares within itself. `boilerplate` counts the words left out of account."""

    pairs: tuple[Pair, ...]
    clusters: tuple[Cluster, ...]
    boilerplate: int


class _Document(NamedTuple):
    info: SourceInfo
    words: Words
    ids: Ids
    known: bytes


def pairs(sources: Iterable[Source]) -> Archive:
    """Return every pair of articles that share at least 20 words outside quotations, and the clusters they form."""
    documents = _read(sources)
    fingerprints, owners, boilerplate = _fingerprints(documents)
    documents = [document._replace(known=known) for document, known in zip(documents, boilerplate, strict=True)]
    found = []
    for a, b in _candidates(fingerprints, owners):
        pair = _pair(*_ordered(documents[a], documents[b]))
        if pair is not None:
            found.append(pair)
    found.sort(key=lambda pair: (-pair.words, pair.first.id, pair.second.id))
    return Archive(pairs=tuple(found), clusters=_clusters(found), boilerplate=sum(sum(known) for known in boilerplate))


def _read(sources: Iterable[Source]) -> list[_Document]:
    vocabulary = Vocabulary()
    documents = []
    for source in sources:
        words = read_words(source_text(source))
        documents.append(_Document(source.info, words, vocabulary.ids(words), b""))
    return documents


def _fingerprints(
    documents: list[_Document],
) -> tuple[NDArray[np.uint64], NDArray[np.int32], list[bytes]]:
    """Return the fingerprints that several articles have, sorted, with their owners; and each article's boilerplate."""
    hashes = [ngrams(document.ids, NGRAM) for document in documents]
    days = [document.info.date.toordinal() if document.info.date else 0 for document in documents]
    unique = [np.unique(each) for each in hashes]
    everything = np.concatenate([*unique, np.zeros(0, np.uint64)])
    owner = np.repeat(np.arange(len(documents), dtype=np.int32), [len(each) for each in unique])
    order = np.argsort(everything, kind="stable")
    everything, owner = everything[order], owner[order]
    starts = np.flatnonzero(np.concatenate([[True], everything[1:] != everything[:-1]])) if len(everything) else order
    counts = np.diff(np.append(starts, len(everything))).astype(np.int32)
    day = np.asarray(days, np.int32)[owner]
    if len(starts):
        last = np.maximum.reduceat(day, starts)
        first = np.minimum.reduceat(np.where(day > 0, day, np.iinfo(np.int32).max), starts)
    else:
        last = first = np.zeros(0, np.int32)
    common = everything[starts[recurs(counts, first, last)]]
    boilerplate = [
        either(
            spread(np.isin(each, common), len(document.ids), NGRAM),
            furniture(document.words.text, document.words.starts),
        )
        for each, document in zip(hashes, documents, strict=True)
    ]
    useful = (counts > 1) & (counts <= ARTICLES_A_FINGERPRINT) & ~recurs(counts, first, last)
    keep = np.repeat(useful, counts)
    return everything[keep], owner[keep], boilerplate


def _candidates(fingerprints: NDArray[np.uint64], owners: NDArray[np.int32]) -> Iterator[tuple[int, int]]:
    """Yield the pairs that share enough fingerprints, in the order of the archive."""
    shared: dict[tuple[int, int], int] = defaultdict(int)
    edges = [0, *(np.flatnonzero(fingerprints[1:] != fingerprints[:-1]) + 1).tolist(), len(fingerprints)]
    listed = owners.tolist()
    for start, end in pairwise(edges):
        for pair in combinations(sorted(listed[start:end]), 2):
            shared[pair] += 1
    yield from sorted(pair for pair, count in shared.items() if count >= FINGERPRINTS)


def _ordered(a: _Document, b: _Document) -> tuple[_Document, _Document]:
    """Put the later article first: it is the page, the earlier one its possible source."""
    keys = [(str(document.info.date or "9999"), document.info.id) for document in (a, b)]
    return (b, a) if keys[0] <= keys[1] else (a, b)


def _pair(page: _Document, source: _Document) -> Pair | None:
    found = [
        passage
        for passage in passages(page.words, source.words, page.ids, source.ids, page.known)
        if passage.relation != "rewritten"
    ]
    one_outlet = same_outlet(_side(page), _side(source))
    if one_outlet:
        found = _without_closing_lines(page.words, source.words, found)
    words = sum(passage.copied for passage in found)
    if words < WORDS or (one_outlet and _recycled(page, source, words)):
        return None
    decided, reason = direction(
        _side(page), _side(source), shared_mistakes(page.words, [passage.page for passage in found])
    )
    return Pair(
        first=page.info,
        second=source.info,
        first_share=_share(page.words, words),
        second_share=_share(source.words, _outside(source.words, used_words(page.words, found, source.words))),
        words=words,
        passages=_shared(page.words, source.words, found),
        direction=decided,
        reason=reason,
    )


def _without_closing_lines(page: Words, source: Words, found: list[Passage]) -> list[Passage]:
    """Leave out what stands at the end of both articles of one outlet: who wrote it, whom to follow, where to write."""
    page_end, source_end = CLOSING * len(page.folded), CLOSING * len(source.folded)
    return [passage for passage in found if passage.page[0] < page_end or passage.source[0] < source_end]


def _recycled(page: _Document, source: _Document, words: int) -> bool:
    """Tell whether an outlet only re-uses a background paragraph of its own, weeks later."""
    if page.info.date is None or source.info.date is None:
        return False
    apart = abs((page.info.date - source.info.date).days)
    return apart > DAYS_APART and max(_share(page.words, words), _share(source.words, words)) < RECYCLED


def _shared(page: Words, source: Words, found: list[Passage]) -> tuple[Shared, ...]:
    """Join sentences that follow each other in both texts into one passage."""
    joined: list[Passage] = []
    for passage in found:
        last = joined[-1] if joined else None
        if last and last.page[1] == passage.page[0] and 0 <= passage.source[0] - last.source[1] + 1 <= 2:
            relation = "as-is" if last.relation == passage.relation == "as-is" else "changed"
            joined[-1] = Passage(
                (last.page[0], passage.page[1]),
                (last.source[0], passage.source[1]),
                "as-is" if relation == "as-is" else "changed",
                last.copied + passage.copied,
            )
        else:
            joined.append(passage)
    return tuple(
        Shared(
            first=Span(page.starts[p.page[0]], page.ends[p.page[1] - 1]),
            second=Span(source.starts[p.source[0]], source.ends[p.source[1] - 1]),
            relation=p.relation,
            words=p.copied,
        )
        for p in joined
    )


def _side(document: _Document) -> Side:
    info = document.info
    return Side(document.words.text, info.outlet, info.url, info.date)


def _outside(words: Words, places: Iterable[int]) -> int:
    return sum(1 for at in places if not words.quoted[at])


def _share(words: Words, copied: int) -> float:
    outside = len(words.quoted) - sum(words.quoted)
    return round(min(1.0, copied / outside), 4) if outside else 0.0


def _clusters(found: list[Pair]) -> tuple[Cluster, ...]:
    """Join articles that are one story: at least 30 % of the shorter text is shared."""
    infos: dict[str, SourceInfo] = {}
    parent: dict[str, str] = {}

    def root(name: str) -> str:
        while parent[name] != name:
            parent[name] = parent[parent[name]]
            name = parent[name]
        return name

    for pair in found:
        if max(pair.first_share, pair.second_share) < ONE_STORY:
            continue
        for info in (pair.first, pair.second):
            infos[info.id] = info
            parent.setdefault(info.id, info.id)
        a, b = sorted((root(pair.first.id), root(pair.second.id)))
        parent[b] = a
    groups: dict[str, list[str]] = defaultdict(list)
    for name in infos:
        groups[root(name)].append(name)
    return tuple(_cluster([infos[name] for name in sorted(members)]) for _, members in sorted(groups.items()))


def _cluster(members: list[SourceInfo]) -> Cluster:
    """Name the earliest text of a story where the dates tell it."""
    ordered = sorted(members, key=lambda info: (str(info.date or "9999"), info.id))
    names = tuple(info.id for info in ordered)
    first, second = ordered[0], ordered[1]
    if first.date is None:
        return Cluster(members=names, earliest="", reason="No article of the story has a date.")
    if second.date == first.date:
        return Cluster(members=names, earliest="", reason=f"Several are dated {first.date.isoformat()}.")
    if any(info.date is None for info in members):
        reason = f"It is dated {first.date.isoformat()}, before the others that have a date."
    else:
        reason = f"It is dated {first.date.isoformat()}, before all others."
    return Cluster(members=names, earliest=first.id, reason=reason)
