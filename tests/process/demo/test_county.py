"""The demo's county, as the use cases furnish it on both databases."""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

from sqlalchemy import inspect
from sqlmodel import col, func, select

from bot import demo
from bot.demo_county import county, people
from bot.demo_county.id_numbers import NOWHERE
from bot.telegram.addresses import telegram_address
from dialogue.parsing.id_number import IdNumber, id_number
from models.accounts import account as accounts
from models.accounts import roles
from models.accounts.actor import Actor
from models.accounts.address import AccountAddress
from models.brokers.broker import Broker, BrokerState
from models.core.column_types import UTCDateTime
from models.core.file_store import FileStore
from models.core.session import Session
from models.enquiries import queue as enquiries
from models.grievances.grievance import Grievance, GrievanceState
from models.labourers import calls
from models.labourers.double import Double
from models.labourers.labourer import Labourer
from models.notices.notice import Notice
from models.notices.sign_ups import SignUp, SignUpState
from models.outbox.row import OutboxRow, RowState
from models.placements import signals
from models.placements.evidence import Evidence, read_content
from models.placements.placement import CheckIn, Placement
from models.placements.signals import Signal
from models.privacy.tables import TABLES
from models.subsidies import rule, rule_file, subsidy_cases
from models.vacancies.vacancy import Vacancy
from tests.support.notices.factory import WANGQING, ZONE
from tests.support.store import NOON, Store

BROKER, PHONE = 1002, "+8613800001002"
TODAY = NOON.astimezone(ZONE).date()
# What may lie ahead: when something is due, ends or is to be asked next.
AHEAD = {
    *("due_at", "planned_at", "expires_at", "over_at", "starts_at", "publish_at"),
    *("next_check_at", "paused_until", "ends_at"),
}


async def furnished(store: Store, tmp_path: Path) -> None:
    """The county under the demo's rule, with the broker who has a phone."""

    async def furnish(session: Session) -> None:
        read = rule_file.parse_rule(demo.EXAMPLE.read_text())
        assert isinstance(read, rule_file.Rule)
        await rule.save_rule(session, replace(read, county=WANGQING), NOON)
        broker = await accounts.open_account(session, telegram_address(BROKER), NOON)
        vault = FileStore(tmp_path)
        await county.furnish(session, WANGQING, broker, PHONE, NOON, ZONE, vault)

    await store.turn(furnish)


async def counted(session: Session, column: Any) -> dict[Any, int]:
    """How many rows have which value."""
    return dict((await session.exec(select(column, func.count()).group_by(column))).all())


async def acting(session: Session, number: int) -> Actor:
    account = await session.get_one(accounts.Account, number)
    return Actor(account, await roles.get_roles(session, account), NOON, ZONE)


async def test_every_kind_of_record_is_there(store: Store, tmp_path: Path) -> None:
    await furnished(store, tmp_path)
    async with store.sessions() as session:
        await has_people(session)
        await has_placements(session, FileStore(tmp_path))
        await has_notices(session)
        await has_what_waits(session)
        await lies_in_the_past(session)
        await sends_nothing_now(session)


async def has_people(session: Session) -> None:
    everybody = list(await session.exec(select(Labourer)))
    # One was registered twice.
    assert len(everybody) == people.PEOPLE + 1
    assert len({one.village_code for one in everybody}) == 40
    for number in [one.id_number for one in everybody] + await brokers_numbers(session):
        read = id_number(number, TODAY) if number else None
        assert read is None or (isinstance(read, IdNumber) and read.region == NOWHERE)
    assert all(not one.phone or one.phone.startswith("+86138000") for one in everybody)
    writes = set(await session.exec(select(accounts.Account.labourer_id)))
    assert 100 < len(writes - {None}) < 200
    chats = set(map(int, await session.exec(select(AccountAddress.external_id))))
    # Staff of the store's own settings aside.
    assert {one for one in chats if one >= 5000} <= {*county.LISTENING, 9000}
    assert await counted(session, Broker.state) == {
        BrokerState.APPROVED: 4,
        BrokerState.APPLIED: 1,
    }


async def brokers_numbers(session: Session) -> list[str]:
    return list(await session.exec(select(Broker.id_number)))


