"""Sweeping: what was kept for its whole period goes, a piece at a time.

Each kind is walked through in the order of its numbers, which is that of their making. A piece ends
at PIECE rows and where it came to is kept, so that rows that have to stay are not looked at again
before all others were; after the youngest the walk begins anew. What to sweep:
models/privacy/ended.py.
"""

import datetime as dt

from sqlmodel import Field, SQLModel, col, select

from models.core.column_types import BIG_ID
from models.core.keeping import Keeping
from models.core.session import Session
from models.privacy.ended import KeptKind

PIECE = 200


class Sweep(SQLModel, table=True):
    """How far the walk through one kind has come: the number of the last row looked at."""

    kind: str = Field(primary_key=True, max_length=32)
    reached: int = Field(default=0, sa_type=BIG_ID)


async def sweep_kind(session: Session, kind: KeptKind, keeping: Keeping, now: dt.datetime) -> int:
    """One piece of one kind; gives how many went."""
    walk = await session.get(Sweep, kind.name)
    before = keeping.before(kind.period, now)
    key, made = col(kind.table.id), kind.made
    following = select(key, made).where(key > (walk.reached if walk else 0)).order_by(key)
    found = (await session.exec(following.limit(PIECE))).all()
    old = [number for number, at in found if at < before]
    goes_on = bool(old) and len(found) == PIECE
    reached = found[-1][0] if goes_on else 0
    if reached or (walk and walk.reached):
        session.add(_at(walk or Sweep(kind=kind.name), reached))
    gone = await _gone(session, kind, old, keeping, now) if old else []
    if gone:
        await kind.remove(session, gone, now)
    await session.flush()
    return len(gone)


def _at(walk: Sweep, reached: int) -> Sweep:
    walk.reached = reached
    return walk


async def _gone(
    session: Session, kind: KeptKind, old: list[int], keeping: Keeping, now: dt.datetime
) -> list[int]:
    """Those of them whose period is over, locked; a turn that is at one of them keeps it."""
    key = col(kind.table.id)
    over = select(key).where(key.in_(old), *kind.over(keeping, now))
    return list(await session.exec(over.with_for_update(skip_locked=True, of=kind.table)))
