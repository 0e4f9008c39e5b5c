"""Rekeying: everything sealed is sealed again with the newest key, so that an old one can go.

It goes in pieces, each a transaction of its own, so that turns wait for no more than one of them.
How far it has come is kept with the store: where it is stopped, it goes on from there.
"""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from time import perf_counter
from typing import Any

from cryptography.fernet import InvalidToken
from sqlalchemy import text, update
from sqlalchemy.ext.asyncio import async_sessionmaker
from sqlalchemy.orm.attributes import flag_modified
from sqlmodel import SQLModel, col, func, select

from models.accounts.terms_of_office import RoleTerm
from models.brokers.broker import Broker
from models.core.encryption import BROKER_ID, CHAT, LABOURER_PHONE, keyring
from models.core.file_store import FileStore
from models.core.key_check import ONLY, KeyCheck
from models.core.session import Session
from models.grievances.grievance import Grievance, employer_index
from models.labourers.imports.tables import LedgerImportRow, renew_index
from models.labourers.labourer import Labourer, LedgerChange
from models.labourers.number_indexes import index_numbers
from models.placements.placement import Placement, worker_index
from models.privacy.key_check import RENEWAL, WORDS, sealed_columns
from models.privacy.tables import TABLES

# How long a piece may hold its rows, in seconds; and how many rows it takes at first, and at most.
PIECE_SECONDS = 0.008
FIRST_ROWS, MOST_ROWS = 20, 500
WRITES = text("LOCK TABLE key_check IN ROW EXCLUSIVE MODE")
SEALED_TABLES = tuple(table for table in TABLES if sealed_columns(table))


@dataclass(frozen=True)
class Piece:
    """So many rows of a table were sealed anew; `row_id` is the last of them."""

    table: str
    rows: int
    row_id: int


async def rekey(
    sessions: async_sessionmaker[Session],
    tell: Callable[[Piece], None] = lambda _: None,
    seconds: float = PIECE_SECONDS,
    after: Callable[[], Awaitable[object]] | None = None,
) -> int:
    """Seal every row anew and renew the blind indexes; gives how many rows.

    Needs the old keys still on the ring, behind the new one, here and in every process. One-time
    codes are kept as nothing but their index: those issued under an old key last as long as that
    key is there. So is the ID number of a suspended broker who erased themselves, and of who was
    paid for and is erased. Between two pieces it leaves the store to others for as long; what is
    to be done `after` each is done then.
    """
    count, rows = 0, FIRST_ROWS
    while True:
        async with sessions() as session, session.begin():
            # From here on others wait: SQLite's file is locked.
            await session.connection()
            began = perf_counter()
            piece = await renew_piece(session, rows)
        spent = perf_counter() - began
        if piece is None:
            return count
        if not piece.rows:
            # A row of the next table may cost many times one of this.
            rows = FIRST_ROWS
        else:
            tell(piece)
            count += piece.rows
            rows = min(max(int(rows * seconds / spent), 1), MOST_ROWS, 2 * rows)
        if after is not None:
            await after()
        await asyncio.sleep(spent)


async def renew_piece(session: Session, most: int) -> Piece | None:
    """Seal the next rows anew; None once all are, and the store is known by the newest key."""
    if session.get_bind().dialect.name != "sqlite":
        # Before the row: a process that starts has the table, and then waits for the row.
        await (await session.connection()).execute(WRITES)
    check = await session.get_one(KeyCheck, ONLY, with_for_update=True)
    newest = keyring.index(WORDS, RENEWAL)
    if check.renewing != newest:
        check.renewing, check.table_name, check.row_id = newest, _name(SEALED_TABLES[0]), 0
    table = next(one for one in SEALED_TABLES if _name(one) == check.table_name)
    number: Any = getattr(table, "id")  # noqa: B009
    query = select(table).where(number > check.row_id).order_by(number).limit(most)
    found: Any = (await session.exec(query.with_for_update())).all()
    for row in found:
        await _renew_row(session, row, sealed_columns(table))
    if found:
        check.row_id = found[-1].id
    else:
        _turn_to_next(check, table)
    await session.flush()
    if check.renewing is None:
        return None
    return Piece(_name(table), len(found), check.row_id or 0)


def _turn_to_next(check: KeyCheck, table: type[SQLModel]) -> None:
    left = SEALED_TABLES[SEALED_TABLES.index(table) + 1 :]
    if left:
        check.table_name, check.row_id = _name(left[0]), 0
        return
    check.sealed = keyring.seal(WORDS)
    check.renewing = check.table_name = check.row_id = None


def _name(table: type[SQLModel]) -> str:
    return str(table.__tablename__)


async def count_rows(session: Session) -> dict[str, int]:
    """How many rows each sealed table has, by its name."""
    return {
        _name(table): (await session.exec(select(func.count()).select_from(table))).one()
        for table in SEALED_TABLES
    }


def rekey_files(vault: FileStore) -> tuple[int, int]:
    """Seal every file anew; gives how many, and how many no key on the ring opens."""
    done = lost = 0
    for path in vault.paths():
        try:
            vault.seal_again(path)
            done += 1
        except FileNotFoundError:  # swept meanwhile
            continue
        except InvalidToken:
            lost += 1
    return done, lost


async def _renew_row(session: Session, row: SQLModel, sealed: list[str]) -> None:
    for key in sealed:
        flag_modified(row, key)
    if isinstance(row, Labourer):
        theirs = update(Placement).where(col(Placement.labourer_id) == row.id)
        await session.exec(theirs.values(worker_index=worker_index(row.id_number)))
    for key, index in _list_indexes(row).items():
        setattr(row, key, index)


def _list_indexes(row: SQLModel) -> dict[str, str | None]:
    """The blind indexes that can be made anew of what the row holds, by the newest key."""
    match row:
        case Labourer():
            return dict(index_numbers(row.id_number, row.phone))
        case LedgerChange() if row.phone_index:
            return {"phone_index": keyring.index(row.after, LABOURER_PHONE)}
        case Broker() if row.id_number:
            phone = keyring.index(row.phone, LABOURER_PHONE) if row.phone else None
            return {"id_index": keyring.index(row.id_number, BROKER_ID), "phone_index": phone}
        case LedgerImportRow() if row.id_index:
            renew_index(row)
        case Grievance():
            return {"employer_index": employer_index(row.employer)}
        case RoleTerm() if row.address is not None:
            return {"chat_index": keyring.index(row.address.index_text, CHAT)}
    return {}
