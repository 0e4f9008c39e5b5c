"""Care: the people whom an account took through intake and who have no account of their own."""

from typing import Any

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from models import sight
from models.account import Account
from models.labourer import Labourer
from models.role import Roles


def _in_care(account: Account, roles: Roles) -> tuple[Any, ...]:
    """Read out to by this account, without one of their own, and to be seen by it still."""
    claimed = select(Account.labourer_id).where(col(Account.labourer_id).is_not(None))
    return (
        col(Labourer.read_out_by) == account.key(),
        col(Labourer.id).not_in(claimed),
        sight.visible(account.key(), roles),
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
