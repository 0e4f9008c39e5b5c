"""Reasons: whether what a row was planned for still stands. One place for every topic."""

import datetime as dt
from collections.abc import Awaitable, Callable

from models.accounts import roles as role
from models.accounts.account import Account
from models.accounts.drafts import Draft
from models.brokers import approval
from models.brokers.broker import BrokerState
from models.core.session import Session
from models.employers.employer import Employer
from models.grievances import queue
from models.grievances.grievance import Grievance, GrievanceState
from models.labourers import messages as identity_reasons
from models.labourers import visibility
from models.labourers.labourer import Labourer
from models.notices import messages as writer_reasons
from models.notices import publication, sign_ups
from models.notices.notice import Notice, NoticeState
from models.notices.reminders import INTAKE_AFTER
from models.notices.sign_ups import SignUp, SignUpState
from models.outbox import monitor
from models.outbox.message_type import HoldReason, Topic
from models.outbox.outbox import OutboxRow
from models.placements import at_employer, statement_on_work
from models.placements.confirmation import ROUNDS
from models.placements.evidence import Evidence, EvidenceState
from models.placements.placement import CheckIn, Placement
from models.placements.states import PlacementState
from models.privacy import messages
from models.vacancies import lifecycle
from models.vacancies.interest import get_interest_of_row
from models.vacancies.vacancy import Vacancy, VacancyState

Reason = Callable[[Session, OutboxRow, dt.datetime], Awaitable[HoldReason | None]]


async def gone(session: Session, row: OutboxRow, now: dt.datetime) -> HoldReason | None:
    """Why a row is not to be sent any more; None where its reason stands."""
    if row.expires_at is not None and row.expires_at <= now:
        return HoldReason.OVER
    return await REASONS[row.topic](session, row, now)


async def _notice(session: Session, row: OutboxRow, now: dt.datetime) -> HoldReason | None:
    """Until it is cancelled or over, for whoever has not answered to it yet."""
    notice = await session.get(Notice, row.about)
    if notice is None or not notice.is_out():
        return HoldReason.CANCELLED
    if notice.over_at <= now:
        return HoldReason.OVER
    return HoldReason.GONE if await _sign_up(session, row) else None


async def _correction(session: Session, row: OutboxRow, now: dt.datetime) -> HoldReason | None:  # noqa: ARG001
    """Until the next correction, or the end; for who has what is corrected."""
    notice = await session.get(Notice, row.about)
    stands = notice is not None and notice.is_out() and notice.version == row.round
    return None if stands and await _has_it(session, row) else HoldReason.GONE


async def _cancellation(session: Session, row: OutboxRow, now: dt.datetime) -> HoldReason | None:  # noqa: ARG001
    """Of what is cancelled indeed, for who has it."""
    notice = await session.get(Notice, row.about)
    stands = notice is not None and notice.state is NoticeState.CANCELLED
    return None if stands and await _has_it(session, row) else HoldReason.GONE


async def _seated(session: Session, row: OutboxRow, now: dt.datetime) -> HoldReason | None:  # noqa: ARG001
    """As long as the person has the seat."""
    mine = await _sign_up(session, row)
    seated = mine is not None and mine.state is SignUpState.SEATED
    return None if seated and await _is_out(session, row) else HoldReason.GONE


async def _day(session: Session, row: OutboxRow, now: dt.datetime) -> HoldReason | None:
    """As long as the person has the seat, and the day is still that day."""
    notice = await session.get(Notice, row.about)
    if notice is None or notice.dated != row.round:
        return HoldReason.GONE
    return await _seated(session, row, now)


async def _helped(session: Session, row: OutboxRow, now: dt.datetime) -> HoldReason | None:  # noqa: ARG001
    """Of who came, until they have said."""
    mine = await _sign_up(session, row)
    return None if mine and mine.attended_at and mine.helped is None else HoldReason.GONE


async def _intake(session: Session, row: OutboxRow, now: dt.datetime) -> HoldReason | None:  # noqa: ARG001
    """Until it is finished, thrown away, or gone on with."""
    draft = await session.get(Draft, row.about)
    if draft is None:
        return HoldReason.GONE
    left = draft.answered_at or draft.started_at
    return None if left <= row.planned_at - INTAKE_AFTER[row.round - 1] else HoldReason.GONE


