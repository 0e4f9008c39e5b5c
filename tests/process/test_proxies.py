"""The way to Telegram by a proxy: both clients go by the same rule."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import aiohttp
import pytest
from aiohttp import web
from markupsafe import Markup

from bot import app
from bot.settings import SettingsError
from bot.telegram.addresses import telegram_address
from bot.telegram.proxies import get_proxy
from bot.telegram.sender import open_sender
from dialogue.core.reply import Message
from sandbox.chats.people import Person
from sandbox.server import Sandbox
from scheduler.delivery.sender import Sent
from tests.support.town import TOKEN, settings_for

API, NAMED = "https://api.telegram.org", "http://telegram.test:8081"
PROXY = "http://10.9.9.9:3128"
NAMES = ("http_proxy", "https_proxy", "all_proxy", "no_proxy")


@pytest.fixture(autouse=True)
def _no_variables(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in NAMES:
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


@pytest.mark.parametrize(
    ("given", "address", "proxy"),
    [
        ({}, API, None),
        ({"HTTPS_PROXY": PROXY}, API, PROXY),
        ({"https_proxy": PROXY}, API, PROXY),
        ({"HTTP_PROXY": PROXY}, API, None),
        ({"HTTP_PROXY": PROXY}, NAMED, PROXY),
        ({"ALL_PROXY": PROXY}, API, PROXY),
        ({"ALL_PROXY": "socks5://h:1", "HTTPS_PROXY": PROXY}, API, PROXY),
        ({"HTTPS_PROXY": "10.9.9.9:3128"}, API, PROXY),
        ({"HTTPS_PROXY": "http://u:p@h:1"}, API, "http://u:p@h:1"),
        ({"HTTPS_PROXY": ""}, API, None),
        ({"ALL_PROXY": PROXY, "NO_PROXY": "other.org, telegram.org"}, API, None),
        ({"ALL_PROXY": PROXY, "no_proxy": ".telegram.org"}, API, None),
        ({"ALL_PROXY": PROXY, "NO_PROXY": "*"}, API, None),
        ({"ALL_PROXY": PROXY, "NO_PROXY": "telegram.test:8081"}, NAMED, None),
        ({"ALL_PROXY": PROXY, "NO_PROXY": "gram.org"}, API, PROXY),
        *(
            ({"ALL_PROXY": way, "HTTP_PROXY": way}, f"http://{host}:8081", None)
            for way in (PROXY, "socks5://127.0.0.1:1080")
            for host in ("127.0.0.1", "127.8.8.8", "localhost", "[::1]", "a.localhost")
        ),
    ],
)
def test_which_proxy_leads_to_an_address(
    monkeypatch: pytest.MonkeyPatch, given: dict[str, str], address: str, proxy: str | None
) -> None:
    for name, value in given.items():
        monkeypatch.setenv(name, value)
    assert get_proxy(address) == proxy


@pytest.mark.parametrize(
    "value",
    ["socks5://s3cret@h:1080", "socks5h://h:1", "socks4://h:1", "ftp://h", "http://h:x", "://"],
)
@pytest.mark.parametrize("name", ["ALL_PROXY", "https_proxy"])
async def test_a_proxy_that_cannot_be_used_stops_the_start_with_a_sentence(
    monkeypatch: pytest.MonkeyPatch, sqlite_url: str, name: str, value: str
) -> None:
    monkeypatch.setenv(name, value)
    settings = settings_for(API, sqlite_url, by="polling")
    with pytest.raises(SettingsError, match=f"^{name.upper()}: .*SOCKS") as refused:
        app.open_bot(settings)
    assert "s3cret" not in str(refused.value)
    assert "\n" not in str(refused.value)


@asynccontextmanager
async def a_proxy(to: str) -> AsyncIterator[tuple[str, list[str]]]:
    """One that leads all to one server; its address, and what it was asked for."""
    asked: list[str] = []

    async def pass_on(request: web.BaseRequest) -> web.Response:
        asked.append(str(request.url))
        body, headers = await request.read(), {"Content-Type": request.content_type}
        if request.content_type.startswith("multipart"):
            headers["Content-Type"] = request.headers["Content-Type"]
        async with (
            aiohttp.ClientSession() as session,
            session.post(f"{to}{request.url.raw_path_qs}", data=body, headers=headers) as answer,
        ):
            return web.Response(
                body=await answer.read(), status=answer.status, content_type="application/json"
            )

    runner = web.ServerRunner(web.Server(pass_on))
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    host, port = runner.addresses[0][:2]
    try:
        yield f"http://{host}:{port}", asked
    finally:
        await runner.cleanup()


@pytest.mark.parametrize("name", ["HTTP_PROXY", "all_proxy"])
async def test_answers_and_deliveries_go_the_same_way(
    monkeypatch: pytest.MonkeyPatch, sqlite_url: str, name: str
) -> None:
    sandbox = Sandbox([Person(7, "Seven", started=True)], token=TOKEN)
    async with sandbox.serve() as address, a_proxy(address) as (proxy, asked):
        monkeypatch.setenv(name, proxy)
        async with app.open_bot(settings_for(NAMED, sqlite_url, by="polling")) as bot:
            assert (await bot.me()).is_bot
        async with open_sender(TOKEN, NAMED, 30) as sender:
            sent = await sender.send(telegram_address(7), Message(Markup("好")))
        assert isinstance(sent, Sent)
        assert [one.rpartition("/")[2] for one in asked] == ["getMe", "sendMessage"]
        assert all(one.startswith(NAMED) for one in asked)
