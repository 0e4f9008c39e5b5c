"""Undoing: entries that nobody touched since go as if never there, facts are set back.

What somebody did since stays, and is listed with why: rows of RowOutcome.KEPT.
"""

import datetime as dt
from collections import Counter
from typing import Any

from sqlalchemy import delete, or_
from sqlmodel import col, select

from models.core import audit
from models.core.audit import Act, Subject
from models.core.bulk_writes import read_rows
from models.core.session import Session
from models.labourers import doubles, household, ledger
from models.labourers.calls import Call
from models.labourers.double import Double
from models.labourers.facts import PRESENT_WORK, is_different
from models.labourers.household import Household
from models.labourers.imports.entering import BESIDE, describe_home
from models.labourers.imports.pieces import Work, cut_piece
from models.labourers.imports.tables import ImportState, LedgerImportRow, RowOutcome
from models.labourers.imports.touches import Touches, find_touches
from models.labourers.labourer import Labourer, LedgerChange, NoticePreference

PIECE = 20
# What goes with an entry that nobody touched.
GOES_ALONG = (LedgerChange, NoticePreference, Call)
OF_HOUSEHOLD = frozenset({"registered_poor", "household_head", "head_birth_year", "village"})


async def undo_piece(session: Session, work: Work, now: dt.datetime) -> None:
    """Revert the next rows, the last first; after the first the import is undone."""
    found = work.found
    below = (col(LedgerImportRow.id) < found.reached,) if found.reached else ()
    query = select(LedgerImportRow).where(
        LedgerImportRow.import_id == found.id,
        col(LedgerImportRow.outcome).in_((RowOutcome.OPENED, RowOutcome.CHANGED)),
        *below,
    )
    rows = (await session.exec(query.order_by(col(LedgerImportRow.id).desc()).limit(PIECE))).all()
    found.touched_at = now
    if not rows:
        found.state, found.over_at = ImportState.UNDONE, now
        await session.flush()
        return
    rows = cut_piece(rows, RowOutcome.CHANGED)
    people = await read_rows(session, Labourer, (row.labourer_id for row in rows), lock=True)
    touched = await find_touches(session, rows, found.opened_at)
    counts = Counter(found.counts)
    counts.subtract(row.outcome.value for row in rows if row.outcome)
    gone: list[tuple[LedgerImportRow, Labourer]] = []
    for row in rows:
        labourer = people.get(row.labourer_id or 0)
        row.kept = _list_reasons(row, labourer, touched)
        if not row.kept and labourer is not None and row.outcome is RowOutcome.OPENED:
            gone.append((row, labourer))
        elif not row.kept and labourer is not None:
            later = touched.facts.get(row.key(), set())
            row.kept = await _set_back(session, work, row, labourer, later, now)
        row.outcome = RowOutcome.KEPT if row.kept else RowOutcome.REVERTED
        row.kept = row.kept or None
    await _take_out(session, work, gone, now)
    counts.update(row.outcome.value for row in rows if row.outcome)
    found.counts = {name: count for name, count in counts.items() if count}
    found.done, found.reached = found.done + len(rows), rows[-1].key()
    await session.flush()


def _list_reasons(
    row: LedgerImportRow, labourer: Labourer | None, touched: Touches
) -> list[dict[str, Any]]:
    """Why nothing of the row can be reverted; of a changed entry its facts are looked at each."""
    if labourer is None:
        return [{"name": "kept_gone"}]
    if labourer.key() in touched.merged:
        return [{"name": "kept_merged"}]
    if row.outcome is not RowOutcome.OPENED:
        return []
    bound = touched.bound.get(labourer.key(), [])
    if "account" in bound:
        return [{"name": "kept_taken_over"}]
    later = sorted(touched.facts.get(row.key(), ()))
    why: list[dict[str, Any]] = [{"name": "kept_changed", "fact": fact} for fact in later]
    return why + [{"name": "kept_bound", "to": table} for table in bound]


async def _take_out(
    session: Session,
    work: Work,
    gone: list[tuple[LedgerImportRow, Labourer]],
    now: dt.datetime,
) -> None:
    """Erase entries that the list opened and nobody touched."""
    if not gone:
        return
    for row, _ in gone:
        row.labourer_id = None
    await session.flush()
    labourers = [labourer for _, labourer in gone]
    keys = [one.key() for one in labourers]
    either = or_(col(Double.first_id).in_(keys), col(Double.second_id).in_(keys))
    if (await session.exec(select(Double.id).where(either).limit(1))).first() is not None:
        for one in labourers:
            await doubles.forget_doubles_of(session, one, now)
    for table in GOES_ALONG:
        await session.exec(delete(table).where(col(table.labourer_id).in_(keys)))
    for one in labourers:
        _tell(session, work, Act.ERASED, one.key(), one.village_code, now)
    await ledger.delete_entries(session, labourers)


async def _set_back(
    session: Session,
    work: Work,
    row: LedgerImportRow,
    labourer: Labourer,
    later: set[str],
    now: dt.datetime,
) -> list[dict[str, Any]]:
    """Give the facts back what they were; not those that somebody told since."""
    told = row.before or {}
    present = await ledger.get_facts(session, labourer)
    kept = {
        fact
        for fact, value in told["after"].items()
        if fact in later or is_different(present.get(fact), value)
    }
    back = {fact: value for fact, value in told["facts"].items() if fact not in kept}
    if back:
        facts = {**present, **back}
        await ledger.set_facts(session, labourer, facts, now, work.found.account_id)
        await _set_beside(session, labourer, told["beside"], back, is_whole=not kept)
        _tell(session, work, Act.IMPORT_UNDONE, labourer.key(), labourer.village_code, now)
    return [{"name": "kept_changed", "fact": fact} for fact in sorted(kept)]


async def _set_beside(
    session: Session,
    labourer: Labourer,
    beside: dict[str, Any],
    back: dict[str, Any],
    *,
    is_whole: bool,
) -> None:
    """What went along with the facts: when work was told, what was not asked, the household."""
    names = [*(BESIDE if is_whole else ()), *(BESIDE[:2] if PRESENT_WORK & back.keys() else ())]
    home = beside["household_id"]
    if OF_HOUSEHOLD & back.keys() and home is not None:
        names += ["poor_confirmed_at"]
        labourer.poor_confirmed_by = beside["poor_confirmed_by"]
        before = await session.get(Household, home)
        # A number can be another household's by now.
        is_same = before is not None and describe_home(before) == beside["home"]
        if labourer.household_id != home and is_same:
            opened, labourer.household_id = labourer.household_id, home
            await session.flush()
            await household.close_empty_household(session, opened)
    for name in dict.fromkeys(names):
        at = beside[name]
        setattr(labourer, name, dt.datetime.fromisoformat(at) if at else None)
    if is_whole:
        labourer.not_asked = beside["not_asked"]
    await session.flush()


def _tell(session: Session, work: Work, act: Act, key: int, where: str, now: dt.datetime) -> None:
    of = (Subject.LEDGER_IMPORT, work.found.key())
    by = work.found.account_id
    audit.record(session, now, act, by=by, labourer=key, of=of, village=where)
