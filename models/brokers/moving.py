"""An application goes with its person to another account, and so does a suspension."""

from sqlalchemy import update
from sqlmodel import col

from models.brokers import approval
from models.brokers.broker import BrokerState
from models.brokers.messages import BROKER_APPLIED
from models.core.session import Session
from models.outbox.row import OutboxRow, RowState


async def follow_account(session: Session, before: int, after: int) -> None:
    """The application of one account is the other's from now on, unless that has its own."""
    broker = await approval.get_application(session, before)
    if broker is None:
        return
    if await approval.get_application(session, after) is None:
        broker.account_id = after
        asked = update(OutboxRow).where(
            col(OutboxRow.topic) == BROKER_APPLIED.name,
            col(OutboxRow.about) == before,
            col(OutboxRow.state) == RowState.WAITING,
        )
        await session.exec(asked.values(about=after))
    elif broker.state is not BrokerState.SUSPENDED:
        await session.delete(broker)
    await session.flush()
