"""Households: labourers of one household register, known by village and head."""

from datetime import datetime

from sqlmodel import Field, SQLModel, UniqueConstraint, select
from sqlmodel.ext.asyncio.session import AsyncSession

from models import audit
from models.audit import Act
from models.columns import row_id
from models.labourer import Labourer


class Household(SQLModel, table=True):
    """A registered poor household (建档立卡户). Those not registered are not kept."""

    __table_args__ = (UniqueConstraint("village_code", "head_name"),)

    id: int | None = row_id()
    village_code: str = Field(foreign_key="region.code", max_length=12)
    head_name: str = Field(max_length=40)


async def of(session: AsyncSession, village_code: str, head_name: str) -> Household:
    """The household of that head in that village, opened where there is none yet."""
    same = select(Household).where(
        Household.village_code == village_code, Household.head_name == head_name
    )
    household = (await session.exec(same)).first()
    if household is None:
        household = Household(village_code=village_code, head_name=head_name)
        session.add(household)
        await session.flush()
    return household


def note(session: AsyncSession, labourer: Labourer, now: datetime, by: int | None) -> None:
    """That it is said to be registered poor, or not, an auditor reads by date."""
    act = Act.POOR_TOLD if labourer.household_id is not None else Act.POOR_DENIED
    where = labourer.village_code
    audit.record(session, now, act, by=by, labourer=labourer.id, village=where)
