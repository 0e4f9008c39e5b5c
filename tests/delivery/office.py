"""An office that delivers: the sandbox, a store with people in it, and the loop, step by step."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, TypeVar

from sqlmodel import col, select

from bot.store import engine as database
from bot.store.engine import Sessions
from bot.telegram.addresses import telegram_address
from bot.telegram.sender import TIMEOUT_SECONDS, TelegramSender, open_sender
from models.accounts import account
from models.core.encryption import keyring
from models.core.session import Session
from models.core.vocabulary import Language
from models.labourers.labourer import Labourer
from models.outbox import outbox
from models.outbox.row import HoldReason, OutboxRow, RowState
from sandbox.chats.people import Person
from sandbox.clock import MovableClock
from sandbox.server import Sandbox
from scheduler.clock_context import ClockContext
from scheduler.delivery.loop import DeliveryLoop
from tests.support.bell import Bell
from tests.support.labourers import factory
from tests.support.notices import factory as notice_factory
from tests.support.store import NOON
from tests.support.town import KEY, TOKEN

T = TypeVar("T")
WRITER = 9_000_001
FIRST = 9_100_001
VILLAGE = "222424101001"
RATE = 1000
REFUSED_SECONDS = 0.1


@dataclass
class Bureau:
    """Everything that a delivery test needs."""

    sandbox: Sandbox
    sessions: Sessions
    clock: MovableClock
    office: ClockContext
    post: TelegramSender
    delivery: DeliveryLoop

    async def turn(self, work: Callable[[Session], Awaitable[T]]) -> T:
        """The work, committed."""
        async with self.sessions() as session, session.begin():
            return await work(session)

    async def delivers(self) -> None:
        """Steps until nothing more goes out by itself at this moment."""
        while True:
            counts = await self.delivery.step()
            await asyncio.gather(*self.delivery.on_the_way)
            if not any(counts.values()) and not await self._could_go_on():
                return

    async def _could_go_on(self) -> bool:
        """Whether something could be sent still: its chat only rests for a moment."""
        now, zone = self.clock.now(), self.office.zone
        return await self.turn(lambda session: outbox.is_any_unfinished(session, now, zone))

    def got(self, person: int) -> list[dict[str, Any]]:
        """What lies in somebody's chat, oldest first."""
        return list(self.sandbox.exchange.messages.of(FIRST + person))

    def texts(self, person: int) -> list[str]:
        """Its texts and captions."""
        return [str(m.get("text") or m.get("caption")) for m in self.got(person)]

    def fault(self, kind: str, **order: Any) -> None:
        """Something goes wrong between the office and Telegram from now on."""
        self.sandbox.exchange.faults.order({"kind": kind, **order})

    async def publishes(self, **given: Any) -> int:
        """A notice for everybody whose audience is frozen; gives its number."""

        async def work(session: Session) -> int:
            writer = await account.get_account(session, telegram_address(WRITER))
            assert writer is not None
            notice = await notice_factory.publish_notice(session, writer.key(), **given)
            return notice.key()

        return await self.turn(work)

    async def rows(self, notice: int) -> list[OutboxRow]:
        """The rows of a notice's publication, in the order of people."""
        query = select(OutboxRow).where(OutboxRow.about == notice)
        in_order = query.order_by(col(OutboxRow.labourer_id), col(OutboxRow.id))

        async def work(session: Session) -> list[OutboxRow]:
            return list(await session.exec(in_order))

        return await self.turn(work)

    async def fates(self, notice: int) -> list[tuple[RowState, HoldReason | None]]:
        """How each stands, and why."""
        return [(row.state, row.why) for row in await self.rows(notice)]

    async def change(self, person: int, **to: Any) -> None:
        """Something about somebody's account, or its address, is otherwise now."""

        async def work(session: Session) -> None:
            known = await account.get_account(session, telegram_address(FIRST + person))
            assert known is not None
            for key, value in to.items():
                setattr(known if hasattr(known, key) else known.address, key, value)

        await self.turn(work)


async def furnish(session: Session, people: int, **given: Any) -> list[Labourer]:
    """A writer, and so many labourers of one village who welcome everything."""
    writer = await account.open_account(session, telegram_address(WRITER), NOON)
    writer.language = Language.ZH
    found = []
    for number in range(people):
        facts = {"village_code": VILLAGE, "name": f"王{number}", **given}
        labourer, _ = await factory.reachable_labourer(session, FIRST + number, **facts)
        found.append(labourer)
    return found


def phones(people: int) -> list[Person]:
    """Their phones; everybody has begun a chat."""
    owners = [WRITER, *(FIRST + number for number in range(people))]
    return [Person(number, f"P{number}", started=True) for number in owners]


@asynccontextmanager
async def open_bureau(
    url: str,
    people: int,
    *,
    rate: int = RATE,
    leads: Callable[[], bool] = lambda: True,
    patience: float = TIMEOUT_SECONDS,
    **timing: Any,
) -> AsyncIterator[Bureau]:
    """An office in a furnished store, at midday on the day when every test begins.

    Telegram has `patience` seconds for an answer; `timing` is otherwise than the bell has it.
    """
    keyring.load([KEY])
    clock = MovableClock(NOON - datetime.now(UTC))
    sandbox = Sandbox(phones(people), token=TOKEN, clock=clock)
    engine = database.open_engine(url)
    sessions = database.open_sessions(engine)
    pauses = Bell().clockwork(**timing)
    office = ClockContext(clock, notice_factory.ZONE, Language.EN, rate, pauses)
    async with (
        sandbox.serve() as address,
        open_sender(
            TOKEN, address, rate, leads, patience=patience, refused_seconds=REFUSED_SECONDS
        ) as post,
    ):
        bureau = Bureau(
            sandbox, sessions, clock, office, post, DeliveryLoop(sessions, office, post)
        )
        await bureau.turn(lambda session: furnish(session, people))
        yield bureau
    await engine.dispose()
