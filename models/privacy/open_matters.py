"""What is open about somebody who is to be erased: listed, closed by them, or ended by it."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum, auto

from sqlalchemy import ColumnElement
from sqlmodel import col, select

from models.accounts import roles as role
from models.accounts.account import Account
from models.accounts.actor import Actor
from models.core import audit
from models.core.audit import Act, Subject
from models.core.gazetteer import COUNTY
from models.core.session import Session
from models.enquiries import asking
from models.enquiries.enquiry import Enquiry
from models.grievances import ending, queue
from models.grievances.grievance import Grievance, GrievanceState
from models.grievances.messages import list_handlers
from models.labourers.labourer import Labourer
from models.labourers.own_entry import get_own_entry
from models.notices import reminders, sign_ups
from models.outbox import outbox
from models.placements.placement import Placement
from models.placements.states import VOID, PlacementState
from models.privacy.messages import GRIEVANCE_ERASED, PLACEMENT_ERASED


class OpenMatter(StrEnum):
    """What can be open when an entry is to be erased."""

    GRIEVANCE = auto()
    DISPUTE = auto()
    PLACEMENT = auto()
    PAID = auto()
    SEAT = auto()
    ENQUIRY = auto()


@dataclass(frozen=True)
class Matter:
    """One thing that is open: which record, and yuan where there is an amount."""

    what: OpenMatter
    number: int
    amount: int | None = None


async def list_of_account(session: Session, account: Account) -> list[Matter]:
    """What is open about an account's person, with an entry or without, the gravest first."""
    if account.labourer_id is not None:
        return await list_of_entry(session, account.labourer_id)
    own = col(Enquiry.labourer_id).is_(None) & (col(Enquiry.account_id) == account.key())
    grievances = await _list_grievances(session, queue.told_by(account))
    return [*grievances, *await _list_enquiries(session, own)]


async def list_of_entry(session: Session, labourer_id: int) -> list[Matter]:
    """What is open about somebody, the gravest first."""
    grievances = await _list_grievances(session, col(Grievance.labourer_id) == labourer_id)
    placed = select(Placement.id, Placement.state).where(
        Placement.labourer_id == labourer_id, col(Placement.state).not_in(VOID)
    )
    placements = [
        Matter(_OF_STATE.get(PlacementState(state), OpenMatter.PLACEMENT), number or 0)
        for number, state in await session.exec(placed.order_by(col(Placement.id)))
    ]
    seats = [
        Matter(OpenMatter.SEAT, notice.key())
        for notice in await sign_ups.list_held_notices(session, labourer_id)
    ]
    return [
        *grievances,
        *sorted(placements, key=lambda one: list(OpenMatter).index(one.what)),
        *seats,
        *await _list_enquiries(session, col(Enquiry.labourer_id) == labourer_id),
    ]


async def _list_grievances(session: Session, whose: ColumnElement[bool]) -> list[Matter]:
    told = select(Grievance.id, Grievance.amount).where(
        whose, Grievance.state != GrievanceState.CLOSED
    )
    return [
        Matter(OpenMatter.GRIEVANCE, number or 0, yuan)
        for number, yuan in await session.exec(told.order_by(col(Grievance.id)))
    ]


async def _list_enquiries(session: Session, whose: ColumnElement[bool]) -> list[Matter]:
    waits = select(Enquiry.id).where(whose, col(Enquiry.waits_since).is_not(None))
    found = await session.exec(waits.order_by(col(Enquiry.id)))
    return [Matter(OpenMatter.ENQUIRY, number or 0) for number in found]


_OF_STATE = {PlacementState.DISPUTED: OpenMatter.DISPUTE, PlacementState.APPROVED: OpenMatter.PAID}
SUBJECTS = {
    OpenMatter.GRIEVANCE: Subject.GRIEVANCE,
    OpenMatter.DISPUTE: Subject.PLACEMENT,
    OpenMatter.PLACEMENT: Subject.PLACEMENT,
    OpenMatter.PAID: Subject.PLACEMENT,
    OpenMatter.ENQUIRY: Subject.ENQUIRY,
}
# What the person can close themselves: a placement waits for others.
CLOSABLE = (OpenMatter.GRIEVANCE, OpenMatter.SEAT, OpenMatter.ENQUIRY)
# What was paid for is over, whoever goes.
WAITED_FOR = tuple(what for what in OpenMatter if what is not OpenMatter.PAID)


async def close_own(session: Session, actor: Actor) -> None:
    """The actor takes back what they told, and leaves their seats: the office is told of both.

    What waits for others stays as it is.
    """
    labourer = await get_own_entry(session, actor.account)
    for matter in await list_of_account(session, actor.account):
        if matter.what is OpenMatter.GRIEVANCE:
            grievance = await session.get_one(Grievance, matter.number)
            await ending.withdraw_grievance(session, actor, grievance)
        elif matter.what is OpenMatter.ENQUIRY:
            enquiry = await session.get_one(Enquiry, matter.number)
            await asking.take_back(session, actor, enquiry)
    if labourer is None:
        return
    for notice in await sign_ups.list_held_notices(session, labourer.key()):
        await reminders.leave_seat(session, notice, labourer, actor.now, actor.zone)


async def end_by_erasure(
    session: Session, actor: Actor, matters: Sequence[Matter], labourer: Labourer | None
) -> None:
    """The person goes: the trail of each open record tells so, and the staff hear of it.

    Of a grievance it stays what it was about and how much, without the person.
    """
    where = labourer.village_code if labourer else None
    for matter in matters:
        subject = SUBJECTS.get(matter.what)
        if subject is None:
            continue
        of, key = (subject, matter.number), labourer.key() if labourer else None
        audit.record(
            session, actor.now, Act.ERASED, by=actor.id, labourer=key, of=of, village=where
        )
        if matter.what is OpenMatter.GRIEVANCE:
            grievance = await session.get_one(Grievance, matter.number)
            await _tell_of_grievance(session, actor, grievance)
            await ending.end_by_erasure(session, actor, grievance)
        elif labourer and matter.what in (OpenMatter.DISPUTE, OpenMatter.PLACEMENT):
            await _tell_of_placement(session, actor, matter.number, labourer)


async def _tell_of_grievance(session: Session, actor: Actor, grievance: Grievance) -> None:
    for account in await list_handlers(session, grievance):
        row = outbox.new_row(GRIEVANCE_ERASED, grievance.key(), actor.now, account=account)
        await outbox.plan_row(session, row)


async def _tell_of_placement(
    session: Session, actor: Actor, number: int, labourer: Labourer
) -> None:
    for account in await role.list_staff_of_county(session, labourer.village_code[:COUNTY]):
        row = outbox.new_row(PLACEMENT_ERASED, number, actor.now, account=account)
        await outbox.plan_row(session, row)
