"""Entries that were merged: the person's trail is that of all of them."""

from sqlmodel import col, select

from models.core import audit
from models.core.audit import Act, AuditRecord, Subject
from models.core.session import Session
from models.labourers.double import Double


async def list_numbers(session: Session, labourer_id: int) -> list[int]:
    """An entry's number, and those of the entries that were merged with it."""
    known: set[int] = set()
    new = {labourer_id}
    while new:
        known |= new
        merged = (
            select(Double.first_id, Double.second_id)
            .join(AuditRecord, col(AuditRecord.subject_id) == Double.id)
            .where(
                AuditRecord.subject == Subject.DOUBLE,
                AuditRecord.act == Act.MERGED,
                col(AuditRecord.labourer_id).in_(new),
            )
        )
        new = {one for pair in await session.exec(merged) for one in pair} - known
    return sorted(known)


async def list_looks_at(
    session: Session, labourer_id: int, first: int = 0, most: int | None = None
) -> list[AuditRecord]:
    """Who looked at a person, the latest first: `most` of them from the one in place `first`."""
    await session.flush()
    return await audit.looks_at(session, await list_numbers(session, labourer_id), first, most)
