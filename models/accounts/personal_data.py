"""What is kept of an account: what its person is given, and how it is erased."""

from typing import Any

from sqlalchemy import delete, update
from sqlmodel import col, select

from models.accounts import account as accounts
from models.accounts import console_sessions, drafts, terms_of_office
from models.accounts.account import Account
from models.accounts.drafts import Draft
from models.accounts.one_time_codes import OneTimeCode
from models.accounts.roles import Role
from models.core.exports import iso_text
from models.core.personal_data import ErasedEntry, PersonalData
from models.core.session import Session


async def export_personal_data(session: Session, account: Account, _: object) -> dict[str, Any]:
    """The account, its terms of office, and the answers begun about its own person."""
    return {
        "account": accounts.export_account(account),
        "terms_of_office": await _terms(session, account),
        "unfinished": [
            mine.answers | ({"kept_words": mine.kept_words} if mine.kept_words else {})
            for mine in await drafts.list_unfinished_drafts(session, account)
            if mine.form in drafts.OWN_FORMS
        ],
    }


async def _terms(session: Session, account: Account) -> list[dict[str, Any]]:
    held = await terms_of_office.get_terms_of(session, {account.key()})
    return [
        {
            "role": term.role,
            "area": term.area,
            "name": term.name,
            "from": term.granted_at.isoformat(),
            "until": iso_text(term.ended_at),
        }
        for term in held.get(account.key(), ())
    ]


async def erase_entry(session: Session, entry: ErasedEntry) -> None:
    """Forms about them go, those of others name them no more; codes for the entry are void."""
    about = select(Draft.id).where(Draft.labourer_id == entry.labourer_id)
    open_now = col(Account.draft_id).in_(about)
    await session.exec(update(Account).where(open_now).values(draft_id=None))
    await drafts.forget_person_in_drafts(session, entry.labourer_id, entry.name, entry.id_number)
    for table in (Draft, OneTimeCode):
        await session.exec(delete(table).where(col(table.labourer_id) == entry.labourer_id))


async def erase_account(session: Session, account_id: int) -> None:
    """Its forms and sessions go; the codes and roles that it gave out stay, unnamed."""
    await session.exec(delete(Draft).where(col(Draft.account_id) == account_id))
    await console_sessions.delete_sessions_of(session, account_id)
    issued = update(OneTimeCode).where(col(OneTimeCode.issued_by) == account_id)
    await session.exec(issued.values(issued_by=None))
    granted = update(Role).where(col(Role.granted_by) == account_id)
    await session.exec(granted.values(granted_by=None))


PERSONAL_DATA = PersonalData(export_personal_data, erase_entry, erase_account)
