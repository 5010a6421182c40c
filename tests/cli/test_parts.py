"""`onrecord anatomy` and `onrecord statements`: the first two steps alone, and help that a stranger understands."""

from __future__ import annotations

import json

import click
import pytest

from onrecord.cli.app import COMMANDS, LazyGroup, app
from tests.cli.running import EXAMPLES, Command

ARTICLE = EXAMPLES / "article.html"


def every_command(group: click.Group, path: tuple[str, ...] = ()) -> list[tuple[tuple[str, ...], click.Command]]:
    """Each command of the command line with its path."""
    found = []
    for name in group.list_commands(click.Context(group)):
        command = group.get_command(click.Context(group), name)
        assert command is not None
        found.append(((*path, name), command))
        if isinstance(command, click.Group):
            found += every_command(command, (*path, name))
    return found


def test_the_anatomy_of_the_example(onrecord: Command) -> None:
    done = onrecord("anatomy", ARTICLE)
    kinds = [line.split()[0] for line in done.text.partition("TEXT\n")[2].splitlines()]
    assert kinds[:6] == ["headline", "stamp", "caption", "standfirst", "paragraph", "handover"]
    assert kinds[-2:] == ["byline", "biography"]
    article = json.loads(onrecord("anatomy", ARTICLE, "--json").out)
    assert article["date"]["first"] == "2024-03-13"


def test_statements_name_who_is_responsible(onrecord: Command) -> None:
    done = onrecord("statements", ARTICLE, "--no-model")
    assert "Mara Delane" in done.text
    assert "through The True Keel > Northern Wire" in done.text
    listed = json.loads(onrecord("statements", ARTICLE, "--no-model", "--json", "--quotations").out)
    assert all(statement["quoted"] for statement in listed)


def test_standard_input(onrecord: Command) -> None:
    assert b"Kestria Will Close Strait" in onrecord("anatomy", "-", stdin=ARTICLE.read_bytes()).out


@pytest.mark.parametrize(
    ("path", "command"), every_command(app), ids=lambda value: " ".join(value) if isinstance(value, tuple) else ""
)
def test_every_command_has_help_with_an_example(path: tuple[str, ...], command: click.Command) -> None:
    text = command.help or ""
    assert len(text.split()) > 8, path
    assert f"onrecord {' '.join(path)}" in text, f"{path}: give an example in the help"
    for parameter in command.params:
        if isinstance(parameter, click.Option):
            assert parameter.help, f"{path}: {parameter.opts} has no help"


def test_the_table_of_commands_tells_what_each_does() -> None:
    for group in (app, *(c for _, c in every_command(app) if isinstance(c, LazyGroup))):
        assert isinstance(group, LazyGroup)
        for name, (_, _, line) in group.table.items():
            assert line.endswith("."), name


def test_results_that_a_machine_reads_have_json() -> None:
    for path, command in every_command(app):
        if not isinstance(command, click.Group) and path[0] not in ("desk", "mcp"):
            assert any("--json" in parameter.opts for parameter in command.params), path


def test_the_version(onrecord: Command) -> None:
    assert onrecord("--version").text.startswith("onrecord ")
    assert set(COMMANDS) >= {"check", "anatomy", "statements", "record", "search", "trace", "stamp", "desk"}
