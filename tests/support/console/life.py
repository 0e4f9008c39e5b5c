"""One record of every kind in Wangqing, for the test that tries every route of the console."""

from models.core.session import Session
from models.enquiries.enquiry import Enquiry, EnquiryMessage
from models.labourers.calls import Call
from models.labourers.double import Double, Likeness
from models.labourers.imports.columns import Sheet
from models.labourers.imports.tables import (
    ImportState,
    LedgerImport,
    LedgerImportRow,
    RowOutcome,
)
from models.labourers.labourer import Labourer
from models.labourers.ledger_checks.finding import Finding, FindingKind
from models.labourers.snapshots import take_snapshot_piece
from models.privacy.erasure_request import ErasureRequest
from models.subsidies.payment import SubsidyPayment
from models.vacancies.vacancy import Interest, VacancyState
from tests.brokers.test_approval import applied
from tests.support.employers.factory import (
    CODE,
    open_employer,
    place_at_employer,
    vacancy_at_employer,
)
from tests.support.grievances.factory import open_grievance, staff_account
from tests.support.labourers.facts import XINGSHENG, entry_facts, farmer_facts
from tests.support.notices.factory import publish_notice, write_notice
from tests.support.store import (
    DAY,
    NOON,
    broker_account,
    consenting_account,
    register_labourer,
)
from tests.support.stored_actors import ZONE

# What nobody of another county may read: names of people, employers and of what was told.
SECRETS = ("朴顺姬", "金哲洙", "安广", "宁波鞋业", "缝纫工", "赵老板砖厂", "大兴沟招聘会")


async def watched_ledger(session: Session, farmer: Labourer, placement: int) -> dict[str, int]:
    """A list that was brought in, a finding, two months, and a payment."""
    listed = LedgerImport(
        county="222424",
        account_id=1,
        file_name="名单.xlsx",
        state=ImportState.READY,
        sheets=[Sheet("劳动力", 1, ["姓名"], {0: "name"}, rows=1).as_json()],
        opened_at=NOON,
        touched_at=NOON,
    )
    finding = Finding(labourer_id=farmer.key(), kind=FindingKind.WAGE_LOW, found_at=NOON, facts="x")
    payment = SubsidyPayment(
        county="222424",
        placement_id=placement,
        yuan=20,
        up_to=20,
        paid_on=NOON.date(),
        voucher="记-1",
        marked_at=NOON,
        marked_by=1,
    )
    session.add_all([listed, finding, payment])
    await session.flush()
    row = LedgerImportRow(import_id=listed.key(), sheet=0, line=2, cells=[], outcome=RowOutcome.NEW)
    session.add(row)
    for now in (NOON - 30 * DAY, NOON):
        while await take_snapshot_piece(session, now, ZONE):
            pass
    await session.flush()
    numbers = {"import": listed.key(), "row": row.key(), "finding": finding.id or 0}
    return {**numbers, "payment": payment.key(), "file": 1}


async def console_life(session: Session) -> dict[str, int]:
    """The records' numbers, by their kinds; `person` and `twin` are of the ledger."""
    broker = await broker_account(session, 4, XINGSHENG)
    person = await register_labourer(session, broker, entry_facts(name="朴顺姬"), own=False)
    person.read_out_by = broker.key()
    told = await consenting_account(session, 5)
    farmer = await register_labourer(session, told, farmer_facts())
    employer = await open_employer(session, credit_code=CODE)
    twin = await open_employer(session, "宁波鞋业")
    placement = await place_at_employer(session, employer, person, broker_id=broker.key())
    vacancy = await vacancy_at_employer(session, employer, state=VacancyState.HELD, held_for="押金")
    grievance = await open_grievance(session, farmer, placement=None)
    applicant = await applied(session, 6)
    draft = await write_notice(session, broker.key())
    notice = await publish_notice(session, broker.key())
    colleague = await staff_account(session, chat=7)
    call = Call(month=202611, labourer_id=farmer.key(), opened_at=NOON)
    pair = sorted((person.key(), farmer.key()))
    double = Double(
        first_id=pair[0], second_id=pair[1], why=Likeness.ALIKE, opened_at=NOON, told_at=NOON
    )
    erasure = ErasureRequest(county="222424", labourer_id=person.key(), asked_by=0, asked_at=NOON)
    enquiry = Enquiry(
        county="222424",
        account_id=told.key(),
        labourer_id=farmer.key(),
        number=1,
        opened_at=NOON,
        waits_since=NOON,
    )
    session.add_all([call, double, erasure, enquiry])
    session.add(Interest(vacancy_id=vacancy.key(), labourer_id=farmer.key(), at=NOON))
    await session.flush()
    session.add(
        EnquiryMessage(
            enquiry_id=enquiry.key(),
            number=1,
            by_office=False,
            at=NOON,
            account_id=told.key(),
            words="补贴啥时候发？",
        )
    )
    await session.flush()
    watched = await watched_ledger(session, farmer, placement.key())
    return {
        **watched,
        "applicant": applicant.who(),
        "broker": broker.key(),
        "call": call.id or 0,
        "colleague": colleague.key(),
        "double": double.key(),
        "draft": draft.key(),
        "employer": employer.key(),
        "enquiry": enquiry.key(),
        "erasure": erasure.key(),
        "farmer": farmer.key(),
        "grievance": grievance.key(),
        "household": farmer.household_id or 0,
        "notice": notice.key(),
        "person": person.key(),
        "placement": placement.key(),
        "twin": twin.key(),
        "vacancy": vacancy.key(),
    }
