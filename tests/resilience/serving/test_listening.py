"""Half-open requests, however many, keep nobody out; real sockets, short time-outs."""

import asyncio
import json
import resource
import socket
from collections.abc import AsyncIterator, Iterator
from contextlib import ExitStack, asynccontextmanager

import aiohttp
import pytest
from aiohttp import web

from bot.web.listener import GATE, Limits, open_listener, too_late
from tests.support.ports import free_port

HALF_OPEN = 1000
HEAD = b"POST /hook HTTP/1.1\r\nHost: here\r\n"
SLOW = {
    "nothing": b"",
    "headers": HEAD + b"X-Slow: ",
    "body": HEAD + b"Content-Length: 1000\r\n\r\n{",
}
LONG = 3600.0


@asynccontextmanager
async def listener(limits: Limits) -> AsyncIterator[tuple[str, int]]:
    """A hook that tells what it was told."""

    async def hook(request: web.Request) -> web.Response:
        try:
            return web.Response(body=await request[GATE].body(request))
        except TimeoutError:
            return too_late()

    async def health(request: web.Request) -> web.Response:
        return web.Response(text="alive")

    app = web.Application(client_max_size=2**20)
    app.router.add_post("/hook", hook)
    app.router.add_get("/healthz", health)
    address = ("127.0.0.1", free_port())
    async with open_listener(app, address, limits):
        yield address


@asynccontextmanager
async def half_open(
    address: tuple[str, int], said: bytes, many: int
) -> AsyncIterator[list[socket.socket]]:
    """Connections that have said so much and say no more."""
    loop = asyncio.get_running_loop()
    with ExitStack() as open_:
        lines = []
        for _ in range(many):
            line = open_.enter_context(socket.socket())
            line.setblocking(False)
            await loop.sock_connect(line, address)
            line.send(said)
            lines.append(line)
        yield lines


async def heard(line: socket.socket) -> bytes:
    """What the listener says; nothing where it hangs up."""
    try:
        return await asyncio.get_running_loop().sock_recv(line, 1000)
    except ConnectionResetError:
        return b""


@pytest.fixture
def descriptors() -> Iterator[None]:
    """Both ends of a thousand connections lie in this process."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(4096, hard), hard))
    yield
    resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


@pytest.mark.usefixtures("descriptors")
@pytest.mark.parametrize("slow", SLOW)
async def test_a_thousand_half_open_requests_keep_no_update_out(slow: str) -> None:
    limits = Limits(connections=64, idle_seconds=LONG, body_seconds=LONG)
    async with (
        listener(limits) as address,
        half_open(address, SLOW[slow], HALF_OPEN) as lines,
        aiohttp.ClientSession(f"http://{address[0]}:{address[1]}") as web_,
    ):
        for number in range(3):
            async with web_.post("/hook", json={"update_id": number}) as answer:
                assert json.loads(await answer.read()) == {"update_id": number}
        async with web_.get("/healthz") as answer:
            assert await answer.text() == "alive"
        gone = lines[: HALF_OPEN - limits.connections]
        # The end of each is heard, or nothing ends: of the oldest none is held.
        assert {await heard(line) for line in gone} == {b""}


@pytest.mark.parametrize(("slow", "said"), [("nothing", b""), ("headers", b""), ("body", b"408")])
async def test_a_half_open_request_ends_by_itself(slow: str, said: bytes) -> None:
    async with (
        listener(Limits(idle_seconds=0.2, body_seconds=0.2)) as address,
        half_open(address, SLOW[slow], 1) as lines,
    ):
        assert said in await heard(lines[0])


async def test_who_is_being_answered_is_not_let_go_for_others() -> None:
    going_on, asked = asyncio.Event(), asyncio.Event()

    async def slow(request: web.Request) -> web.Response:
        await request[GATE].body(request)
        asked.set()
        await going_on.wait()
        return web.Response(text="done")

    app = web.Application()
    app.router.add_post("/slow", slow)
    address = ("127.0.0.1", free_port())
    async with (
        open_listener(app, address, Limits(connections=16)),
        aiohttp.ClientSession(f"http://{address[0]}:{address[1]}") as web_,
    ):
        answer = asyncio.create_task(web_.post("/slow", data=b"x"))
        await asked.wait()
        async with half_open(address, SLOW["headers"], 100) as lines:
            await heard(lines[0])
            going_on.set()
            assert await (await answer).text() == "done"


def test_the_listener_takes_no_descriptors_that_the_rest_needs() -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (256, hard))
    try:
        assert Limits().most == 128
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
