"""The sandbox itself: the exchange behind one HTTP server."""

import asyncio
import mimetypes
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager, suppress
from datetime import timedelta
from email.utils import format_datetime
from pathlib import Path

from aiohttp import web
from aiohttp.typedefs import Handler, Middleware

from sandbox.api.bodies import LARGEST
from sandbox.api.bot_api import BotApi
from sandbox.api.refusals import Refusal
from sandbox.api.webhook import Webhook
from sandbox.chats.people import Person
from sandbox.chats.store import Store
from sandbox.clock import MovableClock
from sandbox.control import Control
from sandbox.exchange import Exchange
from sandbox.faults.orders import Orders
from sandbox.stream import follow

PAGE = Path(__file__).parent / "page"
LAST_WORDS = 0.05


class Sandbox:
    """A local Telegram for one bot.

    `store` is a file that outlives the process, or None for memory. `pause` is the unit in
    seconds of the growing pauses between posts to a webhook, `patience` the seconds that a
    webhook has for its answer. Chats that are `listening` take whatever is sent to them, and are
    on no phone.
    """

    def __init__(
        self,
        people: Iterable[Person],
        token: str = "1:sandbox",  # noqa: S107  opens nothing but this sandbox
        bot_name: str = "春风",
        bot_username: str = "chunfeng_bot",
        store: Path | None = None,
        clock: MovableClock | None = None,
        pause: float = 1,
        patience: float = 60,
        listening: Iterable[int] = (),
    ) -> None:
        self.token = token
        self.clock = clock or MovableClock()
        bot = {"id": int(token.partition(":")[0]), "is_bot": True, "first_name": bot_name}
        self._store = Store(store)
        self.exchange = Exchange(bot | {"username": bot_username}, self.clock, self._store)
        self._webhook = Webhook(self.exchange, pause, patience)
        self._follow_clock()
        for person in people:
            self.exchange.join(person)
        for chat_id in listening:
            self.exchange.chats.of(Person(chat_id, str(chat_id), started=True))

    def _follow_clock(self) -> None:
        settings = self.exchange.settings
        if "offset_seconds" in settings:
            self.clock.offset = timedelta(seconds=settings["offset_seconds"])

        def moved() -> None:
            settings["offset_seconds"] = self.clock.offset.total_seconds()
            self.exchange.events.emit("clock", **self.clock.shown())
            self._store.commit()

        self.clock.watch(moved)

    def app(self) -> web.Application:
        api = BotApi(self.exchange, self.token)
        app = web.Application(client_max_size=LARGEST, middlewares=[_settled(self._store)])
        app.on_response_prepare.append(self._date)
        app.add_routes(Control(self.exchange).routes())
        app.add_routes(Orders(self.exchange).routes())
        app.add_routes(
            [
                web.route("*", "/bot{token:[^/]+}/{method}", api.call),
                web.get("/file/bot{token:[^/]+}/{path:.+}", api.file),
                web.get("/sandbox/events", follow(self.exchange)),
                web.get("/", _page),
                web.get("/static/{name}", _page),
            ]
        )
        return app

    async def _date(self, _request: web.Request, response: web.StreamResponse) -> None:
        """The date that an answer bears is of the clock that is moved."""
        response.headers["Date"] = format_datetime(self.clock.now(), usegmt=True)

    @asynccontextmanager
    async def serve(self, host: str = "127.0.0.1", port: int = 0) -> AsyncIterator[str]:
        """Serve until the block ends, once; gives the base address without a slash at its end."""
        # With cancellation a poll, a stream or a hanging call ends when its client goes.
        runner = web.AppRunner(
            self.app(), handler_cancellation=True, shutdown_timeout=LAST_WORDS, access_log=None
        )
        await runner.setup()
        site = web.TCPSite(runner, host, port)
        await site.start()
        delivery = asyncio.create_task(self._webhook.run())
        try:
            yield f"http://{host}:{runner.addresses[0][1]}"
        finally:
            delivery.cancel()
            with suppress(asyncio.CancelledError):
                await delivery
            await runner.cleanup()
            self._store.close()


async def _page(request: web.Request) -> web.Response:
    """A file of the page. A file response leaks its file when the client goes while it opens."""
    file = PAGE / request.match_info.get("name", "index.html")
    if file.parent != PAGE or not file.is_file():
        raise web.HTTPNotFound
    kind = mimetypes.guess_type(file.name)[0]
    return web.Response(body=file.read_bytes(), content_type=kind, charset="utf-8")


def _settled(store: Store) -> Middleware:
    """Everything is committed before it is answered; refusals become their JSON."""

    @web.middleware
    async def settle(request: web.Request, handler: Handler) -> web.StreamResponse:
        try:
            response = await handler(request)
        except Refusal as refusal:
            response = web.json_response(refusal.body(), status=refusal.code)
        store.commit()
        return response

    return settle
