"""Refuses a query that would miss what its own transaction has changed and not written yet.

A row that is new or deleted counts for every query of its table. A row that is changed counts for
queries that name one of its changed columns: whoever loads it as an object gets it as it is now.
"""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import ClauseElement, Column, Insert, Table, event, inspect
from sqlalchemy.orm import ORMExecuteState, Session
from sqlalchemy.sql.visitors import iterate


class UnflushedError(AssertionError):
    """A use case changed rows, did not flush, and asks for what it changed."""


def _table(row: object) -> Any:
    return inspect(type(row)).local_table


def _changed_columns(rows: Iterable[object]) -> set[Any]:
    return {
        column
        for row in rows
        for attribute in inspect(row).mapper.column_attrs
        for column in attribute.columns
        if inspect(row).attrs[attribute.key].history.has_changes()
    }


def _asks(state: ORMExecuteState) -> None:
    session = state.session
    if state.execution_options.get("reads_past_changes") or session._flushing:
        return
    dirty = [row for row in session.dirty if session.is_modified(row)]
    # Rows that wait to be inserted; sessions of the tests' own have none.
    waiting = [inspect(table).local_table for table in getattr(session, "waiting", ())]
    if not (dirty or session.new or session.deleted or waiting) or state.is_relationship_load:
        return
    statement = state.statement
    assert isinstance(statement, ClauseElement)
    named = list(iterate(statement))
    tables = {one for one in named if isinstance(one, Table)}
    if isinstance(statement, Insert):
        tables -= {statement.table}  # its conflicts are with rows that are written
    unwritten = {*waiting, *(_table(row) for row in (*session.new, *session.deleted))}
    if state.is_column_load or state.execution_options.get("populate_existing"):
        unwritten |= {_table(row) for row in dirty}
    missed = {table.name for table in tables & unwritten}
    columns = {one for one in named if isinstance(one, Column)}
    missed |= {str(column) for column in columns & _changed_columns(dirty)}
    if missed:
        raise UnflushedError(f"{sorted(missed)} changed and not flushed before: {statement}")


def watch() -> None:
    """From now on, in this process."""
    event.listen(Session, "do_orm_execute", _asks)
