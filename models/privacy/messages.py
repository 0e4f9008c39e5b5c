"""Reasons of what staff are told about erasing."""

import datetime as dt
from collections.abc import Awaitable, Callable

from models.accounts import roles
from models.core.session import Session
from models.outbox.message_type import HoldReason, Topic
from models.outbox.outbox import OutboxRow
from models.privacy.erasure import ErasureRequest


async def _erasure(session: Session, row: OutboxRow, now: dt.datetime) -> HoldReason | None:  # noqa: ARG001
    """Until somebody of the office has decided."""
    asked = await session.get(ErasureRequest, row.about)
    if asked is None or asked.decided_at is not None:
        return HoldReason.GONE
    return (
        None
        if row.account_id in await roles.list_staff_of_county(session, asked.county)
        else HoldReason.GONE
    )


async def _for_staff(session: Session, row: OutboxRow, now: dt.datetime) -> HoldReason | None:  # noqa: ARG001
    """For who is staff still."""
    return None if row.account_id in await roles.list_staff(session) else HoldReason.GONE


REASONS: dict[Topic, Callable[[Session, OutboxRow, dt.datetime], Awaitable[HoldReason | None]]] = {
    Topic.ERASURE: _erasure,
    Topic.ERASED: _for_staff,
}
