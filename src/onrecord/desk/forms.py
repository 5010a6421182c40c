"""What a browser sent: a form whose key is checked before anything else is read from it."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlencode

import msgspec
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse

from onrecord.desk import guard
from onrecord.desk.holding import Desk


class Sent(msgspec.Struct, frozen=True, kw_only=True):
    """The fields of a form: text, and files as (name, bytes)."""

    fields: Mapping[str, str]
    files: tuple[tuple[str, bytes], ...] = ()

    def text(self, name: str, limit: int = 2000) -> str:
        """A field in one line, without what is not printable, at most `limit` code points; "" when it was not sent."""
        line = " ".join(self.fields.get(name, "").split())
        return "".join(c for c in line if c.isprintable())[:limit]


def desk_of(request: Request) -> Desk:
    """The desk that answers this request."""
    held: Desk = request.app.state.desk
    return held


async def sent(request: Request) -> Sent:
    """Read a form. Raises HTTPException 403 when it was not made for this session."""
    policy = desk_of(request).policy
    async with request.form(max_files=20, max_fields=200, max_part_size=guard.MAX_BODY) as form:
        key = form.get("key")
        if not isinstance(key, str) or not guard.form_key_holds(key, guard.session_of(request, policy), policy):
            raise HTTPException(403, "This form was made for another session, or has been open for too long.")
        fields = {name: value for name, value in form.items() if isinstance(value, str)}
        uploads = [value for _, value in form.multi_items() if isinstance(value, UploadFile) and value.filename]
        files = tuple([(file_name(upload.filename or ""), await upload.read()) for upload in uploads])
    return Sent(fields=fields, files=files)


def file_name(given: str) -> str:
    """The last part of a file name as the browser gave it: printable, at most 120 code points; "file" if nothing is."""
    last = given.replace("\\", "/").rpartition("/")[2]
    return "".join(c for c in last if c.isprintable()).strip()[:120] or "file"


def go(address: str, **query: str | int) -> RedirectResponse:
    """Send the browser on after something was done, so that a reload does not do it again."""
    return RedirectResponse(address + ("?" + urlencode(query) if query else ""), status_code=303)
