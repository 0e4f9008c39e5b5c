"""What is due to brokers: payable by the rule in force, less what was paid."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlmodel import col, func, select

from models.accounts.actor import Actor
from models.core.session import Session
from models.employers.employer import Employer
from models.labourers.labourer import Labourer
from models.placements.office_list import is_of_office
from models.placements.placement import Placement
from models.subsidies.assessment import assess_cases
from models.subsidies.payment import SubsidyPayment
from models.subsidies.rule import list_rules
from models.subsidies.subsidy_cases import list_subsidy_cases


@dataclass(frozen=True)
class Due:
    """One placement: `amount` yuan are payable in all, `paid` were paid.

    `month`, by its first day, is when it was approved; none where it is not approved any more.
    """

    number: int
    broker: int | None
    amount: int
    paid: int
    month: dt.date | None = None

    @property
    def yuan(self) -> int:
        """What is to be paid now; less than 0 where more was paid than counts now."""
        return self.amount - self.paid


@dataclass(frozen=True)
class BrokerDues:
    """What is due to one broker: yuan for so many placements, and what was paid too much."""

    broker: int | None
    heads: int
    yuan: int
    too_much: int


@dataclass(frozen=True)
class ShownDue:
    """A due with its placement; the person is none once they are erased."""

    due: Due
    placement: Placement
    person: Labourer | None
    employer: Employer


async def list_dues(session: Session, actor: Actor, broker: int | None = None) -> list[Due]:
    """All that is to be paid in the actor's counties, or was paid too much, in their order.

    With a broker only what is of this one.
    """
    found: list[Due] = []
    of_broker = () if broker is None else (col(Placement.broker_id) == broker,)
    paid = await _sum_paid(session, actor)
    months = await _list_months(session, actor, of_broker)
    for county in await _list_counties(session, actor, of_broker):
        for due in await _judge(session, actor, county, broker):
            if broker is not None and due.broker != broker:
                continue
            known = Due(
                due.number,
                due.broker,
                due.amount,
                paid.get(due.number, 0),
                months.get(due.number),
            )
            found += [known] if known.yuan else []
    return sorted(found, key=lambda one: one.number)


async def list_dues_of(
    session: Session, actor: Actor, placements: Sequence[Placement]
) -> dict[int, Due]:
    """What is due for each of these, by its number, nothing too."""
    numbers = [one.key() for one in placements]
    paid = await _sum_paid(session, actor, numbers)
    found: dict[int, Due] = {}
    for county, broker in sorted({(one.county, one.broker_id or 0) for one in placements}):
        for due in await _judge(session, actor, county, broker):
            if due.number in numbers:
                so_far = paid.get(due.number, 0)
                found[due.number] = Due(due.number, due.broker, due.amount, so_far)
    return {number: found.get(number, Due(number, None, 0, 0)) for number in numbers}


def sum_by_broker(dues: Iterable[Due]) -> list[BrokerDues]:
    """Each broker's dues together, by account."""
    by_broker: dict[int | None, list[Due]] = {}
    for due in dues:
        by_broker.setdefault(due.broker, []).append(due)
    return [
        BrokerDues(
            broker,
            sum(one.yuan > 0 for one in theirs),
            sum(max(one.yuan, 0) for one in theirs),
            sum(max(-one.yuan, 0) for one in theirs),
        )
        for broker, theirs in sorted(by_broker.items(), key=lambda one: one[0] or 0)
    ]


async def show_dues(session: Session, actor: Actor, dues: Sequence[Due]) -> list[ShownDue]:
    """The dues with their placements, people and employers."""
    by_number = {one.number: one for one in dues}
    query: Any = select(Placement, Labourer, Employer).select_from(Placement)
    query = query.outerjoin(Labourer, col(Labourer.id) == col(Placement.labourer_id))
    query = query.join(Employer, col(Employer.id) == col(Placement.employer_id))
    query = query.where(is_of_office(actor), col(Placement.id).in_(by_number))
    found = await session.exec(query.order_by(col(Placement.id)))
    return [ShownDue(by_number[row[0].key()], *row) for row in found]


async def _judge(session: Session, actor: Actor, county: str, broker: int | None) -> list[Due]:
    cases = await list_subsidy_cases(session, county, actor.zone, actor.today, broker=broker)
    judged = assess_cases(cases, await list_rules(session, county), actor.today)
    return [Due(one.number, one.broker, judged[one.number].amount, 0) for one in cases]


async def _sum_paid(
    session: Session, actor: Actor, numbers: Sequence[int] | None = None
) -> dict[int, int]:
    wanted: list[Any] = [SubsidyPayment.placement_id, func.sum(SubsidyPayment.yuan)]
    query = select(*wanted).join(Placement).where(is_of_office(actor))
    query = query.where(col(SubsidyPayment.undone_at).is_(None))
    if numbers is not None:
        query = query.where(col(SubsidyPayment.placement_id).in_(numbers))
    rows: Any = await session.exec(query.group_by(col(SubsidyPayment.placement_id)))
    return {number: int(total) for number, total in rows}


async def _list_counties(session: Session, actor: Actor, which: tuple[Any, ...]) -> list[str]:
    query = select(Placement.county).where(is_of_office(actor), *which)
    return sorted(set(await session.exec(query.distinct())))


async def _list_months(
    session: Session, actor: Actor, which: tuple[Any, ...]
) -> dict[int, dt.date]:
    """When each was approved, by its number: the first day of the month."""
    approved = (is_of_office(actor), col(Placement.state) == "approved")
    query = select(Placement.id, Placement.reviewed_at).where(*approved, *which)
    return {
        number: at.astimezone(actor.zone).date().replace(day=1)
        for number, at in await session.exec(query)
        if number is not None and at is not None
    }