async def has_placements(session: Session, vault: FileStore) -> None:
    """At every stage; what is payable has sums, for the demo's broker too."""
    assert await counted(session, Placement.state) == {
        "approved": 29,
        "confirmed": 4,
        "corrected": 1,
        "disputed": 1,
        "rejected": 1,
        "reported": 3,
        "returned": 1,
        "unanswered": 2,
    }
    answered = await session.exec(select(CheckIn.days).where(col(CheckIn.answered_at).is_not(None)))
    assert {30, 90, 180} <= set(answered)
    silent = select(CheckIn.tries).where(col(CheckIn.answered_at).is_(None))
    assert list(await session.exec(silent)) == [3]
    ended = select(Placement.id).where(col(Placement.ended_on).is_not(None))
    assert len(list(await session.exec(ended))) == 2
    broker = await accounts.get_account(session, telegram_address(BROKER))
    assert broker is not None
    mine = await subsidy_cases.total_for_broker(session, WANGQING, broker.key(), ZONE, TODAY)
    assert mine.yuan >= 300
    assert mine.coming
    shown = [
        signal.signal
        for placement in await session.exec(select(Placement))
        for signal in await signals.list_signals(session, placement)
    ]
    assert {Signal.BROKERS_CODE, Signal.SOON, Signal.SAME_HANDS} <= set(shown)
    papers = list(await session.exec(select(Evidence)))
    assert all(read_content(one, vault)[:2] == b"\xff\xd8" for one in papers)  # type: ignore[index]


async def has_notices(session: Session) -> None:
    """A fair that was, a course with a queue, a fair to come, and one that goes out tomorrow."""
    fair, course, coming, tomorrow = await session.exec(select(Notice).order_by(col(Notice.id)))
    assert (fair.over_at < NOON, course.over_at > NOON) == (True, True)
    assert (coming.state, tomorrow.state) == ("published", "scheduled")
    assert (course.capacity, course.taken) == (12, 12)
    rows = list(await session.exec(select(SignUp)))
    came = [one for one in rows if one.notice_id == fair.id and one.attended_at]
    assert len(came) > 15
    assert any(one.helped for one in came)
    queue = [one for one in rows if one.state is SignUpState.QUEUED]
    assert {one.notice_id for one in queue} == {course.id}
    assert len(queue) == 5


async def has_what_waits(session: Session) -> None:
    """Something of each kind for the office and for the demo's broker."""
    known = list(await session.exec(select(Grievance).order_by(col(Grievance.opened_at))))
    assert [one.state for one in known] == list(map(GrievanceState, ("closed", "open", "taken")))
    assert known[1].due_at < NOON
    assert await counted(session, Vacancy.state) == {"open": 6, "held": 1}
    undecided = select(Double.id).where(col(Double.resolved_at).is_(None))
    assert len(list(await session.exec(undecided))) == 1
    broker = await accounts.get_account(session, telegram_address(BROKER))
    assert broker is not None
    office = (await roles.list_staff_of_county(session, WANGQING))[-1]
    for number, least in ((broker.key(), 1), (office, 1)):
        actor = await acting(session, number)
        assert len((await enquiries.list_waiting(session, actor)).items) == least
        assert await calls.count_waiting_calls(session, number, actor.roles) in range(1, 8)


async def lies_in_the_past(session: Session) -> None:
    """Nothing was done that is still to come."""
    for column in moments():
        latest = (await session.exec(select(func.max(column)))).one()
        assert latest is None or latest <= NOON, column


def moments() -> Iterable[Any]:
    """The columns of all tables that say when something was done."""
    tables = [inspect(table).local_table for table in TABLES]
    of_time = [
        one for table in tables for one in table.columns if isinstance(one.type, UTCDateTime)
    ]
    return [one for one in of_time if one.name not in AHEAD]


async def sends_nothing_now(session: Session) -> None:
    """All that was due was sent, or can't be: no phone is flooded at the start."""
    due = select(OutboxRow).where(
        col(OutboxRow.state).in_((RowState.WAITING, RowState.LEASED, RowState.PARKED)),
        col(OutboxRow.due_at) <= NOON,
    )
    assert list(await session.exec(due)) == []
    staff = await roles.list_staff(session)
    told = select(OutboxRow.id).where(
        col(OutboxRow.account_id).in_(staff), col(OutboxRow.state) == RowState.SENT
    )
    assert list(await session.exec(told))
