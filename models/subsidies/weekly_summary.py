"""The broker's week: on Monday mornings, where something has changed since the last note."""

import datetime as dt
from collections import defaultdict
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import literal
from sqlmodel import col, select

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


async def plan_weekly_summary(session: Session, now: dt.datetime, zone: ZoneInfo) -> int:
    """From Monday at nine every broker is told for whom something changed; gives how many.

    Once a week, and whatever was told is kept: the next note is compared with it.
    """
    local = now.astimezone(zone)
    monday = local.date() - dt.timedelta(days=local.weekday() - MONDAY)
    if now < local_moment(monday, HOUR, zone):
        return 0
    year, week, _ = monday.isocalendar()
    about = year * 100 + week
    if not await once.is_first_time(session, "week", about):
        return 0
    planned = 0
    facts = await _facts_by_broker(session, zone, local.date())
    for account, cases in sorted(facts.items()):
        if await _has_changed(session, account, about, cases):
            row = outbox.new_row(
                WEEKLY_SUMMARY,
                about,
                now,
                account=literal(account),
                expires=local_moment(monday, HOUR, zone) + dt.timedelta(days=7),
            )
            await outbox.plan_row(session, row)
            planned += 1
    return planned


async def _facts_by_broker(
    session: Session, zone: ZoneInfo, today: dt.date
) -> dict[int, dict[str, Any]]:
    """What is told of each broker's placements, in the counties of their role."""
    query = select(Role.account_id, Role.area).where(Role.name == RoleName.BROKER)
    theirs: defaultdict[str, set[int]] = defaultdict(set)
    for account, area in await session.exec(query.order_by(col(Role.id))):
        theirs[area[:COUNTY]].add(account)
    facts: defaultdict[int, dict[str, Any]] = defaultdict(dict)
    for county, brokers in theirs.items():
        cases = await list_subsidy_cases(session, county, zone, today)
        judged = assess_cases(cases, await list_rules(session, county), today)
        for account in brokers:
            own = [one for one in cases if one.broker == account and one.state not in VOID]
            facts[account] |= describe_cases(own, judged, today)
    return {account: cases for account, cases in facts.items() if cases}


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
