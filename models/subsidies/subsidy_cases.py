"""The cases of a county, from its placements, and what is to be paid for them."""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import or_, true
from sqlmodel import col, func, select

from models.core.session import Session
from models.core.vocabulary import EvidenceKind
from models.labourers.double import Double
from models.labourers.labourer import Labourer
from models.placements.evidence import Evidence, EvidenceState
from models.placements.placement import CheckIn, Placement
from models.placements.states import HOLDING, VOID
from models.subsidies.assessment import Assessment, assess_cases, is_foreseen
from models.subsidies.rule import list_rules
from models.subsidies.subsidy_case import SubsidyCase

# Not the row: it would bring, and open, what is sealed.
_FACTS = (
    *(
        "id",
        "labourer_id",
        "worker_index",
        "employer_id",
        "broker_id",
        "state",
        "starts_on",
        "reported_on",
    ),
    "wage",
    *(
        "has_contract",
        "has_insurance",
        "destination",
        "filed_at",
        "seen_on",
        "ended_on",
        "end_day_told",
    ),
    *("told_wages", "told_times"),
)


@dataclass(frozen=True)
class ExpectedMonth:
    """Yuan more, and for how many placements, that one month may bring (by its first day)."""

    month: dt.date
    yuan: int
    heads: int


@dataclass(frozen=True)
class BrokerTotals:
    """What is payable to one broker now: yuan, for how many placements; and what may come.

    `coming` is of confirmed placements, by the month that the rule fixes. `waiting` is of those
    whose day has come while something is lacking, by the month in which it came.
    """

    yuan: int
    heads: int
    coming: tuple[ExpectedMonth, ...]
    waiting: tuple[ExpectedMonth, ...] = ()


async def assess_county(
    session: Session,
    county: str,
    zone: ZoneInfo,
    today: dt.date,
    *,
    broker: int | None = None,
) -> dict[int, Assessment]:
    """Each placement's assessment by its number, under the county's rules; `broker` as below."""
    cases = await list_subsidy_cases(session, county, zone, today, broker=broker)
    return assess_cases(cases, await list_rules(session, county), today)


async def total_for_broker(
    session: Session, county: str, broker: int, zone: ZoneInfo, today: dt.date
) -> BrokerTotals:
    """What one broker's placements bring now and later."""
    cases = await list_subsidy_cases(session, county, zone, today, broker=broker)
    return sum_for_broker(
        assess_cases(cases, await list_rules(session, county), today), cases, broker, today
    )


async def list_subsidy_cases(
    session: Session,
    county: str,
    zone: ZoneInfo,
    today: dt.date,
    *,
    broker: int | None = None,
    people: tuple[int, ...] = (),
) -> list[SubsidyCase]:
    """All placements that the county's brokers reported; days are of its zone.

    With a broker, only those that this one's assessments depend on: the broker's own, and every
    other of the same people, or of these `people`. Who was asked and has not answered since is
    known to have been there until they were seen last.
    """
    within = (col(Placement.county) == county, _around(broker, people))
    facts: list[Any] = [getattr(Placement, fact) for fact in _FACTS]
    facts.append(col(Labourer.household_id).is_not(None).label("poor"))
    facts.append(col(Labourer.poor_confirmed_at).is_not(None).label("poor_confirmed"))
    found = select(*facts).select_from(Placement).outerjoin(Labourer)
    rows = (await session.exec(found.where(*within))).all()
    brokers = None if broker is None else {row.broker_id for row in rows}
    told = await count_groups(session, county, told=True, brokers=brokers)
    groups = await count_groups(session, county, brokers=brokers)
    evidence = await _evidence(session, within)
    silent = await _silent(session, within, zone)
    paid = await _paid(session, within)
    contested = await _contested(session, None if broker is None else rows)
    return [
        SubsidyCase(
            number=row.id,
            worker=row.worker_index or row.labourer_id,
            broker=row.broker_id,
            starts_on=row.starts_on,
            worked_until=_worked_until(row, today, silent),
            going_on=row.ended_on is None and row.labourer_id is not None,
            wage=_wage(row, *paid.get(row.id, (0, 0))),
            has_contract=row.has_contract,
            has_insurance=row.has_insurance,
            registered_poor=bool(row.poor),
            poor_confirmed=bool(row.poor_confirmed),
            destination=row.destination,
            group=groups.get(_group(row), 0),
            group_told=told.get(_group(row), 0),
            filed_on=row.filed_at.astimezone(zone).date(),
            evidence=evidence.get(row.id, frozenset()),
            state=row.state,
            is_contested=row.labourer_id in contested,
            is_erased=row.labourer_id is None,
        )
        for row in rows
    ]


def sum_for_broker(
    assessments: Mapping[int, Assessment],
    cases: Iterable[SubsidyCase],
    broker: int,
    today: dt.date,
) -> BrokerTotals:
    """What one broker's placements bring now, and month by month if people stay."""
    own = [(case, assessments[case.number]) for case in cases if case.broker == broker]
    foreseen = [judged for case, judged in own if is_foreseen(case, judged)]
    coming = _by_month(one for one in foreseen if one.due and one.due > today)
    waiting = _by_month(one for one in foreseen if one.due and one.due <= today)
    paid = [judged.amount for _, judged in own if judged.amount]
    return BrokerTotals(sum(paid), len(paid), coming, waiting)


