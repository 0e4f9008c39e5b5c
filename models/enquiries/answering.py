"""What the staff of the county do about an enquiry: answer it, or close it."""

from dataclasses import dataclass

from models.accounts.actor import Actor
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
    if refused := refuse_unless_staff(enquiry, actor):
        return refused
    await session.refresh(enquiry, with_for_update=True)
    enquiry.waits_since = None
    await add_message(session, actor, enquiry, answer.words, by_office=True)
    await notify_person(session, enquiry, actor.now)
    return None


async def close_enquiry(session: Session, actor: Actor, enquiry: Enquiry) -> Refusal | None:
    """Nothing is left to answer, as after a call. Refusals: not_yours, enquiry_answered."""
    if refused := refuse_unless_staff(enquiry, actor):
        return refused
    await session.refresh(enquiry, with_for_update=True)
    if enquiry.waits_since is None:
        return Refusal("enquiry_answered")
    enquiry.waits_since = None
    record_act(session, actor, enquiry, Act.CLOSED)
    await session.flush()
    return None


def refuse_unless_staff(enquiry: Enquiry, actor: Actor) -> Refusal | None:
    """Refusal: not_yours."""
    counties = actor.roles.counties()
    return None if counties and enquiry.county.startswith(counties) else Refusal("not_yours")
