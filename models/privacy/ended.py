"""What is over, kind by kind: when its period begins, what holds it all the same, how it goes.

Nothing that a figure or a judgement rests on goes: what may still count stays, and where a figure
outlives what it was made of, the figure is carried over before.
"""

import datetime as dt
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, and_, delete, exists, or_, update
from sqlalchemy.orm import aliased
from sqlmodel import col, func

from models.accounts.drafts import Draft
from models.accounts.one_time_codes import OneTimeCode
from models.brokers.broker import Broker, BrokerState
from models.core import audit
from models.core.audit import LOOKS, Act, AuditRecord, Subject
from models.core.keeping import Keeping
from models.core.session import Session
from models.employers.employer import Employer
from models.grievances import personal_data as grievance_data
from models.grievances.grievance import Grievance, GrievanceState
from models.grievances.messages import GRIEVANCE_OPENED, GRIEVANCE_STEP
from models.labourers.calls import Call
from models.labourers.double import Double
from models.labourers.imports.ended import MADE, is_import_over, is_row_over
from models.labourers.imports.tables import LedgerImport, LedgerImportRow
from models.labourers.messages import UNFINISHED_INTAKE
from models.notices.messages import NOTICE
from models.notices.notice import Notice
from models.notices.swept_counts import carry_notice_counts
from models.outbox.row import OutboxRow, RowState
from models.placements.evidence import Evidence
from models.placements.placement import CheckIn, Placement
from models.placements.signals import is_entry_transfer
from models.placements.states import VOID, PlacementState
from models.placements.told_wages import carry_wages
from models.privacy.erasure_request import ErasureRequest
from models.privacy.messages import GRIEVANCE_ERASED
from models.vacancies.vacancy import Interest, Vacancy

Over = Callable[[Keeping, dt.datetime], tuple[ColumnElement[bool], ...]]
Remove = Callable[[Session, list[int], dt.datetime], Awaitable[None]]
ON_THE_WAY = (RowState.WAITING, RowState.LEASED)
# What tells of a grievance, and goes no sooner than it is closed.
OF_GRIEVANCES = (GRIEVANCE_OPENED, GRIEVANCE_STEP, GRIEVANCE_ERASED)


@dataclass(frozen=True)
class KeptKind:
    """One kind of rows: its period, when a row was made, when it is over, and what becomes of it.

    No row can be over that was made later than its period began.
    """

    name: str
    period: str
    table: Any
    made: Any
    over: Over
    remove: Remove


def _deleting(table: Any) -> Remove:
    async def remove(session: Session, gone: list[int], now: dt.datetime) -> None:  # noqa: ARG001
        await session.exec(delete(table).where(table.id.in_(gone)))

    return remove


def _drafts(keeping: Keeping, now: dt.datetime) -> tuple[ColumnElement[bool], ...]:
    """Left alone so long. The account still names the form, so that its person is told."""
    left = func.coalesce(Draft.answered_at, Draft.started_at)
    return (left < keeping.before("drafts", now),)


def _applications(keeping: Keeping, now: dt.datetime) -> tuple[ColumnElement[bool], ...]:
    refused = col(Broker.state) == BrokerState.REFUSED
    return refused, col(Broker.decided_at) < keeping.before("applications", now)


def _interest(keeping: Keeping, now: dt.datetime) -> tuple[ColumnElement[bool], ...]:
    """Of work whose last day is past; it may have been closed before."""
    before = keeping.before("interest", now)
    ended = col(Vacancy.until) < before.date()
    return (
        col(Interest.at) < before,
        exists().where(col(Vacancy.id) == Interest.vacancy_id, ended),
    )


def _codes(keeping: Keeping, now: dt.datetime) -> tuple[ColumnElement[bool], ...]:
    """Not one by which an entry was taken over: four eyes and signals ask who gave it."""
    told = exists().where(is_entry_transfer())
    return col(OneTimeCode.issued_at) < keeping.before("codes", now), ~told


def _calls(keeping: Keeping, now: dt.datetime) -> tuple[ColumnElement[bool], ...]:
    return (col(Call.closed_at) < keeping.before("messages", now),)


