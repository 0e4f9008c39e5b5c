"""Registered poor households: the office confirms what somebody told, or says that it is not so."""

from datetime import datetime

from models.accounts import account as accounts
from models.accounts.actor import Actor
from models.core import audit, bulk_writes
from models.core.audit import Act
from models.core.refusal import Refusal
from models.core.session import Session
from models.labourers import ledger
from models.labourers.labourer import Labourer, LedgerChange

FACT = "poor_confirmed"


async def confirm_poverty(session: Session, actor: Actor, labourer: Labourer) -> Refusal | None:
    """The household is on the office's list: from now on it counts for money.

    Refusals: not_yours; not_poor; four_eyes, where who confirms wrote it down, or is the person.
    """
    if refused := await _refuse_decision(session, actor, labourer):
        return refused
    if labourer.poor_confirmed_at is not None:
        return None
    now, by = actor.now, actor.id
    labourer.poor_confirmed_at, labourer.poor_confirmed_by = now, by
    await _write(session, labourer, now, by, confirmed=True)
    where, key = labourer.village_code, labourer.id
    audit.record(session, now, Act.POOR_CONFIRMED, by=by, labourer=key, village=where)
    await session.flush()
    return None


async def deny_poverty(session: Session, actor: Actor, labourer: Labourer) -> Refusal | None:
    """It is not on the list. Refusals: as of `confirm_poverty`."""
    if refused := await _refuse_decision(session, actor, labourer):
        return refused
    facts = {**await ledger.get_facts(session, labourer), "registered_poor": False}
    changed = await ledger.change_entry(session, labourer, facts, actor.now, actor.id)
    return changed if isinstance(changed, Refusal) else None


async def _refuse_decision(session: Session, actor: Actor, labourer: Labourer) -> Refusal | None:
    if not labourer.village_code.startswith(actor.roles.counties()):
        return Refusal("not_yours")
    if labourer.household_id is None:
        return Refusal("not_poor")
    own = await accounts.get_account_id_of_labourer(session, labourer.id)
    return Refusal("four_eyes") if actor.id in (own, labourer.registered_by) else None


async def _write(
    session: Session, labourer: Labourer, now: datetime, by: int, *, confirmed: bool
) -> None:
    told = {"labourer_id": labourer.key(), "at": now, "account_id": by, "fact": FACT}
    await bulk_writes.insert_rows(
        session, LedgerChange, [{**told, "before": not confirmed, "after": confirmed}]
    )
