"""Placements as they are kept: found, counted, and forgotten with their person."""

from typing import Any

from sqlalchemy import update
from sqlmodel import col, func, or_, select

from models.accounts.roles import Roles
from models.core.session import Session
from models.employers.employer import Employer
from models.labourers.labourer import Labourer
from models.placements.placement import Placement
from models.placements.states import VOID, PlacementState

FORGOTTEN = ("labourer_id", "said", "said_before", "why", "next_check_at", "ended_by")


async def get_placement(session: Session, placement_id: int) -> Placement | None:
    """A placement by its number."""
    return await session.get(Placement, placement_id)


async def get_placement_of_broker(
    session: Session, placement_id: int, account_id: int, roles: Roles
) -> Placement | None:
    """One of a broker's own, be it void, in a county where they are broker still."""
    found = await session.get(Placement, placement_id)
    if found is None or found.broker_id != account_id:
        return None
    return found if found.county in roles.broker_counties() else None


async def get_with_labourer(
    session: Session, placement_id: int, account_id: int, roles: Roles
) -> tuple[Placement, Labourer] | None:
    """One of a broker's own with its person, unless the person is erased."""
    placement = await get_placement_of_broker(session, placement_id, account_id, roles)
    labourer = await session.get(Labourer, placement.labourer_id) if placement else None
    return (placement, labourer) if placement and labourer else None


async def count_by_state(
    session: Session, account_id: int, roles: Roles
) -> dict[PlacementState, int]:
    """How many of a broker's placements that still count stand how."""
    query = select(Placement.state, func.count()).group_by(col(Placement.state))
    rows = await session.exec(query.where(*_counting(account_id, roles)))
    return {PlacementState(state): count for state, count in rows}


async def get_latest_county(session: Session, account_id: int, roles: Roles) -> str:
    """The county of a broker's last placement; empty where there is none."""
    query = select(Placement.county).where(
        Placement.broker_id == account_id, col(Placement.county).in_(roles.broker_counties())
    )
    return (await session.exec(query.order_by(col(Placement.id).desc()).limit(1))).first() or ""


async def list_of_broker(
    session: Session,
    account_id: int,
    roles: Roles,
    states: tuple[PlacementState, ...],
    start: int,
    most: int,
) -> list[tuple[Placement, Labourer]]:
    """A broker's own that stand so, with their people, the latest first, from a place on."""
    query = (
        select(Placement, Labourer)
        .join(Labourer, col(Labourer.id) == Placement.labourer_id)
        .where(*_counting(account_id, roles), col(Placement.state).in_(states))
        .order_by(col(Placement.id).desc())
    )
    found = await session.exec(query.offset(start).limit(most))
    return [(placement, labourer) for placement, labourer in found]


async def find_of_broker(
    session: Session, account_id: int, roles: Roles, typed: str, most: int
) -> list[tuple[Placement, Labourer, Employer]]:
    """A broker's own with these words in the person's or the employer's name, the latest first."""
    named = or_(
        col(Labourer.name).contains(typed, autoescape=True),
        col(Employer.name).contains(typed, autoescape=True),
    )
    query = (
        select(Placement, Labourer, Employer)
        .join(Labourer, col(Labourer.id) == Placement.labourer_id)
        .join(Employer, col(Employer.id) == Placement.employer_id)
        .where(*_counting(account_id, roles), named)
        .order_by(col(Placement.id).desc())
    )
    return [(one, person, there) for one, person, there in await session.exec(query.limit(most))]


async def list_names_of_broker(
    session: Session, account_id: int, roles: Roles, placements: list[int]
) -> dict[int, str]:
    """The people of a broker's own placements that still count, by the placement's number."""
    query = select(Placement.id, Labourer.name)
    query = query.join(Labourer, col(Labourer.id) == Placement.labourer_id)
    its = (*_counting(account_id, roles), col(Placement.id).in_(placements))
    found = await session.exec(query.where(*its)) if placements else ()
    return {number: name for number, name in found if number is not None}


def _counting(account_id: int, roles: Roles) -> tuple[Any, ...]:
    """A broker's own that are not void, of people who are named, in the counties of the role."""
    return (
        col(Placement.broker_id) == account_id,
        col(Placement.county).in_(roles.broker_counties()),
        col(Placement.state).not_in(VOID),
        col(Placement.labourer_id).is_not(None),
    )


async def list_of_labourer(session: Session, labourer_id: int) -> list[tuple[Placement, Employer]]:
    query = (
        select(Placement, Employer)
        .join(Employer, col(Employer.id) == Placement.employer_id)
        .where(Placement.labourer_id == labourer_id)
    )
    found = await session.exec(query.order_by(col(Placement.id)))
    return [(placement, employer) for placement, employer in found]


async def anonymise_labourer(session: Session, labourer_id: int) -> None:
    """Somebody is erased: their placements stay as figures, without the person and their words."""
    theirs = update(Placement).where(col(Placement.labourer_id) == labourer_id)
    unpaid = theirs.where(col(Placement.state) != PlacementState.APPROVED)
    await session.exec(unpaid.values(worker_index=None))
    await session.exec(theirs.values(**dict.fromkeys(FORGOTTEN)))


async def get_latest_at_employer(
    session: Session, employer_id: int, counties: tuple[str, ...]
) -> Placement | None:
    """The last report of these counties at an employer: what the next one brings along."""
    query = select(Placement).where(
        Placement.employer_id == employer_id, col(Placement.county).in_(counties)
    )
    return (await session.exec(query.order_by(col(Placement.id).desc()).limit(1))).first()


async def list_posts_at_employer(session: Session, employer_id: int, most: int = 4) -> list[str]:
    """The posts reported at an employer, the latest first."""
    query = select(Placement.post).where(Placement.employer_id == employer_id)
    rows = await session.exec(query.order_by(col(Placement.id).desc()).limit(50))
    return list(dict.fromkeys(rows))[:most]


async def get_employer(session: Session, placement: Placement) -> Employer:
    return await session.get_one(Employer, placement.employer_id)
