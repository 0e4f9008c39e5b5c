"""Ticks are noted as jobs, and failing ones without what people gave."""

from datetime import datetime
from zoneinfo import ZoneInfo

from structlog.testing import capture_logs

from models.core import tick_runs
from models.core.session import Session
from models.core.tick_runs import TickRun
from scheduler.ticks import Tick
from tests.support.store import Store
from tests.support.ticks import HOUR, leave_behind, left_behind, ticking, work_counting

SAID = "李秀英 13812340001"


async def fail(session: Session, now: datetime, zone: ZoneInfo) -> dict[str, int]:
    """Change something, and fail with words that may be anybody's."""
    await leave_behind(session, now)
    raise ValueError(SAID)


async def noted(store: Store) -> TickRun:
    (one,) = await store.turn(tick_runs.every)
    return one


async def test_a_tick_is_noted_as_a_job_with_its_next_run(store: Store) -> None:
    await ticking(store).run(Tick("busy", HOUR, work_counting(done=3)))
    one = await noted(store)
    assert (one.name, one.counts, one.failures) == ("busy", {"done": 3}, 0)
    assert one.next_at - one.ran_at == HOUR


async def test_a_failing_tick_is_logged_once_and_changes_nothing(store: Store) -> None:
    with capture_logs() as logs:
        assert await ticking(store).run(Tick("failing", HOUR, fail)) == {}
    (line,) = logs
    assert (line["event"], line["tick"], line["exc_info"]) == ("tick failed", "failing", True)
    assert await store.turn(left_behind) == []


async def test_a_failing_tick_is_noted_with_the_sort_of_error_and_never_its_text(
    store: Store,
) -> None:
    with capture_logs():
        await ticking(store).run(Tick("failing", HOUR, fail))
    one = await noted(store)
    assert (one.name, one.failures, one.failure) == ("failing", 1, "ValueError")
    assert SAID not in repr(one)
    assert one.failed_at is not None
    assert one.next_at - one.failed_at == HOUR
