"""(a) A stock aiogram echo bot that stores nothing."""

from aiogram import Dispatcher
from aiogram.methods import SendMessage
from aiogram.types import Message

from benchmarks.peers.serving import place
from benchmarks.peers.webhook import serve

dispatcher = Dispatcher()


@dispatcher.message()
async def echo(message: Message) -> SendMessage:
    """What was said."""
    return message.answer(message.text or "")


if __name__ == "__main__":
    serve(dispatcher, place())
