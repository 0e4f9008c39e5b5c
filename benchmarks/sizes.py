"""How many bytes a labourer takes in the store, and a row of the outbox; and memory by role.

`python -m benchmarks.sizes [--people 4000] [--store sqlite|postgresql] [--turns 10000]`

Everybody answers everything that can be asked, and has an account. What the first tenth takes
(the tables as such, the villages) is left out. The memory is of a process that converses, after so
many turns, and of one that works by the clock with nothing to do; for docs/operations.md.
"""

import argparse
import asyncio
import gc
import tempfile
from collections.abc import Iterator
from datetime import date, timedelta
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any

from sqlalchemy import literal
from sqlmodel import col

from benchmarks.planning import postgresql, sqlite
from benchmarks.result import figure
from benchmarks.turns.bots import ours, started
from benchmarks.turns.labourers import Labourers
from benchmarks.turns.phones import play
from benchmarks.turns.scripts import OURS
from benchmarks.turns.telegram import open_telegram
from benchmarks.under_fire import furnished
from bot import opening
from bot.store import engine as database
from bot.telegram.addresses import telegram_address
from models.accounts import account
from models.accounts.account import CONSENT_VERSION
from models.core.clock import SystemClock
from models.core.encryption import keyring
from models.core.session import Session
from models.core.vocabulary import Language
from models.labourers import ledger
from models.labourers.labourer import Labourer
from models.labourers.ledger import Registration
from models.notices.messages import NOTICE
from models.outbox import outbox
from tests.support.labourers.facts import id_number
from tests.support.labourers.intake import WHOLE, facts_of_steps
from tests.support.store import NOON
from tests.support.town import KEY, settings_for

MESSAGES, PHONES = 10, 50
# The first tick of each kind is over by then.
AT_REST_SECONDS = 10.0
LED = "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND granted"
SIZES = {
    "sqlite": "SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()",
    "postgresql": "SELECT pg_database_size(current_database())",
}


def people(first: int, end: int) -> Iterator[dict[str, Any]]:
    """The whole intake of each, with a number and a phone of their own."""
    told = facts_of_steps(WHOLE, Language.ZH)
    for n in range(first, end):
        born = date(1960, 1, 1) + timedelta(days=n // 900)
        number = id_number(f"{born:%Y%m%d}", order=f"{n % 900 + 1:03}")
        phone = f"+86138{n:08}"
        yield told | {"name": f"李秀英{n}", "id_number": number, "phone": phone}


async def register(session: Session, first: int, end: int) -> None:
    """Each from an account of their own."""
    for n, told in enumerate(people(first, end), first):
        known = await account.open_account(session, telegram_address(1_000_000 + n), NOON)
        known.language = Language.ZH
        account.record_consent(known, NOON)
        by = Registration(NOON, known.key(), True, NOON, CONSENT_VERSION)
        labourer = await ledger.register_labourer(session, told, by)
        assert isinstance(labourer, Labourer), labourer
        known.labourer_id = labourer.id


async def write_to_all(session: Session) -> None:
    """Messages of ten reasons for everybody."""
    for about in range(MESSAGES):
        row = outbox.new_row(
            NOTICE,
            literal(about),
            NOON,
            labourer=col(Labourer.id),
            account=col(Labourer.id),
            expires=NOON,
        )
        await outbox.plan_rows(session, row, lambda rows: rows.where(col(Labourer.id) > 0))


async def measure(store: str, count: int) -> None:
    """Bytes a labourer, and a row of the outbox."""
    keyring.load([KEY])
    async with (sqlite if store == "sqlite" else postgresql)() as url:
        engine = database.open_engine(url)
        await database.upgrade(engine)
        sessions = database.open_sessions(engine)
        async with opening.open_store(settings_for("http://x", url, by="polling"), SystemClock()):
            pass

        async def size() -> int:
            async with engine.begin() as connection:
                return await connection.run_sync(
                    lambda c: int(c.exec_driver_sql(SIZES[store]).scalar_one())
                )

        async def add(first: int, end: int) -> None:
            async with sessions() as session, session.begin():
                await register(session, first, end)

        await add(0, count // 10)
        empty = await size()
        await add(count // 10, count + count // 10)
        full = await size()
        async with sessions() as session, session.begin():
            await write_to_all(session)
        rows = MESSAGES * (count + count // 10)
        figure(f"bytes_a_labourer_{store}", (full - empty) / count, "bytes")
        figure(f"bytes_an_outbox_row_{store}", (await size() - full) / rows, "bytes")
        await engine.dispose()


async def memory(turns: int) -> None:
    """Megabytes that a process of each role holds, on PostgreSQL."""
    async with postgresql() as url, open_telegram() as telegram:
        await furnished(url)
        engine = database.open_engine(url)

        async def leads() -> bool:
            async with engine.begin() as connection:
                return bool((await connection.exec_driver_sql(LED)).scalar_one())

        with tempfile.TemporaryDirectory() as folder:
            converse, clock = (
                partial(started, ours(role, url, "--role", role), telegram.address, Path(folder))
                for role in ("converse", "clock")
            )
            async with converse() as one:
                phones = Labourers(OURS, telegram).phones(PHONES)
                done = await play(
                    one.port, PHONES, 7200, [islice(p, turns // PHONES) for p in phones]
                )
                assert not done.failed, done.wrong
                figure("converse_postgresql", one.resident_mb(), "MB")
            async with clock(leads) as one:
                await asyncio.sleep(AT_REST_SECONDS)
                figure("clock_postgresql", one.resident_mb(), "MB")
        await engine.dispose()


def main() -> None:
    """Measure on one store, or on both; memory with PostgreSQL's."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=4000)
    parser.add_argument("--store", choices=list(SIZES))
    parser.add_argument("--turns", type=int, default=10_000)
    given = parser.parse_args()
    for store in [given.store] if given.store else SIZES:
        asyncio.run(measure(store, given.people))
    if given.store != "sqlite":
        gc.disable()
        asyncio.run(memory(given.turns))


if __name__ == "__main__":
    main()
