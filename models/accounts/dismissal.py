"""Who is appointed to the office by the settings, and who is dismissed from it.

Who leaves the office is staff no more, from their next word on, and what they gave out is void.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete
from sqlmodel import col, select

from models.accounts import account as accounts
from models.accounts import identity, revocation, terms_of_office
from models.accounts import roles as role
from models.accounts.account import Account
from models.accounts.actor import Actor
from models.accounts.roles import Role
from models.accounts.staff import StaffMember
from models.accounts.terms_of_office import RoleTerm, TermEvent
from models.core import audit
from models.core.address import Address
from models.core.audit import Act, Subject
from models.core.refusal import Refusal
from models.core.session import Session
from models.core.vocabulary import RoleName


@dataclass(frozen=True)
class Dismissal:
    """Who was dismissed, and when."""

    address: Address
    at: datetime


async def appoint_staff(session: Session, address: Address, area: str, now: datetime) -> None:
    """Make somebody staff whom the settings name; a dismissal stands against it."""
    # It locks: a dismissal that another process has just begun is over once the account is here.
    account = await accounts.get_account(session, address)
    if await terms_of_office.is_dismissed(session, address):
        return
    account = account or await accounts.open_account(session, address, now)
    if await role.grant_role(session, account, RoleName.STAFF, area, now, how=TermEvent.SETTINGS):
        _note(session, Act.ROLE_TAKEN, account.key(), now, None)


async def dismiss_address(session: Session, address: Address, now: datetime) -> int:
    """The server's own word: take every role of staff, and void what they gave out.

    Gives in how many areas they were staff, 1 where a dismissal had been lifted; 0 for who was none
    or is dismissed already.
    """
    account = await accounts.get_account(session, address)
    taken = await _dismiss(session, account.key(), now, by=None) if account else 0
    if not taken and (number := await terms_of_office.mark_dismissed(session, address)):
        _note(session, Act.DISMISSED, number, now, None)
        return 1
    return taken


def may_dismiss(actor: Actor, member: StaffMember) -> bool:
    """Whether the actor may: staff of every county, and never of themselves."""
    everywhere = "" in actor.roles.counties()
    return everywhere and member.is_staff and member.account_id != actor.id


async def dismiss_staff(
    session: Session, actor: Actor, account_id: int, too: Collection[int] = ()
) -> Refusal | None:
    """The same, by staff of every county, and never of themselves.

    Of their second accounts those go `too` that are named: anybody can type a number.

    Refusals: not_yours, own_dismissal.
    """
    if "" not in actor.roles.counties():
        return Refusal("not_yours")
    if account_id == actor.id:
        return Refusal("own_dismissal")
    known = await list_staff_with_same_number(session, account_id, actor.id)
    if not await _dismiss(session, account_id, actor.now, by=actor.id):
        return Refusal("not_yours")
    for other in sorted({term.account_id for term in known} & set(too)):
        await _dismiss(session, other, actor.now, by=actor.id)
    return None


async def reinstate_staff(session: Session, address: Address, now: datetime) -> bool:
    """Let the settings name a dismissed person again; False where nobody was dismissed."""
    number = await terms_of_office.lift_dismissal(session, address)
    if number is not None:
        _note(session, Act.REINSTATED, number, now, None)
    return number is not None


async def list_staff_with_same_number(
    session: Session, account_id: int, by: int | None = None
) -> list[RoleTerm]:
    """The staff's terms, one an account, under the same ID number: they are the same person's.

    Whoever dismisses is not among them: a number can be typed by somebody else.
    """
    others = await identity.list_accounts_with_same_number(session, account_id) - {by or 0}
    query = select(RoleTerm).where(
        col(RoleTerm.account_id).in_(others),
        RoleTerm.role == RoleName.STAFF,
        col(RoleTerm.ended_at).is_(None),
    )
    found = {term.account_id: term for term in await session.exec(query)}
    return [found[number] for number in sorted(found)]


async def list_second_addresses(session: Session, address: Address) -> list[Address]:
    """The addresses of staff under the ID number of this one's person."""
    account = await accounts.get_account(session, address)
    terms = await list_staff_with_same_number(session, account.key()) if account else []
    return [term.address for term in terms if term.address is not None]


async def list_dismissals(session: Session, before: Collection[Dismissal] = ()) -> list[Dismissal]:
    """Every dismissal that stands, and those of `before` whose person the store does not know."""
    query = select(RoleTerm).where(RoleTerm.role == RoleName.STAFF).order_by(col(RoleTerm.id))
    last = {term.address: term for term in await session.exec(query) if term.address}
    standing = [
        Dismissal(address, term.ended_at)
        for address, term in last.items()
        if address and term.ended_at and term.ended is TermEvent.DISMISSED
    ]
    return [*standing, *(one for one in before if one.address not in last)]


async def dismiss_again(session: Session, known: Collection[Dismissal], now: datetime) -> None:
    """Let dismissals stand that the store has forgotten: it was restored from before them.

    Whoever was made staff anew since stays.
    """
    for one in known:
        last = await terms_of_office.get_last_staff_term(session, one.address)
        if last and last.granted_at <= one.at and last.ended is not TermEvent.REINSTATED:
            await dismiss_address(session, one.address, now)


async def _dismiss(session: Session, account_id: int, now: datetime, *, by: int | None) -> int:
    # Locked, as by whoever appoints: of a dismissal and a start at once the dismissal stands.
    await session.get(Account, account_id, with_for_update=True)
    theirs = (col(Role.account_id) == account_id, col(Role.name) == RoleName.STAFF)
    taken = (await session.exec(delete(Role).where(*theirs))).rowcount
    if taken:
        how, staff = TermEvent.DISMISSED, RoleName.STAFF
        await terms_of_office.close_terms(session, account_id, now, how=how, by=by, role=staff)
        await revocation.revoke_after_role(session, account_id, now)
        _note(session, Act.DISMISSED, account_id, now, by)
    return taken


def _note(session: Session, act: Act, account_id: int, now: datetime, by: int | None) -> None:
    audit.record(session, now, act, by=by, of=(Subject.STAFF, account_id))
