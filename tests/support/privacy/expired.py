"""One row of each kind that is kept for a period, ended at a moment; and the sweep of them."""

import datetime as dt
from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

from sqlmodel import SQLModel

from models.accounts.drafts import Draft
from models.accounts.one_time_codes import CodePurpose, OneTimeCode
from models.brokers.broker import Broker, BrokerState
from models.core.audit import Act, AuditRecord, Subject
from models.core.keeping import Keeping
from models.core.media import Media
from models.core.session import Session
from models.core.vocabulary import EvidenceKind, Reach, Trouble
from models.grievances.grievance import Grievance, GrievanceState
from models.labourers.calls import Call
from models.labourers.imports.tables import ImportState, LedgerImport, LedgerImportRow
from models.labourers.messages import MONTHLY_STATUS
from models.outbox.row import OutboxRow, RowState
from models.placements.evidence import Evidence, EvidenceState
from models.placements.placement import CheckIn, Placement
from models.placements.states import PlacementState
from models.privacy.ended import KINDS
from models.privacy.erasure_request import ErasureRequest
from models.privacy.sweeping import sweep_kind
from models.vacancies.vacancy import Interest, Vacancy, VacancyState
from tests.support.labourers.facts import entry_facts
from tests.support.store import NOON, broker_account, consenting_account, register_labourer
from tests.support.subsidies.factory import approved_placement, outside_employer

BEGAN = dt.timedelta(days=30)
Maker = Callable[..., Awaitable[Any]]
Facts = dict[str, Any]
Row = TypeVar("Row", bound=SQLModel)


class Cast:
    """Who and where; each row has a chat or a code of its own."""

    def __init__(self) -> None:
        self.count = 0

    async def come(self, session: Session) -> "Cast":
        """They are known from long ago."""
        self.account = await consenting_account(session, 1)
        self.ana = await register_labourer(session, self.account, entry_facts())
        self.chen = await broker_account(session, 2)
        self.mill = await outside_employer(session)
        return self

    def another(self) -> int:
        """A number that no row has yet."""
        self.count += 1
        return self.count


async def added(session: Session, row: Row, **given: Any) -> Row:
    """The row, with these facts on top, in the store."""
    row.sqlmodel_update(given)
    session.add(row)
    await session.flush()
    return row


async def draft(session: Session, cast: Cast, ended: dt.datetime, **given: Any) -> Draft:
    """A form begun long before, and last answered at that moment."""
    row = Draft(account_id=cast.account.key(), form="intake", started_at=ended - 900 * BEGAN)
    return await added(session, row, **{"answered_at": ended, **given})


async def application(session: Session, cast: Cast, ended: dt.datetime, **given: Any) -> Broker:
    """A broker whom the office refused then."""
    account = await consenting_account(session, 100 + cast.another())
    told: Facts = {
        "account_id": account.key(),
        "county": "222424",
        "name": "赵六",
        "trained": False,
    }
    numbers: Facts = {
        "id_number": "",
        "id_index": "",
        "phone": "",
        "applied_at": ended - BEGAN,
    }
    row = Broker(**told, **numbers, state=BrokerState.REFUSED, decided_at=ended)
    return await added(session, row, **given)


async def liked(session: Session, cast: Cast, ended: dt.datetime, **given: Any) -> Interest:
    """Work that was offered until then."""
    told: Facts = {
        **{"county": "222424", "employer_id": cast.mill.key(), "post": "缝纫", "trade": "sewing"},
        **{"reach": Reach.COUNTY, "place": "汪清镇", "wanted": 3, "wage_from": 3000},
        **{"wage_to": 4000, "lodging": True, "insurance": True, "until": ended.date()},
        **{"state": VacancyState.OPEN, "opened_at": ended - BEGAN},
    }
    vacancy = await added(session, Vacancy(**told), **given)
    wish = Interest(vacancy_id=vacancy.key(), labourer_id=cast.ana.key(), at=ended - BEGAN)
    return await added(session, wish)


async def code(session: Session, cast: Cast, ended: dt.datetime, **given: Any) -> OneTimeCode:
    """An invitation given out then."""
    index = f"{cast.another()}"
    row = OneTimeCode(purpose=CodePurpose.INVITE, code_index=index, issued_at=ended)
    return await added(session, row, called="孙七", **given)


async def called(session: Session, cast: Cast, ended: dt.datetime, **given: Any) -> Call:
    """Somebody was called then about a month."""
    told: Facts = {"month": cast.another(), "labourer_id": cast.ana.key()}
    row = Call(**told, opened_at=ended - BEGAN, closed_at=ended)
    return await added(session, row, **given)


async def message(session: Session, cast: Cast, ended: dt.datetime, **given: Any) -> OutboxRow:
    """Something that was sent then."""
    told: Facts = {
        "topic": MONTHLY_STATUS.name,
        "about": cast.another(),
        "labourer_id": cast.ana.key(),
    }
    times: Facts = {"planned_at": ended - BEGAN, "due_at": ended, "sent_at": ended}
    row = OutboxRow(**told, **times, state=RowState.SENT, priority=1)
    return await added(session, row, **given)


