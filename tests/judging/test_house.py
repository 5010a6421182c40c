"""House profiles: those of the package, and a desk's own file with a clear message for every slip."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.judging.record_of import check, low

from onrecord.errors import HouseError
from onrecord.judging import load_house
from onrecord.judging.house import house_names


def test_the_profiles_differ_as_the_table_says() -> None:
    assert house_names() == ("ap", "guardian", "reuters", "usual")
    printed, recorded = "The gates are painted red this year.", "The gates are, well, uh, painted red this year."
    assert check(printed, low(recorded), desk="ap").severity == "S1"
    assert check(printed, low(recorded), desk="guardian").severity == "S0"


def test_the_usual_profile_is_the_column_of_the_specification() -> None:
    usual = load_house("usual")
    wanted = {"filler": "S0", "contraction": "S1", "ellipsis": "S0", "bracket": "S1", "bracket-wrong": "S3",
              "trim-part": "S0", "trim-whole": "S1", "qualifier": "S3", "small-change": "S2", "synonym": "S2",
              "material": "S3", "negation": "S4", "cut": "S2", "splice-near": "S2", "splice-far": "S3",
              "paraphrase": "S4", "absent": "S2", "questioner": "S4"}  # fmt: skip
    assert {change: usual.severity(change) for change in wanted} == wanted


def test_what_is_said_of_harmless_changes_is_the_same_at_every_desk() -> None:
    printed, recorded = (
        "The gates are painted red.",
        "The gates are, uh, painted red every year by the crew of the mole.",
    )
    assert {check(printed, low(recorded), desk=desk).words for desk in house_names()} == {"trimmed"}


def test_a_desks_own_file_needs_only_what_differs(tmp_path: Path) -> None:
    file = tmp_path / "ours.toml"
    file.write_text('name = "ours"\nbase = "reuters"\n[changes]\ncontraction = "S2"\n', encoding="utf-8")
    house = load_house(file)
    assert (house.name, house.severity("contraction"), house.severity("cut")) == ("ours", "S2", "S2")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('base = "ap"\n[changes]\nfillers = "S1"\n', "Did you mean 'filler'?"),
        ('base = "ap"\n[changes]\nfiller = "S7"\n', "no severity"),
        ('base = "app"\n', "no profile of the package"),
        ("filler = ", "not valid TOML"),
        ('[changes]\nfiller = "S1"\n', "no severity for"),
    ],
)
def test_a_slip_is_named(tmp_path: Path, text: str, says: str) -> None:
    file = tmp_path / "slip.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(HouseError, match=r"slip\.toml") as caught:
        load_house(file)
    assert says in str(caught.value)


def test_a_name_that_is_no_profile() -> None:
    with pytest.raises(HouseError, match="There is no house profile"):
        load_house("gazette")
