"""Words for roles that may mean one person, and for bodies and papers: what "the senator" or "the company" can name."""

from __future__ import annotations

import re

PAPERS = frozenset(
    {
        "statement",
        "report",
        "poll",
        "survey",
        "study",
        "letter",
        "memo",
        "document",
        "filing",
        "complaint",
        "lawsuit",
        "indictment",
    }
    | {
        "transcript",
        "ad",
        "advertisement",
        "article",
        "editorial",
        "book",
        "email",
        "tweet",
        "post",
        "memoir",
        "bill",
        "resolution",
    }
    | {"platform", "constitution", "manifesto", "release", "newsletter"}
)
OFFICES = frozenset(
    {"president", "senator", "sen", "governor", "gov", "mayor", "congressman", "congresswoman", "representative", "rep"}
    | {
        "judge",
        "justice",
        "minister",
        "chancellor",
        "premier",
        "pope",
        "king",
        "queen",
        "general",
        "admiral",
        "secretary",
    }
    | {"ambassador", "sheriff", "speaker", "commissioner", "attorney", "prosecutor"}
)
GENERIC = frozenset({"company", "firm", "corporation", "group", "organization", "organisation", "business", "service"})
MEDIA = frozenset(
    {"newspaper", "paper", "magazine", "network", "outlet", "site", "website", "publication", "broadcaster", "station"}
    | {"channel", "journal", "blog"}
)
_GROUPS = (
    {"senator", "sen", "lawmaker", "politician", "legislator"},
    {"governor", "gov", "politician"},
    {"congressman", "congresswoman", "rep", "representative", "lawmaker", "politician", "legislator"},
    {"spokesman", "spokeswoman", "spokesperson"},
    {"president", "pres"},
    {"candidate", "nominee", "front-runner", "frontrunner", "hopeful", "contender"},
    {"mogul", "billionaire", "businessman", "developer", "magnate", "tycoon", "investor", "owner", "entrepreneur"},
    {"general", "gen"},
    {"colonel", "col"}, {"admiral", "adm"}, {"captain", "capt"},
    {"lieutenant", "lt"},
    {"sergeant", "sgt"},
    {"doctor", "dr", "physician", "surgeon", "neurosurgeon"},
    {"professor", "prof", "scholar"}, {"attorney", "lawyer"},
    {"adviser", "advisor", "aide"}, {"pastor", "rev", "reverend"},
)  # fmt: skip
ALIKE: dict[str, frozenset[str]] = {
    word: frozenset().union(*(g for g in _GROUPS if word in g)) for group in _GROUPS for word in group
}


def head_words(role: str) -> list[str]:
    """The head noun of a role: "chairman" in "chairman of the party"; of a title, the title."""
    words = re.split(r"\b(?:of|for|at|in|on|to|with|from|who)\b", role, maxsplit=1)[0].split()
    return words[-1:] or []
