"""What kind of change one word is for another, one word put in, or one left out: by word class, by rule.

Nothing here knows a house or a severity. A change says what it is and whether the sense may have changed.
"""

from __future__ import annotations

from typing import NamedTuple

from rapidfuzz.distance import Levenshtein

from onrecord.judging.equivalence import Units, is_number
from onrecord.judging.inflection import related, same_word
from onrecord.judging.lexicon import (
    ARTICLES,
    AUXILIARIES,
    BE,
    CONDITIONS,
    CONJUNCTIONS,
    CONTRARY_PREPOSITIONS,
    CONTRASTS,
    DATES,
    DEMONSTRATIVES,
    DETERMINERS,
    DISCOURSE,
    DO,
    FILLERS,
    FUNCTION,
    HAVE,
    HEDGE_PHRASES,
    HEDGES,
    INTENSIFIERS,
    LIGHT,
    LIMITERS,
    MODALS,
    MONTHS,
    NEAR_NEGATIONS,
    NEGATIONS,
    POSSESSIVES,
    PREPOSITIONS,
    PRONOUNS,
    QUANTIFIERS,
    ROUGHLY,
    SUBJECTS,
    TITLES,
    WH,
    contrary,
    prefix_negation,
    starts_with_phrase,
)
from onrecord.judging.slips import ONE_SPELLING, slip_of
from onrecord.judging.synonyms import synonyms
from onrecord.types import ChangeKind


class Kind(NamedTuple):
    """The kind of a change, whether the sense may have changed, and the rule that says so."""

    kind: ChangeKind
    material: bool
    rule: str


_S_FORMS = frozenset({"is", "has", "us", "'s", "does", "was"})
_D_FORMS = frozenset({"would", "had", "did", "'d"})
_ASIDE_NOTE = "stage direction"


def is_name(units: Units, unit: int) -> bool:
    """True for a word that its capitals show to be a name, away from the start of a sentence, or an acronym."""
    key = units.keys[unit]
    if key in FUNCTION or is_number(key) or key in MONTHS:
        return False
    shown = units.text[units.start(unit) : units.end(unit)]
    if len(shown) > 1 and shown.isupper() and any(c.isalpha() for c in shown):
        return not units.text.isupper()
    if "_" in key:
        return True
    starts = unit == 0 or units.sentence[unit - 1] != units.sentence[unit]
    return shown[:1].isupper() and not starts


def replaced(q: Units, i: int, w: Units, j: int) -> Kind:
    """The kind of change that puts printed unit `i` in the place of recorded unit `j`."""
    new, old = q.keys[i], w.keys[j]
    slip = slip_of(new, old)
    if slip:
        return Kind("spelling" if slip == ONE_SPELLING else "transcription", False, slip)
    same = _same_in_another_form(new, old) or _part_of_name(q, i, w, j)
    if same:
        return same
    return _closed_class(new, old) or _open_class(q, i, w, j)


def _part_of_name(q: Units, i: int, w: Units, j: int) -> Kind | None:
    """A quotation that begins or ends inside a name or number of several words: "the United" of "the United States"."""
    if 0 < i < len(q.keys) - 1 or w.last[j] - w.first[j] < 2:
        return None
    words = [word.key for word in w.words[w.first[j] : w.last[j]]]
    mine = [word.key for word in q.words[q.first[i] : q.last[i]]]
    if mine == (words[: len(mine)] if i else words[-len(mine) :]):
        return Kind("alias", False, "part of a name or number")
    return None


def _same_in_another_form(new: str, old: str) -> Kind | None:
    pair = {new, old}
    if new != old and (new in DATES or old in DATES):
        return Kind("number", True, "one day or month for another")
    if (pair <= _S_FORMS and "'s" in pair) or (pair <= _D_FORMS and "'d" in pair):
        return Kind("contraction", False, "a contraction or its full form")
    if is_number(new) and is_number(old):
        if new.rstrip("stndrh") == old.rstrip("stndrh") and new != old:
            return Kind("number-style", False, "ordinal or plain number")
        return Kind("number", True, "one number for another")
    if pair in ({"12", "dozen"}, {"1", "a"}, {"1", "an"}, {"a", "an"}):
        return Kind("determiner" if "1" in pair else "function-word", False, "article or 'one'")
    if is_number(new) or is_number(old):
        return Kind("number", True, "a number for something else")
    return None


