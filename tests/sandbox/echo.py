"""A small bot that answers every update with its text or kind, with a button under it."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from typing import Any

from tests.sandbox.wire import ANA, Wire

KEYS = {"inline_keyboard": [[{"text": "好的", "callback_data": "ok"}]]}
KEYBOARD = {"keyboard": [["是的", {"text": "号码", "request_contact": True}]]}


async def poll(wire: Wire) -> None:
    offset = 0
    while True:
        for update in await wire.call("getUpdates", offset=offset, timeout=20):
            offset = update["update_id"] + 1
            await answer(wire, update)


async def answer(wire: Wire, update: dict[str, Any]) -> None:
    content = update.get("message") or update.get("edited_message") or {}
    if query := update.get("callback_query"):
        await wire.call("answerCallbackQuery", callback_query_id=query["id"], text="收到")
    elif content:
        said = content.get("text") or sorted(content.keys() - HEAD)[0]
        markup = KEYBOARD if said == "keyboard" else KEYS
        await wire.call("sendMessage", chat_id=ANA, text=said, reply_markup=markup)


HEAD = {"message_id", "from", "chat", "date"}


@contextlib.asynccontextmanager
async def echo(wire: Wire) -> AsyncIterator[None]:
    """The bot answers within the block."""
    bot = asyncio.create_task(poll(wire))
    yield
    bot.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await bot