async def _status(session: Session, row: OutboxRow, now: dt.datetime) -> HoldReason | None:  # noqa: ARG001
    """Until the person has told it anew."""
    labourer = await session.get(Labourer, row.labourer_id)
    if labourer is None or labourer.status_told_at is None:
        return HoldReason.GONE
    return None if labourer.status_told_at < row.planned_at else HoldReason.GONE


async def _claimed(session: Session, row: OutboxRow, now: dt.datetime) -> HoldReason | None:  # noqa: ARG001
    """As long as the entry is there, where who gave the code has a role still and may see it."""
    labourer = await session.get(Labourer, row.about)
    account = await session.get(Account, row.account_id)
    if labourer is None or account is None:
        return HoldReason.GONE
    roles = await role.get_roles(session, account)
    areas = roles.counties() if visibility.refuses_brokers(labourer) else roles.areas()
    return None if labourer.village_code.startswith(areas) else HoldReason.GONE


async def _listed(session: Session, row: OutboxRow, now: dt.datetime) -> HoldReason | None:  # noqa: ARG001
    """While the employer is on the list and the person, or one whom the broker brought, there."""
    placement = await session.get(Placement, row.about)
    employer = await session.get(Employer, placement.employer_id) if placement else None
    if placement is None or employer is None or not employer.is_listed:
        return HoldReason.GONE
    if row.labourer_id is not None:
        return None if placement.may_be_there else HoldReason.GONE
    if not await _is_broker(session, row, placement.county):
        return HoldReason.GONE
    brought = await at_employer.count_placed(session, employer, row.account_id)
    return None if brought else HoldReason.GONE


async def _file_refused(session: Session, row: OutboxRow, now: dt.datetime) -> HoldReason | None:  # noqa: ARG001
    """As long as the record is there that the file was sent for."""
    sent = await session.get(Evidence, row.about)
    return None if sent and sent.state is EvidenceState.REFUSED else HoldReason.GONE


async def _interest(session: Session, row: OutboxRow, now: dt.datetime) -> HoldReason | None:  # noqa: ARG001
    """As long as the person would like it, it is offered, and the recipient cares for it."""
    interest = await get_interest_of_row(session, row.about, row.round)
    vacancy = await session.get(Vacancy, interest.vacancy_id) if interest else None
    if vacancy is None or vacancy.state is not VacancyState.OPEN:
        return HoldReason.GONE
    hears = await lifecycle.list_interest_recipients(session, vacancy)
    return None if row.account_id in hears else HoldReason.GONE


async def _held(session: Session, row: OutboxRow, now: dt.datetime) -> HoldReason | None:  # noqa: ARG001
    """Until somebody of the office has decided on it."""
    vacancy = await session.get(Vacancy, row.about)
    if vacancy is None or vacancy.state is not VacancyState.HELD:
        return HoldReason.GONE
    staff = await role.list_staff_of_county(session, vacancy.county)
    return None if row.account_id in staff else HoldReason.GONE


async def _grieved(session: Session, row: OutboxRow, now: dt.datetime) -> HoldReason | None:  # noqa: ARG001
    """Until somebody has taken it; for who is staff of its county still."""
    one = await session.get(Grievance, row.about)
    if one is None or one.state is not GrievanceState.OPEN or one.step != row.round:
        return HoldReason.GONE
    return (
        None
        if row.account_id in await role.list_staff_of_county(session, one.county)
        else HoldReason.GONE
    )


async def _step(session: Session, row: OutboxRow, now: dt.datetime) -> HoldReason | None:  # noqa: ARG001
    """Each step of what is still there."""
    return None if await session.get(Grievance, row.about) else HoldReason.GONE


async def _overdue(session: Session, row: OutboxRow, now: dt.datetime) -> HoldReason | None:
    """As long as anything is overdue in the counties of who is told."""
    account = await session.get(Account, row.account_id)
    counties = (await role.get_roles(session, account)).counties() if account else ()
    late = counties and await queue.count_overdue(session, counties, now)
    return None if late else HoldReason.GONE


async def _late(session: Session, row: OutboxRow, now: dt.datetime) -> HoldReason | None:  # noqa: ARG001
    """As long as it has not ended: then whoever was not told by now need not be."""
    return None if await monitor.get_open_alarm(session) == row.about else HoldReason.GONE


