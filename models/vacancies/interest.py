"""Interest: who would like which vacancy, shown once, and told to who can bring them together."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import delete, update
from sqlmodel import col, func, select

from models.accounts import attempts
from models.accounts.actor import Actor
from models.accounts.roles import Roles
from models.core import audit
from models.core.age import too_young
from models.core.audit import Act, Subject
from models.core.bulk_writes import get_insert_class
from models.core.refusal import Refusal
from models.core.session import Session
from models.labourers import visibility
from models.labourers.labourer import Labourer
from models.outbox import outbox
from models.outbox.row import OutboxRow, RowState
from models.vacancies import lifecycle
from models.vacancies.matching import is_open
from models.vacancies.messages import VACANCY_INTEREST, list_interest_recipients
from models.vacancies.vacancy import Interest, Vacancy, VacancyState

PAGE = 20


@dataclass(frozen=True)
class Interested:
    """A page of those who would like a vacancy: which of how many pages, and how many all are."""

    people: Sequence[Labourer]
    page: int
    pages: int
    count: int


async def get_interest(session: Session, vacancy: Vacancy, labourer: Labourer) -> Interest | None:
    query = select(Interest).where(
        Interest.vacancy_id == vacancy.id, Interest.labourer_id == labourer.id
    )
    return (await session.exec(query)).first()


async def get_vacancy_known_to(
    session: Session, vacancy_id: int, labourer: Labourer
) -> Vacancy | None:
    """A vacancy that is or was offered in the labourer's county."""
    vacancy = await session.get(Vacancy, vacancy_id)
    if vacancy is None or vacancy.state is VacancyState.HELD:
        return None
    return vacancy if labourer.village_code.startswith(vacancy.county) else None


async def show_interest(
    session: Session, actor: Actor, vacancy: Vacancy, labourer: Labourer
) -> Interest | Refusal:
    """Once for each; the writer is told once and for all, or the office where the writer left.

    Refusals: no_entry, vacancy_closed, too_often {most}, too_young_to_work {youngest},
    birth_day_needed {youngest}.
    """
    if actor.account.labourer_id != labourer.id:
        return Refusal("no_entry")
    told = labourer.id_number, labourer.born_on, labourer.birth_year
    if refused := too_young(*told, actor.today):
        return refused
    await lifecycle.lock_vacancy(session, vacancy)
    employer = await lifecycle.get_employer_of_vacancy(session, vacancy)
    if not is_open(vacancy, actor.today) or employer.is_listed:
        return Refusal("vacancy_closed")
    known = await get_interest(session, vacancy, labourer)
    if known is not None:
        return known
    if refused := await attempts.attempt_within_limit(
        session, attempts.INTERESTS, actor.id, actor.now
    ):
        return refused
    values = {"vacancy_id": vacancy.key(), "labourer_id": labourer.key(), "at": actor.now}
    await session.exec(get_insert_class(session)(Interest).values(values).on_conflict_do_nothing())
    mine = await get_interest(session, vacancy, labourer)
    assert mine is not None
    for account in await list_interest_recipients(session, vacancy):
        about, whose = vacancy.key(), labourer.key()
        row = outbox.new_row(VACANCY_INTEREST, about, actor.now, account=account, round_=whose)
        await outbox.plan_row(session, row)
    await _revive(session, mine, actor.now)
    return mine


async def _revive(session: Session, mine: Interest, now: dt.datetime) -> None:
    """What was withdrawn before anybody was told of it is told after all."""
    untold = update(OutboxRow).where(
        col(OutboxRow.topic) == VACANCY_INTEREST.name,
        col(OutboxRow.about) == mine.vacancy_id,
        col(OutboxRow.round) == mine.labourer_id,
        col(OutboxRow.state) == RowState.DROPPED,
    )
    await session.exec(untold.values(state=RowState.WAITING, why=None, due_at=now))


async def withdraw_interest(
    session: Session, actor: Actor, vacancy: Vacancy, labourer: Labourer
) -> bool | Refusal:
    """Not any more. False where there was none. Refusal: no_entry."""
    if actor.account.labourer_id != labourer.id:
        return Refusal("no_entry")
    gone = delete(Interest).where(
        col(Interest.vacancy_id) == vacancy.id, col(Interest.labourer_id) == labourer.id
    )
    return bool((await session.exec(gone)).rowcount)


async def count_interested(session: Session, found: Sequence[Vacancy]) -> dict[int, int]:
    """How many would like each of these, by its number; none is left out."""
    numbers = {vacancy.key(): 0 for vacancy in found}
    query = select(Interest.vacancy_id, func.count()).where(col(Interest.vacancy_id).in_(numbers))
    return numbers | dict((await session.exec(query.group_by(col(Interest.vacancy_id)))).all())


def shows_refusers(vacancy: Vacancy, roles: Roles, today: dt.date) -> bool:
    """Whether who said No to brokers is shown: to the office, and as long as it is offered."""
    return lifecycle.is_decided_by(vacancy, roles) or is_open(vacancy, today)


async def list_interested(
    session: Session, vacancy: Vacancy, page: int = 1, *, refusers: bool = False
) -> Interested:
    """Who would like it, the newest first; the nearest page to the one asked for.

    `refusers` is whether who said No to brokers is among them: see `shows_refusers`.
    """
    theirs = [col(Interest.vacancy_id) == vacancy.id]
    if not refusers:
        theirs.append(visibility.is_not_refused())
    people = select(Labourer).join(Interest, col(Interest.labourer_id) == Labourer.id)
    query = people.where(*theirs)
    count = (await session.exec(select(func.count()).select_from(query.subquery()))).one()
    pages = max(1, -(-count // PAGE))
    page = min(max(page, 1), pages)
    newest = query.order_by(col(Interest.id).desc()).offset((page - 1) * PAGE).limit(PAGE)
    return Interested((await session.exec(newest)).all(), page, pages, count)


async def view_interested(
    session: Session, actor: Actor, vacancy: Vacancy, page: int = 1
) -> Interested | Refusal:
    """As `list_interested`, with phones: that each of the page was listed goes into the trail.

    Refusal: not_yours.
    """
    if not lifecycle.is_managed_by(vacancy, actor.id, actor.roles):
        return Refusal("not_yours")
    refusers = shows_refusers(vacancy, actor.roles, actor.today)
    found = await list_interested(session, vacancy, page, refusers=refusers)
    of_it = (Subject.VACANCY, vacancy.key())
    for one in found.people:
        audit.record(session, actor.now, Act.LISTED, by=actor.id, labourer=one.id, of=of_it)
    return found
