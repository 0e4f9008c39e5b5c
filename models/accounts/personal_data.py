"""What is kept of an account: what its person is given."""

from typing import Any

from models.accounts import account as accounts
from models.accounts import drafts, terms_of_office
from models.accounts.account import Account
from models.core.exports import iso_text
from models.core.session import Session


async def export_personal_data(session: Session, account: Account) -> dict[str, Any]:
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
