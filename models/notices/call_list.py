"""Whom a notice did not reach: they need a phone call."""

from collections.abc import Sequence

from sqlmodel import col, select

from models.accounts.actor import Actor
from models.core import audit
from models.core.audit import Act
from models.core.refusal import Refusal
from models.core.session import Session
from models.labourers.labourer import Labourer
from models.notices.lifecycle import is_managed_by
from models.notices.notice import Notice
from models.notices.publication import rows_of
from models.outbox.row import HoldReason, OutboxRow, RowState


async def record_list_taken(
    session: Session, actor: Actor, notice: Notice, people: Sequence[int]
) -> Refusal | None:
    """The office takes the list of whom a notice did not reach: each goes into the trail.

    Refusal: notice_gone.
    """
    if not is_managed_by(actor, notice):
        return Refusal("notice_gone")
    await audit.record_many(session, actor.now, Act.LISTED, by=actor.id, labourers=people)
    return None


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
