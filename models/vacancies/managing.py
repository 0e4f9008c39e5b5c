"""A vacancy before who manages it: what it is and who would like it; released, and closed."""

from dataclasses import dataclass

from models.accounts.actor import Actor
from models.core import audit
from models.core.audit import Act, Subject
from models.core.refusal import Refusal
from models.core.session import Session
from models.core.vocabulary import RoleName
from models.employers.employer import Employer
from models.vacancies import interest, lifecycle
from models.vacancies.interest import Interested
from models.vacancies.vacancy import Vacancy, VacancyState

NOBODY = Interested((), page=1, pages=1, count=0)


@dataclass(frozen=True)
class VacancyView:
    """A vacancy with what belongs to it, and who looks at it.

    `decides`: of the office; `reports`: a broker, who may report that somebody works there now.
    `changed`: whether what was just asked for was done, and not done before.
    """

    vacancy: Vacancy
    employer: Employer
    interested: Interested
    decides: bool
    reports: bool
    changed: bool = False


async def view_vacancy(
    session: Session, actor: Actor, vacancy: Vacancy, page: int = 1, *, changed: bool = False
) -> VacancyView | Refusal:
    """What it is and who would like it; that their phones were seen goes into the trail.

    Refusal: not_yours.
    """
    found = await interest.view_interested(session, actor, vacancy, page)
    if isinstance(found, Refusal):
        return found
    return await _view(session, actor, vacancy, found, changed=changed)


async def view_new_vacancy(session: Session, actor: Actor, vacancy: Vacancy) -> VacancyView:
    """One that the actor has just opened: nobody can have seen it."""
    return await _view(session, actor, vacancy, NOBODY, changed=True)


async def release_vacancy(
    session: Session, actor: Actor, vacancy: Vacancy
) -> VacancyView | Refusal:
    """The office looked at it: people see it from now on. Refusal: not_yours.

    Not `changed` where it was not held any more.
    """
    if not lifecycle.is_decided_by(vacancy, actor.roles):
        return Refusal("not_yours")
    await lifecycle.lock_vacancy(session, vacancy)
    held = vacancy.state is VacancyState.HELD
    if held:
        await _move(session, actor, vacancy, VacancyState.OPEN, Act.APPROVED)
    return await view_vacancy(session, actor, vacancy, changed=held)


async def close_vacancy(session: Session, actor: Actor, vacancy: Vacancy) -> VacancyView | Refusal:
    """Nobody sees it any more. Not `changed` where it was closed already. Refusal: not_yours."""
    if not lifecycle.is_managed_by(vacancy, actor.id, actor.roles):
        return Refusal("not_yours")
    await lifecycle.lock_vacancy(session, vacancy)
    shown = vacancy.state is not VacancyState.CLOSED
    if shown:
        await _move(session, actor, vacancy, VacancyState.CLOSED, Act.CLOSED)
    return await view_vacancy(session, actor, vacancy, changed=shown)


async def _move(
    session: Session, actor: Actor, vacancy: Vacancy, state: VacancyState, act: Act
) -> None:
    vacancy.state = state
    audit.record(session, actor.now, act, by=actor.id, of=(Subject.VACANCY, vacancy.key()))
    await session.flush()


async def _view(
    session: Session, actor: Actor, vacancy: Vacancy, found: Interested, *, changed: bool
) -> VacancyView:
    return VacancyView(
        vacancy,
        await lifecycle.get_employer_of_vacancy(session, vacancy),
        found,
        decides=lifecycle.is_decided_by(vacancy, actor.roles),
        reports=RoleName.BROKER in actor.roles,
        changed=changed,
    )
