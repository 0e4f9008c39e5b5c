"""Trouble first: what is wrong is heard before registration, with no more than how to call back."""

from dataclasses import dataclass

from sqlalchemy import case, update
from sqlmodel import col

from models.accounts import roles
from models.accounts.account import Account
from models.accounts.actor import Actor
from models.core.gazetteer import COUNTY
from models.core.refusal import Refusal
from models.core.session import Session
from models.grievances import opening, permission, queue
from models.grievances.grievance import Grievance
from models.grievances.opening import GrievanceReport
from models.labourers.labourer import Labourer


@dataclass(frozen=True)
class CallBack:
    """How somebody without an entry is called back: here in any case, by phone if they like.

    `village` is a code of 12 digits; without it the staff of every county see the grievance.
    """

    called: str
    phone: str | None = None
    village: str | None = None


def agree_to_tell(actor: Actor) -> None:
    """The actor agrees that what they tell of trouble is kept, and how to call them back."""
    account = actor.account
    account.trouble_consented_at = account.trouble_consented_at or actor.now


async def open_unregistered(
    session: Session, actor: Actor, report: GrievanceReport, back: CallBack
) -> Grievance | Refusal:
    """Open a grievance of somebody without an entry: it waits with all others.

    Refusals: consent_first, grievances_many {number, count}.
    """
    if not permission.may_tell(actor.account):
        return Refusal("consent_first")
    agree_to_tell(actor)
    going_on = await queue.list_open_of_account(session, actor.account)
    if refused := opening.refuse_too_many(going_on, report.kind):
        return refused
    county = back.village[:COUNTY] if back.village else await _only_county(session)
    grievance = opening.build_grievance(actor, report, county, report.employer)
    grievance.teller_id = actor.id
    grievance.called, grievance.phone = back.called, back.phone
    return await opening.enter_grievance(session, actor, grievance, report)


async def join_entry(session: Session, account: Account, labourer: Labourer) -> None:
    """The person has an entry now: what they told before is part of it."""
    if account.trouble_consented_at is None:
        return
    told = update(Grievance).where(
        col(Grievance.teller_id) == account.key(), col(Grievance.labourer_id).is_(None)
    )
    unknown, theirs = col(Grievance.county) == "", labourer.village_code[:COUNTY]
    county = case((unknown, theirs), else_=col(Grievance.county))
    joined = told.values(labourer_id=labourer.key(), teller_id=None, county=county)
    await session.exec(joined)


async def _only_county(session: Session) -> str:
    """The county of the only office there is; empty where there are several."""
    counties = await roles.list_counties_of_staff(session)
    return counties[0] if len(counties) == 1 else ""
