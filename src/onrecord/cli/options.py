"""Arguments and options that several commands share, and the record that they mean."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import click

from onrecord.errors import UsageError

if TYPE_CHECKING:
    from onrecord.record import Record

article_argument = click.argument("article", metavar="ARTICLE")
json_option = click.option("--json", "as_json", is_flag=True, help="Write JSON instead of text.")
record_option = click.option(
    "--record",
    "record_path",
    metavar="FOLDER",
    help="The record to use. Without it: $ONRECORD_RECORD, then the default place (see: onrecord record list).",
)
no_model_option = click.option("--no-model", is_flag=True, help="Use the rules alone, not the model in the package.")
model_option = click.option("--model", "model_folder", metavar="FOLDER", help="Use the model in this folder.")
local_option = click.option(
    "--allow-local", is_flag=True, help="Let addresses of this machine and the local network be fetched."
)


def which_model(no_model: bool, model_folder: str | None) -> Literal["auto", "none"] | Path:
    """The model that the options mean. Raises UsageError when they contradict each other."""
    if no_model and model_folder:
        raise UsageError("--no-model and --model do not go together; leave one out")
    if model_folder:
        return Path(model_folder)
    return "none" if no_model else "auto"


def open_record(path: str | None, *, readonly: bool = True, create: bool = False) -> Record:
    """The record that --record, the environment or the default place names. Raises RecordError."""
    from onrecord.record import Record

    return Record.open(path, readonly=readonly and not create, create=create)


def default_record(path: str | None) -> Record | None:
    """Like open_record, but None where nobody named a record and the default one was never made."""
    import os

    from onrecord.record import default_path

    if path is None and not os.environ.get("ONRECORD_RECORD") and not default_path().exists():
        return None
    return open_record(path)


def read_page(where: str, *, allow_local: bool = False) -> Any:
    """The article at a file, an address or "-". Raises PageError or FetchError."""
    from onrecord.reading import FetchPolicy, load, read_article
    from onrecord.statements import with_story_day

    return with_story_day(read_article(load(where, fetch=FetchPolicy(allow_local=allow_local))))
