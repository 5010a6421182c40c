"""Judging: what was done to the words, who said them, and how grave it is.

policy.py      all policy, both axes            house.py, houses/   how grave each change is at a desk
reading.py     one quotation at one source      reasons.py          the sentence that says why
align.py       words to words, pure             compare.py          every difference, graded
changes.py     kinds of change                  cuts.py             what a cut lost
speakers.py    whose turn it is                 notfound.py         what "not found" is worth
noise.py       what print leaves out            relay.py            another's words read aloud
referent.py    whom a bracket should name       persons.py          who is named in a stretch of words
rivals.py      the same words elsewhere         transcripts.py      other transcripts of the occasion
recast.py      a summary in quotation marks     retold.py           another telling of a line, clips
ends.py        what a cut at the ends may cost  slips.py            slips of pen and ear
occasion.py    what the page's others witness   doubt.py            every reason to say less
headline.py    headline against body            stamp.py            what a "fact-checked" stamp would need
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from onrecord.judging.headline import judge_headline
    from onrecord.judging.house import House, load_house
    from onrecord.judging.occasion import of_one_occasion
    from onrecord.judging.policy import judge
    from onrecord.judging.stamp import judge_stamp

__all__ = ["House", "judge", "judge_headline", "judge_stamp", "load_house", "of_one_occasion"]

_HOME = {
    "House": "house",
    "load_house": "house",
    "judge": "policy",
    "judge_headline": "headline",
    "judge_stamp": "stamp",
    "of_one_occasion": "occasion",
}


def __getattr__(name: str) -> Any:
    """Import each function's module on first use: a cold start pays only for what it calls."""
    if name in _HOME:
        from importlib import import_module

        return getattr(import_module(f"onrecord.judging.{_HOME[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