def _messages(keeping: Keeping, now: dt.datetime) -> tuple[ColumnElement[bool], ...]:
    """Not a row without which the same would be planned again, nor of what is still going on."""
    before, about = keeping.before("messages", now), col(OutboxRow.about)
    ended = func.coalesce(OutboxRow.sent_at, OutboxRow.planned_at)
    topic = col(OutboxRow.topic)
    held = (
        # Whoever lets the bot write again may still get it.
        (col(OutboxRow.state) == RowState.PARKED)
        & or_(col(OutboxRow.expires_at).is_(None), col(OutboxRow.expires_at) >= now),
        (topic == UNFINISHED_INTAKE.name) & exists().where(col(Draft.id) == about),
        (topic == NOTICE.name)
        & exists().where(col(Notice.id) == about, col(Notice.over_at) >= before),
        topic.in_([message_type.name for message_type in OF_GRIEVANCES])
        & exists().where(col(Grievance.id) == about, col(Grievance.state) != GrievanceState.CLOSED),
    )
    return col(OutboxRow.state).not_in(ON_THE_WAY), ended < before, ~or_(*held)


async def _remove_messages(session: Session, gone: list[int], now: dt.datetime) -> None:
    """How many had a notice, and how many not and why, is carried over to it."""
    await carry_notice_counts(session, gone)
    await _deleting(OutboxRow)(session, gone, now)


def _grieves_about(placement: Any) -> ColumnElement[bool]:
    return exists().where(
        col(Grievance.placement_id) == placement, col(Grievance.state) != GrievanceState.CLOSED
    )


def _check_ins(keeping: Keeping, now: dt.datetime) -> tuple[ColumnElement[bool], ...]:
    """Of a placement that nobody counts, or that was approved and ended so long ago."""
    before = keeping.before("check_ins", now)
    is_void = col(Placement.state).in_(VOID)
    ended = or_(col(Placement.ended_on) < before.date(), col(Placement.labourer_id).is_(None))
    settled = or_(is_void, and_(col(Placement.state) == PlacementState.APPROVED, ended))
    return (
        func.coalesce(CheckIn.answered_at, CheckIn.asked_at) < before,
        exists().where(col(Placement.id) == CheckIn.placement_id, settled),
        ~_grieves_about(CheckIn.placement_id),
    )


async def _remove_check_ins(session: Session, gone: list[int], now: dt.datetime) -> None:
    """What was told of wages, by which the placement is judged, is carried over to it."""
    await carry_wages(session, gone)
    await _deleting(CheckIn)(session, gone, now)


def _grievances(keeping: Keeping, now: dt.datetime) -> tuple[ColumnElement[bool], ...]:
    """Not of a placement that is still disputed."""
    disputed = exists().where(
        col(Placement.id) == Grievance.placement_id,
        col(Placement.state) == PlacementState.DISPUTED,
    )
    closed = col(Grievance.state) == GrievanceState.CLOSED
    return closed, col(Grievance.closed_at) < keeping.before("grievances", now), ~disputed


async def _remove_grievances(session: Session, gone: list[int], now: dt.datetime) -> None:  # noqa: ARG001
    await grievance_data.erase_grievances(session, gone)


def _rests_since(before: dt.datetime, placement: Any) -> ColumnElement[bool]:
    """Nothing was done with a placement since then but looking; of who withdrew it when, the trail
    alone tells."""
    act = aliased(AuditRecord)
    return ~exists().where(
        col(act.subject) == Subject.PLACEMENT,
        col(act.subject_id) == placement,
        col(act.at) >= before,
        col(act.act).not_in(LOOKS),
    )


def _papers(before: dt.datetime, state: ColumnElement[bool]) -> tuple[ColumnElement[bool], ...]:
    placement = col(Evidence.placement_id)
    return (
        col(Evidence.added_at) < before,
        col(Evidence.inspected_at).is_not(None),
        exists().where(col(Placement.id) == placement, state),
        _rests_since(before, placement),
        ~_grieves_about(placement),
    )


def _files(keeping: Keeping, now: dt.datetime) -> tuple[ColumnElement[bool], ...]:
    """Of a report that came to nothing. Those of a grievance go with it."""
    return _papers(keeping.before("files", now), col(Placement.state).in_(VOID))


def _vouchers(keeping: Keeping, now: dt.datetime) -> tuple[ColumnElement[bool], ...]:
    """Of what was approved: money was paid upon it."""
    approved = col(Placement.state) == PlacementState.APPROVED
    papers = _papers(keeping.before("vouchers", now), approved)
    return col(Evidence.path).is_not(None), *papers


async def _empty_vouchers(session: Session, gone: list[int], now: dt.datetime) -> None:  # noqa: ARG001
    """The file goes with its name and caption; that it was there stays: judgements rest on it."""
    emptied = update(Evidence).where(col(Evidence.id).in_(gone))
    await session.exec(emptied.values(path=None, name=None, caption=None, file_id=""))


