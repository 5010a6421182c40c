"""Who a label stands for: the source's own word, a person's correction, or the one full name that fits.

"MR KIRBY", "JOHN KIRBY" and "Adm. Kirby" are one person when one full name with that surname is known in the source, or
else in the whole record; when two fit, the label stays by itself. A correction by a person goes before all of that.
"""

from __future__ import annotations

import datetime
import sqlite3
from collections import defaultdict
from collections.abc import Callable
from typing import NamedTuple

import msgspec

from onrecord.errors import RecordError
from onrecord.record import catalogue
from onrecord.record.names import fit, name_words, surname
from onrecord.types import Role


class Person(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody who speaks in the record."""

    name: str  # the fullest name, or the label when no name is known
    labels: tuple[str, ...]  # as printed
    roles: tuple[Role, ...]
    turns: int
    words: int
    sources: int
    first: datetime.date | None
    last: datetime.date | None
    known: bool = True  # False: only a label, nobody's full name


class Rule(NamedTuple):
    """A correction: this label is that person; person "" forbids joining it to anybody."""

    label: str
    person: str
    source: str  # id of the only source it is for; "" for all


class Rules:
    """All corrections, quick to ask."""

    def __init__(self, rules: list[Rule]) -> None:
        self._by_label = {(rule.label.casefold(), rule.source): rule.person for rule in rules}

    def __bool__(self) -> bool:
        return bool(self._by_label)

    def person(self, label: str, source: str) -> str | None:
        """Who a person said this label is; "" for nobody else; None when nothing was said."""
        folded = label.casefold()
        found = self._by_label.get((folded, source))
        return self._by_label.get((folded, "")) if found is None else found

    def labels_of(self, name: str) -> list[tuple[str, str]]:
        """Labels and sources that were said to be somebody of this name."""
        return [key for key, person in self._by_label.items() if person and fit(name, person)]


def rules(db: sqlite3.Connection) -> Rules:
    """The corrections of a record."""
    return Rules(
        [Rule(*row) for row in db.execute("SELECT label, person, coalesce(source, '') FROM people ORDER BY rowid")]
    )


def say(db: sqlite3.Connection, label: str, person: str, source: str) -> None:
    """Keep a correction, in place of an earlier one for the same label and source."""
    if not label.strip():
        raise RecordError('Name the label as it is printed in the transcript, for instance "MR KIRBY".')
    db.execute("DELETE FROM people WHERE lower(label) = lower(?) AND coalesce(source, '') = ?", (label, source))
    db.execute("INSERT INTO people VALUES (?, ?, NULL, NULL, ?)", (label, person, source or None))


class _Line(NamedTuple):
    row: int
    label: str
    person: str
    role: Role
    turns: int
    words: int
    source: str
    date: str | None


def people(db: sqlite3.Connection) -> tuple[Person, ...]:
    """Everybody who speaks, those with most words first."""
    lines = [
        _Line(*found)
        for found in db.execute(
            "SELECT l.row, l.label, l.person, l.role, l.turns, l.words, s.id, s.date"
            " FROM labels l JOIN sources s ON s.row = l.row ORDER BY l.row, l.rowid"
        )
    ]
    said = rules(db)
    full_names = _full_names(lines)
    grouped: dict[str, list[_Line]] = defaultdict(list)
    shown: dict[str, str] = {}
    for line in lines:
        name = _name(line, said, full_names)
        key = " ".join(name_words(name)) or name.casefold()
        grouped[key].append(line)
        shown[key] = max(shown.get(key, name), name, key=lambda each: (not each.isupper(), len(each), each))
    found = [_person(shown[key], group) for key, group in grouped.items() if key]
    return tuple(sorted(found, key=lambda person: (-person.words, person.name)))


def _full_names(lines: list[_Line]) -> dict[int, dict[str, set[str]]]:
    """Full names by surname, for each source, and under -1 for the record."""
    names: dict[int, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for line in lines:
        for name in (line.person, line.label):
            words = name_words(name)
            if len(words) > 1 and line.role != "reporter":
                shown = written(name)
                names[line.row][words[-1]].add(shown)
                names[-1][words[-1]].add(shown)
    return names


def written(name: str) -> str:
    """A name as one writes it: without honorific, not in capitals."""
    words = name_words(name)
    kept = [w for w in name.replace("’", "'").split("(")[0].split() if any(part in words for part in name_words(w))]
    plain = " ".join(w.strip(".,;:") if len(w.strip(".")) > 1 else w.strip(",") for w in kept)
    return plain.title() if plain.isupper() else plain


def _name(line: _Line, said: Rules, names: dict[int, dict[str, set[str]]]) -> str:
    correction = said.person(line.label, line.source)
    if correction is not None:
        return correction or line.label
    if line.person:
        return written(line.person) or line.person
    words = name_words(line.label)
    if not words:
        return line.label
    for place in (line.row, -1):
        fitting = {name for name in names[place].get(words[-1], ()) if fit(name, line.label)}
        kept = {" ".join(name_words(name)) for name in fitting}
        if len(kept) == 1:
            return max(fitting, key=lambda each: (len(each), each))
        if len(kept) > 1:
            break
    return written(line.label) if len(words) > 1 else line.label


def _person(name: str, lines: list[_Line]) -> Person:
    dates = sorted(line.date for line in lines if line.date)
    return Person(
        name=name,
        labels=tuple(sorted({line.label for line in lines})),
        roles=tuple(sorted({line.role for line in lines})),
        turns=sum(line.turns for line in lines),
        words=sum(line.words for line in lines),
        sources=len({line.row for line in lines}),
        first=catalogue.day_of(dates[0]) if dates else None,
        last=catalogue.day_of(dates[-1]) if dates else None,
        known=len(name_words(name)) > 1,
    )


def rows_of(db: sqlite3.Connection, said: Rules, name: str) -> frozenset[int]:
    """Rows of the sources in which somebody of this name speaks."""
    key = surname(name)
    rows: set[int] = set()
    if key:
        found = db.execute(
            "SELECT l.row, l.label, l.person, s.id FROM labels l JOIN sources s ON s.row = l.row WHERE l.surname = ?",
            (key,),
        )
        for row, label, person, source in found:
            correction = said.person(label, source)
            if fit(name, person or label if correction is None else correction):
                rows.add(row)
    for label, source in said.labels_of(name):
        rows.update(
            row
            for (row,) in db.execute(
                "SELECT l.row FROM labels l JOIN sources s ON s.row = l.row"
                " WHERE lower(l.label) = ? AND (? = '' OR s.id = ?)",
                (label, source, source),
            )
        )
    if not rows and name.strip():
        rows.update(
            row for (row,) in db.execute("SELECT row FROM labels WHERE lower(label) = lower(?)", (name.strip(),))
        )
    return frozenset(rows)


def speaks(said: Rules, name: str) -> Callable[[int, str, str, str], bool]:
    """A test for turns: is the speaker somebody of this name? Asked of row, source id, label and person."""
    folded = name.casefold().strip()

    def test(_row: int, source: str, label: str, person: str) -> bool:
        if not folded:
            return True
        correction = said.person(label, source)
        return bool(fit(name, person or label if correction is None else correction)) or label.casefold() == folded

    return test
