"""Grievances that were closed, by month; whose they are is seen when one is opened."""

import datetime as dt
from typing import Any
from zoneinfo import ZoneInfo

from sqlmodel import col, or_, select

from models.core import months, paging
from models.core.paging import Page
from models.core.regions import inside
from models.core.session import Session
from models.grievances.grievance import Grievance, GrievanceState


def _closed(counties: tuple[str, ...]) -> tuple[Any, ...]:
    """Of these counties, and of nobody's: whoever took it back before anybody had it."""
    within = [inside(col(Grievance.county), county) for county in counties]
    return or_(*within, col(Grievance.county) == ""), col(Grievance.state) == GrievanceState.CLOSED


async def count_closed_by_month(
    session: Session, counties: tuple[str, ...], zone: ZoneInfo
) -> dict[dt.date, int]:
    """How many were closed in each month, by its first day, the latest first."""
    if not counties:
        return {}
    query = select(Grievance.id, Grievance.closed_at).where(*_closed(counties))
    return await months.count_by_month(session, query, col(Grievance.closed_at), zone)


async def list_closed(
    session: Session, counties: tuple[str, ...], month: dt.date, zone: ZoneInfo, page: int = 1
) -> Page[Grievance]:
    """Those closed in a month, those of one person together."""
    if not counties:
        return Page(())
    then = months.within(col(Grievance.closed_at), month, zone)
    query = select(Grievance).where(*_closed(counties), then)
    in_order = query.order_by(col(Grievance.labourer_id), col(Grievance.id))
    return await paging.rows(session, in_order, page)
