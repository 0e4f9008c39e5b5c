"""The session of one transaction: nothing is written before a use case says so."""

from collections.abc import Callable
from functools import cache
from typing import Any, Generic, TypeAlias, TypeVar

from sqlalchemy import Insert, event, insert, inspect
from sqlalchemy.ext.asyncio import async_sessionmaker
from sqlalchemy.orm import SessionTransaction
from sqlmodel import Session as PlainSession
from sqlmodel import SQLModel
from sqlmodel.ext.asyncio.session import AsyncSession

T = TypeVar("T")
# For a query that needs nothing of what this transaction has changed and not written yet.
reads_past_changes = {"reads_past_changes": True}


class Slot(Generic[T]):
    """A place for what a transaction remembers, and how it is made when first asked for."""

    def __init__(self, make: Callable[[], T]) -> None:
        self.make = make


def list_set_columns(row: object) -> list[Any]:
    """The columns of a row that were set and are not written yet."""
    state: Any = inspect(row)
    columns = state.mapper.columns
    return [columns[key] for key in state.committed_state if key in columns]


@cache
def plain_insert(table: type[SQLModel]) -> Insert:
    """The statement that inserts rows: to put one together costs as much as to run it."""
    return insert(table)


class UnitOfWork(PlainSession):
    """What a transaction has changed and not written yet; `waiting` are rows without objects."""

    def __init__(self, *args: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        self.waiting: dict[type[SQLModel], list[dict[str, Any]]] = {}

    def flush(self, objects: Any = None) -> None:
        """Write all that was changed."""
        self.insert_waiting()
        super().flush(objects)

    def insert_waiting(self) -> None:
        """Insert the rows that wait, those of one table in one statement."""
        waiting, self.waiting = self.waiting, {}
        for table, rows in waiting.items():
            self.connection().execute(plain_insert(table), rows)


# A commit flushes only where objects were changed.
event.listen(UnitOfWork, "before_commit", UnitOfWork.insert_waiting)


@event.listens_for(UnitOfWork, "after_transaction_end")
def _forget_waiting(session: UnitOfWork, ended: SessionTransaction) -> None:
    """What waited and was not committed, or taken back to a savepoint, is no part of what follows.

    A savepoint begins and is kept with nothing that waits.
    """
    if ended.parent is None or ended.nested:
        session.waiting = {}


class Session(AsyncSession):
    """One transaction of the store.

    Opened without autoflush: a use case that changes rows and then selects from their table
    flushes in between. The tests refuse a query that would miss a change; one that does not mind
    says so by `reads_past_changes`.
    """

    sync_session: UnitOfWork
    sync_session_class = UnitOfWork

    def __init__(self, *args: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        self._transaction: SessionTransaction | None = None
        self._slots: dict[Slot[Any], Any] = {}

    async def __aexit__(self, *problem: Any) -> None:
        """Close the session; without a transaction that needs no round by the event loop."""
        if self.in_transaction():
            await super().__aexit__(*problem)
        else:
            self.sync_session.close()

    def recall(self, slot: Slot[T]) -> T:
        """What this transaction keeps there; another transaction begins with none of it."""
        present = self.sync_session.get_transaction() or self.sync_session.begin()
        if present is not self._transaction:
            self._transaction, self._slots = present, {}
        if slot not in self._slots:
            self._slots[slot] = slot.make()
        kept: T = self._slots[slot]
        return kept

    def insert_at_flush(self, table: type[SQLModel], rows: list[dict[str, Any]]) -> None:
        """Insert rows with those of the transaction's other turns, at the next flush or the commit.

        No objects are made of them: defaults that the class and not the database gives must be
        there, and every row of a table has the same columns.
        """
        if rows:
            # What waits is of this transaction, though it may have asked for nothing yet.
            if not self.in_transaction():
                self.sync_session.begin()
            self.sync_session.waiting.setdefault(table, []).extend(rows)

    async def refresh(self, *args: Any, **given: Any) -> None:
        """Read a row anew; what this transaction changed in it is written first, and not lost."""
        await self.flush()
        await super().refresh(*args, **given)

    def forget(self, slot: Slot[Any]) -> None:
        """Drop what is kept there: it is made anew."""
        self._slots.pop(slot, None)


# What opens a transaction for each piece of a longer work.
Sessions: TypeAlias = async_sessionmaker[Session]
