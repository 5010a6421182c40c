"""What a headline commits itself to, and what each sentence of the body has of it.

A line of text is read as content words (stems), numbers, words in marks, modals, conditions and reporting verbs. All
spans are code points of `Article.text`.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import accumulate, pairwise
from typing import NamedTuple

from onrecord.types import Article, Span, Statement

WORD = re.compile(r"[^\W_]+(?:['’ʼ.&-][^\W_]+)*")
SENTENCE_END = re.compile(r"(?<=[.!?…])[\"'”’)\]]*\s+(?=[\"'“‘(\[]*[A-Z0-9])")
ABBREVIATION = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|Sen|Sens|Rep|Reps|Gov|Gen|Lt|Col|Capt|Sgt|Adm|Rev|St|Jr|Sr|vs|v|No|Inc|Corp|Co|Ltd|Jan|"
    r"Feb|Aug|Sept?|Oct|Nov|Dec|Calif|Conn|Fla|Ill|Mass|Mich|Minn|Pa|Va|Wis)|\b[A-Za-z](?:\.[A-Za-z])*)\.$"
)
MARKED = re.compile(r"“[^“”\n]+”|\"[^\"\n]+\"|''[^'\n]+''|(?<!\w)[‘'](?=\w)(?:[^‘’'\n]|(?<=\w)['’](?=\w))+[’'](?!\w)")
FUNCTION = frozenset(
    "a about after again against all also am amid an and any are as at be because been before being between both "
    "but by "
    "can could did do does doing during each either for from get gets getting got had has have having he her "
    "here hers him "
    "his how i if in into is it its itself just may me might more most must my no nor not now of off on once "
    "only onto or "
    "our out over own per s she should since so some still such t than that the their them then there these they "
    "this those "
    "through to too under until unless up upon us very via was we were what when where whether which while who "
    "whom whose "
    "why will with within without won't would yet you your says say said new mr mrs ms sen rep gov".split()
)
REPORTING = re.compile(
    r"\b(?:sa(?:y|ys|id|ying)|tells?|told|claim(?:s|ed)?|alleg(?:es?|ed|edly)|reports?|reported(?:ly)?|according|"
    r"argu(?:es?|ed)|"
    r"insists?|insisted|warns?|warned|vows?|vowed|pledg(?:es?|ed)|promis(?:es?|ed)|den(?:y|ies|ied)|accus(?:es?|ed)|"
    r"call(?:s|ed)|urg(?:es?|ed)|demand(?:s|ed)?|suggest(?:s|ed)?|believ(?:es?|ed)|thinks?|thought|sees?|fears?|hopes?|"
    r"wants?|asks?|asked|notes?|noted|adds|added|explain(?:s|ed)?|declar(?:es?|ed)|predict(?:s|ed)?|testif(?:y|"
    r"ies|ied)|"
    r"wrote|writes|tweets?|tweeted|conced(?:es?|ed)|admit(?:s|ted)?|acknowledg(?:es?|ed)|announc(?:es?|ed)|"
    r"contend(?:s|ed)?|maintain(?:s|ed)?|blam(?:es?|ed)|defend(?:s|ed)?|slam(?:s|med)?|blast(?:s|ed)?|rip(?:s|ped)|"
    r"mock(?:s|ed)?|trash(?:es|ed)?|attack(?:s|ed)?|critici[sz](?:es?|ed)|prais(?:es?|ed)|hail(?:s|ed)|shows?|"
    r"finds?|found|"
    r"poll|polls|survey|stud(?:y|ies)|memo|opinion|analysis|reiterat(?:es?|ed)|responded|replied|swipes?|"
    r"derid(?:es?|ed)|"
    r"threaten(?:s|ed)?|apologi[sz](?:es?|ed)|explains?|recalls?|concerns?|advis(?:es?|ed)|propos(?:es?|ed)|"
    r"confirm(?:s|ed)|reveal(?:s|ed)|claims|charges|charged|hints?|signals?|question(?:s|ed))\b",
    re.IGNORECASE,
)
CONDITION = re.compile(
    r"\b(?:if|unless|until|till|provided|providing|as long as|only when|only after|on condition|in case|should|"
    r"depends?|"
    r"depending|would depend|conditional|while|without|before|contingent)\b",
    re.IGNORECASE,
)
HEDGE = re.compile(
    r"\b(?:may|might|could|can|likely|unlikely|possibl[ey]|potential(?:ly)?|perhaps|probabl[ey]|reportedly|"
    r"alleged(?:ly)?|"
    r"appears?|appeared|seems?|seemed|looks? (?:to|like|set)|consider(?:s|ed|ing)?|weigh(?:s|ed|ing)?|mull(?:s|ed|"
    r"ing)?|plans?|planned|planning|"
    r"expect(?:s|ed)?|hopes?|set to|poised|aims?|seeks?|eyes?|eyeing|would|should|suspected|think|risk|"
    r"threatens?)\b|\?",
    re.IGNORECASE,
)
NEGATION = re.compile(
    r"\b(?:not|no|never|none|nobody|nothing|without|cannot|refus\w+|reject\w*|rul(?:es?|ed|ing) out|bans?|bar(?:s|red)|"
    r"den(?:y|ies|ied)|unwelcome)\b|n['’]t\b",
    re.IGNORECASE,
)


DATELINE = re.compile(r"[A-Z][A-Z .,'’/-]{2,40}(?:,? [A-Z][\w.]+){0,3}(?:\s*\([^)]{1,30}\))?\s*[:—–-]")
SET_IN = re.compile(r",? according to [^,.;]{2,60}, [“\"«]")  # set into a sentence: it holds for the marks behind it
TAG_REST = 80  # characters
# ", the agency said Thursday": what stands before it is the agency's, whether or not a statement was made of it
TAG = re.compile(
    r",[”\"']?\s+(?:according to (?P<source>[^,.;]{2,70})|(?P<by>(?:the |a |an )?[^,.;:“”\"]{2,50}?) "
    r"(?:said|says|declared|announced|reported|reports|told [^,.;]{2,30}|confirmed|projected))\b"
)
_PAIRS = (
    "won/win lost/lose took/take taken/take made/make held/hold gave/give given/give met/meet led/lead "
    "left/leave sent/send paid/pay bought/buy sold/sell fought/fight sought/seek rose/rise risen/rise "
    "fell/fall fallen/fall ran/run began/begin begun/begin broke/break broken/break spoke/speak chose/choose "
    "chosen/choose struck/strike kept/keep built/build brought/bring caught/catch drew/draw drawn/draw "
    "drove/drive grew/grow grown/grow knew/know known/know stood/stand stole/steal stolen/steal threw/throw "
    "withdrew/withdraw wrote/write written/write went/go gone/go killed/kill dead/die died/die dies/die "
    "americans/america russians/russia russian/russia women/woman men/man"
)
IRREGULAR = dict(pair.split("/") for pair in _PAIRS.split())


class Line(NamedTuple):
    """A headline, a standfirst or a sentence of the body, and who says it there."""

    span: Span
    text: str
    stems: frozenset[str]
    names: frozenset[str]  # stems printed with a capital
    given: frozenset[str] = frozenset()  # stems of what is given to somebody
    own: frozenset[str] = frozenset()  # stems of what the page says itself
    given_spans: tuple[Span, ...] = ()
    speaker: str = ""  # to whom most of it is given


def stem(word: str) -> str:
    """Return a word without the endings of number, tense and person."""
    word = re.sub(r"['’]s?$", "", word.casefold().replace("’", "'")).replace(".", "")
    word = IRREGULAR.get(word, word)
    for ending in (
        "ations",
        "ation",
        "ments",
        "ment",
        "ingly",
        "edly",
        "ers",
        "ing",
        "ies",
        "ied",
        "ed",
        "es",
        "er",
        "ly",
        "s",
        "e",
        "y",
    ):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word


def content(text: str) -> frozenset[str]:
    """Return the stems of the content words; the parts of a hyphenated word count each."""
    found = set()
    for word in WORD.findall(text):
        for part in re.split(r"-", word):
            if part.casefold().replace("’", "'") not in FUNCTION and part:
                found.add(stem(part))
    return frozenset(found)


def names(text: str) -> frozenset[str]:
    """Return the stems of the words printed with a capital."""
    return content(" ".join(word for word in WORD.findall(text) if word[0].isupper()))


def line(text: str, span: Span) -> Line:
    """Read one stretch of the article's text."""
    words = text[span.start : span.end]
    stems = content(words)
    return Line(span, words, stems, names(words), own=stems)


