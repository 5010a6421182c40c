"""The quality gate: a worse figure is named, other data is named, and a floor is never lowered by the way."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest


@pytest.fixture(scope="module")
def gate() -> ModuleType:
    place = Path(__file__).resolve().parent.parent / "benchmarks" / "gate.py"
    spec = importlib.util.spec_from_file_location("gate", place)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


FLOORS = {"set": {"words": 90.0, "false_accusations": 0.1, "sha256": "abc"}}


@pytest.mark.parametrize(
    ("figures", "faults"),
    [
        ({"words": 91.0, "false_accusations": 0.0}, 0),
        ({"words": 89.0, "false_accusations": 0.0}, 1),  # fewer right words
        ({"words": 91.0, "false_accusations": 0.3}, 1),  # more people accused
    ],
)
def test_a_figure_on_the_wrong_side_is_a_fault(gate: ModuleType, figures: dict[str, float], faults: int) -> None:
    assert len(gate.compare({"set": ("abc", figures)}, FLOORS)) == faults


def test_changed_data_is_a_fault(gate: ModuleType) -> None:
    (fault,) = gate.compare({"set": ("other", {"words": 95.0})}, FLOORS)
    assert "data is not what the floors were pinned on" in fault


def test_repinning_raises_floors_and_lowers_only_what_is_named(gate: ModuleType) -> None:
    measured = {"set": ("abc", {"words": 80.0, "false_accusations": 0.0})}
    kept = gate.repin(measured, FLOORS, [])
    assert kept["set"] == {"words": 90.0, "false_accusations": 0.0, "sha256": "abc"}
    lowered = gate.repin(measured, FLOORS, ["set.words"])
    assert lowered["set"]["words"] == 80.0
