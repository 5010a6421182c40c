"""Who stands where: one row for each position that somebody on the page takes, with the sentence behind it.

A position is read from words that take one: support, refusal, a condition, a denial, a question left open. Rows of one
actor towards one thing stand side by side, also where they pull in different directions; no verdict is drawn from that.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import Literal

import msgspec

from onrecord.tracing.words import sentence_starts
from onrecord.types import Article, Position, Span, Statement

Stance = Literal["for", "against", "condition", "denial", "open"]

DENIES = re.compile(
    r"\b(?:den(?:y|ies|ied|ying)|dismiss(?:es|ed)|refut(?:es?|ed)|disput(?:es?|ed)|disavow(?:s|ed)?)\b", re.IGNORECASE
)
DENIAL = re.compile(
    r"^\W*(?:but |and |well, )?(?:there(?: i|['’])s (?:nothing|no)\b|there (?:are|was|were) no\b|it(?: i|"
    r"['’])s not true\b|"
    r"(?:i|we|he|she|they) (?:have |has |had |did |do |does |(?:have|has|had|did|do|does)(?=n['’]t))?(?:never|not|"
    r"n['’]t) "
    r"(?:ever )?(?:ask|sa[iy]|agree|promis|offer|order|threaten|plan|intend|seek|sought|meddl|interfer|attack|pa[iy]|"
    r"receiv|violat|break|broke|buy|bought|s[eo]ll|sold|send|sent|g[ia]ve|lie|mislead|misled|know|tell|told)\w*)",
    re.IGNORECASE,
)
CONDITION = re.compile(
    r"\b(?:if|unless|until|provided(?: that)?|as long as|on (?:the )?condition|only (?:when|after|if)|depend(?:s|"
    r"ed|ing)? (?:up)?on|"
    r"in order for|in exchange for|conditional on|contingent on)\b",
    re.IGNORECASE,
)
AGAINST = re.compile(
    r"\b(?:oppos(?:es?|ed|ing|ition to)|against|reject(?:s|ed|ing)?|condemn(?:s|ed|ing)?|refus(?:es?|ed|ing)|"
    r"rul(?:es?|ed|ing) out|"
    r"inconsistent with|unacceptable|not (?:welcome|acceptable|support|accept|allow|agree)|(?:will|would|can|"
    r"could|shall|must|should) (?:not|never)\b|"
    r"(?:won|wouldn|can|cannot|shouldn|mustn)['’]?t\b|no (?:talks|discussions?|deal|place|room|reason|plans?)|"
    r"block(?:s|ed|ing)?|"
    r"must (?:stop|end|leave|go|resign)|criticis?z?(?:es?|ed|ing)|warn(?:s|ed)? against|wrong to)\b",
    re.IGNORECASE,
)
FOR = re.compile(
    r"\b(?:support(?:s|ed|ing)?|back(?:s|ed|ing)(?! (?:out|to|in|from|up|on|at|off|down|away)\b)|favou?r(?:s|ed|"
    r"ing)?|welcom(?:es?|ed|ing)|endors(?:es?|ed|ing)|"
    r"in favou?r of|"
    r"committed to|commitment to|want(?:s|ed)?|hop(?:es?|ed|ing) (?:for|that|to)|willing to|ready to|open to|"
    r"agree(?:s|d)?|"
    r"prais(?:es?|ed)|"
    r"(?:goal|aim|priority|mandate|objective|purpose)\b[^.]{0,60}?\b(?:is|are|was)|should|must|"
    r"has to|have to)\b",
    re.IGNORECASE,
)
CALLS = re.compile(
    r"\b(?P<word>call|appeal|push|press|campaign|plead|argu|ask|vot)\w*(?: (?P<to>for|against|to))?$", re.IGNORECASE
)
SUBJECT = re.compile(
    r"(?P<name>\b[A-Z][\w.’'-]{0,40}\w(?: [A-Z][\w.’'-]{0,40}\w){0,3})(?:['’]s?)? (?:\w+ly |has |have |had |also |"
    r"still |now |"
    r"again )*"
    r"(?:support|back|favou?r|welcom|endors|want|agree|oppos|reject|condemn|refus|hop|prais|criticis|block)\w*(?: to)?$"
)
OWN_STANCE = re.compile(
    r"(?P<actor>\b[A-Z][\w.]{1,40}(?: [A-Z][\w.]{1,40}){0,3})(?:['’]s?)? (?P<word>support|backing|opposition|hostility|"
    r"resistance)s? (?:for|of|to) "
    r"(?P<object>(?:the )?(?:[A-Z][\w.'’-]{1,40}(?: |\b)){1,5})"
)
NAME = re.compile(r"\b(?:[A-Z][\w’'.-]*[\w]|[A-Z]{2,})(?: (?:of |the |and )?[A-Z][\w’'-]*\w)*")
OPENING = frozenset(
    "a an and as at but by for from he her his i i'm if in it it's its my no not of on or our she so that the "
    "their there they "
    "this those to we what when where while who why with you".split()
)
BODY_OF = re.compile(
    r"^(?:the )?(?P<body>.+?) (?:chief )?(?:spokes(?:man|woman|person)|press secretary)$", re.IGNORECASE
)
LINE = re.compile(r"[^\n\r\u2028\u2029]+")
SOON = 4  # words
DUTY = re.compile(
    r"\b(?:should|must|has to|have to|needs? to|needed to|will|would|can|could|shall)(?: \w+)?$", re.IGNORECASE
)
AT_ONCE = re.compile(
    r"[\s“\"]*(?:(?:for|of|to|the|a|an|with|against|by|on)\s+)*(?P<name>[A-Z][\w’'.-]*\w(?: (?:of |"
    r"the )?[A-Z][\w’'-]*\w)*)"
)
LONGEST = 80  # characters of a thing stood towards


_Row = tuple[Position, str]  # with the name that it is sorted by


def positions(article: Article, statements: Sequence[Statement]) -> tuple[Position, ...]:
    """Return the positions that the statements of a page take, by actor and by what they are taken towards.

    `actor` is the body where a spokesman or a capital speaks for one; `said_by` is who spoke, or the outlet that says
    it of the actor. `day` is the day that the sentence names, else the page's. `span` is the sentence.
    """
    bodies, sentences = _bodies(statements), _Sentences(article.text)
    rows = [row for statement in statements for row in _of_statement(article, statement, bodies, sentences)]
    rows += _told_of_others(article, statements, sentences)
    rows.sort(key=lambda row: row[0].span or Span(0, 0))
    actors = {_key(row.actor): number for number, (row, _) in reversed(list(enumerate(rows)))}
    things = {(_key(row.actor), about): number for number, (row, about) in reversed(list(enumerate(rows)))}
    rows.sort(key=lambda pair: (actors[_key(pair[0].actor)], things[_key(pair[0].actor), pair[1]]))
    names = {_key(row.actor): row.actor for row, _ in reversed(rows)}
    return tuple(msgspec.structs.replace(row, actor=names[_key(row.actor)]) for row, _ in rows)


def _of_statement(
    article: Article, statement: Statement, bodies: dict[str, str], sentences: _Sentences
) -> Iterator[_Row]:
    speaker = statement.speaker
    if not speaker.name or speaker.kind == "none" or not statement.content:
        return
    words = " ".join(article.text[a:b] for a, b in statement.content)
    cue = " ".join(article.text[a:b] for a, b in statement.cue)
    stance = _stance(words, cue, statement)
    if stance is None:
        return
    other = _other_actor(words, *stance, speaker.name)
    row = Position(
        actor=other or speaker.stands_for or bodies.get(speaker.name, speaker.name),
        stance=stance[0],
        towards=_towards(words, *stance),
        said_by=speaker.name,
        day=statement.days[0] if statement.days else article.date,
        statement=statement.id,
        span=sentences.around(statement.content[0]),
    )
    yield row, _about(words, stance[1], f"{speaker.name} {other}")


def _stance(words: str, cue: str, statement: Statement) -> tuple[Stance, int] | None:
    """Return the stance that a content takes and where in it the thing begins that it is taken towards."""
    if statement.question:
        return "open", 0
    if statement.denial or DENIES.search(cue):
        return "denial", 0
    if DENIAL.search(words):
        return "denial", 0
    condition = CONDITION.search(words)
    if condition:
        return "condition", condition.end()
    called = CALLS.search(cue)
    if called:
        direction = called["to"] or words.strip().partition(" ")[0].casefold()
        if direction == "for" or (direction == "to" and called["word"].casefold() == "appeal"):
            return "for", 0
        if direction == "against":
            return "against", 0
    for stance, pattern in (("against", AGAINST), ("for", FOR)):
        hit = pattern.search(words) or pattern.search(cue)
        if hit:
            inside = hit.end() if hit.string is words else 0
            if stance == "for" and re.match(r" (?:not|never)\b", words[inside:]):
                return "denial", inside
            return ("against", inside) if stance == "against" else ("for", inside)
    return None


def _other_actor(words: str, stance: Stance, start: int, speaker: str) -> str:
    """Return whose stance a speaker tells of: "Moreau said that Norland supports the pact" is Norland's.

    Words of duty ("Norland must stop") stay the speaker's own stance.
    """
    if stance not in ("for", "against") or not start:
        return ""
    hit = SUBJECT.search(words[:start])
    if hit is None or hit["name"].casefold() in OPENING or hit["name"].casefold() in speaker.casefold():
        return ""
    return re.sub(r"['’]s?$", "", hit["name"])


def _bodies(statements: Sequence[Statement]) -> dict[str, str]:
    """Return for each spokesman the body that one of the mentions says he speaks for."""
    found: dict[str, str] = {}
    for statement in statements:
        for role in statement.speaker.roles:
            held = BODY_OF.match(role)
            if held:
                found.setdefault(statement.speaker.name, held["body"])
    return found


def _towards(words: str, stance: Stance, start: int) -> str:
    """Return what a stance is taken towards: the name that follows at once, else the words themselves.

    A name further off is not put here: who wants "to counter Norland" is not for Norland. A condition is put to whom
    it names at once ("if Norland stops") or to whom the sentence begins with.
    """
    behind = words[start:]
    if stance in ("for", "against") and start:
        duty = DUTY.search(words[:start])
        named = None if duty else AT_ONCE.match(behind)
        return _bare(named["name"]) if named else _phrase(words if duty else behind or words)
    if stance == "condition":
        named = AT_ONCE.match(behind) or AT_ONCE.match(re.sub(r"^\W*that ", "", words))
        if named and named["name"].partition(" ")[0].casefold().replace("’", "'") not in OPENING:
            return _bare(named["name"])
        return _phrase(behind if len(behind.split()) > SOON else words)
    return _phrase(words)


def _bare(name: str) -> str:
    return re.sub(r"['’]s?$", "", name)


def _phrase(words: str) -> str:
    """Return the first clause of some words, at most 80 characters of it."""
    plain = re.sub(r"^\W*(?:(?:that|for|to|and|but|so|then)\b\W*)+", "", words)
    plain = re.split(r"[;:.?!]\s|,[”\"]?\s(?:which|who|and|but|adding|saying)\b", plain)[0].strip(" “”\"'‘’,.;:")
    if plain.count("“") > plain.count("”"):
        plain += "”"
    return plain if len(plain) <= LONGEST else plain[:LONGEST].rsplit(" ", 1)[0] + " …"


def _about(words: str, start: int, speaker: str) -> str:
    """Return the first name that is not the speaker's, to put rows on one thing side by side; it is not shown."""
    own = {part.casefold() for part in speaker.split()} | OPENING
    for text in (words[start:], words):
        for hit in NAME.finditer(text):
            parts = [part for part in _bare(hit.group()).casefold().replace("’", "'").split() if part not in own]
            if parts and not re.search(r"-(?:led|backed|based)$", parts[-1]):
                return parts[-1]
    return ""


