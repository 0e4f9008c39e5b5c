"""Who hears of a grievance: staff that there is one, its person of every step."""

import datetime as dt
from collections.abc import Collection
from zoneinfo import ZoneInfo

from sqlalchemy import literal
from sqlmodel import col, func, select

from models.accounts import account as accounts
from models.accounts import roles
from models.accounts.message_recipients import get_recipient_counties
from models.accounts.terms_of_office import RoleTerm
from models.core import once
from models.core.calendar import local_moment
from models.core.session import Session
from models.core.vocabulary import RoleName, Trouble
from models.grievances import deadline, queue
from models.grievances.grievance import Grievance, GrievanceNote, GrievanceState, StepKind
from models.outbox import outbox
from models.outbox.message_type import ASKED, DueRow, MessageType, declare
from models.outbox.row import HoldReason, OutboxRow

# Staff hear of one person's once in this time, and once more of what can not wait.
TOLD_EVERY = dt.timedelta(hours=1)
OVERDUE_HOUR = dt.time(9)


async def list_staff_for(session: Session, county: str) -> list[int]:
    """Who looks after grievances of a county; all staff where no county is known."""
    if county:
        return await roles.list_staff_of_county(session, county)
    return await roles.list_staff(session)


async def list_handlers(session: Session, grievance: Grievance) -> list[int]:
    """Whoever has it; all who could, where nobody has it, or who had it left the office."""
    if grievance.taken_by is None or await has_handler_left(session, grievance):
        return await list_staff_for(session, grievance.county)
    return [grievance.taken_by]


async def has_handler_left(session: Session, grievance: Grievance) -> bool:
    """Whether somebody has it who was staff, and is not of its county, or no more."""
    if grievance.taken_by is None:
        return False
    if grievance.taken_by in await list_staff_for(session, grievance.county):
        return False
    was = (RoleTerm.account_id == grievance.taken_by, RoleTerm.role == RoleName.STAFF)
    return (await session.exec(select(RoleTerm.id).where(*was).limit(1))).first() is not None


async def notify_staff(session: Session, grievance: Grievance, now: dt.datetime) -> None:
    """Not again within an hour of the same person's, or a person could bury the office's chat."""
    urgent = deadline.is_urgent(grievance.kind)
    kinds, since = deadline.URGENT_DAYS if urgent else None, now - TOLD_EVERY
    # That it is not over is told each time: that can be said three times in all.
    if grievance.step == 0 and await _was_staff_notified(session, grievance, since, kinds):
        return
    for account in await list_staff_for(session, grievance.county):
        row = outbox.new_row(
            GRIEVANCE_OPENED, grievance.key(), now, account=account, round_=grievance.step
        )
        await outbox.plan_row(session, row)


async def notify_staff_of_withdrawal(
    session: Session, grievance: Grievance, now: dt.datetime
) -> None:
    """Who looks after it hears that its person took it back; else all who could."""
    for account in await list_handlers(session, grievance):
        row = outbox.new_row(
            GRIEVANCE_WITHDRAWN, grievance.key(), now, account=account, round_=grievance.step
        )
        await outbox.plan_row(session, row)


async def notify_labourer(session: Session, grievance: Grievance, now: dt.datetime) -> None:
    """What was done, step by step."""
    account = await accounts.get_account_id_of_labourer(session, grievance.labourer_id)
    account = account or grievance.teller_id
    row = outbox.new_row(
        GRIEVANCE_STEP,
        grievance.key(),
        now,
        account=account,
        labourer=grievance.labourer_id,
        round_=grievance.step,
        why=None if account else literal(HoldReason.NO_ACCOUNT.value),
    )
    await outbox.plan_row(session, row)


async def notify_of_addition(
    session: Session, grievance: Grievance, now: dt.datetime, *, pressing: bool = False
) -> None:
    """Whoever has it hears that its person added something.

    Of what nobody has taken that waits for them in the list, unless it is `pressing`.
    """
    if grievance.state is GrievanceState.OPEN and not pressing:
        return
    for account in await list_handlers(session, grievance):
        row = outbox.new_row(
            GRIEVANCE_ADDED, grievance.key(), now, account=account, round_=grievance.step
        )
        await outbox.plan_row(session, row)


