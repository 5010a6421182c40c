"""Holds headline and standfirst against the body: what they say that the body does not, or says otherwise.

Only what can be shown word by word is said. A headline may shorten, turn round and colour; a finding needs a number, a
quotation, a strong word, a modal, a condition or an attribution that stands on one side and not on the other. Where
the body is not clearly about the same thing nothing is said.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Literal

from onrecord.judging.commitments import (
    CONDITION,
    HEDGE,
    NEGATION,
    REPORTING,
    Line,
    body_of,
    content,
    line,
    marked,
    sentence_spans,
)
from onrecord.judging.figures import figures, has, values
from onrecord.types import Article, Finding, Severity, Span, Statement

About = Literal["headline", "standfirst"]

STATED = 0.75  # of the headline's content words in one sentence of the body
SAID = 0.6  # of them in what somebody is given
ON_IT = 0.5  # from here on a sentence is about what the headline is about
ELSEWHERE = 0.34  # below this a sentence is about something else
FEWEST = 3  # content words of a headline that says something
LEAD = 5  # sentences of the body
LABEL = 3  # words in marks: as a rule a name or a nickname
SHOWN = 140  # code points of the body in a reason; the spans carry the rest
SHORTEST_BODY = 150  # words: below this the page is an extract, and absence shows nothing

TEASER = re.compile(
    r"\?|^(?:what|why|how|who|when|where|here['’]?s?|watch|photos?|video|live|opinion|\d+ (?:things|ways|reasons))\b|"
    r"\b(?:this|these|just)\b.*(?:\bwhat\b|\bwho\b|\bhow\b|…|\.\.\.)|\b\d+ (?:\w+ )?(?:things|words|ways|reasons|"
    r"facts)\b|^the (?:note|trail|fix|latest|week|daily)\b",
    re.IGNORECASE,
)
KICKER = re.compile(
    r"^(?:(?-i:[A-Z]{4,})|Breaking|Exclusive|Opinion|Analysis|Update[d]?|Video|Watch|Column|Editorial): ", re.IGNORECASE
)
OFFER = re.compile(
    r"\b(?:willing|ready|open|prepared|happy|glad|welcome|pleased)\b|\b(?:we|they|it|he|she)(?:['’]ll| will| would) "
    r"(?:be|have|join|talk|work|accept|consider|support|lift|end|stop|negotiate|agree)\b",
    re.IGNORECASE,
)
DECLARED = re.compile(
    r"\b(?:reject(?:s|ed)?|refus(?:es?|ed)|disput(?:es?|ed)|nominat(?:es?|ed)|nam(?:es|ed)|endors(?:es?|ed)|"
    r"back(?:s|ed)|"
    r"rules?|ruled|orders?|ordered|condemn(?:s|ed)?|support(?:s|ed)|oppos(?:es?|ed)|agree(?:s|d)?)\b",
    re.IGNORECASE,
)  # acts that are done by speaking: who does them is who says so
POINTERS = frozenset("he she they it we i you one two three who which that this public many some others people".split())
LOOSE = frozenset("with who which that of whose where".split())  # more than a name was taken for one
SPOKESMEN = frozenset(
    "official officials source sources police aide aides campaign poll polls spokesman spokeswoman spokesperson "
    "networks "
    "investigators prosecutors lawyers authorities analysts economists researchers scientists experts critics "
    "opponents supporters allies advisers lawmakers republicans democrats diplomats company".split()
)
IF = re.compile(r"\b(?:if|once|as long as|provided|on condition that|as soon as)\b", re.IGNORECASE)
CLAUSE = re.compile(r"[,;:—–]|\b(?:that|fearing|saying|and|but|which|who)\b", re.IGNORECASE)
LIMITED = re.compile(
    r"\b(?:if|unless|until|till|only when|only after|as long as|provided|on condition)\b", re.IGNORECASE
)
HARD_CONDITION = re.compile(r"\b(?:if|unless|only if|provided that|on condition|as long as)\b", re.IGNORECASE)
MUST = re.compile(r"\b(must|has to|have to|needs to|need to|ought to)\b", re.IGNORECASE)
HEDGED_VERB = re.compile(
    r"\b(?:may|might|could)(?: not)?(?: (?:be|have|also|still|even|soon|eventually|well))* (\w+)", re.IGNORECASE
)
# a strong word of a headline, and what in a body bears it
STRONG: tuple[tuple[str, str, Severity], ...] = (
    (r"admit(?:s|ted|ting)?|confess(?:es|ed)?", r"admi(?:t|ssion)|confess|acknowledg|conced|own(?:s|ed)? up", "S2"),
    (r"prov(?:es|ed|en)", r"\bprov(?:e|es|ed|en|ing)\b|proof|demonstrat|\bshow(?:s|ed|n)?\b|evidence|establish", "S2"),
    (r"confirm(?:s|ed)", r"confirm|verif|corroborat|acknowledg|announc", "S2"),
    (r"lie[sd]|lying", r"\blie[sd]?\b|\blying\b|\bliar|false|untru|mislea?d|fabricat|dishonest|inaccura|deceiv", "S2"),
    (r"guilty", r"guilt|convict|plea|plead|verdict|culpab", "S3"),
    (r"ban(?:s|ned)", r"\bban|\bbar(?:s|red|ring)?\b|prohibit|block|outlaw|forbid|forbade|halt|prevent|stop", "S2"),
)  # fmt: skip


def judge_headline(article: Article, statements: Sequence[Statement]) -> tuple[Finding, ...]:
    """Return what can be decided about each headline and standfirst, in the order of the page.

    Verdicts: "stated" (S0), "stated by X only", "stronger than the body", "condition dropped", "not in the body"
    (S1 to S3). `printed` holds the words of the headline first, then the sentences of the body that bear on them.
    A page that names another outlet as its source is held against what stands below that line.
    """
    body = body_of(article, statements)
    if sum(len(sentence.text.split()) for sentence in body) < SHORTEST_BODY:
        return ()
    findings: list[Finding] = []
    for block in article.blocks:
        if block.kind == "headline" or block.kind == "standfirst":
            for span in sentence_spans(article.text, block.span):
                findings += _judge(block.kind, line(article.text, _trimmed(article.text, span)), body, article)
    return tuple(findings)


def _trimmed(text: str, span: Span) -> Span:
    """Leave out a kicker ("Breaking:") and the full stop."""
    words = text[span.start : span.end]
    kicker = KICKER.match(words)
    start = span.start + (kicker.end() if kicker else 0)
    return Span(start, span.start + len(words.rstrip(" .;\n")))


def _judge(about: About, head: Line, body: Sequence[Line], article: Article) -> list[Finding]:
    """Take the commitments one by one; what supports the line is looked for last, and only when nothing else is "
    "wrong."""
    found = [*_numbers(about, head, body), *_quotations(about, head, body, article)]
    if TEASER.search(head.text) or len(head.stems) < FEWEST:
        return found
    found += [*_obligations(about, head, body, article), *_strong_words(about, head, body)]
    found += [*_refusals(about, head, body), *_attribution(about, head, body)]
    if not found:
        found += [*_conditions(about, head, body), *_hedges(about, head, body)]
    return found or list(_stated(about, head, body))


