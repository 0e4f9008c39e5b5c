"""A person as one line of the office's lists: values alone, to be kept when the session is over."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlmodel import col, select

from models.accounts.account import Account
from models.core.session import Session
from models.core.vocabulary import Sex, WorkStatus
from models.labourers.household import Household
from models.labourers.labourer import Labourer
from models.labourers.present_placements import present_placements

ID_SHOWN, PHONE_SHOWN = (4, 2), 4
HIDDEN = "*"


@dataclass(frozen=True)
class PersonLine:
    """What a list shows. `id_number` and `phone` are masked; `wage` is in yuan a month.

    `employer` is where a placement is going on, else the place of work as it was told.
    """

    id: int
    name: str
    sex: Sex
    birth_year: int
    village_code: str
    status: WorkStatus
    id_number: str | None
    phone: str | None
    employer: str | None
    wage: int | None
    skills: tuple[str, ...]
    wishes: tuple[str, ...]
    courses: tuple[str, ...]
    household_id: int | None
    head_name: str | None
    is_poor_confirmed: bool
    has_account: bool
    is_placed: bool
    status_told_at: dt.datetime | None
    registered_at: dt.datetime


def mask_id_number(number: str) -> str:
    """The first four signs and the last two."""
    first, last = ID_SHOWN
    return number[:first] + HIDDEN * (len(number) - first - last) + number[-last:]


def mask_phone(number: str) -> str:
    """The last four digits."""
    return HIDDEN * (len(number) - PHONE_SHOWN) + number[-PHONE_SHOWN:]


async def read_person_lines(session: Session, numbers: Sequence[int]) -> tuple[PersonLine, ...]:
    """These people, in this order."""
    if not numbers:
        return ()
    placed = present_placements()
    query = select(
        Labourer,
        col(Household.head_name),
        col(Account.id).label("account"),
        placed.columns["placement_id"].label("placement"),
        placed.columns["employer"].label("employer"),
    )  # type: ignore[call-overload]
    query = query.select_from(Labourer)
    query = query.outerjoin(Household, col(Household.id) == Labourer.household_id)
    query = placed.join(query.outerjoin(Account, col(Account.labourer_id) == Labourer.id))
    rows = (await session.exec(query.where(col(Labourer.id).in_(numbers)))).all()
    found = {row[0].id: _line(*row) for row in rows}
    return tuple(found[number] for number in numbers if number in found)


def _line(
    one: Labourer, head: str | None, account: int | None, placement: int | None, employer: Any
) -> PersonLine:
    return PersonLine(
        id=one.key(),
        name=one.name,
        sex=one.sex,
        birth_year=one.birth_year,
        village_code=one.village_code,
        status=one.status,
        id_number=one.id_number and mask_id_number(one.id_number),
        phone=one.phone and mask_phone(one.phone),
        employer=employer or one.work_place,
        wage=one.wage,
        skills=tuple(one.skills),
        wishes=tuple(one.wishes),
        courses=tuple(one.courses),
        household_id=one.household_id,
        head_name=head,
        is_poor_confirmed=one.poor_confirmed_at is not None,
        has_account=account is not None,
        is_placed=placement is not None,
        status_told_at=one.status_told_at,
        registered_at=one.registered_at,
    )
