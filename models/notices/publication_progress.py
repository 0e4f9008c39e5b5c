"""How far a publication has come, counted from its rows."""

from dataclasses import dataclass

from sqlmodel import col, func, select

from models.core.session import Session
from models.notices.notice import Notice, NoticeState
from models.notices.publication import OWN_REASONS, rows_of
from models.notices.swept_counts import get_swept_counts
from models.outbox.row import HoldReason, OutboxRow, RowState


def _end_of(
    notice: Notice, state: RowState, why: HoldReason | None
) -> tuple[RowState, HoldReason | None]:
    """What becomes of rows: of a cancelled notice none is sent, also where it is not ended yet."""
    if notice.state is NoticeState.CANCELLED and state is RowState.WAITING:
        return RowState.DROPPED, HoldReason.CANCELLED
    return state, why


@dataclass(frozen=True)
class Progress:
    """How far a publication has come, in people; `by_why` of those it did not or will not reach.

    `later` of the waiting ones wait for reasons of their own.
    """

    sent: int
    waiting: int
    later: int
    unreachable: int
    failed: int
    ended: int
    by_why: dict[HoldReason, int]

    @property
    def is_over(self) -> bool:
        """Whether nothing more goes out by itself soon."""
        return self.waiting == self.later


async def count_progress(session: Session, notice: Notice) -> Progress:
    """Counted from the rows, and of those that were swept as it was counted then."""
    query = select(OutboxRow.state, OutboxRow.why, func.count()).where(*rows_of(notice))
    by = get_swept_counts(notice)
    counted = await session.exec(query.group_by(col(OutboxRow.state), col(OutboxRow.why)))
    for state, why, count in counted:
        by[_end_of(notice, RowState(state), HoldReason(why) if why else None)] += count

    def of(*states: RowState) -> int:
        return sum(count for (state, _), count in by.items() if state in states)

    by_why: dict[HoldReason, int] = {}
    for (state, why), count in by.items():
        if state is not RowState.SENT and why is not None:
            by_why[why] = by_why.get(why, 0) + count
    return Progress(
        sent=of(RowState.SENT),
        waiting=of(RowState.WAITING, RowState.LEASED),
        later=sum(by.get((RowState.WAITING, why), 0) for why in OWN_REASONS),
        unreachable=of(RowState.UNREACHABLE),
        failed=of(RowState.PARKED),
        ended=of(RowState.EXPIRED, RowState.DROPPED),
        by_why=by_why,
    )
