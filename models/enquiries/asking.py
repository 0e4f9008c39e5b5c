"""What a person does: leave a message for the county office or their broker, and add to it."""

from dataclasses import dataclass

from sqlmodel import col, select

from models.accounts import attempts, roles
from models.accounts.account import Account
from models.accounts.actor import Actor
from models.accounts.roles import Roles
from models.core import audit
from models.core.audit import Act, Subject
from models.core.gazetteer import COUNTY
from models.core.refusal import Refusal
from models.core.session import Session
from models.enquiries.broker_of_person import find_broker
from models.enquiries.enquiry import Enquiry, EnquiryMessage
from models.enquiries.messages import notify_readers
from models.labourers.own_entry import get_own_entry


@dataclass(frozen=True)
class LeaveMessage:
    """What somebody would like a person to read."""

    words: str


async def find_office(session: Session, actor: Actor) -> str | None:
    """The county whose staff the actor can write to; None where there is nobody.

    It is that of the entry, else the first of the role's; who has neither writes to the only office
    there is.
    """
    for county in await _list_counties(session, actor):
        if await roles.list_staff_of_county(session, county):
            return county
    return None


async def _list_counties(session: Session, actor: Actor) -> list[str]:
    labourer = await get_own_entry(session, actor.account)
    if labourer is not None:
        return [labourer.village_code[:COUNTY]]
    if own := actor.roles.broker_counties():
        return sorted(own)
    counties = await roles.list_counties_of_staff(session)
    return counties if len(counties) == 1 else []


def may_ask(account: Account, held: Roles) -> bool:
    """Whether somebody agreed that what they write is kept, or has a role."""
    return bool(account.consented_at or account.labourer_id or held)


async def leave_message(session: Session, actor: Actor, message: LeaveMessage) -> Enquiry | Refusal:
    """Write to the office: it waits in the queue of its staff, who are told.

    Refusals: no_office, no_consent, too_often {most}.
    """
    if not may_ask(actor.account, actor.roles):
        return Refusal("no_consent")
    county = await find_office(session, actor)
    if county is None:
        return Refusal("no_office")
    return await _leave(session, actor, message, county)


async def leave_message_to_broker(
    session: Session, actor: Actor, message: LeaveMessage
) -> Enquiry | Refusal:
    """Write to one's broker, who is told; staff can read it, and are told where nobody answers.

    Refusals: no_broker, too_often {most}.
    """
    broker = await find_broker(session, actor.account)
    if broker is None:
        return Refusal("no_broker")
    return await _leave(session, actor, message, broker.county, broker.account_id)


async def _leave(
    session: Session,
    actor: Actor,
    message: LeaveMessage,
    county: str,
    broker_id: int | None = None,
) -> Enquiry | Refusal:
    account = actor.account
    limit = attempts.ENQUIRIES
    if refused := await attempts.attempt_within_limit(session, limit, actor.id, actor.now):
        return refused
    enquiry = await get_own_enquiry(session, actor, broker_id)
    if enquiry is None or enquiry.county != county:
        enquiry = Enquiry(
            county=county, account_id=actor.id, broker_id=broker_id, opened_at=actor.now
        )
        session.add(enquiry)
    else:
        await session.refresh(enquiry, with_for_update=True)
    enquiry.labourer_id = account.labourer_id
    waited = enquiry.waits_since is not None
    enquiry.waits_since = enquiry.waits_since or actor.now
    await session.flush()
    await add_message(session, actor, enquiry, message.words, by_office=False)
    if not waited:
        await notify_readers(session, enquiry, actor.now)
    return enquiry


async def take_back(session: Session, actor: Actor, enquiry: Enquiry) -> None:
    """The actor, whose enquiry it is, needs no answer any more: nobody waits for one."""
    await session.refresh(enquiry, with_for_update=True)
    enquiry.waits_since = None
    record_act(session, actor, enquiry, Act.WITHDRAWN)
    await session.flush()


async def add_message(
    session: Session, actor: Actor, enquiry: Enquiry, words: str, *, by_office: bool
) -> None:
    """One message more; that it was written goes into the trail, without a word of it."""
    enquiry.number += 1
    session.add(
        EnquiryMessage(
            enquiry_id=enquiry.key(),
            number=enquiry.number,
            by_office=by_office,
            at=actor.now,
            account_id=actor.id,
            words=words,
        )
    )
    record_act(session, actor, enquiry, Act.NOTED if by_office else Act.OPENED)
    await session.flush()


def record_act(session: Session, actor: Actor, enquiry: Enquiry, act: Act) -> None:
    """One act with this enquiry goes into the trail."""
    of = (Subject.ENQUIRY, enquiry.key())
    audit.record(session, actor.now, act, by=actor.id, labourer=enquiry.labourer_id, of=of)


async def get_own_enquiry(
    session: Session, actor: Actor, broker_id: int | None = None
) -> Enquiry | None:
    """The actor's latest exchange with an office, or with this broker.

    It is that of the entry, wherever it was written.
    """
    entry = actor.account.labourer_id
    own = col(Enquiry.labourer_id).is_(None) & (col(Enquiry.account_id) == actor.id)
    whose = own if entry is None else own | (col(Enquiry.labourer_id) == entry)
    query = select(Enquiry).where(whose, col(Enquiry.broker_id).is_not_distinct_from(broker_id))
    return (await session.exec(query.order_by(col(Enquiry.id).desc()).limit(1))).first()
