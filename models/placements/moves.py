"""Moving a placement from one state to the next: of two at the same moment one has its way."""

import datetime as dt
from typing import Any

from sqlalchemy import literal, update
from sqlmodel import col

from models.accounts import account as accounts
from models.core import audit
from models.core.audit import Act, Subject
from models.core.refusal import Refusal
from models.core.session import Session
from models.outbox import outbox
from models.outbox.message_type import MessageType
from models.placements import four_eyes
from models.placements.messages import PLACEMENT_ENDED, PLACEMENT_MOVED
from models.placements.placement import Placement
from models.placements.states import VOID, Move, Party, next_state

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
    # The same is said of silence and of a No. Who has no account is waited for from the start.
    waited = what is not Move.WAIT_NO_MORE or placement.asked > 1
    if party is not Party.BROKER and waited:
        await notify_broker(session, placement, now)
    if to in VOID and placement.said and placement.said["started"]:
        await notify_labourer(session, placement, now, by)
    return None


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
