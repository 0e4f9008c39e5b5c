"""How many bytes a labourer takes in the store, and a row of the outbox: for docs/operations.md.

`python -m benchmarks.sizes [--people 4000] [--store sqlite|postgresql]`

Everybody answers everything that can be asked, and has an account. What the first tenth takes
(the tables as such, the villages) is left out.
"""

import argparse
import asyncio
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from sqlalchemy import literal
from sqlmodel import col
from sqlmodel.ext.asyncio.session import AsyncSession

from benchmarks.planning import postgresql, sqlite
from benchmarks.result import figure
from bot import database, serve
from models import account, ledger, outbox
from models.account import CONSENT_VERSION
from models.clock import SystemClock
from models.labourer import Labourer
from models.ledger import Registration
from models.secrets import keyring
from models.topic import Topic
from models.words import Language
from tests.answers import WHOLE, facts, id_number
from tests.models.store import NOON
from tests.town import KEY, settings_for

MESSAGES = 10
SIZES = {
    "sqlite": "SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()",
    "postgresql": "SELECT pg_database_size(current_database())",
}


def people(first: int, end: int) -> Iterator[dict[str, Any]]:
    """The whole intake of each, with a number and a phone of their own."""
    told = facts(WHOLE, Language.ZH)
    for n in range(first, end):
        born = date(1960, 1, 1) + timedelta(days=n // 900)
        number = id_number(f"{born:%Y%m%d}", order=f"{n % 900 + 1:03}")
        phone = f"+86138{n:08}"
        yield told | {"name": f"李秀英{n}", "id_number": number, "phone": phone}


async def register(session: AsyncSession, first: int, end: int) -> None:
    """Each from an account of their own."""
    for n, told in enumerate(people(first, end), first):
        known = await account.open_account(session, 1_000_000 + n, NOON)
        known.language = Language.ZH
        account.consent(known, NOON)
        by = Registration(NOON, known.key(), True, NOON, CONSENT_VERSION)
        labourer = await ledger.register(session, told, by)
        assert isinstance(labourer, Labourer), labourer
        known.labourer_id = labourer.id


async def write_to_all(session: AsyncSession) -> None:
    """Messages of ten reasons for everybody."""
    for about in range(MESSAGES):
        row = outbox.planned(
            Topic.NOTICE,
            literal(about),
            NOON,
            labourer=col(Labourer.id),
            account=col(Labourer.id),
            expires=NOON,
        )
        await outbox.put_all(session, row, lambda rows: rows.where(col(Labourer.id) > 0))


async def measure(store: str, count: int) -> None:
    """Bytes a labourer, and a row of the outbox."""
    keyring.load([KEY])
    async with (sqlite if store == "sqlite" else postgresql)() as url:
        engine = database.open_engine(url)
        await database.upgrade(engine)
        sessions = database.open_sessions(engine)
        async with serve.open_store(settings_for("http://x", url, by="polling"), SystemClock()):
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


def main() -> None:
    """Measure on one store, or on both."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--people", type=int, default=4000)
    parser.add_argument("--store", choices=list(SIZES))
    given = parser.parse_args()
    for store in [given.store] if given.store else SIZES:
        asyncio.run(measure(store, given.people))


if __name__ == "__main__":
    main()
