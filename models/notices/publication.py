"""Publication: the audience counted before, frozen in pieces, and how far it has gone."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from sqlalchemy import and_, case, literal, literal_column, null, or_, true
from sqlalchemy import update as sql_update
from sqlmodel import col, func, select

from models.accounts.account import Account
from models.accounts.address import AccountAddress
from models.core.bulk_writes import padded
from models.core.session import Session
from models.core.vocabulary import NoticeKind
from models.labourers.labourer import Labourer, NoticePreference
from models.labourers.number_pieces import get_number_bounds, is_within, numbers_after
from models.notices import audience
from models.notices.audience import Audience
from models.notices.messages import HAD, NOTICE, PUBLICATION_REPORT
from models.notices.notice import Notice, NoticeState
from models.notices.sign_ups import HOLDING, SignUp
from models.outbox import outbox
from models.outbox.message_type import MessageType, list_capped_names
from models.outbox.recipients import CAP, CAP_OVER
from models.outbox.row import HoldReason, OutboxRow, RowState

# Rows that wait for their person's own reasons do not keep a publication from being over.
OWN_REASONS = (HoldReason.CAP, HoldReason.PAUSED)


@dataclass(frozen=True)
class AudienceReach:
    """How many people a notice is for, how many can't be reached, by why, and held by the cap."""

    people: int
    unreached: dict[HoldReason, int]
    capped: int = 0

    @property
    def reached(self) -> int:
        """How many it will go to."""
        return self.people - sum(self.unreached.values())


def select_recipients(kind: NoticeKind, who: Audience) -> Any:
    """Labourers of an audience: labourer_id, account_id, and why they can't be reached if so."""
    wish = and_(
        col(NoticePreference.labourer_id) == Labourer.id, col(NoticePreference.kind) == kind
    )
    why = case(
        (col(Account.id).is_(None), HoldReason.NO_ACCOUNT.value),
        (col(AccountAddress.blocked_at).is_not(None), HoldReason.BLOCKED.value),
        (col(NoticePreference.welcome).is_(True), null()),
        (col(NoticePreference.stopped_at).is_not(None), HoldReason.STOPPED.value),
        else_=HoldReason.NO_CONSENT.value,
    )
    return (
        select(
            col(Labourer.id).label("labourer_id"),
            col(Account.id).label("account_id"),
            why.label("why"),
        )
        .select_from(Labourer)
        .outerjoin(Account, col(Account.labourer_id) == Labourer.id)
        .outerjoin(AccountAddress, col(AccountAddress.account_id) == Account.id)
        .outerjoin(NoticePreference, wish)
        .where(*who.conditions())
    )


async def is_for_anybody(session: Session, kind: NoticeKind, who: Audience) -> bool:
    """Whether there is anybody whom a notice is for."""
    return (await session.exec(select_recipients(kind, who).limit(1))).first() is not None


async def count_reach(
    session: Session, kind: NoticeKind, who: Audience, now: dt.datetime
) -> AudienceReach:
    """Counted by the very statement that freezes it."""
    people = select_recipients(kind, who).subquery()
    rows = await session.exec(select(people.c.why, func.count()).group_by(people.c.why))
    counts = {why and HoldReason(why): count for why, count in rows.all()}
    unreached = {why: count for why, count in counts.items() if why is not None}
    reachable = select(people.c.labourer_id).where(people.c.why.is_(None))
    full = (
        select(OutboxRow.labourer_id)
        .where(*_lately(now), col(OutboxRow.labourer_id).in_(reachable))
        .group_by(col(OutboxRow.labourer_id))
        .having(func.count() >= CAP)
        .subquery()
    )
    capped = (await session.exec(select(func.count()).select_from(full))).one()
    return AudienceReach(sum(counts.values()), unreached, capped)


def _lately(now: dt.datetime) -> tuple[Any, ...]:
    return (
        col(OutboxRow.state) == RowState.SENT,
        col(OutboxRow.sent_at) > now - CAP_OVER,
        col(OutboxRow.topic).in_(list_capped_names()),
    )


async def list_recent_broadcasts(
    session: Session, labourers: list[int], now: dt.datetime
) -> dict[int, tuple[dt.datetime, ...]]:
    """When each of these was sent broadcasts within CAP_OVER, oldest first."""
    query = select(OutboxRow.labourer_id, OutboxRow.sent_at).where(
        *_lately(now), col(OutboxRow.labourer_id).in_(padded(labourers))
    )
    times: dict[int, tuple[dt.datetime, ...]] = {}
    for labourer, at in await session.exec(query.order_by(col(OutboxRow.sent_at))):
        if labourer is not None and at is not None:
            times[labourer] = (*times.get(labourer, ()), at)
    return times


def freeze_audience(
    session: Session, notice: Notice, now: dt.datetime, *, numbers: range | None = None
) -> Any:
    """The one statement that plans a notice for its audience, or those with these numbers."""
    chosen = select_recipients(notice.kind, audience.read_audience(notice.audience))
    if numbers is not None:
        chosen = chosen.where(is_within(Labourer.id, numbers))
    people = chosen.subquery()
    columns = outbox.new_row(
        NOTICE,
        literal(notice.key()),
        now,
        labourer=people.c.labourer_id,
        account=people.c.account_id,
        expires=notice.over_at,
        why=people.c.why,
    )
    # In the order of the ledger, as the outbox's indexes have it: pages are written once.
    in_order = people.c.labourer_id
    return outbox.build_insert(session, columns, lambda rows: rows.where(true()).order_by(in_order))


