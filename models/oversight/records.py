"""The records behind a list's lines, also of who is erased: of the asking counties alone."""

from dataclasses import dataclass

from sqlmodel import col, select

from models.accounts.actor import Actor
from models.core import audit
from models.core.audit import Act, AuditRecord, Subject
from models.core.session import Session
from models.labourers import merged_entries, people_of_county
from models.labourers.labourer import Labourer
from models.oversight.listing import Scope
from models.placements import signals
from models.placements.placement import Placement
from models.placements.signals import ShownSignal

# As many placements and acts as a screen shows.
SHOWN, ACTS_SHOWN = 8, 30


@dataclass(frozen=True)
class PersonRecord:
    """Somebody of the ledger, with the latest placements; or nobody any more, and the trail."""

    number: int
    entry: Labourer | None
    placements: tuple[Placement, ...]
    acts: tuple[AuditRecord, ...]


async def view_person(session: Session, actor: Actor, number: int) -> PersonRecord | None:
    """An entry of these counties, which is looked at; or what the trail has of an erased one."""
    entry = (
        await people_of_county.get_person_of_counties(session, number, actor.roles.counties())
        if actor.roles.counties()
        else None
    )
    if entry is None and not await was_of_counties(session, actor, number):
        return None
    if entry is not None:
        audit.record(session, actor.now, Act.VIEWED, by=actor.id, labourer=number)
        await session.flush()
    placed = select(Placement).where(Placement.labourer_id == number)
    placed = placed.where(Scope(actor.roles.counties()).covers(Placement.county))
    found = await session.exec(placed.order_by(col(Placement.id).desc()).limit(SHOWN))
    numbers = await merged_entries.list_numbers(session, number)
    done = select(AuditRecord).where(col(AuditRecord.labourer_id).in_(numbers))
    latest = done.order_by(col(AuditRecord.id).desc()).limit(ACTS_SHOWN)
    acts = tuple(reversed((await session.exec(latest)).all()))
    return PersonRecord(number, entry, tuple(found), acts)


async def was_of_counties(session: Session, actor: Actor, number: int) -> bool:
    """Whether somebody who is erased lived in these counties when something was done."""
    if not actor.roles.counties() or await session.get(Labourer, number) is not None:
        return False
    query = select(AuditRecord.id).where(AuditRecord.labourer_id == number)
    there = query.where(Scope(actor.roles.counties()).covers(AuditRecord.county)).limit(1)
    return (await session.exec(there)).first() is not None


async def view_placement(
    session: Session, actor: Actor, number: int
) -> tuple[Placement, tuple[ShownSignal, ...]] | None:
    """A placement that was reported in these counties, with its signals; it is looked at."""
    found = await session.get(Placement, number)
    if (
        found is None
        or not actor.roles.counties()
        or not found.county.startswith(actor.roles.counties())
    ):
        return None
    of = (Subject.PLACEMENT, number)
    whose = found.labourer_id
    audit.record(session, actor.now, Act.VIEWED, by=actor.id, labourer=whose, of=of)
    await session.flush()
    return found, await signals.list_signals(session, found)


async def had_grievance(session: Session, actor: Actor, number: int) -> bool:
    """Whether a grievance of these counties went with its person."""
    query = select(AuditRecord.id).where(
        AuditRecord.subject == Subject.GRIEVANCE,
        AuditRecord.subject_id == number,
        AuditRecord.act == Act.ERASED,
        Scope(actor.roles.counties()).covers(AuditRecord.county),
    )
    return (await session.exec(query.limit(1))).first() is not None
