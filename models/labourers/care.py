"""Care: the people whom an account took through intake and who have no account of their own."""

from sqlalchemy import ColumnElement
from sqlmodel import col, select

from models.accounts.account import Account
from models.accounts.roles import Roles
from models.core.session import Session
from models.labourers import visibility
from models.labourers.labourer import Labourer


async def list_people_in_care(session: Session, account: Account, roles: Roles) -> list[Labourer]:
    """The people in the care of this account, the latest first."""
    query = select(Labourer).where(*_theirs(account, roles))
    return list(await session.exec(query.order_by(col(Labourer.id).desc())))


async def get_person_in_care(
    session: Session, account: Account, roles: Roles, labourer_id: int
) -> Labourer | None:
    """One of those in the care of this account."""
    query = select(Labourer).where(Labourer.id == labourer_id, *_theirs(account, roles))
    return (await session.exec(query)).first()


def _theirs(account: Account, roles: Roles) -> tuple[ColumnElement[bool], ...]:
    """In the account's care, and to be seen by it still."""
    return visibility.is_in_care(account.key()), visibility.is_visible(account.key(), roles)
