"""Which key a store belongs to: words sealed with it, looked at before anything else is."""

from cryptography.fernet import InvalidToken
from sqlalchemy import Connection, Table, inspect
from sqlalchemy import select as select_columns
from sqlmodel import SQLModel

from models.core.bulk_writes import get_insert_class
from models.core.encryption import Sealed, keyring
from models.core.key_check import ONLY, KeyCheck
from models.core.session import Session
from models.privacy.tables import TABLES

WORDS, RENEWAL = "chunfeng", "renewal"


class WrongKeys(ConnectionError):
    """The store is sealed with another key than those in use: nothing may be read or written."""


def sealed_columns(table: type[SQLModel]) -> list[str]:
    """The columns of a table that are encrypted."""
    columns = inspect(table).local_table
    assert isinstance(columns, Table)
    return [column.key for column in columns.c if isinstance(column.type, Sealed)]


def do_keys_fit(connection: Connection) -> bool:
    """Whether the keys in use are those of this store; an empty one takes any.

    A store of a revision before there was a check is tried by one value of each sealed column.
    """
    there = inspect(connection)
    if there.has_table(KeyCheck.__tablename__):
        known = KeyCheck.__table__.c  # type: ignore[attr-defined]
        query = select_columns(known.sealed, known.renewing)
        if (row := connection.execute(query).first()) is not None:
            return do_they_open(row.sealed, row.renewing)
    return all(map(_opens, _list_samples(connection)))


def do_they_open(sealed: str, renewing: str | None) -> bool:
    """Whether the keys in use open what a store with such a check holds."""
    # While all is sealed anew, some is under the old key and some under the new one.
    renews = renewing is None or renewing in keyring.indexes(WORDS, RENEWAL)
    return _opens(sealed) and renews


def _list_samples(connection: Connection) -> list[str]:
    there = inspect(connection)
    found: list[str] = []
    for table in TABLES:
        columns = inspect(table).local_table
        assert isinstance(columns, Table)
        if not there.has_table(columns.name):
            continue
        known = {one["name"] for one in there.get_columns(columns.name)}
        for key in known & {*sealed_columns(table)}:
            told = columns.c[key]
            # As it is stored: read as Sealed, it would be opened.
            query = select_columns(told.cast(Sealed.impl)).where(told.is_not(None)).limit(1)
            found += connection.execute(query).scalars().all()
    return found


def _opens(sealed: str) -> bool:
    try:
        keyring.open(sealed)
    except InvalidToken:
        return False
    return True


async def refuse_wrong_keys(session: Session) -> None:
    """Tell one value that no key opens from a whole store under another key.

    Raises:
        WrongKeys: the keys in use are not those of this store.
    """
    if not await (await session.connection()).run_sync(do_keys_fit):
        raise WrongKeys


async def note_key(session: Session) -> None:
    """Keep which key this store is sealed with, where that is not known yet."""
    row = get_insert_class(session)(KeyCheck).values(id=ONLY, sealed=keyring.seal(WORDS))
    await session.exec(row.on_conflict_do_nothing())
