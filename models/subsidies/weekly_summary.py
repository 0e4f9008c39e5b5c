"""The broker's week: on Monday mornings, where something has changed since the last note."""

import datetime as dt
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import literal
from sqlmodel import col, func, select

from models.accounts.roles import Role
from models.core import once
from models.core.calendar import local_moment
from models.core.gazetteer import COUNTY
from models.core.session import Session
from models.core.vocabulary import RoleName
from models.outbox import outbox
from models.placements.messages import WEEKLY_SUMMARY
from models.placements.states import VOID
from models.subsidies.assessment import assess_cases
from models.subsidies.rule import list_rules
from models.subsidies.subsidy_cases import list_subsidy_cases
from models.subsidies.told_forecast import ToldForecast, describe_cases, get_told

MONDAY, HOUR = 0, dt.time(9)


async def sum_up_piece(session: Session, now: dt.datetime, zone: ZoneInfo) -> int | None:
    """From Monday at nine every broker is told for whom something changed, once a week.

    Judges one broker's placements more; gives how many are told, None where nobody is left.
    Whatever was told is kept: the next note is compared with it.
    """
    local = now.astimezone(zone)
    monday = local.date() - dt.timedelta(days=local.weekday() - MONDAY)
    nine = local_moment(monday, HOUR, zone)
    if now < nine:
        return None
    year, week, _ = monday.isocalendar()
    about = year * 100 + week
    reached = await once.get_reached(session, "week", about)
    if reached is None:
        return None
    account = await _get_next_broker(session, reached)
    await once.note_reached(session, "week", about, account)
    if account is None:
        return None
    cases = await _describe_placements(session, account, zone, local.date())
    if not cases or not await _has_changed(session, account, about, cases):
        return 0
    expires = nine + dt.timedelta(days=7)
    row = outbox.new_row(WEEKLY_SUMMARY, about, now, account=literal(account), expires=expires)
    await outbox.plan_row(session, row)
    return 1


async def _get_next_broker(session: Session, reached: int) -> int | None:
    following = select(func.min(Role.account_id)).where(
        Role.name == RoleName.BROKER, col(Role.account_id) > reached
    )
    return (await session.exec(following)).one()


async def _describe_placements(
    session: Session, account: int, zone: ZoneInfo, today: dt.date
) -> dict[str, Any]:
    """What is told of a broker's placements, in the counties of their role."""
    query = select(Role.area).where(Role.name == RoleName.BROKER, Role.account_id == account)
    told: dict[str, Any] = {}
    for county in sorted({area[:COUNTY] for area in await session.exec(query)}):
        cases = await list_subsidy_cases(session, county, zone, today, broker=account)
        judged = assess_cases(cases, await list_rules(session, county), today)
        own = [one for one in cases if one.broker == account and one.state not in VOID]
        told |= describe_cases(own, judged, today)
    return told


async def _has_changed(session: Session, account: int, week: int, cases: dict[str, Any]) -> bool:
    kept, told = await get_told(session, account), {"cases": cases}
    if kept is None:
        session.add(ToldForecast(account_id=account, week=week, told=told))
    elif kept.told == told:
        return False
    else:
        kept.before, kept.told, kept.week = kept.told, told, week
    await session.flush()
    return True
