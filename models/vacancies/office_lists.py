"""Vacancies as the office lists them: by state, place, trade and employer."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum, auto
from typing import Any

from sqlalchemy import ColumnElement, false, or_
from sqlmodel import col, select

from models.accounts.actor import Actor
from models.core import audit, paging
from models.core.audit import Act, Subject
from models.core.paging import Page
from models.core.refusal import Refusal
from models.core.regions import inside
from models.core.session import Session
from models.employers.employer import Employer
from models.vacancies import interest, lifecycle
from models.vacancies.interest import Interested
from models.vacancies.vacancy import Vacancy, VacancyState


class Standing(StrEnum):
    """How a vacancy stands for the office: what is over is not open, whatever its state."""

    HELD = auto()
    OPEN = auto()
    OVER = auto()
    CLOSED = auto()


@dataclass(frozen=True)
class VacancyFilter:
    """What a list is narrowed to; empty is no condition. `area` is a prefix of village codes."""

    standing: Standing | None = None
    area: str = ""
    trade: str = ""
    employer: int | None = None


async def list_for_office(
    session: Session, actor: Actor, wanted: VacancyFilter, page: int = 1
) -> Page[tuple[Vacancy, Employer]]:
    """One page of the vacancies of the office's counties, the newest first."""
    query = (
        select(Vacancy, Employer)
        .join(Employer, col(Employer.id) == col(Vacancy.employer_id))
        .where(_of_office(actor), *_conditions(wanted, actor.today))
        .order_by(col(Vacancy.id).desc())
    )
    return await paging.rows(session, query, page)


async def read_interested(
    session: Session, actor: Actor, vacancy: Vacancy, page: int = 1
) -> Interested | Refusal:
    """As `view_interested`, read beside the turns: `note_interested_seen` keeps that it was.

    Refusal: not_yours.
    """
    if not lifecycle.is_decided_by(vacancy, actor.roles):
        return Refusal("not_yours")
    return await interest.list_interested(session, vacancy, page, refusers=True)


async def note_interested_seen(
    session: Session, actor: Actor, vacancy_id: int, people: tuple[int, ...]
) -> None:
    """The trail keeps that the actor saw the phones of these people."""
    for number in people:
        audit.record(
            session, actor.now, Act.LISTED,
            by=actor.id, labourer=number, of=(Subject.VACANCY, vacancy_id),
        )  # fmt: skip
    await session.flush()


def get_standing(vacancy: Vacancy, today: dt.date) -> Standing:
    """How it stands today."""
    if vacancy.state is VacancyState.CLOSED:
        return Standing.CLOSED
    if vacancy.until < today:
        return Standing.OVER
    return Standing.HELD if vacancy.state is VacancyState.HELD else Standing.OPEN


def _of_office(actor: Actor) -> ColumnElement[bool]:
    return or_(false(), *(inside(col(Vacancy.county), one) for one in actor.roles.counties()))


def _conditions(wanted: VacancyFilter, today: dt.date) -> list[Any]:
    state, lasts = col(Vacancy.state), col(Vacancy.until) >= today
    of: dict[Standing, tuple[Any, ...]] = {
        Standing.HELD: (state == VacancyState.HELD, lasts),
        Standing.OPEN: (state == VacancyState.OPEN, lasts),
        Standing.OVER: (state != VacancyState.CLOSED, ~lasts),
        Standing.CLOSED: (state == VacancyState.CLOSED,),
    }
    asked = [
        *(of[wanted.standing] if wanted.standing else ()),
        *([inside(col(Vacancy.area), wanted.area)] if wanted.area else ()),
        *([col(Vacancy.trade) == wanted.trade] if wanted.trade else ()),
        *([col(Vacancy.employer_id) == wanted.employer] if wanted.employer is not None else ()),
    ]
    return list(asked)
