"""The page, its events, and the people."""

import asyncio
import gc
import json
from typing import Any

import aiohttp
import pytest
from yarl import URL

from sandbox.chats.events import KEPT
from tests.sandbox.wire import ANA, Refused, Wire

KEYS = {"inline_keyboard": [[{"text": "好", "callback_data": "ok"}]]}


class Stream:
    """The frames of an open event stream."""

    def __init__(self, response: aiohttp.ClientResponse) -> None:
        self.content = response.content

    async def next(self) -> dict[str, Any]:
        """The next event; its `id` and `event` fields must agree with its data."""
        fields: dict[str, str] = {}
        while (line := (await self.content.readline()).decode().rstrip("\n")) or not fields:
            name, _, value = line.partition(": ")
            if name not in {"", ":"}:
                fields[name] = value
        event: dict[str, Any] = json.loads(fields["data"])
        assert fields == {"id": str(event["seq"]), "event": event["kind"], "data": fields["data"]}
        return event

    async def kinds(self, count: int) -> list[str]:
        return [(await self.next())["kind"] for _ in range(count)]


async def test_the_page_and_its_files_are_served(wire: Wire) -> None:
    async with wire.session.get(f"{wire.base}/") as response:
        assert response.status == 200
        assert response.content_type == "text/html"
    for name, kind in (("page.js", "text/javascript"), ("page.css", "text/css")):
        async with wire.session.get(f"{wire.base}/static/{name}") as response:
            assert response.status == 200
            assert response.content_type == kind


@pytest.mark.parametrize("path", ["none.js", "..%2fserver.py", "%2e%2e/server.py", "."])
async def test_nothing_but_the_page_is_served(wire: Wire, path: str) -> None:
    async with wire.session.get(URL(f"{wire.base}/static/{path}", encoded=True)) as response:
        assert response.status == 404


async def test_a_client_that_goes_while_the_page_is_read_leaves_no_file_open(wire: Wire) -> None:
    """An open file that nobody holds is a warning when it is collected, and so an error here."""
    address = URL(wire.base)
    for _ in range(200):
        _, writer = await asyncio.open_connection(address.host, address.port)
        writer.write(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n")
        writer.close()
        await writer.wait_closed()
    async with wire.session.get(f"{wire.base}/") as response:
        assert response.status == 200
    gc.collect()


async def test_everything_that_happens_is_an_event(wire: Wire) -> None:
    async with wire.session.get(f"{wire.base}/sandbox/events") as response:
        stream = Stream(response)
        await wire.act("start")
        assert await stream.kinds(2) == ["message", "update"]
        await wire.update()
        done = await stream.next()
        assert (done["kind"], done["chat_id"], done["acknowledged"]) == ("update", ANA, True)
        where = {"chat_id": ANA}
        await wire.call("sendChatAction", **where, action="typing")
        sent = await wire.call("sendMessage", **where, text="x", reply_markup=KEYS)
        where["message_id"] = sent["message_id"]
        assert await stream.kinds(2) == ["typing", "message"]
        await wire.act("tap", message_id=sent["message_id"], data="ok")
        await wire.call("answerCallbackQuery", callback_query_id="1", text="好")
        assert await stream.kinds(2) == ["update", "toast"]
        await wire.call("editMessageText", **where, text="y", reply_markup=KEYS)
        await wire.call("editMessageReplyMarkup", **where)
        await wire.call("deleteMessage", **where)
        assert await stream.kinds(3) == ["edited", "markup", "deleted"]
        await wire.call("sendMessage", chat_id=ANA, text="x", reply_markup={"keyboard": [["x"]]})
        await wire.post("clock", hours=1)
        await wire.act("block")
        assert await stream.kinds(4) == ["message", "keyboard", "clock", "blocked"]


async def test_a_stream_goes_on_where_it_was(wire: Wire) -> None:
    await wire.act("start")
    url = f"{wire.base}/sandbox/events"
    async with wire.session.get(url, params={"since": "1"}) as response:
        assert (await Stream(response).next())["seq"] == 2
    async with wire.session.get(url, headers={"Last-Event-ID": "1"}) as response:
        assert (await Stream(response).next())["seq"] == 2


@pytest.mark.parametrize("since", [0, KEPT * 9])
async def test_a_stream_that_missed_too_much_is_told_to_reload(wire: Wire, since: int) -> None:
    for _ in range(KEPT + 1):
        wire.sandbox.exchange.events.emit("clock")
    url = f"{wire.base}/sandbox/events"
    async with wire.session.get(url, params={"since": str(since)}) as response:
        assert (await Stream(response).next())["kind"] == "reload"


async def test_many_may_follow_at_once(wire: Wire) -> None:
    url = f"{wire.base}/sandbox/events"
    async with wire.session.get(url) as one, wire.session.get(url) as other:
        await wire.act("start")
        heard = await asyncio.gather(Stream(one).next(), Stream(other).next())
        assert heard[0] == heard[1]


async def test_the_state_tells_who_is_there(wire: Wire) -> None:
    state = await wire.get("state")
    assert state["bot"]["username"] == "chunfeng_bot"
    assert state["people"][0] == {
        "id": ANA,
        "first_name": "Ana",
        "last_name": "Li",
        "language_code": "zh",
        "phone_number": "+8613000000001",
        "role": "labourer",
        "caption": "Ana, a labourer",
        "started": False,
        "blocked": False,
    }
    assert state["now"].endswith("+00:00")


async def test_one_more_person_gets_a_phone(wire: Wire) -> None:
    joined = await wire.post("people", id=1009, first_name="Eva")
    assert joined["language_code"] == "zh"
    await wire.act("start", 1009)
    assert (await wire.update())["message"]["from"]["first_name"] == "Eva"
    with pytest.raises(Refused):
        await wire.post("people", name="Eva")
    with pytest.raises(Refused):
        await wire.get("chats/1010")


async def test_to_those_who_have_started_already_the_bot_may_write_at_once(wire: Wire) -> None:
    joined = await wire.post("people", id=1009, first_name="Eva", started=True)
    assert joined["started"] is True
    assert (await wire.call("sendMessage", chat_id=1009, text="x"))["text"] == "x"
    assert await wire.call("getUpdates") == []


async def test_those_who_have_blocked_the_bot_already_refuse_it_unannounced(wire: Wire) -> None:
    await wire.post("people", id=1009, first_name="Eva", started=True, blocked=True)
    refusal = await wire.refusal("sendMessage", chat_id=1009, text="x")
    assert refusal == (403, "Forbidden: bot was blocked by the user")
    assert await wire.call("getUpdates") == []
    await wire.act("unblock", 1009)
    assert (await wire.call("sendMessage", chat_id=1009, text="x"))["text"] == "x"
