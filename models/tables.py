"""All tables, for whoever needs the whole of them: migrations, and the tests."""

from models.account import Account
from models.audit import AuditRecord
from models.draft import Draft
from models.household import Household
from models.labourer import Labourer, LedgerChange, NoticePreference
from models.one_time_code import OneTimeCode
from models.region import Region
from models.role import Role
from models.seen import SeenUpdate

TABLES = (
    Region,
    Household,
    Labourer,
    LedgerChange,
    NoticePreference,
    Account,
    Role,
    Draft,
    OneTimeCode,
    AuditRecord,
    SeenUpdate,
)
