"""Make quotation cases with kinds of edit that the visible benchmark does not have, over other documents.

    python benchmarks/unseen_edits.py BULK_FOLDER OUT_FOLDER [--documents 60] [--each 40] [--seed 1]

Reads transcripts from BULK_FOLDER (any format that onrecord reads), draws sentences, edits them by rule and writes
OUT_FOLDER/record.jsonl and OUT_FOLDER/cases.jsonl in the shape of the shared benchmark, so that its scorer serves.
The gold follows from the edit that was made, by the rules of the specification. It is a check on how far the judging
rules carry beyond the cases that were looked at while they were written; it is not for tuning, and nothing that it
writes is to be published: altered quotations were never said.
"""

from __future__ import annotations

import argparse
import json
import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from onrecord.reading import load, read_sources
from onrecord.types import Source

SENTENCE = re.compile(r"[^.!?\n]+(?:[.!?](?![\s\n]|$)[^.!?\n]+)*[.!?]")
SPOKEN = re.compile(r"^(MS|MR|DR|MRS)\.? [A-Z’'\-]+$|^SECRETARY [A-Z’'\-]+$")


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


def swap(
    said: Said, table: dict[str, str], words: str, severity: str, ok: tuple[str, ...] = (), *, flags: int = 0
) -> Edited | None:
    """Exchange the first word of the table that occurs exactly once."""
    for old, new in table.items():
        hits = list(re.finditer(rf"(?<![\w’'-]){re.escape(old)}(?![\w’'-])", said.text, flags))
        if len(hits) == 1:
            hit = hits[0]
            replaced = said.text[: hit.start()] + new + said.text[hit.end() :]
            if hit.start() == 0:
                replaced = replaced[:1].upper() + replaced[1:]
            return Edited(re.sub(r"  +", " ", replaced).strip(), words, severity, ok, edit=f"{old} -> {new}")
    return None


ALTERED = ("altered",)
STYLE = ("tidied", "verbatim")


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


@edit("ok/abbreviation")
def abbreviation(said: Said, _: random.Random) -> Edited | None:
    table = {
        "United States": "U.S.",
        "U.S.": "US",
        "Senator": "Sen.",
        "Governor": "Gov.",
        "Doctor": "Dr.",
        "January": "Jan.",
        "September": "Sept.",
        "healthcare": "health care",
        "okay": "OK",
        "Okay": "OK",
    }
    return swap(said, table, "tidied", "S0", STYLE)


@edit("ok/contract")
def contract(said: Said, _: random.Random) -> Edited | None:
    table = {
        "it is": "it’s",
        "that is": "that’s",
        "we are": "we’re",
        "do not": "don’t",
        "we have been": "we’ve been",
        "I am": "I’m",
        "they are": "they’re",
        "going to": "gonna",
    }
    return swap(said, table, "tidied", "S1", STYLE)


@edit("ok/expand")
def expand(said: Said, _: random.Random) -> Edited | None:
    table = {
        "we’re": "we are",
        "don’t": "do not",
        "it’s": "it is",
        "can’t": "cannot",
        "they’re": "they are",
        "I’m": "I am",
        "we’ve": "we have",
        "isn’t": "is not",
    }
    return swap(said, table, "tidied", "S1", STYLE)


@edit("ok/that_dropped")
def that_dropped(said: Said, _: random.Random) -> Edited | None:
    table = {
        v + " that " + w: v + " " + w
        for v in ("think", "say", "know", "believe", "said", "hope")
        for w in ("the", "we", "he", "they", "this", "it")
    }
    return swap(said, table, "tidied", "S1", STYLE)


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


@edit("bad/quantifier")
def quantifier(said: Said, _: random.Random) -> Edited | None:
    table = {
        "all of": "some of",
        "every": "almost no",
        "some": "all",
        "many": "all",
        "most": "all",
        "few": "many",
        "both": "neither",
        "always": "sometimes",
        "sometimes": "always",
        "often": "rarely",
    }
    return swap(said, table, "altered", "S3", ALTERED)


@edit("bad/only_dropped")
def only_dropped(said: Said, _: random.Random) -> Edited | None:
    return swap(said, {" only ": " "}, "altered", "S3", ("altered", "trimmed")) or _drop(said, r" only(?= )")


def _drop(said: Said, pattern: str, severity: str = "S3", words: str = "trimmed") -> Edited | None:
    hits = list(re.finditer(pattern, said.text))
    if len(hits) != 1:
        return None
    made = said.text[: hits[0].start()] + said.text[hits[0].end() :]
    made = made.strip(" ,")
    if len(made.split()) < 5:
        return None
    return Edited(
        made[:1].upper() + made[1:], words, severity, ("trimmed", "altered"), edit=f"dropped: {hits[0].group().strip()}"
    )


