"""Planning a publication to many labourers: the one statement beside the bare INSERT ... SELECT.

`python -m benchmarks.planning [--people 1000000] [--rounds 3] [--store sqlite|postgresql]`

The floor inserts the same number of rows with the same columns and indexes into the same table,
selected from the ledger alone: no account and no wish is looked up, no condition is weighed.
"""

import argparse
import asyncio
import resource
import statistics
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import delete, literal, text
from sqlmodel import col, func, select

from benchmarks.crowd import furnish
from benchmarks.result import figure
from bot.store import engine as database
from models.core.encryption import keyring
from models.core.session import Session
from models.labourers.labourer import Labourer
from models.notices import audience, publication
from models.notices.notice import Notice
from models.outbox import outbox
from models.outbox.message_type import Topic
from models.outbox.outbox import OutboxRow
from tests.support.notices.factory import write_notice
from tests.support.postgresql import started
from tests.support.store import consenting_account
from tests.support.town import KEY

NOW = datetime(2026, 11, 23, 4, tzinfo=UTC)


def floor(session: Session, notice: Notice) -> Any:
    """As many rows, from the ledger alone."""
    columns = outbox.new_row(
        Topic.NOTICE,
        literal(notice.key()),
        NOW,
        labourer=col(Labourer.id),
        account=col(Labourer.id),
        expires=notice.over_at,
    )
    return outbox.build_insert(session, columns, lambda rows: rows.where(col(Labourer.id) > 0))


async def timed(session: Session, statement: Any) -> tuple[float, int]:
    """Seconds until it is committed, and how many rows."""
    began = time.perf_counter()
    rows = (await session.exec(statement)).rowcount
    await session.commit()
    return time.perf_counter() - began, rows


async def analyze(session: Session) -> None:
    """The database knows its tables' sizes, as it does in use."""
    connection = await session.connection()
    await connection.run_sync(lambda below: below.execute(text("ANALYZE")))
    await session.commit()


async def clear(session: Session) -> None:
    """An empty outbox again."""
    await session.exec(delete(OutboxRow))
    await session.commit()


@asynccontextmanager
async def postgresql() -> AsyncIterator[str]:
    """A real PostgreSQL that a package brings, as it comes: with fsync."""
    with started() as server:
        yield server.get_uri()


@asynccontextmanager
async def sqlite() -> AsyncIterator[str]:
    """A file."""
    with tempfile.TemporaryDirectory() as folder:
        yield f"sqlite:///{folder}/bench.db"


async def measure(store: str, people: int, rounds: int) -> None:
    """Floor and plan in turn; medians, and the memory that the plan added."""
    keyring.load([KEY])
    async with (sqlite if store == "sqlite" else postgresql)() as url:
        engine = database.open_engine(url)
        await database.upgrade(engine)
        sessions = database.open_sessions(engine)
        async with sessions() as session:
            await furnish(session, people)
            notice = await write_notice(session, (await consenting_account(session, 1)).key())
            await session.commit()
            await analyze(session)
            await _rounds(session, notice, store, people, rounds)
        await engine.dispose()


async def _rounds(session: Session, notice: Notice, store: str, people: int, rounds: int) -> None:
    floors, plans = [], []
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for _ in range(rounds):
        seconds, rows = await timed(session, floor(session, notice))
        assert rows == people
        floors.append(seconds)
        await clear(session)
        seconds, rows = await timed(session, publication.freeze_audience(session, notice, NOW))
        assert rows == people
        plans.append(seconds)
        count = select(func.count()).select_from(OutboxRow)
        assert (await session.exec(count)).one() == people
        await clear(session)
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    ratios = [plan / bare for plan, bare in zip(plans, floors, strict=True)]
    bare = f"planning_floor_{store}"
    figure(bare, statistics.median(floors), "s")
    figure(
        f"planning_{store}",
        statistics.median(plans),
        "s",
        ratio_to=bare,
        ratio=statistics.median(ratios),
    )
    figure(f"planning_memory_grown_{store}", grown / 1024, "MB")
    who = audience.read_audience(notice.audience)
    began = time.perf_counter()
    reach = await publication.count_reach(session, notice.kind, who, NOW)
    assert reach.people == people
    figure(f"preview_{store}", time.perf_counter() - began, "s")


def main() -> None:
    """Both stores, or one."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--store", choices=("sqlite", "postgresql"), action="append")
    given = parser.parse_args()
    for store in given.store or ("sqlite", "postgresql"):
        asyncio.run(measure(store, given.people, given.rounds))


if __name__ == "__main__":
    main()