def _told_of_others(article: Article, statements: Sequence[Statement], sentences: _Sentences) -> Iterator[_Row]:
    """ "Norland's support for the pact": a stance that the page itself ascribes to somebody."""
    inside = sorted(span for statement in statements for span in statement.content)
    starts, ends = [span.start for span in inside], list(accumulate((span.end for span in inside), max))
    for block in article.blocks:
        if block.kind not in ("paragraph", "blockquote", "standfirst", "list-item"):
            continue
        for hit in OWN_STANCE.finditer(article.text, block.span.start, block.span.end):
            before = bisect_right(starts, hit.start())
            if (before and ends[before - 1] > hit.start()) or hit["actor"].casefold() in OPENING:
                continue
            row = Position(
                actor=hit["actor"],
                stance="for" if hit["word"] in ("support", "backing") else "against",
                towards=re.sub(r"^the |\W+$", "", hit["object"]),
                said_by=article.site or "this page",
                day=article.date,
                span=sentences.around(Span(*hit.span())),
            )
            yield row, _about(hit["object"], 0, hit["actor"])


class _Sentences:
    """The sentences of a text, cut once, line by line."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._edges: list[int] = []
        for found in LINE.finditer(text):
            self._edges += [found.start(), *sentence_starts(text, *found.span())]
        self._edges.append(len(text))

    def around(self, part: Span) -> Span:
        """Return the sentence or sentences in which a stretch stands."""
        first = self._edges[max(0, bisect_right(self._edges, part.start) - 1)]
        last = self._edges[min(len(self._edges) - 1, bisect_left(self._edges, part.end))]
        return Span(first, first + len(self._text[first:last].rstrip()))


def _key(name: str) -> str:
    """Return a name as far as it tells actors apart: "the US State Department" and "State department" are one."""
    bare = re.sub(r"^(?:the|us|u\.s\.|american) ", "", re.sub(r"^the ", "", name.casefold()))
    return re.sub(r"[^\w ]", "", bare)
