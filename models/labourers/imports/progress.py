"""An import goes on, one piece at a time, whoever drives it: a page's task, or the clock."""

import datetime as dt
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from sqlmodel import col, select

from models.core.session import Session
from models.labourers.imports import checking, entering, undoing
from models.labourers.imports.pieces import Work, begin_work
from models.labourers.imports.tables import GOING_ON, ImportState, LedgerImport

# What nobody has driven for so long the clock goes on with.
LEFT_FOR = dt.timedelta(seconds=20)
PIECES: dict[ImportState, Callable[[Session, Work, dt.datetime], Awaitable[None]]] = {
    ImportState.JOINING: checking.join_piece,
    ImportState.CHECKING: checking.check_piece,
    ImportState.ENTERING: entering.enter_piece,
    ImportState.UNDOING: undoing.undo_piece,
}


@dataclass(frozen=True)
class Progress:
    """How far an import is: `done` of all `rows` of its phase; whether it goes on."""

    state: ImportState
    done: int
    rows: int
    goes_on: bool


async def step(session: Session, import_id: int, now: dt.datetime) -> Progress | None:
    """One piece of an import, a transaction of some 40 ms; None where another is just at it.

    To be called again, in a new transaction, while it goes on. It did what was asked for by those
    who may; who asked is the account that its changes are by.
    """
    query = select(LedgerImport).where(LedgerImport.id == import_id)
    found = (await session.exec(query.with_for_update(skip_locked=True))).first()
    if found is None:
        return None
    if piece := PIECES.get(found.state):
        await piece(session, await begin_work(session, found, now), now)
        await session.flush()
    return get_progress(found)


def get_progress(found: LedgerImport) -> Progress:
    """How far it is."""
    return Progress(found.state, found.done, found.rows, found.state in GOING_ON)


async def step_left_import(session: Session, now: dt.datetime) -> Progress | None:
    """One piece of an import that its driver left, such as one whose process ended; else None."""
    left = select(LedgerImport.id).where(
        col(LedgerImport.state).in_(GOING_ON), col(LedgerImport.touched_at) <= now - LEFT_FOR
    )
    number = (await session.exec(left.order_by(col(LedgerImport.id)).limit(1))).first()
    if number is None:
        return None
    progress = await step(session, number, now)
    if progress is not None and progress.goes_on:
        # It stays left, so that the next piece is this one's as well.
        found = await session.get_one(LedgerImport, number)
        found.touched_at = now - LEFT_FOR
        await session.flush()
    return progress
