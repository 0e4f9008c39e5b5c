"""Delivery to a webhook."""

import asyncio
from collections.abc import AsyncIterator

import pytest
from aiohttp import web

from tests.sandbox.wire import ANA, BEN, Json, Wire

SECRET = "X-Telegram-Bot-Api-Secret-Token"


class Hook:
    """A bot's web server: notes what is posted, and answers as it was told to."""

    def __init__(self) -> None:
        self.posts: list[Json] = []
        self.secrets: list[str | None] = []
        self.answers: list[web.Response] = []
        self.gate = asyncio.Event()
        self.gate.set()
        self.arrivals: asyncio.Queue[int] = asyncio.Queue()
        self.url = ""

    async def take(self, request: web.Request) -> web.Response:
        self.posts.append(await request.json())
        self.secrets.append(request.headers.get(SECRET))
        self.arrivals.put_nowait(self.posts[-1]["update_id"])
        answer = self.answers.pop(0) if self.answers else web.Response()
        await self.gate.wait()
        return answer

    @property
    def ids(self) -> list[int]:
        return [post["update_id"] for post in self.posts]


@pytest.fixture
async def hook() -> AsyncIterator[Hook]:
    hook = Hook()
    app = web.Application()
    app.router.add_post("/", hook.take)
    runner = web.AppRunner(app, handler_cancellation=True, shutdown_timeout=0.01)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    hook.url = f"http://127.0.0.1:{runner.addresses[0][1]}/"
    yield hook
    await runner.cleanup()


@pytest.fixture
async def hooked(wire: Wire, hook: Hook) -> Wire:
    await wire.call("setWebhook", url=hook.url, secret_token="s3cret")
    return wire


async def test_an_update_is_posted_with_the_secret(hooked: Wire, hook: Hook) -> None:
    said = await hooked.post(f"chats/{ANA}/start?wait=1")
    assert hook.ids == [said["update_id"]]
    assert hook.posts[0]["message"]["text"] == "/start"
    assert hook.secrets == ["s3cret"]
    assert await hooked.call("getWebhookInfo") == {
        "url": hook.url,
        "has_custom_certificate": False,
        "pending_update_count": 0,
        "max_connections": 40,
        "ip_address": "127.0.0.1",
    }


async def test_a_webhook_without_secret_bears_none(wire: Wire, hook: Hook) -> None:
    await wire.call("setWebhook", url=hook.url, allowed_updates=["message"])
    await wire.post(f"chats/{ANA}/start?wait=1")
    assert hook.secrets == [None]
    assert (await wire.call("getWebhookInfo"))["allowed_updates"] == ["message"]


async def test_a_failed_post_is_repeated_until_it_is_taken(hooked: Wire, hook: Hook) -> None:
    hook.answers = [web.Response(status=status) for status in (500, 302, 599, 502)]
    await hooked.post(f"chats/{ANA}/start?wait=1")
    assert hook.ids == [1] * 5
    info = await hooked.call("getWebhookInfo")
    assert info["last_error_message"] == "Wrong response from the webhook: 502 Bad Gateway"


async def test_a_post_that_hangs_is_repeated(hooked: Wire, hook: Hook) -> None:
    hook.gate.clear()
    await hooked.act("start")
    info = await hooked.until_webhook_fails()
    assert info["last_error_message"] == "Read timeout expired"
    assert info["pending_update_count"] == 1
    hook.gate.set()
    await hooked.act("text", text="x")
    await hooked.post(f"chats/{ANA}/text?wait=1", text="y")
    assert hook.ids[-1] == 3


async def test_a_bot_that_is_away_gets_its_updates_later(wire: Wire, hook: Hook) -> None:
    await wire.call("setWebhook", url="http://127.0.0.1:9/")
    await wire.act("start")
    assert (await wire.until_webhook_fails())["last_error_message"] == "Connection refused"
    await wire.call("setWebhook", url=hook.url)
    assert await hook.arrivals.get() == 1