async def work(session: Session, cast: Cast, **given: Any) -> Placement:
    """Ana's placement by Chen."""
    who = {"labourer_id": cast.ana.key(), "employer_id": cast.mill.key()}
    return await approved_placement(session, **{**who, "broker_id": cast.chen.key(), **given})


async def answer(session: Session, cast: Cast, ended: dt.datetime, **given: Any) -> CheckIn:
    """What somebody told of approved work that ended then."""
    told: Facts = {
        "starts_on": ended.date() - 6 * BEGAN,
        "ended_on": ended.date(),
        **given,
    }
    there = await work(session, cast, **told)
    row = CheckIn(placement_id=there.key(), days=30, asked_at=ended - BEGAN, wage=2800)
    return await added(session, row, answered_at=ended - BEGAN)


async def grievance(session: Session, cast: Cast, ended: dt.datetime, **given: Any) -> Grievance:
    """One that was closed then, with a file."""
    told: Facts = {
        "county": "222424",
        "labourer_id": cast.ana.key(),
        "kind": Trouble.UNPAID,
    }
    times: Facts = {"opened_at": ended - BEGAN, "due_at": ended, "closed_at": ended}
    row = Grievance(**told, **times, state=GrievanceState.CLOSED)
    made = await added(session, row, **given)
    await added(session, paper(ended), grievance_id=made.key())
    return made


def paper(ended: dt.datetime) -> Evidence:
    """A file that lies in the vault since then."""
    row = Evidence(kind=EvidenceKind.ROSTER, state=EvidenceState.KEPT, file_id="x", added_at=ended)
    row.path, row.name, row.media, row.inspected_at = "ab/cd", "名单.pdf", Media.PDF, ended
    return row


async def file(session: Session, cast: Cast, ended: dt.datetime, **given: Any) -> Evidence:
    """The file of a placement that was rejected then."""
    there = await work(session, cast, **{"state": PlacementState.REJECTED, **given})
    done = AuditRecord(
        at=ended, act=Act.REJECTED, subject=Subject.PLACEMENT, subject_id=there.key()
    )
    await added(session, done)
    return await added(session, paper(ended - BEGAN), placement_id=there.key())


async def voucher(session: Session, cast: Cast, ended: dt.datetime, **given: Any) -> Evidence:
    """The file of an approved placement, nothing of which was touched since then."""
    return await file(session, cast, ended, state=PlacementState.APPROVED, **given)


async def request(session: Session, cast: Cast, ended: dt.datetime, **given: Any) -> ErasureRequest:
    """Somebody's entry was kept then, as the office decided."""
    row = ErasureRequest(county="222424", labourer_id=cast.ana.key(), asked_at=ended - BEGAN)
    return await added(session, row, **{"decided_at": ended, "erased": False, **given})


async def act(session: Session, cast: Cast, ended: dt.datetime, **given: Any) -> AuditRecord:
    """Somebody looked at an entry then."""
    row = AuditRecord(at=ended, act=Act.VIEWED, account_id=7, labourer_id=cast.ana.key())
    return await added(session, row, **given)


async def brought(session: Session, cast: Cast, ended: dt.datetime, **given: Any) -> LedgerImport:
    """A list that went in then, none of whose rows is left."""
    row = LedgerImport(
        county="222424",
        account_id=7,
        file_name=f"{cast.another()}.xlsx",
        state=ImportState.ENTERED,
        opened_at=ended - BEGAN,
        touched_at=ended,
    )
    return await added(session, row, **{"over_at": ended, **given})


async def list_row(
    session: Session, cast: Cast, ended: dt.datetime, **given: Any
) -> LedgerImportRow:
    """A row of a list that went in then."""
    found = await brought(session, cast, ended, **given)
    row = LedgerImportRow(import_id=found.key(), sheet=0, line=2, cells=["王小春"])
    return await added(session, row)


# The kind, as the clock counts it: who makes a row of it.
MAKERS: dict[str, Maker] = {
    "drafts": draft,
    "applications": application,
    "liked": liked,
    "codes": code,
    "called": called,
    "messages": message,
    "answers": answer,
    "grievances": grievance,
    "files": file,
    "vouchers": voucher,
    "import rows": list_row,
    "imports": brought,
    "requests": request,
    "trail": act,
}
PERIOD_OF = {kind.name: kind.period for kind in KINDS}
KEEPING = Keeping()


def end_of(kind: str) -> dt.datetime:
    """What ended at this moment has been kept for its whole period at NOON."""
    return KEEPING.before(PERIOD_OF[kind], NOON)


async def swept(
    session: Session, now: dt.datetime = NOON, keeping: Keeping = KEEPING
) -> dict[str, int]:
    """One piece of every kind, as the clock does it; gives what went."""
    await session.flush()
    gone = {kind.name: await sweep_kind(session, kind, keeping, now) for kind in KINDS}
    session.expunge_all()
    return {name: count for name, count in gone.items() if count}
