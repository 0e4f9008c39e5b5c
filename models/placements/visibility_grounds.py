"""Whom a broker sees because of a placement: those whom the account placed, unless that is void."""

from typing import Any

from sqlmodel import col, select

from models.accounts.roles import Roles
from models.labourers.labourer import Labourer
from models.labourers.visibility import VisibilityGround
from models.placements.placement import Placement
from models.placements.states import VOID


def _placed_by(account_id: int) -> Any:
    return select(Placement.labourer_id).where(
        Placement.broker_id == account_id,
        col(Placement.state).not_in(VOID),
        col(Placement.labourer_id).is_not(None),
    )


PLACED = VisibilityGround(
    Roles.broker_counties,
    lambda account_id: col(Labourer.id).in_(_placed_by(account_id)),
    lambda _, ties: ties.placed,
)
