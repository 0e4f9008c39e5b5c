"""Moving a placement from one state to the next: of two at the same moment one has its way."""

import datetime as dt
from typing import Any

from sqlalchemy import literal, update
from sqlmodel import col, select

from models.accounts import account as accounts
from models.accounts.actor import Actor
from models.core import audit
from models.core.audit import Act, Subject
from models.core.refusal import Refusal
from models.core.session import Session
from models.outbox import outbox
from models.outbox.message_type import MessageType
from models.outbox.row import OutboxRow, RowState
from models.placements import four_eyes
from models.placements.messages import PLACEMENT_ENDED, PLACEMENT_MOVED
from models.placements.placement import Placement
from models.placements.states import VOID, Move, Party, PlacementState, next_state

ACTS = {
    Move.CONFIRM: Act.CONFIRMED,
    Move.CORRECT: Act.CORRECTED,
    Move.DISPUTE: Act.DISPUTED,
    Move.RETURN: Act.RETURNED,
    Move.REPORT_ANEW: Act.REPORTED,
    Move.SEND_BACK: Act.REPORTED,
    Move.APPROVE: Act.APPROVED,
    Move.WITHDRAW: Act.WITHDRAWN,
    Move.REJECT: Act.REJECTED,
    Move.TAKE_BACK: Act.TAKEN_BACK,
    Move.REOPEN: Act.TAKEN_BACK,
}


async def move_placement(
    session: Session,
    placement: Placement,
    what: Move,
    party: Party,
    now: dt.datetime,
    *,
    by: int | None,
    **columns: Any,
) -> Refusal | None:
    """Move it, set these columns, tell the broker what others did.

    Refusals: placement_moved; own_placement, where staff are at what they reported themselves or
    what is about themselves; of an approval four_eyes and four_eyes_alone too.
    """
    if party is Party.STAFF and (refused := await _own_hand(session, placement, what, by)):
        return refused
    before, version = placement.state, placement.version
    to = next_state(before, what, party)
    if to is None:
        return Refusal("placement_moved")
    unmoved = (
        col(Placement.id) == placement.id,
        col(Placement.state) == before,
        col(Placement.version) == version,
    )
    moved = update(Placement).where(*unmoved).values(state=to, version=version + 1, **columns)
    done = (await session.exec(moved)).rowcount == 1
    await session.refresh(placement)
    if not done:
        return Refusal("placement_moved")
    if what in ACTS:
        record_act(session, placement, ACTS[what], now, by)
    await session.flush()
    if party is not Party.BROKER and await _is_news(session, placement, before, what):
        await notify_broker(session, placement, now)
    if to in VOID and placement.said and placement.said["started"]:
        await notify_labourer(session, placement, now, by)
    return None


async def _is_news(
    session: Session, placement: Placement, before: PlacementState, what: Move
) -> bool:
    """Whether the broker reads anything new: the same is said of silence and of a No.

    After silence a No is told only in place of what was not sent yet. Who has no account is waited
    for from the start.
    """
    if what is Move.WAIT_NO_MORE:
        return placement.asked > 1
    if (before, what) != (PlacementState.UNANSWERED, Move.DISPUTE):
        return True
    untold = select(OutboxRow.id).where(
        OutboxRow.topic == PLACEMENT_MOVED.name,
        OutboxRow.about == placement.id,
        OutboxRow.account_id == placement.broker_id,
        col(OutboxRow.state) == RowState.WAITING,
    )
    return (await session.exec(untold.limit(1))).first() is not None


async def _own_hand(
    session: Session, placement: Placement, what: Move, by: int | None
) -> Refusal | None:
    """Whether this member of staff has a hand in it already."""
    if by is None:
        return None
    approves = what is Move.APPROVE
    looks = four_eyes.refuse_approval if approves else four_eyes.refuse_own_placement
    return await looks(session, placement, by)


def record_act(
    session: Session, placement: Placement, act: Act, now: dt.datetime, by: int | None
) -> None:
    """One act with this record goes into the trail."""
    of = (Subject.PLACEMENT, placement.key())
    audit.record(session, now, act, by=by, labourer=placement.labourer_id, of=of)


async def record_added_words(session: Session, placement: Placement, actor: Actor) -> None:
    """The person said more: whoever looked at it before looks again before it is approved."""
    placement.added_by = placement.added_version = None
    record_act(session, placement, Act.ADDED, actor.now, actor.id)
    await session.flush()


async def notify_broker(session: Session, placement: Placement, now: dt.datetime) -> None:
    """The broker hears how it stands now, where there still is one."""
    if placement.broker_id is None:
        return
    row = outbox.new_row(
        PLACEMENT_MOVED,
        placement.key(),
        now,
        account=literal(placement.broker_id),
        round_=placement.version,
    )
    await outbox.plan_row(session, row)


async def notify_labourer(
    session: Session, placement: Placement, now: dt.datetime, by: int | None
) -> None:
    """The person hears that somebody else ended it, and can say that it is not so."""
    await tell_labourer(session, placement, PLACEMENT_ENDED, now, by)


async def tell_labourer(
    session: Session,
    placement: Placement,
    message_type: MessageType,
    now: dt.datetime,
    by: int | None,
) -> None:
    """The person hears what somebody else did with it, where they have an account."""
    account = await accounts.get_account_id_of_labourer(session, placement.labourer_id)
    if account is None or account == by:
        return
    row = outbox.new_row(
        message_type,
        placement.key(),
        now,
        account=literal(account),
        labourer=literal(placement.labourer_id),
        round_=placement.version,
    )
    await outbox.plan_row(session, row)
