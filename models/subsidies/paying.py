"""The office marks what it has paid, by list, and takes a payment back that was marked wrongly."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlmodel import col, select

from models.accounts import account as accounts
from models.accounts.actor import Actor
from models.core import audit
from models.core.audit import Act, Subject
from models.core.refusal import Refusal
from models.core.session import Session
from models.placements.office_list import is_of_office
from models.placements.placement import Placement
from models.subsidies import payable
from models.subsidies.payment import SubsidyPayment

# So many at once: all are marked in one transaction.
MOST = 100
VOUCHER_MOST = 60


@dataclass(frozen=True)
class MarkPaid:
    """What was paid on a day, by one voucher: by placement the yuan that were shown as due."""

    dues: Mapping[int, int]
    paid_on: dt.date
    voucher: str


@dataclass(frozen=True)
class Undoing:
    """Why a payment was none after all; colleagues read it."""

    why: str


async def mark_paid(session: Session, actor: Actor, told: MarkPaid) -> int | Refusal:
    """All of them or none; gives how many yuan.

    What was shown must be what is due now. Refusals: payment_none, payment_many {most}, not_yours,
    own_placement, payment_later, payment_before, placement_moved.
    """
    if not told.dues:
        return Refusal("payment_none")
    if len(told.dues) > MOST:
        return Refusal("payment_many", {"most": MOST})
    placements = await _lock(session, actor, told)
    if len(placements) != len(told.dues):
        return Refusal("not_yours")
    if refused := await _refuse(session, actor, told, placements):
        return refused
    dues = await payable.list_dues_of(session, actor, placements)
    if any(not 0 < dues[number].yuan == yuan for number, yuan in told.dues.items()):
        return Refusal("placement_moved")
    for one in placements:
        _mark(session, actor, told, one, dues[one.key()])
    await session.flush()
    return sum(told.dues.values())


async def undo_payment(
    session: Session, actor: Actor, payment: SubsidyPayment, undoing: Undoing
) -> Refusal | None:
    """It was marked wrongly: what it was for is due again; the last of a placement goes first.

    Refusals: not_yours, payment_undone, payment_not_last.
    """
    if not payment.county.startswith(actor.roles.counties()):
        return Refusal("not_yours")
    await session.refresh(payment, with_for_update=True)
    if payment.undone_at is not None:
        return Refusal("payment_undone")
    if await _is_followed(session, payment):
        return Refusal("payment_not_last")
    payment.undone_at, payment.undone_by, payment.undone_why = actor.now, actor.id, undoing.why
    placement = await session.get_one(Placement, payment.placement_id)
    _record(session, actor, placement, Act.PAYMENT_UNDONE)
    await session.flush()
    return None


async def _lock(session: Session, actor: Actor, told: MarkPaid) -> Sequence[Placement]:
    """In their order: of two lists at once the second sees what the first has paid."""
    wanted = select(Placement).where(is_of_office(actor), col(Placement.id).in_(told.dues))
    return (await session.exec(wanted.order_by(col(Placement.id)).with_for_update())).all()


async def _refuse(
    session: Session, actor: Actor, told: MarkPaid, placements: Sequence[Placement]
) -> Refusal | None:
    if told.paid_on > actor.today:
        return Refusal("payment_later")
    if any(told.paid_on < one.starts_on for one in placements):
        return Refusal("payment_before")
    for one in placements:
        own = await accounts.get_account_id_of_labourer(session, one.labourer_id)
        if actor.id in (one.broker_id, own):
            return Refusal("own_placement")
    return None


async def _is_followed(session: Session, payment: SubsidyPayment) -> bool:
    """Whether a later one that stands was made on top of it."""
    its = col(SubsidyPayment.placement_id) == payment.placement_id
    stands = col(SubsidyPayment.undone_at).is_(None)
    later = select(SubsidyPayment.id).where(its, stands, col(SubsidyPayment.id) > payment.key())
    return (await session.exec(later.limit(1))).first() is not None


def _mark(
    session: Session, actor: Actor, told: MarkPaid, placement: Placement, due: payable.Due
) -> None:
    session.add(
        SubsidyPayment(
            county=placement.county,
            placement_id=placement.key(),
            yuan=due.yuan,
            up_to=due.amount,
            paid_on=told.paid_on,
            voucher=told.voucher,
            marked_at=actor.now,
            marked_by=actor.id,
        )
    )
    _record(session, actor, placement, Act.PAID)


def _record(session: Session, actor: Actor, placement: Placement, act: Act) -> None:
    of, whose = (Subject.PLACEMENT, placement.key()), placement.labourer_id
    audit.record(session, actor.now, act, by=actor.id, labourer=whose, of=of)
