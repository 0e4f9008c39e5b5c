"""What requests of the office leave in the store."""

from sqlmodel import select

from models.core.audit import Act, AuditRecord, Subject
from models.core.session import Session
from tests.support.console.pc import PC
from tests.support.store import all_rows

# What every look leaves behind, whoever it is by.
TRACES = ("console_session:", "audit_record:")


async def acts_with(pc: PC, subject: Subject, number: int) -> list[Act]:
    """What was done with one record, the first first."""

    async def work(session: Session) -> list[Act]:
        of = (AuditRecord.subject == subject, AuditRecord.subject_id == number)
        return [one.act for one in await session.exec(select(AuditRecord).where(*of))]

    return await pc.store.turn(work)


async def kept(pc: PC) -> str:
    """All rows but what every look leaves."""
    rows = await pc.store.turn(all_rows)
    return "\n".join(row for row in rows.splitlines() if not row.startswith(TRACES))