def _numbers(about: About, head: Line, body: Sequence[Line]) -> Iterator[Finding]:
    """A number that the body has in no form, rounding, sum or difference."""
    held = [value for sentence in body for value in values(sentence.text)]
    for figure in figures(head.text):
        if not has(figure.value, held):
            span = Span(head.span.start + figure.span.start, head.span.start + figure.span.end)
            yield _finding(
                about, "S2", "not in the body", [span],
                f"The {about} says “{figure.words}”. The text has no such number, nor one that comes to it.",
                "Ask where the number is from, or give it in the text.",
            )  # fmt: skip


def _quotations(about: About, head: Line, body: Sequence[Line], article: Article) -> Iterator[Finding]:
    """Words in marks of which one content word or more stands nowhere in the body."""
    held = frozenset().union(*(sentence.stems for sentence in body))
    for span in marked(article.text, head.span):
        words = article.text[span.start : span.end]
        missing = content(words) - held
        if len(words.split()) < 2 or not missing or len(content(words)) < 2 or words.rstrip().endswith(("…", "...")):
            continue
        severity: Severity = "S1" if len(words.split()) <= LABEL else "S2"
        yield _finding(
            about, severity, "not in the body", [span],
            f"The {about} has “{words}” in quotation marks. These words are not in the text.",
            "Find who said it and in which words, or take the marks away.",
        )  # fmt: skip


