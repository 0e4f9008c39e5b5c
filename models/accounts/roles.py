"""Roles: who is staff of which county, who is broker of which villages."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Column, Index, delete, exists
from sqlmodel import Field, SQLModel, UniqueConstraint, col, select

from models.accounts import terms_of_office
from models.accounts.account import Account
from models.accounts.address import AccountAddress
from models.accounts.terms_of_office import RoleTerm, TermEvent
from models.core.column_types import moment, reference, row_id, word
from models.core.gazetteer import COUNTY
from models.core.session import Session
from models.core.vocabulary import RoleName
from models.outbox.row import OutboxRow, RowState

# Whoever looked in and neither agreed nor refused is forgotten after this.
DECIDE_WITHIN = timedelta(days=1)
GOING = (RowState.WAITING, RowState.LEASED)


class Role(SQLModel, table=True):
    """One role of an account in one area. An empty area is every county of this store."""

    __table_args__ = (
        UniqueConstraint("account_id", "name", "area"),
        Index("role_area", "name", "area", "account_id"),
    )

    id: int | None = row_id()
    account_id: int = reference("account", optional=False)
    name: RoleName = word(RoleName)
    area: str = Field(default="", max_length=12)
    granted_at: datetime = moment()
    granted_by: int | None = reference("account")


class Roles:
    """What one account may do, and where."""

    def __init__(self, rows: Iterable[Role] = ()) -> None:
        self._areas: dict[RoleName, tuple[str, ...]] = {}
        for row in rows:
            self._areas[row.name] = (*self._areas.get(row.name, ()), row.area)

    def __contains__(self, name: object) -> bool:
        return name in self._areas

    def __bool__(self) -> bool:
        return bool(self._areas)

    def areas(self) -> tuple[str, ...]:
        """Prefixes of all codes that this account may register people in."""
        return tuple(area for areas in self._areas.values() for area in areas)

    def may_register_in(self, village: str) -> bool:
        """Whether a village lies in one of these areas."""
        return village.startswith(self.areas())

    def broker_counties(self) -> tuple[str, ...]:
        """The counties of the areas that it is broker of."""
        return tuple(dict.fromkeys(area[:COUNTY] for area in self.villages()))

    def villages(self) -> tuple[str, ...]:
        """The areas that it is broker of."""
        return self._areas.get(RoleName.BROKER, ())

    def counties(self) -> tuple[str, ...]:
        """The areas that it is staff of."""
        return self._areas.get(RoleName.STAFF, ())

    def within(self) -> tuple[str, ...]:
        """The counties that it has any role in; the empty one is every county."""
        return tuple(dict.fromkeys(area[:COUNTY] for area in self.areas()))


async def get_roles(session: Session, account: Account) -> Roles:
    return Roles(await session.exec(select(Role).where(Role.account_id == account.key())))


async def list_staff_of_county(session: Session, county: str) -> list[int]:
    """The accounts that are staff of a county (6 digits), or of every county; in their order."""
    query = select(Role.account_id).where(
        Role.name == RoleName.STAFF, col(Role.area).in_(("", county))
    )
    return sorted(set(await session.exec(query)))


async def list_staff(session: Session) -> list[int]:
    """The accounts that are staff of anything; in their order."""
    query = select(Role.account_id).where(Role.name == RoleName.STAFF)
    return sorted(set(await session.exec(query)))


async def list_counties_of_staff(session: Session) -> list[str]:
    """The counties that have staff of their own; in their order."""
    query = select(Role.area).where(Role.name == RoleName.STAFF, Role.area != "")
    return sorted(set(await session.exec(query)))


async def grant_role(
    session: Session,
    account: Account,
    name: RoleName,
    area: str,
    now: datetime,
    *,
    by: int | None = None,
    how: TermEvent = TermEvent.GRANTED,
    called: str | None = None,
) -> bool:
    """Give a role, and open its term; False where the account had it already.

    Args:
        called: the holder's name, where whoever grants it told one.
    """
    same = select(Role).where(
        Role.account_id == account.key(), Role.name == name, Role.area == area
    )
    if (await session.exec(same)).first():
        return False
    session.add(Role(account_id=account.key(), name=name, area=area, granted_at=now, granted_by=by))
    await terms_of_office.open_term(session, account, name, area, now, how=how, by=by, name=called)
    await session.flush()
    return True


async def forget_undecided(session: Session, now: datetime) -> int:
    """Close accounts that neither agreed within DECIDE_WITHIN nor have a role; gives how many.

    Who was a broker or staff once stays too, and whoever a record names.
    """
    undecided = select(Account.id).where(
        col(Account.consented_at).is_(None),
        col(Account.labourer_id).is_(None),
        col(Account.created_at) < now - DECIDE_WITHIN,
        col(Account.id).not_in(select(RoleTerm.account_id)),
        *(~exists().where(named == Account.id) for named in _naming()),
        # A last message is still on its way.
        ~exists().where(col(OutboxRow.account_id) == Account.id, col(OutboxRow.state).in_(GOING)),
    )
    # Their addresses refer to them, and go first.
    gone = list(await session.exec(undecided))
    await session.exec(delete(AccountAddress).where(col(AccountAddress.account_id).in_(gone)))
    await session.exec(delete(Account).where(col(Account.id).in_(gone)))
    return len(gone)


def _naming() -> list[Column[Any]]:
    """Every column of the store that refers to an account, but for its own address."""
    return [
        key.parent
        for table in SQLModel.metadata.sorted_tables
        for key in table.foreign_keys
        if key.target_fullname == "account.id" and table.name != AccountAddress.__tablename__
    ]
