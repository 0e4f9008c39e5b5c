"""Turns: commit, then speak. Several at once in one commit; where one fails, each runs alone."""

from collections.abc import Sequence
from time import perf_counter

import structlog
from aiogram.types import Update

from bot.store.engine import OUTAGES, Sessions
from bot.telegram.rendering import OutgoingCalls, render
from bot.telegram.updates import IncomingMessage, read_update
from bot.turns.metrics import TurnMetrics, TurnOutcome
from bot.turns.turn_batch import TurnBatch, TurnContext
from dialogue.core.i18n import Speech
from dialogue.core.refusals import explain_refusal
from dialogue.core.reply import Message, Reply, say
from models.core.refusal import Refusal

log = structlog.get_logger()


class Turns:
    """Runs updates through the house, each answered only after its commit."""

    def __init__(
        self, sessions: Sessions, around: TurnContext, tally: TurnMetrics | None = None
    ) -> None:
        self.sessions, self.around = sessions, around
        self.tally = tally or TurnMetrics()
        # Whether the store took the last turns.
        self.are_kept = True

    async def take(self, updates: Sequence[Update]) -> list[OutgoingCalls]:
        """What is to be said to each update, all of it committed.

        Raises:
            OUTAGES: the store is away; nothing was kept, and the updates can be taken again.
        """
        try:
            spoken = await self._in_one_or_alone(updates)
        except OUTAGES:
            self.tally.count(TurnOutcome.AWAY, len(updates))
            self.are_kept = False
            raise
        self.are_kept = True
        return spoken

    async def _in_one_or_alone(self, updates: Sequence[Update]) -> list[OutgoingCalls]:
        try:
            return await self._together(updates)
        except OUTAGES:
            raise
        except Exception as problem:
            log.warning("turns failed", count=len(updates), why=type(problem).__name__)
        return [await self._alone(update) for update in updates]

    async def _alone(self, update: Update) -> OutgoingCalls:
        """Once more by itself: what another turn stood in the way of comes right; a bug is said."""
        try:
            return (await self._together([update]))[0]
        except OUTAGES:
            raise
        except Exception:
            log.exception("turn failed", update_id=update.update_id)
            self.tally.count(TurnOutcome.FAILED)
            return self._sorry(update)

    async def _together(self, updates: Sequence[Update]) -> list[OutgoingCalls]:
        began = perf_counter()
        async with self.sessions() as session, session.begin():
            arrivals = TurnBatch(session, self.around)
            heard = await arrivals.expect(updates)
            answers: dict[int, Reply | None] = {}
            for place in arrivals.in_order(heard):
                answers[place] = await arrivals.answer(updates[place], heard[place])
            spoken = [
                _spoken(update, heard[place], answers[place])
                for place, update in enumerate(updates)
            ]
        self.tally.committed(updates, spoken, arrivals.turns, began)
        return spoken

    def _sorry(self, update: Update) -> OutgoingCalls:
        """A bug of ours: said so; nothing given before is lost."""
        words = explain_refusal(Refusal("went_wrong"), Speech(self.around.language))
        return _spoken(update, read_update(update), say(Message(words), fresh=True))


def _spoken(update: Update, heard: IncomingMessage | None, answer: Reply | None) -> OutgoingCalls:
    if heard is None or answer is None:
        return OutgoingCalls(0, ())
    return render(update, heard.chat_id, answer)
