"""Households: labourers of one household register, known by village and head."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Index
from sqlmodel import Field, SQLModel, select

from models.core.audit import Act
from models.core.column_types import BIG_ID, row_id
from models.core.session import Session

# By these facts of an entry its household is found.
RESTS_ON = ("registered_poor", "household_head", "village")


class Household(SQLModel, table=True):
    """A registered poor household (建档立卡户). Those not registered are not kept."""

    __table_args__ = (Index("household_head", "village_code", "head_name"),)

    id: int | None = row_id()
    village_code: str = Field(foreign_key="region.code", max_length=12)
    head_name: str = Field(max_length=40)
    head_birth_year: int | None = None
    # No reference: the entry of the head refers to its household.
    head_id: int | None = Field(default=None, sa_type=BIG_ID, index=True)


async def get_or_open_household(session: Session, village_code: str, head_name: str) -> Household:
    same = select(Household).where(
        Household.village_code == village_code, Household.head_name == head_name
    )
    household = (await session.exec(same)).first()
    if household is None:
        household = Household(village_code=village_code, head_name=head_name)
        session.add(household)
        await session.flush()
    return household


def list_household_acts(before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[Act, ...]:
    """What the trail tells, for an auditor, where another household or none is told now."""
    poor = bool(after["registered_poor"])
    changed = any(before.get(key) != after[key] for key in RESTS_ON)
    if not changed or not (poor or before.get("registered_poor")):
        return ()
    return (Act.POOR_TOLD if poor else Act.POOR_DENIED,)
