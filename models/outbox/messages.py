"""What staff are told of the outbox itself: that it stands still, and that it goes on."""

from sqlmodel import func, select

from models.core.once import DoneOnce
from models.core.session import Session
from models.outbox.message_type import SOON, DueRow, MessageType, declare


async def get_open_alarm(session: Session) -> int | None:
    """The number of the alarm that has not ended; None where all is well."""
    latest = select(func.max(DoneOnce.about)).where(DoneOnce.name == DELIVERY_LATE.name)
    number = (await session.exec(latest)).one()
    if number is None:
        return None
    ended = await session.get(DoneOnce, (DELIVERY_RESUMED.name, number))
    return None if ended else number


async def _is_alarm_open(due: DueRow) -> bool:
    """Until it has ended: whoever was not told by then need not be."""
    return await get_open_alarm(due.session) == due.row.about


async def _is_no_alarm_open(due: DueRow) -> bool:
    """Unless it stands still again."""
    return await get_open_alarm(due.session) is None


DELIVERY_LATE = declare(MessageType("late", SOON, _is_alarm_open))
DELIVERY_RESUMED = declare(MessageType("flows", SOON, _is_no_alarm_open))
