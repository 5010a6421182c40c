"""Does a label in a transcript fit a name on a page? Surnames, honorifics and initials; never more than a fit."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

HONORIFICS = frozenset(
    (
        "acting surgeon special envoy counsel commissioner speaker leader coordinator advisor adviser mr mrs "
        "ms miss mx dr prof professor sir dame lord lady hon honorable honourable rev reverend adm admiral "
        "rear vice gen general lt lieutenant col colonel maj major capt captain cmdr commander sgt sergeant "
        "sen senator rep representative congressman congresswoman gov governor president vice-president "
        "secretary press spokesman spokeswoman spokesperson ambassador amb judge justice chief attorney "
        "minister prime chancellor chair chairman chairwoman mayor director administrator deputy assistant "
        "under king queen prince princess pope father sister brother the of and for "
    ).split()
)
SUFFIXES = frozenset(("jr", "sr", "ii", "iii", "iv", "md", "phd", "esq"))
_WORD = re.compile(r"[^\W\d_]+(?:[-'][^\W\d_]+)*")


@lru_cache(maxsize=50_000)
def name_words(name: str) -> tuple[str, ...]:
    """The words of a name, folded, without honorifics and suffixes: "Adm. John F. Kirby, Jr." is (john, f, kirby)."""
    plain = unicodedata.normalize("NFKD", name.replace("’", "'"))
    plain = "".join(c for c in plain if not unicodedata.combining(c)).casefold()
    plain = plain.split("(")[0]
    return tuple(w for w in _WORD.findall(plain) if w not in HONORIFICS and w not in SUFFIXES)


@lru_cache(maxsize=50_000)
def fit(name: str, label: str) -> float:
    """How well a transcript's label fits a name: 1 the same full name, 0.8 the surname with nothing against it, 0 no.

    "KIRBY", "MR. KIRBY" and "J. KIRBY" fit "John Kirby"; "JAMES KIRBY" does not.
    """
    wanted, given = name_words(name), name_words(label)
    if not wanted or not given:
        return 0.0
    if wanted == given:
        return 1.0 if len(wanted) > 1 else 0.8
    surname = wanted[-1]
    # A double surname printed short does fit: "Jean-Pierre" and "PIERRE".
    if given[-1] not in (surname, surname.split("-")[-1]) and given[-1].split("-")[-1] != surname:
        return 0.0
    first, other = wanted[:-1], given[:-1]
    if not first or not other:
        return 0.8
    return 0.9 if any(_same_given(a, b) for a in first for b in other) else 0.0


def surname(name: str) -> str:
    """The word under which a name is looked up: the surname, of a double one the last part; "" when there is none."""
    found = name_words(name)
    return found[-1].split("-")[-1] if found else ""


def _same_given(one: str, two: str) -> bool:
    """The same given name, or one the initial or the short form of the other by its first three letters."""
    if len(one) == 1 or len(two) == 1:
        return one[0] == two[0]
    return one == two or one[:3] == two[:3]
