"""Revocation: what ends at once with a role: forms that rested on it, codes given out by it."""

from datetime import datetime

from sqlalchemy import ColumnElement

from models.accounts import draft_rights, one_time_codes
from models.accounts.account import Account
from models.core.session import Session


async def revoke_after_role(
    session: Session, account_id: int, now: datetime, *codes: ColumnElement[bool]
) -> None:
    """The account has a role no more: what rested on it goes.

    Args:
        codes: conditions over OneTimeCode, where only some of the codes are void.
    """
    account = await session.get(Account, account_id)
    if account is not None:
        await draft_rights.drop_lost_drafts(session, account)
        await one_time_codes.void_issued_codes(session, account_id, now, *codes)
