"""A store seen from inside and from below."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar

from sqlalchemy import inspect, text
from sqlalchemy.orm import Session as PlainSession
from sqlmodel import col, select

from bot.store.engine import Sessions
from bot.telegram.addresses import telegram_address
from models.accounts import roles
from models.accounts.account import CONSENT_VERSION, Account, open_account
from models.core.audit import Act, AuditRecord
from models.core.session import Session
from models.core.vocabulary import RoleName
from models.labourers import ledger
from models.labourers.labourer import Labourer
from models.labourers.ledger import Registration
from models.privacy.tables import TABLES

NOON = datetime(2026, 11, 23, 4, 0, tzinfo=UTC)
DAY = timedelta(days=1)

T = TypeVar("T")


@dataclass
class Store:
    """One database; a turn is a transaction of its own."""

    sessions: Sessions

    async def turn(self, work: Callable[[Session], Awaitable[T]]) -> T:
        """The work, committed."""
        async with self.sessions() as session, session.begin():
            return await work(session)

    async def at_once(self, *works: Callable[[Session], Awaitable[T]]) -> list[Any]:
        """Several turns begun together; what each gave, or what it failed with."""
        return await asyncio.gather(*map(self.turn, works), return_exceptions=True)


async def consenting_account(session: Session, chat_id: int) -> Account:
    """An account that agreed to be registered."""
    account = await open_account(session, telegram_address(chat_id), NOON)
    account.consented_at, account.consent_version = NOON, CONSENT_VERSION
    await session.flush()
    return account


async def broker_account(session: Session, chat_id: int, area: str = "222424101") -> Account:
    """An account with a broker's role."""
    account = await open_account(session, telegram_address(chat_id), NOON)
    await roles.grant_role(session, account, RoleName.BROKER, area, NOON)
    return account


def registration(account: Account, *, own: bool = True) -> Registration:
    """By this account, at noon."""
    return Registration(NOON, account.key(), own, NOON, CONSENT_VERSION)


async def register_labourer(
    session: Session, account: Account, told: dict[str, Any], *, own: bool = True
) -> Labourer:
    """An entry that was not refused."""
    labourer = await ledger.register_labourer(session, told, registration(account, own=own))
    assert isinstance(labourer, Labourer)
    if own:
        account.labourer_id = labourer.id
        await session.flush()
    return labourer


async def audit_trail(session: Session, labourer: Labourer | None = None) -> list[Any]:
    """The trail, of one entry perhaps: what was done, and by which account."""
    await session.flush()
    # Whom the settings name as staff is in every store.
    by_settings = col(AuditRecord.account_id).is_(None) & (AuditRecord.act == Act.ROLE_TAKEN)
    query = select(AuditRecord).where(~by_settings).order_by(col(AuditRecord.id))
    if labourer is not None:
        query = query.where(AuditRecord.labourer_id == labourer.id)
    return [(row.act, row.account_id) for row in await session.exec(query)]


async def all_rows(session: Session) -> str:
    """All rows of all tables, what is sealed in the clear."""
    return await _rows(session, {str(table): select(table) for table in _tables()})


async def stored_rows(session: Session) -> str:
    """All rows of all tables as the database has them."""
    return await _rows(session, {str(t): text(f"SELECT * FROM {t}") for t in _tables()})


def _tables() -> list[Any]:
    return [inspect(table).local_table for table in TABLES]


async def _rows(session: Session, queries: dict[str, Any]) -> str:
    await session.flush()

    def read(below: PlainSession) -> list[str]:
        connection = below.connection()
        return [
            f"{t}: {row!r}" for t, query in queries.items() for row in connection.execute(query)
        ]

    return "\n".join(await session.run_sync(read))
