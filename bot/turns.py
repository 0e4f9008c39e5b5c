"""Turns: commit, then speak. Several at once in one commit; where one fails, each runs alone."""

from collections.abc import Sequence
from functools import cache
from time import perf_counter

import structlog
from aiogram import Bot, Dispatcher
from aiogram.types import Update

from bot.database import OUTAGES, Sessions
from bot.hearing import hear
from bot.middleware import PersonMiddleware, Surroundings
from bot.speaking import Spoken, speak
from bot.tally import Outcome, Tally
from dialogue.message import Answer, Message, say
from dialogue.refusals import sentence
from dialogue.speech import Speech
from handlers.house import house
from handlers.turn import Turn
from models.refusal import Refusal

log = structlog.get_logger()


@cache
def open_dispatcher() -> Dispatcher:
    """aiogram's dispatcher over the whole house: one in a process, and without state."""
    dispatcher = Dispatcher(disable_fsm=True)
    dispatcher.update.outer_middleware(PersonMiddleware())
    dispatcher.include_router(house())
    return dispatcher


class Turns:
    """Runs updates through the house, each answered only after its commit."""

    def __init__(
        self,
        bot: Bot,
        dispatcher: Dispatcher,
        sessions: Sessions,
        around: Surroundings,
        tally: Tally | None = None,
    ) -> None:
        self.bot, self.dispatcher, self.sessions, self.around = bot, dispatcher, sessions, around
        self.tally = tally or Tally()

    async def take(self, updates: Sequence[Update]) -> list[Spoken]:
        """What is to be said to each update, all of it committed.

        Raises:
            OUTAGES: the store is away; nothing was kept, and the updates can be taken again.
        """
        try:
            return await self._together(updates)
        except OUTAGES:
            self.tally.count(Outcome.AWAY, len(updates))
            raise
        except Exception as problem:
            log.warning("turns failed", count=len(updates), why=type(problem).__name__)
        return [await self._alone(update) for update in updates]

    async def _alone(self, update: Update) -> Spoken:
        """Once more by itself: what another turn stood in the way of comes right; a bug is said."""
        try:
            return (await self._together([update]))[0]
        except OUTAGES:
            raise
        except Exception:
            log.exception("turn failed", update_id=update.update_id)
            self.tally.count(Outcome.FAILED)
            return self._sorry(update)

    async def _together(self, updates: Sequence[Update]) -> list[Spoken]:
        began, turns = perf_counter(), dict[int, Turn]()
        async with self.sessions() as session, session.begin():
            spoken = [
                _spoken(
                    update,
                    await self.dispatcher.feed_update(
                        self.bot, update, session=session, surroundings=self.around, turns=turns
                    ),
                )
                for update in updates
            ]
        self.tally.committed(updates, spoken, turns, began)
        return spoken

    def _sorry(self, update: Update) -> Spoken:
        """A bug of ours: said so; nothing given before is lost."""
        words = sentence(Refusal("went_wrong"), Speech(self.around.language))
        return _spoken(update, say(Message(words), fresh=True))


def _spoken(update: Update, answer: object) -> Spoken:
    heard = hear(update)
    if heard is None or not isinstance(answer, Answer):
        return Spoken(0, ())
    return speak(update, heard.chat_id, answer)
