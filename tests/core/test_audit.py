"""The audit trail: of one record, and kept whoever asks otherwise."""

from datetime import timedelta

import pytest
from sqlalchemy import delete, update
from sqlalchemy.exc import DBAPIError

from models.core import audit
from models.core.audit import Act, AuditRecord, Subject
from models.core.keeping import TRAIL_STAYS
from models.core.session import Session
from tests.support.store import NOON

MINE = (Subject.PLACEMENT, 7)


async def recorded(session: Session) -> None:
    """Two acts with one record, and one with another."""
    audit.record(session, NOON, Act.REPORTED, by=1, of=MINE)
    audit.record(session, NOON, Act.REPORTED, by=1, of=(Subject.EMPLOYER, 7))
    audit.record(session, NOON, Act.APPROVED, by=2, of=MINE)
    await session.flush()


async def test_the_trail_of_one_record_is_read_in_its_order(session: Session) -> None:
    await recorded(session)
    trail = await audit.trail(session, *MINE)
    assert [(one.act, one.account_id) for one in trail] == [(Act.REPORTED, 1), (Act.APPROVED, 2)]


@pytest.mark.parametrize(
    "change", [update(AuditRecord).values(account_id=9), delete(AuditRecord)], ids=str
)
async def test_the_database_refuses_to_change_it(session: Session, change: object) -> None:
    await recorded(session)
    with pytest.raises(DBAPIError, match="the audit trail can not be changed"):
        await session.exec(change)  # type: ignore[call-overload]


async def test_nor_can_one_row_be_changed_by_a_mistake_of_ours(session: Session) -> None:
    await recorded(session)
    (first, *_) = await audit.trail(session, *MINE)
    first.act = Act.ERASED
    with pytest.raises(DBAPIError, match="the audit trail can not be changed"):
        await session.flush()


async def acts_apart(session: Session, *days: float) -> list[AuditRecord]:
    """Acts so many days before noon, in this order."""
    for number in days:
        audit.record(session, NOON - timedelta(days=number), Act.VIEWED, by=1, of=MINE)
    await session.flush()
    return await audit.trail(session, *MINE)


async def test_what_is_half_a_year_older_than_the_latest_may_go(session: Session) -> None:
    old, _, _ = await acts_apart(session, TRAIL_STAYS.days + 1, TRAIL_STAYS.days - 1, 0)
    await session.exec(delete(AuditRecord).where(AuditRecord.id == old.id))  # type: ignore[arg-type]
    assert len(await audit.trail(session, *MINE)) == 2


@pytest.mark.parametrize("days", [TRAIL_STAYS.days - 1, 0])
async def test_nothing_younger_may_go(session: Session, days: int) -> None:
    young, *_ = await acts_apart(session, days, 0)
    with pytest.raises(DBAPIError, match="the audit trail can not be changed"):
        await session.exec(delete(AuditRecord).where(AuditRecord.id == young.id))  # type: ignore[arg-type]


async def test_the_old_may_go_but_not_be_changed(session: Session) -> None:
    old, *_ = await acts_apart(session, 10_000, 0)
    old.account_id = 9
    with pytest.raises(DBAPIError, match="the audit trail can not be changed"):
        await session.flush()
