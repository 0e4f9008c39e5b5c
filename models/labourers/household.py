"""Households: labourers of one household register, known by their head as a person, or by a year.

A name alone is no household: two of one name are two, until the office has made them one.
"""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Index
from sqlmodel import Field, SQLModel, col, func, select

from models.accounts import drafts
from models.core.audit import Act
from models.core.column_types import BIG_ID, row_id
from models.core.person_names import name_key, person_name
from models.core.session import Session
from models.labourers.labourer import Labourer

# By these facts of an entry its household is found.
RESTS_ON = ("registered_poor", "household_head", "head_birth_year", "village")
# The answer of who is the head: it is told from every name by its sign.
HEAD_SELF = "@self"
HEAD = ("household_head", "head_birth_year")


class Household(SQLModel, table=True):
    """A registered poor household (建档立卡户). Those not registered are not kept.

    `head_name` is empty until the head was named, which is asked after registration. `head_id` is
    the head's own entry, where they have one; `head_birth_year` tells namesakes apart.
    """

    __table_args__ = (Index("household_head", "village_code", "head_name"),)

    id: int | None = row_id()
    village_code: str = Field(foreign_key="region.code", max_length=12)
    head_name: str = Field(max_length=40)
    head_birth_year: int | None = None
    # No reference: the entry of the head refers to its household.
    head_id: int | None = Field(default=None, sa_type=BIG_ID, index=True)

    def key(self) -> int:
        """The row's number, once it has one."""
        assert self.id is not None
        return self.id


async def find_or_open_household(
    session: Session, facts: Mapping[str, Any], labourer: Labourer | None = None
) -> Household | None:
    """The household that somebody with these facts belongs to; None for who is not registered poor.

    Args:
        labourer: whose facts they are, with name and birth year; none where the entry is new.
    """
    if not facts.get("registered_poor"):
        return None
    village, head = facts["village"], facts.get("household_head")
    if head == HEAD_SELF:
        year = labourer.birth_year if labourer else facts["birth_year"]
        return await _of_head(session, village, facts["name"], year, labourer)
    return await _of_named(session, village, head or "", facts.get("head_birth_year"))


async def _of_head(
    session: Session, village: str, name: str, year: int, labourer: Labourer | None
) -> Household:
    """The head's own; or the one that others have named by this name and year, and nobody heads."""
    if labourer is not None:
        own = select(Household).where(
            Household.head_id == labourer.key(), Household.village_code == village
        )
        if known := (await session.exec(own)).first():
            return known
    named = await _list_named(session, village, name, year)
    free = [one for one in named if one.head_id is None]
    home = free[0] if len(free) == 1 else _new(session, village, name, year)
    if labourer is not None:
        home.head_id = labourer.key()
    await session.flush()
    return home


async def _of_named(session: Session, village: str, name: str, year: int | None) -> Household:
    """The one household under this head's name and year of birth; without the year a new one."""
    named = await _list_named(session, village, name, year) if year is not None else []
    if len(named) == 1:
        return named[0]
    home = _new(session, village, name, year)
    if year is not None and not named:
        home.head_id = await _only_person(session, village, name, year)
    await session.flush()
    return home


async def _list_named(session: Session, village: str, name: str, year: int) -> list[Household]:
    same = select(Household).where(
        Household.village_code == village, Household.head_birth_year == year
    )
    found = await session.exec(same.order_by(col(Household.id)))
    return [one for one in found if name_key(one.head_name) == name_key(name)]


async def _only_person(session: Session, village: str, name: str, year: int) -> int | None:
    """The one entry that the head must be; None where there is none, or there are several."""
    same = select(Labourer.id).where(
        Labourer.name_key == name_key(name),
        Labourer.birth_year == year,
        Labourer.village_code == village,
    )
    found = (await session.exec(same.limit(2))).all()
    return found[0] if len(found) == 1 else None


