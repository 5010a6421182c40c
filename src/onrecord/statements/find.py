"""Find every statement of an article: marks, attributions, speakers, days and chain put together in page order."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Literal, NamedTuple

import msgspec

from onrecord.statements.cast import Cast
from onrecord.statements.chain import Chains, link_of
from onrecord.statements.gather import Group, groups_of
from onrecord.statements.lexicon import Cue, lexicon
from onrecord.statements.lines import with_lines
from onrecord.statements.merge import merged, without_handovers
from onrecord.statements.nested import nested_attributions
from onrecord.statements.orphans import orphan_speaker
from onrecord.statements.page import Page
from onrecord.statements.rules import rule_attributions
from onrecord.statements.tongue import translation
from onrecord.statements.when import days_in, story_day
from onrecord.statements.who import Resolved, Who
from onrecord.types import Article, Attribution, CueKind, Day, Span, Speaker, Statement, StatementKind

_WORD = re.compile(r"[\w'’-]+")
_AFAR = 0.75  # the most that a speaker named in another paragraph is sure
_LOW = 0.6  # below this a confidence is called low in the reason
_LONGEST_FOR_MODEL = 1_000_000  # code points
_LONG_SENTENCE = 1000  # code points
_MENTIONS = 40_000  # joined mentions written out on one page, all statements together


def find_statements(article: Article, *, model: Literal["auto", "none"] | Path = "auto") -> tuple[Statement, ...]:
    """Every statement of an article in page order, with who is responsible and when.

    `model`: "auto" takes the model of the package, and the rules alone for texts of over a million characters, which
    would take the model minutes; "none" takes the rules alone, a path another model folder. Every
    quotation that is not a title, nickname or the like stands in exactly one statement. Offsets are code points in
    `article.text`. Raises ModelError when the model is there and cannot be opened.
    """
    page = Page(article.text, article.blocks)
    rules = rule_attributions(page.text, page.paragraphs, page.quotations)
    found = _model_attributions(article.text, model)
    cast = Cast(page, (span for attribution in (*rules, *(found or ())) for span in attribution.source))
    chains = Chains(article, page, cast)
    rules = without_handovers(page, chains, rules)
    if found is None:
        outer = list(with_lines(page.text, rules))
    else:
        outer = merged(page, without_handovers(page, chains, with_lines(page.text, found)), rules)
    every = _apart(outer + nested_attributions(page, outer))
    groups = groups_of(page, every, () if found is None else rules)
    return _Assembly(page, cast, chains, groups, story_day(article, page.sentences)).statements()


def find_attributions(text: str, *, model: Literal["auto", "none"] | Path = "auto") -> tuple[Attribution, ...]:
    """Source, cue and content as the model (or the rules) found them: what statements are made from.

    Offsets are code points. Nested statements and speakers come later, in `find_statements`.
    """
    found = _model_attributions(text, model)
    if found is None:
        page = Page(text)
        found = rule_attributions(page.text, page.paragraphs, page.quotations)
    return with_lines(text, found)


def _model_attributions(text: str, model: Literal["auto", "none"] | Path) -> tuple[Attribution, ...] | None:
    """The model's attributions; None when the rules are to work alone."""
    if model == "none" or (model == "auto" and len(text) > _LONGEST_FOR_MODEL):
        return None
    try:
        from onrecord.statements.link import attributions
        from onrecord.statements.tagger import SHIPPED, open_tagger
    except ImportError:
        if model == "auto":
            return None  # installed without the runtime of the model
        raise
    folder = SHIPPED if model == "auto" else model
    if model == "auto" and not folder.is_dir():
        return None  # packed without the model
    tagger = open_tagger(folder)  # a damaged model says so: fewer statements in silence would look like a clean page
    return attributions(tagger.tag(text), tagger.config.thresholds)


def _apart(attributions: list[Attribution]) -> list[Attribution]:
    """Without empty contents, in page order."""
    return sorted(
        (a for a in attributions if any(x < y for x, y in a.content)), key=lambda a: (a.content, a.cue, a.source)
    )


class _Draft(NamedTuple):
    group: Group
    who: Resolved
    cue: Cue | None
    sentence: Span