def _obligations(about: About, head: Line, body: Sequence[Line], article: Article) -> Iterator[Finding]:
    """ "X said that Y must": whose word is "must"? Nobody's, when no quotation has it and no sentence nearby does."""
    modal = MUST.search(head.text)
    if modal is None or any(start <= modal.start() < end for start, end in _marks(head)):
        return
    if not REPORTING.search(head.text[: modal.start()]):
        return
    word = modal.group(1).casefold()
    quoted = [article.text[a:b] for sentence in body for a, b in marked(article.text, sentence.span)]
    same = re.compile(rf"\b{re.escape(word)}\b", re.IGNORECASE)
    if any(same.search(words) for words in quoted):
        return
    if any(MUST.search(sentence.text) and _cover(head, sentence) >= ON_IT for sentence in body):
        return
    if any(same.search(sentence.text) and _cover(head, sentence) >= ELSEWHERE for sentence in body):
        return
    start = head.span.start + modal.start()
    end = min(head.span.end, start + len(" ".join(head.text[modal.start() :].split()[:4])))
    yield _finding(
        about, "S1", "not in the body", [Span(start, end)],
        f"“{article.text[start:end]}” is the page's own wording: nobody in the text is quoted with “{word}”.",
        "Quote the words that were used, or report them without the obligation.",
    )  # fmt: skip


def _strong_words(about: About, head: Line, body: Sequence[Line]) -> Iterator[Finding]:
    """ "Admits", "proves", "lied": a word that the body neither has nor bears out."""
    for strong, bearing, severity in STRONG:
        hit = re.search(rf"\b(?:{strong})\b", head.text, re.IGNORECASE)
        if hit is None or REPORTING.search(head.text[: hit.start()]):
            continue
        if any(start <= hit.start() < end for start, end in _marks(head)):
            continue
        if any(re.search(bearing, sentence.text, re.IGNORECASE) for sentence in body):
            continue
        yield _finding(
            about, severity, "stronger than the body",
            [Span(head.span.start + hit.start(), head.span.start + hit.end())],
            f"The {about} says “{hit.group()}”. The text has neither the word nor one that would bear it.",
            "Use the word that the text uses, or say in the text what bears this one.",
        )  # fmt: skip


def _refusals(about: About, head: Line, body: Sequence[Line]) -> Iterator[Finding]:
    """A flat refusal above; below, an offer under a condition, or a refusal that is somebody's and not the page's."""
    if not NEGATION.search(head.text) or LIMITED.search(head.text) or _attributed(head):
        return
    near = [s for s in body if len(head.stems & s.stems) >= 2 and head.stems & s.names & head.names]
    offer = next((sentence for sentence in near if _offers(sentence)), None)
    if offer is not None:
        yield _finding(
            about, "S2", "condition dropped", [head.span, offer.span],
            f"The {about} refuses without a condition. The text has an offer under a condition, by "
            f"{offer.speaker or 'somebody'}: {_passage(offer.text, IF)}",
            "Take the condition up, or say whose refusal it is.",
        )  # fmt: skip
    refusing = [sentence for sentence in near if NEGATION.search(sentence.text) or LIMITED.search(sentence.text)]
    if not refusing or not all(_refusal_is_given(sentence) for sentence in refusing):
        return
    named = list(dict.fromkeys(sentence.speaker for sentence in refusing))
    if all(_is_name(name) and not content(name) & head.stems for name in named):
        yield _only(about, head, named, refusing)


def _passage(text: str, telling: re.Pattern[str]) -> str:
    """A stretch of a sentence in quotation marks, short enough for a reason, with the telling words in it."""
    hit = telling.search(text)
    start = 0 if len(text) <= SHOWN or hit is None else max(0, min(hit.start() - 20, len(text) - SHOWN))
    start = text.rfind(" ", 0, start) + 1
    end = len(text) if len(text) - start <= SHOWN else text.rfind(" ", start, start + SHOWN)
    words = text[start:end].strip(' “”"')
    return f"“{'… ' if start else ''}{words}{' …' if end < len(text) else ''}”"


