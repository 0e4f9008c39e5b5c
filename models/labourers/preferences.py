"""Which kinds of notice a labourer welcomes, has paused, or has stopped."""

from collections.abc import Collection
from datetime import datetime, timedelta
from enum import StrEnum, auto

from sqlmodel import col, select

from models.core import bulk_writes
from models.core.bulk_writes import padded
from models.core.session import Session
from models.core.vocabulary import NoticeKind
from models.labourers.labourer import NoticePreference

PAUSE = timedelta(days=30)


class Wanted(StrEnum):
    """What a person can want of one kind of notice."""

    ON = auto()
    PAUSE = auto()
    STOP = auto()


async def get_preferences(session: Session, labourer_id: int) -> dict[NoticeKind, NoticePreference]:
    """A labourer's wish for each kind of notice; one never asked about is not welcome."""
    query = select(NoticePreference).where(NoticePreference.labourer_id == labourer_id)
    known = {row.kind: row for row in await session.exec(query)}
    return {
        kind: known.get(kind) or NoticePreference(labourer_id=labourer_id, kind=kind, welcome=False)
        for kind in NoticeKind
    }


async def get_preferences_of_many(
    session: Session, labourers: Collection[int], kinds: Collection[NoticeKind]
) -> dict[tuple[int, NoticeKind], NoticePreference]:
    """What these labourers wish of these kinds, as far as they were ever asked."""
    query = select(NoticePreference).where(
        col(NoticePreference.labourer_id).in_(padded(labourers)),
        col(NoticePreference.kind).in_(padded(kinds)),
    )
    found = await session.exec(query) if labourers and kinds else ()
    return {(wish.labourer_id, wish.kind): wish for wish in found}


async def create_preferences(session: Session, labourer_id: int, kinds: Collection[str]) -> None:
    """The wishes of somebody new, whose entry is flushed."""
    kept = [{"labourer_id": labourer_id, "kind": k, "welcome": k in kinds} for k in NoticeKind]
    await bulk_writes.insert_rows(session, NoticePreference, kept)


async def set_welcome_kinds(
    session: Session, labourer_id: int, kinds: list[str], now: datetime
) -> None:
    """Welcome these kinds and stop all others. A pause of a kind that stays welcome goes on."""
    for kind, row in (await get_preferences(session, labourer_id)).items():
        _set(row, kind in kinds, now)
        row.paused_until = row.paused_until if row.welcome else None
        session.add(row)
    await session.flush()


async def set_preference(
    session: Session, labourer_id: int, kind: NoticeKind, wanted: Wanted, now: datetime
) -> None:
    """Send one kind, send none of it for PAUSE from now, or stop it."""
    row = (await get_preferences(session, labourer_id))[kind]
    _set(row, wanted is not Wanted.STOP, now)
    row.paused_until = now + PAUSE if wanted is Wanted.PAUSE else None
    session.add(row)
    await session.flush()


def _set(row: NoticePreference, wanted: bool, now: datetime) -> None:
    if row.welcome and not wanted:
        row.stopped_at = now
    row.welcome = wanted
    row.stopped_at = None if wanted else row.stopped_at


def is_paused(row: NoticePreference, now: datetime) -> bool:
    """Whether the kind is welcome but not just now."""
    return row.welcome and row.paused_until is not None and row.paused_until > now
