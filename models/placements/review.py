"""The office's review of placements: what waits to be approved, and whom somebody must call."""

import datetime as dt
import json
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum, auto
from typing import Any
from zlib import crc32

from sqlmodel import col, exists, func, or_, select

from models.accounts.account import Account
from models.accounts.actor import Actor
from models.core import audit, paging
from models.core.audit import Act, Subject
from models.core.counting import CountQuery, add_counts, count_rows
from models.core.paging import Page
from models.core.refusal import Refusal
from models.core.regions import inside
from models.core.session import Session
from models.labourers.labourer import Labourer
from models.placements import check_ins, four_eyes, permission
from models.placements.follow_up import ASKS_AGAIN, MOST_TRIES, is_awaiting_answer
from models.placements.moves import move_placement
from models.placements.placement import CheckIn, Placement
from models.placements.states import ANSWERED, Move, Party, PlacementState


class Queue(StrEnum):
    """What staff can have before them."""

    APPROVE = auto()
    DISPUTED = auto()
    CALL = auto()
    CHECK = auto()
    RETURNED = auto()


# What the office itself is to do something about; the others wait for a broker.
PRESSING = (Queue.APPROVE, Queue.DISPUTED, Queue.CALL, Queue.CHECK)
STATES = {
    Queue.APPROVE: ANSWERED,
    Queue.DISPUTED: (PlacementState.DISPUTED,),
    Queue.CALL: (PlacementState.UNANSWERED,),
    Queue.RETURNED: (PlacementState.RETURNED,),
}


@dataclass(frozen=True)
class Reason:
    """Why the office sends a placement back or does not accept it; the broker reads it."""

    why: str


@dataclass(frozen=True)
class Waiting:
    """One placement that waits, its person, and the question to be asked by phone if so."""

    placement: Placement
    labourer: Labourer
    check_in: CheckIn | None = None


def _in(counties: tuple[str, ...]) -> Any:
    return or_(*(inside(col(Placement.county), county) for county in counties))


def _silent(now: dt.datetime) -> tuple[Any, ...]:
    """Questions that three times asking did not answer, or whose person has no account."""
    has_account = exists().where(col(Account.labourer_id) == Placement.labourer_id)
    asked = (col(CheckIn.tries) >= MOST_TRIES) & (col(CheckIn.asked_at) <= now - ASKS_AGAIN)
    return (*is_awaiting_answer(), asked | ~has_account)


def select_queue(queue: Queue, counties: tuple[str, ...], now: dt.datetime, *wanted: Any) -> Any:
    """A query of what waits in a queue of these counties, with the people, in no order."""
    query = select(*wanted).select_from(Placement)
    query = query.join(Labourer, col(Labourer.id) == Placement.labourer_id).where(_in(counties))
    if queue is not Queue.CHECK:
        return query.where(col(Placement.state).in_(STATES[queue]))
    return query.join(CheckIn, col(CheckIn.placement_id) == Placement.id).where(*_silent(now))


async def count_queues(
    session: Session,
    counties: tuple[str, ...],
    now: dt.datetime,
    queues: Iterable[Queue] = Queue,
) -> dict[Queue, int]:
    """How many wait in each of these queues of these counties."""
    if not counties:
        return dict.fromkeys(queues, 0)
    return {
        queue: (await session.exec(select_queue(queue, counties, now, func.count()))).one()
        for queue in queues
    }


def pressing_count(counties: tuple[str, ...], now: dt.datetime) -> CountQuery:
    """The query of how many wait in the queues that press, taken together."""
    return add_counts(
        [count_rows(select_queue(queue, counties, now, Placement.id)) for queue in PRESSING]
    )


async def list_queue(
    session: Session, queue: Queue, counties: tuple[str, ...], now: dt.datetime, page: int = 1
) -> Page[Waiting]:
    """Those that wait, the longest first."""
    wanted = (Placement, Labourer, *((CheckIn,) if queue is Queue.CHECK else ()))
    query = select_queue(queue, counties, now, *wanted)
    in_turn = query.order_by(col(Placement.filed_at), col(Placement.id))
    return (await paging.rows(session, in_turn, page)).of(lambda row: Waiting(*row))


