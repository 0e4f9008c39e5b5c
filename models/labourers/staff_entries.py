"""Entries as staff find them: looked for, looked at, compared, given to who lost a phone."""

from dataclasses import dataclass

from sqlmodel import col, select

from models.accounts import account as accounts
from models.accounts.actor import Actor
from models.accounts.one_time_codes import CodePurpose
from models.core import audit
from models.core.audit import Act
from models.core.refusal import Refusal
from models.core.session import Session
from models.labourers import account_move, entry_transfer, likeness, office_list, visibility
from models.labourers.double import Double, Likeness
from models.labourers.household import Household
from models.labourers.labourer import Labourer
from models.labourers.people_conditions import is_named_alike
from models.labourers.people_filter import PeopleFilter
from models.labourers.waiting_doubles import is_undecided


@dataclass(frozen=True)
class FindEntry:
    """A name, a name and a village, a phone or an ID number, or the last four digits of one."""

    words: str


@dataclass(frozen=True)
class StaffEntry:
    """An entry as staff see it: `has_account` is whether its person writes here themselves."""

    labourer: Labourer
    home: Household | None
    has_account: bool


async def find_entries(session: Session, actor: Actor, wanted: FindEntry) -> list[Labourer]:
    """Those of the actor's counties that fit, the nearest name first."""
    query = await office_list.select_people(
        session, actor, PeopleFilter(words=wanted.words), Labourer
    )
    if isinstance(query, Refusal):
        return []
    nearest = is_named_alike(wanted.words).desc()
    order = (nearest, col(Labourer.name_key), col(Labourer.id))
    return list(await session.exec(query.order_by(*order).limit(visibility.MOST)))


async def get_entry(session: Session, actor: Actor, labourer_id: int) -> Labourer | None:
    """An entry of the actor's counties."""
    counties = actor.roles.counties()
    labourer = await session.get(Labourer, labourer_id)
    if labourer is None or not counties or not labourer.village_code.startswith(counties):
        return None
    return labourer


async def view_entry(session: Session, actor: Actor, labourer: Labourer) -> StaffEntry:
    """What staff see of it; that they looked goes into the trail."""
    audit.record(session, actor.now, Act.VIEWED, by=actor.id, labourer=labourer.id)
    await session.flush()
    home = await session.get(Household, labourer.household_id) if labourer.household_id else None
    own = await accounts.get_account_id_of_labourer(session, labourer.id)
    return StaffEntry(labourer, home, own is not None)


async def note_looked_at(session: Session, actor: Actor, labourer_id: int) -> None:
    """The trail keeps that the actor saw this entry, where that was read beside the turns."""
    audit.record(session, actor.now, Act.VIEWED, by=actor.id, labourer=labourer_id)
    await session.flush()


async def give_code(session: Session, actor: Actor, labourer: Labourer) -> str | Refusal:
    """The person stood there with their ID card: a code that opens the entry in a new account.

    Where they have an account it is closed once the code is used; it is told now, and colleagues
    too. Refusals: not_yours, move_own, move_role, too_often {most}.
    """
    if refused := await account_move.refuse_move(session, actor, labourer):
        return refused
    code = await entry_transfer.issue_code(session, actor, labourer, CodePurpose.MOVE)
    if not isinstance(code, Refusal):
        await account_move.tell_of_code(session, actor, labourer)
    return code


async def compare_entries(
    session: Session, actor: Actor, one: Labourer, other: Labourer
) -> int | Refusal:
    """Two that may be one person, says the office: gives the number of the double to decide on.

    Refusals: not_yours, numbers_differ, double_settled.
    """
    if one.id == other.id or None in (
        await get_entry(session, actor, one.key()),
        await get_entry(session, actor, other.key()),
    ):
        return Refusal("not_yours")
    if one.id_number and other.id_number and one.id_number != other.id_number:
        return Refusal("numbers_differ")
    pair = sorted((one.key(), other.key()))
    waits = select(Double).where(
        Double.first_id == pair[0], Double.second_id == pair[1], is_undecided()
    )
    if known := (await session.exec(waits)).first():
        return known.key()
    await likeness.open_double_pairs(
        session, one.key(), [(other.key(), Likeness.ALIKE)], actor.now, new=True
    )
    return (await session.exec(waits)).one().key()
