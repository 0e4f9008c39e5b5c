"""The office as staff see it: who is and was staff, since when, by whom, under which accounts."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import col, or_, select

from models.accounts import identity, one_time_codes, terms_of_office
from models.accounts.actor import Actor
from models.accounts.terms_of_office import RoleTerm
from models.core import audit
from models.core.person_names import name_key
from models.core.refusal import Refusal
from models.core.session import Session
from models.core.vocabulary import RoleName


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
    everybody = await list_members(session, counties)
    return next((one for one in everybody if one.account_id == account_id), None)


async def set_own_name(session: Session, actor: Actor, name: str) -> Refusal | None:
    """Write down what one is called; acts of before keep the name of before. Refusal: not_yours."""
    if RoleName.STAFF not in actor.roles:
        return Refusal("not_yours")
    await terms_of_office.rename_holder(session, actor.account, name, actor.now)
    return None


async def get_member_details(session: Session, one: StaffMember, now: datetime) -> MemberDetails:
    looks = await audit.looks_of(session, one.account_id, 0, 1)
    same_number = await identity.list_accounts_with_same_number(session, one.account_id)
    same_phone = await identity.list_accounts_with_same_phone(session, one.account_id)
    return MemberDetails(
        await one_time_codes.count_open_invitations(session, one.account_id, now),
        looks[0].at if looks else None,
        await _in_office(session, same_number | same_phone, one),
    )


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
        if term.account_id in accounts or _is_same_name(term.name, one.name)
    }
    return tuple(found.values())


def _is_same_name(one: str | None, other: str | None) -> bool:
    return bool(one and other) and name_key(one or "") == name_key(other or "")
