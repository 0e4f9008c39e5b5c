"""Who somebody's broker is: who placed them last, else who took their answers."""

from dataclasses import dataclass

from sqlmodel import col, select

from models.accounts import identity, roles
from models.accounts.account import Account
from models.core.gazetteer import COUNTY
from models.core.session import Session
from models.labourers.own_entry import get_own_entry
from models.placements.placement import Placement
from models.placements.states import VOID


@dataclass(frozen=True)
class PersonsBroker:
    """A broker who works in this county still. `name` is empty where nobody told it."""

    account_id: int
    county: str
    name: str


async def find_broker(session: Session, account: Account) -> PersonsBroker | None:
    """The broker of an account's own person, who is one still where they live; None without one."""
    labourer = await get_own_entry(session, account)
    if labourer is None:
        return None
    county = labourer.village_code[:COUNTY]
    placed = select(Placement.broker_id).where(
        Placement.labourer_id == labourer.key(), col(Placement.state).not_in(VOID)
    )
    latest = (await session.exec(placed.order_by(col(Placement.id).desc()))).all()
    for account_id in dict.fromkeys((*latest, labourer.read_out_by)):
        if account_id is None or account_id == account.id:
            continue
        broker = await session.get(Account, account_id)
        if broker and county in (await roles.get_roles(session, broker)).broker_counties():
            name = await identity.get_name_from_sources(session, broker)
            return PersonsBroker(account_id, county, name or "")
    return None
