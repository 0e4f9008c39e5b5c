"""Months of the county: counted by the store, by the county's clock."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from sqlmodel import col, select

from models.core.months import count_by_month, parse_month, within
from models.core.session import Session
from models.core.vocabulary import Trouble
from models.grievances.grievance import Grievance, GrievanceState

ZONE = ZoneInfo("Asia/Shanghai")
WHEN = col(Grievance.closed_at)
SINCE = dt.datetime(2024, 1, 1, tzinfo=dt.UTC)
moments = st.integers(0, 4 * 365 * 24).map(lambda hours: SINCE + dt.timedelta(hours=hours))


EDGE = dt.datetime(2026, 11, 30, 16, tzinfo=dt.UTC)


@example(at=[EDGE, EDGE - dt.timedelta(seconds=1), EDGE + dt.timedelta(hours=1)])
@given(at=st.lists(moments, max_size=12))
@settings(
    max_examples=20,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
async def test_each_is_counted_in_the_month_that_lists_it(
    session: Session, at: list[dt.datetime]
) -> None:
    async with session.begin_nested() as here:
        for moment in at:
            row = Grievance(
                county="x",
                kind=Trouble.UNPAID,
                state=GrievanceState.CLOSED,
                opened_at=moment,
                due_at=moment,
                closed_at=moment,
            )
            session.add(row)
        await session.flush()
        query = select(Grievance.id, Grievance.closed_at).where(Grievance.county == "x")
        found = await count_by_month(session, query, WHEN, ZONE)
        assert list(found) == sorted(found, reverse=True)
        assert sum(found.values()) == len(at)
        for month, count in found.items():
            there = (await session.exec(query.where(within(WHEN, month, ZONE)))).all()
            assert len(there) == count
        local = {moment.astimezone(ZONE).date().replace(day=1) for moment in at}
        assert set(found) == local
        await here.rollback()


@pytest.mark.parametrize(
    ("typed", "month"),
    [
        ("202612", dt.date(2026, 12, 1)),
        ("202613", None),
        ("000001", None),
        ("2026", None),
        ("2026123", None),
        ("２０２６１２", None),
        ("-20261", None),
    ],
)
def test_a_month_is_six_digits(typed: str, month: dt.date | None) -> None:
    assert parse_month(typed) == month
