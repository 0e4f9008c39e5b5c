"""Signing up to a notice, and leaving it."""

from dataclasses import dataclass

from models.accounts.actor import Actor
from models.core.refusal import Refusal
from models.core.session import Session
from models.labourers.labourer import Labourer
from models.notices import reminders, sign_ups
from models.notices.notice import Notice, NoticeState
from models.notices.sign_ups import HOLDING, SignUpState


@dataclass(frozen=True)
class Seat:
    """What signing up gave: a seat, or a place in the queue, which counts from 1.

    `again` is whether they had it before.
    """

    again: bool
    place: int | None = None


async def take_seat(
    session: Session, actor: Actor, notice: Notice, labourer: Labourer
) -> Seat | Refusal:
    """A seat where one is left, with its reminders; else the end of the queue.

    Who has either keeps it. Refusals: no_entry, notice_cancelled, notice_over, too_often {most}.
    """
    if refused := _refuse(actor, notice, labourer):
        return refused
    await sign_ups.lock_notice(session, notice)
    before = await sign_ups.get_sign_up(session, notice.key(), labourer.key())
    again = before is not None and before.state in HOLDING
    if not again and not notice.is_open(actor.now, actor.zone):
        return Refusal("notice_over")
    mine = await sign_ups.fill_seat(session, notice, labourer, before, actor.now, actor.id)
    if isinstance(mine, Refusal):
        return mine
    if mine.state is SignUpState.QUEUED:
        return Seat(again, await sign_ups.get_place_in_queue(session, mine))
    await reminders.plan_reminders(session, notice, mine, actor.now, actor.zone)
    return Seat(again)


async def gives_seat_away(session: Session, notice: Notice, labourer: Labourer) -> bool:
    """Whether leaving gives a seat to somebody who waits for it: asked again before."""
    if notice.state is NoticeState.CANCELLED:
        return False
    mine = await sign_ups.get_sign_up(session, notice.key(), labourer.key())
    seated = mine is not None and mine.state is SignUpState.SEATED
    return seated and await sign_ups.has_queue(session, notice)


async def leave_notice(
    session: Session, actor: Actor, notice: Notice, labourer: Labourer
) -> bool | Refusal:
    """Not for this person, or not any more: the seat goes to the first of the queue.

    Gives whether they had signed up. Refusals: no_entry, notice_cancelled.
    """
    if refused := _refuse(actor, notice, labourer):
        return refused
    return await reminders.leave_seat(session, notice, labourer, actor.now, actor.zone)


def _refuse(actor: Actor, notice: Notice, labourer: Labourer) -> Refusal | None:
    """Everybody signs up for themselves, to what takes place."""
    if actor.account.labourer_id != labourer.id:
        return Refusal("no_entry")
    return Refusal("notice_cancelled") if notice.state is NoticeState.CANCELLED else None