def _new(session: Session, village: str, name: str, year: int | None) -> Household:
    kept = person_name(name) or name
    home = Household(village_code=village, head_name=kept, head_birth_year=year)
    session.add(home)
    return home


async def list_members(session: Session, home: Household) -> list[Labourer]:
    """Who belongs to it, the first registered first."""
    query = select(Labourer).where(Labourer.household_id == home.id)
    return list(await session.exec(query.order_by(col(Labourer.id))))


async def follow_head(session: Session, head: Labourer) -> None:
    """The name and the year of a head are those of the entry."""
    home = await session.get_one(Household, head.household_id)
    told = (head.name, head.birth_year)
    if (home.head_name, home.head_birth_year) != told:
        home.head_name, home.head_birth_year = told
        await session.flush()
        await tell_drafts(session, home)


async def tell_drafts(session: Session, home: Household) -> None:
    """A change that a member began before does not say of the household what was before."""
    for one in await list_members(session, home):
        left = one.not_asked or ()
        told = read_head(home, one).items()
        head = {key: value for key, value in told if key not in left or value is not None}
        await drafts.update_drafts_about_entry(session, one.key(), head)
    await session.flush()


def read_head(home: Household | None, labourer: Labourer) -> dict[str, Any]:
    """The head of a labourer's household, as facts."""
    if home is None:
        return {"household_head": None, "head_birth_year": None}
    if home.head_id == labourer.id:
        return {"household_head": HEAD_SELF, "head_birth_year": None}
    return {"household_head": home.head_name or None, "head_birth_year": home.head_birth_year}


def list_household_acts(before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[Act, ...]:
    """What the trail tells, for an auditor, where another household or none is told now."""
    poor = bool(after["registered_poor"])
    changed = is_household_changed(before, after)
    if not changed or not (poor or before.get("registered_poor")):
        return ()
    return (Act.POOR_TOLD if poor else Act.POOR_DENIED,)


def is_household_changed(before: Mapping[str, Any], after: Mapping[str, Any]) -> bool:
    """Whether what an entry tells of its household is different."""
    return any(before.get(key) != after.get(key) for key in RESTS_ON)


async def follow_household(
    session: Session, labourer: Labourer, before: Mapping[str, Any], facts: Mapping[str, Any]
) -> None:
    """Another household is told, or none; of its head the name and year follow the entry."""
    if is_household_changed(before, {**before, **_told_of_home(facts)}):
        await session.flush()
        home = await find_or_open_household(session, facts, labourer)
        if labourer.household_id is not None and before.get("household_head") == HEAD_SELF:
            await _resign(session, labourer, home)
        labourer.household_id = home.id if home else None
    elif before.get("household_head") == HEAD_SELF:
        await follow_head(session, labourer)


def _told_of_home(facts: Mapping[str, Any]) -> dict[str, Any]:
    poor = bool(facts.get("registered_poor"))
    told = {key: facts.get(key) if poor else None for key in HEAD}
    return {"registered_poor": poor, "village": facts["village"], **told}


async def _resign(session: Session, labourer: Labourer, home: Household | None) -> None:
    """Whoever was the head of another household is not any more."""
    left = await session.get(Household, labourer.household_id)
    if left is not None and (home is None or left.id != home.id):
        left.head_id = None


def is_head_named_first(before: Mapping[str, Any], facts: Mapping[str, Any]) -> bool:
    """Whether a household is the same, and only its head was not known yet."""
    known = before["registered_poor"] and facts.get("registered_poor")
    same = before["village"] == facts["village"]
    return bool(known and same and before.get("household_head") is None)


async def close_empty_household(session: Session, household_id: int | None) -> None:
    """Drop a household that no labourer belongs to any more."""
    count = select(func.count()).where(Labourer.household_id == household_id)
    home = await session.get(Household, household_id) if household_id else None
    if home is not None and not (await session.exec(count)).one():
        await session.delete(home)
        await session.flush()
