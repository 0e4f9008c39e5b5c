"""The roster: which brokers a county has, who waits to be one, and where each works."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlmodel import col, func, or_, select

from models.accounts.account import Account
from models.accounts.actor import Actor
from models.accounts.roles import Role
from models.brokers.approval import get_application
from models.brokers.broker import Broker, BrokerState
from models.core import audit, paging
from models.core.audit import Act, Subject
from models.core.counting import CountQuery, count
from models.core.paging import Page
from models.core.regions import inside
from models.core.session import Session
from models.core.vocabulary import RoleName
from models.labourers.labourer import Labourer


@dataclass(frozen=True)
class ListedBroker:
    """One broker or applicant. `name` is empty where nobody told it; `areas` are codes.

    `broker` is what they told when they applied; none for who was invited. `is_active` is whether
    they may work now.
    """

    account_id: int
    name: str
    areas: tuple[str, ...]
    broker: Broker | None = None
    is_active: bool = False

    @property
    def state(self) -> BrokerState:
        """How it stands. Who was refused or suspended and is back by an invitation works."""
        if self.broker is None or (self.is_active and self.broker.state is not BrokerState.APPLIED):
            return BrokerState.APPROVED
        return self.broker.state


def _mine(column: Any, counties: Iterable[str]) -> Any:
    return or_(*(inside(column, county) for county in counties))


async def count_applications(session: Session, counties: tuple[str, ...]) -> int:
    """How many applications wait for the office of these counties."""
    return await count(session, applications_count(counties)) if counties else 0


def applications_count(counties: tuple[str, ...]) -> CountQuery:
    """The query of how many applications wait for the office of these counties."""
    waits = (Broker.state == BrokerState.APPLIED, _mine(col(Broker.county), counties))
    return CountQuery(select(func.count()).select_from(Broker).where(*waits))


async def list_applications(
    session: Session, counties: tuple[str, ...], page: int = 1
) -> Page[Broker]:
    """Those who wait, the longest first."""
    query = select(Broker).where(
        Broker.state == BrokerState.APPLIED, _mine(col(Broker.county), counties)
    )
    return await paging.rows(session, query.order_by(col(Broker.applied_at), col(Broker.id)), page)


async def list_brokers(session: Session, counties: tuple[str, ...]) -> list[ListedBroker]:
    """All who are or were brokers there, invited ones too, by name."""
    known = {
        broker.who(): broker
        for broker in await session.exec(
            select(Broker).where(
                _mine(col(Broker.county), counties),
                col(Broker.account_id).is_not(None),
                col(Broker.state).in_((BrokerState.APPROVED, BrokerState.SUSPENDED)),
            )
        )
    }
    areas = await _areas(session, counties)
    names = await _names(session, areas.keys() - known.keys())
    listed = [
        _listed(number, known.get(number), areas.get(number, ()), names.get(number, ""))
        for number in areas.keys() | known.keys()
    ]
    return sorted(listed, key=lambda one: (not one.name, one.name, one.account_id))


async def get_listed_broker(
    session: Session, account_id: int, counties: tuple[str, ...]
) -> ListedBroker | None:
    """One broker or applicant of these counties."""
    broker = await get_application(session, account_id)
    if broker is not None and not broker.county.startswith(counties):
        broker = None
    areas = (await _areas(session, counties, account_id)).get(account_id, ())
    if broker is None and not areas:
        return None
    names = {} if broker else await _names(session, {account_id})
    return _listed(account_id, broker, areas, names.get(account_id, ""))


async def view_broker(session: Session, actor: Actor, account_id: int) -> ListedBroker | None:
    """The same, looked at: that goes into the trail."""
    one = await get_listed_broker(session, account_id, actor.roles.counties())
    if one is not None:
        of = (Subject.BROKER, account_id)
        audit.record(session, actor.now, Act.VIEWED, by=actor.id, of=of)
    return one


async def note_looked_at(session: Session, actor: Actor, account_id: int) -> None:
    """The trail keeps that the actor saw this broker, where that was read beside the turns."""
    audit.record(session, actor.now, Act.VIEWED, by=actor.id, of=(Subject.BROKER, account_id))
    await session.flush()


def _listed(number: int, broker: Broker | None, areas: tuple[str, ...], name: str) -> ListedBroker:
    told = tuple(broker.villages) if broker else ()
    return ListedBroker(number, broker.name if broker else name, areas or told, broker, bool(areas))


async def _areas(
    session: Session, counties: tuple[str, ...], account_id: int | None = None
) -> dict[int, tuple[str, ...]]:
    """The areas of brokers in these counties, by account; of one account perhaps."""
    query = select(Role).where(Role.name == RoleName.BROKER, _mine(col(Role.area), counties))
    if account_id is not None:
        query = query.where(Role.account_id == account_id)
    found: dict[int, tuple[str, ...]] = {}
    for row in await session.exec(query.order_by(col(Role.area))):
        found[row.account_id] = (*found.get(row.account_id, ()), row.area)
    return found


async def _names(session: Session, accounts: Iterable[int]) -> dict[int, str]:
    """What those are called who are registered themselves."""
    query = (
        select(Account.id, Labourer.name)
        .join(Labourer, col(Labourer.id) == Account.labourer_id)
        .where(col(Account.id).in_(list(accounts)))
    )
    return {number: name for number, name in await session.exec(query) if number is not None}
