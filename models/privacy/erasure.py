"""Erasing an entry: what is still open, who may ask for it, and who decides.

For oneself it is always possible, and what is open is said first. What a broker asks for somebody
else is a request to the office, whatever is open: were it done at once where nothing is, the
broker would learn of a grievance by the answer. Staff erase for somebody else at once only where
nothing is open; else a colleague decides.
"""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum, auto
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, false, or_, update
from sqlmodel import Field, SQLModel, col, func, select

from models.accounts import roles as role
from models.accounts.account import Account
from models.accounts.roles import Roles
from models.brokers.approval import Decision
from models.core import audit, paging
from models.core.audit import Act, Subject
from models.core.column_types import BIG_ID, moment, reference, row_id
from models.core.gazetteer import COUNTY
from models.core.paging import Page
from models.core.refusal import Refusal
from models.core.regions import inside
from models.core.session import Session
from models.grievances.grievance import Grievance, GrievanceState
from models.labourers import care
from models.labourers.labourer import Labourer
from models.notices import sign_ups
from models.outbox import outbox
from models.outbox.message_type import Topic
from models.placements.placement import Placement
from models.placements.states import VOID, PlacementState
from models.privacy import consent


class OpenMatter(StrEnum):
    """What can be open when an entry is to be erased."""

    GRIEVANCE = auto()
    DISPUTE = auto()
    PLACEMENT = auto()
    PAID = auto()
    SEAT = auto()


@dataclass(frozen=True)
class Matter:
    """One thing that is open: which record, and yuan where there is an amount."""

    what: OpenMatter
    number: int
    amount: int | None = None


class ErasureRequest(SQLModel, table=True):
    """Somebody asks that another person's entry be erased; the office decides.

    `labourer_id` is none once the entry is gone. `erased` is the decision.
    """

    __tablename__ = "erasure_request"
    # A number is never given twice: old buttons bear it.
    __table_args__ = {"sqlite_autoincrement": True}

    id: int | None = row_id()
    county: str = Field(max_length=6, index=True)
    labourer_id: int | None = reference("labourer")
    asked_by: int | None = Field(default=None, sa_type=BIG_ID)
    asked_at: dt.datetime = moment()
    decided_at: dt.datetime | None = moment(optional=True)
    decided_by: int | None = Field(default=None, sa_type=BIG_ID)
    erased: bool | None = None

    def key(self) -> int:
        """The row's number, once it has one."""
        assert self.id is not None
        return self.id


async def list_open_matters(session: Session, labourer_id: int) -> list[Matter]:
    """What is open about somebody, the gravest first."""
    told = select(Grievance.id, Grievance.amount).where(
        Grievance.labourer_id == labourer_id, Grievance.state != GrievanceState.CLOSED
    )
    grievances = [
        Matter(OpenMatter.GRIEVANCE, number or 0, yuan)
        for number, yuan in await session.exec(told.order_by(col(Grievance.id)))
    ]
    placed = select(Placement.id, Placement.state).where(
        Placement.labourer_id == labourer_id, col(Placement.state).not_in(VOID)
    )
    placements = [
        Matter(_OF_STATE.get(PlacementState(state), OpenMatter.PLACEMENT), number or 0)
        for number, state in await session.exec(placed.order_by(col(Placement.id)))
    ]
    seats = [
        Matter(OpenMatter.SEAT, notice.key())
        for notice in await sign_ups.list_held_notices(session, labourer_id)
    ]
    return [
        *grievances,
        *sorted(placements, key=lambda one: list(OpenMatter).index(one.what)),
        *seats,
    ]


_OF_STATE = {PlacementState.DISPUTED: OpenMatter.DISPUTE, PlacementState.APPROVED: OpenMatter.PAID}
SUBJECTS = {
    OpenMatter.GRIEVANCE: Subject.GRIEVANCE,
    OpenMatter.DISPUTE: Subject.PLACEMENT,
    OpenMatter.PLACEMENT: Subject.PLACEMENT,
    OpenMatter.PAID: Subject.PLACEMENT,
}


async def erase_own_entry(
    session: Session, account: Account, roles: Roles, now: dt.datetime, zone: ZoneInfo
) -> None:
    """The person of this account withdraws consent; what was open ends, and the office sees so."""
    if account.labourer_id is not None:
        await _end_open(session, account.labourer_id, now, account.key())
    await consent.erase_account_data(session, account, roles, now, zone)


async def request_erasure(
    session: Session,
    labourer_id: int,
    account: Account,
    roles: Roles,
    now: dt.datetime,
    zone: ZoneInfo,
) -> ErasureRequest | Refusal | None:
    """Somebody in care withdraws consent, says who cares for them; None where it was done.

    Refusal: not_yours.
    """
    labourer = await care.get_person_in_care(session, account, roles, labourer_id)
    if labourer is None:
        return Refusal("not_yours")
    by_staff = labourer.village_code.startswith(roles.counties())
    if by_staff and not await list_open_matters(session, labourer_id):
        await _erase(session, labourer, now, zone, account.key())
        return None
    return await _request(session, labourer, account, now)


