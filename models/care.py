"""Care: the people whom an account took through intake and who have no account of their own."""

from typing import Any

from sqlalchemy import and_, false, or_
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from models.account import Account
from models.labourer import Labourer
from models.region import inside
from models.role import Roles


def _in_care(account: Account, roles: Roles) -> tuple[Any, ...]:
    """Taken through intake by this account, in an area of its role now, and without an account.

    Who said No to brokers is in no broker's care.
    """
    claimed = select(Account.labourer_id).where(col(Account.labourer_id).is_not(None))
    lives, agreed = col(Labourer.village_code), col(Labourer.seen_by_brokers).is_not(False)
    return (
        col(Labourer.read_out_by) == account.key(),
        col(Labourer.id).not_in(claimed),
        or_(
            false(),
            *(inside(lives, area) for area in roles.counties()),
            *(and_(inside(lives, area), agreed) for area in roles.villages()),
        ),
    )


async def in_care_of(session: AsyncSession, account: Account, roles: Roles) -> list[Labourer]:
    """The people in the care of this account, the latest first."""
    query = select(Labourer).where(*_in_care(account, roles))
    return list(await session.exec(query.order_by(col(Labourer.id).desc())))


async def of_mine(
    session: AsyncSession, account: Account, roles: Roles, labourer_id: int
) -> Labourer | None:
    """One of those in the care of this account."""
    query = select(Labourer).where(Labourer.id == labourer_id, *_in_care(account, roles))
    return (await session.exec(query)).first()
