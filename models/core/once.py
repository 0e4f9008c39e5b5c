"""Milestones: what is done once for good, such as a month's questions, however often it ticks.

What is done in pieces has a milestone on its way, which moves, so that it is gone on with where it
was stopped.
"""

from sqlalchemy import delete
from sqlmodel import Field, SQLModel, col, func, select

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


async def get_reached(session: Session, name: str, about: int) -> int | None:
    """How far what is done in pieces has come, 0 at first; None where it is done."""
    if await session.get(DoneOnce, (name, about)) is not None:
        return None
    way = select(func.max(DoneOnce.about)).where(DoneOnce.name == _way(name, about))
    return (await session.exec(way)).one() or 0


async def note_reached(session: Session, name: str, about: int, reached: int | None) -> None:
    """It has come so far with this transaction; None where it is done."""
    await session.exec(delete(DoneOnce).where(col(DoneOnce.name) == _way(name, about)))
    if reached is None:
        await is_first_time(session, name, about)
    else:
        await is_first_time(session, _way(name, about), reached)


def _way(name: str, about: int) -> str:
    return f"{name}:{about}"
