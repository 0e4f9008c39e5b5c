"""The ledger's week for staff: on Monday mornings, where something has changed since the last."""

import datetime as dt
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import literal
from sqlmodel import col, or_, select

from models.accounts.roles import Role
from models.core import once
from models.core.calendar import local_moment
from models.core.counting import CountQuery, count_rows, count_together
from models.core.session import Session
from models.core.vocabulary import RoleName
from models.labourers.labourer import Labourer
from models.labourers.ledger_checks.finding import Finding, FindingKind
from models.labourers.messages import LEDGER_WEEK
from models.labourers.people_conditions import is_silent_since, lives_in
from models.labourers.snapshots import MONTH
from models.outbox import outbox

HOUR, WEEK, SILENT = dt.time(9), dt.timedelta(days=7), dt.timedelta(days=MONTH)
DONE = "ledger week"


@dataclass(frozen=True)
class LedgerWeek:
    """Since a week ago: who is new; and as things are now: who was not heard of for a month, what
    the checks found that is open, and poor households with nobody in work. None is counted beyond
    models.core.counting.COUNTED.
    """

    new: int
    silent: int
    findings: int
    idle_households: int


async def count_ledger_week(
    session: Session, counties: Collection[str], now: dt.datetime
) -> LedgerWeek:
    """The figures of these counties."""
    is_open = (col(Finding.gone_at).is_(None), col(Finding.dismissed_at).is_(None))
    idle = col(Finding.kind) == FindingKind.HOUSEHOLD_IDLE
    found = _findings(counties).where(*is_open)
    queries = {
        "new": _people(counties).where(col(Labourer.registered_at) >= now - WEEK),
        "silent": _people(counties).where(is_silent_since(now - SILENT)),
        "findings": found.where(~idle),
        "idle_households": found.where(idle),
    }
    counted = {key: count_rows(query) for key, query in queries.items()}
    return LedgerWeek(**await count_together(session, counted))


async def plan_ledger_weeks(session: Session, now: dt.datetime, zone: ZoneInfo) -> int:
    """From Monday at nine, once, staff of the counties where something changed; gives how many.

    A store that is new has no week behind it, and tells nobody.
    """
    local = now.astimezone(zone).date()
    monday = local - dt.timedelta(days=local.weekday())
    due = local_moment(monday, HOUR, zone)
    year, week, _ = monday.isocalendar()
    about = year * 100 + week
    if now < due or not await once.is_first_time(session, DONE, about):
        return 0
    if await once.list_done(session, DONE) == [about]:
        return 0
    planned, known = 0, dict[tuple[str, ...], bool]()
    for account, counties in sorted((await _list_staff(session)).items()):
        if counties not in known:
            known[counties] = await _has_changed(session, counties, now)
        if known[counties]:
            whose = literal(account)
            row = outbox.new_row(LEDGER_WEEK, about, now, account=whose, expires=due + WEEK)
            await outbox.plan_row(session, row)
            planned += 1
    return planned


async def _list_staff(session: Session) -> dict[int, tuple[str, ...]]:
    query = select(Role.account_id, Role.area).where(Role.name == RoleName.STAFF)
    found: dict[int, tuple[str, ...]] = {}
    for account, area in await session.exec(query.order_by(col(Role.area), col(Role.id))):
        found[account] = (*found.get(account, ()), area)
    return found


async def _has_changed(session: Session, counties: Collection[str], now: dt.datetime) -> bool:
    """Whether anybody is new or became silent, or a finding opened or closed, within the week."""
    queries: dict[str, CountQuery] = {
        str(number): count_rows(query.limit(1))
        for number, query in enumerate(_changes(counties, now))
    }
    return any((await count_together(session, queries)).values())


def _changes(counties: Collection[str], now: dt.datetime) -> Iterator[Any]:
    since, told = now - WEEK, col(Labourer.status_told_at)
    yield _people(counties).where(col(Labourer.registered_at) >= since)
    yield _people(counties).where(told >= since - SILENT, told < now - SILENT)
    moved = or_(col(Finding.found_at) >= since, col(Finding.gone_at) >= since)
    yield _findings(counties).where(moved)


def _people(counties: Collection[str]) -> Any:
    return select(Labourer.id).where(lives_in(counties))


def _findings(counties: Collection[str]) -> Any:
    query = select(Finding.id).join(Labourer, col(Labourer.id) == Finding.labourer_id)
    return query.where(lives_in(counties))
