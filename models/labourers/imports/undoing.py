"""Undoing: entries that nobody touched since go as if never there, facts are set back.

What somebody did since stays, and is listed with why: rows of RowOutcome.KEPT.
"""

import datetime as dt
from collections import Counter
from typing import Any

from sqlalchemy import Table, delete
from sqlmodel import SQLModel, col, select

from models.accounts import account as accounts
from models.core import audit
from models.core.audit import Act, AuditRecord, Subject
from models.core.bulk_writes import read_rows
from models.core.session import Session
from models.labourers import doubles, household, ledger
from models.labourers.calls import Call
from models.labourers.facts import PRESENT_WORK, is_different
from models.labourers.household import Household
from models.labourers.imports.entering import BESIDE
from models.labourers.imports.pieces import Work
from models.labourers.imports.tables import ImportState, LedgerImportRow, RowOutcome
from models.labourers.labourer import Labourer, LedgerChange, NoticePreference

PIECE = 20
# What goes with an entry that nobody touched.
GOES_ALONG = (LedgerChange, NoticePreference, Call)
OF_ENTRY = {*(one.__tablename__ for one in GOES_ALONG), LedgerImportRow.__tablename__}
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
    people = await read_rows(session, Labourer, (row.labourer_id for row in rows), lock=True)
    counts = Counter(found.counts)
    for row in rows:
        counts[row.outcome.value] -= 1  # type: ignore[union-attr]
        labourer = people.get(row.labourer_id or 0)
        why = await _undo(session, work, row, labourer, now)
        row.outcome = RowOutcome.KEPT if why else RowOutcome.REVERTED
        row.kept = why or None
        counts[row.outcome.value] += 1
        await session.flush()
    found.counts = {name: count for name, count in counts.items() if count}
    found.done, found.reached = found.done + len(rows), rows[-1].key()
    await session.flush()


async def _undo(
    session: Session,
    work: Work,
    row: LedgerImportRow,
    labourer: Labourer | None,
    now: dt.datetime,
) -> list[dict[str, Any]]:
    """Why something of the row stays; nothing where all is reverted."""
    if labourer is None:
        return [{"name": "kept_gone"}]
    if await _is_merged(session, work, labourer):
        return [{"name": "kept_merged"}]
    if row.outcome is RowOutcome.OPENED:
        return await _take_out(session, work, row, labourer, now)
    return await _set_back(session, work, row, labourer, now)


async def _is_merged(session: Session, work: Work, labourer: Labourer) -> bool:
    merged = select(AuditRecord.id).where(
        AuditRecord.labourer_id == labourer.key(),
        AuditRecord.act == Act.MERGED,
        col(AuditRecord.at) >= work.found.opened_at,
    )
    return (await session.exec(merged.limit(1))).first() is not None


async def _take_out(
    session: Session, work: Work, row: LedgerImportRow, labourer: Labourer, now: dt.datetime
) -> list[dict[str, Any]]:
    """Erase an entry that the list opened; not one that somebody has, changed, or works with."""
    key = labourer.key()
    if await accounts.get_account_id_of_labourer(session, key) is not None:
        return [{"name": "kept_taken_over"}]
    later = await _list_later(session, row, labourer)
    why = [{"name": "kept_changed", "fact": fact} for fact in later]
    why += [{"name": "kept_bound", "to": table} for table in await _list_bound(session, key)]
    if why:
        return why
    row.labourer_id = None
    await session.flush()
    await doubles.forget_doubles_of(session, labourer, now)
    for table in GOES_ALONG:
        await session.exec(delete(table).where(col(table.labourer_id) == key))
    where = labourer.village_code
    await ledger.delete_entry(session, labourer)
    _tell(session, work, Act.ERASED, key, where, now)
    return []


async def _list_bound(session: Session, key: int) -> list[str]:
    """The tables that have a row of this entry; every table that refers to one is looked at."""
    bound = []
    for name, column in _referring():
        if (await session.exec(select(column).where(column == key).limit(1))).first() is not None:
            bound.append(name)
    return bound


def _referring() -> list[tuple[str, Any]]:
    """Every column of another table that refers to an entry."""
    tables: list[Table] = list(SQLModel.metadata.sorted_tables)
    return [
        (table.name, column)
        for table in tables
        if table.name not in OF_ENTRY
        for column in table.c
        if any(key.column.table.name == "labourer" for key in column.foreign_keys)
    ]


async def _set_back(
    session: Session, work: Work, row: LedgerImportRow, labourer: Labourer, now: dt.datetime
) -> list[dict[str, Any]]:
    """Give the facts back what they were; not those that somebody told since."""
    told = row.before or {}
    present = await ledger.get_facts(session, labourer)
    later = await _list_later(session, row, labourer)
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


async def _list_later(session: Session, row: LedgerImportRow, labourer: Labourer) -> set[str]:
    """The facts that were told after the list, whatever they are now."""
    query = select(LedgerChange.fact).where(
        LedgerChange.labourer_id == labourer.key(),
        col(LedgerChange.id) > (row.before or {})["last"],
    )
    return set(await session.exec(query))


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
        if labourer.household_id != home and await session.get(Household, home) is not None:
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
