"""One page held against articles: what it has from which of them, what they left out, and who was first.

A page is read once; each article costs one pass over its words. Only articles that share runs of words with the page
are aligned.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from onrecord.tracing.align import Ids, Vocabulary, ngrams, word_diff
from onrecord.tracing.boilerplate import NGRAM, Recurrence, either, furniture
from onrecord.tracing.direction import Side, direction, shared_mistakes
from onrecord.tracing.passages import Passage, passages
from onrecord.tracing.words import Words, folded_words, quotations, read_words, source_text
from onrecord.types import Article, BlockKind, Copy, CopyRelation, CopySource, DiffOp, Source, Span, Trace

SEED = 4  # words; an article without one shared run of this length is not looked at again
KEPT = 60  # articles aligned with the page, those that share most first
LEFT_OUT_FROM = 0.15  # share of the page or the source from which left-out paragraphs are listed
CARRIED, PARAGRAPH = 0.3, 8  # a paragraph of 8 words or more of which less than 30 % is used was left out
NOT_READ: frozenset[BlockKind] = frozenset({"stamp", "credit", "byline", "date", "biography", "boilerplate"})


class _Likely(NamedTuple):
    """An article that shares runs with the page, not yet read in full."""

    source: Source
    ids: Ids
    shared: int


class _Candidate(NamedTuple):
    source: Source
    words: Words
    passages: list[Passage]


def trace(article: Article, sources: Iterable[Source], quoted: Sequence[Span] | None = None) -> Trace:
    """Return, sentence by sentence, what the page shares with the articles, and for each article how much.

    `quoted` are the quotations of the page (code points), if they are known; otherwise its double marks are read.
    Quotations are no evidence and stand outside the shares. `Copy.source_span` points into the turns of the source
    joined by an empty line. A sentence that is nothing but a quotation which others carry too has no row.
    Reads the sources once; of equal claims, the one that shares more with the page, then the earlier one, is taken.
    """
    blocks = [block.span for block in article.blocks if block.kind not in NOT_READ]
    page = read_words(article.text, blocks or None, quotations(article.text) if quoted is None else quoted)
    vocabulary = Vocabulary()
    page_ids = vocabulary.ids(page)
    recurrence, candidates = _candidates(article, page_ids, vocabulary, sources)
    known = either(recurrence.mask(len(page.folded)), furniture(page.text, page.starts))
    aligned = []
    for likely in candidates:
        words = read_words(source_text(likely.source))
        found = passages(page, words, page_ids, likely.ids, known)
        if found:
            aligned.append(_Candidate(likely.source, words, found))
    aligned.sort(key=lambda c: (-sum(p.copied for p in c.passages), _date_key(c.source), c.source.info.id))
    rows = _rows(page, aligned, known)
    return Trace(
        passages=tuple(rows),
        sources=tuple(_source(article, page, candidate, known) for candidate in aligned),
        notes=_notes(page, known),
    )


def _candidates(
    article: Article, page_ids: Ids, vocabulary: Vocabulary, sources: Iterable[Source]
) -> tuple[Recurrence, list[_Likely]]:
    """Read every source once: which share runs with the page, and which runs return in stories weeks apart."""
    seeds = np.unique(ngrams(page_ids, SEED))
    long = ngrams(page_ids, NGRAM)
    recurrence = Recurrence(len(long))
    kept: list[_Likely] = []
    for source in sources:
        text = source_text(source)
        if text == article.text or (article.url and source.info.url == article.url):
            continue  # the page itself, kept in the record
        ids = vocabulary.known(folded_words(text))
        shared = int(_present(seeds, ngrams(ids, SEED)).sum())
        if not shared:
            continue
        recurrence.see(_present(long, ngrams(ids, NGRAM)), source.info.date)
        kept.append(_Likely(source, ids, shared))
        if len(kept) > 4 * KEPT:
            kept = _best(kept)
    return recurrence, _best(kept)


def _best(candidates: list[_Likely]) -> list[_Likely]:
    return sorted(candidates, key=lambda c: (-c.shared, _date_key(c.source), c.source.info.id))[:KEPT]


def _present(wanted: NDArray[np.uint64], held: NDArray[np.uint64]) -> NDArray[np.bool_]:
    return np.isin(wanted, held)


def _date_key(source: Source) -> str:
    return source.info.date.isoformat() if source.info.date else "9999"


def _rows(page: Words, aligned: list[_Candidate], known: bytes) -> list[Copy]:
    """Give each sentence to the source that has most of it; what nobody has is new here."""
    best: dict[int, tuple[_Candidate, Passage]] = {}
    order = {"as-is": 2, "changed": 1, "rewritten": 0}
    for candidate in aligned:
        for passage in candidate.passages:
            held = best.get(passage.page[0])
            rank = (order[passage.relation] > 0, passage.copied, order[passage.relation])
            if held is None or rank > (order[held[1].relation] > 0, held[1].copied, order[held[1].relation]):
                best[passage.page[0]] = (candidate, passage)
    rows: list[tuple[tuple[int, int], CopyRelation, _Candidate | None, tuple[int, int]]] = []
    for bounds in page.sentences:
        first, last = bounds
        if first in best:
            candidate, passage = best[first]
            rows.append((bounds, passage.relation, candidate, passage.source))
        elif all(page.quoted[at] or known[at] for at in range(first, last)):
            continue
        else:
            rows.append((bounds, "new", None, (0, 0)))
    return [_row(page, *row) for row in _merged(rows, _paragraph_starts(page))]


def _paragraph_starts(page: Words) -> frozenset[int]:
    return frozenset(first for first, _ in page.paragraphs)


_Row = tuple[tuple[int, int], CopyRelation, "_Candidate | None", tuple[int, int]]


def _merged(rows: list[_Row], starts: frozenset[int]) -> list[_Row]:
    """Join neighbouring sentences of one paragraph that are new, or that go on as they are in one source."""
    merged: list[_Row] = []
    for row in rows:
        bounds, relation, candidate, there = row
        if merged and bounds[0] not in starts:
            last, last_relation, last_candidate, last_there = merged[-1]
            goes_on = relation == "new" or (relation == "as-is" and last_there[1] == there[0])
            if last[1] == bounds[0] and relation == last_relation and candidate is last_candidate and goes_on:
                merged[-1] = ((last[0], bounds[1]), relation, candidate, (last_there[0], there[1]))
                continue
        merged.append(row)
    return merged


def _row(
    page: Words, bounds: tuple[int, int], relation: CopyRelation, candidate: _Candidate | None, there: tuple[int, int]
) -> Copy:
    span = _span(page, bounds)
    if candidate is None:
        return Copy(span=span, relation=relation)
    diff: tuple[DiffOp, ...] = ()
    if relation == "changed":
        diff = word_diff(page, bounds, candidate.words, there)
    return Copy(
        span=span,
        relation=relation,
        source=candidate.source.info.id,
        source_span=_span(candidate.words, there),
        diff=diff,
        source_words=candidate.words.slice(*there),
    )


def _span(words: Words, bounds: tuple[int, int]) -> Span:
    """Return the code points of the words, with the marks and full stops that belong to them."""
    start, end = words.starts[bounds[0]], words.ends[bounds[1] - 1]
    while start > 0 and words.text[start - 1] in "\"'“‘„«([":
        start -= 1
    while end < len(words.text) and words.text[end] in ".,;:!?…\"'”’»)]":
        end += 1
    return Span(start, end)


def _source(article: Article, page: Words, candidate: _Candidate, known: bytes) -> CopySource:
    """Say how much of the page and of the source is shared, what was left out, and who was first."""
    info, words = candidate.source.info, candidate.words
    copied = [passage for passage in candidate.passages if passage.relation != "rewritten"]
    outside = sum(1 for quoted, seen in zip(page.quoted, known, strict=True) if not quoted and not seen)
    page_share = sum(passage.copied for passage in copied) / outside if outside else 0.0
    used = used_words(page, candidate.passages, words)
    plain = [at for at in range(len(words.folded)) if not words.quoted[at]]
    source_share = sum(1 for at in plain if at in used) / len(plain) if plain else 0.0
    decided, reason = direction(
        Side(article.text, article.site, article.url, article.date.first, article.authors),
        Side(words.text, info.outlet, info.url, info.date),
        shared_mistakes(page, [passage.page for passage in copied]),
    )
    left_out = _left_out(words, used) if max(page_share, source_share) >= LEFT_OUT_FROM else ()
    return CopySource(
        info=info,
        page_share=round(page_share, 4),
        source_share=round(source_share, 4),
        direction=decided,
        reason=reason,
        left_out=left_out,
    )


def used_words(page: Words, found: Iterable[Passage], source: Words) -> set[int]:
    """Return the source words that the passages use: those that both sides of a passage have."""
    used: set[int] = set()
    for passage in found:
        here = set(page.folded[passage.page[0] : passage.page[1]])
        used.update(at for at in range(*passage.source) if passage.relation == "as-is" or source.folded[at] in here)
    return used


def _left_out(source: Words, used: set[int]) -> tuple[str, ...]:
    return tuple(
        source.slice(first, last)
        for first, last in source.paragraphs
        if last - first >= PARAGRAPH and sum(1 for at in range(first, last) if at in used) < CARRIED * (last - first)
    )


def _notes(page: Words, known: bytes) -> tuple[str, ...]:
    count = sum(known)
    if not count:
        return ()
    return (f"{count} words return in articles weeks apart (footers, share lines) and were left out of account.",)
