"""How pages and people come in: the bookmarklet, the page it opens, and the token."""

from __future__ import annotations

import asyncio

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from onrecord.desk import guard, shown
from onrecord.desk.forms import desk_of, go, sent
from onrecord.desk.views.pages import HOUSES

# Opens the desk beside the page in view and hands it over when the desk says that it is there. The page travels from
# window to window, so neither site has to accept a request of the other; where that tie is cut, the address remains.
_BOOKMARKLET = (
    "javascript:(()=>{const d='%s',w=window.open(d+'/receive?address='+encodeURIComponent(location.href));"
    "const f=e=>{if(e.origin===d&&e.data==='onrecord: ready'){removeEventListener('message',f);"
    "w.postMessage({onrecord:1,address:location.href,page:document.documentElement.outerHTML},d)}};"
    "addEventListener('message',f)})()"
)
_WAIT_AFTER_WRONG = 1.0  # seconds: one guess a second and connection


def bookmarklet(request: Request) -> Response:
    """The link to drag to the bookmarks bar."""
    origin = f"{request.url.scheme}://{request.headers.get('host', '')}"
    return shown.page(request, "bookmarklet.html", code=_BOOKMARKLET % origin)


def receive(request: Request) -> Response:
    """The page that the bookmarklet opens: shows what came and waits for a person to send it."""
    address = shown.safe_link(request.query_params.get("address", "")[:4000])
    return shown.page(request, "receive.html", address=address, houses=HOUSES)


async def login(request: Request) -> Response:
    """Ask for the token, and remember in a cookie that it was given."""
    policy = desk_of(request).policy
    if not policy.token:
        return go("/")
    if request.method == "GET":
        return shown.page(request, "login.html", problem="")
    async with request.form() as form:
        given = form.get("token")
    if not isinstance(given, str) or not guard.token_holds(given.strip(), policy):
        await asyncio.sleep(_WAIT_AFTER_WRONG)
        return shown.page(request, "login.html", 403, problem="That is not the token of this desk.")
    answer = RedirectResponse("/", status_code=303)
    guard.set_session(answer, guard.new_session(policy), secure=request.url.scheme == "https")
    return answer


async def logout(request: Request) -> Response:
    """Forget that the token was given, in this browser."""
    await sent(request)
    answer = RedirectResponse("/login", status_code=303)
    answer.delete_cookie(guard.COOKIE, path="/")
    return answer
