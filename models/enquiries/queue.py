"""Enquiries that wait, and what was said in each."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import false
from sqlmodel import col, func, or_, select

from models.accounts.actor import Actor
from models.core import paging
from models.core.audit import Act
from models.core.counting import CountQuery
from models.core.paging import Page
from models.core.refusal import Refusal
from models.core.regions import inside
from models.core.session import Session
from models.enquiries.answering import refuse_unless_staff
from models.enquiries.asking import record_act
from models.enquiries.enquiry import Enquiry, EnquiryMessage
from models.labourers.labourer import Labourer

SHOWN = 20


async def list_waiting(session: Session, actor: Actor, page: int = 1) -> Page[Enquiry]:
    """What waits in the counties of this member of staff, the longest first."""
    query = select(Enquiry).where(*_waits_in(actor.roles.counties()))
    in_turn = query.order_by(col(Enquiry.waits_since), col(Enquiry.id))
    return await paging.rows(session, in_turn, page)


def waiting_count(counties: tuple[str, ...]) -> CountQuery:
    """The query of how many wait in these counties."""
    return CountQuery(select(func.count()).where(*_waits_in(counties)))


async def get_enquiry_of_county(
    session: Session, number: int, counties: tuple[str, ...]
) -> Enquiry | None:
    """An enquiry of these counties, answered or not."""
    found = await session.get(Enquiry, number)
    return found if found and counties and found.county.startswith(counties) else None


async def list_messages(session: Session, enquiry: Enquiry) -> list[EnquiryMessage]:
    """The last messages of an exchange, the oldest first."""
    query = select(EnquiryMessage).where(EnquiryMessage.enquiry_id == enquiry.key())
    latest = query.order_by(col(EnquiryMessage.number).desc()).limit(SHOWN)
    return list(await session.exec(latest))[::-1]


@dataclass(frozen=True)
class Exchange:
    """What staff see of an enquiry: who wrote, where they have an entry, and what was said."""

    enquiry: Enquiry
    person: Labourer | None
    messages: list[EnquiryMessage]


async def view_exchange(session: Session, actor: Actor, enquiry: Enquiry) -> Exchange | Refusal:
    """The whole exchange, for staff of its county; that it was seen goes into the trail.

    Refusal: not_yours.
    """
    if refused := refuse_unless_staff(enquiry, actor):
        return refused
    record_act(session, actor, enquiry, Act.VIEWED)
    await session.flush()
    has_entry = enquiry.labourer_id is not None
    person = await session.get(Labourer, enquiry.labourer_id) if has_entry else None
    return Exchange(enquiry, person, await list_messages(session, enquiry))


def _waits_in(counties: tuple[str, ...]) -> tuple[Any, ...]:
    within = [inside(col(Enquiry.county), county) for county in counties]
    return or_(false(), *within), col(Enquiry.waits_since).is_not(None)
