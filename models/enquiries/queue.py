"""Enquiries that wait, and what was said in each."""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, false
from sqlmodel import and_, col, func, or_, select

from models.accounts import identity
from models.accounts.account import Account
from models.accounts.actor import Actor
from models.core import paging
from models.core.audit import Act
from models.core.counting import CountQuery
from models.core.paging import Page
from models.core.refusal import Refusal
from models.core.regions import inside
from models.core.session import Session
from models.enquiries.answering import may_answer, refuse_unless_reader
from models.enquiries.asking import record_act
from models.enquiries.enquiry import Enquiry, EnquiryMessage
from models.enquiries.messages import BROKER_ANSWERS_WITHIN
from models.labourers.labourer import Labourer

SHOWN = 20


async def list_waiting(session: Session, actor: Actor, page: int = 1) -> Page[Enquiry]:
    """What waits for this member of staff or broker, the longest first."""
    query = select(Enquiry).where(_waits_for(actor))
    in_turn = query.order_by(col(Enquiry.waits_since), col(Enquiry.id))
    return await paging.rows(session, in_turn, page)


def waiting_count(actor: Actor) -> CountQuery:
    """The query of how many wait for this member of staff or broker."""
    return CountQuery(select(func.count()).where(_waits_for(actor)))


async def get_enquiry_to_answer(session: Session, actor: Actor, number: int) -> Enquiry | None:
    """An enquiry that the actor may answer, answered already or not."""
    found = await session.get(Enquiry, number)
    return found if found and may_answer(found, actor.id, actor.roles) else None


async def list_answered(session: Session, actor: Actor, page: int = 1) -> Page[Enquiry]:
    """What waits for nobody any more in the actor's counties, the latest first."""
    counties = actor.roles.counties()
    if not counties:
        return Page(())
    office = or_(false(), *(inside(col(Enquiry.county), area) for area in counties))
    query = select(Enquiry).where(office, col(Enquiry.waits_since).is_(None))
    return await paging.rows(session, query.order_by(col(Enquiry.id).desc()), page)


async def list_messages(
    session: Session, enquiry: Enquiry, most: int = SHOWN
) -> list[EnquiryMessage]:
    """The last messages of an exchange, the oldest first."""
    query = select(EnquiryMessage).where(EnquiryMessage.enquiry_id == enquiry.key())
    latest = query.order_by(col(EnquiryMessage.number).desc()).limit(most)
    return list(await session.exec(latest))[::-1]


@dataclass(frozen=True)
class Exchange:
    """What staff or the broker see of an enquiry.

    Who wrote, where they have an entry, what was said, and what its broker is called.
    """

    enquiry: Enquiry
    person: Labourer | None
    messages: list[EnquiryMessage]
    broker: str = ""


async def view_exchange(session: Session, actor: Actor, enquiry: Enquiry) -> Exchange | Refusal:
    """The whole exchange, for who may answer it; that it was seen goes into the trail.

    Refusal: not_yours.
    """
    if refused := refuse_unless_reader(enquiry, actor):
        return refused
    record_act(session, actor, enquiry, Act.VIEWED)
    await session.flush()
    return await get_exchange(session, enquiry)


async def note_viewed(session: Session, actor: Actor, number: int) -> None:
    """The trail keeps that the actor saw it, where it was read beside the turns."""
    enquiry = await get_enquiry_to_answer(session, actor, number)
    if enquiry is not None:
        record_act(session, actor, enquiry, Act.VIEWED)
        await session.flush()


async def get_exchange(session: Session, enquiry: Enquiry, most: int = SHOWN) -> Exchange:
    """The last messages, and whose they are: seen only with `view_exchange` or `note_viewed`."""
    has_entry = enquiry.labourer_id is not None
    person = await session.get(Labourer, enquiry.labourer_id) if has_entry else None
    said = await list_messages(session, enquiry, most)
    return Exchange(enquiry, person, said, await get_broker_name(session, enquiry.broker_id))


async def get_broker_name(session: Session, account_id: int | None) -> str:
    """What a broker is called; empty where nobody told it, and for none."""
    account = await session.get(Account, account_id) if account_id else None
    return (await identity.get_name_from_sources(session, account) if account else None) or ""


def _waits_for(actor: Actor) -> ColumnElement[bool]:
    """Written to this broker; or to the office of the actor's, or overdue at a broker of theirs."""
    overdue = col(Enquiry.waits_since) <= actor.now - BROKER_ANSWERS_WITHIN
    to_office = or_(col(Enquiry.broker_id).is_(None), overdue)
    county = col(Enquiry.county)
    office = or_(false(), *(inside(county, area) for area in actor.roles.counties()))
    own = and_(col(Enquiry.broker_id) == actor.id, county.in_(actor.roles.broker_counties()))
    return and_(col(Enquiry.waits_since).is_not(None), or_(and_(office, to_office), own))
