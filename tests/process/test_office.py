"""What the office asks of the store, however large the county: steps of SQLite, not seconds."""

import sqlite3
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from benchmarks.office_store import STAFF, fill
from bot.store import engine as database
from bot.store.engine import Sessions
from bot.telegram.addresses import telegram_address
from handlers.core.menu import show_menu
from handlers.labourers.calls import show_call_list
from models.accounts.account import get_account
from models.core.session import Session
from models.notices import publication
from models.notices.notice import Notice, NoticeState
from scheduler.jobs.publishing import do_piece, publish_notices
from tests.support.notices.factory import ZONE
from tests.support.turns import make_turn

PEOPLE, NOW = 4_000, datetime.now(UTC)
# Instructions of SQLite's machine are counted by so many.
STRIDE = 100


@pytest.fixture
async def office(sqlite_url: str) -> AsyncIterator[Sessions]:
    """A county, of whose people a third is to be called, and a notice that is to go out."""
    await fill(sqlite_url, PEOPLE, 1, NOW)
    engine = database.open_engine(sqlite_url)
    yield database.open_sessions(engine)
    await engine.dispose()


async def steps(sessions: Sessions, work: Callable[[Session], Awaitable[object]]) -> int:
    """How many instructions a transaction took."""
    taken = 0

    def count() -> int:
        nonlocal taken
        taken += STRIDE
        return 0

    async with sessions() as session, session.begin():
        pooled = await (await session.connection()).get_raw_connection()
        driver: sqlite3.Connection = pooled.driver_connection  # type: ignore[assignment]
        driver.set_progress_handler(count, STRIDE)
        await work(session)
        await session.flush()
        driver.set_progress_handler(None, STRIDE)
    return taken


async def staffs(session: Session, show: Callable[[Any], Awaitable[object]]) -> None:
    known = await get_account(session, telegram_address(STAFF))
    await show(await make_turn(session, known, "menu", chat_id=STAFF, now=NOW))


async def publishing(session: Session) -> None:
    """The last draft is due."""
    notice = await session.get_one(Notice, 2)
    notice.state, notice.publish_at = NoticeState.SCHEDULED, NOW
    await session.flush()
    await publish_notices(session, NOW, ZONE)


async def test_nothing_of_it_grows_with_the_county(office: Sessions) -> None:
    assert await steps(office, lambda s: staffs(s, show_menu)) < 40_000
    assert await steps(office, lambda s: staffs(s, show_call_list)) < 10_000
    assert await steps(office, publishing) < 100_000
    assert await steps(office, lambda s: do_piece(s, NOW, ZONE)) < 100_000
    while await office_turn(office, lambda s: do_piece(s, NOW, ZONE)):
        pass
    assert await steps(office, lambda s: publication.finish_publications(s, NOW)) < 1_000


async def office_turn(
    sessions: Sessions, work: Callable[[Session], Awaitable[dict[str, int]]]
) -> dict[str, int]:
    """A piece more, committed."""
    async with sessions() as session, session.begin():
        return await work(session)
