"""Judging a row and writing it out: one that can't be ends by itself, and holds up no other."""

import datetime as dt
from collections.abc import Awaitable, Callable
from typing import TypeVar

import structlog
from cryptography.fernet import InvalidToken
from sqlalchemy.exc import DBAPIError, NoResultFound

from dialogue.core.reply import Message
from models.accounts.account import Account
from models.core.session import Session
from models.outbox import outbox
from models.outbox.message_type import MESSAGE_TYPES, DueRow, get_drop_reason, get_message_type
from models.outbox.recipients import Later, RecipientState, delivery_decision
from models.outbox.row import HoldReason, OutboxRow
from models.privacy.key_check import refuse_wrong_keys
from scheduler.delivery.render_context import RenderContext, Renderers

log = structlog.get_logger()
Found = TypeVar("Found")


async def keep_known(session: Session, rows: list[OutboxRow]) -> list[OutboxRow]:
    """Without those of a type that no domain declares, as of a later version: staff see them."""
    unknown = [row for row in rows if row.topic not in MESSAGE_TYPES]
    for row in unknown:
        outbox.end_row(row, HoldReason.REFUSED)
    if unknown:
        await session.flush()
    return [row for row in rows if row.topic in MESSAGE_TYPES]


async def get_recipient(session: Session, row: OutboxRow) -> Account | None:
    return await session.get(Account, row.account_id)


async def judge_row(
    session: Session, row: OutboxRow, recipient: RecipientState, now: dt.datetime
) -> HoldReason | Later | None:
    """None sends it, a Later holds it, a HoldReason ends it."""
    return await _or_reason(session, row, lambda: _judge(session, row, recipient, now))


async def _judge(
    session: Session, row: OutboxRow, recipient: RecipientState, now: dt.datetime
) -> HoldReason | Later | None:
    if await get_recipient(session, row) is None:
        return HoldReason.NO_ACCOUNT
    if reason := await get_drop_reason(DueRow(session, row, now)):
        return reason
    return delivery_decision(get_message_type(row), recipient, now)


async def why_dropped(context: RenderContext) -> HoldReason | None:
    """Why the row is not to be sent any more, where it is not."""
    due = DueRow(context.session, context.row, context.now)
    return await _or_reason(context.session, context.row, lambda: get_drop_reason(due))


async def render_row(context: RenderContext, renderers: Renderers) -> Message | HoldReason:
    """The row's words; GONE where what it is about is gone, REFUSED where they can't be written."""
    message = await _or_reason(
        context.session, context.row, lambda: renderers[get_message_type(context.row)](context)
    )
    return HoldReason.GONE if message is None else message


async def _or_reason(
    session: Session, row: OutboxRow, work: Callable[[], Awaitable[Found]]
) -> Found | HoldReason:
    """What the work gives; where it fails by this row alone, the row ends and staff see it.

    Raises:
        WrongKeys: the whole store is sealed with another key, and no row is at fault.
    """
    try:
        return await work()
    except NoResultFound:
        return HoldReason.GONE
    except DBAPIError:
        raise
    except Exception as problem:
        if isinstance(problem, InvalidToken):
            await refuse_wrong_keys(session)
        log.exception("message not written", topic=row.topic)
        return HoldReason.REFUSED
