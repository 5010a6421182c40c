"""A record as JSON Lines: a source a line, in the transcript format that `record add` reads too; then corrections."""

from __future__ import annotations

from typing import IO, TYPE_CHECKING, Any

import msgspec

from onrecord.errors import RecordError
from onrecord.types import Source, SourceInfo, Turn

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from onrecord.record.people import Rule


class _Correction(msgspec.Struct, frozen=True, kw_only=True):
    label: str
    person: str
    source: str = ""


def lines(sources: Iterable[Source], corrections: Iterable[Rule]) -> Iterator[bytes]:
    """The lines of an export, each with its line end. The same record gives the same bytes."""
    for source in sources:
        document: dict[str, Any] = msgspec.to_builtins(source.info)
        document["turns"] = [_turn(turn) for turn in source.turns]
        yield msgspec.json.encode(document) + b"\n"
    for rule in corrections:
        kept = _Correction(label=rule.label, person=rule.person, source=rule.source)
        yield msgspec.json.encode({"correction": kept}) + b"\n"


def _turn(turn: Turn) -> dict[str, Any]:
    plain: dict[str, Any] = {"speaker": turn.speaker, "role": turn.role, "text": turn.text}
    if turn.asides:
        plain["asides"] = [list(span) for span in turn.asides]
    if turn.start is not None:
        plain["start"] = turn.start
    if turn.person:
        plain["person"] = turn.person
    return plain


def read(stream: IO[bytes], name: str, corrections: list[tuple[str, str, str]]) -> Iterator[Source]:
    """The sources of an export; its corrections are put into `corrections`.

    Raises:
        RecordError: a line is not of an export.
    """
    decoder: msgspec.json.Decoder[Any] = msgspec.json.Decoder()
    for number, line in enumerate(stream, 1):
        if not line.strip():
            continue
        try:
            document = decoder.decode(line)
            if isinstance(document, dict) and "correction" in document:
                kept = msgspec.convert(document["correction"], _Correction)
                corrections.append((kept.label, kept.person, kept.source))
                continue
            turns = msgspec.convert(document.pop("turns"), tuple[Turn, ...])
            info = msgspec.convert(document, SourceInfo)
        except (msgspec.MsgspecError, KeyError, AttributeError, RecursionError, UnicodeDecodeError) as error:
            raise RecordError(
                f"{name}, line {number}: not a line of an exported record ({error}). "
                "Transcripts in other formats go in with `onrecord record add`."
            ) from error
        yield Source(info=info, turns=turns)
