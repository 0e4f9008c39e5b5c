"""Withdrawing consent: the end of what is kept about a person."""

from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import delete, true
from sqlmodel import col

from models.accounts import account as accounts
from models.accounts import drafts
from models.accounts.account import Account
from models.accounts.actor import Actor
from models.accounts.drafts import Draft
from models.accounts.roles import Roles
from models.core import audit
from models.core.audit import Act
from models.core.personal_data import ErasedEntry
from models.core.refusal import Refusal
from models.core.session import Session
from models.grievances import personal_data as grievances
from models.labourers import ledger
from models.labourers.labourer import Labourer
from models.labourers.own_entry import get_own_entry
from models.privacy.domains import DOMAINS


async def erase_account_data(
    session: Session,
    account: Account,
    roles: Roles,
    now: datetime,
    zone: ZoneInfo,
    *,
    by: int | None = None,
) -> None:
    """Withdraw consent: entry, history, drafts and account go; the trail keeps that it was done.

    The account of a broker or staff member stays, without the person's own entry.

    Args:
        by: the staff member's account, where the office does it for the person.
    """
    labourer = await get_own_entry(session, account)
    account.labourer_id = account.draft_id = None
    account.consented_at = account.consent_version = None
    account.trouble_consented_at = account.erase_when_done = None
    account.shared_phone_index = None
    await session.flush()
    if labourer is not None:
        await erase_entry(session, labourer, now, zone, by=by or account.key())
    elif not roles:
        # By its number it is erased again, where an older backup is restored.
        audit.record(session, now, Act.ERASED, by=account.key())
    own = col(Draft.form).in_(drafts.OWN_FORMS) if roles else true()
    await session.exec(delete(Draft).where(col(Draft.account_id) == account.key(), own))
    await grievances.erase_account(session, account.key())
    if not roles:
        await close_account(session, account)
    await session.flush()


async def forget_newcomer(session: Session, actor: Actor) -> Refusal | None:
    """Who has agreed to nothing declines: nothing is kept of them. Refusal: button_stale."""
    account = actor.account
    agreed = account.consented_at or account.trouble_consented_at
    if agreed or account.labourer_id is not None or actor.roles:
        return Refusal("button_stale")
    await close_account(session, account)
    return None


async def close_account(session: Session, account: Account) -> None:
    """Forget an account that has no role: what it did as a broker or as staff stays, unnamed.

    So does that it was suspended as a broker, under nothing but the index of the ID number.
    """
    account.draft_id = None
    await session.flush()
    for domain in reversed(DOMAINS):
        if domain.erase_account is not None:
            await domain.erase_account(session, account.key())
    await accounts.delete_account(session, account)


async def erase_entry(
    session: Session, labourer: Labourer, now: datetime, zone: ZoneInfo, *, by: int | None
) -> None:
    """Remove an entry and all that hangs on it; its seats go to who waits for them."""
    key, where = labourer.key(), labourer.village_code
    entry = ErasedEntry(key, labourer.name, labourer.id_number, now, zone)
    for domain in reversed(DOMAINS):
        if domain.erase_entry is not None:
            await domain.erase_entry(session, entry)
    await ledger.delete_entry(session, labourer)
    audit.record(session, now, Act.ERASED, by=by, labourer=key, village=where)
    await session.flush()
