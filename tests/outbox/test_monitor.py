"""When what is to go out stands still, staff are told once, and once more when it flows."""

import datetime as dt
from typing import Any

from sqlmodel import select

from bot.store import engine
from bot.telegram.addresses import telegram_address
from models.accounts import account as accounts
from models.accounts import roles
from models.core.vocabulary import Language, RoleName
from models.outbox import outbox
from models.outbox.message_type import MessageType
from models.outbox.messages import DELIVERY_LATE, DELIVERY_RESUMED, get_open_alarm
from models.outbox.monitor import BESIDE, CONFIRMED_AFTER, LATE_AFTER
from models.outbox.row import HoldReason, OutboxRow, RowState
from models.placements.messages import WEEKLY_SUMMARY
from scheduler.ticks import TICKS, Ticker
from tests.support.labourers.intake import labels
from tests.support.notices.chat import messages_with
from tests.support.town import DAI, Town, open_town, serving, until

WATCH = next(tick for tick in TICKS if tick.name == "watch")
MINUTE = dt.timedelta(minutes=1)
STANDS, FLOWS = "Messages are not going out", "Messages go out again"


async def met(town: Town) -> None:
    """Dai has written to the bot before, so that it may write to Dai."""
    async with serving(town):
        await town.dai.start()


async def ticks(town: Town) -> dict[str, int]:
    """The watch comes by."""
    sessions = engine.open_sessions(town.engine)
    return await Ticker(sessions, town.clock, town.settings.zone, [WATCH]).run(WATCH)


async def waits(town: Town, due: dt.timedelta = dt.timedelta(), **kept: Any) -> None:
    """Something for Dai of the office is due, by so much from now, and is not of any use sent."""
    async with town.store() as session:
        dai = await accounts.get_account(session, telegram_address(DAI.id))
        assert dai is not None
        dai.language = Language.EN
        number = len((await session.exec(select(OutboxRow))).all())
        row = OutboxRow(
            topic=WEEKLY_SUMMARY.name,
            about=number,
            account_id=dai.key(),
            state=kept.pop("state", RowState.WAITING),
            priority=kept.pop("priority", 1),
            planned_at=town.clock.now() + due,
            due_at=town.clock.now() + due,
            **kept,
        )
        session.add(row)


async def planned(town: Town, message_type: MessageType) -> list[dict[str, Any]]:
    """The rows of an alarm."""
    return [row for row in (await town.rows())["outbox"] if row["topic"] == message_type.name]


async def test_staff_are_told_once_that_it_stands_and_once_that_it_flows(database_url: str) -> None:
    async with open_town(database_url, served=False) as town:
        await met(town)
        await waits(town)
        town.clock.move(LATE_AFTER + MINUTE)
        assert await ticks(town) == {"late": 1, "flows": 0}
        town.clock.move(CONFIRMED_AFTER)
        assert await ticks(town) == {"late": 0, "flows": 0}
        async with serving(town):
            await until(lambda: shows(town, STANDS))
            assert labels(town.dai) == ["⚙️ What runs by the clock"]
            assert "since 12:00" in town.dai.last
            await town.settled()
            assert await ticks(town) == {"late": 0, "flows": 1}
            await until(lambda: shows(town, FLOWS))
            for _ in range(3):
                assert await ticks(town) == {"late": 0, "flows": 0}
                await town.wait(minutes=20)
        assert [len(await messages_with(town.dai, one)) for one in (STANDS, FLOWS)] == [1, 1]


async def shows(town: Town, said: str) -> bool:
    """Whether Dai's phone shows it."""
    return bool(await messages_with(town.dai, said))


async def test_what_goes_again_within_the_minute_is_told_to_nobody(sqlite_url: str) -> None:
    async with open_town(sqlite_url, served=False) as town:
        await met(town)
        await waits(town)
        town.clock.move(LATE_AFTER + MINUTE)
        assert await ticks(town) == {"late": 1, "flows": 0}
        async with serving(town):
            await town.settled()
            assert await ticks(town) == {"late": 0, "flows": 0}
            await town.wait(minutes=5)
            assert not await shows(town, STANDS)
            (row,) = await planned(town, DELIVERY_LATE)
            assert row["state"] == RowState.DROPPED
            assert await planned(town, DELIVERY_RESUMED) == []


