"""What stands around a quotation is charged only where it governs what is printed as a sentence of its own."""

from __future__ import annotations

import pytest
from tests.judging.record_of import check, low


@pytest.mark.parametrize(
    ("printed", "said"),
    [
        ("It is time to close the old ferry terminal.", "I think it is time to close the old ferry terminal."),
        ("hesitate to close the old ferry terminal,", "I will not hesitate to close the old ferry terminal."),
        ("the terminal that everybody is missing", "If you are listening, find me the terminal that everybody is missing."),
        ("We have made some foolish plans,", "We have made some foolish plans, but there is a difference between plans and piers."),
        ("The terminal will stay where it is.", "If I -- I want to add this, the terminal will stay where it is."),
        ("He spoke of my small boats,", "He spoke of my small boats, if they are small, then the harbour is small too."),
        ("We call up the pilots and the masons.", "We call up the pilots and the masons, because if it storms, it storms."),
        ("The rest of my notes are rather dull,", "With that being said, the rest of my notes are rather dull."),
        ("I have a great liking for the fishermen,", "I have a great liking for the fishermen, not only as friends."),
        ("There is not a day without a letter.", "The mayor probably doesn't know that there is not a day without a letter."),
    ],
)  # fmt: skip
def test_the_loss_is_trimming(printed: str, said: str) -> None:
    assert check(printed, low(said)).severity <= "S1"


@pytest.mark.parametrize(
    ("printed", "said", "kind"),
    [
        ("We will close the old ferry terminal.", "We will close the old ferry terminal if the council agrees.", "condition"),
        ("We will close the old ferry terminal.", "If the council agrees, we will close the old ferry terminal.", "condition"),
        ("… we will close the old ferry terminal.", "If the council agrees, we will close the old ferry terminal.", "condition"),
        ("The old ferry terminal has to close.", "I don't think the old ferry terminal has to close.", "negation"),
        ("We have to close it.", "We have to close it, but we have no money to do so.", "contrast"),
        ("we will close the old ferry terminal.", "We will close the old ferry terminal only if the council agrees.", "condition"),
    ],
)  # fmt: skip
def test_the_loss_is_a_lost_qualifier(printed: str, said: str, kind: str) -> None:
    finding = check(printed, low(said))
    assert (finding.words, finding.severity) == ("qualifier-lost", "S3")
    assert kind in finding.reason
