"""Sign-up and attendance 报名, 签到: a seat, a place in the queue, and who came."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum, auto

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel, col, func, select

from models.accounts import attempts
from models.core.bulk_writes import padded
from models.core.column_types import BIG_ID, moment, reference, row_id, word
from models.core.refusal import Refusal
from models.core.session import Session, Slot
from models.labourers.labourer import Labourer
from models.notices.notice import Notice


class SignUpState(StrEnum):
    """What somebody did with a notice."""

    SEATED = auto()
    QUEUED = auto()
    WITHDRAWN = auto()
    DECLINED = auto()
    WALKED_IN = auto()


class Help(StrEnum):
    MUCH = auto()
    LITTLE = auto()
    NOT = auto()


EXPECTED: Slot[dict[tuple[int, int], "SignUp | None"]] = Slot(dict)
HOLDING = (SignUpState.SEATED, SignUpState.QUEUED)


class SignUp(SQLModel, table=True):
    """One labourer's answer to one notice. `asked_at` orders the queue; `asked` counts sign-ups.

    `marked_by` is the staff account that marked somebody present; none where it was the person.
    """

    __tablename__ = "sign_up"
    __table_args__ = (UniqueConstraint("notice_id", "labourer_id"),)

    id: int | None = row_id()
    notice_id: int = reference("notice", optional=False)
    labourer_id: int = reference("labourer", optional=False)
    state: SignUpState = word(SignUpState)
    asked_at: dt.datetime = moment()
    asked: int = 0
    attended_at: dt.datetime | None = moment(optional=True)
    marked_by: int | None = Field(default=None, sa_type=BIG_ID)
    helped: Help | None = word(Help, optional=True)


async def preload_sign_ups(session: Session, asked: Collection[tuple[int, int]]) -> None:
    """Read at once what several labourers did with notices, for `of`: pairs of both numbers."""
    notices, labourers = ({pair[place] for pair in asked} for place in (0, 1))
    query = select(SignUp).where(
        col(SignUp.notice_id).in_(padded(notices)), col(SignUp.labourer_id).in_(padded(labourers))
    )
    found = await session.exec(query) if asked else ()
    known = {(mine.notice_id, mine.labourer_id): mine for mine in found}
    session.recall(EXPECTED).update({pair: known.get(pair) for pair in asked})


async def get_sign_up(session: Session, notice_id: int, labourer_id: int) -> SignUp | None:
    expected = session.recall(EXPECTED)
    if (notice_id, labourer_id) in expected:
        return expected[notice_id, labourer_id]
    query = select(SignUp).where(SignUp.notice_id == notice_id, SignUp.labourer_id == labourer_id)
    return (await session.exec(query)).first()


async def sign_up(
    session: Session,
    notice: Notice,
    labourer: Labourer,
    now: dt.datetime,
    by: int | None = None,
) -> SignUp | Refusal:
    """A seat where one is left, else the end of the queue. Who has either keeps it.

    Refusal: too_often {most}.
    """
    await lock_notice(session, notice)
    known = await get_sign_up(session, notice.key(), labourer.key())
    return await fill_seat(session, notice, labourer, known, now, by)


async def fill_seat(
    session: Session,
    notice: Notice,
    labourer: Labourer,
    known: SignUp | None,
    now: dt.datetime,
    by: int | None,
) -> SignUp | Refusal:
    """The same where the notice is locked and the labourer's row is `known`."""
    mine = known or await _open(session, notice, labourer, now)
    if mine.state not in HOLDING:
        if refused := await attempts.attempt_within_limit(session, attempts.SIGN_UPS, by, now):
            return refused
        mine.state = SignUpState.SEATED if _take_seat(notice) else SignUpState.QUEUED
        mine.asked_at, mine.asked = now, mine.asked + 1
        await session.flush()
    return mine


@dataclass(frozen=True)
class Left:
    """What came of leaving: whether there was a seat or a place, and who moved up."""

    held: bool
    moved: list[SignUp]


async def decline_notice(
    session: Session, notice: Notice, labourer: Labourer, now: dt.datetime
) -> Left:
    """It is not for this person, or no longer; the first of the queue move up."""
    await lock_notice(session, notice)
    mine = await _mine(session, notice, labourer, now)
    before = mine.state
    mine.state = SignUpState.WITHDRAWN if before in HOLDING else SignUpState.DECLINED
    if before is SignUpState.SEATED:
        notice.taken -= 1
    await session.flush()
    return Left(before in HOLDING, await fill_free_seats(session, notice))


