"""Who may ask the desk for what: hosts, origins, tokens, sizes and the headers of every answer. Policy only, no pages.

The threats are those of a local web server: a page elsewhere that posts to it (cross-site request), a name that is
pointed at 127.0.0.1 after it was loaded (DNS rebinding), somebody else on the network, and text that would be
markup.
"""

from __future__ import annotations

import hashlib
import hmac
import ipaddress
import secrets
from collections.abc import Iterable

import msgspec
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import HTTPConnection
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

COOKIE = "onrecord_desk"
MAX_BODY = 16 << 20  # bytes of one request: a long page with its pictures inside, or a day's transcript
CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self';"
    " form-action 'self'; frame-src 'self'; frame-ancestors 'none'; base-uri 'none'"
)
_SAFE = ("GET", "HEAD", "OPTIONS")
_OPEN = ("/login", "/static/")  # what is answered without a token


class Policy(msgspec.Struct, frozen=True, kw_only=True):
    """What this desk allows."""

    secret: bytes  # signs sessions and forms
    token: str = ""  # "" on the own machine: no token is asked for
    hosts: tuple[str, ...] = ()  # host names that may stand in the Host header, besides the loopback
    addresses: bool = False  # any IP address may stand there: the desk listens on the network


def is_loopback(host: str) -> bool:
    """Whether a host name or address is this machine."""
    if host.lower() == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def host_allowed(header: str, policy: Policy) -> bool:
    """Whether a Host header names this desk. A name that was pointed here by somebody else is not in the list."""
    host = _host(header)
    if is_loopback(host) or host.lower() in {h.lower() for h in policy.hosts}:
        return True
    if not policy.addresses:
        return False
    try:
        ipaddress.ip_address(host.strip("[]"))
    except ValueError:
        return False
    return True


def same_site(headers: Headers, scheme: str, method: str) -> bool:
    """Whether a request comes from the desk's own pages, from the address bar, or from a program.

    A link or bookmark elsewhere may open a page (a navigation that only reads); nothing else comes from another site.
    """
    origin = headers.get("origin")
    if origin is not None and origin != f"{scheme}://{headers.get('host', '')}":
        return False
    site = headers.get("sec-fetch-site", "none")
    if site in ("none", "same-origin"):
        return True
    return (
        method in _SAFE and headers.get("sec-fetch-mode") == "navigate" and headers.get("sec-fetch-dest") == "document"
    )


def new_session(policy: Policy) -> str:
    """A session of somebody who showed the token, or of anybody where none is asked for: a number and its signature."""
    number = secrets.token_urlsafe(18)
    return f"{number}.{_sign(policy, 'session', number)}"


def session_of(connection: HTTPConnection, policy: Policy) -> str:
    """The session of a request's cookie; "" when there is none or its signature is not ours."""
    number, _, signature = connection.cookies.get(COOKIE, "").partition(".")
    return number if number and hmac.compare_digest(signature, _sign(policy, "session", number)) else ""


def form_key(session: str, policy: Policy) -> str:
    """The key that every form of this session carries."""
    return _sign(policy, "form", session)


def form_key_holds(given: str, session: str, policy: Policy) -> bool:
    """Whether a form was made for this session."""
    return bool(session) and hmac.compare_digest(given.encode(), form_key(session, policy).encode())


def token_holds(given: str, policy: Policy) -> bool:
    """Whether this is the desk's token; the time it takes does not tell how much of it was right."""
    return hmac.compare_digest(given.encode(), policy.token.encode())


def set_session(response: Response, session: str, *, secure: bool) -> None:
    """Give the browser its session: not readable by scripts, not sent along by other sites' forms."""
    response.set_cookie(COOKIE, session, httponly=True, samesite="lax", path="/", secure=secure, max_age=30 * 24 * 3600)