def _offers(sentence: Line) -> bool:
    """Tell whether a sentence holds something out under a condition: "if ..., we will be willing to"."""
    condition = IF.search(sentence.text)
    offer = OFFER.search(sentence.text, condition.end()) if condition else None
    return bool(condition and offer and not NEGATION.search(sentence.text[condition.end() : offer.end()]))


def _refusal_is_given(sentence: Line) -> bool:
    """Tell whether every word that refuses or limits stands in what is given to somebody."""
    hits = [hit for pattern in (NEGATION, LIMITED) for hit in pattern.finditer(sentence.text)]
    places = [sentence.span.start + hit.start() for hit in hits]
    return all(any(start <= place < end for start, end in sentence.given_spans) for place in places)


def _only(about: About, head: Line, named: Sequence[str], sentences: Sequence[Line]) -> Finding:
    names = ", ".join(named)
    passage = _passage(sentences[0].text, NEGATION)
    return _finding(
        about, "S1", f"stated by {names} only", [head.span, *(sentence.span for sentence in sentences[:3])],
        f"The {about} says it in the page's own voice. The text has it from {names}: {passage}",
        f"Say that it is {names} who says so.",
    )  # fmt: skip


def _attribution(about: About, head: Line, body: Sequence[Line]) -> Iterator[Finding]:
    """Said by the headline in its own voice, and in the body by somebody only."""
    if _attributed(head) or HEDGE.search(head.text):
        return
    spoken = [sentence for sentence in body if _share(head, sentence.given) >= SAID and _alike(head, sentence)]
    if not any(sentence in spoken for sentence in body[:LEAD]):
        return  # what a headline is made of stands at the top; further down the same words tell something else
    named = list(dict.fromkeys(sentence.speaker for sentence in spoken))
    if any(sentence.own & head.stems for sentence in spoken) or any(_meant(head, name, body) for name in named):
        return  # the headline may mean the speaker by another name: "island governor" for "Island Gov. Per Berg"
    if not named or len(named) > 3 or any(not _is_name(name) or content(name) & head.stems for name in named):
        return  # where the headline names the person, an act done by speaking is no lost attribution
    own = [sentence.own for sentence in body]
    if any(_share(head, one) > ON_IT for one in own):
        return
    if any(_share(head, one | two) >= STATED for one, two in pairwise(own)):
        return
    yield _only(about, head, named, spoken)


def _conditions(about: About, head: Line, body: Sequence[Line]) -> Iterator[Finding]:
    """The sentence that carries the headline stands under a condition, and the headline does not."""
    if CONDITION.search(head.text) or HEDGE.search(head.text) or REPORTING.search(head.text):
        return
    carrying = [sentence for sentence in body if _cover(head, sentence) >= STATED]
    if not carrying or not all(_governed(head, sentence) for sentence in carrying):
        return
    if any(_cover(head, sentence) >= ON_IT and not HARD_CONDITION.search(sentence.text) for sentence in body):
        return
    yield _finding(
        about, "S2", "condition dropped", [head.span, *(sentence.span for sentence in carrying[:2])],
        f"The text has this under a condition: {_passage(carrying[0].text, HARD_CONDITION)} The {about} has none.",
        "Take the condition up.",
    )  # fmt: skip


def _governed(head: Line, sentence: Line) -> bool:
    """Tell whether the words of the headline stand directly under the sentence's condition, not in some other "
    "clause."""
    hit = HARD_CONDITION.search(sentence.text)
    if hit is None:
        return False
    if hit.start() <= 2:
        return len(head.stems & content(sentence.text.partition(",")[2])) >= len(head.stems & sentence.stems) - 1
    clause = CLAUSE.split(sentence.text[: hit.start()])[-1]
    return len(head.stems & content(clause)) >= ON_IT * len(head.stems)


