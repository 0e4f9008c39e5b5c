"""The blacklist of employers: who is put on it and why, and who is told.

Nobody new is placed there, its vacancies are closed, and those who work there are offered help.
"""

from datetime import UTC, datetime, tzinfo
from typing import Any

from sqlalchemy import case
from sqlmodel import col, func, select

from models.accounts.account import Account
from models.core import audit
from models.core.audit import Act, Subject
from models.core.refusal import Refusal
from models.core.session import Session
from models.employers.employer import Employer
from models.outbox import outbox
from models.outbox.message_type import HoldReason, Topic
from models.placements.placement import Placement
from models.placements.states import ASKED, HOLDING
from models.vacancies.vacancy import Vacancy, VacancyState


async def lock_employer(session: Session, employer: Employer) -> None:
    """One turn at a time lists, unlists or merges an employer."""
    await session.refresh(employer, with_for_update=True)


async def blacklist_employer(
    session: Session,
    employer: Employer,
    why: str,
    now: datetime,
    by: int,
    counties: tuple[str, ...],
) -> Refusal | None:
    """Put it on the list and tell everybody there; on what is listed only the reason changes.

    `counties` are those that `by` is staff of. Refusal: not_yours.
    """
    if not employer.is_decided_by(counties):
        return Refusal("not_yours")
    await lock_employer(session, employer)
    was_listed = employer.is_listed
    # It is read within other sentences.
    employer.listed_why = why.rstrip("。. ") or why
    employer.listed_at = employer.listed_at or now
    audit.record(session, now, Act.BLACKLISTED, by=by, of=(Subject.EMPLOYER, employer.key()))
    if not was_listed:
        await warn_placed_people(session, employer, now, by)
    await session.flush()
    return None


async def unlist_employer(
    session: Session, employer: Employer, now: datetime, by: int, counties: tuple[str, ...]
) -> Refusal | None:
    """Take it off the list: one can be placed there again. Its vacancies stay closed.

    `counties` are those that `by` is staff of. Refusal: not_yours.
    """
    if not employer.is_decided_by(counties):
        return Refusal("not_yours")
    await lock_employer(session, employer)
    if employer.is_listed:
        employer.listed_at = employer.listed_why = None
        audit.record(session, now, Act.UNLISTED, by=by, of=(Subject.EMPLOYER, employer.key()))
        await session.flush()
    return None


def refuse_listed(employer: Employer, zone: tzinfo = UTC) -> Refusal | None:
    """Refused where nobody is placed any more: employer_listed {why} {day}, in the office's words.

    Offices work from 8 to 16 by UTC's day too; `zone` is for those that list at night.
    """
    if employer.listed_at is None:
        return None
    day = employer.listed_at.astimezone(zone).date().isoformat()
    return Refusal("employer_listed", {"why": employer.listed_why or "", "day": day})


async def warn_placed_people(session: Session, employer: Employer, now: datetime, by: int) -> None:
    """Close its vacancies, and tell those who are placed there and the brokers who placed them."""
    theirs = select(Vacancy).where(
        Vacancy.employer_id == employer.id, Vacancy.state != VacancyState.CLOSED
    )
    for vacancy in (await session.exec(theirs)).all():
        vacancy.state = VacancyState.CLOSED
        audit.record(session, now, Act.CLOSED, by=by, of=(Subject.VACANCY, vacancy.key()))
    await _tell_labourers(session, employer, now)
    await _tell_brokers(session, employer, now)


async def _tell_labourers(session: Session, employer: Employer, now: datetime) -> None:
    """One row each, about the placement; who has no phone with the bot is called."""
    why = case(
        (col(Account.id).is_(None), HoldReason.NO_ACCOUNT.value),
        (col(Account.blocked_at).is_not(None), HoldReason.BLOCKED.value),
    )
    whose, account = col(Placement.labourer_id), col(Account.id)
    columns = _planned(now, account=account, labourer=whose, why=why)
    await outbox.plan_rows(
        session,
        columns,
        lambda rows: (
            rows.select_from(Placement)
            .outerjoin(Account, col(Account.labourer_id) == whose)
            .where(*_placed_at(employer), whose.is_not(None))
            .group_by(whose, account, col(Account.blocked_at))
        ),
    )


async def _tell_brokers(session: Session, employer: Employer, now: datetime) -> None:
    """One row for each broker, about the first of the placements."""
    broker = col(Placement.broker_id)
    await outbox.plan_rows(
        session,
        _planned(now, account=broker),
        lambda rows: (
            rows.select_from(Placement)
            .where(*_placed_at(employer), broker.is_not(None))
            .group_by(broker)
        ),
    )


def _planned(now: datetime, **whom: Any) -> dict[str, Any]:
    # Listed again on another day, it is told again.
    first = func.min(Placement.id)
    return outbox.new_row(Topic.LISTED, first, now, round_=now.toordinal(), **whom)


def _placed_at(employer: Employer) -> tuple[Any, ...]:
    return (
        Placement.employer_id == employer.id,
        col(Placement.state).in_((*ASKED, *HOLDING)),
        col(Placement.ended_on).is_(None),
    )


async def count_placed(session: Session, employer: Employer, broker: int | None = None) -> int:
    """How many placements there go on; of one broker's account perhaps."""
    query = select(func.count()).select_from(Placement).where(*_placed_at(employer))
    if broker is not None:
        query = query.where(Placement.broker_id == broker)
    return (await session.exec(query)).one()


async def count_open_vacancies(session: Session, employer: Employer) -> int:
    """How many of its vacancies people can see."""
    query = select(func.count()).select_from(Vacancy)
    theirs = query.where(Vacancy.employer_id == employer.id, Vacancy.state == VacancyState.OPEN)
    return (await session.exec(theirs)).one()
