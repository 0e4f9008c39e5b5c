"""A store in one transaction that is never committed: each input is tried and taken back."""

import asyncio
import datetime as dt
import re
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from functools import partial
from itertools import count
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, event
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, async_sessionmaker
from sqlmodel import SQLModel
from structlog.testing import capture_logs

from bot.store.engine import open_engine
from bot.telegram.addresses import get_chat_id, telegram_address
from bot.turns.batch import Turns
from bot.turns.turn_batch import TurnContext
from dialogue.core.reply import Message, Reply
from dialogue.core.user_input import SentOther, Typed
from handlers.core.incoming import IncomingMessage
from models.core.address import Address
from models.core.file_store import FileStore
from models.core.session import Session
from models.core.vocabulary import Language
from models.outbox.row import RowState
from scheduler.clock_context import ClockContext
from scheduler.delivery.loop import DeliveryLoop
from scheduler.delivery.sender import Sent
from scheduler.timing import ClockTiming
from tests.support.store import NOON
from tests.support.turns import COUNTY_ZONE

WRITING = re.compile(r"\s*(?:INSERT(?: OR \w+)? INTO|UPDATE|DELETE FROM) (\w+)", re.DOTALL)
# What every turn writes, whatever is said.
BOOKKEEPING = {"seen_update", "tick_run"}
# Where it stands what lies before somebody.
SEEN = ("address", "account", "draft")
Row = dict[str, Any]
Rows = dict[Any, Row]
Doing = Callable[[], Awaitable[Reply]]


class Noon:
    """It stays midday."""

    def now(self) -> dt.datetime:
        return NOON


@dataclass
class Outbound:
    """A channel that takes everything."""

    sent: list[tuple[int, Message]] = field(default_factory=list)
    is_held: bool = False

    async def send(self, address: Address, message: Message, edits: int | None = None) -> Sent:  # noqa: ARG002
        self.sent.append((get_chat_id(address), message))
        return Sent(len(self.sent))


@dataclass(frozen=True)
class Change:
    """A row before and after; None where there was or is none."""

    table: str
    before: Row | None
    after: Row | None

    @property
    def columns(self) -> set[str]:
        """What is otherwise than before."""
        one, other = self.before or {}, self.after or {}
        return {key for key in {**one, **other} if one.get(key) != other.get(key)}


@dataclass(frozen=True)
class Tried:
    """What became of one input; nothing of it is kept."""

    reply: Reply
    changes: tuple[Change, ...]
    draft: Row | None
    offered: tuple[str, ...]

    @property
    def message(self) -> Message | None:
        """The last message that can be answered, or else the last."""
        said = self.reply.messages
        return next((m for m in reversed(said) if m.buttons), said[-1] if said else None)

    @property
    def choices(self) -> tuple[str, ...]:
        return tuple(b.choice for b in self.message.buttons) if self.message else ()

    @property
    def text(self) -> str:
        """All that was said, on one line."""
        said = [str(message.text.striptags()) for message in self.reply.messages]
        return " / ".join(" ".join([*said, str(self.reply.toast or "")]).split("\n"))


class Desk:
    """One connection, on which everybody talks."""

    def __init__(self, connection: AsyncConnection) -> None:
        self.connection = connection
        self.sessions = async_sessionmaker(
            connection,
            class_=Session,
            autoflush=False,
            expire_on_commit=False,
            join_transaction_mode="create_savepoint",
        )
        self.outbound = Outbound()
        # The tables that were written to since somebody emptied it.
        self.touched: set[str] = set()
        event.listen(connection.sync_connection, "before_cursor_execute", self._note)
        context = TurnContext(Noon(), COUNTY_ZONE, Language.ZH, 30, FileStore(Path("/none")))
        self._turns = Turns(self.sessions, context)
        self._numbers = count(1)

    @asynccontextmanager
    async def taken_back(self) -> AsyncIterator[None]:
        """What happens within the block is undone after it."""
        point = await self.connection.begin_nested()
        try:
            yield
        finally:
            await point.rollback()

    async def says(self, chat_id: int, text: str) -> Reply:
        """Somebody types."""
        return await self._take(chat_id, Typed(text), None)

    async def taps(self, chat_id: int, choice: str) -> Reply:
        """Somebody taps a button of this choice, or gives a command."""
        return await self._take(chat_id, SentOther(), choice)

    async def _take(self, chat_id: int, said: Typed | SentOther, choice: str | None) -> Reply:
        address = telegram_address(chat_id)
        message = IncomingMessage(address, str(next(self._numbers)), NOON, said, choice)
        (reply,) = await self._turns.take([message])
        return reply or Reply()

    async def delivers(self) -> None:
        """Everything in the outbox that may go now goes."""
        office = ClockContext(Noon(), COUNTY_ZONE, Language.ZH, 30, ClockTiming(chat_rests=0))
        loop = DeliveryLoop(self.sessions, office, self.outbound)
        while loop.on_the_way or any(map(_is_due, (await self.rows("outbox")).values())):
            await loop.step()
            await asyncio.gather(*loop.on_the_way)

    async def rows(self, table: str) -> Rows:
        """The rows of a table, unsealed, by their keys."""
        return await self.connection.run_sync(_rows, table)

    def _note(self, *given: Any) -> None:
        """Before a statement: which table it writes to."""
        if found := WRITING.match(given[2]):
            self.touched.add(found[1])