class _Assembly:
    """The page while its statements are put together."""

    def __init__(self, page: Page, cast: Cast, chains: Chains, groups: list[Group], story: Day) -> None:
        self.page = page
        self.groups = groups
        self.who = Who(cast)
        self.chains = chains
        self.story = story
        self._days: dict[Span, tuple[Day, ...]] = {}
        self._speakers: dict[tuple[object, ...], Speaker] = {}

    def statements(self) -> tuple[Statement, ...]:
        """All statements, ids in page order, each reported one knowing what reports it."""
        drafts = self._drafts()
        made: list[Statement] = []
        reporting: list[tuple[int, int, int]] = []  # (start, end, index) of contents that others may lie in
        for index, draft in enumerate(drafts):
            statement = self._statement(draft, index, len(drafts))
            inside = self._reported_by(draft, reporting)
            if inside >= 0:
                above = made[inside]
                chain = (*above.chain, *(c for c in statement.chain if c not in above.chain))
                statement = msgspec.structs.replace(statement, nested_in=above.id, chain=chain)
            made.append(statement)
            if draft.group.attribution is not None and draft.group.attribution.origin != "marks":
                start, end = draft.group.content[0][0], draft.group.content[-1][1]
                while reporting and reporting[-1][1] <= start:
                    reporting.pop()
                reporting.append((start, end, index))
        return tuple(made)

    def _reported_by(self, draft: _Draft, reporting: list[tuple[int, int, int]]) -> int:
        """The index of the statement in whose content this whole attribution lies, -1 for none."""
        attribution = draft.group.attribution
        if attribution is None or not attribution.cue:
            return -1
        spans = (*attribution.cue, *attribution.source, *draft.group.content)
        low, high = min(s[0] for s in spans), max(s[1] for s in spans)
        for start, end, index in reversed(reporting[-6:]):
            if start <= low and high <= end:
                return index
        return -1

    def _drafts(self) -> list[_Draft]:
        """Speakers are resolved in the order of their sources, so that "he" can look back."""
        order = sorted(range(len(self.groups)), key=lambda i: _source_place(self.groups[i]))
        drafts: dict[int, _Draft] = {}
        before: list[_Draft] = []
        known: dict[tuple[Span, ...], Resolved] = {}
        for index in order:
            group = self.groups[index]
            sentence = self.page.sentences[max(0, self.page.sentence_at(_source_place(group)))]
            attribution = group.attribution
            if attribution is None or (not attribution.source and group.quotations):
                who = orphan_speaker(self.page, self.who, group, [(d.group, d.who) for d in before[-6:]])
            elif attribution.source and attribution.source in known:
                who = known[attribution.source]
            else:
                source = attribution.source[0] if attribution.source else None
                who = self.who.resolve(source, group.place)
                known[attribution.source] = who
            draft = _Draft(group, who, self._cue(attribution), sentence)
            drafts[index] = draft
            before.append(draft)
        return [drafts[i] for i in range(len(self.groups))]

    def _cue(self, attribution: Attribution | None) -> Cue | None:
        if attribution is None or not attribution.cue:
            return None
        words = [w.lower() for a, b in attribution.cue for w in _WORD.findall(self.page.text[a:b])]
        known = [c for w in words if (c := lexicon().verbs.get(w) or lexicon().nouns.get(w)) is not None]
        if known:
            return next((c for c in known if not c.weak), known[0])
        if not words or words[0] in ("according", "per", "in"):
            return Cue("according to", "speech")
        return None

    def _statement(self, draft: _Draft, index: int, total: int) -> Statement:
        group, page = draft.group, self.page
        attribution = group.attribution
        kind: StatementKind = "indirect" if not group.quotations else "direct" if group.whole else "partial"
        place = group.quotations[0].outer[0] if group.quotations else group.content[0][0]
        speaker = self._speaker(draft.who, total)
        if speaker.confidence > _AFAR and self._from_afar(group):
            reason = f"{speaker.reason}, in another paragraph"
            speaker = msgspec.structs.replace(speaker, confidence=_AFAR, reason=reason)
        sentence = _near(draft.sentence, group)
        chain = self.chains.of(place, sentence, group.content)
        last = link_of(speaker)
        if last is not None and not (len(chain) > 1 and _bare(chain[-1].name) == _bare(last.name)):
            chain = (*chain, last)
        foreign = translation(page, speaker, sentence, group.content) if group.quotations else ""
        quoted = tuple(p for q in group.quotations for p in q.pieces)
        confidence = _confidence(group)
        return Statement(
            id=f"s{index + 1}",
            kind=kind,
            content=group.content,
            quoted=quoted,
            cue=attribution.cue if attribution else (),
            cue_kind=_cue_kind(draft.cue, attribution, bool(group.quotations)),
            source=attribution.source if attribution else (),
            speaker=speaker,
            chain=chain,
            days=self._days_of(sentence),
            block=page.block_at(place),
            whole=group.whole,
            question=_is_question(page, draft.cue, group),
            denial=draft.cue is not None and draft.cue.denial,
            translated=bool(foreign),
            confidence=confidence,
            reason=_reason(group, speaker, foreign, confidence),
        )

    def _from_afar(self, group: Group) -> bool:
        """Whether the cue stands in another paragraph than the quotation, and does not lead over to it."""
        if not group.quotations or group.attribution is None or not group.attribution.cue:
            return False
        page, cue = self.page, group.attribution.cue[0]
        lines = {page.line_at(piece[0]) for quotation in group.quotations for piece in quotation.pieces}
        if page.line_at(cue[0]) in lines:
            return False
        between = page.text[cue[1] : group.quotations[0].outer[0]].rstrip()
        return not between.endswith((":", ","))

    def _speaker(self, who: Resolved, total: int) -> Speaker:
        key = (who.member, who.kind, who.mention, who.name, who.others, who.reason)
        if key not in self._speakers:
            self._speakers[key] = self.who.speaker(who, max(8, _MENTIONS // max(1, total)))
        return self._speakers[key]

    def _days_of(self, sentence: Span) -> tuple[Day, ...]:
        if sentence not in self._days:
            self._days[sentence] = days_in(self.page.text, sentence, self.story)
        return self._days[sentence]


def _bare(name: str) -> str:
    return name.removeprefix("The ").removeprefix("the ")


def _near(sentence: Span, group: Group) -> Span:
    """The sentence of a statement, cut where it is longer than any sentence should be."""
    if sentence[1] - sentence[0] <= _LONG_SENTENCE:
        return sentence
    step = (_source_place(group) - sentence[0]) // _LONG_SENTENCE * _LONG_SENTENCE
    start = max(sentence[0], sentence[0] + step - _LONG_SENTENCE // 4)
    return Span(start, min(sentence[1], start + _LONG_SENTENCE * 3 // 2))


def _source_place(group: Group) -> int:
    attribution = group.attribution
    if attribution is not None and (attribution.source or attribution.cue):
        return min(s[0] for s in (*attribution.source, *attribution.cue))
    return group.place


def _confidence(group: Group) -> float:
    if group.attribution is None:
        return 0.9 if group.quotations[0].closed else 0.5
    score = max(0.0, min(1.0, group.attribution.score))
    if group.quotations:
        return round(max(score, 0.9) if group.quotations[0].closed else 0.5, 3)
    return round(score, 3)


def _cue_kind(cue: Cue | None, attribution: Attribution | None, quoted: bool) -> CueKind:
    if cue is not None:
        return cue.kind
    if attribution is None or not attribution.cue:
        return "none"
    return "speech" if quoted else "attitude"


def _is_question(page: Page, cue: Cue | None, group: Group) -> bool:
    if cue is not None and cue.question:
        return True
    return bool(group.quotations) and cue is None and page.text[group.quotations[-1].pieces[-1][1] - 1] == "?"


def _reason(group: Group, speaker: Speaker, foreign: str, confidence: float) -> str:
    parts = []
    if group.quotations:
        parts.append("inside quotation marks" if group.quotations[0].closed else "the quotation mark is never closed")
    if group.attribution is None:
        parts.append("no cue beside it")
    elif group.attribution.origin != "marks":
        parts.append(f"cue and source by {'the model' if group.attribution.origin == 'model' else 'rule'}")
    parts.append(f"speaker: {speaker.reason}")
    if foreign:
        parts.append(foreign)
    if confidence < _LOW:
        parts.append(f"low confidence ({confidence:.2f}) that this is a statement")
    if speaker.name and speaker.confidence < _LOW:
        parts.append(f"low confidence ({speaker.confidence:.2f}) in the speaker")
    return "; ".join(parts)
