"""Which files an argument of `record add` means: itself, a folder's files, or those of a glob."""

from __future__ import annotations

import glob
import os
from pathlib import Path

from onrecord.errors import PageError
from onrecord.reading.page import shown


def find_files(where: str) -> list[str]:
    """The files that an argument of `record add` means, sorted: itself, a folder's files, or those of a glob.

    Hidden files and folders are left out, and links out of a folder are not followed. An address or "-" is returned
    as it is.
    Raises PageError when nothing is there.
    """
    if where == "-" or where.lower().startswith(("http://", "https://")):
        return [where]
    try:
        path = Path(where)
        if path.is_file():
            return [where]
        if path.is_dir():
            found = [
                os.path.join(folder, name)
                for folder, folders, names in os.walk(path)
                if folders.sort() is None and not _hidden(os.path.relpath(folder, path))
                for name in names
                if not name.startswith(".")
            ]
            if not found:
                raise PageError(f"{shown(where)}: the folder holds no files; name another")
            return sorted(found)
    except (OSError, ValueError) as error:
        raise PageError(f"{shown(where)}: cannot be read ({error}); check the name") from error
    if any(c in where for c in "*?["):
        found = sorted(f for f in glob.glob(where, recursive=True) if os.path.isfile(f))
        if found:
            return found
    raise PageError(f"{shown(where)}: there is no such file or folder; check the name")


def _hidden(folder: str) -> bool:
    return any(part.startswith(".") and part != "." for part in folder.split(os.sep))