async def fill_free_seats(session: Session, notice: Notice) -> list[SignUp]:
    """The first of the queue get the seats that are free; gives who got one."""
    moved = []
    queue = select(SignUp).where(
        SignUp.notice_id == notice.id, col(SignUp.state) == SignUpState.QUEUED
    )
    in_order = queue.order_by(col(SignUp.asked_at), col(SignUp.id))
    for following in (await session.exec(in_order)).all() if _has_seat(notice) else ():
        if not _take_seat(notice):
            break
        following.state = SignUpState.SEATED
        moved.append(following)
    await session.flush()
    return moved


async def mark_attended(
    session: Session,
    notice: Notice,
    labourer: Labourer,
    now: dt.datetime,
    *,
    by: int | None = None,
) -> bool:
    """Mark somebody present, signed up or not; False where they were already."""
    mine = await _mine(session, notice, labourer, now)
    if mine.attended_at is not None:
        return False
    if mine.state not in HOLDING:
        mine.state = SignUpState.WALKED_IN
    mine.attended_at, mine.marked_by = now, by
    await session.flush()
    return True


async def unmark_attended(session: Session, notice_id: int, labourer_id: int) -> None:
    """Somebody was marked present by mistake."""
    mine = await get_sign_up(session, notice_id, labourer_id)
    if mine is not None:
        mine.attended_at = mine.marked_by = None
        if mine.state is SignUpState.WALKED_IN:
            mine.state = SignUpState.DECLINED
        await session.flush()


async def has_queue(session: Session, notice: Notice) -> bool:
    """Whether somebody waits for a seat."""
    query = select(SignUp.id).where(
        SignUp.notice_id == notice.id, col(SignUp.state) == SignUpState.QUEUED
    )
    return (await session.exec(query.limit(1))).first() is not None


async def get_place_in_queue(session: Session, mine: SignUp) -> int:
    """How many stand in the queue up to this one, itself among them."""
    ahead = select(func.count()).where(
        SignUp.notice_id == mine.notice_id,
        col(SignUp.state) == SignUpState.QUEUED,
        (col(SignUp.asked_at) < mine.asked_at)
        | ((col(SignUp.asked_at) == mine.asked_at) & (col(SignUp.id) <= mine.id)),
    )
    return (await session.exec(ahead)).one()


async def _mine(session: Session, notice: Notice, labourer: Labourer, now: dt.datetime) -> SignUp:
    """The row of this labourer, opened as declined where there is none yet."""
    known = await get_sign_up(session, notice.key(), labourer.key())
    return known or await _open(session, notice, labourer, now)


async def _open(session: Session, notice: Notice, labourer: Labourer, now: dt.datetime) -> SignUp:
    mine = SignUp(
        notice_id=notice.key(),
        labourer_id=labourer.key(),
        state=SignUpState.DECLINED,
        asked_at=now,
    )
    session.add(mine)
    session.forget(EXPECTED)
    await session.flush()
    return mine


async def lock_notice(session: Session, notice: Notice) -> None:
    """One turn at a time counts a notice's seats."""
    await session.refresh(notice, with_for_update=True)


def _has_seat(notice: Notice) -> bool:
    return notice.capacity is None or notice.taken < notice.capacity


def _take_seat(notice: Notice) -> bool:
    has = _has_seat(notice)
    notice.taken += has
    return has


async def list_sign_ups(session: Session, notice: Notice) -> list[tuple[SignUp, Labourer]]:
    """Everybody who has a seat, waits or came, in the order of their names."""
    query = (
        select(SignUp, Labourer)
        .join(Labourer, col(Labourer.id) == SignUp.labourer_id)
        .where(SignUp.notice_id == notice.id)
        .where(col(SignUp.state).in_(HOLDING) | col(SignUp.attended_at).is_not(None))
    )
    found = await session.exec(query.order_by(col(Labourer.name), col(Labourer.id)))
    return [(mine, labourer) for mine, labourer in found]


async def count_sign_ups(session: Session, notice: Notice) -> tuple[int, int, int]:
    """How many have a seat, wait, and came."""
    rows = await list_sign_ups(session, notice)
    states = [mine.state for mine, _ in rows]
    came = sum(mine.attended_at is not None for mine, _ in rows)
    return states.count(SignUpState.SEATED), states.count(SignUpState.QUEUED), came


async def list_held_notices(session: Session, labourer_id: int) -> list[Notice]:
    """The notices that somebody has a seat of, or waits for."""
    query = (
        select(Notice)
        .join(SignUp, col(SignUp.notice_id) == Notice.id)
        .where(SignUp.labourer_id == labourer_id, col(SignUp.state).in_(HOLDING))
    )
    return list(await session.exec(query))


async def count_helped(session: Session, notice: Notice) -> dict[Help, int]:
    """How many said that it helped, and how much."""
    query = select(SignUp.helped, func.count()).where(SignUp.notice_id == notice.id)
    said = dict((await session.exec(query.group_by(col(SignUp.helped)))).all())
    return {how: said.get(how, 0) for how in Help}
