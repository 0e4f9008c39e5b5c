"""The broker's week: on Monday mornings, how the placements stand and what they bring."""

import datetime as dt
from zoneinfo import ZoneInfo

from sqlalchemy import literal
from sqlmodel import col, select

from models.accounts.roles import Role
from models.core import once
from models.core.calendar import local_moment
from models.core.session import Session
from models.core.vocabulary import RoleName
from models.outbox import outbox
from models.outbox.message_type import Topic
from models.placements.placement import Placement
from models.placements.states import VOID

MONDAY, HOUR = 0, dt.time(9)


async def plan_weekly_summary(session: Session, now: dt.datetime, zone: ZoneInfo) -> int:
    """From Monday at nine every broker with placements is told, once a week; gives how many."""
    local = now.astimezone(zone)
    monday = local.date() - dt.timedelta(days=local.weekday() - MONDAY)
    if now < local_moment(monday, HOUR, zone):
        return 0
    year, week, _ = monday.isocalendar()
    about = year * 100 + week
    if not await once.is_first_time(session, "week", about):
        return 0
    row = outbox.new_row(
        Topic.WEEK,
        literal(about),
        now,
        account=col(Role.account_id),
        expires=local_moment(monday, HOUR, zone) + dt.timedelta(days=7),
    )
    placing = select(Placement.broker_id).where(col(Placement.state).not_in(VOID))
    brokers = (Role.name == RoleName.BROKER, col(Role.account_id).in_(placing))
    return await outbox.plan_rows(session, row, lambda rows: rows.where(*brokers))
