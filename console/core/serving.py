"""A request becomes a view, and what the page answers becomes HTML."""

import asyncio
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote

import structlog
from aiohttp import web
from multidict import MultiDictProxy

from console.core import guard
from console.core.office import Answer, File, Goto, Made, Office, Screen, View, Work, Write, refused
from console.core.pages import Link
from console.core.remarks import Remark, from_cookie
from console.core.rendering import render_screen
from dialogue.core.i18n import Speech
from models.accounts import console_sessions
from models.accounts.console_sessions import SignedIn
from models.core import regions
from models.core.refusal import Refusal
from models.core.session import Session
from models.core.vocabulary import Language

log = structlog.get_logger()
REMARK_SECONDS = 30
PIECE = 2**18


class Serving:
    """Answers the pages of whoever is signed in."""

    def __init__(self, office: Office, links: Sequence[Link]) -> None:
        self._office, self._links = office, links
        self._making = asyncio.Semaphore(1)

    async def look(self, work: Work, request: web.Request) -> web.StreamResponse:
        """A page that reads, by the reading engine; it holds no lock that a turn waits for."""
        token = request.cookies.get(guard.TOKEN, "")

        async def read(session: Session) -> tuple[Answer, SignedIn, str] | None:
            signed_in = await self._signed_in(session, token)
            if signed_in is None:
                return None
            view = await self._view(request, session, signed_in, {})
            answer = await work(view)
            return answer, signed_in, self._html(answer, view, token, _remark(request))

        found = await self._office.reading.read(read)
        if found is None:
            return _to_sign_in(request)
        answer, signed_in, html = found
        await self._note(signed_in, getattr(answer, "noted", None))
        return await self._respond(request, answer, html)

    async def act(self, work: Work, request: web.Request) -> web.StreamResponse:
        """What a form sent, in one writing transaction that ends before the answer goes out."""
        token = request.cookies.get(guard.TOKEN, "")
        form = await request.post()
        async with self._office.sessions() as session, session.begin():
            signed_in = await self._signed_in(session, token)
            if signed_in is None:
                return _to_sign_in(request, over=True)
            view = await self._view(request, session, signed_in, form)
            own = guard.is_from_own_page(request) and guard.is_own_form(token, form.get("form_key"))
            answer = await work(view) if own else refused(Refusal("console_stale"), status=403)
            noted = getattr(answer, "noted", None)
            if noted is not None:
                await noted(session, view.actor)
            html = self._html(answer, view, token, None)
        return await self._respond(request, answer, html)

    async def drive(self, work: Work, request: web.Request) -> web.StreamResponse:
        """What a form sent, for work that makes transactions of its own."""
        token = request.cookies.get(guard.TOKEN, "")
        form = await request.post()
        async with self._office.sessions() as session, session.begin():
            signed_in = await self._signed_in(session, token)
            if signed_in is None:
                return _to_sign_in(request, over=True)
            view = await self._view(request, session, signed_in, form)
        own = guard.is_from_own_page(request) and guard.is_own_form(token, form.get("form_key"))
        answer = await work(view) if own else refused(Refusal("console_stale"), status=403)
        return await self._respond(request, answer, self._html(answer, view, token, None))

    async def sign_out(self, request: web.Request) -> web.StreamResponse:
        """End the session of this browser."""
        token = request.cookies.get(guard.TOKEN, "")
        form = await request.post()
        if not guard.is_own_form(token, form.get("form_key")):
            return guard.see_other("/")
        async with self._office.sessions() as session, session.begin():
            signed_in = await self._signed_in(session, token)
            if signed_in is not None:
                await console_sessions.end_session(session, signed_in.actor, signed_in.session_id)
        response = guard.see_other("/sign-in")
        response.del_cookie(guard.TOKEN, path="/")
        return response

    async def _signed_in(self, session: Session, token: str) -> SignedIn | None:
        office = self._office
        if not token:
            return None
        return await console_sessions.find_signed_in(
            session, token, office.clock.now(), office.zone
        )

    async def _view(
        self,
        request: web.Request,
        session: Session,
        signed_in: SignedIn,
        form: Mapping[str, Any] | MultiDictProxy[Any],
    ) -> View:
        language = get_language(request, signed_in.actor.account.language or self._office.language)
        sent = form if isinstance(form, MultiDictProxy) else request.query
        return View(
            self._office,
            session,
            signed_in,
            Speech(language),
            (await regions.get_gazetteer(session)).in_language(language),
            request.path,
            request.match_info,
            request.query,
            form,
            lambda name: [str(one) for one in sent.getall(name, [])],
        )

    def _html(self, answer: Answer, view: View, token: str, remark: Remark | None) -> str:
        if not isinstance(answer, Screen):
            return ""
        return render_screen(answer, view, self._links, guard.form_key(token), remark)

    async def _note(self, signed_in: SignedIn, noted: Write | None) -> None:
        """What a look leaves in the trail, written before the page is shown."""
        if noted is None and not signed_in.needs_noting:
            return
        now = self._office.clock.now()
        async with self._office.sessions() as session, session.begin():
            if signed_in.needs_noting:
                await console_sessions.note_seen(session, signed_in.session_id, now)
            if noted is not None:
                await noted(session, signed_in.actor)

    async def _respond(self, request: web.Request, answer: Answer, html: str) -> web.StreamResponse:
        if isinstance(answer, Made):
            async with self._making, self._office.read_long() as reading:
                made = await reading.read(answer.write)
            answer = File(answer.name, made, answer.content_type)
        if isinstance(answer, File):
            return await _send_file(request, answer)
        if isinstance(answer, Goto):
            return _go(answer)
        response = web.Response(text=html, status=answer.status, content_type="text/html")
        if guard.REMARK in request.cookies:
            response.del_cookie(guard.REMARK, path="/")
        return response


