"""A person's hold over what is kept about them: the whole of it, and its end."""

from datetime import datetime
from typing import Any

from sqlalchemy import delete, true, update
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from models import account as accounts
from models import audit, draft, ledger, preference
from models.account import Account
from models.audit import Act
from models.draft import Draft
from models.labourer import Labourer, LedgerChange, NoticePreference
from models.one_time_code import OneTimeCode
from models.role import Roles

# Forms that are about the account's own person; a broker's drafts about others stay.
OWN_FORMS = ("intake", "change", "claim")


async def export(session: AsyncSession, account: Account, now: datetime) -> dict[str, Any]:
    """Everything held about the person of this account, as JSON values."""
    labourer = await own_entry(session, account)
    audit.record(session, now, Act.EXPORTED, by=account.id, labourer=account.labourer_id)
    return {
        "account": accounts.as_export(account),
        "unfinished": [
            mine.answers
            for mine in await draft.unfinished(session, account)
            if mine.form in OWN_FORMS
        ],
        "entry": await ledger.entry(session, labourer) if labourer else None,
        "paused": await _paused(session, labourer) if labourer else {},
        "consent": _consent(labourer) if labourer else None,
        "history": await _history(session, labourer) if labourer else [],
    }


async def own_entry(session: AsyncSession, account: Account) -> Labourer | None:
    """The ledger entry of the account's own person."""
    return await session.get(Labourer, account.labourer_id) if account.labourer_id else None


async def erase(session: AsyncSession, account: Account, roles: Roles, now: datetime) -> None:
    """Withdraw consent: entry, history, drafts and account go; the trail keeps that it was done.

    The account of a broker or staff member stays, without the person's own entry.
    """
    labourer = await own_entry(session, account)
    account.labourer_id = account.draft_id = account.consented_at = None
    await session.flush()
    if labourer is not None:
        await erase_entry(session, labourer, now, by=account.key())
    own = col(Draft.form).in_(OWN_FORMS) if roles else true()
    await session.exec(delete(Draft).where(col(Draft.account_id) == account.key(), own))
    if not roles:
        await session.delete(account)
    await session.flush()


async def erase_entry(session: AsyncSession, labourer: Labourer, now: datetime, *, by: int) -> None:
    """Remove an entry and all that hangs on it."""
    key, home = labourer.key(), labourer.household_id
    theirs = select(Draft.id).where(Draft.labourer_id == key)
    open_now = col(Account.draft_id).in_(theirs)
    await session.exec(update(Account).where(open_now).values(draft_id=None))
    for table in (Draft, LedgerChange, NoticePreference, OneTimeCode):
        await session.exec(delete(table).where(col(table.labourer_id) == key))
    await session.delete(labourer)
    await session.flush()
    await ledger.close_empty_household(session, home)
    audit.record(session, now, Act.ERASED, by=by, labourer=key)


def _consent(labourer: Labourer) -> dict[str, Any]:
    return {
        "given": labourer.consented_at.isoformat(),
        "words": labourer.consent_version,
        "read_out_by_somebody": labourer.read_out_by is not None,
    }


async def _paused(session: AsyncSession, labourer: Labourer) -> dict[str, str]:
    wishes = await preference.of(session, labourer.key())
    return {kind: row.paused_until.isoformat() for kind, row in wishes.items() if row.paused_until}


async def _history(session: AsyncSession, labourer: Labourer) -> list[dict[str, Any]]:
    return [
        {
            "at": change.at.isoformat(),
            "by_account": change.account_id,
            "fact": change.fact,
            "from": change.before,
            "to": change.after,
        }
        for change in await ledger.history(session, labourer)
    ]
