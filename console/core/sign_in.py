"""The sign-in: eight digits from the chat."""

import re
import unicodedata

from aiohttp import web

from console.core import guard
from console.core.office import Office
from console.core.remarks import from_cookie
from console.core.rendering import render
from console.core.serving import get_language
from dialogue.core.i18n import Speech
from models.accounts import console_sessions
from models.core.refusal import Refusal
from models.core.vocabulary import Language

# A page of ours and no other site: one slash at the beginning.
OWN_ADDRESS = re.compile(r"/(?![/\\])[^\\\x00-\x1f]*")
LONGEST = 40


async def show(office: Office, request: web.Request) -> web.Response:
    """The question for the code."""
    return _page(office, request, None)


async def sign_in(office: Office, request: web.Request) -> web.StreamResponse:
    """The code as it was typed: full-width digits and blanks are read too."""
    if not guard.is_from_own_page(request):
        return _page(office, request, Refusal("console_stale"), status=403)
    if not (guard.is_secure(request) or guard.is_on_this_machine(request)):
        return _page(office, request, Refusal("console_needs_https"), status=403)
    form = await request.post()
    typed = unicodedata.normalize("NFKC", str(form.get("code", ""))[:LONGEST])
    code = "".join(sign for sign in typed if sign.isdecimal())
    async with office.sessions() as session, session.begin():
        token = await console_sessions.sign_in(session, code, office.clock.now())
    if isinstance(token, Refusal):
        return _page(office, request, token, status=403)
    response = guard.see_other(_own(str(form.get("to", "/"))))
    response.set_cookie(
        guard.TOKEN,
        token,
        httponly=True,
        secure=guard.is_secure(request),
        samesite="Strict",
        path="/",
        max_age=int(console_sessions.WHOLE_DAY.total_seconds()),
    )
    return response


async def choose_language(request: web.Request) -> web.StreamResponse:
    """The language of this browser, from any page."""
    form = await request.post()
    response = guard.see_other(_own(str(form.get("to", "/"))))
    chosen = str(form.get("language", ""))
    if chosen in set(Language) and guard.is_from_own_page(request):
        response.set_cookie(
            guard.LANGUAGE, chosen, samesite="Strict", path="/", max_age=365 * 86400
        )
    return response


def _own(address: str) -> str:
    return address if OWN_ADDRESS.fullmatch(address) else "/"


def _page(
    office: Office, request: web.Request, refusal: Refusal | None, status: int = 200
) -> web.Response:
    remark = from_cookie(request.cookies.get(guard.REMARK, ""))
    if refusal is None and remark is not None and remark.refused:
        refusal = Refusal(remark.name, dict(remark.params))
    speech = Speech(get_language(request, office.language))
    shown = {"refusal": refusal, "to": _own(request.query.get("to", "/")), "address": "/sign-in"}
    html = render("sign_in.html", speech, shown)
    return web.Response(text=html, status=status, content_type="text/html")
