"""Employers, who is placed there, and their vacancies, for the tests of the use cases."""

from datetime import date
from typing import Any

from models.core.session import Session
from models.core.vocabulary import Brought, Destination, EmployerKind, Reach
from models.employers import directory
from models.employers.commands import EmployerDetails
from models.employers.employer import Employer
from models.labourers.labourer import Labourer
from models.placements.placement import Placement
from models.placements.states import PlacementState
from models.vacancies.vacancy import Vacancy, VacancyState
from tests.support.refusals import granted
from tests.support.store import NOON
from tests.support.stored_actors import clerk

WANGQING, TONGYU = "222424", "220822"
STAFF = 7
# Who is staff of every county.
OFFICE = clerk(STAFF, "")
CODE, OTHER_CODE = "91222424MA0X1Y2W3F", "91222424MA0T1Y2W3P"


def employer_answers(**given: Any) -> dict[str, Any]:
    """A shoe factory in Ningbo; `given` on top."""
    return {
        "employer_name": "宁波鞋业（集团）有限公司",
        "credit_code": None,
        "employer_kind": EmployerKind.ENTERPRISE,
        "destination": Destination.OUTSIDE,
        "region": "浙江宁波",
        "contact": None,
        **given,
    }


async def open_employer(
    session: Session, name: str = "", county: str = WANGQING, **given: Any
) -> Employer:
    """An employer written down by staff at noon."""
    told = employer_answers(**({"employer_name": name} if name else {}), **given)
    return granted(await directory.open_employer(session, OFFICE, EmployerDetails(**told), county))


async def place_at_employer(
    session: Session, employer: Employer, labourer: Labourer | None = None, **given: Any
) -> Placement:
    """Somebody confirmed that they work there; `given` is otherwise."""
    told: dict[str, Any] = {
        "county": WANGQING,
        "employer_id": employer.key(),
        "labourer_id": labourer.id if labourer else None,
        "state": PlacementState.CONFIRMED,
        "post": "缝纫工",
        "starts_on": date(2026, 11, 1),
        "reported_on": date(2026, 11, 1),
        "wage": 4200,
        "has_contract": True,
        "has_insurance": True,
        "destination": Destination.OUTSIDE,
        "region": "浙江宁波",
        "brought": Brought.ALONE,
        "filed_at": NOON,
    }
    placement = Placement(**{**told, **given})
    session.add(placement)
    await session.flush()
    return placement


async def vacancy_at_employer(session: Session, employer: Employer, **given: Any) -> Vacancy:
    """A vacancy there; `given` is otherwise."""
    told: dict[str, Any] = {
        "county": WANGQING,
        "employer_id": employer.key(),
        "post": "缝纫工",
        "trade": "sewing",
        "reach": Reach.ANYWHERE,
        "place": "宁波",
        "wanted": 10,
        "wage_from": 4000,
        "wage_to": 5000,
        "lodging": True,
        "insurance": True,
        "until": date(2026, 12, 31),
        "state": VacancyState.OPEN,
        "opened_at": NOON,
    }
    vacancy = Vacancy(**{**told, **given})
    session.add(vacancy)
    await session.flush()
    return vacancy