@edit("bad/hedge_dropped")
def hedge_dropped(said: Said, _: random.Random) -> Edited | None:
    return _drop(
        said,
        r"\b(I think|I believe|we believe|we think|[Ii]t’s possible that|I guess|I don’t know if),? |"
        r" (?:probably|perhaps|maybe|possibly|likely|reportedly|potentially)(?= )",
    )


@edit("bad/about_number")
def about_number(said: Said, _: random.Random) -> Edited | None:
    return _drop(said, r" (?:about|roughly|nearly|almost|approximately|up to|at least|more than)(?= \$?\d)")


@edit("bad/if_to_when")
def if_to_when(said: Said, _: random.Random) -> Edited | None:
    return swap(said, {"if": "when", "If": "When", "unless": "because", "until": "since"}, "altered", "S3", ALTERED)


@edit("bad/antonym")
def antonym(said: Said, _: random.Random) -> Edited | None:
    table = {
        "more": "less",
        "less": "more",
        "increase": "decrease",
        "higher": "lower",
        "before": "after",
        "after": "before",
        "first": "last",
        "support": "oppose",
        "better": "worse",
        "up": "down",
        "strong": "weak",
        "continue": "stop",
        "protect": "harm",
        "good": "bad",
        "agree": "disagree",
    }
    return swap(said, table, "altered", "S3", ALTERED)


@edit("bad/unit")
def unit(said: Said, _: random.Random) -> Edited | None:
    table = {
        "million": "billion",
        "billion": "million",
        "thousand": "million",
        "hundreds": "thousands",
        "weeks": "years",
        "months": "weeks",
        "years": "months",
        "days": "weeks",
        "percent": "percentage points",
    }
    return swap(said, table, "altered", "S3", ALTERED)


@edit("bad/subject")
def subject(said: Said, _: random.Random) -> Edited | None:
    table = {"we": "they", "they": "we", "he": "she", "I": "we", "We": "They", "They": "We"}
    return swap(said, table, "altered", "S3", ALTERED)


@edit("bad/negation_contracted")
def negation_contracted(said: Said, _: random.Random) -> Edited | None:
    table = {
        "don’t": "do",
        "can’t": "can",
        "isn’t": "is",
        "won’t": "will",
        "haven’t": "have",
        "doesn’t": "does",
        "didn’t": "did",
        "wasn’t": "was",
        "aren’t": "are",
        "wouldn’t": "would",
        "never": "always",
        "without": "with",
        "unable": "able",
        "no longer": "still",
        "nobody": "somebody",
        "nothing": "something",
    }
    return swap(said, table, "altered", "S4", ALTERED)


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


@edit("bad/weekday")
def weekday(said: Said, _: random.Random) -> Edited | None:
    days = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")
    months = ("January", "March", "June", "October", "December")
    table = {day: days[(n + 2) % 5] for n, day in enumerate(days)} | {
        m: months[(n + 1) % 5] for n, m in enumerate(months)
    }
    return swap(said, table, "altered", "S3", ALTERED)


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


@edit("query/plural")
def plural(said: Said, _: random.Random) -> Edited | None:
    table = {
        "country": "countries",
        "family": "families",
        "community": "communities",
        "decision": "decisions",
        "announcement": "announcements",
        "question": "questions",
        "conversation": "conversations",
    }
    return swap(said, table, "altered", "S2", ALTERED)


@edit("query/preposition")
def preposition(said: Said, _: random.Random) -> Edited | None:
    return swap(
        said,
        {"over": "about", "within": "in", "regarding": "on", "throughout": "across", "toward": "for"},
        "altered",
        "S2",
        (*ALTERED, "tidied"),
    )


def sentences(source: Source, *, asked: bool = False) -> Iterator[Said]:
    """Sentences of named speakers (or of reporters), 9 to 45 words, without stage directions."""
    for number, turn in enumerate(source.turns):
        spoken = turn.role == "reporter" if asked else bool(turn.person and SPOKEN.match(turn.speaker))
        if not spoken:
            continue
        for hit in SENTENCE.finditer(turn.text):
            raw = hit.group()
            text = raw.strip()
            if 9 <= len(text.split()) <= 45 and not re.search(r"[()\[\]…]|\.\.|--", text) and text[0].isupper():
                start = hit.start() + raw.index(text[0])
                yield Said(
                    source.info.id,
                    number,
                    start,
                    start + len(text),
                    text,
                    turn.text[hit.end() : hit.end() + 400],
                    turn.person,
                    turn.speaker,
                )


