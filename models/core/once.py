"""Milestones: what is done once for good, such as a month's questions, however often it ticks."""

from sqlmodel import Field, SQLModel, select

from models.core.bulk_writes import get_insert_class
from models.core.session import Session


class DoneOnce(SQLModel, table=True):
    """One thing done, by name and number."""

    __tablename__ = "milestone"

    name: str = Field(primary_key=True, max_length=16)
    about: int = Field(primary_key=True)


async def is_first_time(session: Session, name: str, about: int) -> bool:
    """True for the first who asks; two at once cannot both be told so."""
    row = (
        get_insert_class(session)(DoneOnce).values(name=name, about=about).on_conflict_do_nothing()
    )
    return (await session.exec(row)).rowcount == 1


async def is_done(session: Session, name: str, about: int) -> bool:
    """Whether it was done already; nothing is written."""
    return await session.get(DoneOnce, (name, about)) is not None


async def list_done(session: Session, name: str) -> list[int]:
    """The numbers of all that was done under a name."""
    return list(await session.exec(select(DoneOnce.about).where(DoneOnce.name == name)))
