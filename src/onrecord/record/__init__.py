"""The record: what was really said, kept, and found again.

store.py      Record, the one thing to import            find.py, votes.py, places.py   from words to windows
writing.py    sources in, safe against a kill            acceptance.py                  what is worth showing
building.py, layout.py, segment.py   the index on disk   words.py, question.py          words as the index sees them
catalogue.py  SQLite: sources, labels, people, manifest  names.py, people.py            labels and persons
"""

from __future__ import annotations

from onrecord.record.answers import AddResult, Problem
from onrecord.record.store import Record, default_path

__all__ = ["AddResult", "Problem", "Record", "default_path"]
