"""What staff, or the broker it was written to, do about an enquiry: answer it, or close it."""

from dataclasses import dataclass

from models.accounts.actor import Actor
from models.accounts.roles import Roles
from models.core.audit import Act
from models.core.refusal import Refusal
from models.core.session import Session
from models.enquiries.asking import add_message, record_act
from models.enquiries.enquiry import Enquiry
from models.enquiries.messages import notify_person


@dataclass(frozen=True)
class Answer:
    """What the person reads."""

    words: str


async def answer_enquiry(
    session: Session, actor: Actor, enquiry: Enquiry, answer: Answer
) -> Refusal | None:
    """The person is sent these words; it waits no more. Refusal: not_yours."""
    if refused := refuse_unless_reader(enquiry, actor):
        return refused
    await session.refresh(enquiry, with_for_update=True)
    enquiry.waits_since = None
    await add_message(session, actor, enquiry, answer.words, by_office=True)
    await notify_person(session, enquiry, actor.now)
    return None


async def close_enquiry(session: Session, actor: Actor, enquiry: Enquiry) -> Refusal | None:
    """Nothing is left to answer, as after a call. Refusals: not_yours, enquiry_answered."""
    if refused := refuse_unless_reader(enquiry, actor):
        return refused
    await session.refresh(enquiry, with_for_update=True)
    if enquiry.waits_since is None:
        return Refusal("enquiry_answered")
    enquiry.waits_since = None
    record_act(session, actor, enquiry, Act.CLOSED)
    await session.flush()
    return None


def refuse_unless_reader(enquiry: Enquiry, actor: Actor) -> Refusal | None:
    """Refusal: not_yours."""
    return None if may_answer(enquiry, actor.id, actor.roles) else Refusal("not_yours")


def may_answer(enquiry: Enquiry, account_id: int, roles: Roles) -> bool:
    """Staff of its county; the broker that it was written to, while they are one there."""
    counties = roles.counties()
    own = enquiry.broker_id == account_id and enquiry.county in roles.broker_counties()
    return own or bool(counties and enquiry.county.startswith(counties))