def _closed_class(new: str, old: str) -> Kind | None:
    pair = frozenset((new, old))
    if (new in NEGATIONS) != (old in NEGATIONS) or prefix_negation(new, old):
        return Kind("negation", True, "a negation put in or taken out")
    if pair <= NEGATIONS:
        return Kind("function-word", False, "one negation for another")
    if contrary(new, old):
        return Kind("negation" if pair & {"none", "never"} else "content-word", True, "a word for its opposite")
    if pair <= MODALS or (pair & MODALS and pair & (BE | HAVE | DO)):
        return Kind("modal", True, "one modal verb for another" if pair <= MODALS else "a modal verb for a plain one")
    if pair <= BE or pair <= HAVE or pair <= DO or (pair <= AUXILIARIES):
        return Kind("tense", False, "another form of the auxiliary verb")
    if same_word(new, old):
        if new in FUNCTION and Levenshtein.distance(new, old) <= 1:
            return Kind("transcription", False, "a letter more or less in a little word")
        if pair & SUBJECTS and pair <= SUBJECTS | DEMONSTRATIVES | WH | PRONOUNS:
            return Kind("agreement", False, "another form of the pronoun")
        if pair <= DEMONSTRATIVES:
            return Kind("determiner", False, "one demonstrative for another")
    quantities = (new in QUANTIFIERS) + (old in QUANTIFIERS)
    if quantities == 2 or (quantities and pair & (ARTICLES | POSSESSIVES | DEMONSTRATIVES | NEAR_NEGATIONS)):
        return Kind("number", True, "one quantity for another")
    if pair <= DETERMINERS or (pair & POSSESSIVES and pair & DETERMINERS):
        return Kind("determiner", False, "one determiner for another")
    if pair & SUBJECTS and pair & DEMONSTRATIVES and pair & {"it", "they", "them"}:
        return Kind("determiner", False, "a pronoun for a demonstrative")
    if pair <= PRONOUNS | POSSESSIVES:
        return Kind("subject", True, "one person for another")
    if pair & CONDITIONS and not pair <= CONDITIONS:
        return Kind("condition", True, "a condition put in or taken out")
    if pair <= PREPOSITIONS:
        if pair <= CONTRARY_PREPOSITIONS and contrary(new, old):
            return Kind("preposition", True, "a preposition for its opposite")
        return Kind("preposition", False, "one preposition for another")
    if pair <= CONJUNCTIONS | CONTRASTS | WH | {"that"}:
        return Kind("function-word", bool(pair & CONDITIONS), "one linking word for another")
    if (new in HEDGES) != (old in HEDGES):
        return Kind("hedge", True, "a hedge put in or taken out")
    if pair <= INTENSIFIERS or (pair & INTENSIFIERS and pair & (LIGHT | HEDGES)):
        return Kind("intensifier", False, "one intensifier for another")
    if pair & LIMITERS and not pair <= LIMITERS | LIGHT:
        return Kind("condition", True, "a limiting word put in or taken out")
    if pair & MODALS:
        return Kind("modal", True, "a modal verb put in or taken out")
    if pair <= FUNCTION | DISCOURSE:
        return Kind("function-word", False, "one little word for another")
    return None


