"""(a) A stock aiogram echo bot that stores nothing."""

from aiogram import Dispatcher
from aiogram.methods import AnswerCallbackQuery, SendMessage
from aiogram.types import CallbackQuery, Message

from benchmarks.peers.serving import place
from benchmarks.peers.webhook import serve

dispatcher = Dispatcher()


@dispatcher.message()
async def echo(message: Message) -> SendMessage:
    """What was said."""
    return message.answer(message.text or "")


@dispatcher.callback_query()
async def tapped(query: CallbackQuery) -> AnswerCallbackQuery:
    """What was tapped, in place of the message with the button."""
    if isinstance(query.message, Message):
        await query.message.edit_text(query.data or "")
    return query.answer()


if __name__ == "__main__":
    serve(dispatcher, place())
