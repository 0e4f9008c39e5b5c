"""Grievances that were closed, by month; whose they are is seen when one is opened."""

import datetime as dt
from collections import Counter
from typing import Any
from zoneinfo import ZoneInfo

from sqlmodel import col, or_, select

from models.core import calendar, paging
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
    moments = await session.exec(select(Grievance.closed_at).where(*_closed(counties)))
    months = Counter(at.astimezone(zone).date().replace(day=1) for at in moments if at)
    return dict(sorted(months.items(), reverse=True))


async def list_closed(
    session: Session, counties: tuple[str, ...], month: dt.date, zone: ZoneInfo, page: int = 1
) -> Page[Grievance]:
    """Those closed in a month, those of one person together."""
    if not counties:
        return Page(())
    first = calendar.local_moment(month, dt.time(), zone)
    end = calendar.local_moment(calendar.after(month, 1), dt.time(), zone)
    closed_at = col(Grievance.closed_at)
    query = select(Grievance).where(*_closed(counties), closed_at >= first, closed_at < end)
    in_order = query.order_by(col(Grievance.labourer_id), col(Grievance.id))
    return await paging.rows(session, in_order, page)
