"""Refuses a query that would miss what its own transaction has changed and not written yet."""

from typing import Any

from sqlalchemy import ClauseElement, Insert, Table, event, inspect
from sqlalchemy.orm import ORMExecuteState, Session
from sqlalchemy.sql.visitors import iterate


class UnflushedError(AssertionError):
    """A use case changed rows, did not flush, and asks their table."""


def _unwritten(session: Session) -> set[Any]:
    changed = [row for row in session.dirty if session.is_modified(row)]
    rows = (*changed, *session.new, *session.deleted)
    return {inspect(type(row)).local_table for row in rows}


def _asks(state: ORMExecuteState) -> None:
    session = state.session
    if state.execution_options.get("reads_past_changes") or session._flushing:
        return
    unwritten = _unwritten(session) if session.dirty or session.new or session.deleted else set()
    if not unwritten or state.is_relationship_load:
        return
    statement = state.statement
    assert isinstance(statement, ClauseElement)
    asked = {one for one in iterate(statement) if isinstance(one, Table)}
    if isinstance(statement, Insert):
        asked -= {statement.table}  # its conflicts are with rows that are written
    if missed := sorted(table.name for table in asked & unwritten):
        raise UnflushedError(f"{missed} changed and not flushed before: {state.statement}")


def watch() -> None:
    """From now on, in this process."""
    event.listen(Session, "do_orm_execute", _asks)
