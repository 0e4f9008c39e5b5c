"""(c) The twelve questions in aiogram-dialog, in memory."""

import operator
from typing import Any

from aiogram import Dispatcher, Router
from aiogram.filters import CommandStart
from aiogram.fsm.storage.memory import MemoryStorage, SimpleEventIsolation
from aiogram.types import Message
from aiogram_dialog import Dialog, DialogManager, ShowMode, StartMode, Window, setup_dialogs
from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.kbd import Column, Select
from aiogram_dialog.widgets.text import Const, Format

from benchmarks.peers.fsm import STATES, Intake
from benchmarks.peers.questions import DONE, QUESTIONS, WRONG, Question
from benchmarks.peers.serving import place
from benchmarks.peers.webhook import serve

dispatcher = Dispatcher(storage=MemoryStorage(), events_isolation=SimpleEventIsolation())


@dispatcher.message(CommandStart())
async def start(message: Message, dialog_manager: DialogManager) -> None:  # noqa: ARG001
    """The first question."""
    await dialog_manager.start(Intake.name, mode=StartMode.RESET_STACK, show_mode=ShowMode.SEND)


def window(question: Question, number: int) -> Window:
    """One question."""

    async def hear(message: Message, _: MessageInput, manager: DialogManager) -> None:
        words = message.text or ""
        manager.show_mode = ShowMode.SEND
        if not question.is_answer(words):
            await message.answer(WRONG)
            return
        manager.dialog_data[question.key] = words
        if number + 1 == len(QUESTIONS):
            await message.answer(DONE)
            await manager.done(show_mode=ShowMode.NO_UPDATE)
        else:
            await manager.next()

    async def tapped(_: Any, __: Any, manager: DialogManager, item: str) -> None:
        manager.dialog_data[question.key] = item
        await manager.next()

    widgets: list[Any] = [Const(question.text), MessageInput(hear)]
    if question.buttons:
        select = Select(
            Format("{item}"),
            id=question.key,
            item_id_getter=operator.itemgetter(0),
            items=list(question.buttons),
            on_click=tapped,
        )
        widgets.append(Column(select))
    return Window(*widgets, state=STATES[number])


outside = Router()
dispatcher.include_router(Dialog(*(window(q, n) for n, q in enumerate(QUESTIONS))))
dispatcher.include_router(outside)
setup_dialogs(dispatcher)


@outside.message()
async def other(message: Message) -> Any:
    """Outside the questions."""
    return message.answer("/start")


if __name__ == "__main__":
    serve(dispatcher, place())
