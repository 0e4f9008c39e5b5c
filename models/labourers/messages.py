"""Reasons of what is said about two entries of one person, and about who guesses."""

import datetime as dt
from collections.abc import Awaitable, Callable

from models.accounts import roles
from models.accounts.account import Account
from models.core.session import Session
from models.labourers import doubles
from models.labourers.labourer import Labourer
from models.outbox.message_type import HoldReason, Topic
from models.outbox.outbox import OutboxRow


async def _doubles(session: Session, row: OutboxRow, now: dt.datetime) -> HoldReason | None:  # noqa: ARG001
    """As long as any waits in the counties of who is told."""
    account = await session.get(Account, row.account_id)
    counties = (await roles.get_roles(session, account)).counties() if account else ()
    return None if await doubles.count_waiting_doubles(session, counties) else HoldReason.GONE


async def _number_gone(session: Session, row: OutboxRow, now: dt.datetime) -> HoldReason | None:  # noqa: ARG001
    """As long as the person's entry has none."""
    labourer = await session.get(Labourer, row.about)
    return None if labourer is not None and labourer.id_number is None else HoldReason.GONE


async def _merged(session: Session, row: OutboxRow, now: dt.datetime) -> HoldReason | None:  # noqa: ARG001
    """As long as the account has no entry."""
    account = await session.get(Account, row.account_id)
    return None if account is not None and account.labourer_id is None else HoldReason.GONE


async def _guesses(session: Session, row: OutboxRow, now: dt.datetime) -> HoldReason | None:  # noqa: ARG001
    """For who is staff still."""
    return None if row.account_id in await roles.list_staff(session) else HoldReason.GONE


REASONS: dict[Topic, Callable[[Session, OutboxRow, dt.datetime], Awaitable[HoldReason | None]]] = {
    Topic.DOUBLES: _doubles,
    Topic.NUMBER_GONE: _number_gone,
    Topic.MERGED: _merged,
    Topic.GUESSES: _guesses,
}
