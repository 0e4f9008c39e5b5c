"""Inspections: which files are to be fetched and inspected now, and what follows a failure.

Every try is counted and committed before the work. A file that ends the process is given up after
few tries, and what was never tried goes before it.
"""

import datetime as dt
from collections.abc import Collection

from sqlalchemy import ColumnElement, or_
from sqlmodel import col, select

from models.core.media import Fault
from models.core.session import Session
from models.outbox import outbox
from models.placements.evidence import Evidence, EvidenceState
from models.placements.messages import FILE_REFUSED

# Telegram may be away for half a night before a file is given up.
TRIES = 16
# An inspection that did not end in time is begun once more: the machine may have been busy.
INSPECTIONS = 2
# Where the process itself ended meanwhile, several files may have been in work: each gets its turn
# alone before it is given up.
ENDED = 3
FIRST_PAUSE, LONGEST_PAUSE = dt.timedelta(seconds=5), dt.timedelta(hours=1)


async def take_due(
    session: Session,
    now: dt.datetime,
    most: int,
    going: Collection[int] = (),
    *,
    again: bool = False,
) -> list[Evidence]:
    """What is to be done now, each counted as tried.

    One whose inspection did not end before is taken only where no other such is in work.

    Args:
        most: so many at most.
        going: the numbers of those that are in work already.
        again: whether one of them is such.
    """
    taken: list[Evidence] = []
    for row in await list_due(session, now, most, going):
        if row.inspections >= ENDED:
            await refuse_file(session, row, now, Fault.LIMIT)
        elif row.tries >= TRIES and row.state is EvidenceState.COMING:
            await refuse_file(session, row, now, Fault.AWAY)
        elif not (again and row.inspections):
            again = again or row.inspections > 0
            row.tries += 1
            taken.append(row)
    await session.flush()
    return taken


def untake(row: Evidence) -> None:
    """Nothing was asked after all: that costs no try."""
    row.tries -= 1


async def begin_inspection(session: Session, number: int) -> bool:
    """Its inspection begins; False where it is over by now."""
    row = await lock_uninspected(session, number)
    if row is not None:
        row.inspections += 1
        await session.flush()
    return row is not None


async def record_failed_download(session: Session, row: Evidence, now: dt.datetime) -> None:
    """It could not be fetched, or kept; it is tried again after a pause that grows, TRIES times."""
    row.inspections = 0
    if row.tries >= TRIES and row.state is EvidenceState.COMING:
        await refuse_file(session, row, now, Fault.AWAY)
    else:
        _pause(row, now)
    await session.flush()


async def record_timeout(session: Session, row: Evidence, now: dt.datetime) -> None:
    """Its inspection did not end in time; it is begun once more."""
    if row.inspections >= INSPECTIONS:
        await refuse_file(session, row, now, Fault.LIMIT)
    else:
        _pause(row, now)
    await session.flush()


def _pause(row: Evidence, now: dt.datetime) -> None:
    row.next_try_at = now + min(FIRST_PAUSE * 2 ** (max(row.tries, 1) - 1), LONGEST_PAUSE)


async def list_due(
    session: Session, now: dt.datetime, most: int, without: Collection[int] = ()
) -> list[Evidence]:
    """What is to be fetched or inspected now: first what was never tried, then what waits longest.

    What was kept before files were inspected comes last.
    """
    query = select(Evidence).where(_is_due(now), col(Evidence.id).not_in(without))
    in_turn = query.order_by(
        col(Evidence.path).is_not(None),
        col(Evidence.inspections),
        col(Evidence.tries),
        col(Evidence.next_try_at),
        col(Evidence.id),
    )
    return list(await session.exec(in_turn.limit(most)))


async def is_any_due(session: Session, now: dt.datetime) -> bool:
    """Whether anything is to be fetched or inspected now."""
    return bool(await list_due(session, now, 1))


async def lock_uninspected(session: Session, number: int) -> Evidence | None:
    """The row, locked, where its file is still to be inspected; None where that is done or over."""
    query = select(Evidence).where(col(Evidence.id) == number, col(Evidence.inspected_at).is_(None))
    return (await session.exec(query.with_for_update())).first()


def _is_due(now: dt.datetime) -> ColumnElement[bool]:
    """No pause is longer than the longest: one that seems so is of a clock that was set back."""
    waits = col(Evidence.next_try_at)
    is_over = or_(waits.is_(None), waits <= now, waits > now + LONGEST_PAUSE)
    return col(Evidence.inspected_at).is_(None) & is_over


async def refuse_file(session: Session, evidence: Evidence, now: dt.datetime, fault: Fault) -> None:
    """It is nothing that is kept; who sent it is told why. What lay there is swept."""
    evidence.state, evidence.next_try_at, evidence.path = EvidenceState.REFUSED, None, None
    evidence.inspected_at, evidence.fault = now, fault
    await session.flush()
    if evidence.added_by is not None:
        told = outbox.new_row(FILE_REFUSED, evidence.key(), now, account=evidence.added_by)
        await outbox.plan_row(session, told)
