"""Whether those whom a message is for may still be told: their roles at this moment."""

from models.accounts import roles
from models.accounts.account import Account
from models.accounts.roles import Roles
from models.outbox.message_type import DueRow


async def is_staff(due: DueRow) -> bool:
    """Whether the recipient is staff of any county."""
    return due.row.account_id in await roles.list_staff(due.session)


async def is_staff_of_county(due: DueRow, county: str) -> bool:
    """Whether the recipient is staff of this county."""
    return due.row.account_id in await roles.list_staff_of_county(due.session, county)


async def is_broker(due: DueRow, county: str = "") -> bool:
    """Whether the recipient is broker somewhere, or in this county."""
    found = await get_recipient_roles(due)
    where = found.broker_counties() if found else ()
    return bool(where) and (not county or county in where)


async def get_recipient_counties(due: DueRow) -> tuple[str, ...]:
    """The counties that the recipient is staff of."""
    found = await get_recipient_roles(due)
    return found.counties() if found else ()


async def get_recipient_roles(due: DueRow) -> Roles | None:
    """What the recipient may do; None where the account is gone."""
    account = await due.session.get(Account, due.row.account_id)
    return await roles.get_roles(due.session, account) if account else None