def body_of(article: Article, statements: Sequence[Statement]) -> list[Line]:
    """Return the sentences of the body: what stands below a hand-over where there is one, all paragraphs otherwise.

    Above a hand-over ("X reports:") the site speaks for itself, so its own lede is no support for its headline.
    """
    hand_over = next((n for n, block in enumerate(article.blocks) if block.kind == "handover"), -1)
    blocks = [
        block
        for number, block in enumerate(article.blocks)
        if number > hand_over and block.kind in ("paragraph", "blockquote", "list-item", "subheading", "caption")
    ]
    spoken = [statement for statement in statements if statement.cue_kind not in ("thought", "attitude")]
    given = _Given([(span, statement) for statement in spoken for span in statement.content])
    return [
        _attributed(article.text, span, given) for block in blocks for span in sentence_spans(article.text, block.span)
    ]


def sentence_spans(text: str, within: Span) -> list[Span]:
    """Cut a stretch of text into sentences. Titles, initials and months in short end none."""
    edges = [within.start]
    for gap in SENTENCE_END.finditer(text, within.start, within.end):
        if not ABBREVIATION.search(text, max(edges[-1], gap.start() - 12), gap.start()):
            edges.append(gap.end())
    edges.append(within.end)
    return [Span(start, end) for start, end in pairwise(edges) if end > start]


