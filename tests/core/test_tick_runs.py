"""What each tick did last."""

from datetime import datetime, timedelta

from models.core import tick_runs
from models.core.session import Session
from models.core.tick_runs import NOTED_EVERY, TickRun
from tests.support.store import NOON

MOMENT = timedelta(seconds=1)
IDLE, BUSY = {"planned": 0, "out": 0}, {"planned": 3, "out": 1}


async def note(
    session: Session, now: datetime, counts: dict[str, int], name: str = "publication"
) -> None:
    await tick_runs.note(session, name, now, now + MOMENT, counts)
    await session.flush()


async def fail(session: Session, now: datetime) -> None:
    await tick_runs.note_failure(session, "publication", now, now + MOMENT, "ValueError")
    await session.flush()


async def noted(session: Session) -> TickRun:
    await session.flush()
    session.expire_all()
    (one,) = await tick_runs.every(session)
    return one


async def test_a_run_is_noted_with_its_counts_and_when_the_next_is(session: Session) -> None:
    await note(session, NOON, BUSY)
    one = await noted(session)
    assert (one.ran_at, one.next_at, one.counts) == (NOON, NOON + MOMENT, BUSY)


async def test_idle_runs_are_noted_once_a_minute(session: Session) -> None:
    assert timedelta(minutes=1) == NOTED_EVERY
    seen = []
    for second in range(130):
        await note(session, NOON + second * MOMENT, IDLE)
        seen.append((await session.get_one(TickRun, "publication")).ran_at)
    assert sorted(set(seen)) == [NOON, NOON + NOTED_EVERY, NOON + 2 * NOTED_EVERY]


async def test_a_run_that_did_something_is_noted_at_once(session: Session) -> None:
    await note(session, NOON, IDLE)
    await note(session, NOON + MOMENT, BUSY)
    one = await noted(session)
    assert (one.ran_at, one.next_at, one.counts) == (NOON + MOMENT, NOON + 2 * MOMENT, BUSY)


async def test_what_was_done_last_stays_to_be_read_while_it_idles(session: Session) -> None:
    await note(session, NOON, BUSY)
    await note(session, NOON + NOTED_EVERY, IDLE)
    one = await noted(session)
    assert (one.ran_at, one.counts) == (NOON + NOTED_EVERY, BUSY)


async def test_totals_grow(session: Session) -> None:
    for second in range(3):
        await note(session, NOON + second * MOMENT, BUSY)
    assert (await noted(session)).total == {"planned": 9, "out": 3}


async def test_failures_in_a_row_are_counted_until_it_runs(session: Session) -> None:
    await note(session, NOON, BUSY)
    await fail(session, NOON + MOMENT)
    await fail(session, NOON + 2 * MOMENT)
    one = await noted(session)
    assert (one.failures, one.failure, one.failed_at) == (2, "ValueError", NOON + 2 * MOMENT)
    assert (one.ran_at, one.counts) == (NOON, BUSY)
    await note(session, NOON + 3 * MOMENT, IDLE)
    one = await noted(session)
    assert (one.failures, one.ran_at) == (0, NOON + 3 * MOMENT)


async def test_what_never_ran_can_fail(session: Session) -> None:
    await fail(session, NOON)
    one = await noted(session)
    assert (one.failures, one.counts, one.total) == (1, {}, {})


async def test_a_clock_set_back_is_noted(session: Session) -> None:
    await note(session, NOON, IDLE)
    await note(session, NOON - MOMENT, IDLE)
    assert (await noted(session)).ran_at == NOON - MOMENT


async def test_jobs_are_listed_by_name(session: Session) -> None:
    for name in ("reminders", "delivery", "publication"):
        await note(session, NOON, IDLE, name)
    assert [one.name for one in await tick_runs.every(session)] == [
        "delivery",
        "publication",
        "reminders",
    ]
