"""Who is at work by the ledger, and which registered poor households have nobody who is."""

import datetime as dt

from sqlalchemy import ColumnElement, and_, or_
from sqlalchemy.orm import aliased
from sqlmodel import col, exists

from models.core.vocabulary import WorkStatus
from models.labourers.household import Household
from models.labourers.labourer import Labourer
from models.labourers.present_placements import present_placements
from models.labourers.working_age import WorkingAge

AWAY = (WorkStatus.IN_PROVINCE, WorkStatus.OUTSIDE)
EMPLOYED = (WorkStatus.IN_COUNTY, *AWAY)
IN_WORK = (*EMPLOYED, WorkStatus.SELF_EMPLOYED)
_ABLE = aliased(Labourer)


def is_at_work() -> ColumnElement[bool]:
    """A person of the ledger works for wages or themselves, by their word or by a placement.

    Farming one's own land is not counted: the programme wants one wage in each household.
    """
    return or_(col(Labourer.status).in_(IN_WORK), present_placements().is_placed)


def is_idle(age: WorkingAge, today: dt.date) -> ColumnElement[bool]:
    """A household has somebody who could work, and nobody who does; over Household.

    Who is at school is not to be sent to work.
    """
    could = and_(
        col(_ABLE.household_id) == Household.id,
        age.includes(_ABLE, today),
        col(_ABLE.status) != WorkStatus.AT_SCHOOL,
    )
    works = exists().where(col(Labourer.household_id) == Household.id, is_at_work())
    return and_(exists().where(could).correlate(Household), ~works.correlate(Household))