async def test_a_connection_that_breaks_is_a_failure(wire: Wire) -> None:
    def hang_up(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.close()

    server = await asyncio.start_server(hang_up, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    async with server:
        await wire.call("setWebhook", url=f"http://127.0.0.1:{port}/")
        await wire.act("start")
        info = await wire.until_webhook_fails()
        await wire.call("deleteWebhook")
    assert info["last_error_message"] == "Connection closed"


async def test_one_chat_is_in_order_while_another_goes_on(hooked: Wire, hook: Hook) -> None:
    hook.gate.clear()
    await hooked.act("start", ANA)
    await hooked.act("text", ANA, text="x")
    await hooked.act("start", BEN)
    assert {await hook.arrivals.get(), await hook.arrivals.get()} == {1, 3}
    hook.gate.set()
    assert await hook.arrivals.get() == 2


async def test_there_are_no_more_posts_at_once_than_connections(wire: Wire, hook: Hook) -> None:
    await wire.call("setWebhook", url=hook.url, max_connections=1)
    hook.gate.clear()
    await wire.act("start", ANA)
    await wire.act("start", BEN)
    assert await hook.arrivals.get() == 1
    assert hook.ids == [1]
    hook.gate.set()
    assert await hook.arrivals.get() == 2


async def test_a_call_in_the_answer_is_carried_out(hooked: Wire, hook: Hook) -> None:
    call = {"method": "sendMessage", "chat_id": ANA, "text": "你好"}
    hook.answers = [web.json_response(call)]
    await hooked.post(f"chats/{ANA}/start?wait=1")
    assert (await hooked.chat())["messages"][-1]["text"] == "你好"
    (entry,) = (await hooked.get("calls?method=sendMessage"))["calls"]
    assert entry["status"] == 200


@pytest.mark.parametrize(
    "answer", [{"text": "ok"}, {"json": ["ok"]}, {"json": {"ok": True}}], ids=str
)
async def test_other_answers_are_no_calls(hooked: Wire, hook: Hook, answer: Json) -> None:
    made = web.json_response(answer["json"]) if "json" in answer else web.Response(**answer)
    hook.answers = [made]
    await hooked.post(f"chats/{ANA}/start?wait=1")
    assert hook.ids == [1]


async def test_a_call_in_the_answer_that_is_refused_is_logged(hooked: Wire, hook: Hook) -> None:
    hook.answers = [web.json_response({"method": "sendPigeon"})]
    await hooked.post(f"chats/{ANA}/start?wait=1")
    (entry,) = (await hooked.get("calls?method=sendPigeon"))["calls"]
    assert entry["status"] == 404
    assert hook.ids == [1]


async def test_an_update_may_be_posted_twice(hooked: Wire, hook: Hook) -> None:
    await hooked.fault("twice")
    await hooked.post(f"chats/{ANA}/start?wait=1")
    assert hook.ids == [1, 1]


async def test_without_the_webhook_updates_wait_for_polling(hooked: Wire, hook: Hook) -> None:
    hook.answers = [web.Response(status=500) for _ in range(1000)]
    await hooked.act("start")
    await hook.arrivals.get()
    await hooked.call("deleteWebhook")
    assert (await hooked.update())["update_id"] == 1
    assert (await hooked.call("getWebhookInfo"))["url"] == ""


async def test_pending_updates_are_dropped_on_demand(wire: Wire, hook: Hook) -> None:
    await wire.act("start")
    await wire.call("setWebhook", url=hook.url, drop_pending_updates=True)
    await wire.post(f"chats/{ANA}/text?wait=1", text="x")
    assert hook.ids == [2]


async def test_an_update_dropped_between_two_posts_is_not_posted_again(
    hooked: Wire, hook: Hook
) -> None:
    hook.answers = [web.Response(status=500) for _ in range(1000)]
    await hooked.act("start")
    await hooked.until_webhook_fails()
    await hooked.call("setWebhook", url=hook.url, drop_pending_updates=True)
    hook.answers = []
    await hooked.post(f"chats/{ANA}/text?wait=1", text="x")
    assert hook.ids[-1] == 2


async def test_an_update_may_be_dropped_while_it_is_posted(hooked: Wire, hook: Hook) -> None:
    hook.gate.clear()
    await hooked.act("start")
    assert await hook.arrivals.get() == 1
    await hooked.call("setWebhook", url=hook.url, drop_pending_updates=True)
    hook.gate.set()
    await hooked.post(f"chats/{ANA}/text?wait=1", text="x")
    assert hook.ids == [1, 2]


async def test_an_empty_address_deletes_the_webhook(hooked: Wire) -> None:
    await hooked.call("setWebhook", url="")
    assert await hooked.call("getUpdates") == []


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        (
            {"url": "http://a.cn/"},
            "bad webhook: An HTTPS URL must be provided for webhook",
        ),
        (
            {"url": "ftp://127.0.0.1/"},
            "bad webhook: An HTTPS URL must be provided for webhook",
        ),
        (
            {"url": "https://a.cn/", "secret_token": "春"},
            "secret token contains unallowed characters",
        ),
    ],
)
async def test_a_wrong_webhook_is_refused(wire: Wire, values: Json, reason: str) -> None:
    assert await wire.refusal("setWebhook", **values) == (400, f"Bad Request: {reason}")