def _trail(keeping: Keeping, now: dt.datetime) -> tuple[ColumnElement[bool], ...]:
    """Not what was done with a record that is still open, or that money was paid upon."""
    held = (
        _of_placements(keeping, now),
        _about(Subject.EVIDENCE) & exists().where(_is(Evidence), col(Evidence.path).is_not(None)),
        _about(Subject.GRIEVANCE) & exists().where(_is(Grievance)),
        _about(Subject.DOUBLE) & exists().where(_is(Double), col(Double.resolved_at).is_(None)),
        _about(Subject.EMPLOYER)
        & exists().where(_is(Employer), col(Employer.listed_at).is_not(None)),
        _about(Subject.BROKER)
        & exists().where(
            col(Broker.account_id) == AuditRecord.subject_id,
            col(Broker.state) == BrokerState.SUSPENDED,
        ),
        # By these an auditor asks, person or none, who gave which code and who was paid for.
        or_(audit.is_overseen(AuditRecord), col(AuditRecord.act) == Act.ERASURE_ASKED)
        & (col(AuditRecord.at) >= keeping.before("vouchers", now)),
    )
    return col(AuditRecord.at) < keeping.before("trail", now), ~or_(*held)


def _about(subject: Subject) -> ColumnElement[bool]:
    return and_(col(AuditRecord.subject).is_not(None), col(AuditRecord.subject) == subject)


def _is(table: Any) -> ColumnElement[bool]:
    same: ColumnElement[bool] = table.id == AuditRecord.subject_id
    return same


def _of_placements(keeping: Keeping, now: dt.datetime) -> ColumnElement[bool]:
    """Of an open one; of a void one as long as its files, of an approved one as its vouchers."""
    state, number = col(Placement.state), col(Placement.id)
    is_over = or_(
        state.in_(VOID) & _rests_since(keeping.before("files", now), number),
        (state == PlacementState.APPROVED) & _rests_since(keeping.before("vouchers", now), number),
    )
    stays = or_(~is_over, _grieves_about(number))
    return _about(Subject.PLACEMENT) & exists().where(_is(Placement), stays)


async def _remove_trail(session: Session, gone: list[int], now: dt.datetime) -> None:
    """The trail tells that it was shortened, and when: by that the database lets the old go."""
    audit.record(session, now, Act.SWEPT, by=None)
    await session.flush()
    await _deleting(AuditRecord)(session, gone, now)


def _requests(keeping: Keeping, now: dt.datetime) -> tuple[ColumnElement[bool], ...]:
    return (col(ErasureRequest.decided_at) < keeping.before("trail", now),)


# Grievances before their files, check-ins and files before the trail that tells when they ended.
KINDS = (
    KeptKind("drafts", "drafts", Draft, Draft.started_at, _drafts, _deleting(Draft)),
    KeptKind(
        "applications", "applications", Broker, Broker.applied_at, _applications, _deleting(Broker)
    ),
    KeptKind("liked", "interest", Interest, Interest.at, _interest, _deleting(Interest)),
    KeptKind("codes", "codes", OneTimeCode, OneTimeCode.issued_at, _codes, _deleting(OneTimeCode)),
    KeptKind("called", "messages", Call, Call.opened_at, _calls, _deleting(Call)),
    KeptKind("messages", "messages", OutboxRow, OutboxRow.planned_at, _messages, _remove_messages),
    KeptKind("answers", "check_ins", CheckIn, CheckIn.asked_at, _check_ins, _remove_check_ins),
    KeptKind(
        "grievances", "grievances", Grievance, Grievance.opened_at, _grievances, _remove_grievances
    ),
    KeptKind("files", "files", Evidence, Evidence.added_at, _files, _deleting(Evidence)),
    KeptKind(
        "import rows", "imports", LedgerImportRow, MADE, is_row_over, _deleting(LedgerImportRow)
    ),
    KeptKind(
        "imports",
        "imports",
        LedgerImport,
        LedgerImport.opened_at,
        is_import_over,
        _deleting(LedgerImport),
    ),
    KeptKind("vouchers", "vouchers", Evidence, Evidence.added_at, _vouchers, _empty_vouchers),
    KeptKind(
        "requests",
        "trail",
        ErasureRequest,
        ErasureRequest.asked_at,
        _requests,
        _deleting(ErasureRequest),
    ),
    KeptKind("trail", "trail", AuditRecord, AuditRecord.at, _trail, _remove_trail),
)