async def plan_overdue(session: Session, now: dt.datetime, zone: ZoneInfo) -> int:
    """Once a day, from nine on, staff who have overdue ones are told; gives how many are."""
    today = now.astimezone(zone).date()
    about = int(f"{today:%Y%m%d}")
    if now < local_moment(today, OVERDUE_HOUR, zone):
        return 0
    if not await once.is_first_time(session, "overdue", about):
        return 0
    counties = select(Grievance.county).where(
        col(Grievance.state) != GrievanceState.CLOSED, col(Grievance.due_at) <= now
    )
    found = sorted(set((await session.exec(counties)).all()))
    told = {account for county in found for account in await list_staff_for(session, county)}
    tomorrow = local_moment(today + dt.timedelta(days=1), OVERDUE_HOUR, zone)
    for account in sorted(told):
        row = outbox.new_row(GRIEVANCES_OVERDUE, about, now, account=account, expires=tomorrow)
        await outbox.plan_row(session, row)
    return len(told)


async def _was_staff_notified(
    session: Session,
    grievance: Grievance,
    since: dt.datetime,
    kinds: Collection[Trouble] | None = None,
) -> bool:
    """Whether staff were told of the same person's since then; of these kinds, where some are."""
    theirs = select(col(Grievance.id)).where(queue.of_same_person(grievance))
    if kinds is not None:
        theirs = theirs.where(col(Grievance.kind).in_(list(kinds)))
    told = select(OutboxRow.id).where(
        col(OutboxRow.topic) == GRIEVANCE_OPENED.name,
        col(OutboxRow.about).in_(theirs),
        col(OutboxRow.labourer_id).is_(None),
        col(OutboxRow.planned_at) > since,
    )
    return (await session.exec(told.limit(1))).first() is not None


async def _is_untaken(due: DueRow) -> bool:
    """Until somebody has taken it; for who is staff of its county still."""
    grievance = await due.record(Grievance)
    if grievance is None or grievance.state is not GrievanceState.OPEN:
        return False
    since = select(func.max(GrievanceNote.step)).where(
        GrievanceNote.grievance_id == grievance.key(),
        col(GrievanceNote.what) == StepKind.REOPENED,
    )
    if ((await due.session.exec(since)).first() or 0) != due.row.round:
        return False
    return due.row.account_id in await list_staff_for(due.session, grievance.county)


async def _is_latest_addition(due: DueRow) -> bool:
    """To whoever has it or could, unless more was added or done since."""
    grievance = await due.record(Grievance)
    if grievance is None or grievance.state is GrievanceState.CLOSED:
        return False
    if grievance.step != due.row.round:
        return False
    return due.row.account_id in await list_handlers(due.session, grievance)


async def _is_withdrawn(due: DueRow) -> bool:
    """As long as it is there, for who is staff of its county still."""
    grievance = await due.record(Grievance)
    if grievance is None:
        return False
    return due.row.account_id in await list_staff_for(due.session, grievance.county)


async def _is_kept(due: DueRow) -> bool:
    """Each step of what is still there."""
    return await due.record(Grievance) is not None


async def _is_any_overdue(due: DueRow) -> bool:
    """As long as anything is overdue in the counties of who is told."""
    counties = await get_recipient_counties(due)
    return bool(counties) and await queue.count_overdue(due.session, counties, due.now) > 0


GRIEVANCE_OPENED = declare(MessageType("grieved", ASKED, _is_untaken))
GRIEVANCE_ADDED = declare(MessageType("added", ASKED, _is_latest_addition, gathered=True))
GRIEVANCE_WITHDRAWN = declare(MessageType("taken_back", ASKED, _is_withdrawn))
GRIEVANCE_STEP = declare(MessageType("step", ASKED, _is_kept))
GRIEVANCES_OVERDUE = declare(MessageType("overdue", ASKED, _is_any_overdue))
