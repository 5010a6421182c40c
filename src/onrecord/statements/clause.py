"""Small grammar for the rules: where the subject of a cue verb stands, and how far its content reaches."""

from __future__ import annotations

from onrecord.statements.lexicon import Cue, lexicon
from onrecord.statements.words import QUOTED, Word
from onrecord.types import Span


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_AUXILIARY = _set(
    "has had have also later then now recently repeatedly reportedly once first again often already has was were "
    "is are been be being will would could can may might should must did does do not never just even still long "
    "ever only went goes go on to continues continued began twice soon too himself herself"
)
BE = frozenset({"was", "were", "is", "are", "been", "be", "being"})

_DETERMINERS = _set(
    "the a an his her their its my our your this that these those no some any each every another new recent of in "
    "for with by from public first"
)
STOP = _set(
    "that because as when while if after before although though but where since than so whether what how why "
    "until unless once yet despite however like"
)
PREPOSITIONS = _set("on in at during after before by with for from since over to")
_MARKERS = _set("that whether if how why what who when where")
_BETWEEN = _set("not also never just even still been being to all first later as")
_GOVERNS = _set("on continues continued continue began begins came comes seemed appeared seems")
_DEEPER = frozenset(
    {"when", "because", "as", "after", "before", "while", "if", "is", "was", "were", "are", "would", "had", "has"}
)
_ADDING = _set(
    "adding saying noting arguing according referring calling citing insisting telling asking suggesting claiming "
    "stating explaining warning pointing urging accusing describing"
)

PLACE_OR_TIME = _set(
    "monday tuesday wednesday thursday friday saturday sunday today yesterday tonight here later earlier recently "
    "afterward afterwards then again"
)


def is_word(word: Word) -> bool:
    return word.lower[0].isalnum()


def is_verb(words: list[Word], index: int, cue: Cue, *, caused: bool = False) -> bool:
    """Whether the form stands where a finite verb or a participle may stand; `caused` by "prompted X to"."""
    word = words[index]
    before = words[index - 1] if index else None
    after = words[index + 1] if index + 1 < len(words) else None
    if before is not None and before.lower in _DETERMINERS and word.lower != "said":
        return False
    if before is not None and before.lower.endswith(("'s", "s'")) and word.lower != "said":
        return False
    if (
        word.capital
        and before is not None
        and before.lower not in (QUOTED, ":", "—", "–", "-", ".", "(")
        and not before.capital
    ):
        return False  # a name: "prompted Said Brandt"
    if cue.listener and before is not None and before.lower in BE:
        return False  # "was told": another voice spoke
    if is_passive(words, index, cue):
        return False
    if before is not None and before.lower == "to" and word.lower == cue.lemma:
        return index > 1 and (words[index - 2].lower in _GOVERNS or caused)
    return not (after is not None and after.lower in ("-", "–"))


def is_passive(words: list[Word], index: int, cue: Cue) -> bool:
    """ "is not welcome", "was described": something was said of the subject."""
    if words[index].lower.endswith("ing"):
        return False
    place = index - 1
    while place >= 0 and (words[place].lower in _BETWEEN or is_adverb(words[place])):
        place -= 1
    return place >= 0 and words[place].lower in BE


def cue_start(words: list[Word], index: int) -> int:
    """The first word of the cue with its auxiliaries: "has also said"."""
    begin = index
    while begin and (words[begin - 1].lower in _AUXILIARY or is_adverb(words[begin - 1])):
        begin -= 1
    return begin


def is_adverb(word: Word) -> bool:
    return word.lower.endswith("ly") and not word.capital and len(word.lower) > 4


def after_cue(words: list[Word], index: int, end: int, cue: Cue) -> tuple[int, int]:
    """(last word of the cue, first word that may be content): "said in a statement on Tuesday" is passed over."""
    place = end
    if place < len(words) and words[place].lower == ",":
        if place + 1 < len(words) and words[place + 1].lower in _ADDING:
            return index, place
        for ahead in range(place + 1, min(place + 12, len(words))):
            if words[ahead].lower == ",":
                nxt = words[ahead + 1].lower if ahead + 1 < len(words) else ""
                return index, ahead + 1 if nxt in (QUOTED, "that") else place
            if words[ahead].lower == QUOTED:
                return index, place + 1
        return index, place
    return index, place


