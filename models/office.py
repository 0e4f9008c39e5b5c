"""The office as staff see it: who is and was staff, since when, by whom, under which accounts."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import col, or_, select
from sqlmodel.ext.asyncio.session import AsyncSession

from models import audit, one_time_code
from models.account import Account
from models.broker import Broker
from models.labourer import Labourer
from models.region import inside
from models.role_term import RoleTerm
from models.secrets import BROKER_ID, keyring
from models.words import RoleName


@dataclass(frozen=True)
class Member:
    """One who is or was staff; `terms` are theirs as staff, the oldest first."""

    account_id: int
    terms: tuple[RoleTerm, ...]

    @property
    def name(self) -> str | None:
        """What they are called, the latest name of several."""
        return next((term.name for term in reversed(self.terms) if term.name), None)

    @property
    def is_staff(self) -> bool:
        """Whether they are staff now."""
        return any(term.ended_at is None for term in self.terms)


@dataclass(frozen=True)
class Known:
    """More of one member: what is still open, and what points to the same person elsewhere.

    `others` are accounts with a role that have the same name, phone or ID number.
    """

    invitations: int
    last_look: datetime | None
    others: tuple[RoleTerm, ...]


async def members(session: AsyncSession, counties: Sequence[str]) -> list[Member]:
    """Who is and was staff of these counties, or of every county; those of today first."""
    query = select(RoleTerm).where(RoleTerm.role == RoleName.STAFF)
    if "" not in counties:
        query = query.where(col(RoleTerm.area).in_(("", *counties)))
    found: dict[int, list[RoleTerm]] = {}
    for term in await session.exec(query.order_by(col(RoleTerm.granted_at), col(RoleTerm.id))):
        found.setdefault(term.account_id, []).append(term)
    everybody = [Member(number, tuple(terms)) for number, terms in found.items()]
    return sorted(everybody, key=lambda one: (not one.is_staff, one.account_id))


async def member(session: AsyncSession, account_id: int, counties: Sequence[str]) -> Member | None:
    """One of them."""
    everybody = await members(session, counties)
    return next((one for one in everybody if one.account_id == account_id), None)


async def known(session: AsyncSession, one: Member, now: datetime) -> Known:
    """More of one member."""
    looks = await audit.looks_of(session, one.account_id, 0, 1)
    others = await _others(session, one)
    return Known(
        await one_time_code.open_invitations(session, one.account_id, now),
        looks[0].at if looks else None,
        await _in_office(session, others, one),
    )


async def person(
    session: AsyncSession, labourer_id: int, counties: tuple[str, ...]
) -> Labourer | None:
    """Somebody of one of these counties; the empty one is every county."""
    labourer = await session.get(Labourer, labourer_id)
    return labourer if labourer and labourer.village_code.startswith(counties) else None


async def names_of(
    session: AsyncSession, numbers: Iterable[int | None], counties: Iterable[str]
) -> dict[int, str]:
    """What those of these people are called who live in these counties."""
    near = or_(*(inside(col(Labourer.village_code), county) for county in counties))
    query = select(Labourer.id, Labourer.name).where(
        col(Labourer.id).in_({number for number in numbers if number is not None}), near
    )
    return {number: name for number, name in await session.exec(query) if number is not None}


async def _others(session: AsyncSession, one: Member) -> set[int]:
    """The accounts whose own entry or application bears the member's phone or ID number."""
    account = await session.get(Account, one.account_id)
    if account is None or account.labourer_id is None:
        return set()
    own = await session.get_one(Labourer, account.labourer_id)
    found: set[int | None] = set()
    if own.phone_index:
        same = select(Account.id).join(Labourer, col(Labourer.id) == Account.labourer_id)
        found |= set(await session.exec(same.where(Labourer.phone_index == own.phone_index)))
    if own.id_number:
        indexes = keyring.indexes(own.id_number, BROKER_ID)
        applied = select(Broker.account_id).where(col(Broker.id_index).in_(indexes))
        found |= set(await session.exec(applied))
    return {number for number in found if number is not None} - {one.account_id}


async def _in_office(
    session: AsyncSession, accounts: set[int], one: Member
) -> tuple[RoleTerm, ...]:
    """The present terms of these accounts, and of whoever has the member's name; one for each."""
    query = select(RoleTerm).where(
        col(RoleTerm.ended_at).is_(None), RoleTerm.account_id != one.account_id
    )
    staff = col(RoleTerm.role) == RoleName.STAFF
    # Names are sealed and can't be asked for; of brokers, of whom there are many, by county alone.
    counties = {term.area for term in one.terms if term.area}
    near = [col(RoleTerm.area).startswith(area) for area in counties]
    query = query.where(or_(staff, col(RoleTerm.account_id).in_(accounts), *near))
    found = {
        term.account_id: term
        for term in await session.exec(query.order_by(col(RoleTerm.role), col(RoleTerm.id)))
        if term.account_id in accounts or (one.name and term.name == one.name)
    }
    return tuple(found.values())
