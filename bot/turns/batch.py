"""Turns: commit, then reply. Several at once in one commit; where one fails, each runs alone."""

import asyncio
from collections.abc import Awaitable, Hashable, Mapping, Sequence
from time import perf_counter
from typing import Any, TypeAlias, TypeVar

import structlog
from cryptography.fernet import InvalidToken

from bot.store.engine import OUTAGES, Sessions
from bot.store.reading import ReadingEngine
from bot.turns.metrics import TurnMetrics, TurnOutcome
from bot.turns.turn_batch import TurnBatch, TurnContext
from dialogue.core.i18n import Speech
from dialogue.core.refusals import explain_refusal
from dialogue.core.reply import Message, Reply, say
from handlers.core.incoming import IncomingMessage
from handlers.core.turn import ReadAside, Writes
from models.core.refusal import Refusal
from models.privacy.key_check import refuse_wrong_keys

log = structlog.get_logger()
T = TypeVar("T")
Begun: TypeAlias = Reply | asyncio.Task[Reply | None] | None
NOTHING_READ: Mapping[Hashable, Any] = {}


class Turns:
    """Answers messages, of whatever channel, each only after its commit."""

    def __init__(
        self,
        sessions: Sessions,
        context: TurnContext,
        metrics: TurnMetrics | None = None,
        reading: ReadingEngine | None = None,
    ) -> None:
        self.sessions, self.context, self._reading = sessions, context, reading
        self.metrics = metrics or TurnMetrics()
        # Whether the store took the last turns.
        self.are_kept = True

    async def take(self, messages: Sequence[IncomingMessage]) -> list[Reply | None]:
        """The reply to each message, all of it committed; None where nobody is to be answered.

        Raises:
            OUTAGES: the store is away; nothing was kept, and the messages can be taken again.
        """
        begun = await self.begin(messages)
        return [await one if isinstance(one, asyncio.Task) else one for one in begun]

    async def begin(self, messages: Sequence[IncomingMessage]) -> list[Begun]:
        """The same; but a message whose turn has long to read has a task that gives its reply.

        Raises:
            OUTAGES: as in `take`; a task raises them too, of its own message alone.
        """
        return await self._noting_outages(self._in_one_or_alone(messages), len(messages))

    async def _noting_outages(self, work: Awaitable[T], count: int) -> T:
        try:
            done = await work
        except OUTAGES:
            self.metrics.count(TurnOutcome.AWAY, count)
            self.are_kept = False
            raise
        self.are_kept = True
        return done

    async def _in_one_or_alone(self, messages: Sequence[IncomingMessage]) -> list[Begun]:
        try:
            return [*await self._together(messages)]
        except OUTAGES:
            raise
        except ReadAside as wanted:
            return await self._read_first(messages, wanted)
        except InvalidToken:
            await self._refuse_wrong_keys()
            log.warning("turns failed", count=len(messages), why="a value that no key opens")
        except Exception as problem:
            log.warning("turns failed", count=len(messages), why=type(problem).__name__)
        return [await self._alone(message) for message in messages]

    async def _read_first(
        self, messages: Sequence[IncomingMessage], wanted: ReadAside
    ) -> list[Begun]:
        """The others go on without the one that has to read."""
        place = wanted.place
        others = [*messages[:place], *messages[place + 1 :]]
        begun = await self._in_one_or_alone(others) if others else []
        after = self._noting_outages(self._after_reading(messages[place], wanted), 1)
        return [*begun[:place], asyncio.create_task(after), *begun[place:]]

    async def _after_reading(self, message: IncomingMessage, wanted: ReadAside) -> Reply | None:
        """Read what a turn rests on, and take it alone; again where it rests on more."""
        assert self._reading is not None
        read: dict[Hashable, Any] = {}
        while True:
            try:
                found = await self._reading.read(wanted.work)
                await self._write(wanted.write(found))
                read[wanted.key] = found
                return (await self._together([message], read))[0]
            except ReadAside as more:
                wanted = more
            except OUTAGES:
                raise
            except Exception:
                return self._apologise_for(message)

    async def _write(self, writes: Writes) -> None:
        """Piece by piece; between two the store is left to the other turns for as long."""
        for write in writes:
            began = perf_counter()
            async with self.sessions() as session, session.begin():
                await write(session)
            await asyncio.sleep(perf_counter() - began)

    async def _refuse_wrong_keys(self) -> None:
        """Where the whole store is sealed with another key, nobody is answered: it is away."""
        async with self.sessions() as session:
            await refuse_wrong_keys(session)

    async def _alone(self, message: IncomingMessage) -> Reply | None:
        """Retry alone: conflicts with other turns resolve themselves; a bug is reported."""
        try:
            return (await self._together([message]))[0]
        except ReadAside as wanted:
            return await self._after_reading(message, wanted)
        except OUTAGES:
            raise
        except Exception:
            return self._apologise_for(message)

    def _apologise_for(self, message: IncomingMessage) -> Reply | None:
        """Called where the failure is caught: its trace goes into the log."""
        log.exception("turn failed", message_id=message.message_id)
        self.metrics.count(TurnOutcome.FAILED)
        return self._apologise() if message.reachable is None else None

    async def _together(
        self, messages: Sequence[IncomingMessage], read: Mapping[Hashable, Any] | None = None
    ) -> list[Reply | None]:
        began = perf_counter()
        if read is None and self._reading is not None:
            read = NOTHING_READ
        async with self.sessions() as session:
            batch = TurnBatch(session, self.context, read)
            await batch.load(messages)
            replies: list[Reply | None] = [None] * len(messages)
            for place in batch.in_order(messages):
                try:
                    replies[place] = await batch.answer(messages[place])
                except ReadAside as wanted:
                    # To leave the session lets others run, who would wait for this transaction.
                    await session.rollback()
                    wanted.place = place
                    raise
            await session.commit()
        self.metrics.committed(messages, replies, batch.turns, began)
        return replies

    def _apologise(self) -> Reply:
        """A bug of ours: said so; nothing given before is lost."""
        words = explain_refusal(Refusal("went_wrong"), Speech(self.context.language))
        return say(Message(words), fresh=True)
