"""The one sentence that says what was done to the words, built from the facts, and what a person does next."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.judging.bracketing import RULES, WRONG_ONE
from onrecord.judging.brackets import Marked
from onrecord.judging.compare import MOVED
from onrecord.judging.evidence import shown_words
from onrecord.judging.marks import Mark
from onrecord.judging.reading import Reading
from onrecord.types import Place, SpeakerVerdict, WordsVerdict

_LONGEST = 90
_ENDS = 4  # words shown on either side of a joint
_LIMITS = {
    "condition": "a condition", "negation": "a negation", "contrast": "a contrast", "exception": "an exception",
    "hedge": "a hedge", "number": "a number or quantity", "attribution": "an attribution",
}  # fmt: skip


def quoted(words: str) -> str:
    """Words in quotation marks, shortened in the middle where they are long."""
    flat = " ".join(words.split())
    if len(flat) > _LONGEST:
        flat = f"{flat[:40].rstrip()} … {flat[-40:].lstrip()}"
    return f"“{flat}”"


def reason_for(
    marked: Marked,
    best: Reading,
    words: WordsVerdict,
    speaker: SpeakerVerdict,
    claimed: str,
    places: Sequence[Place],
    lost: str,
) -> str:
    """One or two plain sentences that name the words concerned."""
    sentences = [_words(marked, best, words, lost, places)]
    label = places[0].person or places[0].speaker if places else ""
    if speaker == "wrong":
        who = "a questioner" if best.fit == "questioner" else label or "another person"
        if words == "verbatim":
            sentences = ["The words themselves stand in the record as printed."]
        sentences.insert(
            0,
            f"The page gives these words to {claimed or 'the speaker'}, but in the record they are said by "
            f"{who}{_label(label, who)}.",
        )
    elif speaker == "unclear" and best.fit in ("other", "questioner") and not (places and places[0].second_hand):
        sentences.append(f"The record has them only in a turn of {label or 'another voice'}.")
    elif speaker == "unclear" and not label:
        sentences.append("The record does not say who is speaking.")
    return " ".join(s for s in sentences if s)


def _label(label: str, who: str) -> str:
    return f" ({label})" if label and label != who else ""


def _words(marked: Marked, best: Reading, words: WordsVerdict, lost: str, places: Sequence[Place]) -> str:
    mark = best.deciding
    ground = best.scene.ground
    if words == "found-elsewhere" and places and places[0].second_hand:
        agree = "agree" if best.severity <= 1 else "differ there from the printed ones"
        label = places[0].person or places[0].speaker or "another voice"
        what = "these words" if best.severity <= 1 else "words like these"
        return f"The record has {what} only second-hand, by {label}: they {places[0].second_hand}, and {agree}."
    if words == "found-elsewhere":
        return _elsewhere(best, places)
    if words == "not-checkable":
        return "The words cannot be compared: the original is not in the record."
    if words == "not-in-record":
        return "The speaker's own words are not in the record."
    if words == "verbatim" or mark is None:
        return "The words stand in the record as printed."
    old = shown_words(ground, mark.w0, mark.w1)
    new = marked.units.shown(mark.q0, mark.q1) if mark.q1 > mark.q0 else ""
    if words == "paraphrase":
        return f"The record has the thought in other words: {quoted(places[0].words if places else old)}."
    if words == "qualifier-lost" and mark.lost:
        how = "The marked cut" if mark.kind == "ellipsis-cut" else "A cut without a mark"
        return f"{how} takes away {quoted(lost or old)}, {_LIMITS[mark.lost.kind]} that limits what is left."
    if words == "spliced":
        return _splice(best, mark, old)
    return _change(mark, old, new, marked)


def _splice(best: Reading, mark: Mark, old: str) -> str:
    turns = len({best.scene.ground.turn[s.w0] for s in best.comparison.steps if s.kind == "equal"})
    distance = abs(mark.w1 - mark.w0)
    where = f" over {turns} turns" if turns > 1 else ""
    if len(best.comparison.voices) > 1:
        return f"Words of two voices are printed as one run; {distance} words{where} lie between the parts."
    left = f"; {quoted(old)} lies between them" if distance <= 40 and old else ""
    return f"Parts that stand {distance} words apart{where} are printed as one run{left}."


def _elsewhere(best: Reading, places: Sequence[Place]) -> str:
    day = f" of {best.scene.info.date}" if best.scene.info.date else ""
    if best.fit in ("same", "office"):
        return f"These words, or words like them, are in the record{day}, but not on the occasion that the page means."
    label = places[0].person or places[0].speaker or "another voice" if places else "another voice"
    return f"These words, or words like them, are in the record{day} only in a turn of {label}."


def _change(mark: Mark, old: str, new: str, marked: Marked) -> str:
    bracket = next((b for b in marked.brackets if b.at == mark.q0), None)
    spoken = mark.rule.partition(WRONG_ONE)[2].removeprefix(": ")
    if spoken and bracket:
        place = f"stands in place of {quoted(old)}" if old else "was put in by the editor"
        return f"{quoted(f'[{bracket.text}]')} {place}, and the record speaks of {quoted(spoken)} there."
    if mark.kind in ("bracket-replace", "bracket-insert"):
        shown = quoted(f"[{bracket.text}]" if bracket else new)
        place = f"stands in place of {quoted(old)}" if mark.kind == "bracket-replace" else "was put in by the editor"
        return f"{shown} {place}{_about_bracket(mark.rule)}."
    if mark.kind == "aside":
        return (
            f"Another voice or a stage direction was passed over: {quoted(old)}." if old else "A stage note was put in."
        )
    if mark.kind in ("start-cut", "end-cut"):
        where = "before" if mark.kind == "start-cut" else "after"
        return f"The speaker's sentence has {quoted(old)} {where} the printed words."
    if mark.kind == "ellipsis-cut":
        return f"The marked cut leaves out {quoted(old)}."
    if mark.kind == "order" and 0 < mark.q0 < len(marked.units.keys):
        first = marked.units.shown(max(0, mark.q0 - _ENDS), mark.q0)
        second = marked.units.shown(mark.q0, min(len(marked.units.keys), mark.q0 + _ENDS))
        return f"{quoted(second)} is printed after {quoted(first)}, but was said before it."
    if mark.rule == MOVED:
        return f"{quoted(new or old)} stands in another place of the sentence in the record."
    if old and new:
        return f"The record has {quoted(old)} where {quoted(new)} is printed ({mark.rule})."
    what = mark.rule.removesuffix(" left out").removesuffix(" put in")
    note = "" if what == "words" else f" ({what})"
    if old:
        return f"{quoted(old)} was left out{note}."
    return f"{quoted(new)} is printed and not in the record{note}."


def _about_bracket(rule: str) -> str:
    """What is unclear about a bracket, or the rule where it is neither the plain one nor an unclear one."""
    plain, _, unclear = rule.partition("; ")
    if unclear:
        return f"; {unclear}"
    if plain.startswith("words in parentheses"):
        return " in parentheses"
    return "" if rule in RULES.values() else f" ({plain})"


def next_step_for(
    words: WordsVerdict, speaker: SpeakerVerdict, severity: int, claimed: str, places: Sequence[Place]
) -> str:
    """What a person does now."""
    where = _where(places)
    if speaker == "wrong":
        return f"Read {where}; if the transcript's labels are right, correct the attribution."
    if words == "ambiguous":
        return "Ask the writer who said the words and when, and name both."
    if words == "found-elsewhere" and places and places[0].second_hand:
        return f"Find the words of {claimed or 'the speaker'} themselves; {where} only repeats them."
    if words == "found-elsewhere":
        return f"Add a record of the day the page names, or correct the day; the words stand in {where}."
    if words in ("not-in-record", "not-checkable"):
        return f"Find the original words of {claimed or 'the speaker'}; the record has them only second-hand."
    if severity >= 2:
        return (
            f"Compare both texts with a recording if there is one ({where}); then correct the "
            f"quotation or ask the writer for another source."
        )
    if speaker == "unclear":
        return f"Check who is speaking in {where}."
    return "Nothing needs to be done." if severity == 0 else "Nothing needs to be done unless your house is stricter."


def _where(places: Sequence[Place]) -> str:
    if not places:
        return "the record"
    info = places[0].source
    date = f" of {info.date.isoformat()}" if info.date else ""
    return f"{info.title or info.id}{date}, turn {places[0].turn + 1}"
