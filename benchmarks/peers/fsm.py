"""(b) The twelve questions in aiogram's own FSM, in memory."""

from typing import Any

from aiogram import Dispatcher
from aiogram.filters import CommandStart
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State, StatesGroup
from aiogram.fsm.storage.memory import MemoryStorage
from aiogram.methods import SendMessage
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup, Message

from benchmarks.peers.questions import DONE, QUESTIONS, WRONG, Question
from benchmarks.peers.serving import place
from benchmarks.peers.webhook import serve

dispatcher = Dispatcher(storage=MemoryStorage())


class Intake(StatesGroup):
    """A state a question."""

    name, id_number, phone, village, registered_poor, status = (State() for _ in range(6))
    notices, ethnicity, schooling, skills, wishes, limits = (State() for _ in range(6))


STATES = list(Intake)


def ask(message: Message, question: Question) -> SendMessage:
    """The question, with its buttons."""
    rows = [
        [InlineKeyboardButton(text=f"{n} {label}", callback_data=f"{question.key}:{n}")]
        for n, label in enumerate(question.buttons, 1)
    ]
    markup = InlineKeyboardMarkup(inline_keyboard=rows) if rows else None
    return message.answer(question.text, reply_markup=markup)


@dispatcher.message(CommandStart())
async def start(message: Message, state: FSMContext) -> SendMessage:
    """The first question."""
    await state.set_state(STATES[0])
    return ask(message, QUESTIONS[0])


def register(place_in_form: int) -> None:
    """What is said to one question."""
    question = QUESTIONS[place_in_form]

    @dispatcher.message(STATES[place_in_form])
    async def answer(message: Message, state: FSMContext) -> SendMessage:
        words: Any = message.text or ""
        if not question.is_answer(words):
            return message.answer(WRONG)
        await state.update_data({question.key: words})
        if place_in_form + 1 == len(QUESTIONS):
            await state.set_state(None)
            return message.answer(DONE)
        await state.set_state(STATES[place_in_form + 1])
        return ask(message, QUESTIONS[place_in_form + 1])


for _number in range(len(QUESTIONS)):
    register(_number)


@dispatcher.message()
async def other(message: Message) -> SendMessage:
    """Outside the questions."""
    return message.answer("/start")


if __name__ == "__main__":
    serve(dispatcher, place())
