"""Who was erased, by nothing but numbers and moments: a restored backup holds them again.

The trail says it as long as the store is the same. A list beside the store says it after a backup
of before is restored, so that they are erased again before anybody is written to.
"""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy.orm import aliased
from sqlmodel import col, func, select

from models.accounts import account as accounts
from models.accounts import roles
from models.accounts.account import Account
from models.core.audit import Act, AuditRecord
from models.core.session import Session
from models.labourers.labourer import Labourer
from models.privacy import consent


@dataclass(frozen=True)
class Erasure:
    """An entry that is gone, or an account without one; `by` which account, and when.

    Numbers are given anew after an older backup is restored. So of an entry `registered_at` says
    whose it was; the store's `line` began when it was restored last, if ever.
    """

    labourer: int | None
    by: int | None
    at: dt.datetime
    registered_at: dt.datetime | None
    line: dt.datetime | None

    def is_of_store(self, taken_at: dt.datetime) -> bool:
        """Whether its numbers are those of a backup that was taken then."""
        return self.line is None or self.line <= taken_at


@dataclass(frozen=True)
class ErasedAgain:
    """How many were erased again, and how many could not be told apart from somebody else."""

    done: int
    unsure: int


async def list_erasures(
    session: Session, since: dt.datetime, before: Collection[Erasure] = ()
) -> list[Erasure]:
    """All since a moment, those of `before` too, which a restored store has forgotten."""
    registered, erased = aliased(AuditRecord), col(AuditRecord.act) == Act.ERASED
    begun = (col(registered.labourer_id) == AuditRecord.labourer_id) & (
        col(registered.act) == Act.REGISTERED
    )
    restored = select(func.max(AuditRecord.at)).where(AuditRecord.act == Act.RESTORED)
    line = (await session.exec(restored)).one()
    own: list[Any] = [AuditRecord.labourer_id, AuditRecord.account_id, AuditRecord.at]
    wanted: list[Any] = [*own, func.min(registered.at)]
    query: Any = select(*wanted).outerjoin(registered, begun)
    rows: Any = await session.exec(
        query.where(erased, col(AuditRecord.at) > since).group_by(AuditRecord.id, *own)
    )
    known = {(one.labourer, one.by, one.at): one for one in before if one.at > since}
    for labourer, by, at, since_when in rows:
        known.setdefault((labourer, by, at), Erasure(labourer, by, at, since_when, line))
    return sorted(known.values(), key=lambda one: one.at)


async def erase_again(
    session: Session,
    known: Collection[Erasure],
    taken_at: dt.datetime,
    now: dt.datetime,
    zone: ZoneInfo,
) -> ErasedAgain:
    """Erase who was erased after a backup was taken, in the store that was restored from it."""
    done = unsure = 0
    for one in known:
        if one.at <= taken_at:
            continue
        found = await _find(session, one)
        if found is None:
            continue
        if not await _is_same(session, one, taken_at):
            unsure += 1
            continue
        await _erase(session, found, one, now, zone)
        done += 1
    return ErasedAgain(done, unsure)


async def _find(session: Session, one: Erasure) -> Labourer | Account | None:
    if one.labourer is not None:
        return await session.get(Labourer, one.labourer)
    account = await session.get(Account, one.by)
    return account if account is not None and account.labourer_id is None else None


async def _is_same(session: Session, one: Erasure, taken_at: dt.datetime) -> bool:
    """Whether a number is that person's here: an entry was registered at the same moment."""
    query = select(func.min(AuditRecord.at)).where(
        AuditRecord.labourer_id == one.labourer, AuditRecord.act == Act.REGISTERED
    )
    here = (await session.exec(query)).one() if one.labourer is not None else None
    if here is None or one.registered_at is None:
        return one.is_of_store(taken_at)
    return bool(here == one.registered_at)


async def _erase(
    session: Session,
    found: Labourer | Account,
    one: Erasure,
    now: dt.datetime,
    zone: ZoneInfo,
) -> None:
    account: Account | None
    if isinstance(found, Account):
        account = found
    else:
        account = await accounts.get_account_of_labourer(session, found.key())
    if account is None:
        assert isinstance(found, Labourer)
        await consent.erase_entry(session, found, now, zone, by=one.by)
        return
    theirs = await roles.get_roles(session, account)
    await consent.erase_account_data(session, account, theirs, now, zone, by=one.by)
