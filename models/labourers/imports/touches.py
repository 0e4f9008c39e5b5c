"""What others did since with entries that a list opened or changed: found for a piece at once."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from sqlmodel import SQLModel, col, select

from models.core.audit import Act, AuditRecord
from models.core.session import Session
from models.labourers.imports.tables import LedgerImportRow
from models.labourers.labourer import LedgerChange

# What goes with an entry that nobody touched, and binds none.
OF_ENTRY = {"ledger_change", "notice_preference", "phone_call", "ledger_import_row"}


@dataclass
class Touches:
    """By entry the tables that have a row of it; by row the facts told later; who was merged."""

    bound: dict[int, list[str]] = field(default_factory=dict)
    facts: dict[int, set[str]] = field(default_factory=dict)
    merged: set[int] = field(default_factory=set)


async def find_touches(
    session: Session, rows: Sequence[LedgerImportRow], since: dt.datetime
) -> Touches:
    """Everything that was done since with the entries of these rows."""
    keys = [row.labourer_id for row in rows if row.labourer_id is not None]
    found = Touches()
    for table, column in _referring():
        for key in await session.exec(select(column).where(column.in_(keys)).distinct()):
            found.bound.setdefault(key, []).append(table)
    await _find_later_facts(session, found, rows, keys)
    merged = select(AuditRecord.labourer_id).where(
        col(AuditRecord.labourer_id).in_(keys),
        AuditRecord.act == Act.MERGED,
        col(AuditRecord.at) >= since,
    )
    found.merged = {key for key in await session.exec(merged) if key is not None}
    return found


async def _find_later_facts(
    session: Session, found: Touches, rows: Sequence[LedgerImportRow], keys: list[int]
) -> None:
    """A fact that was told after the list is touched, whatever it is now."""
    lasts = {row.key(): (row.before or {}).get("last", 0) for row in rows}
    query = select(LedgerChange.id, LedgerChange.labourer_id, LedgerChange.fact).where(
        col(LedgerChange.labourer_id).in_(keys),
        col(LedgerChange.id) > min(lasts.values(), default=0),
    )
    changes = (await session.exec(query)).all()
    for row in rows:
        found.facts[row.key()] = {
            fact
            for number, labourer, fact in changes
            if labourer == row.labourer_id and (number or 0) > lasts[row.key()]
        }


@cache
def _referring() -> list[tuple[str, Any]]:
    """Every column of another table that refers to an entry: a new table is looked at, too."""
    return [
        (table.name, column)
        for table in SQLModel.metadata.sorted_tables
        if table.name not in OF_ENTRY
        for column in table.c
        if any(key.column.table.name == "labourer" for key in column.foreign_keys)
    ]
