"""Approving several placements together, each looked at before; and taking a decision back.

A placement that moved after it was added is not among them any more: its version is another.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, and_, not_, or_, tuple_
from sqlmodel import col, select

from models.accounts.actor import Actor
from models.core.refusal import Refusal
from models.core.regions import inside
from models.core.session import Session
from models.labourers.labourer import Labourer
from models.placements import follow_up, permission, review
from models.placements.messages import PLACEMENT_REOPENED
from models.placements.moves import move_placement, tell_labourer
from models.placements.overlapping import get_overlapping_placement
from models.placements.placement import Placement
from models.placements.review import Reason, Waiting
from models.placements.statement import stands_confirmed
from models.placements.states import ANSWERED, Move, Party, PlacementState


@dataclass(frozen=True)
class Approved:
    """Whom the approval went through for, and who was left, with the reason."""

    done: tuple[Waiting, ...]
    refused: tuple[tuple[str, Refusal], ...]


def _added_by(account: int) -> ColumnElement[bool]:
    return and_(
        col(Placement.added_by) == account, col(Placement.added_version) == col(Placement.version)
    )


def _to_approve(counties: tuple[str, ...]) -> tuple[ColumnElement[bool], ...]:
    within = or_(*(inside(col(Placement.county), county) for county in counties))
    return within, col(Placement.state).in_(ANSWERED)


async def add_to_approval(
    session: Session, actor: Actor, placement: Placement, seen: str
) -> Refusal | None:
    """Approve it with the others that are added, once all are confirmed.

    `seen` is its stamp when it was shown. Refusals: not_yours, placement_moved, and those of
    an approval.
    """
    if refused := permission.refuse_unless_staff(placement, actor):
        return refused
    if placement.state not in ANSWERED or review.get_stamp(placement) != seen:
        return Refusal("placement_moved")
    if refused := await review.refuse_approval(session, actor, placement):
        return refused
    placement.added_by, placement.added_version = actor.id, placement.version
    await session.flush()
    return None


async def leave_out(session: Session, actor: Actor, placement: Placement) -> Refusal | None:
    """Not with the others after all. Refusal: not_yours."""
    if refused := permission.refuse_unless_staff(placement, actor):
        return refused
    if placement.added_by == actor.id:
        placement.added_by = placement.added_version = None
        await session.flush()
    return None


async def get_next_to_approve(session: Session, actor: Actor, after: Placement) -> Placement | None:
    """The one that waits next for an approval, not added by this account."""
    counties = actor.roles.counties()
    if not counties:
        return None
    place = (after.filed_at, after.id)
    later = tuple_(col(Placement.filed_at), col(Placement.id)) > tuple_(*place)
    query = select(Placement).join(Labourer, col(Labourer.id) == Placement.labourer_id)
    free = or_(col(Placement.added_by).is_(None), not_(_added_by(actor.id)))
    query = query.where(*_to_approve(counties), later, free)
    return (await session.exec(query.order_by(col(Placement.filed_at), col(Placement.id)))).first()


async def list_added(session: Session, actor: Actor) -> Sequence[Waiting]:
    """What this account added and what has not moved since, in the order of the queue."""
    counties = actor.roles.counties()
    if not counties:
        return ()
    query = select(Placement, Labourer).join(Labourer, col(Labourer.id) == Placement.labourer_id)
    query = query.where(*_to_approve(counties), _added_by(actor.id))
    found = await session.exec(query.order_by(col(Placement.filed_at), col(Placement.id)))
    return [Waiting(*row) for row in found]


async def approve_added(session: Session, actor: Actor, count: int) -> Approved | Refusal:
    """Approve each of those that were added. Refusal: placement_moved, where they are not `count`.

    Each stands by itself: whoever may not be approved is named with the reason.
    """
    added = await list_added(session, actor)
    if len(added) != count or not added:
        return Refusal("placement_moved")
    done: list[Waiting] = []
    refused: list[tuple[str, Refusal]] = []
    for one in added:
        against = await review.approve_placement(session, actor, one.placement)
        if against is None:
            done.append(one)
        else:
            refused.append((one.labourer.name, against))
    return Approved(tuple(done), tuple(refused))


async def take_back_decision(
    session: Session, actor: Actor, placement: Placement, reason: Reason, seen: str | None = None
) -> Refusal | None:
    """An approval or a refusal does not stand: it waits for the office again.

    What is payable is judged anew, also of what came after it; `seen` is its stamp when it was
    shown. Refusals: not_yours, placement_moved, own_placement; claimed_already {day}, where the
    person is placed elsewhere.
    """
    if refused := permission.refuse_unless_staff(placement, actor):
        return refused
    if refused := review.refuse_unless_seen(actor, placement, seen):
        return refused
    confirmed = stands_confirmed(placement)
    what = Move.TAKE_BACK if confirmed else Move.REOPEN
    if placement.state is PlacementState.REJECTED and placement.labourer_id is not None:
        other = await get_overlapping_placement(
            session, placement.labourer_id, placement.starts_on, but=placement.id
        )
        if other is not None:
            return Refusal("claimed_already", {"day": other.starts_on.isoformat()})
    columns: dict[str, Any] = {"why": reason.why, "reviewed_at": actor.now, "reviewed_by": actor.id}
    if confirmed and placement.ended_on is None and placement.next_check_at is None:
        due = follow_up.next_due_at(placement, actor.today, actor.zone)
        columns |= {"next_check_at": due}
    refused = await move_placement(
        session, placement, what, Party.STAFF, actor.now, by=actor.id, **columns
    )
    if refused is None:
        await tell_labourer(session, placement, PLACEMENT_REOPENED, actor.now, actor.id)
    return refused
