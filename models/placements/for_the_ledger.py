"""Who is placed now, as the ledger's lists, exports, checks and snapshots ask for it."""

from typing import Any

from sqlalchemy.orm import aliased
from sqlmodel import col, exists, func, select

from models.employers.employer import Employer
from models.labourers.labourer import Labourer
from models.labourers.present_placements import PresentPlacements
from models.placements.placement import Placement
from models.placements.states import HOLDING

_PLACED, _EMPLOYER, _ANY = aliased(Placement), aliased(Employer), aliased(Placement)


def _goes_on(one: Any) -> tuple[Any, ...]:
    """Believed of, and not ended; as `Placement.is_going_on` has it."""
    return (
        col(one.labourer_id) == Labourer.id,
        col(one.state).in_(HOLDING),
        col(one.ended_on).is_(None),
    )


def _join(query: Any) -> Any:
    latest = select(func.max(_ANY.id)).where(*_goes_on(_ANY)).correlate(Labourer).scalar_subquery()
    query = query.outerjoin(_PLACED, col(_PLACED.id) == latest)
    return query.outerjoin(_EMPLOYER, col(_EMPLOYER.id) == _PLACED.employer_id)


PRESENT = PresentPlacements(
    columns={
        "placement_id": col(_PLACED.id),
        "post": col(_PLACED.post),
        "starts_on": col(_PLACED.starts_on),
        "destination": col(_PLACED.destination),
        "wage": col(_PLACED.wage),
        "has_contract": col(_PLACED.has_contract),
        "brought": col(_PLACED.brought),
        "employer_id": col(_PLACED.employer_id),
        "employer": col(_EMPLOYER.name),
        "employer_kind": col(_EMPLOYER.kind),
        "region": col(_PLACED.region),
    },
    join=_join,
    is_placed=exists().where(*_goes_on(_ANY)).correlate(Labourer),
)
