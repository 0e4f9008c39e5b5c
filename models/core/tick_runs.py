"""Jobs: what each tick did last, kept as rows so that any process can show it."""

import datetime as dt
from typing import Any

from sqlalchemy import JSON
from sqlmodel import Field, SQLModel, col, select

from models.core.bulk_writes import get_insert_class
from models.core.column_types import moment
from models.core.session import Session

# A tick that had nothing to do is noted no oftener than this.
NOTED_EVERY = dt.timedelta(minutes=1)
# By less the clocks of two machines may differ.
SET_BACK = dt.timedelta(minutes=2)
# Not by our clock but by the machine's timer: how the last backup went.
BACKUP = "backup"


class TickRun(SQLModel, table=True):
    """One tick: its last run with its counts, its next, and how often it failed in a row."""

    __tablename__ = "job"

    name: str = Field(primary_key=True, max_length=32)
    ran_at: dt.datetime = moment()
    counts: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    total: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    next_at: dt.datetime = moment()
    failures: int = 0
    failed_at: dt.datetime | None = moment(optional=True)
    failure: str | None = Field(default=None, max_length=80)


async def every(session: Session) -> list[TickRun]:
    """All jobs, by name."""
    return list(await session.exec(select(TickRun).order_by(col(TickRun.name))))


def get_last_success(jobs: list[TickRun], name: str) -> dt.datetime | None:
    """When it ran last without failing; None where it never did."""
    # A job that has failed only has counted nothing yet.
    return next((job.ran_at for job in jobs if job.name == name and job.total), None)


async def get_later_run(session: Session, name: str, now: dt.datetime) -> dt.datetime | None:
    """When it ran last, where that is still to come: the clock was set back since."""
    job = await session.get(TickRun, name)
    return job.ran_at if job is not None and job.ran_at - now > SET_BACK else None


async def note(
    session: Session,
    name: str,
    now: dt.datetime,
    following: dt.datetime,
    counts: dict[str, int],
) -> None:
    """It ran. Idle runs are noted now and then only: each would cost a write to the disk."""
    job = await session.get(TickRun, name)
    busy = any(counts.values())
    if job is not None and not busy and not job.failures and _lately(job, now):
        return
    job = job or await _enter(session, name, now, following)
    job.ran_at, job.next_at, job.failures = now, following, 0
    if busy or not job.counts:
        job.counts = counts
    job.total = {key: job.total.get(key, 0) + count for key, count in counts.items()}
    session.add(job)
    await session.flush()


async def note_failure(
    session: Session, name: str, now: dt.datetime, following: dt.datetime, failure: str
) -> None:
    """It failed, with this sort of error; never its text, which may hold what people gave."""
    job = await session.get(TickRun, name) or await _enter(session, name, now, following)
    job.next_at, job.failures = following, job.failures + 1
    job.failed_at, job.failure = now, failure
    session.add(job)
    await session.flush()


async def _enter(session: Session, name: str, now: dt.datetime, following: dt.datetime) -> TickRun:
    """The row of a job that has none; another process may enter it at the same moment."""
    row = TickRun(name=name, ran_at=now, next_at=following)
    insert = get_insert_class(session)(TickRun).values(row.model_dump())
    await session.exec(insert.on_conflict_do_nothing())
    return await session.get_one(TickRun, name)


def _lately(job: TickRun, now: dt.datetime) -> bool:
    return dt.timedelta(0) <= now - job.ran_at < NOTED_EVERY