def content_after(words: list[Word], start: int, cue: Cue, inverted: bool) -> tuple[Span, int] | None:
    """What follows the cue as its content: (span, index of the last word)."""
    stop = len(words)
    limit = min(len(words), start + 12)
    marker = quoted = None
    deeper = False  # behind another verb, whose own "that" may follow
    for place in range(start, limit):
        lower = words[place].lower
        if lower == QUOTED:
            quoted = place
            break
        if not deeper and (lower in ("that", "whether") or (cue.question and lower in _MARKERS)):
            marker = place
            break
        if lower == "to" and not deeper and cue.listener and place > start:
            marker = place  # asked X to explain
            break
        if lower == ":" and place + 1 < len(words):
            marker = place + 1
            break
        deeper = deeper or (place > start and (lower in lexicon().verbs or lower in _DEEPER))
        if lower == ";" or (lower == "," and not _quotation_ahead(words, place + 1, limit)):
            break
        if lower == "," and place + 1 < len(words) and words[place + 1].lower in _ADDING:
            break
    if marker is not None:
        first = marker
    elif quoted is not None:
        first = (
            quoted if quoted == start or not is_word(words[quoted - 1]) else _partial_start(words, start, quoted, cue)
        )
    elif (
        inverted
        or cue.weak
        or cue.listener
        or start >= len(words)
        or not is_word(words[start])
        or (words[start].lower in PREPOSITIONS | PLACE_OR_TIME and start + 6 > len(words))
    ):
        return None
    else:
        first = start
    last = _content_end(words, first, stop)
    return (Span(words[first].start, words[last].end), last) if last >= first else None


def first_clause(words: list[Word], start: int, content: tuple[Span, int]) -> tuple[Span, int]:
    """The content of a relative clause ends with the clause: "Hald, which says that it waits, ..."."""
    span, last = content
    for place in range(start + 1, last + 1):
        if words[place].lower == "," and words[place - 1].end > span[0]:
            return Span(span[0], words[place - 1].end), place - 1
    return content


def _partial_start(words: list[Word], start: int, quoted: int, cue: Cue) -> int:
    """Where a partial quotation's sentence part begins: right behind the cue, or at the marks for a mere label."""
    return quoted if quoted - start <= 1 and cue.weak else start


def _quotation_ahead(words: list[Word], place: int, limit: int) -> bool:
    return any(w.lower == QUOTED for w in words[place:limit])


def _content_end(words: list[Word], first: int, stop: int) -> int:
    """The last word of the content: before ", adding that", ", he said" or the full stop."""
    last = stop - 1
    for place in range(first + 1, stop):
        if words[place].lower == "," and place + 1 < stop:
            nxt = words[place + 1].lower
            if nxt in _ADDING and place > first + 1:
                last = place - 1
                break
        if words[place].lower == QUOTED and words[first].lower == QUOTED and place == first:
            last = place
            break
    if words[first].lower == QUOTED and (first + 1 >= stop or not is_word(words[first + 1])):
        last = min(last, first)
    while last > first and words[last].lower in (".", ",", ";", "!", "?"):
        last -= 1
    return last


def content_before(words: list[Word], begin: int, source: Span | None, ahead: bool, done: int) -> Span | None:
    """What stands in front of ", X said" as its content, unless another cue has claimed it up to word `done`."""
    place = begin - 1
    while place >= 0 and source is not None and words[place].start >= source[0]:
        place -= 1
    if place < 0 or words[place].lower not in (",", QUOTED, "?", "!", "—", "–", "-"):
        return None
    had_comma = words[place].lower != QUOTED
    while place >= 0 and words[place].lower in (",", "—", "–", "-"):
        place -= 1
    if place <= done or place < 0:
        return None
    if words[place].lower == QUOTED:
        first = place
        while (
            first > done + 1
            and first > 0
            and not (words[first - 1].lower in (",", ";", ":", "—", "–", "-") and words[first].lower == QUOTED)
        ):
            first -= 1
        if words[place].start == words[first].start or not ahead:
            return Span(words[first].start, words[place].end)
        return Span(words[place].start, words[place].end)
    if ahead or not had_comma or place < 3:
        return None
    return Span(words[max(0, done + 1)].start, words[place].end)


def ends_clause(words: list[Word], place: int) -> bool:
    """Whether a noun phrase must end here."""
    return (not is_word(words[place]) and words[place].lower not in ("-", "&", "'", "/")) or words[place].lower in (
        "that",
        "which",
        "who",
    )
