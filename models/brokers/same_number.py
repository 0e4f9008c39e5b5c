"""Applications with the same ID number: the office is shown them before it decides."""

from dataclasses import dataclass

from sqlmodel import col, select

from models.brokers.broker import Broker, BrokerState
from models.core.encryption import BROKER_ID, keyring
from models.core.session import Session


@dataclass(frozen=True)
class SameNumber:
    """Another application with the same ID number; `account_id` is none once it is erased."""

    account_id: int | None
    name: str
    county: str
    state: BrokerState
    why: str | None


async def list_same_number(session: Session, broker: Broker) -> list[SameNumber]:
    """The other applications with this one's ID number, for the office alone."""
    if not broker.id_number:
        return []
    others = await list_with_number(session, broker.id_number)
    return [
        SameNumber(one.account_id, one.name, one.county, one.state, one.why)
        for one in others
        if one.id != broker.id
    ]


async def list_with_number(session: Session, number: str) -> list[Broker]:
    """All applications with an ID number, the oldest first."""
    indexed = col(Broker.id_index).in_(keyring.indexes(number, BROKER_ID))
    return list(await session.exec(select(Broker).where(indexed).order_by(col(Broker.id))))
