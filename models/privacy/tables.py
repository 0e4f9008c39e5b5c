"""All tables, for whoever needs the whole of them: migrations, and the tests."""

from models.accounts.account import Account
from models.accounts.address import AccountAddress
from models.accounts.attempts import Attempt
from models.accounts.console_sessions import ConsoleSession
from models.accounts.drafts import Draft
from models.accounts.one_time_codes import OneTimeCode
from models.accounts.processed_updates import ProcessedUpdate
from models.accounts.roles import Role
from models.accounts.terms_of_office import RoleTerm
from models.brokers.broker import Broker
from models.core.audit import AuditRecord
from models.core.key_check import KeyCheck
from models.core.once import DoneOnce
from models.core.regions import Region
from models.core.tick_runs import TickRun
from models.employers.employer import Employer
from models.enquiries.enquiry import Enquiry, EnquiryMessage
from models.grievances.grievance import Grievance, GrievanceNote
from models.labourers.calls import Call
from models.labourers.double import Double
from models.labourers.household import Household
from models.labourers.imports.tables import ColumnChoice, LedgerImport, LedgerImportRow
from models.labourers.labourer import Labourer, LedgerChange, NoticePreference
from models.labourers.ledger_checks.finding import Finding
from models.labourers.ledger_export.export_record import LedgerExport
from models.labourers.monthly_snapshot import MonthlySnapshot
from models.labourers.visit import Visit
from models.notices.notice import Notice
from models.notices.sign_ups import SignUp
from models.outbox.row import OutboxRow
from models.placements.evidence import Evidence
from models.placements.placement import CheckIn, Placement
from models.privacy.erasure_request import ErasureRequest
from models.privacy.sweeping import Sweep
from models.subsidies.payment import SubsidyPayment
from models.subsidies.rule import SubsidyRule
from models.subsidies.told_forecast import ToldForecast
from models.vacancies.vacancy import Interest, Vacancy

TABLES = (
    Region,
    Household,
    Labourer,
    LedgerChange,
    NoticePreference,
    Double,
    Finding,
    MonthlySnapshot,
    LedgerExport,
    Visit,
    LedgerImport,
    LedgerImportRow,
    ColumnChoice,
    Account,
    AccountAddress,
    Role,
    RoleTerm,
    Broker,
    Employer,
    Vacancy,
    Interest,
    Placement,
    CheckIn,
    Grievance,
    GrievanceNote,
    Enquiry,
    EnquiryMessage,
    Evidence,
    ErasureRequest,
    SubsidyRule,
    ToldForecast,
    SubsidyPayment,
    Notice,
    SignUp,
    OutboxRow,
    Call,
    TickRun,
    DoneOnce,
    Sweep,
    Draft,
    Attempt,
    ConsoleSession,
    OneTimeCode,
    AuditRecord,
    ProcessedUpdate,
    KeyCheck,
)