async def test_its_own_rows_raise_no_alarm(sqlite_url: str) -> None:
    async with open_town(sqlite_url, served=False) as town:
        await waits(town)
        town.clock.move(LATE_AFTER + MINUTE)
        await ticks(town)
        town.clock.move(3 * LATE_AFTER)
        assert await ticks(town) == {"late": 0, "flows": 0}
        assert len(await planned(town, DELIVERY_LATE)) == 1


async def test_an_alarm_that_waits_itself_does_not_keep_itself_up(sqlite_url: str) -> None:
    async with open_town(sqlite_url, served=False) as town:
        await waits(town)
        town.clock.move(LATE_AFTER + MINUTE)
        await ticks(town)
        async with town.store() as session:
            (first, *_) = (await session.exec(select(OutboxRow))).all()
            outbox.end_row(first, HoldReason.GONE)
            await session.flush()
        town.clock.move(3 * MINUTE)
        await ticks(town)
        async with town.store() as session:
            assert await get_open_alarm(session) is None


async def test_ten_minutes_are_not_late(sqlite_url: str) -> None:
    async with open_town(sqlite_url, served=False) as town:
        await waits(town)
        town.clock.move(LATE_AFTER - MINUTE)
        assert await ticks(town) == {"late": 0, "flows": 0}


async def test_what_is_held_on_purpose_is_not_late(sqlite_url: str) -> None:
    async with open_town(sqlite_url, served=False) as town:
        await waits(town, dt.timedelta(days=7), why="cap")
        await waits(town, dt.timedelta(hours=1), why="form")
        town.clock.move(LATE_AFTER + MINUTE)
        assert await ticks(town) == {"late": 0, "flows": 0}


async def test_at_night_nothing_is_late_and_in_the_morning_it_is_ten_minutes_on(
    sqlite_url: str,
) -> None:
    async with open_town(sqlite_url, served=False) as town:
        await waits(town, dt.timedelta(hours=8))
        for hours, minutes, told in ((10, 0, 0), (10, 5, 0), (0, 6, 1)):
            town.clock.move(dt.timedelta(hours=hours, minutes=minutes))
            assert (await ticks(town))["late"] == told, (hours, minutes)


async def test_a_large_publication_that_takes_its_time_is_not_late(sqlite_url: str) -> None:
    async with open_town(sqlite_url, served=False) as town:
        await waits(town)
        await waits(town)
        town.clock.move(2 * LATE_AFTER)
        async with town.store() as session:
            (first, *_) = (await session.exec(select(OutboxRow))).all()
            outbox.mark_sent(first, town.clock.now(), 1)
            await session.flush()
        assert BESIDE > 1
        assert await ticks(town) == {"late": 0, "flows": 0}
        town.clock.move(LATE_AFTER)
        assert await ticks(town) == {"late": 1, "flows": 0}


async def test_what_was_sent_by_a_clock_that_was_ahead_hides_nothing(sqlite_url: str) -> None:
    async with open_town(sqlite_url, served=False) as town:
        await waits(town, sent_at=town.clock.now() + dt.timedelta(hours=8), state=RowState.SENT)
        await waits(town)
        town.clock.move(LATE_AFTER + MINUTE)
        assert await ticks(town) == {"late": 1, "flows": 0}


async def test_it_is_told_to_the_staff_of_every_county_and_to_nobody_else(sqlite_url: str) -> None:
    async with open_town(sqlite_url, served=False) as town:
        async with town.store() as session:
            other = await accounts.open_account(session, telegram_address(3001), town.clock.now())
            await roles.grant_role(session, other, RoleName.STAFF, "220822", town.clock.now())
        await waits(town)
        town.clock.move(LATE_AFTER + MINUTE)
        assert await ticks(town) == {"late": 2, "flows": 0}
