"""Who hears of a vacancy: the office where it is held, who brings people together of interest."""

from sqlalchemy import and_, or_
from sqlmodel import col, select

from models.accounts import roles
from models.accounts.message_recipients import is_staff_of_county
from models.accounts.roles import Role
from models.core.regions import inside
from models.core.session import Session
from models.core.vocabulary import RoleName
from models.outbox.message_type import ASKED, DueRow, MessageType, declare
from models.vacancies.vacancy import Interest, Vacancy, VacancyState


async def list_interest_recipients(session: Session, vacancy: Vacancy) -> list[int]:
    """The accounts that are told of interest: its writer, or the office where they left."""
    writer = select(Role.account_id).where(
        Role.account_id == vacancy.writer_id,
        or_(
            and_(col(Role.name) == RoleName.BROKER, inside(col(Role.area), vacancy.county)),
            and_(col(Role.name) == RoleName.STAFF, col(Role.area).in_(("", vacancy.county))),
        ),
    )
    still = (await session.exec(writer.limit(1))).first()
    if still is not None:
        return [still]
    return list(await roles.list_staff_of_county(session, vacancy.county))


async def get_interest_of_row(session: Session, about: int, whose: int) -> Interest | None:
    """What an outbox row is about: a vacancy and whose wish it is; before, an interest alone."""
    if not whose:
        return await session.get(Interest, about)
    query = select(Interest).where(Interest.vacancy_id == about, Interest.labourer_id == whose)
    return (await session.exec(query)).first()


async def _is_wanted_still(due: DueRow) -> bool:
    """As long as the person would like it, it is offered, and the recipient cares for it."""
    interest = await get_interest_of_row(due.session, due.row.about, due.row.round)
    vacancy = await due.session.get(Vacancy, interest.vacancy_id) if interest else None
    if vacancy is None or vacancy.state is not VacancyState.OPEN:
        return False
    return due.row.account_id in await list_interest_recipients(due.session, vacancy)


async def _is_held(due: DueRow) -> bool:
    """Until somebody of the office has decided on it."""
    vacancy = await due.record(Vacancy)
    if vacancy is None or vacancy.state is not VacancyState.HELD:
        return False
    return await is_staff_of_county(due, vacancy.county)


VACANCY_INTEREST = declare(MessageType("interest", ASKED, _is_wanted_still, gathered=True))
VACANCY_HELD = declare(MessageType("held", ASKED, _is_held, gathered=True))
