"""Running the checks, a piece of the people at a time: what is found opens, what is not closes."""

import datetime as dt
import hashlib
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import case
from sqlmodel import col, select

from models.accounts.actor import Actor
from models.core.refusal import Refusal
from models.core.session import Session
from models.labourers.labourer import Labourer
from models.labourers.ledger_checks.conditions import (
    Check,
    build_checks,
    fact_columns,
    fact_text,
)
from models.labourers.ledger_checks.finding import Finding, FindingKind
from models.labourers.people_conditions import lives_in
from models.labourers.present_placements import present_placements
from models.labourers.working_age import WorkingAge, get_working_age

PIECE = 100
EVERYWHERE = ("",)


@dataclass(frozen=True)
class CheckedPiece:
    """How far it came, None where nobody is left; and how many findings opened and closed."""

    reached: int | None
    opened: int = 0
    closed: int = 0


async def check_people(
    session: Session, actor: Actor, rules: Sequence[WorkingAge], after: int = 0
) -> CheckedPiece | Refusal:
    """On demand: the next people of the actor's counties behind `after`, in one transaction.

    Whoever asks goes on from `reached` until it is None. Refusal: not_yours.
    """
    counties = actor.roles.counties()
    if not counties:
        return Refusal("not_yours")
    return await check_piece(session, rules, actor.now, actor.zone, after, counties)


async def check_piece(
    session: Session,
    rules: Sequence[WorkingAge],
    now: dt.datetime,
    zone: ZoneInfo,
    after: int = 0,
    counties: Collection[str] = EVERYWHERE,
) -> CheckedPiece:
    """The next people behind `after`, in the order of their numbers."""
    today = now.astimezone(zone).date()
    checks = build_checks(get_working_age(rules, today), today)
    query = _query(checks).where(col(Labourer.id) > after, lives_in(counties))
    rows = (await session.exec(query.order_by(col(Labourer.id)).limit(PIECE))).all()
    if not rows:
        return CheckedPiece(None)
    opened, closed = await _settle(session, rows, checks, now)
    return CheckedPiece(rows[-1].id, opened, closed)


@lru_cache(maxsize=2)
def _query(checks: tuple[Check, ...]) -> Any:
    facts = [column.label(name) for name, column in fact_columns().items()]
    answers = [
        case((one.condition, 1), else_=0).label(_answer(one.kind))
        for one in checks
        if one.condition is not None
    ]
    query = select(col(Labourer.id), *facts, *answers).select_from(Labourer)
    return present_placements().join(query)


def _answer(kind: FindingKind) -> str:
    return f"is_{kind.value}"


async def _settle(
    session: Session, rows: Sequence[Any], checks: Sequence[Check], now: dt.datetime
) -> tuple[int, int]:
    """Open what is new and close what holds no longer; gives how many of each."""
    query = select(Finding).where(
        col(Finding.labourer_id).in_([row.id for row in rows]), col(Finding.gone_at).is_(None)
    )
    held = {(one.labourer_id, one.kind): one for one in await session.exec(query)}
    found = {
        (row.id, check.kind): _hash(row, check)
        for row in rows
        for check in checks
        if _holds(row, check)
    }
    over = [one for key, one in held.items() if _is_over(one, found.get(key))]
    for one in over:
        one.gone_at = now
    # A finding that was dismissed gives way to another of its kind.
    await session.flush()
    new = [key for key in found if key not in held or held[key].gone_at is not None]
    for number, kind in new:
        facts = found[number, kind]
        session.add(Finding(kind=kind, labourer_id=number, facts=facts, found_at=now))
    await session.flush()
    return len(new), len(over)


def _is_over(one: Finding, facts: str | None) -> bool:
    """Whether it holds no longer, or was dismissed for other facts; an open one follows them."""
    if facts is None:
        return True
    if one.dismissed_at is None:
        one.facts = facts
        return False
    return one.facts != facts


def _holds(row: Any, check: Check) -> bool:
    if check.is_so is not None:
        return check.is_so(row)
    return bool(getattr(row, _answer(check.kind)))


def _hash(row: Any, check: Check) -> str:
    told = [fact_text(name, getattr(row, name)) for name in check.facts]
    return hashlib.sha256("\n".join(told).encode()).hexdigest()
