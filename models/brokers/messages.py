"""What is said of an application: to the office that it waits, to the broker what was decided."""

from sqlmodel import select

from models.brokers.broker import Broker, BrokerState
from models.outbox.message_type import ASKED, DueRow, MessageType, declare


async def _is_waiting(due: DueRow) -> bool:
    """Until the office has decided."""
    broker = await _application(due)
    return broker is not None and broker.state is BrokerState.APPLIED


async def _is_latest_decision(due: DueRow) -> bool:
    return await _application(due) is not None


async def _application(due: DueRow) -> Broker | None:
    """As it was when the row was planned; None where it has changed since."""
    query = select(Broker).where(Broker.account_id == due.row.about)
    broker = (await due.session.exec(query)).first()
    return broker if broker is not None and broker.version == due.row.round else None


BROKER_APPLIED = declare(MessageType("applied", ASKED, _is_waiting, gathered=True))
BROKER_DECIDED = declare(MessageType("decided", ASKED, _is_latest_decision))
