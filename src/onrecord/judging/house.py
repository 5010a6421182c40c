"""House profiles: how grave each kind of change is at a desk. Data files; a desk writes its own."""

from __future__ import annotations

import difflib
import tomllib
from functools import cache
from importlib import resources
from pathlib import Path

import msgspec

from onrecord.errors import HouseError
from onrecord.types import SEVERITIES, Severity

_FOLDER = "houses"


class House(msgspec.Struct, frozen=True, kw_only=True):
    """A desk's rules: the severity of each kind of change, and the threshold at which a check fails."""

    name: str
    title: str = ""
    changes: dict[str, Severity] = {}
    fail_on: Severity = "S2"

    def severity(self, change: str) -> Severity:
        """The severity of a kind of change, named as in houses/*.toml."""
        return self.changes[change]


def house_names() -> tuple[str, ...]:
    """The profiles in the package."""
    folder = resources.files("onrecord.judging").joinpath(_FOLDER)
    return tuple(sorted(f.name.removesuffix(".toml") for f in folder.iterdir() if f.name.endswith(".toml")))


def load_house(name_or_path: str | Path) -> House:
    """A profile of the package by name ("ap", "reuters", "guardian", "usual"), or a profile file by path.

    A user's file needs only what differs: `base = "reuters"` and the changes it judges otherwise. Raises HouseError,
    whose message names the file, the line's key and what may stand there.
    """
    name = str(name_or_path)
    if isinstance(name_or_path, str) and name.lower() in house_names():
        return _packaged(name.lower())
    path = Path(name_or_path)
    if not path.is_file():
        known = ", ".join(house_names())
        raise HouseError(f"There is no house profile {name!r}. Name one of {known}, or the path of a .toml file.")
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise HouseError(f"{path}: the profile cannot be read ({error}). It must be a text file in UTF-8.") from error
    return _read(text, str(path))


@cache
def _packaged(name: str) -> House:
    text = resources.files("onrecord.judging").joinpath(_FOLDER, f"{name}.toml").read_text(encoding="utf-8")
    return _read(text, f"{name}.toml")


def _read(text: str, where: str) -> House:
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise HouseError(f'{where}: not valid TOML ({error}). Each line reads: change = "S1".') from error
    _only(data, {"name", "title", "base", "fail_on", "changes"}, where)
    base = data.get("base")
    if base is not None and base not in house_names():
        raise HouseError(
            f"{where}: base = {base!r} is no profile of the package. Name one of {', '.join(house_names())}."
        )
    changes = dict(_packaged(base).changes) if base is not None else {}
    own = data.get("changes", {})
    if not isinstance(own, dict):
        raise HouseError(f'{where}: [changes] must be a table of lines like: filler = "S1".')
    known = set(_packaged("ap").changes) if where not in {f"{n}.toml" for n in house_names()} else set(own)
    _only(own, known, f"{where} [changes]")
    for change, severity in own.items():
        changes[change] = _severity(severity, f"{where} [changes] {change}")
    missing = sorted(known - set(changes))
    if missing:
        raise HouseError(
            f'{where}: no severity for {", ".join(missing)}. Add the lines, or base = "ap" to start from that profile.'
        )
    name = data.get("name") or Path(where).stem
    return House(
        name=str(name),
        title=str(data.get("title", "")),
        changes=changes,
        fail_on=_severity(data.get("fail_on", "S2"), f"{where} fail_on"),
    )


def _only(data: dict[str, object], known: set[str], where: str) -> None:
    for key in data:
        if key not in known:
            near = difflib.get_close_matches(key, sorted(known), n=1)
            hint = f" Did you mean {near[0]!r}?" if near else f" Known: {', '.join(sorted(known))}."
            raise HouseError(f"{where}: unknown key {key!r}.{hint}")


def _severity(value: object, where: str) -> Severity:
    for severity in SEVERITIES:
        if value == severity:
            return severity
    raise HouseError(f"{where}: {value!r} is no severity. Write one of {', '.join(SEVERITIES)} in quotation marks.")