def misnamed(sources: list[Source], each: int, chance: random.Random) -> Iterator[tuple[str, Said, Edited]]:
    """Words given to somebody who did not say them, and to a house that the right person speaks for."""
    for source in sources:
        people = sorted({t.person for t in source.turns if t.person and SPOKEN.match(t.speaker)})
        spoken = list(sentences(source))
        chance.shuffle(spoken)
        for said in spoken[: each // 10]:
            others = [p for p in people if p != said.speaker]
            if others and len(said.text.split()) >= 12:
                who = chance.choice(others)
                yield (
                    "bad/other_speaker",
                    said,
                    Edited(said.text, "verbatim", "S4", STYLE, "wrong", who, "another person"),
                )
            if (
                "Press Secretary" in source.info.title
                and said.speaker.split()[-1] in source.info.title.split(" and ")[0]
            ):
                made = Edited(said.text, "verbatim", "S0", STYLE, "right", "the White House", "stands for")
                yield "ok/stands_for", said, made
        asked = list(sentences(source, asked=True))
        chance.shuffle(asked)
        for said in asked[: each // 10]:
            if people and len(said.text.split()) >= 12:
                made = Edited(said.text, "verbatim", "S4", STYLE, "wrong", people[0], "a reporter's words")
                yield "bad/reporter_words", said, made


def sentence_around(made: Edited, who: str, chance: random.Random) -> str:
    """A news sentence around the quotation."""
    if made.fragment:
        return chance.choice(("{} described it as “{}” at the briefing.", "{} spoke of “{}” in the afternoon.")).format(
            who, made.quote
        )
    quote = made.quote
    form = chance.choice(
        ("“{q}” {w} told the briefing.", "{w} said: “{q}”", "“{q}” according to {w}.", "As {w} put it, “{q}”")
    )
    if not form.startswith("“") or not quote.endswith("."):
        return form.format(q=quote, w=who)
    return form.format(q=quote[:-1] + ",", w=who)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("bulk", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--documents", type=int, default=60)
    parser.add_argument("--each", type=int, default=40)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    chance = random.Random(args.seed)
    files = sorted(p for p in args.bulk.rglob("*briefing*.md") if re.search(r"/202[34]-", str(p)))
    chance.shuffle(files)
    sources: list[Source] = []
    for path in files:
        found = [s for s in read_sources(load(str(path))) if sum(bool(t.person) for t in s.turns) >= 10]
        sources += found[:1]
        if len(sources) == args.documents:
            break
    pool = [said for source in sources for said in sentences(source)]
    chance.shuffle(pool)
    args.out.mkdir(parents=True, exist_ok=True)
    with open(args.out / "record.jsonl", "w", encoding="utf-8") as file:
        for source in sources:
            turns = [{"speaker": t.speaker, "role": t.role, "text": t.text} for t in source.turns]
            info = source.info
            line = {
                "id": info.id,
                "title": info.title,
                "date": str(info.date or ""),
                "place": info.place,
                "url": info.url,
                "source": "bulk",
                "licence": info.licence,
                "turns": turns,
            }
            file.write(json.dumps(line, ensure_ascii=False) + "\n")
    cases = []
    for name, function in EDITS.items():
        made_of = 0
        for said in pool:
            made = function(said, chance)
            if made is None or made.quote == said.text:
                continue
            cases.append(case(name, said, made, chance))
            made_of += 1
            if made_of == args.each:
                break
        print(f"{name:28}{made_of:5}")
    for name, said, made in misnamed(sources, args.each, chance):
        cases.append(case(name, said, made, chance))
    with open(args.out / "cases.jsonl", "w", encoding="utf-8") as file:
        for number, line in enumerate(cases):
            file.write(json.dumps({"id": f"unseen-{number:05}", **line}, ensure_ascii=False) + "\n")
    print(f"{len(cases)} cases over {len(sources)} documents")


def case(name: str, said: Said, made: Edited, chance: random.Random) -> dict[str, object]:
    """One line of cases.jsonl."""
    kind, sub = name.split("/")
    gold = {
        "words": {"ellipsis": "trimmed"}.get(made.words, made.words),
        "words_ok": sorted({{"ellipsis": "trimmed"}.get(made.words, made.words), *made.words_ok}),
        "speaker": made.speaker,
        "severity": made.severity,
        "spans": [[said.document, said.turn, said.start, said.end]],
        "edit": made.edit,
        "acceptable": made.severity in ("S0", "S1"),
    }
    return {
        "kind": kind,
        "sub": sub,
        "quote": made.quote,
        "article_sentence": sentence_around(made, made.claimed or said.speaker, chance),
        "claimed_speaker": made.claimed or said.speaker,
        "gold": gold,
    }


if __name__ == "__main__":
    main()
