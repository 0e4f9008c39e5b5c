"""The outbox as the tests read it."""

from datetime import datetime
from typing import Any

from sqlmodel import col, select

from models.accounts import roles
from models.accounts.account import Account
from models.core.session import Session
from models.core.vocabulary import RoleName
from models.labourers.labourer import Labourer
from models.labourers.messages import MONTHLY_STATUS
from models.notices.messages import NOTICE
from models.notices.notice import Notice
from models.outbox import outbox
from models.outbox.message_type import MESSAGE_TYPES, DueRow, MessageType, get_drop_reason
from models.outbox.row import HoldReason, OutboxRow, RowState
from tests.support.labourers.factory import reachable_labourer
from tests.support.notices.factory import WANGQING, ZONE, publish_notice
from tests.support.store import NOON, consenting_account

OFFICE = 9_000


async def put_row(
    session: Session,
    account: int,
    message_type: MessageType = MONTHLY_STATUS,
    due: datetime = NOON,
    **given: Any,
) -> None:
    """A row for the account of that number; there need not be one."""
    await outbox.plan_row(session, outbox.new_row(message_type, 1, due, account=account, **given))


async def only_row(session: Session, **given: Any) -> OutboxRow:
    await put_row(session, 1, **given)
    (row,) = await outbox_rows(session)
    return row


async def due_accounts(session: Session, now: datetime = NOON, **given: Any) -> list[int | None]:
    """The accounts whose turn it is."""
    return [row.account_id for row in await outbox.list_due(session, now, ZONE, 30, **given)]


async def outbox_rows(session: Session, *types: MessageType) -> list[OutboxRow]:
    """All rows of these types, or of every one, in the order they were planned."""
    query = select(OutboxRow).where(
        col(OutboxRow.topic).in_(
            [message_type.name for message_type in types or MESSAGE_TYPES.values()]
        )
    )
    return list(await session.exec(query.order_by(col(OutboxRow.id))))


async def labourers_told(session: Session, message_type: MessageType) -> set[int | None]:
    return {row.labourer_id for row in await outbox_rows(session, message_type)}


async def row_for(
    session: Session, message_type: MessageType, one: Labourer | Account
) -> OutboxRow:
    whose = OutboxRow.labourer_id if isinstance(one, Labourer) else OutboxRow.account_id
    query = select(OutboxRow).where(OutboxRow.topic == message_type.name, whose == one.id)
    return (await session.exec(query)).one()


async def mark_delivered(
    session: Session, *people: Labourer, message_type: MessageType = NOTICE, now: datetime = NOON
) -> None:
    """They have what was planned for them."""
    for row in await outbox_rows(session, message_type):
        if row.state is RowState.WAITING and row.labourer_id in {one.id for one in people}:
            outbox.mark_sent(row, now, message_id=1)
    await session.flush()


async def drop_reason(session: Session, row: OutboxRow, now: datetime) -> HoldReason | None:
    """Why a row is not sent any more; None where it is still relevant."""
    return await get_drop_reason(DueRow(session, row, now))


async def office_account(session: Session) -> int:
    """The account of somebody of the county office."""
    account = await consenting_account(session, OFFICE)
    await roles.grant_role(session, account, RoleName.STAFF, WANGQING, NOON)
    return account.key()


async def fair_for_two(session: Session, **given: Any) -> tuple[Notice, Labourer, Labourer]:
    """A notice that is out to two people of Wangqing; the first has it already."""
    ana, _ = await reachable_labourer(session, 1, village_code="222424101001")
    ben, _ = await reachable_labourer(session, 2, village_code="222424101200")
    office = await consenting_account(session, OFFICE)
    notice = await publish_notice(session, office.key(), **given)
    await mark_delivered(session, ana)
    return notice, ana, ben