class Guard:
    """Middleware round the whole desk: refuses before any page is asked, and puts the headers on every answer."""

    def __init__(self, app: ASGIApp, policy: Policy, max_body: int = MAX_BODY) -> None:
        self._app, self._policy, self._max_body = app, policy, max_body

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self._app(scope, receive, send)
            return
        refusal = self._refusal(scope)

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                harden(MutableHeaders(scope=message), scope["path"])
            await send(message)

        if refusal is not None:
            await refusal(scope, receive, guarded)
            return
        await self._app(scope, _bounded(receive, self._max_body), guarded)

    def _refusal(self, scope: Scope) -> Response | None:
        """The answer to a request that is not let in; None when it is."""
        headers, path, method = Headers(scope=scope), scope["path"], scope["method"]
        if not host_allowed(headers.get("host", ""), self._policy):
            return problem(403, "wrong-host", "This desk does not answer to that host name.",
                           "Open it by the address that `onrecord desk` printed.")  # fmt: skip
        if not same_site(headers, scope.get("scheme", "http"), method):
            return problem(
                403, "cross-site", "This request came from another site.", "Open the desk itself and try there."
            )
        length = headers.get("content-length", "0")
        if length.isdigit() and int(length) > self._max_body:
            return too_large(self._max_body)
        if self._policy.token and not path.startswith(_OPEN) and not self._known(scope, headers):
            if path.startswith("/api/"):
                return problem(
                    401, "no-token", "This desk asks for its token.", "Send it as `Authorization: Bearer TOKEN`."
                )
            return RedirectResponse("/login", status_code=303)
        return None

    def _known(self, scope: Scope, headers: Headers) -> bool:
        scheme, _, token = headers.get("authorization", "").partition(" ")
        if scheme.lower() == "bearer" and token_holds(token.strip(), self._policy):
            return True
        return bool(session_of(HTTPConnection(scope), self._policy))


def problem(status: int, code: str, message: str, hint: str = "", headers: dict[str, str] | None = None) -> Response:
    """The one shape of every error of the HTTP interface."""
    body = msgspec.json.encode({"error": {"code": code, "message": message, "hint": hint}})
    return Response(body, status_code=status, media_type="application/json", headers=headers)


def too_large(limit: int) -> Response:
    """The answer to a body beyond the limit."""
    return problem(
        413, "too-large", f"This is more than {limit >> 20} MB.", "Add large sources with `onrecord record add`."
    )


class BodyTooLarge(Exception):
    """Raised while reading a body without a length that is longer than allowed."""


def _bounded(receive: Receive, limit: int) -> Receive:
    seen = 0

    async def bounded() -> Message:
        nonlocal seen
        message = await receive()
        seen += len(message.get("body", b""))
        if seen > limit:
            raise BodyTooLarge
        return message

    return bounded


def harden(headers: MutableHeaders, path: str) -> None:
    """Put the headers on an answer that every answer has."""
    headers.setdefault("content-security-policy", CSP)
    headers["x-content-type-options"] = "nosniff"
    headers["referrer-policy"] = "same-origin"  # "no-referrer" would make a browser send our own forms as of nowhere
    headers["cross-origin-resource-policy"] = "same-origin"
    headers["permissions-policy"] = "camera=(), geolocation=(), microphone=()"
    headers.setdefault("x-frame-options", "DENY")
    if path != "/receive":  # the bookmarklet's page must still be able to hear from the page that opened it
        headers["cross-origin-opener-policy"] = "same-origin"
    headers.setdefault("cache-control", "no-store")


def _host(header: str) -> str:
    """The host of a Host header, without its port."""
    if header.startswith("["):
        return header.partition("]")[0] + "]"
    return header.rpartition(":")[0] if header.rpartition(":")[2].isdigit() and ":" in header else header


def _sign(policy: Policy, what: str, text: str) -> str:
    return hmac.new(policy.secret + policy.token.encode(), f"{what}:{text}".encode(), hashlib.sha256).hexdigest()


def listed(hosts: Iterable[str]) -> tuple[str, ...]:
    """Host names as given on the command line, sorted and without doubles."""
    return tuple(sorted({h.strip().lower() for h in hosts if h.strip()}))
