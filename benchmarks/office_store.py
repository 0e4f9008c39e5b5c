"""The store of a county whose office is at work: what staff's lists, menus and notices rest on."""

import datetime as dt
from typing import Any

from sqlalchemy import update
from sqlmodel import col, select

from benchmarks.crowd import batches, furnish
from benchmarks.planning import analyze
from bot.store import engine as database
from bot.telegram.addresses import telegram_address
from models.accounts import account as accounts
from models.accounts import roles
from models.core import bulk_writes
from models.core.encryption import keyring
from models.core.regions import Region
from models.core.session import Session
from models.core.vocabulary import Language, RoleName
from models.labourers.calls import Call
from models.labourers.double import Double
from models.labourers.labourer import Labourer
from models.notices import publication
from models.notices.notice import Notice, NoticeState
from models.outbox.row import HoldReason, OutboxRow, RowState
from models.placements.placement import Placement
from tests.support.notices.factory import WANGQING, write_notice
from tests.support.placements.factory import add_factory
from tests.support.town import KEY

STAFF, BROKERS_FROM, BROKERS = 9_000_001, 9_100_000, 150
DAY = dt.timedelta(days=1)
# Of so many people one waits for a call, was not reached, was placed, looks like another.
CALLED, UNREACHED, PLACED, DOUBLED = 3, 10, 20, 100


async def fill(url: str, people: int, drafts: int, now: dt.datetime) -> list[int]:
    """The county; gives the numbers of a notice that is out and of `drafts` that are to go out."""
    keyring.load([KEY])
    engine = database.open_engine(url)
    sessions = database.open_sessions(engine)
    async with sessions() as session:
        await furnish(session, people)
        await _tell_about_people(session)
        await _appoint(session, now)
        await _open_calls(session, people, now)
        await _place(session, people, now)
        await _double(session, people, now)
        notices = [await _write(session, now) for _ in range(drafts + 1)]
        await _send(session, notices[0], now)
        await session.commit()
        await analyze(session)
    await engine.dispose()
    return [notice.key() for notice in notices]


async def _tell_about_people(session: Session) -> None:
    """Numbers and phones, and of five people three whom brokers may see."""
    told = {"id_number": "222424198503120026", "phone": "+8613800002001"}
    await session.exec(update(Labourer).values(**told))
    seen = update(Labourer).where(col(Labourer.id) % 5 < 3)
    await session.exec(seen.values(seen_by_brokers=True))
    await session.commit()


async def _appoint(session: Session, now: dt.datetime) -> None:
    """A member of staff who has agreed, and brokers of a village each."""
    villages = select(Region.code).where(col(Region.code).startswith(WANGQING))
    codes = [code for code in await session.exec(villages) if len(code) == len(WANGQING) * 2]
    for chat in (STAFF, *range(BROKERS_FROM, BROKERS_FROM + BROKERS)):
        known = await accounts.open_account(session, telegram_address(chat), now)
        known.language = Language.ZH
        accounts.record_consent(known, now)
        if chat == STAFF:
            await roles.grant_role(session, known, RoleName.STAFF, WANGQING, now)
        else:
            area = codes[chat % len(codes)]
            await roles.grant_role(session, known, RoleName.BROKER, area, now)
    await session.flush()


async def _open_calls(session: Session, people: int, now: dt.datetime) -> None:
    month = now.year * 100 + now.month
    for numbers in batches(people):
        rows = [
            {"month": month, "labourer_id": n, "opened_at": now, "tries": 0}
            for n in numbers
            if n % CALLED == 0
        ]
        await bulk_writes.insert_rows(session, Call, rows)


async def _place(session: Session, people: int, now: dt.datetime) -> None:
    """People placed at one employer; each tenth waits for the office."""
    employer = (await add_factory(session)).key()
    states = ("confirmed", *["approved"] * 9)
    fixed: dict[str, Any] = {
        "county": WANGQING,
        "employer_id": employer,
        "post": "缝纫工",
        "starts_on": now.date(),
        "reported_on": now.date(),
        "wage": 3500,
        "has_contract": True,
        "has_insurance": True,
        "destination": "in_county",
        "region": "汪清镇",
        "brought": "alone",
        "reported": {},
        "filed_at": now,
    }
    rows = [
        fixed | {"labourer_id": n, "state": states[n // PLACED % 10]}
        for n in range(PLACED, people + 1, PLACED)
    ]
    await bulk_writes.insert_rows(session, Placement, rows)


async def _double(session: Session, people: int, now: dt.datetime) -> None:
    rows = [
        {"first_id": n, "second_id": n + 1, "why": "alike", "opened_at": now, "told_at": now}
        for n in range(DOUBLED, people, DOUBLED)
    ]
    await bulk_writes.insert_rows(session, Double, rows)


async def _write(session: Session, now: dt.datetime) -> Notice:
    """A notice to everybody, of the week after."""
    day = (now + 7 * DAY).date()
    writer = await accounts.get_account(session, telegram_address(STAFF))
    assert writer is not None
    return await write_notice(session, writer.key(), day=day.isoformat())


async def _send(session: Session, notice: Notice, now: dt.datetime) -> None:
    """It was out long ago; each tenth was not reached."""
    notice.state, notice.published_at = NoticeState.PUBLISHED, now - 30 * DAY
    await session.flush()
    await session.exec(publication.freeze_audience(session, notice, now - 30 * DAY))
    mine = update(OutboxRow).where(*publication.rows_of(notice))
    sent = {"state": RowState.SENT, "sent_at": now - 30 * DAY, "message_id": 1}
    await session.exec(mine.values(**sent))
    missed = mine.where(col(OutboxRow.labourer_id) % UNREACHED == 0)
    lost = {"state": RowState.UNREACHABLE, "why": HoldReason.BLOCKED, "sent_at": None}
    await session.exec(missed.values(**lost))


def withdraw() -> Any:
    """What is still waiting goes no more."""
    waiting = update(OutboxRow).where(col(OutboxRow.state) == RowState.WAITING)
    return waiting.values(state=RowState.DROPPED)
