"""Whom a notice did not reach: they need a phone call."""

import datetime as dt
from collections.abc import Awaitable, Callable, Sequence
from typing import TypeAlias

from sqlmodel import col, select

from models.accounts.actor import Actor
from models.core import audit
from models.core.audit import Act
from models.core.refusal import Refusal
from models.core.session import Session
from models.labourers.labourer import Labourer
from models.labourers.number_pieces import PIECE
from models.notices.lifecycle import is_managed_by
from models.notices.notice import Notice
from models.notices.publication import rows_of
from models.outbox.row import HoldReason, OutboxRow, RowState

Write: TypeAlias = Callable[[Session], Awaitable[None]]
Record: TypeAlias = Callable[[Sequence[int]], list[Write]]


def record_list_taken(actor: Actor, notice: Notice) -> Record | Refusal:
    """The office takes the list of whom a notice did not reach: each goes into the trail.

    Gives what writes that of these people, in pieces. Refusal: notice_gone.
    """
    if not is_managed_by(actor, notice):
        return Refusal("notice_gone")
    by, now = actor.id, actor.now

    def pieces(people: Sequence[int]) -> list[Write]:
        return [_record(people[at : at + PIECE], by, now) for at in range(0, len(people), PIECE)]

    return pieces


def _record(people: Sequence[int], by: int, now: dt.datetime) -> Write:
    async def write(session: Session) -> None:
        await audit.record_many(session, now, Act.LISTED, by=by, labourers=people)

    return write


async def list_people_to_call(
    session: Session, notice: Notice
) -> list[tuple[Labourer, HoldReason]]:
    """Whom the notice did not reach and will not, by village: they need a phone call."""
    ended = (RowState.UNREACHABLE, RowState.PARKED, RowState.EXPIRED)
    wanted = col(OutboxRow.why).not_in(
        (HoldReason.STOPPED, HoldReason.NO_CONSENT, HoldReason.PAUSED)
    )
    query = (
        select(Labourer, OutboxRow.why)
        .join(OutboxRow, col(OutboxRow.labourer_id) == Labourer.id)
        .where(*rows_of(notice), col(OutboxRow.state).in_(ended), wanted)
        .order_by(col(Labourer.village_code), col(Labourer.name))
    )
    return [(labourer, HoldReason(why)) for labourer, why in await session.exec(query) if why]
