"""Ticks that do something, or fail at it."""

from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sqlmodel import select

from bot.telegram.addresses import telegram_address
from models.accounts import account, processed_updates
from models.accounts.processed_updates import ProcessedUpdate
from models.core.address import Channel
from models.core.session import Session
from sandbox.clock import MovableClock
from scheduler.ticks import TICKS, Tick, Ticker
from tests.support.accounts.factory import list_chats
from tests.support.notices.factory import ZONE
from tests.support.store import Store

HOUR = timedelta(hours=1)
Work = Callable[[Session, datetime, ZoneInfo], Awaitable[dict[str, int]]]


def ticking(
    store: Store, clock: MovableClock | None = None, ticks: Sequence[Tick] = TICKS
) -> Ticker:
    return Ticker(store.sessions, clock or MovableClock(), ZONE, ticks)


def work_counting(**counts: int) -> Work:
    """Work that says it did so much."""

    async def work(session: Session, now: datetime, zone: ZoneInfo) -> dict[str, int]:
        return counts

    return work


async def leave_behind(session: Session, now: datetime) -> None:
    """What housekeeping forgets one day."""
    await processed_updates.mark_processed(session, [(Channel.TELEGRAM, "1")], now)
    await account.open_account(session, telegram_address(1), now)


async def left_behind(session: Session) -> list[object]:
    updates = await session.exec(select(ProcessedUpdate.message_id))
    return [*updates, *({1} & await list_chats(session))]