class _Given:
    """The spans that are given to somebody, so ordered that those in a sentence are found without a walk over all."""

    def __init__(self, given: Sequence[tuple[Span, Statement]]) -> None:
        self._given = sorted(given, key=lambda pair: pair[0])
        self._starts = [span.start for span, _ in self._given]
        self._ends = list(accumulate((span.end for span, _ in self._given), max))

    def inside(self, span: Span) -> list[tuple[Span, Statement]]:
        """Return what of a stretch is given, cut to the stretch, in the order of the text."""
        first, last = bisect_right(self._ends, span.start), bisect_left(self._starts, span.end)
        return [
            (Span(max(span.start, place.start), min(span.end, place.end)), statement)
            for place, statement in self._given[first:last]
            if place.end > span.start
        ]


def _attributed(text: str, span: Span, given: _Given) -> Line:
    """Read a sentence with what of it is given to somebody, and to whom the most of it."""
    sentence = line(text, span)
    inside = given.inside(span)
    tag = TAG.search(sentence.text)
    rest = sentence.text[tag.end() :] if tag else ""
    if (
        tag is not None
        and len(rest) <= TAG_REST
        and not any(mark in rest for mark in '“"«')
        and not any(place.start <= span.start for place, _ in inside)
    ):
        return sentence._replace(
            given=content(sentence.text[: tag.start()]),
            own=content(sentence.text[tag.end() :]),
            given_spans=(Span(span.start, span.start + tag.start()),),
            speaker=(tag["by"] or tag["source"]).strip(),
        )
    if not inside:
        return sentence
    if SET_IN.search(sentence.text):
        inside = [(Span(*place), inside[-1][1]) for place in marked(text, span)] or inside
    spans = tuple(sorted({place for place, _ in inside}))
    outside, at = [], span.start
    for start, end in spans:
        outside.append(text[at : max(at, start)])
        at = max(at, end)
    outside.append(text[at : span.end])
    dateline = DATELINE.match(sentence.text)
    main = max(inside, key=lambda pair: (pair[0].end - pair[0].start, -pair[0].start))[1]
    return sentence._replace(
        given=content(" ".join(text[a:b] for a, b in spans)),
        own=content(" ".join(outside)),
        given_spans=spans,
        speaker="" if dateline and main.speaker.name and main.speaker.name in dateline.group() else _named(text, main),
    )


def _named(text: str, statement: Statement) -> str:
    return statement.speaker.name or " ".join(text[a:b] for a, b in statement.source)


def marked(text: str, span: Span) -> list[Span]:
    """Return the stretches in quotation marks, without the marks."""
    found = []
    for hit in MARKED.finditer(text, span.start, span.end):
        width = 2 if hit.group().startswith("''") else 1
        found.append(Span(hit.start() + width, hit.end() - width))
    return found
