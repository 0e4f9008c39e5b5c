"""Revocation: what ends at once with a role: forms that rested on it, codes given out by it."""

from datetime import datetime

from models.accounts import draft_rights, one_time_codes
from models.accounts.account import Account
from models.core.session import Session


async def revoke_after_role(
    session: Session, account_id: int, now: datetime, counties: tuple[str, ...] | None = None
) -> None:
    """The account has a role no more, or none in these counties: what rested on it goes.

    The office gives other codes for the entries of people there.
    """
    account = await session.get(Account, account_id)
    if account is not None:
        await draft_rights.drop_lost_drafts(session, account)
        await one_time_codes.void_issued_codes(session, account_id, now, counties)
