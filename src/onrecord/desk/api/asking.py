"""Reading a request of the HTTP interface: body, numbers and days, each with a plain word when it is wrong."""

from __future__ import annotations

import datetime
from typing import Any

import msgspec
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response


async def body(request: Request, kind: Any) -> Any:
    """The JSON body as a record. Raises HTTPException 415 or 400.

    Only application/json is taken: a form of another site cannot send that without asking first, and is not answered.
    """
    media = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if media != "application/json":
        raise HTTPException(415, "Send JSON with `Content-Type: application/json`.")
    try:
        return msgspec.convert(_whole(msgspec.json.decode(await request.body())), type=kind)
    except msgspec.ValidationError as error:
        raise HTTPException(400, f"The body does not fit: {error}.") from error
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise HTTPException(400, f"The body is not JSON: {error}.") from error


def _whole(value: Any) -> Any:
    """The same JSON with 3.0 as 3: JSON has one kind of number. Bodies are flat, so one level is enough."""
    if not isinstance(value, dict):
        return value
    return {k: int(v) if isinstance(v, float) and v.is_integer() else v for k, v in value.items()}


def text(request: Request, name: str, *, limit: int, needed: bool = False) -> str:
    """A text of the query. Raises HTTPException 400 when it is missing or too long."""
    value = request.query_params.get(name, "").strip()
    if needed and not value:
        raise HTTPException(400, f"`{name}` is missing.")
    if len(value) > limit:
        raise HTTPException(400, f"`{name}` is longer than {limit} characters.")
    return value


def number(request: Request, name: str, default: int, most: int) -> int:
    """A whole number of the query, from 0 to `most`. Raises HTTPException 400."""
    value = request.query_params.get(name)
    if value is None:
        return default
    if not (value.isascii() and value.isdecimal()) or len(value) > 15 or int(value) > most:
        raise HTTPException(400, f"`{name}` is a whole number from 0 to {most}.")
    return int(value)


def day(request: Request, name: str) -> datetime.date | None:
    """A day of the query. Raises HTTPException 400."""
    value = request.query_params.get(name)
    if value is None:
        return None
    try:
        if len(value) != 10:
            raise ValueError(value)
        return datetime.date.fromisoformat(value)
    except ValueError as error:
        raise HTTPException(400, f"`{name}` is a day, written 2024-03-12.") from error


def answer(record: object, status: int = 200) -> Response:
    """A record as JSON."""
    return Response(msgspec.json.encode(record), status_code=status, media_type="application/json")
