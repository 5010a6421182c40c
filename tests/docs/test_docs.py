"""The documents tell the truth: help pages, commands, links, and what every file owes its reader."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

import onrecord
from tests.docs.cli_page import PAGE, made

ROOT = Path(__file__).parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")])
MODULES = sorted((ROOT / "src" / "onrecord").rglob("*.py"))
LONGEST = 440  # "about 400 lines"


def test_the_page_of_commands_is_what_help_says() -> None:
    assert PAGE.read_text(encoding="utf-8") == made(), "a command has changed; write the page anew with: make golden"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_between_the_documents_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#\s]+)", page.read_text(encoding="utf-8")):
        if not target.startswith(("http://", "https://", "mailto:")):
            assert (page.parent / target).exists(), f"{page.name}: {target}"


@pytest.mark.parametrize("question", ["a-transcript-format", "a-house-profile", "a-verdict", "an-output"])
def test_how_to_add_has_a_page(question: str) -> None:
    text = (ROOT / "docs" / f"how-to-add-{question}.md").read_text(encoding="utf-8")
    assert 80 < len(text.split()) < 900
    for name in re.findall(r"`((?:src|tests|docs|examples|benchmarks)/[\w./-]+\.\w+)`", text):
        assert (ROOT / name).exists(), f"{question}: {name}"


@pytest.mark.parametrize("module", MODULES, ids=lambda module: str(module.relative_to(ROOT / "src")))
def test_a_file_says_its_job_and_stays_short(module: Path) -> None:
    text = module.read_text(encoding="utf-8")
    assert text.startswith('"""'), "the first line says the file's one job"
    assert text.count("\n") <= LONGEST


@pytest.mark.parametrize("name", ["utils", "helpers", "manager", "base", "common", "misc"])
def test_no_file_has_a_name_that_says_nothing(name: str) -> None:
    assert not [module for module in MODULES if module.stem == name]


def test_the_licence_and_the_version() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert "Apache License" in (ROOT / "LICENSE").read_text(encoding="utf-8")[:200]
    assert project["license"] == "Apache-2.0"
    assert project["version"] == onrecord.__version__
    assert (ROOT / "src" / "onrecord" / "py.typed").exists()
    assert f"## {onrecord.__version__}" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


def test_every_dependency_says_why_it_is_here() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    told = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8").lower()
    for requirement in project["dependencies"]:
        name = re.split(r"[<>=\[ ]", requirement)[0].lower()
        assert name in told, f"{name}: add a line to docs/dependencies.md"


def test_public_names_can_be_imported_and_cost_nothing_before() -> None:
    for name in onrecord.__all__:
        assert getattr(onrecord, name) is not None


def test_the_example_says_that_it_is_fiction() -> None:
    for name in ("briefing.txt", "remarks.txt", "wire.txt", "article.html"):
        assert "fiction" in (ROOT / "examples" / name).read_text(encoding="utf-8"), name
