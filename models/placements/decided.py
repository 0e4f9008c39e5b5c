"""What was decided: approved, refused and withdrawn placements, by month and by person."""

import datetime as dt
from typing import Any
from zoneinfo import ZoneInfo

from sqlmodel import col, func, or_, select

from models.core import months, paging
from models.core.paging import Page
from models.core.regions import inside
from models.core.session import Session
from models.labourers.labourer import Labourer
from models.placements.placement import Placement
from models.placements.review import Waiting
from models.placements.states import VOID, PlacementState

DECIDED = (PlacementState.APPROVED, *VOID)
# When it was decided; what the broker withdrew goes by when it was last reported.
_WHEN: Any = func.coalesce(col(Placement.reviewed_at), col(Placement.reported_at))
_WHEN_REPORTED: Any = func.coalesce(col(Placement.reported_at), col(Placement.filed_at))


def when_decided(state: PlacementState) -> Any:
    """The column by which placements of a state go into months: when they were decided so."""
    if state not in DECIDED:
        return col(Placement.filed_at)
    return _WHEN_REPORTED if state is PlacementState.WITHDRAWN else _WHEN


def _decided(state: PlacementState, counties: tuple[str, ...], *wanted: Any) -> Any:
    within = or_(*(inside(col(Placement.county), county) for county in counties))
    query = select(*wanted).select_from(Placement)
    query = query.join(Labourer, col(Labourer.id) == Placement.labourer_id)
    return query.where(within, col(Placement.state) == state)


async def count_decided(session: Session, counties: tuple[str, ...]) -> dict[PlacementState, int]:
    """How many of these counties were decided how."""
    if not counties:
        return {}
    counts = {}
    for state in DECIDED:
        counts[state] = (await session.exec(_decided(state, counties, func.count()))).one()
    return counts


async def count_by_month(
    session: Session, state: PlacementState, counties: tuple[str, ...], zone: ZoneInfo
) -> dict[dt.date, int]:
    """How many were decided so in each month, by its first day, the latest first."""
    if not counties:
        return {}
    when = when_decided(state)
    decided = _decided(state, counties, col(Placement.id), when)
    return await months.count_by_month(session, decided, when, zone)


async def list_decided(
    session: Session,
    state: PlacementState,
    counties: tuple[str, ...],
    month: dt.date,
    zone: ZoneInfo,
    page: int = 1,
) -> Page[Waiting]:
    """Those decided so in a month, by name."""
    if not counties:
        return Page(())
    query = _decided(state, counties, Placement, Labourer)
    query = query.where(months.within(when_decided(state), month, zone))
    in_order = query.order_by(col(Labourer.name), col(Placement.id))
    return (await paging.rows(session, in_order, page)).of(lambda row: Waiting(*row))


async def list_of_person(
    session: Session, labourer_id: int, counties: tuple[str, ...], page: int = 1
) -> Page[Waiting]:
    """All placements of a person in these counties, whatever became of them, the latest first."""
    if not counties:
        return Page(())
    within = or_(*(inside(col(Placement.county), county) for county in counties))
    query = select(Placement, Labourer).join(Labourer, col(Labourer.id) == Placement.labourer_id)
    query = query.where(within, Placement.labourer_id == labourer_id)
    found = await paging.rows(session, query.order_by(col(Placement.id).desc()), page)
    return found.of(lambda row: Waiting(*row))
