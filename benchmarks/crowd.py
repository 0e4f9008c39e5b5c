"""Many invented labourers, written straight into the tables: the ledger of a large county."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import text

from models.accounts.account import CONSENT_VERSION, Account
from models.accounts.address import AccountAddress
from models.core import bulk_writes, regions
from models.core.address import Channel
from models.core.regions import SHIPPED
from models.core.session import Session
from models.core.vocabulary import NoticeKind
from models.labourers.labourer import Labourer, NoticePreference
from tests.support.store import NOON

BATCH = 10_000
NEXT = "SELECT setval(pg_get_serial_sequence('{table}', 'id'), (SELECT max(id) FROM {table}))"


def labourer(number: int, village: str) -> dict[str, Any]:
    """One of many."""
    return {
        "id": number,
        "name": f"王{number}",
        "name_key": f"王{number}",
        "sex": "female",
        "birth_year": 1980,
        "village_code": village,
        "ethnicity": "han",
        "schooling": "junior",
        "status": "out_of_work",
        "skills": [],
        "wishes": ["training"],
        "wanted_work": [],
        "courses": ["mushrooms"],
        "consented_at": NOON,
        "consent_version": CONSENT_VERSION,
        "registered_at": NOON,
        "changed_at": NOON,
        "status_told_at": NOON,
    }


def account(number: int) -> dict[str, Any]:
    """Everybody has an account."""
    return {
        "id": number + 1,
        "labourer_id": number,
        "created_at": NOON,
    }


def address(number: int) -> dict[str, Any]:
    """Where they are written to."""
    return {
        "account_id": number + 1,
        "channel": Channel.TELEGRAM,
        "external_id": str(10_000_000 + number),
        "offered": [],
        "keyboard": False,
    }


def wish(number: int) -> dict[str, Any]:
    """Everybody welcomes job fairs."""
    return {"labourer_id": number, "kind": NoticeKind.JOB_FAIR, "welcome": True}


def batches(people: int) -> Iterator[range]:
    """The numbers of the people, so many at a time."""
    for start in range(1, people + 1, BATCH):
        yield range(start, min(start + BATCH, people + 1))


async def furnish(session: Session, people: int) -> None:
    """Villages, and so many people spread over those of Wangqing, all of them reachable."""
    names = regions.read_villages(SHIPPED)
    assert isinstance(names, dict)
    if not (await regions.get_gazetteer(session)).below():
        await regions.import_villages(session, names)
    villages = [code for code in names if len(code) == 12 and code.startswith("222424")]
    for numbers in batches(people):
        entries = [labourer(n, villages[n % len(villages)]) for n in numbers]
        await bulk_writes.insert_rows(session, Labourer, entries)
        await bulk_writes.insert_rows(session, Account, [account(n) for n in numbers])
        await bulk_writes.insert_rows(session, AccountAddress, [address(n) for n in numbers])
        await bulk_writes.insert_rows(session, NoticePreference, [wish(n) for n in numbers])
    await count_on(session)
    await session.commit()


async def count_on(session: Session) -> None:
    """Whoever comes next gets the next number: PostgreSQL does not count those it was given."""
    connection = await session.connection()
    if connection.dialect.name == "postgresql":
        for table in (Labourer.__tablename__, Account.__tablename__):
            await connection.execute(text(NEXT.format(table=table)))
