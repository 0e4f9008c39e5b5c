"""The history of an entry, fact by fact, and what the trail is told of it."""

from datetime import datetime

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
    changed = [key for key, value in after.items() if is_different(before.get(key), value)]
    told = {"labourer_id": labourer.key(), "at": now, "account_id": by}
    index = {PHONE: labourer.phone_index}
    facts = [
        {**told, "fact": key, "before": before.get(key), "after": after[key]}
        | {"phone_index": index.get(key)}
        for key in changed
    ]
    await bulk_writes.insert_rows(session, LedgerChange, facts)
    return changed


async def record_acts(
    session: Session, labourer: Labourer, acts: tuple[Act, ...], now: datetime, by: int | None
) -> None:
    """Write what was done with the entry into the trail."""
    where = labourer.village_code
    await audit.record_all(session, now, acts, by, labourer=labourer.key(), village=where)