async def _flows(session: Session, row: OutboxRow, now: dt.datetime) -> HoldReason | None:  # noqa: ARG001
    """Unless it stands again."""
    return HoldReason.GONE if await monitor.get_open_alarm(session) is not None else None


async def _has_it(session: Session, row: OutboxRow) -> bool:
    return await publication.has_notice(session, row.about, row.labourer_id or 0)


async def _is_out(session: Session, row: OutboxRow) -> bool:
    notice = await session.get(Notice, row.about)
    return notice is not None and notice.is_out()


async def _sign_up(session: Session, row: OutboxRow) -> SignUp | None:
    return await sign_ups.get_sign_up(session, row.about, row.labourer_id or 0)


async def _placed(session: Session, row: OutboxRow, now: dt.datetime) -> HoldReason | None:  # noqa: ARG001
    """As long as this very report waits for the person's word."""
    placement = await session.get(Placement, row.about)
    if placement is None or placement.state is not PlacementState.REPORTED:
        return HoldReason.GONE
    same = (placement.version, placement.labourer_id) == (row.round // ROUNDS, row.labourer_id)
    return None if same else HoldReason.GONE


async def _check_in(session: Session, row: OutboxRow, now: dt.datetime) -> HoldReason | None:  # noqa: ARG001
    """Until it is answered, or the person has left; of several times asked the last."""
    asked = await session.get(CheckIn, row.about)
    placement = await session.get(Placement, asked.placement_id) if asked else None
    if asked is None or placement is None or not placement.is_going_on:
        return HoldReason.GONE
    return None if asked.answered_at is None and asked.tries == row.round else HoldReason.GONE


async def _moved(session: Session, row: OutboxRow, now: dt.datetime) -> HoldReason | None:  # noqa: ARG001
    """Until it moves again: that is told then. Who was erased is named no more."""
    placement = await session.get(Placement, row.about)
    if placement is None or placement.labourer_id is None:
        return HoldReason.GONE
    there = await _is_broker(session, row, placement.county)
    return None if there and placement.version == row.round else HoldReason.GONE


async def _applied(session: Session, row: OutboxRow, now: dt.datetime) -> HoldReason | None:  # noqa: ARG001
    """Until the office has decided."""
    broker = await approval.get_application(session, row.about)
    waits = broker is not None and broker.state is BrokerState.APPLIED
    return None if waits and broker and broker.version == row.round else HoldReason.GONE


async def _decided(session: Session, row: OutboxRow, now: dt.datetime) -> HoldReason | None:  # noqa: ARG001
    """Until the next decision."""
    broker = await approval.get_application(session, row.about)
    return None if broker is not None and broker.version == row.round else HoldReason.GONE


async def _week(session: Session, row: OutboxRow, now: dt.datetime) -> HoldReason | None:  # noqa: ARG001
    """For who still is a broker."""
    return None if await _is_broker(session, row) else HoldReason.GONE


async def _is_broker(session: Session, row: OutboxRow, county: str = "") -> bool:
    """Whether the recipient is broker somewhere, or in this county."""
    account = await session.get(Account, row.account_id)
    where = (await role.get_roles(session, account)).broker_counties() if account else ()
    return bool(where) and (not county or county in where)


REASONS: dict[Topic, Reason] = {
    **messages.REASONS,
    Topic.WEEK: _week,
    Topic.PLACED: _placed,
    Topic.CHECK_IN: _check_in,
    Topic.MOVED: _moved,
    Topic.LEFT: statement_on_work.check_still_ended,
    Topic.NOTICE: _notice,
    Topic.CORRECTION: _correction,
    Topic.CANCELLATION: _cancellation,
    Topic.SEAT: _seated,
    Topic.EVE: _day,
    Topic.MORNING: _day,
    Topic.HELPED: _helped,
    Topic.INTAKE: _intake,
    Topic.STATUS: _status,
    Topic.CLAIMED: _claimed,
    Topic.APPLIED: _applied,
    Topic.DECIDED: _decided,
    Topic.LISTED: _listed,
    Topic.FILE_REFUSED: _file_refused,
    Topic.INTEREST: _interest,
    Topic.HELD: _held,
    Topic.GRIEVED: _grieved,
    Topic.STEP: _step,
    Topic.OVERDUE: _overdue,
    Topic.LATE: _late,
    Topic.FLOWS: _flows,
    **identity_reasons.REASONS,
    **writer_reasons.REASONS,
}
