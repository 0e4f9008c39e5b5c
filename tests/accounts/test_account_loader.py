"""Whom a batch reads: on PostgreSQL nobody who was not locked before."""

from collections.abc import Iterator
from typing import Any

import pytest

from bot.store import engine as database
from bot.telegram.addresses import telegram_address
from models.accounts.account_loader import LOCKING, AccountLoader
from models.core.session import Session
from tests.support.postgresql import PostgreSQL
from tests.support.store import Store, consenting_account

CHAT, OTHER = 1, 2
HERE, THERE = telegram_address(CHAT), telegram_address(OTHER)


class Interrupted(Session):
    """A session after whose locking another process comes first."""

    others: Store

    async def exec(self, statement: Any, **given: Any) -> Any:
        """As ever; OTHER arrives elsewhere as soon as the accounts are locked."""
        found = await super().exec(statement, **given)
        if statement is LOCKING:
            await self.others.turn(lambda session: consenting_account(session, OTHER))
        return found


@pytest.fixture
def shared_store(postgresql: PostgreSQL) -> Iterator[str]:
    """A furnished PostgreSQL, as several processes share one."""
    with postgresql.copied("furnished") as url:
        yield url


async def test_who_arrives_elsewhere_meanwhile_is_not_known_yet(shared_store: str) -> None:
    engine = database.open_engine(shared_store)
    store = Store(database.open_sessions(engine))
    await store.turn(lambda session: consenting_account(session, CHAT))
    Interrupted.others = store
    async with Interrupted(engine, expire_on_commit=False) as session, session.begin():
        here = AccountLoader(session)
        await here.expect([HERE, THERE])
        known, _ = await here.of(HERE)
        arrived, _ = await here.of(THERE)
    assert known is not None
    assert arrived is None
    await engine.dispose()
