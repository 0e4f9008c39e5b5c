"""Revocation: what ends at once with a role: forms that rested on it, codes given out by it."""

from datetime import datetime

from sqlalchemy import false, or_, update
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from models import draft_rights
from models.account import Account
from models.labourer import Labourer
from models.one_time_code import OneTimeCode
from models.region import inside


async def role_ended(
    session: AsyncSession, account_id: int, counties: tuple[str, ...], now: datetime
) -> None:
    """The account has no role in these counties any more: what rested on it there goes."""
    account = await session.get(Account, account_id)
    if account is not None:
        await draft_rights.drop_lost(session, account)
        await _void_codes(session, account_id, counties, now)


async def _void_codes(
    session: AsyncSession, account_id: int, counties: tuple[str, ...], now: datetime
) -> None:
    """Codes for entries there that the account issued and nobody used; the office gives others."""
    lives = col(Labourer.village_code)
    there = select(Labourer.id).where(or_(false(), *(inside(lives, area) for area in counties)))
    issued = update(OneTimeCode).where(
        col(OneTimeCode.issued_by) == account_id,
        col(OneTimeCode.used_at).is_(None),
        col(OneTimeCode.labourer_id).in_(there),
    )
    await session.exec(issued.values(used_at=now))
