"""Vacancies 岗位: work that is offered, and who is interested."""

import datetime as dt
from enum import StrEnum, auto

from sqlmodel import Field, SQLModel, UniqueConstraint

from models.core.column_types import BIG_ID, moment, reference, row_id, word
from models.core.vocabulary import Reach


class VacancyState(StrEnum):
    """Whether people see it. A held one waits for staff."""

    OPEN = auto()
    HELD = auto()
    CLOSED = auto()


class Vacancy(SQLModel, table=True):
    """Work at one employer. Wages are whole yuan a month, and beside it as said, such as 150/day.

    `trade` is one of models.core.vocabulary.Trade, or the writer's own word. `reach` is how far
    from home it is, `area` the county's part it lies in (a prefix of village codes, empty where it
    is outside), `place` where it is in words. The last day is `until`. `held_for` is the word that
    staff are to look at.
    """

    # A number is never given twice: old buttons bear it.
    __table_args__ = {"sqlite_autoincrement": True}

    id: int | None = row_id()
    county: str = Field(max_length=6, index=True)
    employer_id: int = reference("employer", optional=False)
    writer_id: int | None = Field(default=None, sa_type=BIG_ID, index=True)
    post: str = Field(max_length=60)
    trade: str = Field(max_length=40)
    reach: Reach = word(Reach)
    area: str = Field(default="", max_length=12)
    place: str = Field(max_length=60)
    wanted: int
    wage_from: int
    wage_to: int
    wage_from_said: str | None = Field(default=None, max_length=20)
    wage_to_said: str | None = Field(default=None, max_length=20)
    needs: str | None = Field(default=None, max_length=200)
    lodging: bool
    insurance: bool
    until: dt.date
    state: VacancyState = word(VacancyState)
    held_for: str | None = Field(default=None, max_length=60)
    opened_at: dt.datetime = moment()

    def key(self) -> int:
        """The row's number, once it has one."""
        assert self.id is not None
        return self.id


class Interest(SQLModel, table=True):
    """One labourer who would like one vacancy."""

    # A number is never given twice: rows of the outbox are about it.
    __table_args__ = (
        UniqueConstraint("vacancy_id", "labourer_id"),
        {"sqlite_autoincrement": True},
    )

    id: int | None = row_id()
    vacancy_id: int = reference("vacancy", optional=False)
    labourer_id: int = reference("labourer", optional=False)
    at: dt.datetime = moment()

    def key(self) -> int:
        """The row's number, once it has one."""
        assert self.id is not None
        return self.id
