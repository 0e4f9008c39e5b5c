"""aiogram's own webhook, as its documentation serves it, answering in the response."""

from aiogram import Bot, Dispatcher
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.webhook.aiohttp_server import SimpleRequestHandler, setup_application
from aiohttp import web

from benchmarks.peers.serving import SECRET, TOKEN, Place, tame


def serve(dispatcher: Dispatcher, at: Place) -> None:
    """Until it is killed. Acknowledged when handled: in the background nothing could be timed."""
    session = AiohttpSession(api=TelegramAPIServer.from_base(at.telegram))
    bot = Bot(TOKEN, session=session)
    app = web.Application()
    handler = SimpleRequestHandler(dispatcher, bot, handle_in_background=False, secret_token=SECRET)
    handler.register(app, path="/telegram")
    setup_application(app, dispatcher, bot=bot)
    tame(at.tamed)
    web.run_app(app, host="127.0.0.1", port=at.port, print=None, access_log=None)
