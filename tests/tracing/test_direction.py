import datetime

import pytest

from onrecord.tracing.direction import Side, direction

MONDAY, TUESDAY, MONTH_LATER = datetime.date(2021, 3, 1), datetime.date(2021, 3, 2), datetime.date(2021, 4, 1)
STORY = "The harbour authority put off its vote."


def side(text: str = STORY, outlet: str = "", date: datetime.date | None = None, url: str = "") -> Side:
    return Side(text, outlet, url, date)


@pytest.mark.parametrize(
    ("page", "source", "expected"),
    [
        # the page says where it has it from
        (side("RT reports:\n" + STORY), side(outlet="RT"), "page-from-source"),
        (side(STORY + " As first reported by the Port Gazette."), side(outlet="Port Gazette"), "page-from-source"),
        (side(STORY), side("The Island Post reported: " + STORY, outlet="Gazette"), "undecided"),
        (side(STORY, "The Island Post"), side("The Island Post reported: " + STORY, "Gazette"), "source-from-page"),
        # an agency behind both
        (side("PORT ELLIS (AP) — " + STORY, "Post"), side(STORY + "\nThe Associated Press contributed to this report.", "Gazette"), "common-source"),
        (side("PORT ELLIS (AP) — " + STORY, "Post"), side("PORT ELLIS (AP) — " + STORY, "Associated Press"), "page-from-source"),
        # one outlet: its own dates tell
        (side(outlet="Post", date=TUESDAY), side(outlet="Post", date=MONDAY), "page-from-source"),
        (side(outlet="Post", date=MONDAY), side(outlet="Post", date=TUESDAY), "source-from-page"),
        (side(outlet="Post", date=MONDAY), side(outlet="Post", date=MONDAY), "undecided"),
        # two outlets that do not name each other: a third may be behind both
        (side(outlet="Post", date=TUESDAY), side(outlet="Gazette", date=MONDAY), "undecided"),
        # a mention of the earlier outlet, and an earlier date
        (side("The Gazette of Ellis said so. " + STORY, date=TUESDAY), side(outlet="Gazette of Ellis", date=MONDAY), "page-from-source"),
        # a date that contradicts the credit line decides nothing
        (side("RT reports: " + STORY, date=MONDAY), side(outlet="RT", date=MONTH_LATER), "undecided"),
        (side(), side(), "undecided"),
    ],
)  # fmt: skip
def test_who_was_first(page: Side, source: Side, expected: str) -> None:
    found, reason = direction(page, source)
    assert found == expected
    assert reason


def test_an_ordinary_word_is_not_the_name_of_an_outlet() -> None:
    page = side("The crowd on Capitol Hill grew. " + STORY, outlet="Post", date=TUESDAY)
    assert direction(page, side(outlet="The Hill", date=MONDAY))[0] == "undecided"


def test_slips_that_both_carry_are_named() -> None:
    assert "“the the”" in direction(side(), side(), ["the the"])[1]