async def get_reviewed_placement(
    session: Session, placement_id: int, counties: tuple[str, ...]
) -> Waiting | None:
    """One placement of these counties with its person and the question that is open."""
    if not counties:
        return None
    query = select(Placement, Labourer).join(Labourer, col(Labourer.id) == Placement.labourer_id)
    found = (await session.exec(query.where(Placement.id == placement_id, _in(counties)))).first()
    if found is None:
        return None
    return Waiting(*found, await check_ins.get_open_check_in(session, placement_id))


async def view_placement(session: Session, actor: Actor, placement: Placement) -> Refusal | None:
    """A broker or staff look at it and at its person: that goes into the trail.

    Refusal: not_yours.
    """
    if refused := permission.refuse_unless_party(placement, actor):
        return refused
    of = (Subject.PLACEMENT, placement.key())
    whose = placement.labourer_id
    audit.record(session, actor.now, Act.VIEWED, by=actor.id, labourer=whose, of=of)
    await session.flush()
    return None


async def note_viewed(session: Session, actor: Actor, placement_id: int) -> Refusal | None:
    """The trail keeps that the actor saw it, where it was read beside the turns.

    Refusal: not_yours.
    """
    placement = await session.get(Placement, placement_id)
    if placement is None:
        return permission.NOT_YOURS
    return await view_placement(session, actor, placement)


async def refuse_approval(session: Session, actor: Actor, placement: Placement) -> Refusal | None:
    """Why this account may not approve it.

    Refusals: not_yours, own_placement, four_eyes{,_alone}.
    """
    return permission.refuse_unless_staff(placement, actor) or await four_eyes.refuse_approval(
        session, placement, actor.id
    )


def get_stamp(placement: Placement) -> str:
    """How it stands, with all that its person said: another stamp is to be looked at anew."""
    said = json.dumps([placement.said, placement.said_before], sort_keys=True)
    return f"{placement.version}.{crc32(said.encode()):x}"


async def approve_placement(
    session: Session, actor: Actor, placement: Placement, seen: str | None = None
) -> Refusal | None:
    """It holds up; `seen` is its stamp when it was shown.

    Refusals: not_yours, placement_moved, own_placement, four_eyes{,_alone}.
    """
    if refused := refuse_unless_seen(actor, placement, seen):
        return refused
    return await _decide(session, actor, placement, Move.APPROVE, why=None)


async def return_placement(
    session: Session, actor: Actor, placement: Placement, reason: Reason, seen: str | None = None
) -> Refusal | None:
    """The broker is to put it right; `seen` as above.

    Refusals: not_yours, placement_moved, own_placement.
    """
    if refused := refuse_unless_seen(actor, placement, seen):
        return refused
    return await _decide(session, actor, placement, Move.RETURN, why=reason.why)


async def reject_placement(
    session: Session, actor: Actor, placement: Placement, reason: Reason, seen: str | None = None
) -> Refusal | None:
    """It is not so, for good; `seen` as above.

    Refusals: not_yours, placement_moved, own_placement.
    """
    if refused := refuse_unless_seen(actor, placement, seen):
        return refused
    ends = {"why": reason.why, "next_check_at": None}
    return await _decide(session, actor, placement, Move.REJECT, **ends)


def refuse_unless_seen(actor: Actor, placement: Placement, seen: str | None) -> Refusal | None:
    """Whether it stands as it was shown, where that is told.

    Refusals: not_yours, placement_moved.
    """
    if seen is None or seen == get_stamp(placement):
        return None
    return permission.refuse_unless_staff(placement, actor) or Refusal("placement_moved")


async def _decide(
    session: Session, actor: Actor, placement: Placement, what: Move, **columns: Any
) -> Refusal | None:
    if refused := permission.refuse_unless_staff(placement, actor):
        return refused
    reviewed = {"reviewed_at": actor.now, "reviewed_by": actor.id, **columns}
    return await move_placement(
        session, placement, what, Party.STAFF, actor.now, by=actor.id, **reviewed
    )