async def _request(
    session: Session, labourer: Labourer, account: Account, now: dt.datetime
) -> ErasureRequest:
    """One open request for each person; staff are told of it once."""
    same = select(ErasureRequest).where(
        ErasureRequest.labourer_id == labourer.id, col(ErasureRequest.decided_at).is_(None)
    )
    known = (await session.exec(same)).first()
    if known is not None:
        return known
    request = ErasureRequest(
        county=labourer.village_code[:COUNTY],
        labourer_id=labourer.key(),
        asked_by=account.key(),
        asked_at=now,
    )
    session.add(request)
    await session.flush()
    audit.record(session, now, Act.ERASURE_ASKED, by=account.key(), labourer=labourer.id)
    for staff in await role.list_staff_of_county(session, request.county):
        if staff != account.key():
            row = outbox.new_row(Topic.ERASURE, request.key(), now, account=staff)
            await outbox.plan_row(session, row)
    return request


async def grant_erasure(
    session: Session, request: ErasureRequest, by: Decision, zone: ZoneInfo
) -> Refusal | None:
    """The office heard the person, and erases.

    Refusals: not_yours, own_request, erasure_decided.
    """
    if refusal := await _decide(session, request, by, erased=True):
        return refusal
    labourer = await session.get(Labourer, request.labourer_id)
    if labourer is not None:
        await _erase(session, labourer, by.now, zone, by.account_id)
    await session.refresh(request)
    return None


async def decline_erasure(
    session: Session, request: ErasureRequest, by: Decision
) -> Refusal | None:
    """The entry stays: the person does not want it erased. Refusals: as `grant`."""
    if refusal := await _decide(session, request, by, erased=False):
        return refusal
    audit.record(session, by.now, Act.REFUSED, by=by.account_id, labourer=request.labourer_id)
    await session.flush()
    return None


async def _decide(
    session: Session, request: ErasureRequest, by: Decision, *, erased: bool
) -> Refusal | None:
    """Of two decisions one has its way; nobody decides on what they asked for."""
    if not request.county.startswith(by.counties):
        return Refusal("not_yours")
    if by.account_id == request.asked_by:
        return Refusal("own_request")
    undecided = (
        col(ErasureRequest.id) == request.id,
        col(ErasureRequest.decided_at).is_(None),
        col(ErasureRequest.labourer_id).is_not(None),
    )
    values = {"decided_at": by.now, "decided_by": by.account_id, "erased": erased}
    done = await session.exec(update(ErasureRequest).where(*undecided).values(**values))
    return None if done.rowcount else Refusal("erasure_decided")


async def _erase(
    session: Session, labourer: Labourer, now: dt.datetime, zone: ZoneInfo, by: int
) -> None:
    await _end_open(session, labourer.key(), now, by)
    await consent.erase_entry(session, labourer, now, zone, by=by)


async def _end_open(session: Session, labourer_id: int, now: dt.datetime, by: int) -> None:
    """The trail of each open record tells that its person was erased; staff of grievances hear."""
    labourer = await session.get_one(Labourer, labourer_id)
    where = labourer.village_code
    for matter in await list_open_matters(session, labourer_id):
        subject = SUBJECTS.get(matter.what)
        if subject is None:
            continue
        of = (subject, matter.number)
        audit.record(session, now, Act.ERASED, by=by, labourer=labourer_id, of=of, village=where)
        if matter.what is OpenMatter.GRIEVANCE:
            await _tell_staff(session, matter.number, now)
    theirs = update(ErasureRequest).where(col(ErasureRequest.labourer_id) == labourer_id)
    undecided = theirs.where(col(ErasureRequest.decided_at).is_(None))
    await session.exec(undecided.values(decided_at=now, decided_by=by, erased=True))
    await session.exec(theirs.values(labourer_id=None))


async def _tell_staff(session: Session, grievance_id: int, now: dt.datetime) -> None:
    grievance = await session.get_one(Grievance, grievance_id)
    taken = [grievance.taken_by] if grievance.taken_by is not None else []
    for account in taken or await role.list_staff_of_county(session, grievance.county):
        row = outbox.new_row(Topic.ERASED, grievance_id, now, account=account)
        await outbox.plan_row(session, row)


async def get_erasure_request(
    session: Session, number: int, counties: tuple[str, ...]
) -> ErasureRequest | None:
    """A request of these counties, decided or not."""
    found = await session.get(ErasureRequest, number)
    return found if found and counties and found.county.startswith(counties) else None


def _waits(counties: tuple[str, ...]) -> tuple[ColumnElement[bool], ...]:
    within = or_(false(), *(inside(col(ErasureRequest.county), county) for county in counties))
    return col(ErasureRequest.decided_at).is_(None), within


async def count_erasure_requests(session: Session, counties: tuple[str, ...]) -> int:
    """How many requests wait for the office of these counties."""
    if not counties:
        return 0
    count = select(func.count()).select_from(ErasureRequest)
    return (await session.exec(count.where(*_waits(counties)))).one()


async def list_erasure_requests(
    session: Session, counties: tuple[str, ...], page: int
) -> Page[tuple[ErasureRequest, Labourer]]:
    """The requests that wait with their people, the longest first."""
    query = (
        select(ErasureRequest, Labourer)
        .join(Labourer, col(Labourer.id) == ErasureRequest.labourer_id)
        .where(*_waits(counties))
        .order_by(col(ErasureRequest.id))
    )
    return (await paging.rows(session, query, page)).of(lambda row: (row[0], row[1]))


async def view_labourer(
    session: Session, request: ErasureRequest, now: dt.datetime, by: int
) -> Labourer | None:
    """Whose entry it is about; that it was looked at goes into the trail."""
    labourer = await session.get(Labourer, request.labourer_id) if request.labourer_id else None
    if labourer is not None:
        audit.record(session, now, Act.VIEWED, by=by, labourer=labourer.id)
    return labourer
