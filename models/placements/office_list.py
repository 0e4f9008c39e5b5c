"""Placements as the office lists them: by queue, state, month, broker, employer and signals."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, false
from sqlmodel import col, or_, select

from models.accounts.actor import Actor
from models.brokers.broker import Broker
from models.core import months, paging
from models.core.paging import Page
from models.core.regions import inside
from models.core.session import Session
from models.employers.employer import Employer
from models.labourers.labourer import Labourer
from models.placements import decided, second_accounts
from models.placements.placement import Placement
from models.placements.review import Queue, select_queue
from models.placements.signals import Signal, any_signal
from models.placements.states import PlacementState


@dataclass(frozen=True)
class PlacementFilter:
    """What a list is to show; what is left out is not asked for.

    `month`, by its first day, is when it was decided, or reported where it is not; `words` are a
    part of the person's or the employer's name.
    """

    queue: Queue | None = None
    state: PlacementState | None = None
    month: dt.date | None = None
    broker: int | None = None
    employer: int | None = None
    words: str = ""
    with_signals: bool = False


@dataclass(frozen=True)
class ListedPlacement:
    """A line of the list; the person is none once they are erased."""

    placement: Placement
    person: Labourer | None
    employer: Employer


async def list_placements(
    session: Session, actor: Actor, wanted: PlacementFilter, page: int = 1
) -> Page[ListedPlacement]:
    """Those of the actor's counties: a queue in its order, all else the latest first."""
    counties = actor.roles.counties()
    if not counties:
        return Page(())
    query: Any
    if wanted.queue is not None:
        query = select_queue(wanted.queue, counties, actor.now, Placement, Labourer, Employer)
        order: tuple[Any, ...] = (col(Placement.filed_at), col(Placement.id))
    else:
        query = select(Placement, Labourer, Employer).select_from(Placement)
        query = query.outerjoin(Labourer, col(Labourer.id) == col(Placement.labourer_id))
        query = query.where(is_of_office(actor))
        order = (col(Placement.filed_at).desc(), col(Placement.id).desc())
    query = query.join(Employer, col(Employer.id) == col(Placement.employer_id))
    query = query.where(*_conditions(wanted, actor))
    if wanted.with_signals:
        pairs = await second_accounts.list_second_account_pairs(session)
        query = query.where(any_signal(tuple(Signal), pairs))
    found = await paging.rows(session, query.order_by(*order), page)
    return found.of(lambda row: ListedPlacement(*row))


def is_of_office(actor: Actor) -> ColumnElement[bool]:
    """The placements of the counties that the actor is staff of."""
    counties = actor.roles.counties()
    return or_(false(), *(inside(col(Placement.county), one) for one in counties))


def _conditions(wanted: PlacementFilter, actor: Actor) -> list[ColumnElement[bool]]:
    given: list[ColumnElement[bool]] = []
    if wanted.state is not None:
        given.append(col(Placement.state) == wanted.state)
    if wanted.month is not None:
        when = decided.when_decided(wanted.state) if wanted.state else col(Placement.filed_at)
        given.append(months.within(when, wanted.month, actor.zone))
    if wanted.broker is not None:
        given.append(col(Placement.broker_id) == wanted.broker)
    if wanted.employer is not None:
        given.append(col(Placement.employer_id) == wanted.employer)
    if wanted.words:
        named = (col(Labourer.name), col(Employer.name))
        given.append(or_(*(one.contains(wanted.words, autoescape=True) for one in named)))
    return given


async def list_reporters(session: Session, actor: Actor) -> dict[int, str]:
    """The brokers who reported in the actor's counties, by their account; what they are called."""
    query = select(Placement.broker_id, Broker.name)
    query = query.outerjoin(Broker, col(Broker.account_id) == col(Placement.broker_id))
    of = (is_of_office(actor), col(Placement.broker_id).is_not(None))
    found = await session.exec(query.where(*of).distinct())
    named = {number: name or "" for number, name in found if number is not None}
    return dict(sorted(named.items(), key=lambda one: (one[1] == "", one[1], one[0])))
