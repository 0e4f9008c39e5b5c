"""Rekeying: everything sealed is sealed again with the newest key, so that an old one can go."""

from cryptography.fernet import InvalidToken
from sqlalchemy import Table, inspect, update
from sqlalchemy.orm.attributes import flag_modified
from sqlmodel import SQLModel, col, select

from models.accounts.terms_of_office import RoleTerm
from models.brokers.broker import Broker
from models.core.encryption import BROKER_ID, CHAT, LABOURER_ID, LABOURER_PHONE, Sealed, keyring
from models.core.file_store import FileStore
from models.core.session import Session
from models.grievances.grievance import Grievance, employer_index
from models.labourers.labourer import Labourer, LedgerChange
from models.placements.placement import Placement, worker_index
from models.privacy.tables import TABLES


async def rekey(session: Session) -> int:
    """Seal every row anew and renew the blind indexes; gives how many rows.

    Needs the old keys still on the ring, behind the new one. One-time codes are kept as nothing
    but their index: those issued under an old key last as long as that key is there. So is the
    ID number of a suspended broker who erased themselves, and of who was paid for and is erased.
    """
    count = 0
    for table in TABLES:
        sealed = _sealed(table)
        rows = await session.exec(select(table).with_for_update()) if sealed else ()
        for row in rows:
            _seal_again(row, sealed)
            if isinstance(row, Labourer):
                theirs = update(Placement).where(col(Placement.labourer_id) == row.id)
                await session.exec(theirs.values(worker_index=worker_index(row.id_number)))
            count += 1
        await session.flush()
    return count


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


def _sealed(table: type[SQLModel]) -> list[str]:
    columns = inspect(table).local_table
    assert isinstance(columns, Table)
    return [column.key for column in columns.c if isinstance(column.type, Sealed)]


def _seal_again(row: SQLModel, sealed: list[str]) -> None:
    for key in sealed:
        flag_modified(row, key)
    if isinstance(row, Labourer):
        row.id_index = keyring.index(row.id_number, LABOURER_ID) if row.id_number else None
        row.phone_index = keyring.index(row.phone, LABOURER_PHONE) if row.phone else None
    if isinstance(row, LedgerChange) and row.phone_index:
        row.phone_index = keyring.index(row.after, LABOURER_PHONE)
    if isinstance(row, Broker) and row.id_number:
        row.id_index = keyring.index(row.id_number, BROKER_ID)
        row.phone_index = keyring.index(row.phone, LABOURER_PHONE) if row.phone else None
    if isinstance(row, Grievance):
        row.employer_index = employer_index(row.employer)
    if isinstance(row, RoleTerm) and row.address is not None:
        row.chat_index = keyring.index(row.address.index_text, CHAT)
