"""(d) The twelve questions in PTB's ConversationHandler, kept by PicklePersistence.

With `--flush` at each answer, the only one of these that keeps answers as ours does; else every 60
seconds, as it comes.
"""

import asyncio
from typing import Any

from aiohttp import web
from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.ext import (
    Application,
    CommandHandler,
    ContextTypes,
    ConversationHandler,
    MessageHandler,
    PicklePersistence,
    filters,
)

from benchmarks.peers.questions import DONE, QUESTIONS, WRONG, Question
from benchmarks.peers.serving import SECRET, TOKEN, place, tame

# httpcore looks at all its connections whenever a call begins and ends: with many, that is most of
# what a turn costs. Of 1, 4, 8, 16, 32, 64, 256 and 512, 4 to 16 answered most turns a second.
POOL = 8

Context = ContextTypes.DEFAULT_TYPE
at = place()


async def ask(update: Update, question: Question) -> None:
    """The question, with its buttons."""
    rows = [
        [InlineKeyboardButton(f"{n} {label}", callback_data=f"{question.key}:{n}")]
        for n, label in enumerate(question.buttons, 1)
    ]
    assert update.message is not None
    markup = InlineKeyboardMarkup(rows) if rows else None
    await update.message.reply_text(question.text, reply_markup=markup)


async def start(update: Update, context: Context) -> int:  # noqa: ARG001
    """The first question."""
    await ask(update, QUESTIONS[0])
    return 0


def hearing(number: int) -> Any:
    """What is said to one question."""
    question = QUESTIONS[number]

    async def hear(update: Update, context: Context) -> int:
        assert update.message is not None
        words = update.message.text or ""
        if not question.is_answer(words):
            await update.message.reply_text(WRONG)
            return number
        assert context.user_data is not None
        context.user_data[question.key] = words
        if number + 1 == len(QUESTIONS):
            await update.message.reply_text(DONE)
            return ConversationHandler.END
        await ask(update, QUESTIONS[number + 1])
        return number + 1

    return MessageHandler(filters.TEXT & ~filters.COMMAND, hear)


async def other(update: Update, context: Context) -> None:  # noqa: ARG001
    """Outside the questions."""
    assert update.message is not None
    await update.message.reply_text("/start")


def build() -> Any:
    """The application."""
    conversation: Any = ConversationHandler(
        entry_points=[CommandHandler("start", start)],
        states={n: [hearing(n)] for n in range(len(QUESTIONS))},
        fallbacks=[CommandHandler("start", start)],
        name="intake",
        persistent=True,
    )
    persistence: Any = PicklePersistence(at.store, update_interval=60)
    application = (
        Application.builder()
        .token(TOKEN)
        .base_url(f"{at.telegram}/bot")
        .persistence(persistence)
        .updater(None)
        .connection_pool_size(POOL)
        .pool_timeout(60)
        .build()
    )
    application.add_handler(conversation)
    application.add_handler(MessageHandler(filters.ALL, other))
    return application


async def serve() -> None:
    """Until it is killed."""
    application = build()

    async def handle(request: web.Request) -> web.Response:
        if request.headers.get("X-Telegram-Bot-Api-Secret-Token") != SECRET:
            return web.Response(status=403)
        await application.process_update(Update.de_json(await request.json(), application.bot))
        if at.flush:
            await application.update_persistence()
        return web.Response()

    app = web.Application()
    app.router.add_post("/telegram", handle)
    async with application:
        await application.start()
        runner = web.AppRunner(app, access_log=None)
        await runner.setup()
        tame(at.tamed)
        await web.TCPSite(runner, "127.0.0.1", at.port).start()
        await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(serve())
