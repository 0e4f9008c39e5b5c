"""Reasons of what staff are told about erasing."""

import datetime as dt
from collections.abc import Awaitable, Callable

from models.accounts import roles
from models.core.session import Session
from models.outbox.message_type import Topic, Why
from models.outbox.outbox import OutboxRow
from models.privacy.erasure import ErasureRequest


async def _erasure(session: Session, row: OutboxRow, now: dt.datetime) -> Why | None:  # noqa: ARG001
    """Until somebody of the office has decided."""
    asked = await session.get(ErasureRequest, row.about)
    if asked is None or asked.decided_at is not None:
        return Why.GONE
    return None if row.account_id in await roles.staff_of(session, asked.county) else Why.GONE


async def _for_staff(session: Session, row: OutboxRow, now: dt.datetime) -> Why | None:  # noqa: ARG001
    """For who is staff still."""
    return None if row.account_id in await roles.staff(session) else Why.GONE


REASONS: dict[Topic, Callable[[Session, OutboxRow, dt.datetime], Awaitable[Why | None]]] = {
    Topic.ERASURE: _erasure,
    Topic.ERASED: _for_staff,
}
