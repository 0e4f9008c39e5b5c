"""What stands against an invitation: a suspension, which the office has to take back first."""

from sqlmodel import select

from models.accounts import terms_of_office
from models.accounts.actor import Actor
from models.accounts.one_time_codes import OneTimeCode
from models.brokers.broker import Broker, BrokerState
from models.core.gazetteer import COUNTY
from models.core.refusal import Refusal
from models.core.session import Session


async def refuse_suspended(session: Session, actor: Actor, code: OneTimeCode) -> Refusal | None:
    """Refuse a suspended broker. Refusal: broker_suspended.

    Where the office that suspended them has no application of theirs, a new invitation reinstates.
    """
    suspended = select(Broker.id).where(
        Broker.account_id == actor.id, Broker.state == BrokerState.SUSPENDED
    )
    if (await session.exec(suspended)).first() is not None:
        return Refusal("broker_suspended")
    county = code.area[:COUNTY]
    ended = await terms_of_office.get_suspension_end(session, actor.id, county)
    return Refusal("broker_suspended") if ended is not None and code.issued_at <= ended else None
