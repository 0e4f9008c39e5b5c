"""Routes by which the page and the tests use the phones."""

import asyncio
from typing import Any

from aiohttp import web

from sandbox.api.bodies import read_call
from sandbox.api.receiving import ABILITIES
from sandbox.api.refusals import Refusal
from sandbox.chats.actions import ACTIONS, message_of
from sandbox.chats.chat import Chat
from sandbox.chats.files import FileInfo
from sandbox.chats.people import Person
from sandbox.chats.phone_action import PhoneAction
from sandbox.chats.qr_codes import read_code
from sandbox.chats.taps import tap
from sandbox.chats.updates import Update, kind_of
from sandbox.exchange import Exchange
from sandbox.faults.orders import readable

PATIENCE = "20"
PHONE_ACTIONS = ACTIONS | {"tap": tap}


class Control:
    """The routes for people, chats, updates, calls and files.

    A refusal is `{"ok": false, "description": ...}`.
    """

    def __init__(self, exchange: Exchange) -> None:
        self._exchange = exchange

    def routes(self) -> list[web.RouteDef]:
        return [
            web.get("/sandbox/state", self.state),
            web.get("/sandbox/chats/{id}", self.chat),
            web.post("/sandbox/chats/{id}/{act}", self.act),
            web.post("/sandbox/people", self.join),
            web.post("/sandbox/updates", self.inject),
            web.get("/sandbox/calls", self.calls),
            web.get("/sandbox/files/{file_id}", self.file),
            web.get("/sandbox/files/{file_id}/code", self.code),
        ]

    async def state(self, _request: web.Request) -> web.Response:
        people = [self._person(person) for person in self._exchange.people.values()]
        state: dict[str, Any] = {"bot": self._exchange.bot | ABILITIES, "people": people}
        state |= {"seq": self._exchange.events.seq}
        state |= self._exchange.clock.shown()
        state |= {"commands": list(self._exchange.commands.values())}
        return web.json_response(state | {"ignored": sorted(self._exchange.calls.ignored)})

    def _person(self, person: Person) -> dict[str, Any]:
        chat = self._exchange.chats.of(person)
        return person.shown() | {"started": chat.started, "blocked": chat.blocked}

    async def chat(self, request: web.Request) -> web.Response:
        chat = self._chat(request)
        shown: dict[str, Any] = {"messages": self._exchange.messages.of(chat.id)}
        shown |= {"keyboard": chat.keyboard}
        shown |= {"pinned": None, "toasts": chat.toasts}
        typing = self._exchange.chats.is_typing(chat, self._exchange.clock.now())
        return web.json_response(shown | {"typing": typing})

    def _chat(self, request: web.Request) -> Chat:
        given = request.match_info["id"]
        chat = self._exchange.chats.find(int(given)) if given.lstrip("-").isdecimal() else None
        if chat is None:
            raise Refusal(404, f"Not Found: nobody has the chat {given}")
        return chat

    async def act(self, request: web.Request) -> web.Response:
        chat, name = self._chat(request), request.match_info["act"]
        call = await read_call(request, name)
        person = self._exchange.people.get(call.whole("from", chat.id))
        if person is None or name not in PHONE_ACTIONS:
            raise Refusal(404, f"Not Found: chat {chat.id}, act {name}")
        return await self._acted(
            request, PHONE_ACTIONS[name](PhoneAction(self._exchange, person, chat, call))
        )

    async def inject(self, request: web.Request) -> web.Response:
        """Queue an update as it is given; its message is seen in its chat."""
        given = (await read_call(request, "updates")).values
        update = {"update_id": given.get("update_id") or self._exchange.next_id("update"), **given}
        for key in request.query:
            update.pop(key)
        last = max(int(update["update_id"]), self._exchange.counters.get("update", 0))
        self._exchange.counters["update"] = last
        self._exchange.witness(update.get(kind_of(update)))
        self._exchange.updates.add(update)
        return await self._acted(request, update)

    async def _acted(self, request: web.Request, update: Update) -> web.Response:
        update_id = int(update["update_id"])
        self._exchange.store.commit()
        if request.query.get("wait") == "1":
            patience = float(request.query.get("timeout", PATIENCE))
            try:
                async with asyncio.timeout(patience):
                    await self._exchange.updates.acknowledged(update_id)
            except TimeoutError:
                reason = f"the bot has not acknowledged update {update_id} in {patience} seconds"
                raise Refusal(504, reason) from None
        return web.json_response({"update_id": update_id, "message": message_of(update)})

    async def join(self, request: web.Request) -> web.Response:
        """Give one more person a phone: the fields of Person."""
        fields = (await read_call(request, "people")).values
        with readable():
            self._exchange.join(Person(**fields))
        return web.json_response(self._person(self._exchange.people[fields["id"]]))

    async def calls(self, request: web.Request) -> web.Response:
        since, method = int(request.query.get("since", "0")), request.query.get("method", "")
        return web.json_response({"calls": self._exchange.calls.after(since, method)})

    async def file(self, request: web.Request) -> web.Response:
        about = self._file(request)
        return web.Response(body=self._exchange.files.content(about), content_type=about["type"])

    def _file(self, request: web.Request) -> FileInfo:
        about = self._exchange.files.find(request.match_info["file_id"])
        if about is None:
            raise Refusal(404, "Not Found: no such file")
        return about

    async def code(self, request: web.Request) -> web.Response:
        """What the code in a photo says: `{"text": ...}`."""
        about = self._file(request)
        content = self._exchange.files.content(about) if about["kind"] == "photo" else b""
        text = await asyncio.to_thread(read_code, content)
        if text is None:
            raise Refusal(404, "Not Found: there is no code in this picture")
        return web.json_response({"text": text})
