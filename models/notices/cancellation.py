"""What a cancelled notice leaves to do, piece by piece: nobody else gets it, who had it is told.

It holds from the moment of the cancellation: a row of a cancelled notice is not relevant any more,
and so is not sent. The pieces end these rows, and tell each who has the notice, once. They go by
the numbers of labourers; how far they have come is kept with the notice, so that a kill loses and
repeats nothing.
"""

import datetime as dt

from sqlmodel import col, func, select

from models.core.session import Session
from models.labourers.number_pieces import get_number_bounds, numbers_after
from models.notices import publication
from models.notices.messages import CANCELLATION
from models.notices.notice import Notice, NoticeState

IS_GOING_ON = (col(Notice.state) == NoticeState.CANCELLED, col(Notice.frozen_to).is_not(None))


async def begin_to_withhold(session: Session, notice: Notice) -> None:
    """All who are registered now are gone through; who registers later has nothing of it."""
    first, last = await get_number_bounds(session)
    notice.frozen_to, notice.freezes_to = max(first - 1, 0), last


async def withhold_piece(session: Session, now: dt.datetime) -> int | None:
    """The next people of the oldest cancelled notice; how many are told. None where all are."""
    oldest = select(Notice).where(*IS_GOING_ON).order_by(col(Notice.id)).limit(1)
    notice = (await session.exec(oldest.with_for_update(skip_locked=True))).first()
    if notice is None:
        return None
    assert notice.frozen_to is not None
    assert notice.freezes_to is not None
    numbers = numbers_after(notice.frozen_to, notice.freezes_to)
    told = await _withhold(session, notice, numbers, now)
    notice.frozen_to = numbers.stop - 1 if numbers.stop <= notice.freezes_to else None
    await session.flush()
    return told


async def withhold_from(session: Session, labourer: int, now: dt.datetime) -> None:
    """This person's part at once, before the entry goes into another that may have had its turn."""
    going = select(Notice).where(*IS_GOING_ON, col(Notice.frozen_to) < labourer)
    for notice in (await session.exec(going.order_by(col(Notice.id)).with_for_update())).all():
        await _withhold(session, notice, range(labourer, labourer + 1), now)


async def _withhold(session: Session, notice: Notice, numbers: range, now: dt.datetime) -> int:
    await publication.withhold_notice(session, notice, numbers)
    return await publication.tell_recipients(session, notice, CANCELLATION, now, numbers=numbers)


async def count_unfinished(session: Session) -> int:
    """How many cancelled notices are still gone through."""
    return (await session.exec(select(func.count()).select_from(Notice).where(*IS_GOING_ON))).one()
