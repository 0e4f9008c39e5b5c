"""Payments as the office looks back at them: by month, by broker, of one placement."""

import datetime as dt
from collections import Counter
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, false
from sqlmodel import col, func, or_, select

from models.accounts.actor import Actor
from models.core import calendar, paging
from models.core.paging import Page
from models.core.regions import inside
from models.core.session import Session
from models.employers.employer import Employer
from models.labourers.labourer import Labourer
from models.placements.placement import Placement
from models.subsidies.payment import SubsidyPayment


@dataclass(frozen=True)
class PaidFilter:
    """Which payments: of a month by its first day, of a broker; all where nothing is said."""

    month: dt.date | None = None
    broker: int | None = None


@dataclass(frozen=True)
class ShownPayment:
    """A payment with its placement; the person is none once they are erased."""

    payment: SubsidyPayment
    placement: Placement
    person: Labourer | None
    employer: Employer


@dataclass(frozen=True)
class PaidSum:
    """Yuan that stand, in so many payments."""

    yuan: int = 0
    count: int = 0


async def list_payments(
    session: Session, actor: Actor, wanted: PaidFilter, page: int = 1
) -> Page[ShownPayment]:
    """Those of the actor's counties, undone ones too, the latest day first."""
    query = _with_placements(actor).where(*_conditions(wanted))
    order = (col(SubsidyPayment.paid_on).desc(), col(SubsidyPayment.id).desc())
    return (await paging.rows(session, query.order_by(*order), page)).of(
        lambda row: ShownPayment(*row)
    )


async def sum_by_month(
    session: Session, actor: Actor, wanted: PaidFilter
) -> dict[dt.date, PaidSum]:
    """What stands of each month, by its first day, the latest first; the filter's month aside."""
    day: Any = col(SubsidyPayment.paid_on)
    query: Any = select(day, func.sum(SubsidyPayment.yuan), func.count())
    query = query.select_from(SubsidyPayment).join(Placement).where(_is_of_office(actor))
    query = query.where(col(SubsidyPayment.undone_at).is_(None))
    query = query.where(*_conditions(PaidFilter(broker=wanted.broker))).group_by(day)
    yuan, count = Counter[dt.date](), Counter[dt.date]()
    for paid_on, total, times in await session.exec(query):
        month = paid_on.replace(day=1)
        yuan[month] += int(total)
        count[month] += times
    return {one: PaidSum(yuan[one], count[one]) for one in sorted(yuan, reverse=True)}


async def list_of_placement(
    session: Session, actor: Actor, placement_id: int
) -> list[SubsidyPayment]:
    """All payments for one placement, the first first."""
    its = (_is_of_office(actor), col(SubsidyPayment.placement_id) == placement_id)
    query = select(SubsidyPayment).where(*its).order_by(col(SubsidyPayment.id))
    return list(await session.exec(query))


async def get_payment(session: Session, actor: Actor, number: int) -> ShownPayment | None:
    """One of the actor's counties."""
    query = _with_placements(actor).where(col(SubsidyPayment.id) == number)
    found = (await session.exec(query)).first()
    return ShownPayment(*found) if found else None


def _with_placements(actor: Actor) -> Any:
    query: Any = select(SubsidyPayment, Placement, Labourer, Employer)
    query = query.select_from(SubsidyPayment).join(Placement)
    query = query.outerjoin(Labourer, col(Labourer.id) == col(Placement.labourer_id))
    query = query.join(Employer, col(Employer.id) == col(Placement.employer_id))
    return query.where(_is_of_office(actor))


def _is_of_office(actor: Actor) -> ColumnElement[bool]:
    counties = actor.roles.counties()
    return or_(false(), *(inside(col(SubsidyPayment.county), one) for one in counties))


def _conditions(wanted: PaidFilter) -> list[ColumnElement[bool]]:
    given: list[ColumnElement[bool]] = []
    if wanted.month is not None:
        day = col(SubsidyPayment.paid_on)
        given += [day >= wanted.month, day < calendar.after(wanted.month, 1)]
    if wanted.broker is not None:
        given.append(col(Placement.broker_id) == wanted.broker)
    return given
