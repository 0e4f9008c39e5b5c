"""What is said of a notice: to whom it is for, to who has a seat, and to its writer."""

from sqlmodel import col, select

from models.accounts.message_recipients import is_staff_of_county
from models.core.session import Session
from models.notices import sign_ups
from models.notices.notice import Notice, NoticeState
from models.notices.sign_ups import HOLDING, SignUp, SignUpState
from models.outbox.message_type import ASKED, BROADCAST, SOON, DueRow, MessageType, declare
from models.outbox.row import HoldReason, OutboxRow, RowState

# Who has it, or has it on its way.
HAD = (RowState.SENT, RowState.LEASED)


async def _is_unanswered(due: DueRow) -> bool:
    """Until the notice is cancelled or over, for whoever has not answered to it yet."""
    notice = await due.record(Notice)
    runs = notice is not None and notice.is_out() and due.now < notice.over_at
    return runs and await _sign_up(due) is None


async def _why_notice_ends(due: DueRow) -> HoldReason:
    """Staff read it in the report of the notice."""
    notice = await due.record(Notice)
    if notice is None or not notice.is_out():
        return HoldReason.CANCELLED
    return HoldReason.OVER if notice.over_at <= due.now else HoldReason.GONE


async def _is_latest_correction(due: DueRow) -> bool:
    """Until the next correction, or the end; for who has what is corrected."""
    notice = await due.record(Notice)
    stands = notice is not None and notice.is_out() and notice.version == due.row.round
    return stands and await has_notice(due.session, due.row.about, due.labourer_id)


async def _is_cancelled(due: DueRow) -> bool:
    """Of what is cancelled indeed, for who has it."""
    notice = await due.record(Notice)
    cancelled = notice is not None and notice.state is NoticeState.CANCELLED
    return cancelled and await has_notice(due.session, due.row.about, due.labourer_id)


async def _is_seated(due: DueRow) -> bool:
    """As long as the person has the seat."""
    mine = await _sign_up(due)
    if mine is None or mine.state is not SignUpState.SEATED:
        return False
    notice = await due.record(Notice)
    return notice is not None and notice.is_out()


async def _is_seated_that_day(due: DueRow) -> bool:
    """As long as the person has the seat, and the day is still that day."""
    notice = await due.record(Notice)
    same_day = notice is not None and notice.dated == due.row.round
    return same_day and await _is_seated(due)


async def _has_not_said_whether_it_helped(due: DueRow) -> bool:
    mine = await _sign_up(due)
    return mine is not None and mine.attended_at is not None and mine.helped is None


async def _is_going_out(due: DueRow) -> bool:
    notice = await due.record(Notice)
    return notice is not None and notice.state in (NoticeState.SCHEDULED, NoticeState.PUBLISHING)


async def _has_progress_to_tell(due: DueRow) -> bool:
    """Until it is out or cancelled; a message that was begun is brought to its end."""
    notice = await due.record(Notice)
    over = notice is None or notice.state in (NoticeState.PUBLISHED, NoticeState.CANCELLED)
    return not (over and due.row.message_id is None) and await _is_for_its_staff(due)


async def _is_for_its_staff(due: DueRow) -> bool:
    """As long as it is there, where who wrote it is staff of its county still."""
    notice = await due.record(Notice)
    return notice is not None and await is_staff_of_county(due, notice.county)


async def has_notice(session: Session, notice_id: int, labourer_id: int) -> bool:
    """Whether somebody was sent a notice, has it on its way, or signed up all the same."""
    mine = await sign_ups.get_sign_up(session, notice_id, labourer_id)
    if mine is not None and mine.state in HOLDING:
        return True
    query = select(OutboxRow.id).where(
        OutboxRow.topic == NOTICE.name,
        OutboxRow.about == notice_id,
        OutboxRow.labourer_id == labourer_id,
        col(OutboxRow.state).in_(HAD),
    )
    return (await session.exec(query)).first() is not None


async def _sign_up(due: DueRow) -> SignUp | None:
    return await sign_ups.get_sign_up(due.session, due.row.about, due.labourer_id)


NOTICE = declare(
    MessageType(
        "notice",
        BROADCAST,
        _is_unanswered,
        capped=True,
        by_kind=True,
        drop_reason=_why_notice_ends,
    )
)
CORRECTION = declare(MessageType("correction", ASKED, _is_latest_correction))
CANCELLATION = declare(MessageType("cancellation", ASKED, _is_cancelled))
SEAT_GIVEN = declare(MessageType("seat", ASKED, _is_seated))
EVE_REMINDER = declare(MessageType("eve", ASKED, _is_seated_that_day))
MORNING_REMINDER = declare(MessageType("morning", ASKED, _is_seated_that_day, at_night=True))
DID_IT_HELP = declare(MessageType("helped", BROADCAST, _has_not_said_whether_it_helped))
PUBLICATION_PROGRESS = declare(
    MessageType(
        "progress",
        SOON,
        _has_progress_to_tell,
        at_night=True,
        interrupts=True,
        is_updated=_is_going_out,
    )
)
PUBLICATION_REPORT = declare(
    MessageType("report", SOON, _is_for_its_staff, at_night=True, interrupts=True)
)
