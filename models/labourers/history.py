"""The history of an entry, fact by fact, and what the trail is told of it."""

from datetime import datetime
from typing import Any

from models.core import audit, bulk_writes
from models.core.audit import Act
from models.core.session import Session
from models.labourers.facts import Facts, is_different
from models.labourers.labourer import PHONE, Labourer, LedgerChange


async def write_history(
    session: Session,
    labourer: Labourer,
    before: Facts,
    after: Facts,
    now: datetime,
    by: int | None,
) -> list[str]:
    """Keep every fact that changed; gives their keys."""
    changes = list_changes(labourer, before, after, now, by)
    await bulk_writes.insert_rows(session, LedgerChange, changes)
    return [change["fact"] for change in changes]


def list_changes(
    labourer: Labourer, before: Facts, after: Facts, now: datetime, by: int | None
) -> list[dict[str, Any]]:
    """A row of LedgerChange for every fact that changed."""
    told = {"labourer_id": labourer.key(), "at": now, "account_id": by}
    index = {PHONE: labourer.phone_index}
    return [
        {**told, "fact": key, "before": before.get(key), "after": value}
        | {"phone_index": index.get(key)}
        for key, value in after.items()
        if is_different(before.get(key), value)
    ]


async def record_acts(
    session: Session, labourer: Labourer, acts: tuple[Act, ...], now: datetime, by: int | None
) -> None:
    """Write what was done with the entry into the trail."""
    where = labourer.village_code
    await audit.record_all(session, now, acts, by, labourer=labourer.key(), village=where)