@asynccontextmanager
async def open_desk(url: str) -> AsyncIterator[Desk]:
    """A desk on a furnished store, which stays as it is."""
    engine: AsyncEngine = open_engine(url)
    try:
        # A line a turn would bury the table.
        with capture_logs():
            async with engine.connect() as connection:
                outer = await connection.begin()
                yield Desk(connection)
                await outer.rollback()
    finally:
        await engine.dispose()


class Place:
    """A situation that somebody is in: inputs are tried there, each from the same state."""

    def __init__(self, desk: Desk, chat_id: int, message: Message | None) -> None:
        self.desk, self.chat_id, self.message = desk, chat_id, message
        self._before: dict[str, Rows] = {}
        self._tapped: dict[str, Tried] = {}

    @property
    def choices(self) -> tuple[str, ...]:
        """The buttons that lie there."""
        return tuple(b.choice for b in self.message.buttons) if self.message else ()

    async def hears(self, text: str, then: str | None = None) -> Tried:
        """What becomes of these words, and of a tap on a button that answered them."""
        said = partial(self.desk.says, self.chat_id, text)
        return await self._try(said, *([] if then is None else [self._tap(then)]))

    async def taps(self, choice: str) -> Tried:
        """What becomes of a tap."""
        if choice not in self._tapped:
            self._tapped[choice] = await self._try(self._tap(choice))
        return self._tapped[choice]

    def _tap(self, choice: str) -> Doing:
        return partial(self.desk.taps, self.chat_id, choice)

    async def draft(self) -> Row | None:
        """The form that lies open."""
        return self._seen({table: await self._table(table) for table in SEEN})[0]

    async def offered(self) -> tuple[str, ...]:
        """What typed numbers mean."""
        return self._seen({table: await self._table(table) for table in SEEN})[1]

    async def _table(self, table: str) -> Rows:
        """The rows of a table before any input."""
        if table not in self._before:
            self._before[table] = await self.desk.rows(table)
        return self._before[table]

    def _seen(self, rows: dict[str, Rows]) -> tuple[Row | None, tuple[str, ...]]:
        here = str(self.chat_id)
        address = next((a for a in rows["address"].values() if a["external_id"] == here), None)
        if address is None:
            return None, ()
        account = rows["account"][address["account_id"],]
        return rows["draft"].get((account["draft_id"],)), tuple(address["offered"])

    async def _try(self, *doings: Doing) -> Tried:
        for table in SEEN:
            await self._table(table)
        async with self.desk.taken_back():
            self.desk.touched.clear()
            for does in doings:
                reply = await does()
            tables = sorted(self.desk.touched & SQLModel.metadata.tables.keys() - BOOKKEEPING)
            after = {table: await self.desk.rows(table) for table in tables}
        before = {table: await self._table(table) for table in tables}
        changes = tuple(c for t in tables for c in _changes(t, before[t], after[t]))
        return Tried(reply, changes, *self._seen({**self._before, **after}))


def _is_due(row: Row) -> bool:
    return row["state"] is RowState.WAITING and row["due_at"] <= NOON


def _rows(connection: Connection, table: str) -> Rows:
    of = SQLModel.metadata.tables[table]
    key = [column.name for column in of.primary_key]
    found = connection.execute(of.select()).mappings()
    return {tuple(row[name] for name in key): dict(row) for row in found}


def _changes(table: str, before: Rows, after: Rows) -> Iterator[Change]:
    for key in {**before, **after}:
        one, other = before.get(key), after.get(key)
        if one != other:
            yield Change(table, one, other)
