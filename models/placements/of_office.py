"""Placements as lists of the office: of one broker, and at one employer."""

from typing import Any

from sqlalchemy import false, or_
from sqlmodel import col, select

from models.accounts.actor import Actor
from models.core import paging
from models.core.paging import Page
from models.core.regions import inside
from models.core.session import Session
from models.employers.employer import Employer
from models.labourers.labourer import Labourer
from models.placements.placement import Placement

# A placement with its person, unless erased or of another county by now, and its employer.
OfficePlacement = tuple[Placement, Labourer | None, Employer]


async def list_placements_of_broker(
    session: Session, actor: Actor, account_id: int, page: int = 1
) -> Page[OfficePlacement]:
    """All that one account reported in the office's counties, the latest first."""
    return await _list(session, actor, Placement.broker_id == account_id, page)


async def list_placements_at(
    session: Session, actor: Actor, employer: Employer, page: int = 1
) -> Page[OfficePlacement]:
    """All that were reported at one employer in the office's counties, the latest first."""
    return await _list(session, actor, Placement.employer_id == employer.id, page)


async def _list(session: Session, actor: Actor, which: Any, page: int) -> Page[OfficePlacement]:
    counties = actor.roles.counties()
    reported = or_(false(), *(inside(col(Placement.county), one) for one in counties))
    lives = or_(false(), *(inside(col(Labourer.village_code), one) for one in counties))
    query = (
        select(Placement, Labourer, Employer)
        .outerjoin(Labourer, (col(Labourer.id) == col(Placement.labourer_id)) & lives)
        .join(Employer, col(Employer.id) == col(Placement.employer_id))
        .where(which, reported)
        .order_by(col(Placement.id).desc())
    )
    return await paging.rows(session, query, page)
