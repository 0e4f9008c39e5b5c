"""Turns: commit, then reply. Several at once in one commit; where one fails, each runs alone."""

from collections.abc import Sequence
from time import perf_counter

import structlog
from cryptography.fernet import InvalidToken

from bot.store.engine import OUTAGES, Sessions
from bot.turns.metrics import TurnMetrics, TurnOutcome
from bot.turns.turn_batch import TurnBatch, TurnContext
from dialogue.core.i18n import Speech
from dialogue.core.refusals import explain_refusal
from dialogue.core.reply import Message, Reply, say
from handlers.core.incoming import IncomingMessage
from models.core.refusal import Refusal
from models.privacy.key_check import refuse_wrong_keys

log = structlog.get_logger()


class Turns:
    """Answers messages, of whatever channel, each only after its commit."""

    def __init__(
        self, sessions: Sessions, context: TurnContext, metrics: TurnMetrics | None = None
    ) -> None:
        self.sessions, self.context = sessions, context
        self.metrics = metrics or TurnMetrics()
        # Whether the store took the last turns.
        self.are_kept = True

    async def take(self, messages: Sequence[IncomingMessage]) -> list[Reply | None]:
        """The reply to each message, all of it committed; None where nobody is to be answered.

        Raises:
            OUTAGES: the store is away; nothing was kept, and the messages can be taken again.
        """
        try:
            replies = await self._in_one_or_alone(messages)
        except OUTAGES:
            self.metrics.count(TurnOutcome.AWAY, len(messages))
            self.are_kept = False
            raise
        self.are_kept = True
        return replies

    async def _in_one_or_alone(self, messages: Sequence[IncomingMessage]) -> list[Reply | None]:
        try:
            return await self._together(messages)
        except OUTAGES:
            raise
        except InvalidToken:
            await self._refuse_wrong_keys()
            log.warning("turns failed", count=len(messages), why="a value that no key opens")
        except Exception as problem:
            log.warning("turns failed", count=len(messages), why=type(problem).__name__)
        return [await self._alone(message) for message in messages]

    async def _refuse_wrong_keys(self) -> None:
        """Where the whole store is sealed with another key, nobody is answered: it is away."""
        async with self.sessions() as session:
            await refuse_wrong_keys(session)

    async def _alone(self, message: IncomingMessage) -> Reply | None:
        """Retry alone: conflicts with other turns resolve themselves; a bug is reported."""
        try:
            return (await self._together([message]))[0]
        except OUTAGES:
            raise
        except Exception:
            log.exception("turn failed", message_id=message.message_id)
            self.metrics.count(TurnOutcome.FAILED)
            return self._apologise() if message.reachable is None else None

    async def _together(self, messages: Sequence[IncomingMessage]) -> list[Reply | None]:
        began = perf_counter()
        async with self.sessions() as session:
            batch = TurnBatch(session, self.context)
            await batch.load(messages)
            replies: list[Reply | None] = [None] * len(messages)
            for place in batch.in_order(messages):
                replies[place] = await batch.answer(messages[place])
            await session.commit()
        self.metrics.committed(messages, replies, batch.turns, began)
        return replies

    def _apologise(self) -> Reply:
        """A bug of ours: said so; nothing given before is lost."""
        words = explain_refusal(Refusal("went_wrong"), Speech(self.context.language))
        return say(Message(words), fresh=True)
