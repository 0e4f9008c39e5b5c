"""A publication under fire: 429, 5xx, people who blocked the bot, kill -9, a clock that jumps."""

import asyncio
import sys
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from multiprocessing.process import BaseProcess

from sqlmodel import col, func, select

from bot import app, logs
from bot.settings import Settings
from bot.store import engine as database
from bot.store.engine import Sessions
from models.core.encryption import keyring
from models.notices.messages import NOTICE
from models.outbox.outbox import LEASE
from models.outbox.row import HoldReason, OutboxRow, RowState
from sandbox.chats.people import Person
from sandbox.clock import MovableClock
from sandbox.server import Sandbox
from tests.delivery.office import FIRST, WRITER, furnish
from tests.resilience.serving.process import FORKS, kill
from tests.support.notices import factory
from tests.support.store import NOON
from tests.support.town import KEY, TOKEN, settings_for, until

KILLS = 3
BLOCKED_OF_100 = 3


def live_by_the_clock(settings: Settings, offset: timedelta) -> None:
    """What the process does: tick and deliver until it is killed."""
    logs.configure("console")
    asyncio.run(app.serve(settings, MovableClock(offset), app.Part.CLOCK))


@dataclass
class Outcome:
    """What became of a publication: messages a person, and rows by how they ended."""

    people: int
    blocked: int
    messages: Counter[int]
    ends: Counter[tuple[RowState, HoldReason | None]]

    @property
    def doubled(self) -> int:
        """How many have it more than once."""
        return sum(count > 1 for count in self.messages.values())

    @property
    def missed(self) -> int:
        """How many reachable people have it not at all."""
        return self.people - self.blocked - len(self.messages)

    def __str__(self) -> str:
        ends = ", ".join(f"{s} {w or ''} {n}".strip() for (s, w), n in self.ends.items())
        return (
            f"{self.people} people, {self.blocked} blocked the bot, {self.missed} missed, "
            f"{self.doubled} doubled by {KILLS} kills; rows: {ends}"
        )


class Fire:
    """One publication, and the process that delivers it, killed and begun again."""

    def __init__(
        self, sandbox: Sandbox, settings: Settings, clock: MovableClock, sessions: Sessions
    ) -> None:
        self.sandbox, self.settings = sandbox, settings
        self.clock, self.sessions = clock, sessions
        self.process: BaseProcess | None = None

    def begin(self) -> None:
        """A process delivers, by the clock as it is now."""
        self.process = FORKS.Process(
            target=live_by_the_clock, args=(self.settings, self.clock.offset)
        )
        self.process.start()

    async def end(self) -> None:
        """kill -9."""
        assert self.process is not None
        await kill(self.process)

    def delivered(self) -> int:
        """How many people have something in their chat."""
        return sum(bool(self._messages(one)) for one in self.sandbox.exchange.people)

    def _messages(self, person: int) -> int:
        return len(list(self.sandbox.exchange.messages.of(person))) if person != WRITER else 0

    async def until_delivered(self, people: int) -> None:
        """Wait until so many have it."""

        async def enough() -> bool:
            return self.delivered() >= people

        await until(enough, looks=100_000)

    async def left(self) -> int:
        """Rows that wait still, or are on their way."""
        going = select(func.count()).where(
            OutboxRow.topic == NOTICE.name,
            col(OutboxRow.state).in_((RowState.WAITING, RowState.LEASED)),
        )
        async with self.sessions() as session:
            return (await session.exec(going)).one()

    async def outcome(self, blocked: int) -> Outcome:
        """Once nothing is left."""
        query = select(OutboxRow.state, OutboxRow.why, func.count()).where(
            OutboxRow.topic == NOTICE.name
        )
        async with self.sessions() as session:
            rows = await session.exec(query.group_by(col(OutboxRow.state), col(OutboxRow.why)))
            ends = Counter(
                {(RowState(s), HoldReason(w) if w else None): count for s, w, count in rows}
            )
        got = {one: self._messages(one) for one in self.sandbox.exchange.people if one != WRITER}
        messages = Counter({one: count for one, count in got.items() if count})
        return Outcome(len(got), blocked, messages, ends)


@asynccontextmanager
async def kindle(url: str, people: int, rate: int) -> AsyncIterator[Fire]:
    """A notice published for so many people of whom some blocked the bot; nobody delivers yet."""
    keyring.load([KEY])
    clock = MovableClock(NOON - datetime.now(UTC))
    blocked = {FIRST + number for number in blockers(people)}
    owners = [WRITER, *(FIRST + number for number in range(people))]
    phones = [Person(one, f"P{one}", started=True, blocked=one in blocked) for one in owners]
    sandbox = Sandbox(phones, token=TOKEN, clock=clock)
    engine = database.open_engine(url)
    sessions = database.open_sessions(engine)
    async with sandbox.serve() as address:
        settings = settings_for(address, url, by="polling")
        settings = settings.model_copy(update={"send_rate": rate})
        async with sessions() as session, session.begin():
            await furnish(session, people)
            later = (factory.FAIR_DAY + timedelta(days=7)).isoformat()
            await factory.publish_notice(session, 1, day=later)
        yield Fire(sandbox, settings, clock, sessions)
    await engine.dispose()


def blockers(people: int) -> range:
    """The places of those who blocked the bot."""
    return range(0, people, 100 // BLOCKED_OF_100)


async def burn(
    url: str, people: int, *, rate: int = 30, retry_after: int = 30, burst: int = 20
) -> Outcome:
    """Deliver it through everything that can go wrong."""
    async with kindle(url, people, rate) as fire:
        reachable = people - len(blockers(people))
        fire.begin()
        await fire.until_delivered(reachable // 5)
        fire.sandbox.exchange.faults.order({"kind": "429", "retry_after": retry_after})
        await fire.until_delivered(2 * reachable // 5)
        fire.sandbox.exchange.faults.order({"kind": "5xx", "method": "sendMessage", "times": burst})
        for part in range(1, KILLS + 1):
            await fire.until_delivered((2 * KILLS + 3 * part) * reachable // (5 * KILLS + 3))
            await fire.end()
            fire.clock.move(timedelta(days=1) if part == 1 else LEASE)
            fire.begin()
        await _burns_down(fire)
        outcome = await fire.outcome(len(blockers(people)))
        sys.stdout.write(f"{outcome}\n")
        return outcome


async def _burns_down(fire: Fire) -> None:
    async def is_over() -> bool:
        return not await fire.left()

    try:
        await until(is_over, looks=100_000)
    finally:
        await fire.end()