async def publish_due(session: Session, now: dt.datetime) -> int:
    """Begin with every notice whose time has come; gives for how many people it is planned so far.

    Everybody who is registered at that moment is looked at once, piece by piece. Numbers are never
    given twice: who registers later has one beyond the last.
    """
    due = select(Notice).where(
        col(Notice.state) == NoticeState.SCHEDULED, col(Notice.publish_at) <= now
    )
    begun = (await session.exec(due.with_for_update(skip_locked=True))).all()
    if not begun:
        return 0
    first, last = await get_number_bounds(session)
    for notice in begun:
        notice.state, notice.published_at = NoticeState.PUBLISHING, now
        notice.frozen_to, notice.freezes_to = max(first - 1, 0), last
    await session.flush()
    return await freeze_piece(session, now) or 0


async def freeze_piece(session: Session, now: dt.datetime) -> int | None:
    """Look at the next people of the oldest notice that is not frozen yet.

    Gives for how many it is planned; None where every notice is frozen.
    """
    freezing = select(Notice).where(
        col(Notice.state) == NoticeState.PUBLISHING, col(Notice.frozen_to).is_not(None)
    )
    oldest = freezing.order_by(col(Notice.id)).limit(1).with_for_update(skip_locked=True)
    notice = (await session.exec(oldest)).first()
    return None if notice is None else await _freeze_piece(session, notice, now)


async def _freeze_piece(session: Session, notice: Notice, now: dt.datetime) -> int:
    assert notice.frozen_to is not None
    assert notice.freezes_to is not None
    numbers = numbers_after(notice.frozen_to, notice.freezes_to)
    frozen = await session.exec(freeze_audience(session, notice, now, numbers=numbers))
    notice.frozen_to = numbers.stop - 1 if numbers.stop <= notice.freezes_to else None
    await session.flush()
    return int(frozen.rowcount)


async def finish_publications(session: Session, now: dt.datetime) -> int:
    """Close and report the publications of which nothing more goes out by itself; how many."""
    going = select(Notice).where(
        col(Notice.state) == NoticeState.PUBLISHING, col(Notice.frozen_to).is_(None)
    )
    over = [n for n in (await session.exec(going)).all() if not await _goes_on(session, n)]
    for notice in over:
        notice.state = NoticeState.PUBLISHED
        if notice.writer_id is not None:
            row = outbox.new_row(PUBLICATION_REPORT, notice.key(), now, account=notice.writer_id)
            await outbox.plan_row(session, row)
    await session.flush()
    return len(over)


async def _goes_on(session: Session, notice: Notice) -> bool:
    """Whether a row is on its way, or waits for anything but its person's own reasons."""
    state, why = col(OutboxRow.state), col(OutboxRow.why)
    goes = or_(state == RowState.LEASED, why.is_(None), why.not_in(OWN_REASONS))
    is_unfinished = state.in_((RowState.WAITING, RowState.LEASED))
    query = select(OutboxRow.id).where(*rows_of(notice), is_unfinished, goes)
    return (await session.exec(query.limit(1))).first() is not None


async def tell_recipients(
    session: Session,
    notice: Notice,
    message_type: MessageType,
    now: dt.datetime,
    *,
    numbers: range | None = None,
) -> int:
    """Plan a correction or cancellation for all who had the notice or signed up; how many.

    Or for those of them with these numbers.
    """

    def columns(labourer: Any, account: Any) -> dict[str, Any]:
        return outbox.new_row(
            message_type,
            literal(notice.key()),
            now,
            labourer=labourer,
            account=account,
            round_=notice.version,
            expires=notice.over_at,
        )

    had = (*rows_of(notice, numbers), col(OutboxRow.state).in_(HAD))
    signed: tuple[Any, ...] = (SignUp.notice_id == notice.id, col(SignUp.state).in_(HOLDING))
    if numbers is not None:
        signed += (is_within(SignUp.labourer_id, numbers),)
    theirs = col(Account.labourer_id) == SignUp.labourer_id
    told = await outbox.plan_rows(
        session,
        columns(col(OutboxRow.labourer_id), col(OutboxRow.account_id)),
        lambda rows: rows.where(*had),
    )
    return told + await outbox.plan_rows(
        session,
        columns(col(SignUp.labourer_id), col(Account.id)),
        lambda rows: rows.select_from(SignUp).join(Account, theirs).where(*signed),
    )


async def withhold_notice(session: Session, notice: Notice, numbers: range) -> int:
    """None of these numbers gets a cancelled notice any more; for how many it still waited."""
    waiting = sql_update(OutboxRow).where(
        *rows_of(notice, numbers), col(OutboxRow.state) == RowState.WAITING
    )
    dropped = waiting.values(state=RowState.DROPPED, why=HoldReason.CANCELLED)
    return (await session.exec(dropped)).rowcount


async def prolong_notice(session: Session, notice: Notice) -> None:
    """The day was moved: what waits is of use until then."""
    waiting = sql_update(OutboxRow).where(
        *rows_of(notice), col(OutboxRow.state) == RowState.WAITING
    )
    await session.exec(waiting.values(expires_at=notice.over_at))


def rows_of(notice: Notice, numbers: range | None = None) -> tuple[Any, ...]:
    """The conditions on the outbox's rows of a notice itself, as their indexes have them.

    With numbers, only of these labourers.
    """
    itself = (
        col(OutboxRow.topic) == literal_column(f"'{NOTICE.name}'"),
        OutboxRow.about == notice.id,
    )
    if numbers is None:
        return itself
    # By the unique index of labourers, which begins with all of these.
    return (*itself, OutboxRow.round == 0, is_within(OutboxRow.labourer_id, numbers))
