"""All tables, for whoever needs the whole of them: migrations, and the tests."""

from models.account import Account
from models.attempts import Attempt
from models.audit import AuditRecord
from models.broker import Broker
from models.call_list import Call
from models.double import Double
from models.draft import Draft
from models.employer import Employer
from models.erasure import ErasureRequest
from models.evidence import Evidence
from models.grievance import Grievance, GrievanceNote
from models.household import Household
from models.job import Job
from models.labourer import Labourer, LedgerChange, NoticePreference
from models.milestone import Milestone
from models.notice import Notice
from models.one_time_code import OneTimeCode
from models.outbox import OutboxRow
from models.placement import CheckIn, Placement
from models.region import Region
from models.role import Role
from models.role_term import RoleTerm
from models.seen import SeenUpdate
from models.sign_up import SignUp
from models.subsidy_rule import SubsidyRule
from models.sweeping import Sweep
from models.vacancy import Interest, Vacancy

TABLES = (
    Region,
    Household,
    Labourer,
    LedgerChange,
    NoticePreference,
    Double,
    Account,
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
    Evidence,
    ErasureRequest,
    SubsidyRule,
    Notice,
    SignUp,
    OutboxRow,
    Call,
    Job,
    Milestone,
    Sweep,
    Draft,
    Attempt,
    OneTimeCode,
    AuditRecord,
    SeenUpdate,
)
