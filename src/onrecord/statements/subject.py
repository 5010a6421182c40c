"""Small grammar for the rules: whose words they are, the subject of a cue verb left, right or further off."""

from __future__ import annotations

from onrecord.statements.clause import BE, PLACE_OR_TIME, PREPOSITIONS, STOP, is_adverb, is_word
from onrecord.statements.lexicon import lexicon
from onrecord.statements.words import QUOTED, Word
from onrecord.types import Span

_CAUSES = frozenset(
    {"prompted", "prompting", "led", "leading", "caused", "causing", "forced", "forcing", "moved", "pushed"}
)
_CONJOINED = frozenset({"and", "or"})
_RELATIVES = frozenset({"who", "whose", "which", "where"})
_HAVE = frozenset(
    {"has", "had", "have", "did", "does", "do", "will", "would", "could", "can", "may", "might", "said", "says"}
)
_PAST = frozenset(
    {
        "went",
        "took",
        "made",
        "gave",
        "came",
        "got",
        "began",
        "kept",
        "left",
        "put",
        "set",
        "ran",
        "held",
        "brought",
        "spent",
    }
    | {
        "led",
        "met",
        "stood",
        "won",
        "lost",
        "cut",
        "hit",
        "drew",
        "broke",
        "grew",
        "rose",
        "fell",
        "sent",
        "built",
        "faced",
    }
)
_LONGEST_SUBJECT = 14  # words


def causative(words: list[Word], index: int) -> Span | None:
    """ "prompted X, the mayor, to ask": who was made to speak."""
    last = index - 2
    while last >= 0 and not is_word(words[last]):
        last -= 1
    for place in range(last, max(-1, last - 16), -1):
        if words[place].lower in _CAUSES:
            return Span(words[place + 1].start, words[last].end) if place < last else None
        if words[place].lower in (QUOTED, ";", ":"):
            return None
    return None


def subject_left(words: list[Word], begin: int) -> Span | None:
    """The noun phrase in front of the cue; an apposition between commas is looked through to its head."""
    last = _past_time(words, begin - 1)
    if last >= 0 and words[last].lower in (",", ")"):
        head = _before_apposition(words, last)
        if head is None:
            return None
        last = head
    if last < 0 or not is_word(words[last]) or words[last].lower in STOP | _CONJOINED | BE:
        return None
    first = last
    while first > 0 and last - first < _LONGEST_SUBJECT and _continues(words, first - 1):
        first -= 1
    while first < last and (words[first].lower in PREPOSITIONS or words[first].lower in _CONJOINED):
        first += 1
        while first < last and words[first].lower in PLACE_OR_TIME:
            first += 1
    return Span(words[first].start, words[last].end)


def _past_time(words: list[Word], last: int) -> int:
    """In front of "on Friday" and the like, which may stand between subject and verb."""
    place = last
    while place > 0 and words[place].lower in PLACE_OR_TIME:
        place -= 1
    if place < last and words[place].lower in PREPOSITIONS:
        place -= 1
    return place if place >= 0 else last


def _continues(words: list[Word], place: int) -> bool:
    """Whether the word at `place` still belongs to the noun phrase to its right."""
    word = words[place]
    if not is_word(word):
        return word.lower in ("-", "&", "/") or (word.lower == "." and words[place + 1].capital)
    if word.lower in STOP or word.lower in BE or word.lower in ("has", "had", "have", "did", "said", "says"):
        return False
    if word.lower in _CONJOINED:
        return place > 0 and words[place - 1].capital and words[place + 1].capital
    return True


def _before_apposition(words: list[Word], comma: int) -> int | None:
    """X, the mayor of Y, said: the word before the first comma. Of several, the one that opens ", who ..."."""
    opening = "(" if words[comma].lower == ")" else ","
    nearest: int | None = None
    place = comma - 1
    while place > 0 and comma - place < 30:
        lower = words[place].lower
        if lower in (";", ":") or (lower == QUOTED and words[place - 1].lower in (",", ":")):
            break
        if lower == opening:
            if words[place + 1].lower in _RELATIVES:
                return place - 1
            nearest = place - 1 if nearest is None else nearest
        place -= 1
    return nearest


def subject_right(words: list[Word], index: int) -> tuple[Span, int] | None:
    """ "...," said Kirby, the spokesman. The subject, and the index of the word after it."""
    place = index + 1
    if place >= len(words) or not is_word(words[place]) or words[place].lower in STOP | PREPOSITIONS:
        return None
    if is_adverb(words[place]) or words[place].lower in PLACE_OR_TIME:
        return None
    last = place
    while last + 1 < len(words) and is_word(words[last + 1]):
        if words[last + 1].lower in STOP or words[last + 1].lower in (
            "in",
            "on",
            "at",
            "during",
            "who",
            "after",
            "before",
        ):
            break
        last += 1
    return Span(words[place].start, words[last].end), last + 1


def sentence_subject(words: list[Word], index: int) -> Span | None:
    """The subject of the main clause that a participle such as ", saying" leans on."""
    first = 0
    if words[0].lower in PREPOSITIONS | STOP or words[0].lower.endswith("ing"):
        first = next((i + 1 for i, w in enumerate(words[:index]) if w.lower == ","), index)
    elif words[0].lower in ("but", "and", "yet", "still"):
        first = 1
    if first >= index or not is_word(words[first]):
        return None
    last = first
    while last + 1 < index and is_word(words[last + 1]) and not _is_verbal(words, last + 1):
        last += 1
    if last - first >= _LONGEST_SUBJECT or not (words[first].capital or words[first].lower in _BEGINS):
        return None
    return Span(words[first].start, words[last].end)


_BEGINS = frozenset(
    {"the", "a", "an", "his", "her", "their", "he", "she", "they", "its", "one", "some", "many", "several"}
)


def _is_verbal(words: list[Word], place: int) -> bool:
    """Whether a word is likely the verb that ends a subject."""
    word = words[place]
    if word.capital:
        return False
    if word.lower in BE or word.lower in _HAVE or word.lower in _PAST or is_adverb(word):
        return True
    if word.lower == "also" or words[place - 1].lower == "also":
        return True
    return word.lower in lexicon().verbs or (word.lower.endswith("ed") and len(word.lower) > 3)


def fronted(words: list[Word], index: int) -> tuple[Span, Span, int] | None:
    """ "Stating that "...," X called": (content, source, index of the content's last word) of a participle up front."""
    if index > 1 or not words[index].lower.endswith("ing"):
        return None
    first = index + 1
    last = first
    while last < len(words) and words[last].lower not in (",", QUOTED):
        last += 1
    if last + 1 >= len(words) or (last == first and words[last].lower == ","):
        return None
    head = last + 1 if words[last + 1].lower != "," else last + 2
    end = head
    while (
        end < len(words)
        and is_word(words[end])
        and (words[end].capital or words[end].lower in ("the", "he", "she", "they"))
    ):
        end += 1
    if end == head or end >= len(words) or not is_word(words[end]):
        return None
    stop = last if words[last].lower == QUOTED else last - 1
    return Span(words[first].start, words[stop].end), Span(words[head].start, words[end - 1].end), stop
