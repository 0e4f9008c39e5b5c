"""Whom a broker sees because of a vacancy: those who would like work that the account offers."""

from typing import Any

from sqlmodel import col, select

from models.accounts.roles import Roles
from models.labourers.labourer import Labourer
from models.labourers.visibility import VisibilityGround
from models.vacancies.vacancy import Interest, Vacancy


def _interested_in_work_of(account_id: int) -> Any:
    offered = select(Vacancy.id).where(Vacancy.writer_id == account_id)
    return select(Interest.labourer_id).where(col(Interest.vacancy_id).in_(offered))


INTERESTED = VisibilityGround(
    Roles.broker_counties,
    lambda account_id: col(Labourer.id).in_(_interested_in_work_of(account_id)),
    lambda _, ties: ties.likes,
)
