"""Households set right by the office: two that are one made one, and one that is two split."""

from sqlalchemy import update
from sqlmodel import col, select

from models.accounts.actor import Actor
from models.core import audit
from models.core.audit import Act
from models.core.person_names import name_key
from models.core.refusal import Refusal
from models.core.session import Session
from models.labourers import household
from models.labourers.household import Household
from models.labourers.labourer import Labourer

MOST = 8


async def get_household(session: Session, labourer: Labourer) -> Household | None:
    """The household that somebody belongs to."""
    number = labourer.household_id
    return await session.get(Household, number) if number is not None else None


async def list_like(session: Session, home: Household) -> list[Household]:
    """Others of the village that may be the same: by the head's name, or headed by a member."""
    members = {one.key() for one in await household.list_members(session, home)}
    name = name_key(home.head_name)
    query = select(Household).where(
        Household.village_code == home.village_code, Household.id != home.id
    )
    others = await session.exec(query.order_by(col(Household.id)))
    alike = [
        one
        for one in others
        if one.head_id in members or (name and name_key(one.head_name) == name)
    ]
    return alike[:MOST]


async def merge_households(
    session: Session, actor: Actor, labourer: Labourer, number: int
) -> Refusal | None:
    """They are one: all of the other belong to that of this labourer; each one's trail tells it.

    What the office confirmed of somebody stays. Refusals: not_yours, households_apart.
    """
    into, other = await get_household(session, labourer), await session.get(Household, number)
    if into is None or other is None:
        return Refusal("households_apart")
    if refused := _refuse(actor, into):
        return refused
    if into.id == other.id or into.village_code != other.village_code:
        return Refusal("households_apart")
    moved = await household.list_members(session, other)
    if into.head_id is None:
        into.head_id, into.head_name = other.head_id, other.head_name
        into.head_birth_year = other.head_birth_year or into.head_birth_year
    theirs = update(Labourer).where(col(Labourer.household_id) == other.id)
    await session.exec(theirs.values(household_id=into.id))
    for one in moved:
        _note(session, actor, Act.HOME_JOINED, one)
    await session.delete(other)
    await session.flush()
    await household.tell_drafts(session, into)
    return None


async def split_household(session: Session, actor: Actor, leaving: Labourer) -> Refusal | None:
    """One of them belongs to another household of that head's name, or is a head themselves.

    Of whoever leaves the office has to confirm anew that it is registered poor. Refusals:
    not_yours, household_alone.
    """
    home = await get_household(session, leaving)
    if home is None or len(await household.list_members(session, home)) < 2:
        return Refusal("household_alone")
    if refused := _refuse(actor, home):
        return refused
    heads = home.head_id == leaving.id
    new = Household(
        village_code=home.village_code,
        head_name=leaving.name if heads else home.head_name,
        head_birth_year=leaving.birth_year if heads else None,
        head_id=leaving.id if heads else None,
    )
    session.add(new)
    await session.flush()
    if heads:
        # Whoever names that person belongs to their household, not to the one that they left.
        home.head_id = home.head_birth_year = None
    leaving.household_id = new.id
    leaving.poor_confirmed_at = leaving.poor_confirmed_by = None
    _note(session, actor, Act.HOME_LEFT, leaving)
    await session.flush()
    for one in (home, new):
        await household.tell_drafts(session, one)
    return None


def _refuse(actor: Actor, home: Household) -> Refusal | None:
    counties = actor.roles.counties()
    inside = bool(counties) and home.village_code.startswith(counties)
    return None if inside else Refusal("not_yours")


def _note(session: Session, actor: Actor, act: Act, one: Labourer) -> None:
    where = one.village_code
    audit.record(session, actor.now, act, by=actor.id, labourer=one.id, village=where)
