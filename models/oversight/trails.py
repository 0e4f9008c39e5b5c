"""The trail of one record and of one account, for the office whose record or colleague it is."""

import datetime as dt
from collections.abc import Awaitable, Callable
from typing import Any

from sqlalchemy import ColumnElement
from sqlmodel import col, select

from models.accounts import staff
from models.accounts.actor import Actor
from models.brokers import roster
from models.core import paging
from models.core.audit import AuditRecord, Subject
from models.core.paging import Page
from models.core.session import Session
from models.employers import directory
from models.enquiries.enquiry import Enquiry
from models.grievances.grievance import Grievance
from models.labourers import merged_entries, people_of_county
from models.labourers.double import Double
from models.oversight import records
from models.placements.evidence import Evidence
from models.placements.placement import Placement
from models.vacancies.vacancy import Vacancy

# What stands for a person of the ledger, whose acts bear no subject.
PERSON = "person"
SIZE = 50
LATELY = dt.timedelta(days=30)


async def list_trail(
    session: Session, actor: Actor, subject: str, number: int, page: int = 1
) -> Page[AuditRecord] | None:
    """One page of what was done with a record, the latest first; None where it is not theirs.

    Args:
        subject: one of Subject, or PERSON.
    """
    if not actor.roles.counties() or subject not in SEES:
        return None
    if not await SEES[subject](session, actor, number):
        return None
    return await _page(session, [await _about(session, subject, number)], page)


async def list_acts_of(
    session: Session, actor: Actor, account_id: int, page: int = 1
) -> Page[AuditRecord]:
    """What somebody of the office or a broker did in the last 30 days, the latest first."""
    of = [col(AuditRecord.account_id) == account_id, col(AuditRecord.at) >= actor.now - LATELY]
    return await _page(session, of, page)


async def _page(session: Session, of: list[ColumnElement[bool]], page: int) -> Page[AuditRecord]:
    query = select(AuditRecord).where(*of).order_by(col(AuditRecord.id).desc())
    return await paging.rows(session, query, page, SIZE)


async def _about(session: Session, subject: str, number: int) -> Any:
    if subject == PERSON:
        numbers = await merged_entries.list_numbers(session, number)
        return col(AuditRecord.labourer_id).in_(numbers)
    its = col(AuditRecord.subject) == Subject(subject)
    return its & (col(AuditRecord.subject_id) == number)


async def _sees_person(session: Session, actor: Actor, number: int) -> bool:
    counties = actor.roles.counties()
    found = await people_of_county.get_person_of_counties(session, number, counties)
    return found is not None or await records.was_of_counties(session, actor, number)


async def _sees_placement(session: Session, actor: Actor, number: int) -> bool:
    return _is_of(actor, await session.get(Placement, number))


async def _sees_vacancy(session: Session, actor: Actor, number: int) -> bool:
    return _is_of(actor, await session.get(Vacancy, number))


async def _sees_enquiry(session: Session, actor: Actor, number: int) -> bool:
    return _is_of(actor, await session.get(Enquiry, number))


async def _sees_grievance(session: Session, actor: Actor, number: int) -> bool:
    found = await session.get(Grievance, number)
    if found is None:
        return await records.had_grievance(session, actor, number)
    return _is_of(actor, found)


async def _sees_employer(session: Session, actor: Actor, number: int) -> bool:
    return await directory.get_employer(session, number, actor.roles.counties()) is not None


async def _sees_broker(session: Session, actor: Actor, number: int) -> bool:
    return await roster.get_listed_broker(session, number, actor.roles.counties()) is not None


async def _sees_staff(session: Session, actor: Actor, number: int) -> bool:
    return await staff.get_member(session, number, actor.roles.counties()) is not None


async def _sees_double(session: Session, actor: Actor, number: int) -> bool:
    pair = await session.get(Double, number)
    both = (pair.first_id, pair.second_id) if pair else ()
    counties = actor.roles.counties()
    return any(
        [await people_of_county.get_person_of_counties(session, one, counties) for one in both]
    )


async def _sees_evidence(session: Session, actor: Actor, number: int) -> bool:
    paper = await session.get(Evidence, number)
    if paper is None:
        return False
    if paper.placement_id is not None:
        return await _sees_placement(session, actor, paper.placement_id)
    return await _sees_grievance(session, actor, paper.grievance_id or 0)


def _is_of(actor: Actor, found: Placement | Vacancy | Enquiry | Grievance | None) -> bool:
    return found is not None and found.county.startswith(actor.roles.counties())


SEES: dict[str, Callable[[Session, Actor, int], Awaitable[bool]]] = {
    PERSON: _sees_person,
    Subject.PLACEMENT: _sees_placement,
    Subject.EMPLOYER: _sees_employer,
    Subject.VACANCY: _sees_vacancy,
    Subject.GRIEVANCE: _sees_grievance,
    Subject.BROKER: _sees_broker,
    Subject.EVIDENCE: _sees_evidence,
    Subject.DOUBLE: _sees_double,
    Subject.STAFF: _sees_staff,
    Subject.ENQUIRY: _sees_enquiry,
}
