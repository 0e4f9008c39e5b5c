"""What stands before every page: where a request comes from, and what a browser may do with it."""

import hashlib
import hmac
from collections.abc import Awaitable, Callable
from ipaddress import ip_address
from urllib.parse import urlsplit

from aiohttp import web

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

TOKEN, REMARK, LANGUAGE = "chunfeng_console", "chunfeng_said", "chunfeng_language"
POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; "
    "form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Frame-Options": "DENY",
}
# No copy of a page is left in the PC that colleagues share.
PRIVATE = {"Cache-Control": "no-store"}


@web.middleware
async def with_headers(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Every answer bears them, errors too."""
    try:
        response = await handler(request)
    except web.HTTPException as error:
        error.headers.update(HEADERS)
        raise
    response.headers.update(HEADERS)
    if not request.path.startswith("/static/"):
        response.headers.update(PRIVATE)
    return response


def see_other(address: str) -> web.Response:
    """Go there; what was sent is not sent again when the page is loaded anew."""
    return web.Response(status=303, headers={"Location": address})


def is_secure(request: web.Request) -> bool:
    """Whether the browser came by https, which the proxy tells."""
    return request.secure or request.headers.get("X-Forwarded-Proto", "") == "https"


def is_on_this_machine(request: web.Request) -> bool:
    """Whether the address that was typed is this machine's own."""
    host = urlsplit(f"//{request.host}").hostname or ""
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def is_from_own_page(request: web.Request) -> bool:
    """Whether a form was sent from a page of this console and not from another site."""
    fetched = request.headers.get("Sec-Fetch-Site")
    if fetched is not None:
        return fetched in ("same-origin", "none")
    origin = request.headers.get("Origin")
    return origin is None or urlsplit(origin).netloc == request.host


def form_key(token: str) -> str:
    """What each form of a session bears; no other site knows it."""
    return hmac.new(token.encode(), b"form", hashlib.sha256).hexdigest()


def is_own_form(token: str, given: object) -> bool:
    """Whether a form bears the session's key."""
    return isinstance(given, str) and hmac.compare_digest(
        given.encode("utf-8", "replace"), form_key(token).encode()
    )
