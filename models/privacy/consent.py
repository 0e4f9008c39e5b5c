"""Withdrawing consent: the end of what is kept about a person."""

from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import delete, true, update
from sqlmodel import SQLModel, col, select

from models.accounts import account as accounts
from models.accounts import drafts
from models.accounts.account import Account
from models.accounts.drafts import Draft
from models.accounts.one_time_codes import OneTimeCode
from models.accounts.roles import Role, Roles
from models.brokers import approval
from models.core import audit
from models.core.audit import Act
from models.core.session import Session
from models.grievances import personal_data as grievance_data
from models.labourers import doubles, ledger
from models.labourers.calls import Call
from models.labourers.labourer import Labourer, LedgerChange, NoticePreference
from models.labourers.own_entry import get_own_entry
from models.notices import named_people, reminders, sign_ups
from models.notices.notice import Notice
from models.notices.sign_ups import SignUp
from models.outbox.row import OutboxRow
from models.placements import evidence, queries
from models.placements.placement import Placement
from models.subsidies.told_forecast import ToldForecast
from models.vacancies.vacancy import Interest, Vacancy

# What hangs on an entry, and goes with it.
HANGING = (Draft, LedgerChange, NoticePreference, OneTimeCode, SignUp, OutboxRow, Call, Interest)

# What goes with an account, and what stays but names it no more.
ITS_OWN = (Draft, OutboxRow, ToldForecast)
NAMING: tuple[tuple[type[SQLModel], str], ...] = (
    (Notice, "writer_id"),
    (Placement, "broker_id"),
    (Vacancy, "writer_id"),
    (OneTimeCode, "issued_by"),
    (Role, "granted_by"),
)


async def erase_account_data(
    session: Session, account: Account, roles: Roles, now: datetime, zone: ZoneInfo
) -> None:
    """Withdraw consent: entry, history, drafts and account go; the trail keeps that it was done.

    The account of a broker or staff member stays, without the person's own entry.
    """
    labourer = await get_own_entry(session, account)
    account.labourer_id = account.draft_id = None
    account.consented_at = account.consent_version = None
    await session.flush()
    if labourer is not None:
        await erase_entry(session, labourer, now, zone, by=account.key())
    own = col(Draft.form).in_(drafts.OWN_FORMS) if roles else true()
    await session.exec(delete(Draft).where(col(Draft.account_id) == account.key(), own))
    if not roles:
        await close_account(session, account)
    await session.flush()


async def close_account(session: Session, account: Account) -> None:
    """Forget an account that has no role: what it did as a broker or as staff stays, unnamed.

    So does that it was suspended as a broker, under nothing but the index of the ID number.
    """
    account.draft_id = None
    await session.flush()
    for table in ITS_OWN:
        await session.exec(delete(table).where(col(table.account_id) == account.key()))
    for named, who in NAMING:
        its = update(named).where(col(getattr(named, who)) == account.key())
        await session.exec(its.values({who: None}))
    await approval.forget_broker(session, account.key())
    await evidence.anonymise_sender(session, account.key())
    await accounts.delete_account(session, account)


async def erase_entry(
    session: Session, labourer: Labourer, now: datetime, zone: ZoneInfo, *, by: int
) -> None:
    """Remove an entry and all that hangs on it; its seats go to who waits for them."""
    key, home, where = labourer.key(), labourer.household_id, labourer.village_code
    theirs = select(Draft.id).where(Draft.labourer_id == key)
    open_now = col(Account.draft_id).in_(theirs)
    await session.exec(update(Account).where(open_now).values(draft_id=None))
    for notice in await sign_ups.list_held_notices(session, key):
        await reminders.leave_seat(session, notice, labourer, now, zone)
    await named_people.forget_named_person(session, key)
    await drafts.forget_person_in_drafts(session, key, labourer.name, labourer.id_number)
    await doubles.forget_doubles_of(session, labourer, now)
    await evidence.erase_of_labourer(session, key)
    await queries.anonymise_labourer(session, key)
    await grievance_data.erase_of_labourer(session, key)
    for table in HANGING:
        await session.exec(delete(table).where(col(table.labourer_id) == key))
    await session.delete(labourer)
    await session.flush()
    await ledger.close_empty_household(session, home)
    audit.record(session, now, Act.ERASED, by=by, labourer=key, village=where)
    await session.flush()