def get_language(request: web.Request, usual: Language) -> Language:
    """What the browser chose, or the usual one."""
    chosen = request.cookies.get(guard.LANGUAGE, "")
    return Language(chosen) if chosen in set(Language) else usual


def _remark(request: web.Request) -> Remark | None:
    return from_cookie(request.cookies.get(guard.REMARK, ""))


def _to_sign_in(request: web.Request, *, over: bool = False) -> web.Response:
    there = request.path_qs if request.method == "GET" else "/"
    address = "/sign-in" if there == "/" else f"/sign-in?to={quote(there, safe='')}"
    response = guard.see_other(address)
    if over:
        _set_remark(response, Remark("console_over", {}, refused=True))
    return response


def _go(answer: Goto) -> web.Response:
    response = guard.see_other(answer.address)
    if answer.refusal is not None:
        _set_remark(response, Remark(answer.refusal.name, answer.refusal.params, refused=True))
    elif answer.said:
        _set_remark(response, Remark(answer.said, answer.params))
    return response


def _set_remark(response: web.Response, remark: Remark) -> None:
    response.set_cookie(
        guard.REMARK,
        remark.as_cookie(),
        max_age=REMARK_SECONDS,
        httponly=True,
        samesite="Strict",
        path="/",
    )


async def _send_file(request: web.Request, file: File) -> web.StreamResponse:
    how = "inline" if file.shown_in_page else "attachment"
    headers = {
        "Content-Type": file.content_type,
        "Content-Disposition": f"{how}; filename*=UTF-8''{quote(file.name)}",
    }
    if isinstance(file.content, bytes):
        return web.Response(body=file.content, headers=headers)
    response = web.StreamResponse(headers=headers)
    try:
        await response.prepare(request)
        with file.content.open("rb") as source:
            while piece := source.read(PIECE):
                await response.write(piece)
        await response.write_eof()
    finally:
        _remove(file.content)
    return response


def _remove(file: Path) -> None:
    file.unlink(missing_ok=True)
