"""Vacancies of one employer: closed when it is blacklisted, moved in a merger.

Connected with models.employers by bot/hooks.
"""

from sqlalchemy import update
from sqlmodel import col, func, select

from models.accounts.actor import Actor
from models.core import audit
from models.core.audit import Act, Subject
from models.core.session import Session
from models.employers.employer import Employer
from models.vacancies.vacancy import Vacancy, VacancyState


async def close_vacancies(session: Session, actor: Actor, employer: Employer) -> None:
    """It is blacklisted: nobody sees its work any more."""
    theirs = select(Vacancy).where(
        Vacancy.employer_id == employer.id, Vacancy.state != VacancyState.CLOSED
    )
    for vacancy in (await session.exec(theirs)).all():
        vacancy.state = VacancyState.CLOSED
        audit.record(
            session, actor.now, Act.CLOSED, by=actor.id, of=(Subject.VACANCY, vacancy.key())
        )


async def move_vacancies(session: Session, double: Employer, into: Employer) -> None:
    """Two entries are one: the work of the double is the other's."""
    theirs = update(Vacancy).where(col(Vacancy.employer_id) == double.id)
    await session.exec(theirs.values(employer_id=into.id))


async def count_open_vacancies(session: Session, employer: Employer) -> int:
    """How many of its vacancies people can see."""
    query = select(func.count()).select_from(Vacancy)
    theirs = query.where(Vacancy.employer_id == employer.id, Vacancy.state == VacancyState.OPEN)
    return (await session.exec(theirs)).one()
