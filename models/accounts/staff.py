"""The office as staff see it: who is and was staff, since when, by whom, under which accounts."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import col, or_, select

from models.accounts import one_time_codes
from models.accounts.account import Account
from models.accounts.terms_of_office import RoleTerm
from models.brokers.broker import Broker
from models.core import audit
from models.core.encryption import BROKER_ID, LABOURER_ID, keyring
from models.core.regions import inside
from models.core.session import Session
from models.core.vocabulary import RoleName
from models.labourers.labourer import Labourer


@dataclass(frozen=True)
class StaffMember:
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
class MemberDetails:
    """More of one member: what is still open, and what points to the same person elsewhere.

    `others` are accounts with a role that have the same name, phone or ID number.
    """

    invitations: int
    last_look: datetime | None
    others: tuple[RoleTerm, ...]


async def list_members(session: Session, counties: Sequence[str]) -> list[StaffMember]:
    """Who is and was staff of these counties, or of every county; those of today first."""
    query = select(RoleTerm).where(RoleTerm.role == RoleName.STAFF)
    if "" not in counties:
        query = query.where(col(RoleTerm.area).in_(("", *counties)))
    found: dict[int, list[RoleTerm]] = {}
    for term in await session.exec(query.order_by(col(RoleTerm.granted_at), col(RoleTerm.id))):
        found.setdefault(term.account_id, []).append(term)
    everybody = [StaffMember(number, tuple(terms)) for number, terms in found.items()]
    return sorted(everybody, key=lambda one: (not one.is_staff, one.account_id))


async def get_member(
    session: Session, account_id: int, counties: Sequence[str]
) -> StaffMember | None:
    """One of them."""
    everybody = await list_members(session, counties)
    return next((one for one in everybody if one.account_id == account_id), None)


async def get_member_details(session: Session, one: StaffMember, now: datetime) -> MemberDetails:
    """More of one member."""
    looks = await audit.looks_of(session, one.account_id, 0, 1)
    others = await _others(session, one)
    return MemberDetails(
        await one_time_codes.count_open_invitations(session, one.account_id, now),
        looks[0].at if looks else None,
        await _in_office(session, others, one),
    )


async def get_person_of_counties(
    session: Session, labourer_id: int, counties: tuple[str, ...]
) -> Labourer | None:
    """Somebody of one of these counties; the empty one is every county."""
    labourer = await session.get(Labourer, labourer_id)
    return labourer if labourer and labourer.village_code.startswith(counties) else None


async def get_names_within(
    session: Session, numbers: Iterable[int | None], counties: Iterable[str]
) -> dict[int, str]:
    """What those of these people are called who live in these counties."""
    near = or_(*(inside(col(Labourer.village_code), county) for county in counties))
    query = select(Labourer.id, Labourer.name).where(
        col(Labourer.id).in_({number for number in numbers if number is not None}), near
    )
    return {number: name for number, name in await session.exec(query) if number is not None}


async def list_accounts_with_same_number(session: Session, account_id: int) -> set[int]:
    """The other accounts whose own entry or application bears this one's ID number."""
    numbers = await _id_numbers(session, account_id)
    entries = [one for number in numbers for one in keyring.indexes(number, LABOURER_ID)]
    applications = [one for number in numbers for one in keyring.indexes(number, BROKER_ID)]
    own = select(Account.id).join(Labourer, col(Labourer.id) == Account.labourer_id)
    found = {
        *await session.exec(own.where(col(Labourer.id_index).in_(entries))),
        *await session.exec(
            select(Broker.account_id).where(col(Broker.id_index).in_(applications))
        ),
    }
    return {number for number in found if number is not None} - {account_id}


async def _id_numbers(session: Session, account_id: int) -> set[str]:
    entry = select(Labourer).join(Account, col(Account.labourer_id) == Labourer.id)
    own = (await session.exec(entry.where(Account.id == account_id))).first()
    applied = await session.exec(select(Broker).where(Broker.account_id == account_id))
    told = {own.id_number if own else None, *(one.id_number for one in applied)}
    return {number for number in told if number}


async def _others(session: Session, one: StaffMember) -> set[int]:
    """The accounts whose own entry or application bears the member's phone or ID number."""
    found = await list_accounts_with_same_number(session, one.account_id)
    account = await session.get(Account, one.account_id)
    own = await session.get(Labourer, account.labourer_id or 0) if account else None
    if own is not None and own.phone_index:
        same = select(Account.id).join(Labourer, col(Labourer.id) == Account.labourer_id)
        phones = await session.exec(same.where(Labourer.phone_index == own.phone_index))
        found |= {number for number in phones if number is not None}
    return found - {one.account_id}


async def _in_office(
    session: Session, accounts: set[int], one: StaffMember
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
