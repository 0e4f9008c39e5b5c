"""All that the office keeps of one person of the ledger, read together for one page."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlmodel import col, select

from models.accounts import account as accounts
from models.accounts import terms_of_office
from models.accounts.actor import Actor
from models.accounts.terms_of_office import Terms
from models.core.audit import AuditRecord
from models.core.session import Session
from models.employers.employer import Employer
from models.enquiries.enquiry import Enquiry, EnquiryMessage
from models.grievances.grievance import Grievance
from models.labourers import household, households, ledger, merged_entries, people_of_county
from models.labourers.household import Household
from models.labourers.labourer import Labourer, LedgerChange
from models.notices.notice import Notice
from models.notices.sign_ups import SignUp
from models.outbox.row import OutboxRow
from models.oversight.listing import Scope
from models.placements.placement import Placement

# As many of each as the page shows, the latest.
SHOWN, ACTS_SHOWN = 20, 50


@dataclass(frozen=True)
class NoticeHad:
    """A notice that went to the person, what became of it, and whether they signed up."""

    notice: Notice
    row: OutboxRow
    sign_up: SignUp | None


@dataclass(frozen=True)
class PersonFile:
    """An entry, and what belongs to it; of other counties only the entry's history."""

    labourer: Labourer
    facts: dict[str, Any]
    has_account: bool
    home: Household | None
    members: Sequence[Labourer]
    changes: Sequence[LedgerChange]
    placements: Sequence[tuple[Placement, Employer]]
    grievances: Sequence[Grievance]
    messages: Sequence[EnquiryMessage]
    notices: Sequence[NoticeHad]
    acts: Sequence[AuditRecord]
    terms: Terms


async def read_person_file(session: Session, actor: Actor, number: int) -> PersonFile | None:
    """An entry of the actor's counties; None where it is none of theirs.

    Nothing is written: whoever shows it notes the look by `staff_entries.note_looked_at`.
    """
    counties = actor.roles.counties()
    if not counties:
        return None
    one = await people_of_county.get_person_of_counties(session, number, counties)
    if one is None:
        return None
    scope, home = Scope(counties), await households.get_household(session, one)
    changes, acts = await ledger.list_changes(session, one), await _acts(session, number)
    accounts_named = {done.account_id for done in acts} | {c.account_id for c in changes}
    return PersonFile(
        labourer=one,
        facts=await ledger.get_facts(session, one),
        has_account=await accounts.get_account_id_of_labourer(session, number) is not None,
        home=home,
        members=await household.list_members(session, home) if home else (),
        changes=changes[::-1],
        placements=await _placements(session, scope, number),
        grievances=await _grievances(session, scope, number),
        messages=await _messages(session, scope, number),
        notices=await _notices(session, number),
        acts=acts,
        terms=await terms_of_office.get_terms_of(
            session, {one for one in accounts_named if one is not None}
        ),
    )


async def _acts(session: Session, number: int) -> list[AuditRecord]:
    numbers = await merged_entries.list_numbers(session, number)
    done = select(AuditRecord).where(col(AuditRecord.labourer_id).in_(numbers))
    return list(await session.exec(done.order_by(col(AuditRecord.id).desc()).limit(ACTS_SHOWN)))


async def _placements(
    session: Session, scope: Scope, number: int
) -> list[tuple[Placement, Employer]]:
    query = (
        select(Placement, Employer)
        .join(Employer, col(Employer.id) == Placement.employer_id)
        .where(Placement.labourer_id == number, scope.covers(Placement.county))
    )
    found = await session.exec(query.order_by(col(Placement.id).desc()).limit(SHOWN))
    return [(placement, employer) for placement, employer in found]


async def _grievances(session: Session, scope: Scope, number: int) -> list[Grievance]:
    query = select(Grievance).where(Grievance.labourer_id == number, scope.covers(Grievance.county))
    return list(await session.exec(query.order_by(col(Grievance.id).desc()).limit(SHOWN)))


async def _messages(session: Session, scope: Scope, number: int) -> list[EnquiryMessage]:
    query = (
        select(EnquiryMessage)
        .join(Enquiry, col(Enquiry.id) == EnquiryMessage.enquiry_id)
        .where(Enquiry.labourer_id == number, scope.covers(Enquiry.county))
    )
    latest = query.order_by(col(EnquiryMessage.id).desc()).limit(SHOWN)
    return list(await session.exec(latest))[::-1]


async def _notices(session: Session, number: int) -> list[NoticeHad]:
    query = (
        select(Notice, OutboxRow, SignUp)
        .join(OutboxRow, col(OutboxRow.about) == Notice.id)
        .outerjoin(
            SignUp, (col(SignUp.notice_id) == Notice.id) & (col(SignUp.labourer_id) == number)
        )
        .where(OutboxRow.topic == "notice", OutboxRow.labourer_id == number)
    )
    found = await session.exec(query.order_by(col(OutboxRow.id).desc()).limit(SHOWN))
    return [NoticeHad(notice, row, mine) for notice, row, mine in found]
