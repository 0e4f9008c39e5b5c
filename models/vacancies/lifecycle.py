"""Vacancies: opening one, finding them, and who manages which. Deciding on one: managing.py."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from sqlalchemy import ColumnElement, and_, case, false, or_
from sqlmodel import col, func, select

from models.accounts import attempts
from models.accounts import roles as role
from models.accounts.actor import Actor
from models.accounts.roles import Roles
from models.core import audit, paging
from models.core.audit import Act, Subject
from models.core.counting import CountQuery
from models.core.paging import Page
from models.core.pay import as_said, by_month
from models.core.refusal import Refusal
from models.core.regions import inside
from models.core.session import Session
from models.core.vocabulary import Reach
from models.employers import blacklist, directory
from models.employers.employer import Employer
from models.outbox import outbox
from models.vacancies import lawful
from models.vacancies.commands import OpenVacancy
from models.vacancies.messages import VACANCY_HELD
from models.vacancies.vacancy import Vacancy, VacancyState


async def open_vacancy(session: Session, actor: Actor, told: OpenVacancy) -> Vacancy | Refusal:
    """People see it at once, unless its words name a fee: then the office looks at it first.

    Refusals: not_yours, known_none, employer_listed {day, why}, area_outside, vacancy_unlawful,
    wage_to_less {least}, too_often {most}.
    """
    within, answers = actor.roles.within(), asdict(told)
    if not within:
        return Refusal("not_yours")
    employer = await get_offering_employer(session, told.employer["id"], within)
    if isinstance(employer, Refusal):
        return employer
    if told.area and not told.area.startswith(within):
        return Refusal("area_outside")
    if refused := lawful.refuse_unlawful(answers):
        return refused
    if refused := refuse_wages(by_month(told.wage_from), by_month(told.wage_to)):
        return refused
    if refused := await attempts.attempt_within_limit(
        session, attempts.VACANCIES, actor.id, actor.now
    ):
        return refused
    held_for = lawful.find_fee_word(answers)
    vacancy = Vacancy(
        **_columns(told),
        county=employer.county or within[0],
        employer_id=employer.key(),
        writer_id=actor.id,
        state=VacancyState.HELD if held_for else VacancyState.OPEN,
        held_for=held_for and held_for[: lawful.WORD_MOST],
        opened_at=actor.now,
    )
    session.add(vacancy)
    await session.flush()
    audit.record(session, actor.now, Act.OPENED, by=actor.id, of=(Subject.VACANCY, vacancy.key()))
    if held_for:
        await _tell_staff(session, vacancy, actor.now)
    return vacancy


async def get_offering_employer(
    session: Session, employer_id: int, counties: tuple[str, ...]
) -> Employer | Refusal:
    """An employer of these counties that may offer work.

    Refusals: known_none, employer_listed {day, why}.
    """
    employer = await directory.get_employer(session, employer_id, counties)
    if employer is None:
        return Refusal("known_none")
    return blacklist.refuse_listed(employer) or employer


def refuse_wages(least: int | None, most: int | None) -> Refusal | None:
    """The most is not less than the least. Refusal: wage_to_less {least}."""
    if least is not None and most is not None and most < least:
        return Refusal("wage_to_less", {"least": least})
    return None


def _columns(told: OpenVacancy) -> dict[str, Any]:
    """The answers as a vacancy keeps them."""
    kept = ("post", "trade", "place", "wanted", "lodging", "insurance", "needs")
    most = told.wage_from if told.wage_to is None else told.wage_to
    return {
        **{key: getattr(told, key) for key in kept},
        "wage_from": by_month(told.wage_from),
        "wage_from_said": as_said(told.wage_from),
        "reach": Reach(told.reach),
        "area": told.area or "",
        "wage_to": by_month(most),
        "wage_to_said": as_said(most),
        "until": dt.date.fromisoformat(told.until),
    }


async def _tell_staff(session: Session, vacancy: Vacancy, now: dt.datetime) -> None:
    for account in await role.list_staff_of_county(session, vacancy.county):
        row = outbox.new_row(VACANCY_HELD, vacancy.key(), now, account=account)
        await outbox.plan_row(session, row)


async def lock_vacancy(session: Session, vacancy: Vacancy) -> None:
    """One turn at a time decides on a vacancy."""
    await session.refresh(vacancy, with_for_update=True)


async def get_vacancy(
    session: Session, vacancy_id: int, account_id: int, roles: Roles
) -> Vacancy | None:
    """A vacancy that this account manages."""
    vacancy = await session.get(Vacancy, vacancy_id)
    mine = vacancy is not None and is_managed_by(vacancy, account_id, roles)
    return vacancy if mine else None


def is_managed_by(vacancy: Vacancy, account_id: int, roles: Roles) -> bool:
    """Whether it is of this office, or a broker's own in a county that is theirs still."""
    own = vacancy.writer_id == account_id and vacancy.county in roles.broker_counties()
    return own or is_decided_by(vacancy, roles)


def is_decided_by(vacancy: Vacancy, roles: Roles) -> bool:
    """Whether these roles are of the office that decides on it."""
    return any(vacancy.county.startswith(area) for area in roles.counties())


async def list_vacancies(
    session: Session, account_id: int, roles: Roles, today: dt.date, page: int = 1
) -> Page[Vacancy]:
    """One page of what these roles may see: what waits for the office, the longest waiting first,
    then the newest. Of an office all that is offered, of a broker their own.
    """
    if not roles:
        return Page([])
    waits = and_(_within(roles.counties()), col(Vacancy.state) == VacancyState.HELD)
    of_office = and_(_within(roles.counties()), col(Vacancy.state) != VacancyState.CLOSED)
    own = and_(
        col(Vacancy.writer_id) == account_id,
        col(Vacancy.county).in_(roles.broker_counties()),
        col(Vacancy.state) != VacancyState.CLOSED,
    )
    query = select(Vacancy).where(or_(of_office, own), col(Vacancy.until) >= today)
    first = case((waits, col(Vacancy.id)))
    return await paging.rows(
        session, query.order_by(first.is_(None), first, col(Vacancy.id).desc()), page
    )


def held_vacancies_count(counties: tuple[str, ...], today: dt.date) -> CountQuery:
    """The query of how many wait for staff of these counties."""
    query = select(func.count()).select_from(Vacancy).where(_within(counties))
    waiting = (col(Vacancy.state) == VacancyState.HELD, col(Vacancy.until) >= today)
    return CountQuery(query.where(*waiting))


def _within(counties: tuple[str, ...]) -> ColumnElement[bool]:
    return or_(false(), *(inside(col(Vacancy.county), area) for area in counties))


async def get_employers(session: Session, vacancies: Iterable[Vacancy]) -> dict[int, Employer]:
    """The employers of these vacancies, by their number."""
    numbers = {vacancy.employer_id for vacancy in vacancies}
    query = select(Employer).where(col(Employer.id).in_(numbers))
    return {employer.key(): employer for employer in await session.exec(query)}


async def get_employer_of_vacancy(session: Session, vacancy: Vacancy) -> Employer:
    return await session.get_one(Employer, vacancy.employer_id)
