"""The kinds of edit that unseen_edits.py makes, each with the verdict and severity that the specification gives it."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NamedTuple

SENTENCE = re.compile(r"[^.!?\n]+(?:[.!?](?![\s\n]|$)[^.!?\n]+)*[.!?]")


@dataclass(frozen=True)
class Said:
    """A sentence of a turn, with its neighbours."""

    document: str
    turn: int
    start: int
    end: int
    text: str
    after: str
    speaker: str
    label: str


@dataclass
class Edited:
    """What an edit made of a sentence and what a careful editor says to it."""

    quote: str
    words: str
    severity: str
    words_ok: tuple[str, ...] = ()
    speaker: str = "right"
    claimed: str = ""
    edit: str = ""
    spans: list[list[object]] = field(default_factory=list)
    fragment: bool = False


Edit = Callable[[Said, random.Random], Edited | None]
EDITS: dict[str, Edit] = {}


def edit(name: str) -> Callable[[Edit], Edit]:
    """Register an edit under `kind/sub`."""

    def keep(function: Edit) -> Edit:
        EDITS[name] = function
        return function

    return keep


ALTERED = ("altered",)
STYLE = ("tidied", "verbatim")


class Exchange(NamedTuple):
    """One word for another: what the edit is called, the verdict and severity it deserves, and `old>new` pairs."""

    name: str
    words: str
    severity: str
    pairs: str
    ok: tuple[str, ...] = ()


EXCHANGES = (
    Exchange(
        "ok/abbreviation",
        "tidied",
        "S0",
        "United States>U.S.|U.S.>US|Senator>Sen.|Governor>Gov.|Doctor>Dr.|January>Jan.|September>Sept.|"
        "healthcare>health care|okay>OK|Okay>OK",
        STYLE,
    ),
    Exchange(
        "ok/contract",
        "tidied",
        "S1",
        "it is>it’s|that is>that’s|we are>we’re|do not>don’t|we have been>we’ve been|I am>I’m|they are>they’re|"
        "going to>gonna",
        STYLE,
    ),
    Exchange(
        "ok/expand",
        "tidied",
        "S1",
        "we’re>we are|don’t>do not|it’s>it is|can’t>cannot|they’re>they are|I’m>I am|we’ve>we have|isn’t>is not",
        STYLE,
    ),
    Exchange(
        "ok/that_dropped",
        "tidied",
        "S1",
        "think that the>think the|say that we>say we|know that we>know we|believe that the>believe the|"
        "think that we>think we|know that the>know the|know that he>know he|say that the>say the",
        STYLE,
    ),
    Exchange(
        "bad/quantifier",
        "altered",
        "S3",
        "all of>some of|every>almost no|some>all|many>all|most>all|few>many|both>neither|always>sometimes|"
        "sometimes>always|often>rarely",
        ALTERED,
    ),
    Exchange("bad/if_to_when", "altered", "S3", "if>when|If>When|unless>because|until>since", ALTERED),
    Exchange(
        "bad/antonym",
        "altered",
        "S3",
        "more>less|less>more|increase>decrease|higher>lower|before>after|after>before|first>last|support>oppose|"
        "better>worse|up>down|strong>weak|continue>stop|protect>harm|good>bad|agree>disagree",
        ALTERED,
    ),
    Exchange(
        "bad/unit",
        "altered",
        "S3",
        "million>billion|billion>million|thousand>million|hundreds>thousands|weeks>years|months>weeks|years>months|"
        "days>weeks|percent>percentage points",
        ALTERED,
    ),
    Exchange("bad/subject", "altered", "S3", "we>they|they>we|he>she|I>we|We>They|They>We", ALTERED),
    Exchange(
        "bad/negation_contracted",
        "altered",
        "S4",
        "don’t>do|can’t>can|isn’t>is|won’t>will|haven’t>have|doesn’t>does|didn’t>did|wasn’t>was|aren’t>are|"
        "wouldn’t>would|never>always|without>with|unable>able|no longer>still|nobody>somebody|nothing>something",
        ALTERED,
    ),
    Exchange(
        "bad/weekday",
        "altered",
        "S3",
        "Monday>Wednesday|Tuesday>Thursday|Wednesday>Friday|Thursday>Monday|Friday>Tuesday|January>March|March>June|"
        "June>October|October>December|December>January",
        ALTERED,
    ),
    Exchange(
        "query/plural",
        "altered",
        "S2",
        "country>countries|family>families|community>communities|decision>decisions|announcement>announcements|"
        "question>questions|conversation>conversations",
        ALTERED,
    ),
    Exchange(
        "query/preposition",
        "altered",
        "S2",
        "over>about|within>in|regarding>on|throughout>across|toward>for",
        (*ALTERED, "tidied"),
    ),
)

LEFT_OUT = {
    "bad/only_dropped": r" only(?= )",
    "bad/hedge_dropped": r"\b(I think|I believe|we believe|we think|[Ii]t’s possible that|I guess|I don’t know if),? |"
    r" (?:probably|perhaps|maybe|possibly|likely|reportedly|potentially)(?= )",
    "bad/about_number": r" (?:about|roughly|nearly|almost|approximately|up to|at least|more than)(?= \$?\d)",
}


def exchanged(kind: Exchange) -> Edit:
    """The edit that makes the first exchange whose old word occurs exactly once."""
    pairs = [tuple(pair.split(">")) for pair in kind.pairs.split("|")]

    def made(said: Said, _: random.Random) -> Edited | None:
        for old, new in pairs:
            hits = list(re.finditer(rf"(?<![\w’'-]){re.escape(old)}(?![\w’'-])", said.text))
            if len(hits) == 1:
                text = said.text[: hits[0].start()] + new + said.text[hits[0].end() :]
                if hits[0].start() == 0:
                    text = text[:1].upper() + text[1:]
                return Edited(text, kind.words, kind.severity, kind.ok, edit=f"{old} -> {new}")
        return None

    return made


def left_out(pattern: str) -> Edit:
    """The edit that drops the one place where the pattern stands."""

    def made(said: Said, _: random.Random) -> Edited | None:
        hits = list(re.finditer(pattern, said.text))
        if len(hits) != 1:
            return None
        text = (said.text[: hits[0].start()] + said.text[hits[0].end() :]).strip(" ,")
        if len(text.split()) < 5:
            return None
        edit_made = f"dropped: {hits[0].group().strip()}"
        return Edited(text[:1].upper() + text[1:], "trimmed", "S3", ("trimmed", "altered"), edit=edit_made)

    return made


EDITS.update({kind.name: exchanged(kind) for kind in EXCHANGES})
EDITS.update({name: left_out(pattern) for name, pattern in LEFT_OUT.items()})


@edit("ok/inner_marks")
def inner_marks(said: Said, _: random.Random) -> Edited | None:
    if "“" not in said.text:
        return None
    return Edited(said.text.replace("“", "‘").replace("”", "’"), "verbatim", "S0", STYLE, edit="inner marks single")


@edit("ok/percent")
def percent(said: Said, _: random.Random) -> Edited | None:
    made = re.sub(r"(\d) percent", r"\1%", said.text)
    return None if made == said.text else Edited(made, "tidied", "S0", STYLE, edit="percent -> %")


@edit("ok/currency")
def currency(said: Said, _: random.Random) -> Edited | None:
    made = re.sub(r"\$(\d[\d.,]*) (million|billion|trillion)\b", r"\1 \2 dollars", said.text)
    if made == said.text:
        made = re.sub(r"\$(\d[\d.]*) billion", r"$\1bn", said.text)
    return None if made == said.text else Edited(made, "tidied", "S0", STYLE, edit="$ written out")


@edit("ok/stammer")
def stammer(said: Said, _: random.Random) -> Edited | None:
    made = re.sub(r"\b(\w+(?: \w+)?) — \1\b", r"\1", said.text, count=1)
    return None if made == said.text else Edited(made, "tidied", "S0", (*STYLE, "trimmed"), edit="stammer left out")


@edit("ok/i_mean")
def i_mean(said: Said, _: random.Random) -> Edited | None:
    made = re.sub(r",? \b(I mean|you know|uh|um),", "", said.text, count=1)
    return None if made == said.text else Edited(made, "tidied", "S0", (*STYLE, "trimmed"), edit="filler left out")


@edit("ok/short_fragment")
def short_fragment(said: Said, chance: random.Random) -> Edited | None:
    words = list(re.finditer(r"\S+", said.text))
    if len(words) < 14:
        return None
    size = chance.randint(3, 6)
    first = chance.randint(1, len(words) - size - 1)
    made = said.text[words[first].start() : words[first + size - 1].end()].strip(" ,;:—-.")
    if not re.search(r"[a-z]{5}", made) or any(mark in made for mark in "—“”()[]"):
        return None
    return Edited(
        made, "verbatim", "S0", ("verbatim", "tidied", "trimmed", "not_on_record"), edit="fragment", fragment=True
    )


@edit("ok/bracket_sic")
def bracket_sic(said: Said, chance: random.Random) -> Edited | None:
    words = list(re.finditer(r"[a-z]{5,}", said.text))
    if len(words) < 3:
        return None
    at = chance.choice(words).end()
    return Edited(
        said.text[:at] + " [sic]" + said.text[at:], "bracketed", "S1", ("bracketed", "verbatim"), edit="[sic]"
    )


@edit("ok/bracket_verb")
def bracket_verb(said: Said, _: random.Random) -> Edited | None:
    made = re.sub(r"\b(the [a-z]+) (is|are) (?=[a-z])", r"\1 [in question] \2 ", said.text, count=1)
    return None if made == said.text else Edited(made, "bracketed", "S1", ("bracketed",), edit="bracket inserted")


@edit("ok/ellipsis_ends")
def ellipsis_ends(said: Said, _: random.Random) -> Edited | None:
    return Edited(
        "… " + said.text.rstrip(".") + " …", "ellipsis", "S0", ("trimmed", *STYLE), edit="ellipses at the ends"
    )


@edit("ok/ellipsis_sentence")
def ellipsis_sentence(said: Said, _: random.Random) -> Edited | None:
    rest = list(SENTENCE.finditer(said.after))
    if len(rest) < 2 or re.match(r"\W*(But|However|Unless|Except|Not|No\b|Although|Though)", rest[0].group()):
        return None
    if len(rest[0].group().split()) > 14 or re.search(
        r"\bnot\b|n’t|\bno\b|only|\bif\b|\d|think|maybe|but", rest[0].group()
    ):
        return None
    last = rest[1].group().strip()
    if len(last.split()) < 5:
        return None
    return Edited(
        said.text + " … " + last, "ellipsis", "S0", ("trimmed", "spliced", "tidied"), edit="whole sentence cut, marked"
    )


@edit("ok/no_commas")
def no_commas(said: Said, _: random.Random) -> Edited | None:
    made = re.sub(r"(?<=[a-z]), (?=[a-z])", " ", said.text)
    return None if made == said.text else Edited(made, "verbatim", "S0", STYLE, edit="commas left out")


@edit("bad/except_cut")
def except_cut(said: Said, _: random.Random) -> Edited | None:
    hit = re.search(r",? \b(unless|except|as long as|provided|only if|until|but)\b", said.text)
    if hit is None or len(said.text[: hit.start()].split()) < 6 or len(said.text[hit.start() :].split()) < 4:
        return None
    return Edited(
        said.text[: hit.start()].rstrip(",;— ") + ".",
        "trimmed",
        "S3",
        ("trimmed", "altered"),
        edit=f"end cut: {hit.group().strip()} ...",
    )


@edit("bad/ellipsis_except")
def ellipsis_except(said: Said, _: random.Random) -> Edited | None:
    hit = re.search(r",? \b(if|unless|except for|as long as|when|not) [^,.;]+,", said.text)
    if hit is None or hit.start() < 12 or len(said.text[hit.end() :].split()) < 4:
        return None
    return Edited(
        said.text[: hit.start()] + " … " + said.text[hit.end() :].strip(),
        "trimmed",
        "S3",
        ("trimmed", "altered"),
        edit=f"ellipsis hides: {hit.group().strip()}",
    )


@edit("bad/bracket_negation")
def bracket_negation(said: Said, _: random.Random) -> Edited | None:
    hit = re.search(r"\b(do|does|did|is|are|was|were|has|have|would|should|could)n’t (\w+)", said.text)
    if hit is None:
        return None
    made = said.text[: hit.start()] + f"[{hit.group(1)} {hit.group(2)}]" + said.text[hit.end() :]
    return Edited(made, "bracketed", "S4", ("bracketed", "altered"), edit="bracket hides a negation")


@edit("bad/swap_sides")
def swap_sides(said: Said, _: random.Random) -> Edited | None:
    names = re.findall(
        r"\b(Russia|Ukraine|China|Israel|Hamas|Iran|Taiwan|Republicans|Democrats|Congress|Gaza|Putin)\b", said.text
    )
    if len(set(names)) != 2 or len(names) != 2:
        return None
    one, two = names
    made = re.sub(rf"\b({one}|{two})\b", lambda m: two if m.group() == one else one, said.text)
    return Edited(made, "altered", "S3", ("altered", "spliced"), edit=f"{one} <-> {two}")
