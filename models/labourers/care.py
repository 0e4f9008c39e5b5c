"""Care: the people whom an account took through intake and who have no account of their own."""

from typing import Any

from sqlalchemy import ColumnElement, false, or_
from sqlmodel import col, func, select

from models.accounts.account import Account
from models.accounts.actor import Actor
from models.accounts.roles import Roles
from models.core import paging
from models.core.paging import Page
from models.core.refusal import Refusal
from models.core.regions import inside
from models.core.session import Session, reads_past_changes
from models.labourers import ledger, visibility
from models.labourers.labourer import Labourer


async def list_people_in_care(session: Session, account: Account, roles: Roles) -> list[Labourer]:
    """The people in the care of this account, the latest first."""
    query = select(Labourer).where(*_theirs(account, roles))
    return list(await session.exec(query.order_by(col(Labourer.id).desc())))


async def get_person_in_care(
    session: Session, account: Account, roles: Roles, labourer_id: int
) -> Labourer | None:
    query = select(Labourer).where(Labourer.id == labourer_id, *_theirs(account, roles))
    # What this turn changed is which form lies before the account, not whose entry it has.
    query = query.execution_options(**reads_past_changes)
    return (await session.exec(query)).first()


async def view_person(session: Session, actor: Actor, labourer_id: int) -> dict[str, Any] | Refusal:
    """The facts of somebody in the actor's care, which the trail tells. Refusal: not_yours."""
    labourer = await get_person_in_care(session, actor.account, actor.roles, labourer_id)
    if labourer is None:
        return Refusal("not_yours")
    return await ledger.view_entry(session, labourer, actor.now, actor.id)


def _theirs(account: Account, roles: Roles) -> tuple[ColumnElement[bool], ...]:
    """In the account's care, and to be seen by it still."""
    return visibility.is_in_care(account.key()), visibility.is_visible(account.key(), roles)


async def count_in_care(session: Session, actor: Actor) -> dict[int, int]:
    """How many people of the office's counties are in each account's care."""
    query = select(Labourer.read_out_by, func.count()).where(
        visibility.is_in_care(col(Labourer.read_out_by)), _of_office(actor)
    )
    rows = await session.exec(query.group_by(col(Labourer.read_out_by)))
    return {number: count for number, count in rows if number is not None}


async def list_people_of_broker(
    session: Session, actor: Actor, account_id: int, page: int = 1
) -> Page[Labourer]:
    """The people of the office's counties who are in one account's care, by village and name."""
    query = select(Labourer).where(visibility.is_in_care(account_id), _of_office(actor))
    order = (col(Labourer.village_code), col(Labourer.name), col(Labourer.id))
    return await paging.rows(session, query.order_by(*order), page)


def _of_office(actor: Actor) -> ColumnElement[bool]:
    lives = col(Labourer.village_code)
    return or_(false(), *(inside(lives, county) for county in actor.roles.counties()))
