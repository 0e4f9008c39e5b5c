"""When a list that was brought in is kept no longer: its rows first, then the import itself."""

import datetime as dt

from sqlalchemy import ColumnElement, exists
from sqlmodel import col, func, select

from models.core.keeping import Keeping
from models.labourers.imports.tables import LedgerImport, LedgerImportRow

MADE = (
    select(LedgerImport.opened_at)
    .where(col(LedgerImport.id) == LedgerImportRow.import_id)
    .scalar_subquery()
)


def _is_over(keeping: Keeping, now: dt.datetime) -> ColumnElement[bool]:
    """It went in or was undone so long ago, or was left before that."""
    ended = func.coalesce(LedgerImport.over_at, LedgerImport.touched_at)
    return ended < keeping.before("imports", now)


def is_row_over(keeping: Keeping, now: dt.datetime) -> tuple[ColumnElement[bool], ...]:
    """Of an import that is over."""
    its = col(LedgerImport.id) == LedgerImportRow.import_id
    return (exists().where(its, _is_over(keeping, now)),)


def is_import_over(keeping: Keeping, now: dt.datetime) -> tuple[ColumnElement[bool], ...]:
    """Once none of its rows is left."""
    rows = exists().where(col(LedgerImportRow.import_id) == LedgerImport.id)
    return _is_over(keeping, now), ~rows