def _open_class(q: Units, i: int, w: Units, j: int) -> Kind:
    new, old = q.keys[i], w.keys[j]
    if new in TITLES and old in TITLES:
        return Kind("name", False, "one title for another")
    names = is_name(q, i) + is_name(w, j)
    if names and same_word(new, old):
        return Kind("agreement", False, "another form of the name")
    if names == 2 or (names and len({new, old} & FUNCTION) == 0 and _both_capital(q, i, w, j)):
        if len(new) >= 5 and Levenshtein.distance(new, old) <= (1 if len(new) < 8 else 2):
            return Kind("transcription", False, "one name spelt in two ways")
        return Kind("name", True, "one name for another")
    if same_word(new, old):
        return _form_change(new, old)
    if (new in FUNCTION and old not in FUNCTION) or (old in FUNCTION and new not in FUNCTION):
        if (new in SUBJECTS and names) or (old in SUBJECTS and names):
            return Kind("subject", True, "a name for a pronoun")
        return Kind("content-word", True, "a word of substance for a little word")
    if synonyms(new, old):
        return Kind("synonym", False, "a word of like meaning")
    if related(new, old):
        return Kind("synonym", False, "a word of the same root")
    return Kind("content-word", True, "one word of substance for another")


def _both_capital(q: Units, i: int, w: Units, j: int) -> bool:
    return q.text[q.start(i)].isupper() and w.text[w.start(j)].isupper()


def _form_change(new: str, old: str) -> Kind:
    if {new, old} & {"better", "best", "worse", "worst"} or new.endswith(("er", "est")) != old.endswith(("er", "est")):
        return Kind("content-word", False, "another degree of the word")
    if new.endswith(("ed", "ing")) or old.endswith(("ed", "ing")) or not (new.endswith("s") or old.endswith("s")):
        return Kind("tense", False, "another form of the verb")
    return Kind("agreement", False, "singular or plural")


def roughly(row: list[str]) -> bool:
    """True for words that make a number after them a rough one: "about", "nearly", "up to", "more than"."""
    return tuple(row) in ROUGHLY


def inserted(q: Units, i: int, j: int) -> Kind:
    """The kind of change that puts printed units [i, j) where the record has nothing."""
    row = q.keys[i:j]
    opens = i == 0 or q.sentence[i - 1] != q.sentence[i]
    if row in (["no"], ["yes"]) and opens and q.gap_after(i).lstrip().startswith((",", ".", "!")):
        return Kind("content-word", False, "an answering yes or no put in")
    if NEGATIONS & set(row):
        return Kind("negation", True, "a negation put in")
    if all(k in DISCOURSE for k in row) or tuple(row) in FILLERS:
        return Kind("filler", False, "an opening or filling word put in")
    if any(is_number(k) and k != "1" for k in row):
        return Kind("number", True, "a number put in")
    if row[0] in CONDITIONS or any(starts_with_phrase(row, n, HEDGE_PHRASES) for n in range(len(row))):
        return Kind(
            "condition" if row[0] in CONDITIONS else "hedge",
            True,
            "a condition put in" if row[0] in CONDITIONS else "a hedge put in",
        )
    if any(k in HEDGES for k in row) or (roughly(row) and j < len(q.keys) and is_number(q.keys[j])):
        return Kind("hedge", True, "a hedge put in")
    if all(k in INTENSIFIERS or k in LIGHT for k in row) and any(k in INTENSIFIERS and k not in LIGHT for k in row):
        return Kind("intensifier", False, "an intensifier put in")
    if all(k in TITLES or k in ARTICLES or (len(k) == 1 and k not in ("a", "i")) for k in row):
        return Kind("name", False, "a title or an initial put in")
    if all(k in LIGHT or k in DISCOURSE for k in row):
        return Kind("function-word", False, "a little word put in")
    if any(k in MODALS for k in row):
        return Kind("modal", True, "a modal verb put in")
    if any(k in QUANTIFIERS or k in LIMITERS for k in row):
        return Kind("number", True, "a quantity or limit put in")
    if len(row) == 1 and is_name(q, i) and j < len(q.keys) and is_name(q, j):
        return Kind("name", False, "a first name put in")
    return Kind("content-word", True, "words put in")