def _hedges(about: About, head: Line, body: Sequence[Line]) -> Iterator[Finding]:
    """A verb that the body has only behind "may", "might" or "could", and the headline without."""
    if HEDGE.search(head.text) or REPORTING.search(head.text) or NEGATION.search(head.text):
        return
    near = [sentence for sentence in body if _cover(head, sentence) >= ON_IT]
    hedged = {
        stem: sentence for sentence in near for verb in HEDGED_VERB.findall(sentence.text) for stem in content(verb)
    }
    for stem in sorted(set(hedged) & (head.stems - head_names(head))):
        plain = [s for s in body if stem in s.stems and _cover(head, s) >= ELSEWHERE and s is not hedged[stem]]
        if any(stem not in _hedged_stems(sentence) for sentence in plain):
            continue
        yield _finding(
            about, "S2", "stronger than the body", [head.span, hedged[stem].span],
            f"The {about} says it outright. The text says it with a may, might or could: “{hedged[stem].text}”",
            "Keep the doubt that the text has.",
        )  # fmt: skip
        return


def head_names(head: Line) -> frozenset[str]:
    """Return the capitalised stems of a headline in sentence case; in title case capitals tell nothing."""
    words = [word for word in head.text.split() if word[0].isalpha()]
    title_case = sum(word[0].isupper() for word in words) > 0.7 * len(words)
    return frozenset() if title_case else head.names


def _hedged_stems(sentence: Line) -> frozenset[str]:
    return content(" ".join(HEDGED_VERB.findall(sentence.text)))


def _stated(about: About, head: Line, body: Sequence[Line]) -> Iterator[Finding]:
    """Name the sentence that carries the line, if one does."""
    best = max(body, key=lambda sentence: (_cover(head, sentence), -sentence.span.start))
    if _cover(head, best) >= STATED and _alike(head, best):
        from_whom = f"The text has it from {best.speaker}" if _share(head, best.own) < STATED else "The text says so"
        yield _finding(about, "S0", "stated", [head.span, best.span], f"{from_whom}: “{best.text}”", "")


def _alike(head: Line, sentence: Line) -> bool:
    """Tell whether both deny as often: the same words with one "not" more state something else."""
    return len(NEGATION.findall(head.text)) == len(NEGATION.findall(sentence.text))


def _cover(head: Line, sentence: Line) -> float:
    return _share(head, sentence.stems)


def _share(head: Line, stems: frozenset[str]) -> float:
    return len(head.stems & stems) / len(head.stems) if head.stems else 0.0


def _meant(head: Line, speaker: str, body: Sequence[Line]) -> bool:
    """Tell whether the text gives the speaker a title or a place that the headline names."""
    last = (speaker.split() or [""])[-1]
    if not last[:1].isupper():
        return False
    titled = re.compile(rf"((?:[\w.'’-]+ ){{1,4}}){re.escape(last)}\b")
    return any(content(hit) & head.stems for sentence in body for hit in titled.findall(sentence.text))


def _is_name(speaker: str) -> bool:
    """Tell whether a speaker is named, and not only pointed to."""
    words = re.findall(r"[\w’'-]+", speaker)
    if not words or len(words) > 6 or words[-1].casefold() in POINTERS or set(map(str.casefold, words)) & LOOSE:
        return False
    return any(word[0].isupper() and len(word) > 2 for word in words) or words[-1].casefold() in SPOKESMEN


def _attributed(head: Line) -> bool:
    """Tell whether a headline says, by a verb, a colon or marks, that these are somebody's words."""
    return bool(REPORTING.search(head.text) or DECLARED.search(head.text) or ":" in head.text or _marks(head))


def _marks(head: Line) -> list[Span]:
    """Return the stretches in quotation marks, in the headline's own text."""
    return marked(head.text, Span(0, len(head.text)))


def _finding(
    about: About, severity: Severity, verdict: str, spans: Sequence[Span], reason: str, next_step: str
) -> Finding:
    return Finding(
        id=f"{about}-{spans[0].start}-{verdict.replace(' ', '-')}",
        about=about,
        severity=severity,
        verdict=verdict,
        reason=reason,
        next_step=next_step,
        printed=tuple(spans),
    )