def _by_month(foreseen: Iterable[Assessment]) -> tuple[ExpectedMonth, ...]:
    yuan, heads = Counter[dt.date](), Counter[dt.date]()
    for judged in foreseen:
        assert judged.due is not None
        month = judged.due.replace(day=1)
        yuan[month] += judged.would_be - judged.amount
        heads[month] += 1
    return tuple(ExpectedMonth(month, yuan[month], heads[month]) for month in sorted(yuan))


def _around(broker: int | None, whom: tuple[int, ...]) -> Any:
    if broker is None:
        return true()
    theirs = select(Placement.labourer_id).where(Placement.broker_id == broker)
    people = theirs.where(col(Placement.labourer_id).is_not(None))
    numbers = select(Placement.worker_index).where(
        Placement.broker_id == broker, col(Placement.worker_index).is_not(None)
    )
    return or_(
        col(Placement.broker_id) == broker,
        col(Placement.labourer_id).in_(people),
        col(Placement.labourer_id).in_(whom),
        col(Placement.worker_index).in_(numbers),
    )


async def count_groups(
    session: Session,
    county: str,
    *,
    told: bool = False,
    brokers: Collection[int | None] | None = None,
) -> dict[tuple[int | None, int, dt.date], int]:
    """How many came together, as they say or as was told: by broker, employer and first day.

    With brokers, only who came by one of these.
    """
    state = col(Placement.state)
    # One that is denied may still be found to be so: else a No could be told from silence.
    counts = state.not_in(VOID) if told else state.in_(HOLDING)
    together: list[Any] = [Placement.broker_id, Placement.employer_id, Placement.reported_on]
    wanted: list[Any] = [*together, func.count()]
    query = select(*wanted).group_by(*together)
    query = query.where(Placement.county == county, counts)
    if brokers is not None:
        by = col(Placement.broker_id)
        named = by.in_([one for one in brokers if one is not None])
        query = query.where(or_(named, by.is_(None)) if None in brokers else named)
    rows: Any = await session.exec(query)
    return {(broker, employer, day): count for broker, employer, day, count in rows}


def _group(row: Any) -> tuple[int | None, int, dt.date]:
    return row.broker_id, row.employer_id, row.reported_on


def _wage(row: Any, total: int, times: int) -> int:
    """What was agreed, or what people say on the average where that is less."""
    total, times = total + row.told_wages, times + row.told_times
    return min(row.wage, total // times) if times else int(row.wage)


def _worked_until(row: Any, today: dt.date, silent: Mapping[int, dt.date]) -> dt.date:
    """The last day that counts: of who left on a day that nobody told, when they were seen last."""
    if row.ended_on is None:
        return _seen(row, today, silent)
    ended: dt.date = row.ended_on
    return ended if row.end_day_told else min(ended, row.seen_on or row.starts_on)


def _seen(row: Any, today: dt.date, silent: Mapping[int, dt.date]) -> dt.date:
    seen: dt.date = row.seen_on or row.starts_on
    asked_in_vain = seen <= silent.get(row.id, dt.date.min)
    return seen if asked_in_vain or row.labourer_id is None else today


async def _silent(session: Session, within: tuple[Any, ...], zone: ZoneInfo) -> dict[int, dt.date]:
    """Placements with a question that waits for its answer, and the day it was last asked."""
    query = select(CheckIn.placement_id, CheckIn.asked_at).join(Placement)
    query = query.where(*within, col(CheckIn.answered_at).is_(None))
    asked = await session.exec(query.order_by(col(CheckIn.asked_at)))
    return {number: asked_at.astimezone(zone).date() for number, asked_at in asked}


async def _paid(session: Session, within: tuple[Any, ...]) -> dict[int, tuple[int, int]]:
    """The sum of what people say they get in a month, and how often they said so."""
    told = col(CheckIn.wage)
    wanted: list[Any] = [CheckIn.placement_id, func.sum(told), func.count(told)]
    query = select(*wanted).select_from(CheckIn).join(Placement)
    query = query.where(*within, col(CheckIn.wage).is_not(None))
    rows: Any = await session.exec(query.group_by(col(CheckIn.placement_id)))
    return {number: (int(total), times) for number, total, times in rows}


async def _contested(session: Session, of: Sequence[Any] | None) -> set[int]:
    """Who may be one person with somebody else who is placed too; of any county.

    With rows `of` placements, only where it is somebody of these.
    """
    open_ones = select(Double.first_id, Double.second_id).where(col(Double.resolved_at).is_(None))
    if of is not None:
        people = {row.labourer_id for row in of if row.labourer_id is not None}
        either = (col(Double.first_id).in_(people), col(Double.second_id).in_(people))
        open_ones = open_ones.where(or_(*either))
    pairs = (await session.exec(open_ones)).all()
    both = {number for pair in pairs for number in pair}
    placed = select(Placement.labourer_id).where(
        col(Placement.labourer_id).in_(both), col(Placement.state).not_in(VOID)
    )
    there = set(await session.exec(placed)) if both else set()
    return {number for pair in pairs if there.issuperset(pair) for number in pair}


async def _evidence(
    session: Session, within: tuple[Any, ...]
) -> dict[int, frozenset[EvidenceKind]]:
    """The kinds of which each placement has a file that is kept."""
    query = select(Evidence.placement_id, Evidence.kind).join(Placement)
    query = query.where(*within, Evidence.state == EvidenceState.KEPT)
    kinds: dict[int, set[EvidenceKind]] = defaultdict(set)
    for placement_id, kind in await session.exec(query):
        kinds[placement_id or 0].add(EvidenceKind(kind))
    return {number: frozenset(found) for number, found in kinds.items()}
